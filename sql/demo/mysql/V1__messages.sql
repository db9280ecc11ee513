-- What the users of the demo page say to each other. No foreign key leads to the users: what somebody has said stays when
-- the user goes, and the user may be none of Sockee's.
create table demo_messages (
  id        bigint       not null auto_increment primary key,
  version   integer      not null,
  author_id varchar(64)  not null,
  author    varchar(64)  not null,
  content   varchar(500) not null,
  written   datetime(6)  not null,
  edited    datetime(6)
) engine = InnoDB default charset = utf8mb4;

create index demo_messages_of_author on demo_messages (author_id, id);
