-- SPDX-License-Identifier: GPL-3.0-or-later
-- Schema 7. Levels below the calculated one, in a list of their own; levels that missing answers could still raise.

alter table case_file add column level_below text not null default ''; -- reason, waiting, approved, rejected; '': it is not below
alter table case_file add column provisional integer not null default 0;
create index case_below on case_file (opened_at, id) where level_below <> '';
-- Which of two levels is lower is in factors.ini: those above are left out in reading, and go at their next save.
update case_file set level_below = 'reason' where open = 1 and band_assigned <> '' and band_assigned <> band_calculated;
