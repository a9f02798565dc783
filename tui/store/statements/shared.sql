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

-- {stale_columns}
c.id, c.number, c.owner, c.band_assigned, c.band_calculated;

-- {assessed_case}
c.open = 1 and c.score >= 0;

-- {newest_finished}
-- Of the shared assessments under one parent. f.kind is behind a plus: the planner would else read all finished ones of
-- the kind for each case.
+f.kind = :assessment and f.state = 'finished' and not exists (select 1 from record o where
    o.parent_id = f.parent_id and +o.kind = f.kind and o.state = 'finished' and o.round > f.round);

-- {newest_finished_used}
f.parent_id = u.source and +f.kind = u.kind and f.round > u.round and f.state = 'finished' and not exists (select 1
    from record o where o.parent_id = f.parent_id and +o.kind = f.kind and o.state = 'finished' and o.round > f.round);

-- {not_used_yet}
m.kind = :membership and m.state <> :ended and not exists (select 1 from case_source s where
    s.case_id = m.case_id and s.source = m.parent_id);

-- stale_of_case (case_id text, membership text, ended text, assessment text, limit int)
-- Shared assessments that are newer than what one case uses, and those of its household that it does not use yet. Begins
-- at the case, whatever the planner thinks of the other tables.
select {stale_columns}, u.source, u.kind, u.round, f.round, f.title, f.happened
from case_file c cross join case_source u cross join record f
where c.id = :case_id and {assessed_case} and u.case_id = c.id and {newest_finished_used}
union all
select {stale_columns}, m.parent_id, f.kind, 0, f.round, f.title, f.happened
from case_file c cross join record m cross join record f
where c.id = :case_id and {assessed_case} and m.case_id = c.id and f.parent_id = m.parent_id and {not_used_yet}
    and {newest_finished}
order by 7, 10, 2 limit :limit;

-- stale_all (membership text, ended text, assessment text, profile text, limit int)
-- The same for all open cases. Begins at the newest finished assessments of each kind: how many there are does not
-- depend on the number of cases that use them.
select {stale_columns}, u.source, u.kind, u.round, f.round, f.title, f.happened
from record f cross join case_source u cross join case_file c
where f.kind in (:assessment, :profile) and f.state = 'finished' and f.parent_id is not null and not exists (select 1
        from record o where o.parent_id = f.parent_id and +o.kind = f.kind and o.state = 'finished'
        and o.round > f.round)
    and u.source = f.parent_id and u.round < f.round and u.kind = f.kind and c.id = u.case_id and {assessed_case}
union all
select {stale_columns}, m.parent_id, f.kind, 0, f.round, f.title, f.happened
from record f cross join record m cross join case_file c
where f.kind = :assessment and f.state = 'finished' and f.parent_id is not null and not exists (select 1 from record o
        where o.parent_id = f.parent_id and +o.kind = f.kind and o.state = 'finished' and o.round > f.round)
    and m.parent_id = f.parent_id and m.case_id is not null and c.id = m.case_id and {assessed_case} and {not_used_yet}
order by 7, 10, 2 limit :limit;
