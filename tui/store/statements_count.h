/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Statements that go through many assessments at once: counted by place and factor, and one after the other.
 */
#ifndef STORE_STATEMENTS_COUNT_H
#define STORE_STATEMENTS_COUNT_H

#define RISKS "('severe-risk', 'moderate-risk', 'mild-risk')"
#define JUDGED                                                                                                         \
	"('severe-risk', 'moderate-risk', 'mild-risk', 'neutral', 'mild-protection', 'moderate-protection', "          \
	"'strong-protection')"

/* The profile of a type that a case rests on, or an answer of it. */
#define PROFILE_TYPED(WHAT, TYPE)                                                                                      \
	"(select " WHAT " from case_source u join answer t on t.record_id = u.record_id and t.name = 'type' "          \
	"where u.case_id = r.case_id and u.kind = 'context' and t.value = '" TYPE "')"
#define PROFILE_COUNTRY                                                                                                \
	"(select v.value from case_source u join answer t on t.record_id = u.record_id and t.name = 'type' "           \
	"join answer v on v.record_id = u.record_id and v.name = 'country' "                                           \
	"where u.case_id = r.case_id and u.kind = 'context' and t.value = 'community')"
/* Where the last stage of the journey that was told leads to. */
#define JOURNEY_COUNTRY                                                                                                \
	"(select v.value from record j join answer v on v.record_id = j.id and v.name = 'to_country' "                 \
	"where j.case_id = r.case_id and j.kind = 'journey-stage' order by j.at_order desc, j.id desc limit 1)"

#define COUNTED_CASE(FICTITIOUS) "c.status <> 'duplicate' and (c.fictitious = 0 or " FICTITIOUS " = 1)"

/* Put together once, with the places, before the answers come to it: ?1 from when on, ?2 1 with fictitious cases, ?3
 * where the second period begins. The newest assessment of each case in each period. */
#define ASSESSED                                                                                                       \
	"with s as materialized (select r.id as id, coalesce(" PROFILE_TYPED(                                          \
		"u.source",                                                                                            \
		"community") ", '') as community, coalesce(" PROFILE_TYPED("u.source",                                 \
									   "country") ", '') as country, "             \
										      "coalesce(" PROFILE_COUNTRY      \
										      ", " JOURNEY_COUNTRY             \
										      ", '') as stay, "                \
										      "r.at_order >= ?3 as since "     \
										      "from record r join case_file "  \
										      "c on c.id = r.case_id "         \
										      "where r.kind = 'assessment' "   \
										      "and r.state in ('open', "       \
										      "'finished') and r.at_order >= " \
										      "?1 and " COUNTED_CASE(          \
											      "?2") " and not exists " \
												    "(select 1 from "  \
												    "record n where "  \
												    "n.case_id = "     \
												    "r.case_id and "   \
												    "n.kind = "        \
												    "'assessment' "    \
												    "and n.round > "   \
												    "r.round and "     \
												    "(n.at_order >= "  \
												    "?3) = "           \
												    "(r.at_order >= "  \
												    "?3))) "

#define COUNT_STATEMENTS(X)                                                                                            \
	X(SIGNAL_COUNTS, ASSESSED "select s.community, s.country, s.stay, a.name, s.since, sum(a.value in " RISKS      \
				  "), count(*) from s cross join answer a on a.record_id = s.id "                      \
				  "where a.value in " JUDGED " group by 1, 2, 3, 4, 5 order by 1, 2, 3, 4, 5")         \
	/* Of one profile: ?1 which, ?2 1 with fictitious cases, ?3 where the second period begins. */                 \
	X(PROFILE_COUNTS,                                                                                              \
	  "select a.name, r.at_order >= ?3, sum(a.value in " RISKS "), count(*) from case_source u "                   \
	  "cross join case_file c on c.id = u.case_id "                                                                \
	  "cross join record r on r.case_id = u.case_id and r.kind = 'assessment' "                                    \
	  "cross join answer a on a.record_id = r.id where u.source = ?1 and a.value in " JUDGED " and " COUNTED_CASE( \
		  "?2") " and not exists (select 1 from record n "                                                     \
			"where n.case_id = r.case_id and n.kind = 'assessment' and n.round > r.round and "             \
			"(n.at_order >= ?3) = (r.at_order >= ?3)) group by 1, 2 order by 1, 2")                        \
	/* The newest finished assessment of each open case, or where none is finished the newest at all, each with    \
	 * all its answers, by the case's number: in the order of that index, so that nothing is sorted, however many.               \
	 */                                                                                                            \
	X(CURRENT_ASSESSMENTS, "select c.id, c.number, r.id, r.state, a.name, a.value from case_file c "               \
			       "cross join record r on r.case_id = c.id and r.kind = 'assessment' "                    \
			       "cross join answer a on a.record_id = r.id where +c.open = 1 and not exists "           \
			       "(select 1 from record n where n.case_id = r.case_id and n.kind = 'assessment' and "    \
			       "(n.state = 'finished') >= (r.state = 'finished') and "                                 \
			       "((n.state = 'finished') > (r.state = 'finished') or n.round > r.round)) "              \
			       "order by c.number_order")                                                              \
	X(CURRENT_ASSESSMENTS_COUNT, "select count(*) from case_file c where c.open = 1 and exists (select 1 from "    \
				     "record r where r.case_id = c.id and r.kind = 'assessment')")

#endif
