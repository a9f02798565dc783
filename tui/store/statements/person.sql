-- SPDX-License-Identifier: GPL-3.0-or-later
-- People and the keys by which they are found.

-- person_insert (id text, name text, name_folded text, other_names text, other_folded text, birth text, sex text,
--   phone text, fictitious int, listed text)
-- Add a person.
insert into person (id, name, name_folded, other_names, other_folded, birth, sex, phone, fictitious,
    listed, version)
values (:id, :name, :name_folded, :other_names, :other_folded, :birth, :sex, :phone, :fictitious, :listed, 1);

-- person_update (as person_insert)
-- Replace what lists and searches know of a person.
update person
set name = :name, name_folded = :name_folded, other_names = :other_names, other_folded = :other_folded,
    birth = :birth, sex = :sex, phone = :phone, fictitious = :fictitious, listed = :listed, version = version + 1
where id = :id;

-- person_get (id text)
-- One person.
select id, name, other_names, birth, sex, phone, fictitious, version, listed from person where id = :id;

-- person_before (id text)
-- What a save compares with, to write search keys only when names or phones have changed.
select no, version, name_folded, other_folded, phone from person where id = :id;

-- person_names (no bigint)
-- The folded names of a search candidate.
select id, name_folded, other_folded from person where no = :no;

-- person_cases_name (person_id text, name_order text)
-- Copy the person's name into the sort column of all cases of the person.
update case_file set name_order = :name_order where person_id = :person_id;

-- keys_drop (person_no bigint)
-- Remove the search keys of a person.
delete from person_key where person_no = :person_no;

-- key_find (kind text, from text, before text, limit int)
-- People with a key from :from up to but not including :before, and whether it is exactly :from. The caller asks for
-- one more than it can use, to notice that there are too many.
select person_no, key = :from from person_key where kind = :kind and key >= :from and key < :before
limit :limit;

-- key_find_both (first_kind text, first text, kind text, from text, before text, limit int)
-- People with the key :first and also a key from :from up to but not including :before.
select a.person_no from person_key a
where a.kind = :first_kind and a.key = :first and exists (select 1 from person_key b where b.person_no =
    a.person_no and b.kind = :kind and b.key >= :from and b.key < :before)
limit :limit;
