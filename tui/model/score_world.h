/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Within the module: one full set of ordinals and flags, and what it comes to.
 */
#ifndef SARAI_MODEL_SCORE_WORLD_H
#define SARAI_MODEL_SCORE_WORLD_H

#include <stdint.h>

#include <sarai/model/score.h>

struct level_sums {
	int64_t risk, protection; /* weights times what their answers count */
};

struct world {
	const struct catalogue *c;
	signed char *ordinal;	 /* n_factors: -3 to 3; changed by world_set alone */
	bool *flag;		 /* n_flags: yes */
	struct level_sums *sums; /* n_levels: kept, so that one answer's change costs no walk through the factors */
};

struct verdict {
	int score, band;
};

/* What is missing stands at `ordinal`, and flags that are not known are `yes`. */
void world_init(struct world *w, const struct catalogue *c, const struct answers *a, int ordinal, bool yes);
void world_fini(struct world *w);
void world_set(struct world *w, int factor, int ordinal);
struct verdict world_judge(const struct world *w);
/* The score before the points of rules, 0 to 10000. */
int world_raw(const struct world *w);
/* How that divides among the factors, points[n_factors]: above 0 for risks, below 0 for protections. The formula is in
 * sarai-factors(5). */
void world_divide(const struct world *w, int *points);
void world_level(const struct world *w, int level, int *risk, int *protection, int *net);
bool world_fires(const struct world *w, const struct rule *r);

#endif
