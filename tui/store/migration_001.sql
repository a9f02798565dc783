-- SPDX-License-Identifier: GPL-3.0-or-later
-- Schema 1. Ids are made by the program: 26 letters and digits that sort by the time of making. Times are ISO 8601 UTC
-- text. '' means "none (yet)"; only references to other tables are null instead. version counts saves, from 1.

pragma application_id = 1396789825; -- "SARA": how the program knows its own files

-- People, as lists and searches need them. The full answers are in the record of kind "person".
create table person (
	no           integer primary key,      -- short number for person_key; never leaves the store
	id           text not null unique,
	name         text not null,            -- as shown
	name_folded  text not null,            -- lower case without accents: for order and likeness
	other_names  text not null default '', -- other names and other scripts, one a line
	other_folded text not null default '', -- the same lines, folded
	birth        text not null default '', -- ISO date, may be partial, "~" in front when estimated
	sex          text not null default '',
	phone        text not null default '', -- as typed; several divided by , ; or /
	fictitious   integer not null default 0,
	version      integer not null default 1
) strict;

-- What a person can be found by; made anew whenever names or phone change.
create table person_key (
	kind      text not null,    -- 'w' a folded word of a name, or two neighbours written as one
	                            -- 's' how such a word sounds
	                            -- 'd' all digits of a phone number, 't' its last seven
	key       text not null,
	person_no integer not null references person (no) on delete cascade,
	primary key (kind, key, person_no)
) strict, without rowid;
create index person_key_of_person on person_key (person_no, kind, key);

-- Cases, with the head that lists show. The service layer computes the head anew at every save.
create table case_file (
	id              text not null primary key,
	number          text not null,             -- HR-2026-0143: what messages use instead of a name
	number_order    text not null,             -- HR-00002026-00000143: capitals, numbers padded: for order
	serial          integer,                   -- 143, null where the number does not end in digits
	person_id       text references person (id) deferrable initially deferred,
	name_order      text not null default '',  -- person.name_folded: lists by name need no join for their order
	status          text not null,
	open            integer not null,          -- 1 while work is going on (follows from status)
	owner           text not null default '',  -- account of the case worker
	opened_at       text not null default '',
	fictitious      integer not null default 0,
	band_calculated text not null default '',  -- '' before the first assessment
	band_assigned   text not null default '',
	level_rank      integer not null default 0, -- of the level that counts (assigned, else calculated)
	score           integer not null default -1, -- 0 to 10000; -1 before the first assessment
	low             integer not null default -1,
	high            integer not null default -1,
	settled         integer not null default 0, -- no answer still missing can change the band
	flags           text not null default '',  -- open urgent flags, blanks between
	urgent_due      text not null default '',
	due_kind        text not null default '',
	due             text not null default '',  -- the next thing due
	due_order       text not null default '~', -- due, or '~' where there is none: last. Not a generated column:
	                                           -- those keep SQLite from answering out of an index alone
	alert           text not null default '',  -- safe-contact rule and the like, one line
	registered_at   text not null default '',
	screened_at     text not null default '',
	assessed_at     text not null default '',
	plan_agreed_at  text not null default '',
	plan_reviewed_at text not null default '',
	last_contact_at text not null default '',
	next_contact_at text not null default '',
	attempts        integer not null default 0, -- without contact, since the last contact
	version         integer not null default 1
) strict;
create unique index case_by_number on case_file (number_order);
create index case_by_serial on case_file (serial, opened_at);
create index case_of_person on case_file (person_id, opened_at, id);
create index case_of_owner on case_file (owner, due_order, id);
create index case_in_status on case_file (status, due_order, id);
-- The last columns answer the usual filters from the index alone.
create index case_by_due on case_file (due_order, id, open, status, owner);
create index case_by_level on case_file (level_rank desc, score desc, due_order, id, open);
create index case_by_name on case_file (name_order, id, open);
create index case_by_opening on case_file (opened_at desc, id desc, open);

-- The last number given in a prefix and year: a number is never given twice, not even after a case is removed.
create table case_counter (
	prefix text not null,
	year   integer not null,
	last   integer not null,
	primary key (prefix, year)
) strict, without rowid;

-- Form and catalogue definitions as text, once each: an old record reads as it was asked.
create table definition (
	hash    text not null primary key, -- of the text
	kind    text not null,             -- "form", "catalogue"
	id      text not null,
	version integer not null,
	text    text not null,
	at      text not null              -- first used
) strict;

-- Everything that is filled in through a form.
create table record (
	id           text not null primary key,
	kind         text not null,            -- "screening", "assessment", "goal", "action", ...
	case_id      text references case_file (id) deferrable initially deferred,
	person_id    text references person (id) deferrable initially deferred,
	parent_id    text references record (id) deferrable initially deferred, -- goal of an action, plan of a goal
	round        integer not null default 0, -- assessment rounds count from 1
	title        text not null default '', -- for lists
	state        text not null default '', -- a word of its kind: "open", "done", ...
	due          text not null default '',
	happened     text not null default '',
	form_id      text not null default '',
	form_version integer not null default 0,
	form_hash    text references definition (hash) deferrable initially deferred,
	version      integer not null default 1,
	created_at   text not null default '',
	created_by   text not null default '',
	updated_at   text not null default '',
	updated_by   text not null default '',
	at_order     text not null generated always as -- what lists are ordered by
		(case when happened = '' then created_at else happened end) stored
) strict;
create index record_of_case on record (case_id, kind, round, at_order, id);
create index record_of_person on record (person_id, kind, at_order, id);
create index record_of_parent on record (parent_id, at_order, id);
create index record_in_state on record (kind, state, at_order, id);
create index record_by_due on record (kind, state, due) where due <> '';

-- Answers: one row a question, so that a save writes only what has changed.
create table answer (
	record_id text not null references record (id) on delete cascade,
	name      text not null,    -- of the field
	place     integer not null, -- order in which they were first given
	value     text not null,    -- canonical text, never ''
	primary key (record_id, name)
) strict, without rowid;

-- Who did what, when. Rows are only ever added. Without foreign keys: history outlives what it tells of.
create table history (
	id        text not null primary key,
	at        text not null,
	who       text not null,
	case_id   text not null default '',
	record_id text not null default '',
	kind      text not null default '', -- of the record, or "case"
	action    text not null default '', -- "made", "changed", "status", ...
	summary   text not null default ''  -- one line, without names
) strict;
create index history_of_case on history (case_id, at, id);
create index history_of_record on history (record_id, at, id);
create table history_change (
	history_id text not null references history (id) on delete cascade,
	place      integer not null,
	field      text not null,
	old_value  text not null default '',
	new_value  text not null default '',
	primary key (history_id, place)
) strict, without rowid;

-- What was typed and not yet saved, for its author alone. No foreign keys: a draft may come before its case.
create table draft (
	id           text not null primary key,
	owner        text not null,
	kind         text not null,             -- which screen opens it: the kind of record
	case_id      text not null default '',
	record_id    text not null default '',
	base_version integer not null default 0, -- of the record when it was opened; 0: new
	title        text not null default '',  -- no names
	updated_at   text not null,
	content      text not null default ''   -- pairs as text
) strict;
create index draft_of_owner on draft (owner, updated_at, id);
