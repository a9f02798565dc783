/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What other weights would do: levels as they were calculated against those the candidate comes to, and both against
 * the level a professional assigned. Pure counting.
 */
#ifndef SARAI_MODEL_WEIGHTS_H
#define SARAI_MODEL_WEIGHTS_H

#include <stdbool.h>

#include <sarai/model/catalogue.h>

#define WEIGHTS_LEVELS 24 /* names of levels told apart; the last stands for all further ones */

struct weights_tally {
	char level[WEIGHTS_LEVELS]
		  [48]; /* those in force in their order, then the candidate's others, then older ones */
	int n_levels;
	int moves[WEIGHTS_LEVELS][WEIGHTS_LEVELS];     /* [calculated][candidate] */
	int now[WEIGHTS_LEVELS][WEIGHTS_LEVELS];       /* [assigned][calculated] */
	int candidate[WEIGHTS_LEVELS][WEIGHTS_LEVELS]; /* [assigned][candidate] */
	int compared, moved, higher, lower;
	int assigned, agree_now, agree_candidate; /* of those with an assigned level */
};
void weights_begin(struct weights_tally *t, const struct catalogue *in_force, const struct catalogue *candidate);
/* One assessment: the level it was calculated at, the one assigned ("": none), the one the candidate comes to. Does it
 * move? */
bool weights_count(struct weights_tally *t, const struct catalogue *in_force, const struct catalogue *candidate,
		   const char *calculated, const char *assigned, const char *by_candidate);

/* In percent, rounded half up; -1 of nothing. */
int weights_percent(int part, int whole);

/* How an assigned level stands to the calculated one, by the catalogue of its day. */
enum override { OVERRIDE_NONE, OVERRIDE_RAISED, OVERRIDE_LOWERED, OVERRIDE_UNCLEAR };
enum override override_of(const struct catalogue *c, const char *calculated, const char *assigned);

#endif
