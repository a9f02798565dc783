-- SPDX-License-Identifier: GPL-3.0-or-later
-- Many assessments at once: counted by place and factor, or read one after the other.

-- {risks}
-- Answers that are a risk.
('severe-risk', 'moderate-risk', 'mild-risk');

-- {judged}
-- Answers that judge a factor at all.
('severe-risk', 'moderate-risk', 'mild-risk', 'neutral', 'mild-protection', 'moderate-protection',
    'strong-protection');

-- signal_counts (from text, fictitious int, since text)
-- Answers per place, factor and period in the newest assessment of each case in each period. :from is when the first
-- period begins, :since the second.
with s as materialized (select r.id as id, coalesce((select u.source from case_source u join answer t on
    t.record_id = u.record_id and t.name = 'type' where u.case_id = r.case_id and u.kind = 'context' and
    t.value = 'community'), '') as community, coalesce((select u.source from case_source u join answer t on
    t.record_id = u.record_id and t.name = 'type' where u.case_id = r.case_id and u.kind = 'context' and
    t.value = 'country'), '') as country, coalesce((select v.value from case_source u join answer t on
    t.record_id = u.record_id and t.name = 'type' join answer v on v.record_id = u.record_id and v.name =
    'country' where u.case_id = r.case_id and u.kind = 'context' and t.value = 'community'), (select v.value
    from record j join answer v on v.record_id = j.id and v.name = 'to_country' where j.case_id = r.case_id
    and j.kind = 'journey-stage' order by j.at_order desc, j.id desc limit 1), '') as stay, r.at_order >=
    :since as since from record r join case_file c on c.id = r.case_id where r.kind = 'assessment' and
    r.state in ('open', 'finished') and r.at_order >= :from and c.status <> 'duplicate' and (c.fictitious =
    0 or :fictitious = 1) and not exists (select 1 from record n where n.case_id = r.case_id and n.kind =
    'assessment' and n.round > r.round and (n.at_order >= :since) = (r.at_order >= :since))) select
    s.community, s.country, s.stay, a.name, s.since, count(*) filter (where a.value in {risks}), count(*)
from s cross join answer a on a.record_id = s.id where a.value in {judged} group by 1, 2, 3, 4, 5
order by 1, 2, 3, 4, 5;

-- profile_counts (source text, fictitious int, since text)
-- Answers per factor and period in the newest assessments of the cases that use one profile.
select a.name, r.at_order >= :since, count(*) filter (where a.value in {risks}), count(*)
from case_source u cross join case_file c on c.id = u.case_id cross join record r on r.case_id = u.case_id
    and r.kind = 'assessment' cross join answer a on a.record_id = r.id
where u.source = :source and a.value in {judged} and c.status <> 'duplicate' and (c.fictitious = 0 or
    :fictitious = 1) and not exists (select 1 from record n where n.case_id = r.case_id and n.kind =
    'assessment' and n.round > r.round and (n.at_order >= :since) = (r.at_order >= :since))
group by 1, 2 order by 1, 2;

-- current_assessments ()
-- The current assessment of each open case with its answers, by case number: the newest finished one, or the newest
-- if none is finished. In the order of the index on numbers, so that nothing has to be sorted.
select c.id, c.number, r.id, r.state, a.name, a.value
from case_file c cross join record r on r.case_id = c.id and r.kind = 'assessment' cross join answer a on
    a.record_id = r.id
where +c.open = 1 and not exists (select 1 from record n where n.case_id = r.case_id and n.kind =
    'assessment' and (n.state = 'finished') >= (r.state = 'finished') and ((n.state = 'finished') > (r.state
    = 'finished') or n.round > r.round))
order by c.number_order;

-- current_assessments_count ()
-- How many open cases have an assessment.
select count(*) from case_file c
where c.open = 1 and exists (select 1 from record r where r.case_id = c.id and r.kind = 'assessment');
