/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Rules for children: whether a child is alone, who consents at which age, and what a best interests determination
 * must hold before it is finished. Assent by age: child-protection practice. Panel, reasons, the child's views:
 * practice of best interests procedures; review and re-opening: IOM Handbook, Part 6, headings of 6.3.
 */
#ifndef SARAI_MODEL_CHILD_H
#define SARAI_MODEL_CHILD_H

#include <stdbool.h>

#include <sarai/base/pairs.h>
#include <sarai/base/str.h>

#define CHILD_SITUATION_TABLE(X)                                                                                       \
	X(UNKNOWN, "", "not recorded yet")                                                                             \
	X(UNACCOMPANIED, "unaccompanied", "unaccompanied")                                                             \
	X(SEPARATED, "separated", "separated")                                                                         \
	X(WITH_FAMILY, "with-family", "with family")
enum child_situation {
#define X(id, name, words) CHILD_##id,
	CHILD_SITUATION_TABLE(X)
#undef X
		CHILD_SITUATION_COUNT
};
enum child_situation child_situation_from_name(const char *name); /* UNKNOWN for what is no such name */
const char *child_situation_words(enum child_situation s);
/* Without parents and without whoever else should answer for them; not yet known counts as that. */
bool child_is_alone(enum child_situation s);

/* Who says yes to what is done for a child, by age in completed years. */
struct child_assent {
	int from, to;
	const char *name;  /* code of the answer in forms */
	const char *words; /* "assent, spoken, and a caregiver's consent" */
};
extern const struct child_assent child_assents[];
extern const int child_assent_count;
const struct child_assent *child_assent_at(int age); /* never NULL: the oldest for whoever is older */
/* Does this way fit an age between the two? */
bool child_assent_fits(const char *name, int least, int most);
/* Is the child's own yes needed at all? Not where they are too young to say it, whatever the true age. */
bool child_assent_needed(int most);

/* A determination's answers under the names of its form: panel (one member a line, "name, role"), options, decision,
 * reasons, views, views_how, guardian_present, decided_on. What is still missing for it to be finished, in words, is
 * added to *missing; true when nothing is. */
bool child_bid_complete(const struct pairs *answers, struct str *missing);
int child_bid_panel(const char *panel, int *without_role); /* members; and how many of them have no role */
/* May a child live with this family, by the answers of its assessment: in favour, nothing of safe, willing and able
 * against it or unknown, conditions met. */
bool child_family_in_favour(const struct pairs *answers);
/* What stays as it was once the determination is finished: names of answers. NULL at the end. */
extern const char *const child_bid_fixed[];

#endif
