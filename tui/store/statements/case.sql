-- SPDX-License-Identifier: GPL-3.0-or-later
-- Cases: reading and writing one, numbers.

-- {case_columns}
-- Columns in the order in which casefile.c reads them.
c.id, c.number, c.person_id, c.status, c.owner, c.opened_at, c.fictitious, c.band_calculated,
    c.band_assigned, c.level_rank, c.score, c.low, c.high, c.settled, c.flags, c.urgent_due, c.due_kind,
    c.due, c.alert, c.registered_at, c.screened_at, c.assessed_at, c.plan_agreed_at, c.plan_reviewed_at,
    c.last_contact_at, c.next_contact_at, c.attempts, c.episode, c.episode_at, c.duplicate_of, c.version,
    c.level_below, c.provisional, p.name, p.birth, p.sex, p.listed, (select a.team from account a where a.name =
    c.owner), (select a.office from account a where a.name = c.owner);

-- {case_select}
select {case_columns} from case_file c left join person p on p.id = c.person_id;

-- case_insert (id text, number text, number_order text, serial bigint, person_id text-or-null, status text, open
--   int, owner text, opened_at text, fictitious int)
-- Add a case. serial -1 means that the number does not end in digits.
insert into case_file (id, number, number_order, serial, person_id, name_order, status, open, owner,
    opened_at, fictitious, version)
values (:id, :number, :number_order, nullif(:serial, -1), :person_id, coalesce((select name_folded from
    person where id = :person_id), ''), :status, :open, :owner, :opened_at, :fictitious, 1);

-- case_set_head (id text, fictitious int, band_calculated text, band_assigned text, low int, high int, settled int,
--   flags text, urgent_due text, due_kind text, alert text, registered_at text, screened_at text, assessed_at text,
--   plan_agreed_at text, plan_reviewed_at text, last_contact_at text, next_contact_at text, attempts int,
--   version_before int, version int, episode int, episode_at text, provisional int)
-- Write the columns of a case that are in no index, if its version is still :version_before.
update case_file
set fictitious = :fictitious, band_calculated = :band_calculated, band_assigned = :band_assigned, low =
    :low, high = :high, settled = :settled, flags = :flags, urgent_due = :urgent_due, due_kind = :due_kind,
    alert = :alert, registered_at = :registered_at, screened_at = :screened_at, assessed_at = :assessed_at,
    plan_agreed_at = :plan_agreed_at, plan_reviewed_at = :plan_reviewed_at, last_contact_at =
    :last_contact_at, next_contact_at = :next_contact_at, attempts = :attempts, version = :version, episode
    = :episode, episode_at = :episode_at, provisional = :provisional
where id = :id and version = :version_before;

-- case_before (id text)
-- What a save compares with: columns in indexes are written only when they changed, because each costs pages.
select version, number, person_id, opened_at, status, owner, due, level_rank, score, duplicate_of, level_below
from case_file where id = :id;

-- case_set_number (id text, number text, number_order text, serial bigint)
-- Change a case's number.
update case_file set number = :number, number_order = :number_order, serial = nullif(:serial, -1)
where id = :id;

-- case_set_person (id text, person_id text-or-null)
-- Change the person of a case, and its sort name.
update case_file
set person_id = :person_id, name_order = coalesce((select name_folded from person where id = :person_id),
    '')
where id = :id;

-- case_set_opened (id text, opened_at text)
-- Change the opening time of a case.
update case_file set opened_at = :opened_at where id = :id;

-- case_set_status (id text, status text, open int)
-- Change the status of a case.
update case_file set status = :status, open = :open where id = :id;

-- case_set_owner (id text, owner text)
-- Assign a case to another account.
update case_file set owner = :owner where id = :id;

-- case_set_due (id text, due text)
-- Change what a case has due. '~' sorts cases without a due date last.
update case_file set due = :due, due_order = case when :due = '' then '~' else :due end
where id = :id;

-- case_set_below (id text, level_below text)
-- Change how a case stands whose level is below the calculated one.
update case_file set level_below = :level_below where id = :id;

-- case_set_level (id text, level_rank int, score int)
-- Change level and score of a case.
update case_file set level_rank = :level_rank, score = :score where id = :id;

-- case_set_duplicate (id text, duplicate_of text)
-- Mark a case as a duplicate of the case with this number.
update case_file set duplicate_of = :duplicate_of where id = :id;

-- case_duplicates (duplicate_of text)
-- The cases that were closed as duplicates of a case.
{case_select} where c.duplicate_of = :duplicate_of and c.duplicate_of <> '' order by c.id;

-- case_loads ()
-- Open cases per owner and level.
select owner, level_rank, count(*) from case_file where open = 1 group by owner, level_rank
order by owner, level_rank;

-- case_get (id text)
-- One case.
{case_select} where c.id = :id;

-- case_by_number (number_order text)
-- One case by its number.
{case_select} where c.number_order = :number_order;

-- cases_by_serial (serial bigint, limit int)
-- Cases whose number ends in these digits, newest first.
{case_select} where c.serial = :serial order by c.opened_at desc limit :limit;

-- cases_of_person (person_id text)
-- All cases of a person, newest first.
{case_select} where c.person_id = :person_id order by c.opened_at desc, c.id desc;

-- case_highest (above text, below text)
-- The highest serial among the numbers between two bounds.
select serial from case_file where number_order > :above and number_order < :below
order by number_order desc limit 1;

-- case_count_up (prefix text, year int, last bigint)
-- Take the next serial of a prefix and year. A number is never given twice.
insert into case_counter (prefix, year, last) values (:prefix, :year, :last)
on conflict (prefix, year) do update set last =
    case when excluded.last > case_counter.last then excluded.last else case_counter.last + 1 end
returning last;
