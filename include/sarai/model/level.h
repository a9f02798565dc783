/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The level that counts: the calculated one, and the one a professional assigns. A level below the calculated one always
 * needs a reason; where much depends on it, it counts only once a supervisor has approved it. Levels are places of bands
 * in factors.ini, more is worse; -1: none.
 */
#ifndef SARAI_MODEL_LEVEL_H
#define SARAI_MODEL_LEVEL_H

#include <stdbool.h>

#include <sarai/model/score.h>

struct level_facts {
	int calculated, assigned;
	int floor;   /* the highest floor of the urgent flags that are yes and the rules that fire; -1 */
	int before;  /* that counted before this: of the round before, or of this one as it was finished; -1 */
	int highest; /* the last band */
};

#define LEVEL_NEED_TABLE(X)                                                                                            \
	X(NOTHING, "")                                                                                                 \
	X(REASON, "reason")     /* below the calculated level */                                                       \
	X(APPROVAL, "approval") /* ... under a floor, by more than one step, or down from the highest level */
enum level_need {
#define X(id, name) LEVEL_NEEDS_##id,
	LEVEL_NEED_TABLE(X)
#undef X
};

/* What an assigned level needs. Nothing where none is assigned, or it is not below the calculated one. */
enum level_need level_need(const struct level_facts *f);
const char *level_need_name(enum level_need need);
enum level_need level_need_from_name(const char *name); /* an unknown one: nothing */

/* The highest floor that holds in this score, -1. */
int level_floor(const struct catalogue *c, const struct score *s);

/* The level that counts, of a round that is finished. approved: the lower level has its approval. */
int level_counts(int calculated, int assigned, enum level_need need, bool approved);

#endif
