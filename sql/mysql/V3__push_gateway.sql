-- Devices of websites' users, and what waits for them. A device is a row that is locked by whoever adds to its queue or
-- takes from it, and so its messages are numbered in the order of their commits.
create table push_devices (
  id            bigint       not null auto_increment primary key,
  site          varchar(64)  not null,
  room          varchar(255) not null,
  device        varchar(255) not null,
  last_seq      bigint       not null,
  waiting       integer      not null,
  waiting_bytes bigint       not null,
  node          varchar(64),
  socket        varchar(64),
  left_at       datetime(6),
  gap           varchar(64),
  gap_seq       bigint       not null,
  expired       bit          not null default 0,
  constraint push_devices_key unique (site, room, device)
) engine = InnoDB default charset = utf8mb4 collate utf8mb4_bin;

create index push_devices_left on push_devices (left_at);
create index push_devices_node on push_devices (node);

create table push_device_rooms (
  device bigint       not null,
  room   varchar(255) not null,
  primary key (device, room),
  constraint push_device_rooms_device foreign key (device) references push_devices (id) on delete cascade
) engine = InnoDB default charset = utf8mb4 collate utf8mb4_bin;

create index push_device_rooms_room on push_device_rooms (room, device);

-- What was sent, once for all devices that it waits for.
create table push_messages (
  id       varchar(64) not null primary key,
  payload  mediumtext not null,
  resync   bit          not null default 0,
  node     varchar(64) not null,
  accepted datetime(6) not null
) engine = InnoDB default charset = utf8mb4 collate utf8mb4_bin;

create index push_messages_accepted on push_messages (accepted);

create table push_queue (
  device  bigint      not null,
  seq     bigint      not null,
  message varchar(64) not null,
  bytes   integer     not null,
  primary key (device, seq),
  constraint push_queue_device foreign key (device) references push_devices (id) on delete cascade
) engine = InnoDB default charset = utf8mb4 collate utf8mb4_bin;

create index push_queue_message on push_queue (message);

-- Requests with an Idempotency-Key, and their answers.
create table push_requests (
  site     varchar(64) not null,
  request  varchar(64) not null,
  body     varchar(64) not null,
  answer   mediumtext not null,
  accepted datetime(6) not null,
  primary key (site, request)
) engine = InnoDB default charset = utf8mb4 collate utf8mb4_bin;

create index push_requests_accepted on push_requests (accepted);

-- The servers that devices are connected to, and when they were last seen.
create table push_nodes (
  id   varchar(64) not null primary key,
  seen datetime(6) not null
) engine = InnoDB default charset = utf8mb4 collate utf8mb4_bin;
