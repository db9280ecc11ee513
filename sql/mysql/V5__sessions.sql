-- Real-time sessions: what outlives a client's connections. Of a session's id there is a digest only.
create table sockee_sessions (
  id         bigint       not null auto_increment primary key,
  digest     varchar(64)  not null,
  version    bigint       not null,
  created    datetime(6)  not null,
  used       datetime(6)  not null,
  changed    datetime(6)  not null,
  user_id    varchar(255),
  user_name  varchar(255),
  user_roles varchar(4000),
  user_login bigint,
  user_until datetime(6),
  data       mediumtext   not null,
  channels   mediumtext   not null,
  constraint sockee_sessions_digest unique (digest)
) engine = InnoDB default charset = utf8mb4 collate utf8mb4_bin;

create index sockee_sessions_used on sockee_sessions (used);
create index sockee_sessions_created on sockee_sessions (created);
create index sockee_sessions_changed on sockee_sessions (changed);
create index sockee_sessions_user on sockee_sessions (user_id);
