/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Households, families and groups: who counts, and which adults nobody has spoken with alone yet. That each adult is
 * seen without the others is practice of the field: who answers for another may be protecting or controlling them.
 */
#ifndef SARAI_MODEL_HOUSEHOLD_H
#define SARAI_MODEL_HOUSEHOLD_H

#include <stdbool.h>

#include <sarai/base/date.h>

#define HOUSEHOLD_TYPE_TABLE(X)                                                                                        \
	X(FAMILY, "family", "Family or household")                                                                     \
	X(GROUP, "group", "Group assessed together")
enum household_type {
#define X(id, name, words) HOUSEHOLD_##id,
	HOUSEHOLD_TYPE_TABLE(X)
#undef X
		HOUSEHOLD_TYPE_COUNT
};
const char *household_type_name(enum household_type t);
const char *household_type_words(enum household_type t);
bool household_type_from_name(const char *name, enum household_type *out);
/* Are its household factors assessed once, for all of its members? Those of a group belong to its own case. */
bool household_shares(enum household_type t);

#define WHEREABOUTS_TABLE(X)                                                                                           \
	X(TOGETHER, "together", "together", true, true)                                                                \
	X(NEAR, "near", "here, apart", true, true)                                                                     \
	X(LEFT_BEHIND, "left-behind", "left behind", true, false)                                                      \
	X(ON_THE_WAY, "on-the-way", "on the way", true, false)                                                         \
	X(LOST, "lost", "lost", true, false)                                                                           \
	X(DEAD, "dead", "dead", false, false)                                                                          \
	X(FORMER, "former", "no longer of it", false, false)
enum whereabouts { /* name, words, still a member, can be spoken with here */
#define X(id, name, words, member, here) WHERE_##id,
		   WHEREABOUTS_TABLE(X)
#undef X
			   WHERE_COUNT
};
const char *whereabouts_words(enum whereabouts w);
bool whereabouts_from_name(const char *name, enum whereabouts *out); /* "" is together */
bool whereabouts_member(enum whereabouts w);

struct household_person {
	enum whereabouts where;
	struct date birth; /* year 0: not known: they may be grown up */
	bool seen_alone;
	struct date seen_on; /* year 0: not known */
};
/* Nobody has seen this adult alone, since `since` where it is given (year 0: ever): those here only. */
bool household_unseen(const struct household_person *p, struct date since, struct date today);

#endif
