/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What an assessment takes over from an assessment that several cases share: household factors from the household,
 * community and structural ones from a profile of the place. IOM Handbook, Parts 3 to 5: context is assessed once with
 * the community, and read again in each person's case, where it may be otherwise. Pure: one factor at a time.
 */
#ifndef SARAI_MODEL_INHERIT_H
#define SARAI_MODEL_INHERIT_H

#include <stdbool.h>

#include <sarai/model/catalogue.h>

/* Where the factors of a level come from, by the level's name in factors.ini. */
#define INHERIT_TABLE(X)                                                                                               \
	X(HOUSEHOLD, "household")                                                                                      \
	X(COMMUNITY, "community")                                                                                      \
	X(STRUCTURAL, "structural")
enum inherit_from {
#define X(id, level) INHERIT_##id,
	INHERIT_TABLE(X)
#undef X
		INHERIT_COUNT,
	INHERIT_NOTHING = INHERIT_COUNT
};
const char *inherit_level(enum inherit_from from); /* the level's name */
enum inherit_from inherit_of_factor(const struct catalogue *c, int factor);

/* One factor: the case's own answer, what the source said when it was last taken over (NONE: nothing was), and what
 * the source says now (NONE: there is no source, or it has no answer). */
struct inherit_facts {
	enum answer own, was, now;
	bool reason; /* the case has a note beside its answer */
};
struct inherit_result {
	enum answer set;   /* the case's answer from here on */
	bool follows;	   /* it is the source's */
	bool differs;	   /* the source says something else */
	bool needs_reason; /* ... and nobody has written why */
};

/* Take over what is new: an answer that followed its source goes on following it, and goes when the source has none
 * any more; one that the case gave itself stays. all: the source's answer also there. */
void inherit_take(const struct inherit_facts *f, bool all, struct inherit_result *out);

/* How it stands, with nothing taken over: against what was inherited (f->was). */
void inherit_look(const struct inherit_facts *f, struct inherit_result *out);

#endif
