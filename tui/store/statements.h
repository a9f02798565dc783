/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Every statement of the program, in one place: its id and its text. Each is prepared at first use and kept. Values go
 * in as parameters only; nothing is ever pasted into SQL.
 *
 * Lists are one statement for each order and each way in (everything, one owner, one status), because the planner then
 * walks the index that already has the order; the other filters of a list are parameters that may be null.
 */
#ifndef STORE_STATEMENTS_H
#define STORE_STATEMENTS_H

#include "statements_account.h"
#include "statements_forget.h"
#include "statements_count.h"

/* Columns in the order in which casefile.c reads them. */
#define CASE_COLUMNS                                                                                                   \
	"c.id, c.number, c.person_id, c.status, c.owner, c.opened_at, c.fictitious, c.band_calculated, "               \
	"c.band_assigned, c.level_rank, c.score, c.low, c.high, c.settled, c.flags, c.urgent_due, c.due_kind, c.due, " \
	"c.alert, c.registered_at, c.screened_at, c.assessed_at, c.plan_agreed_at, c.plan_reviewed_at, "               \
	"c.last_contact_at, c.next_contact_at, c.attempts, c.episode, c.episode_at, c.duplicate_of, c.version, "        \
	"p.name, p.birth, p.sex, "                                                                                     \
	"(select a.team from account a where a.name = c.owner), "                                                      \
	"(select a.office from account a where a.name = c.owner)"
#define CASE_SELECT "select " CASE_COLUMNS " from case_file c left join person p on p.id = c.person_id "

/* How far somebody reaches: ?6 name (null: everything), ?7 team, ?8 office ('' for none), ?9 1 for nobody's cases too. */
#define CASE_REACH                                                                                                     \
	" and (?6 is null or c.owner = ?6 or (?9 and c.owner = '') or exists (select 1 from account a where "          \
	"a.name = c.owner and ((?7 <> '' and a.team = ?7) or (?8 <> '' and a.office = ?8))))"

/* ?1 owner, ?2 status (null: any), ?3 1 for open ones only, ?4 due before this, ?5 limit (-1: none). The plus keeps the
 * planner from leaving the index of the order for that of the due times. */
#define CASE_LIST(X, NAME, DUE, ORDER)                                                                                 \
	X(CASES_##NAME,                                                                                                \
	  CASE_SELECT "where (?1 is null or c.owner = ?1) and (?2 is null or c.status = ?2) and c.open >= ?3 and " DUE \
		      " < ?4" CASE_REACH " order by " ORDER " limit ?5")                                                             \
	X(CASES_##NAME##_OWNER,                                                                                        \
	  CASE_SELECT "where c.owner = ?1 and (?2 is null or c.status = ?2) and c.open >= ?3 and " DUE                 \
		      " < ?4" CASE_REACH " order by " ORDER " limit ?5")                                                             \
	X(CASES_##NAME##_STATUS,                                                                                       \
	  CASE_SELECT "where (?1 is null or c.owner = ?1) and c.status = ?2 and c.open >= ?3 and " DUE                 \
		      " < ?4" CASE_REACH " order by " ORDER " limit ?5")

/* Columns in the order in which record_list.c reads them. */
#define RECORD_COLUMNS                                                                                                 \
	"r.id, r.kind, r.case_id, r.person_id, r.parent_id, r.round, r.title, r.state, r.due, r.happened, r.form_id, " \
	"r.form_version, r.form_hash, r.version, r.created_at, r.created_by, r.updated_at, r.updated_by, r.episode"
#define RECORD_SELECT "select " RECORD_COLUMNS " from record r "

/* ?1 case, ?2 person, ?3 parent, ?4 kind, ?5 state, ?6 due before, ?7 owner of the case (null: any), ?8 limit. */
#define RECORD_REST                                                                                                    \
	" and (?1 is null or r.case_id = ?1) and (?2 is null or r.person_id = ?2)"                                     \
	" and (?3 is null or r.parent_id = ?3) and (?4 is null or r.kind = ?4) and (?5 is null or r.state = ?5)"       \
	" and (?6 is null or (r.due <> '' and r.due < ?6))"                                                            \
	" and (?7 is null or exists (select 1 from case_file c where c.id = r.case_id and c.owner = ?7))"
#define RECORD_LIST(X, NAME, FROM)                                                                                     \
	X(RECORDS_##NAME, RECORD_SELECT FROM RECORD_REST " order by r.at_order, r.id limit ?8")                        \
	X(RECORDS_##NAME##_NEWEST, RECORD_SELECT FROM RECORD_REST " order by r.at_order desc, r.id desc limit ?8")

#define STATEMENT_TABLE(X)                                                                                             \
	X(BEGIN_WRITE, "begin immediate")                                                                              \
	X(BEGIN_READ, "begin deferred")                                                                                \
	X(COMMIT, "commit")                                                                                            \
	X(DATA_VERSION, "pragma data_version")                                                                         \
	X(USER_VERSION, "pragma user_version")                                                                         \
                                                                                                                       \
	X(PERSON_INSERT, "insert into person (id, name, name_folded, other_names, other_folded, birth, sex, phone, "   \
			 "fictitious, version) values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, 1)")                        \
	X(PERSON_UPDATE, "update person set name = ?2, name_folded = ?3, other_names = ?4, other_folded = ?5, "        \
			 "birth = ?6, sex = ?7, phone = ?8, fictitious = ?9, version = version + 1 where id = ?1")     \
	X(PERSON_GET, "select id, name, other_names, birth, sex, phone, fictitious, version from person "              \
		       "where id = ?1")                                                                                \
	X(PERSON_BEFORE, "select no, version, name_folded, other_folded, phone from person where id = ?1")             \
	X(PERSON_NAMES, "select id, name_folded, other_folded from person where no = ?1")                              \
	X(PERSON_CASES_NAME, "update case_file set name_order = ?2 where person_id = ?1")                              \
	X(KEYS_DROP, "delete from person_key where person_no = ?1")                                                    \
	X(KEY_ADD, "insert or ignore into person_key (kind, key, person_no) values (?1, ?2, ?3)")                      \
	/* Who has a key from ?2 up to before ?3; at most ?4, to be told apart from more. */                           \
	X(KEY_FIND, "select person_no, key = ?2 from person_key where kind = ?1 and key >= ?2 and key < ?3 limit ?4")  \
	/* Who has the key ?2 and another one from ?4 up to before ?5. */                                              \
	X(KEY_FIND_BOTH, "select a.person_no from person_key a where a.kind = ?1 and a.key = ?2 and exists (select 1 " \
			 "from person_key b where b.person_no = a.person_no and b.kind = ?3 and b.key >= ?4 "          \
			 "and b.key < ?5) limit ?6")                                                                   \
                                                                                                                       \
	X(CASE_INSERT, "insert into case_file (id, number, number_order, serial, person_id, name_order, "              \
		       "status, open, "                                                                                \
		       "owner, opened_at, fictitious, version) values (?1, ?2, ?3, nullif(?4, -1), ?5, "               \
		       "coalesce((select "                                                                             \
		       "name_folded from person where id = ?5), ''), ?6, ?7, ?8, ?9, ?10, 1)")                         \
	/* The columns of no index. */                                                                                 \
	X(CASE_SET_HEAD, "update case_file set fictitious = ?2, band_calculated = ?3, band_assigned = ?4, low = ?5, "  \
			 "high = ?6, settled = ?7, flags = ?8, urgent_due = ?9, due_kind = ?10, alert = ?11, "         \
			 "registered_at = ?12, screened_at = ?13, assessed_at = ?14, plan_agreed_at = ?15, "           \
			 "plan_reviewed_at = ?16, last_contact_at = ?17, next_contact_at = ?18, attempts = ?19, "      \
			 "version = ?21, episode = ?22, episode_at = ?23 where id = ?1 and version = ?20")                                              \
	/* What stands in indexes is written only where it has changed: each costs pages. */                           \
	X(CASE_BEFORE, "select version, number, person_id, opened_at, status, owner, due, level_rank, score, duplicate_of "          \
		       "from case_file where id = ?1")                                                                 \
	X(CASE_SET_NUMBER, "update case_file set number = ?2, number_order = ?3, serial = nullif(?4, -1) "             \
		       "where id = ?1")                                                                                \
	X(CASE_SET_PERSON, "update case_file set person_id = ?2, name_order = coalesce((select name_folded "           \
			   "from person where id = ?2), '') where id = ?1")                                            \
	X(CASE_SET_OPENED, "update case_file set opened_at = ?2 where id = ?1")                                        \
	X(CASE_SET_STATUS, "update case_file set status = ?2, open = ?3 where id = ?1")                                \
	X(CASE_SET_OWNER, "update case_file set owner = ?2 where id = ?1")                                             \
	X(CASE_SET_DUE, "update case_file set due = ?2, due_order = case when ?2 = '' then '~' else ?2 end "           \
		       "where id = ?1")                                                                                \
	X(CASE_SET_LEVEL, "update case_file set level_rank = ?2, score = ?3 where id = ?1")                            \
	X(CASE_SET_DUPLICATE, "update case_file set duplicate_of = ?2 where id = ?1") \
	X(CASE_DUPLICATES, CASE_SELECT "where c.duplicate_of = ?1 and c.duplicate_of <> '' order by c.id") \
	X(CASE_LOADS, "select owner, level_rank, count(*) from case_file where open = 1 group by owner, level_rank " \
		      "order by owner, level_rank") \
	X(CASE_GET, CASE_SELECT "where c.id = ?1")                                                                     \
	X(CASE_BY_NUMBER, CASE_SELECT "where c.number_order = ?1")                                                     \
	X(CASES_BY_SERIAL, CASE_SELECT "where c.serial = ?1 order by c.opened_at desc limit ?2")                       \
	X(CASES_OF_PERSON, CASE_SELECT "where c.person_id = ?1 order by c.opened_at desc, c.id desc")                  \
	/* The highest serial among numbers that begin with ?1 and go on below ?2. */                                  \
	X(CASE_HIGHEST, "select serial from case_file where number_order > ?1 and number_order < ?2 "                  \
			"order by number_order desc limit 1")                                                          \
	X(CASE_COUNT_UP, "insert into case_counter (prefix, year, last) values (?1, ?2, ?3) on conflict "              \
		       "(prefix, year) "                                                                               \
			 "do update set last = max(last + 1, excluded.last) returning last")                           \
	/* In the order of enum case_order. */                                                                         \
	CASE_LIST(X, DUE, "c.due_order", "c.due_order, c.id")                                                          \
	CASE_LIST(X, NUMBER, "+c.due_order", "c.number_order")                                                         \
	CASE_LIST(X, NAME, "+c.due_order", "c.name_order, c.id")                                                       \
	CASE_LIST(X, LEVEL, "+c.due_order", "c.level_rank desc, c.score desc, c.due_order, c.id")                      \
	CASE_LIST(X, OPENED, "+c.due_order", "c.opened_at desc, c.id desc")                                            \
	X(CASES_COUNT, "select count(*) from case_file c where (?1 is null or owner = ?1) and (?2 is null or "           \
		       "status = ?2) and open >= ?3 and due_order < ?4" CASE_REACH)                                               \
	X(CASES_COUNT_OWNER, "select count(*) from case_file c where owner = ?1 and (?2 is null or status = ?2) "        \
			     "and open >= ?3 and due_order < ?4" CASE_REACH)                                                      \
	X(CASES_COUNT_STATUS, "select count(*) from case_file c where (?1 is null or owner = ?1) and status = ?2 "       \
			      "and open >= ?3 and due_order < ?4" CASE_REACH)                                                     \
                                                                                                                       \
	X(RECORD_INSERT, "insert into record (id, kind, case_id, person_id, parent_id, round, title, state, due, "     \
			 "happened, form_id, form_version, form_hash, created_at, created_by, updated_at, "            \
			 "updated_by, episode, version) values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, "  \
			 "?15, ?16, ?17, ?18, 1)")                                                                          \
	X(RECORD_UPDATE, "update record set case_id = ?2, person_id = ?3, parent_id = ?4, round = ?5, title = ?6, "    \
			 "state = ?7, due = ?8, happened = ?9, form_id = ?10, form_version = ?11, form_hash = ?12, "   \
			 "updated_at = ?13, updated_by = ?14, version = version + 1 where id = ?1 and version = ?15")  \
	X(RECORD_VERSION, "select version from record where id = ?1")                                                  \
	X(RECORD_GET, RECORD_SELECT "where r.id = ?1")                                                                 \
	X(RECORD_NEWEST, RECORD_SELECT "where r.case_id = ?1 and r.kind = ?2 "                                         \
				       "order by r.round desc, r.at_order desc, r.id desc limit 1")                    \
	/* Of those under one record: ?3 state (null: any). */                                                          \
	X(RECORD_NEWEST_UNDER, RECORD_SELECT "where r.parent_id = ?1 and r.kind = ?2 and (?3 is null or r.state = ?3) " \
					     "order by r.round desc, r.at_order desc, r.id desc limit 1")              \
	RECORD_LIST(X, OF_CASE, "where r.case_id = ?1")                                                                \
	RECORD_LIST(X, OF_PERSON, "where r.person_id = ?2")                                                            \
	RECORD_LIST(X, OF_PARENT, "where r.parent_id = ?3")                                                            \
	RECORD_LIST(X, OF_OWNER_KIND, "where r.case_id in (select id from case_file where owner = ?7) and "            \
		       "r.kind = ?4")                                                                                  \
	RECORD_LIST(X, OF_OWNER, "where r.case_id in (select id from case_file where owner = ?7)")                     \
	RECORD_LIST(X, DUE, "where r.kind = ?4 and r.state = ?5 and r.due <> '' and r.due < ?6")                       \
	RECORD_LIST(X, OF_KIND, "where r.kind = ?4")                                                                   \
	RECORD_LIST(X, ALL, "where 1")                                                                                 \
                                                                                                                       \
	X(ANSWER_LIST, "select name, value, place from answer where record_id = ?1 order by place, name")              \
	X(ANSWER_PUT, "insert into answer (record_id, name, place, value) values (?1, ?2, ?3, ?4) "                    \
		      "on conflict (record_id, name) do update set value = excluded.value")                            \
	X(ANSWER_DROP, "delete from answer where record_id = ?1 and name = ?2")                                        \
                                                                                                                       \
	/* Many records' answers at once: of a kind under one record; of the newest of a kind under each. */           \
	X(ANSWERS_UNDER, "select a.record_id, a.name, a.value from record r join answer a on a.record_id = r.id "      \
			 "where r.parent_id = ?1 and r.kind = ?2 order by a.record_id, a.place, a.name")               \
	X(ANSWERS_NEWEST, "select a.record_id, a.name, a.value from record r join answer a on a.record_id = r.id "     \
			  "where r.kind = ?1 and " RECORD_IS_NEWEST " order by a.record_id, a.place, a.name")          \
                                                                                                                       \
	/* ---- what several cases share ---- */                                                                       \
	X(MEMBERS, "select " RECORD_COLUMNS ", " CASE_COLUMNS " from record r "                                        \
		   "left join case_file c on c.id = r.case_id left join person p on p.id = c.person_id "               \
		   "where r.parent_id = ?1 and r.kind = ?2 order by r.created_at, r.id")                               \
	/* ?1 kind: the newest of each, with the number of the newest finished, of the cases that use any, and of      \
	 * those that use an older one. */                                                                             \
	X(SHARED_LIST, "select n.*, (select count(*) from case_source u where u.source = n.parent_id), "               \
		       "(select count(*) from case_source u where u.source = n.parent_id and u.round < n.finished) "   \
		       "from (select " RECORD_COLUMNS ", " SHARED_FINISHED("r.parent_id", "r.kind") " as finished "    \
		       "from record r where r.kind = ?1 and " RECORD_IS_NEWEST ") n order by n.title, n.id")           \
	X(SOURCES_DROP, "delete from case_source where case_id = ?1")                                                  \
	X(SOURCE_ADD, "insert into case_source (case_id, source, kind, record_id, round) values (?1, ?2, ?3, ?4, ?5)") \
	X(USERS, CASE_SELECT "join case_source u on u.case_id = c.id where u.source = ?1 "                             \
			     "order by u.round, c.number_order limit ?2")                                              \
	/* ?1 case, ?2 kind of a membership, ?3 its state when it has ended, ?4 kind of a household's assessment, ?5 of a   \
	 * profile, ?6 limit: what is used and has a newer round, and what a household has that is not used yet. */    \
	X(STALE_OF_CASE, STALE_USED("case_source u join record f on f.parent_id = u.source and f.kind = u.kind",       \
				    "u.case_id = ?1 and ?5 is not null")                                               \
			 " union all " STALE_MEMBER("record m join record f on f.parent_id = m.parent_id",             \
						    "m.case_id = ?1") STALE_ORDER)                                     \
	X(STALE_ALL, STALE_USED("record f cross join case_source u on u.source = f.parent_id and u.kind = f.kind",     \
				"f.kind in (?4, ?5) and ?1 is null")                                                   \
		     " union all " STALE_MEMBER("record f cross join record m on m.parent_id = f.parent_id",           \
						"m.case_id is not null") STALE_ORDER)                                  \
                                                                                                                       \
	X(DEFINITION_HAS, "select 1 from definition where hash = ?1")                                                  \
	X(DEFINITION_PUT, "insert into definition (hash, kind, id, version, text, at) values (?1, ?2, ?3, "            \
		       "?4, ?5, ?6) "                                                                                  \
			  "on conflict (hash) do nothing")                                                             \
	X(DEFINITION_GET, "select text from definition where hash = ?1")                                               \
                                                                                                                       \
	X(HISTORY_ADD, "insert into history (id, at, who, case_id, record_id, kind, action, summary) "                 \
		       "values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)")                                                      \
	X(CHANGE_ADD, "insert into history_change (history_id, place, field, old_value, new_value) "                   \
		      "values (?1, ?2, ?3, ?4, ?5)")                                                                   \
	/* ?1 case, ?2 record, ?3 limit. */                                                                            \
	X(HISTORY_OF_CASE, HISTORY_SELECT "where case_id = ?1 and (?2 is null or record_id = ?2) " HISTORY_ORDER)      \
	X(HISTORY_OF_RECORD, HISTORY_SELECT "where record_id = ?2 and (?1 is null or case_id = ?1) " HISTORY_ORDER)    \
	/* Of what several cases share: ?1 the record and all under it, ?2 limit. */                                   \
	X(HISTORY_UNDER, HISTORY_SELECT "where record_id in (select id from record where id = ?1 or parent_id = ?1) " \
			 "order by at desc, id desc limit ?2")                                                         \
	X(HISTORY_ALL, HISTORY_SELECT "where ?1 is null and ?2 is null order by id desc limit ?3")                     \
	/* ?1 record, ?2 fields that stay, with a blank on both sides of each, ?3 what stands there instead. */         \
	X(CHANGE_FORGET, "update history_change set old_value = case old_value when '' then '' else ?3 end, "          \
			 "new_value = case new_value when '' then '' else ?3 end "                                     \
			 "where history_id in (select id from history where record_id = ?1) "                          \
			 "and instr(?2, ' ' || field || ' ') = 0")                                                     \
	X(CHANGE_LIST, "select field, old_value, new_value from history_change where history_id = ?1 order by place")  \
                                                                                                                       \
	X(DRAFT_PUT, "insert into draft (id, owner, kind, case_id, record_id, base_version, title, updated_at, "       \
		     "content) values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9) on conflict (id) do update set "            \
		     "kind = excluded.kind, case_id = excluded.case_id, record_id = excluded.record_id, "              \
		     "base_version = excluded.base_version, title = excluded.title, "                                  \
		     "updated_at = excluded.updated_at, content = excluded.content where owner = excluded.owner")      \
	X(DRAFT_GET, "select id, owner, kind, case_id, record_id, base_version, title, updated_at, content "           \
		     "from draft where id = ?1 and owner = ?2")                                                        \
	X(DRAFT_DROP, "delete from draft where id = ?1 and owner = ?2")                                                \
	X(DRAFT_FORGET, "delete from draft where record_id = ?1 or (case_id = ?2 and kind = ?3)")                      \
	X(DRAFT_LIST, "select id, owner, kind, case_id, record_id, base_version, title, updated_at "                   \
		      "from draft where owner = ?1 order by updated_at desc, id desc")                                 \
	COUNT_STATEMENTS(X)                                                                                            \
	ACCOUNT_STATEMENTS(X)                                                                                          \
	FORGET_STATEMENTS(X)

/* The newest of its kind under its parent; of a place's profile that is its highest version. */
#define RECORD_IS_NEWEST                                                                                               \
	"not exists (select 1 from record o where o.parent_id = r.parent_id and o.kind = r.kind and o.round > r.round)"
#define SHARED_FINISHED(PARENT, KIND)                                                                                  \
	"(select coalesce(max(f.round), 0) from record f where f.parent_id = " PARENT " and f.kind = " KIND            \
	" and f.state = 'finished')"

/* Open cases that have been assessed, and whose newest assessment rests on less than there is. */
#define STALE_COLUMNS(SOURCE, KIND, ROUND)                                                                             \
	"select c.id, c.number, c.owner, c.band_assigned, c.band_calculated, " SOURCE ", " KIND ", " ROUND             \
	", f.round, f.title, f.happened from "
#define STALE_NEWEST                                                                                                   \
	"f.state = 'finished' and c.open = 1 and c.score >= 0 and not exists (select 1 from record o "                 \
	"where o.parent_id = f.parent_id and o.kind = f.kind and o.state = 'finished' and o.round > f.round) and "
#define STALE_USED(FROM, WHERE)                                                                                        \
	STALE_COLUMNS("u.source", "u.kind", "u.round")                                                                 \
	FROM " join case_file c on c.id = u.case_id where f.round > u.round and " STALE_NEWEST WHERE
#define STALE_MEMBER(FROM, WHERE)                                                                                      \
	STALE_COLUMNS("m.parent_id", "f.kind", "0")                                                                    \
	FROM " join case_file c on c.id = m.case_id where f.kind = ?4 and m.kind = ?2 and m.state <> ?3 and "          \
	     "not exists (select 1 from case_source s where s.case_id = m.case_id and s.source = m.parent_id) and "    \
	     STALE_NEWEST WHERE
#define STALE_ORDER " order by 7, 10, 2 limit ?6"

#define HISTORY_SELECT "select id, at, who, case_id, record_id, kind, action, summary from history "
#define HISTORY_ORDER "order by at desc, id desc limit ?3"

enum statement {
#define X(id, sql) STATEMENT_##id,
	STATEMENT_TABLE(X)
#undef X
	STATEMENT_COUNT
};

#endif
