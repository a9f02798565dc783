-- SPDX-License-Identifier: GPL-3.0-or-later
-- Lists of records. One statement for each way in and each direction.

-- {record_rest}
-- The filters that are not the way in; a null one filters nothing.
and (:case_id is null or r.case_id = :case_id) and (:person_id is null or r.person_id = :person_id) and
    (:parent_id is null or r.parent_id = :parent_id) and (:kind is null or r.kind = :kind) and (:state is
    null or r.state = :state) and (:due_before is null or (r.due <> '' and r.due < :due_before)) and (:owner
    is null or exists (select 1 from case_file c where c.id = r.case_id and c.owner = :owner));

-- records_of_case (case_id text-or-null, person_id text-or-null, parent_id text-or-null, kind text-or-null, state
--   text-or-null, due_before text-or-null, owner text-or-null, limit int)
-- Records of a case, oldest first.
{record_select} where r.case_id = :case_id {record_rest} order by r.at_order, r.id limit :limit;

-- records_of_case_newest (as records_of_case)
-- Records of a case, newest first.
{record_select} where r.case_id = :case_id {record_rest} order by r.at_order desc, r.id desc
limit :limit;

-- records_of_person (as records_of_case)
-- Records of a person, oldest first.
{record_select} where r.person_id = :person_id {record_rest} order by r.at_order, r.id limit :limit;

-- records_of_person_newest (as records_of_case)
-- Records of a person, newest first.
{record_select} where r.person_id = :person_id {record_rest} order by r.at_order desc, r.id desc
limit :limit;

-- records_of_parent (as records_of_case)
-- Records under a parent record, oldest first.
{record_select} where r.parent_id = :parent_id {record_rest} order by r.at_order, r.id limit :limit;

-- records_of_parent_newest (as records_of_case)
-- Records under a parent record, newest first.
{record_select} where r.parent_id = :parent_id {record_rest} order by r.at_order desc, r.id desc
limit :limit;

-- records_of_owner_kind (as records_of_case)
-- Records of one kind in the cases of an owner, oldest first.
{record_select}
where r.case_id in (select id from case_file where owner = :owner) and r.kind = :kind {record_rest}
order by r.at_order, r.id limit :limit;

-- records_of_owner_kind_newest (as records_of_case)
-- Records of one kind in the cases of an owner, newest first.
{record_select}
where r.case_id in (select id from case_file where owner = :owner) and r.kind = :kind {record_rest}
order by r.at_order desc, r.id desc limit :limit;

-- records_of_owner (as records_of_case)
-- All records in the cases of an owner, oldest first.
{record_select} where r.case_id in (select id from case_file where owner = :owner) {record_rest}
order by r.at_order, r.id limit :limit;

-- records_of_owner_newest (as records_of_case)
-- All records in the cases of an owner, newest first.
{record_select} where r.case_id in (select id from case_file where owner = :owner) {record_rest}
order by r.at_order desc, r.id desc limit :limit;

-- records_due (as records_of_case)
-- Records of a kind and state that are due before a time, oldest first.
{record_select}
where r.kind = :kind and r.state = :state and r.due <> '' and r.due < :due_before {record_rest}
order by r.at_order, r.id limit :limit;

-- records_due_newest (as records_of_case)
-- Records of a kind and state that are due before a time, newest first.
{record_select}
where r.kind = :kind and r.state = :state and r.due <> '' and r.due < :due_before {record_rest}
order by r.at_order desc, r.id desc limit :limit;

-- records_of_kind (as records_of_case)
-- Records of one kind in all cases, oldest first.
{record_select} where r.kind = :kind {record_rest} order by r.at_order, r.id limit :limit;

-- records_of_kind_newest (as records_of_case)
-- Records of one kind in all cases, newest first.
{record_select} where r.kind = :kind {record_rest} order by r.at_order desc, r.id desc limit :limit;

-- records_all (as records_of_case)
-- All records of the database, oldest first.
{record_select} where true {record_rest} order by r.at_order, r.id limit :limit;

-- records_all_newest (as records_of_case)
-- All records of the database, newest first.
{record_select} where true {record_rest} order by r.at_order desc, r.id desc limit :limit;
