/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Statements that take things out for good: where a file is erased, or kept without a name.
 */
#ifndef STORE_STATEMENTS_FORGET_H
#define STORE_STATEMENTS_FORGET_H

#define FORGET_STATEMENTS(X)                                                                                           \
	X(RECORD_ANSWERS_DROP, "delete from answer where record_id = ?1")                                              \
	X(RECORD_SOURCES_DROP, "delete from case_source where source = ?1")                                            \
	X(RECORD_DROP, "delete from record where id = ?1")                                                             \
	X(CASE_DRAFTS_DROP, "delete from draft where case_id = ?1")                                                    \
	X(RECORD_CHANGES_DROP, "delete from history_change where history_id in "                                       \
			       "(select id from history where record_id = ?1)")                                        \
	X(CASE_CHANGES_DROP, "delete from history_change where history_id in "                                         \
			     "(select id from history where case_id = ?1)")                                            \
	/* ?1 case, ?2 what stands there instead. */                                                                   \
	X(CASE_GRANTS_FORGET, "update access_grant set reason = ?2 where case_id = ?1")                                \
	/* Only one that no case is about any more. */                                                                 \
	X(PERSON_DROP, "delete from person where id = ?1 and not exists "                                              \
		       "(select 1 from case_file c where c.person_id = ?1)")                                           \
	X(PERSON_KEYS_DROP, "delete from person_key where person_no = (select no from person where id = ?1)")          \
	X(CASE_NAME_FORGET, "update case_file set name_order = '' where id = ?1")

#endif
