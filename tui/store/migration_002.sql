-- SPDX-License-Identifier: GPL-3.0-or-later
-- Schema 2: accounts, access for a time, the audit trail.

-- Facts about this database as a whole: demo = yes for one with fictitious cases alone.
create table fact (
	name  text not null primary key,
	value text not null
) strict, without rowid;

create table account (
	id            text not null primary key,
	name          text not null unique,        -- what one logs in with; lower case
	full_name     text not null default '',
	role          text not null,               -- of roles.ini
	team          text not null default '',
	office        text not null default '',
	password      text not null default '',    -- Argon2id; '' for none yet: nobody can log in
	must_change   integer not null default 1,  -- the password was handed out by another
	totp          text not null default '',    -- secret of the authenticator, sealed; '' for none
	totp_step     integer not null default 0,  -- of the last code used: none works twice
	disabled      integer not null default 0,
	created_at    text not null,
	created_by    text not null,
	last_login_at   text not null default '',
	last_login_from text not null default '',
	version       integer not null default 1
) strict;

-- Wrong passwords, by account ("account:NAME") and by where they came from ("from:ADDRESS"): both wait longer each time.
create table login_failure (
	key      text not null primary key,
	failures integer not null,
	last_at  text not null
) strict, without rowid;

-- Access to one case for a time, for a reason that was typed.
create table access_grant (
	id      text not null primary key,
	case_id text not null references case_file (id),
	account text not null,                      -- name of the account
	reason  text not null,
	at      text not null,
	until   text not null,
	seen_by text not null default ''            -- the supervisor who has taken note
) strict;
create index access_grant_of_account on access_grant (account, case_id, until);
create index access_grant_unseen on access_grant (seen_by, at);

-- Who did what to whom, also reading what is restricted. Rows are only ever added, each chained to the one before.
create table audit (
	seq       integer primary key,              -- 1, 2, 3, ... without a gap
	at        text not null,
	who       text not null,                    -- account
	source    text not null default '',         -- where it came from: address or terminal
	action    text not null,
	kind      text not null default '',
	case_id   text not null default '',
	record_id text not null default '',
	detail    text not null default '',         -- one line, without names
	digest    text not null                     -- of all this and of the digest before
) strict;
create index audit_of_case on audit (case_id, seq) where case_id <> '';
create index audit_of_who on audit (who, seq);
create index audit_at on audit (at);

-- For whoever opens the file with another tool. The program's own connections run no trigger of a file; they have an
-- authorizer that refuses the same.
create trigger audit_no_update before update on audit begin select raise(abort, 'the audit trail is only ever added to'); end;
create trigger audit_no_delete before delete on audit begin select raise(abort, 'the audit trail is only ever added to'); end;
