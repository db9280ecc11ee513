-- The logins that have ended, for an hour: other servers look here for those whose sockets they have to end.
create table user_key_ends (
  id    bigint      not null auto_increment primary key,
  login bigint      not null,
  ended datetime(6) not null
) engine = InnoDB default charset = utf8mb4;

create index user_key_ends_ended on user_key_ends (ended);
