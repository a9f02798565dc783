-- SPDX-License-Identifier: GPL-3.0-or-later
-- What each user has set for themselves.

-- preference_put (account text, name text, value text)
-- Set one.
insert into preference (account, name, value) values (:account, :name, :value)
on conflict (account, name) do update set value = excluded.value;

-- preference_get (account text, name text)
-- One of them.
select value from preference where account = :account and name = :name;
