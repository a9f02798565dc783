-- SPDX-License-Identifier: GPL-3.0-or-later
-- Schema 8. From where an account has logged in: there it does not wait for the wrong passwords of others.

create table login_place (
	account text not null, -- by name
	place   text not null, -- address, terminal or user of the system
	at      text not null, -- last time
	primary key (account, place)
) strict, without rowid;
