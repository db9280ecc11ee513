-- Moves the users and logins of Sockey from its own database, sockeydb, into the one that this script is run on:
--
--   mariadb sockee < scripts/move-from-sockey.sql        (or: mysql sockee < …)
--
-- Both are on one server, and Sockee has made its tables before (start it once). Nothing in sockeydb is changed, and if
-- anything does not fit, nothing here is either. How to go about it: docs/guide/moving-from-sockey.md.
--
-- With the name of another database: sed s/sockeydb/other/ scripts/move-from-sockey.sql | mariadb sockee

set names utf8mb4;

-- What has to be mended in sockeydb first. Sockee takes names for the same that differ in case only.
select lower(name) as 'TAKEN MORE THAN ONCE', group_concat(concat(id, ' ', name) order by id) as 'users'
from sockeydb.users
group by lower(name)
having count(*) > 1;

-- What is left behind: nobody can have logged in with these.
select id as 'WITHOUT A BCRYPT HASH', name
from sockeydb.users
where password not regexp '^[$]2[aby][$][0-9]{2}[$].{53}$';

start transaction;

-- The unique names stop the script where one was taken more than once, or where there are users here already.
insert into users (id, name, name_folded, email, password, date_register)
select id, name, lower(name), nullif(email, ''), password, timestampadd(second, date_register, '1970-01-01')
from sockeydb.users
where password regexp '^[$]2[aby][$][0-9]{2}[$].{53}$'
order by id;

-- Tokens go on being good; only their digests are kept here.
insert into user_keys (user_id, tokey, persistent, insdate)
select k.user_id, sha2(convert(k.tokey using utf8mb4), 256), k.persistent <> 0,
       timestampadd(second, k.insdate, '1970-01-01')
from sockeydb.user_keys k
join users u on u.id = k.user_id
where k.tokey <> ''
order by k.user_id;

commit;

select (select count(*) from users) as 'USERS NOW', (select count(*) from user_keys) as 'LOGINS NOW';
