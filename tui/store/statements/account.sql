-- SPDX-License-Identifier: GPL-3.0-or-later
-- Accounts, wrong passwords, access for a limited time, facts about the database.

-- {account_columns}
-- Columns in the order in which account.c reads them.
id, name, full_name, role, team, office, password, must_change, totp, totp_step, disabled, created_at,
    created_by, last_login_at, last_login_from, version;

-- fact_get (name text)
-- A fact about the database as a whole.
select value from fact where name = :name;

-- fact_put (name text, value text)
-- Store a fact about the database as a whole.
insert into fact (name, value) values (:name, :value)
on conflict (name) do update set value = excluded.value;

-- account_insert (id text, name text, full_name text, role text, team text, office text, password text, must_change
--   int, totp text, totp_step bigint, disabled int, created_at text, created_by text)
-- Add an account.
insert into account (id, name, full_name, role, team, office, password, must_change, totp, totp_step,
    disabled, created_at, created_by)
values (:id, :name, :full_name, :role, :team, :office, :password, :must_change, :totp, :totp_step,
    :disabled, :created_at, :created_by);

-- account_update (id text, full_name text, role text, team text, office text, password text, must_change int, totp
--   text, totp_step bigint, disabled int, last_login_at text, last_login_from text, version int)
-- Replace an account, if its version is still :version.
update account
set full_name = :full_name, role = :role, team = :team, office = :office, password = :password, must_change
    = :must_change, totp = :totp, totp_step = :totp_step, disabled = :disabled, last_login_at =
    :last_login_at, last_login_from = :last_login_from, version = version + 1
where id = :id and version = :version;

-- account_by_name (name text)
-- One account.
select {account_columns} from account where name = :name;

-- account_list ()
-- All accounts, by name.
select {account_columns} from account order by name;

-- account_count ()
-- How many accounts there are.
select count(*) from account;

-- failure_get (key text)
-- Wrong passwords of an account or an address.
select failures, last_at from login_failure where key = :key;

-- failure_put (key text, failures int, last_at text)
-- Store how many wrong passwords there were.
insert into login_failure (key, failures, last_at) values (:key, :failures, :last_at)
on conflict (key) do update set failures = excluded.failures, last_at = excluded.last_at;

-- failure_drop (key text)
-- Forget wrong passwords after a good one.
delete from login_failure where key = :key;

-- failure_bound (most int)
-- Forget the oldest wrong passwords of places and of names that no account has, beyond :most of them.
delete from login_failure where key in (select f.key from login_failure f where (f.key >= 'from:' and f.key < 'from;')
    or (f.key >= 'account:' and f.key < 'account;' and not exists (select 1 from account a where a.name
    = substr(f.key, 9))) order by f.last_at desc limit 1000000 offset :most);

-- login_place_known (account text, place text)
-- When an account has last logged in from a place.
select at from login_place where account = :account and place = :place;

-- login_place_put (account text, place text, at text)
-- Store that an account has logged in from a place.
insert into login_place (account, place, at) values (:account, :place, :at)
on conflict (account, place) do update set at = excluded.at;

-- login_place_bound (account text, most int)
-- Forget the places from which an account has not logged in for longest, beyond :most of them.
delete from login_place where account = :account and place in (select p.place from login_place p
    where p.account = :account order by p.at desc limit 1000000 offset :most);

-- grant_add (id text, case_id text, account text, reason text, at text, until text)
-- Add access to a case for a limited time.
insert into access_grant (id, case_id, account, reason, at, until)
values (:id, :case_id, :account, :reason, :at, :until);

-- grant_holds (account text, case_id text, now text)
-- Until when an account has access to a case.
select until from access_grant where account = :account and case_id = :case_id and until > :now
order by until desc limit 1;

-- grant_reason (account text, case_id text)
-- Why an account opened a case last.
select reason from access_grant where account = :account and case_id = :case_id
order by until desc limit 1;

-- grant_end (account text, case_id text, reason text, now text)
-- End access that was granted for a reason.
update access_grant set until = :now
where account = :account and case_id = :case_id and reason = :reason and until > :now;

-- grant_unseen (team text-or-null, limit int)
-- Emergency access that no supervisor has seen, of one team or of all.
select g.id, g.case_id, c.number, g.account, g.reason, g.at, g.until
from access_grant g join case_file c on c.id = g.case_id
where g.seen_by = '' and (:team is null or exists (select 1 from account a where a.name = c.owner and a.team
    = :team))
order by g.at limit :limit;

-- grant_seen (id text, seen_by text)
-- Store who has seen an emergency access.
update access_grant set seen_by = :seen_by where id = :id and seen_by = '';
