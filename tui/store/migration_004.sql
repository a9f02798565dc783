-- SPDX-License-Identifier: GPL-3.0-or-later
-- Schema 4. Episodes: a case that is opened again goes on under its number, and what belongs to its earlier times stays
-- apart. Duplicates: which case goes on instead. Caseloads: counted from an index alone.

alter table case_file add column episode integer not null default 1;
alter table case_file add column episode_at text not null default '';   -- when it began; '' in the first: with the case
alter table case_file add column duplicate_of text not null default ''; -- number of the case that goes on
create index case_duplicate on case_file (duplicate_of, id) where duplicate_of <> '';
create index case_load on case_file (open, owner, level_rank);

alter table record add column episode integer not null default 1; -- of its case, when it was made
