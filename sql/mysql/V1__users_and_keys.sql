-- Users and their logins. The names of tables and columns are Sockey's; what is new: the folded name (unique whatever the
-- case), disabled users, digests instead of tokens, a row for each login, and for a
-- minute the token that was renewed.
create table users (
  id            bigint       not null auto_increment primary key,
  name          varchar(64)  not null,
  name_folded   varchar(64)  not null,
  email         varchar(128),
  password      varchar(255) not null,
  date_register datetime(6) not null,
  disabled      bit          not null default 0,
  constraint users_name unique (name_folded)
) engine = InnoDB default charset = utf8mb4;

create table user_keys (
  id             bigint       not null auto_increment primary key,
  user_id        bigint      not null,
  tokey          varchar(64) not null,
  persistent     bit         not null default 1,
  insdate        datetime(6) not null,
  previous_tokey varchar(64),
  previous_until datetime(6),
  constraint user_keys_tokey unique (tokey),
  constraint user_keys_user foreign key (user_id) references users (id) on delete cascade
) engine = InnoDB default charset = utf8mb4;

create index user_keys_of_user on user_keys (user_id);
create index user_keys_previous on user_keys (previous_tokey);
