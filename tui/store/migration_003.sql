-- SPDX-License-Identifier: GPL-3.0-or-later
-- Schema 3: what the newest assessment of a case has taken over from assessments that several cases share. Made anew
-- at each save of an assessment, from what stands beside its answers; kept here so that the cases of one household or
-- one place are found, counted, and told of what is newer, each with one statement.
create table case_source (
	case_id   text not null references case_file (id) deferrable initially deferred,
	source    text not null references record (id) deferrable initially deferred, -- the household; of a profile, its
	                                                                              -- first version
	kind      text not null,    -- of the shared assessment: "household-assessment", "context"
	record_id text not null references record (id) deferrable initially deferred, -- the round or version used
	round     integer not null, -- its number
	primary key (case_id, source)
) strict, without rowid;
create index case_source_of on case_source (source, round, case_id);
