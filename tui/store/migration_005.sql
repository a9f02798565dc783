-- SPDX-License-Identifier: GPL-3.0-or-later
-- Schema 5. What each user has set for themselves.

create table preference (
	account text not null, -- whose it is, by name
	name    text not null, -- "calendar"
	value   text not null,
	primary key (account, name)
) strict, without rowid;
