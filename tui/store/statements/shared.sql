-- SPDX-License-Identifier: GPL-3.0-or-later
-- Households, assessments shared by several cases, and which case uses which.

-- {record_is_newest}
-- The newest of its kind under its parent; of a profile that is its highest version.
not exists (select 1 from record o where o.parent_id = r.parent_id and o.kind = r.kind and o.round >
    r.round);

-- answers_under (parent_id text, kind text)
-- The answers of all records of a kind under a parent record.
select a.record_id, a.name, a.value from record r join answer a on a.record_id = r.id
where r.parent_id = :parent_id and r.kind = :kind order by a.record_id, a.place, a.name;

-- answers_newest (kind text)
-- The answers of the newest record of a kind under each parent.
select a.record_id, a.name, a.value from record r join answer a on a.record_id = r.id
where r.kind = :kind and {record_is_newest} order by a.record_id, a.place, a.name;

-- members (parent_id text, kind text)
-- The memberships of a household, each with its case.
select {record_columns}, {case_columns}
from record r left join case_file c on c.id = r.case_id left join person p on p.id = c.person_id
where r.parent_id = :parent_id and r.kind = :kind order by r.created_at, r.id;

-- shared_list (kind text)
-- The newest assessment of a kind under each parent, with the round of the newest finished one, how many cases use
-- any, and how many use an older one.
select n.*, (select count(*) from case_source u where u.source = n.parent_id), (select count(*) from
    case_source u where u.source = n.parent_id and u.round < n.finished)
from (select {record_columns}, (select coalesce(max(f.round), 0) from record f where f.parent_id =
    r.parent_id and f.kind = r.kind and f.state = 'finished') as finished from record r where r.kind = :kind
    and {record_is_newest}) n
order by n.title, n.id;

-- sources_drop (case_id text)
-- Forget which shared assessments a case uses.
delete from case_source where case_id = :case_id;

-- source_add (case_id text, source text, kind text, record_id text, round int)
-- Store that a case uses a shared assessment.
insert into case_source (case_id, source, kind, record_id, round)
values (:case_id, :source, :kind, :record_id, :round);

-- users (source text, limit int)
-- The cases that use a shared assessment, those with the oldest round first.
{case_select} join case_source u on u.case_id = c.id where u.source = :source
order by u.round, c.number_order limit :limit;

-- stale_of_case (case_id text, membership text, ended text, assessment text, profile text, limit int)
-- Shared assessments that are newer than what one case uses, and those of its household that it does not use yet.
select c.id, c.number, c.owner, c.band_assigned, c.band_calculated, u.source, u.kind, u.round, f.round,
    f.title, f.happened
from case_source u join record f on f.parent_id = u.source and f.kind = u.kind join case_file c on c.id =
    u.case_id
where f.round > u.round and f.state = 'finished' and c.open = 1 and c.score >= 0 and not exists (select 1
    from record o where o.parent_id = f.parent_id and o.kind = f.kind and o.state = 'finished' and o.round >
    f.round) and u.case_id = :case_id and :profile is not null
union all select c.id, c.number, c.owner, c.band_assigned, c.band_calculated, m.parent_id, f.kind, 0,
    f.round, f.title, f.happened
from record m join record f on f.parent_id = m.parent_id join case_file c on c.id = m.case_id
where f.kind = :assessment and m.kind = :membership and m.state <> :ended and not exists (select 1 from
    case_source s where s.case_id = m.case_id and s.source = m.parent_id) and f.state = 'finished' and
    c.open = 1 and c.score >= 0 and not exists (select 1 from record o where o.parent_id = f.parent_id and
    o.kind = f.kind and o.state = 'finished' and o.round > f.round) and m.case_id = :case_id
order by 7, 10, 2 limit :limit;

-- stale_all (as stale_of_case)
-- The same for all open cases.
select c.id, c.number, c.owner, c.band_assigned, c.band_calculated, u.source, u.kind, u.round, f.round,
    f.title, f.happened
from record f cross join case_source u on u.source = f.parent_id and u.kind = f.kind join case_file c on
    c.id = u.case_id
where f.round > u.round and f.state = 'finished' and c.open = 1 and c.score >= 0 and not exists (select 1
    from record o where o.parent_id = f.parent_id and o.kind = f.kind and o.state = 'finished' and o.round >
    f.round) and f.kind in (:assessment, :profile) and :case_id is null
union all select c.id, c.number, c.owner, c.band_assigned, c.band_calculated, m.parent_id, f.kind, 0,
    f.round, f.title, f.happened
from record f cross join record m on m.parent_id = f.parent_id join case_file c on c.id = m.case_id
where f.kind = :assessment and m.kind = :membership and m.state <> :ended and not exists (select 1 from
    case_source s where s.case_id = m.case_id and s.source = m.parent_id) and f.state = 'finished' and
    c.open = 1 and c.score >= 0 and not exists (select 1 from record o where o.parent_id = f.parent_id and
    o.kind = f.kind and o.state = 'finished' and o.round > f.round) and m.case_id is not null
order by 7, 10, 2 limit :limit;
