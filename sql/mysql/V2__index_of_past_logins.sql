-- What removes the logins that are past their time looks for them by these.
create index user_keys_past on user_keys (persistent, insdate);
