-- SPDX-License-Identifier: GPL-3.0-or-later
-- Lists of cases. One statement for each order and each way in (all, one owner, one status), because the
-- planner then walks the index that has the order already; the other filters are parameters that may be null.

-- {case_reach}
-- How far an account reaches: null :reach_name is all; :reach_nobodys 1 adds cases without an owner.
and (:reach_name is null or c.owner = :reach_name or (:reach_nobodys = 1 and c.owner = '') or exists (select 1
    from account a where a.name = c.owner and ((:reach_team <> '' and a.team = :reach_team) or
    (:reach_office <> '' and a.office = :reach_office))));

-- cases_below (limit int, reach_name text, reach_team text, reach_office text, reach_nobodys int)
-- Open cases with a level below the calculated one, newest first.
{case_select}
where c.level_below <> '' and +c.open = 1 {case_reach}
order by c.opened_at desc, c.id desc limit :limit;

-- cases_due (owner text, status text, open int, due_before text, limit int, reach_name text, reach_team text,
--   reach_office text, reach_nobodys int)
-- Cases by due date.
{case_select}
where (:owner is null or c.owner = :owner) and (:status is null or c.status = :status) and c.open >= :open
    and c.due_order < :due_before {case_reach}
order by c.due_order, c.id limit :limit;

-- cases_due_owner (as cases_due)
-- Cases of one owner by due date.
{case_select}
where c.owner = :owner and (:status is null or c.status = :status) and c.open >= :open and c.due_order <
    :due_before {case_reach}
order by c.due_order, c.id limit :limit;

-- cases_due_status (as cases_due)
-- Cases in one status by due date.
{case_select}
where (:owner is null or c.owner = :owner) and c.status = :status and c.open >= :open and c.due_order <
    :due_before {case_reach}
order by c.due_order, c.id limit :limit;

-- cases_number (as cases_due)
-- Cases by number.
{case_select}
where (:owner is null or c.owner = :owner) and (:status is null or c.status = :status) and c.open >= :open
    and +c.due_order < :due_before {case_reach}
order by c.number_order limit :limit;

-- cases_number_owner (as cases_due)
-- Cases of one owner by number.
{case_select}
where c.owner = :owner and (:status is null or c.status = :status) and c.open >= :open and +c.due_order <
    :due_before {case_reach}
order by c.number_order limit :limit;

-- cases_number_status (as cases_due)
-- Cases in one status by number.
{case_select}
where (:owner is null or c.owner = :owner) and c.status = :status and c.open >= :open and +c.due_order <
    :due_before {case_reach}
order by c.number_order limit :limit;

-- cases_name (as cases_due)
-- Cases by name.
{case_select}
where (:owner is null or c.owner = :owner) and (:status is null or c.status = :status) and c.open >= :open
    and +c.due_order < :due_before {case_reach}
order by c.name_order, c.id limit :limit;

-- cases_name_owner (as cases_due)
-- Cases of one owner by name.
{case_select}
where c.owner = :owner and (:status is null or c.status = :status) and c.open >= :open and +c.due_order <
    :due_before {case_reach}
order by c.name_order, c.id limit :limit;

-- cases_name_status (as cases_due)
-- Cases in one status by name.
{case_select}
where (:owner is null or c.owner = :owner) and c.status = :status and c.open >= :open and +c.due_order <
    :due_before {case_reach}
order by c.name_order, c.id limit :limit;

-- cases_level (as cases_due)
-- Cases by level, highest first.
{case_select}
where (:owner is null or c.owner = :owner) and (:status is null or c.status = :status) and c.open >= :open
    and +c.due_order < :due_before {case_reach}
order by c.level_rank desc, c.score desc, c.due_order, c.id limit :limit;

-- cases_level_owner (as cases_due)
-- Cases of one owner by level, highest first.
{case_select}
where c.owner = :owner and (:status is null or c.status = :status) and c.open >= :open and +c.due_order <
    :due_before {case_reach}
order by c.level_rank desc, c.score desc, c.due_order, c.id limit :limit;

-- cases_level_status (as cases_due)
-- Cases in one status by level, highest first.
{case_select}
where (:owner is null or c.owner = :owner) and c.status = :status and c.open >= :open and +c.due_order <
    :due_before {case_reach}
order by c.level_rank desc, c.score desc, c.due_order, c.id limit :limit;

-- cases_opened (as cases_due)
-- Cases by opening time, newest first.
{case_select}
where (:owner is null or c.owner = :owner) and (:status is null or c.status = :status) and c.open >= :open
    and +c.due_order < :due_before {case_reach}
order by c.opened_at desc, c.id desc limit :limit;

-- cases_opened_owner (as cases_due)
-- Cases of one owner by opening time, newest first.
{case_select}
where c.owner = :owner and (:status is null or c.status = :status) and c.open >= :open and +c.due_order <
    :due_before {case_reach}
order by c.opened_at desc, c.id desc limit :limit;

-- cases_opened_status (as cases_due)
-- Cases in one status by opening time, newest first.
{case_select}
where (:owner is null or c.owner = :owner) and c.status = :status and c.open >= :open and +c.due_order <
    :due_before {case_reach}
order by c.opened_at desc, c.id desc limit :limit;

-- cases_count (owner text, status text, open int, due_before text, reach_name text, reach_team text, reach_office
--   text, reach_nobodys int)
-- How many cases a list has.
select count(*) from case_file c
where (:owner is null or owner = :owner) and (:status is null or status = :status) and open >= :open and
    due_order < :due_before {case_reach};

-- cases_count_owner (as cases_count)
-- How many cases a list of one owner has.
select count(*) from case_file c
where owner = :owner and (:status is null or status = :status) and open >= :open and due_order < :due_before
    {case_reach};

-- cases_count_status (as cases_count)
-- How many cases a list of one status has.
select count(*) from case_file c
where (:owner is null or owner = :owner) and status = :status and open >= :open and due_order < :due_before
    {case_reach};
