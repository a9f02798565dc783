/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The evaluation of one full set of ordinals and flags, in whole numbers throughout.
 */
#include <stdint.h>
#include <stdlib.h>

#include <sarai/base/mem.h>

#include "score_world.h"

/* a / b rounded half up, for a >= 0 and b > 0. */
static int64_t div_round(int64_t a, int64_t b)
{
	return (2 * a + b) / (2 * b);
}

static int64_t points_of(const struct catalogue *c, int ordinal)
{
	switch (abs(ordinal)) {
	case 1:
		return c->mild;
	case 2:
		return c->moderate;
	case 3:
		return c->severe;
	default:
		return 0;
	}
}

/* Count a factor's answer in (1) or out again (-1). */
static void count(struct world *w, int factor, int times)
{
	const struct factor *f = &w->c->factors[factor];
	int ordinal = w->ordinal[factor];
	if (ordinal > 0)
		w->sums[f->level].risk += times * f->risk * points_of(w->c, ordinal);
	else
		w->sums[f->level].protection += times * f->protection * points_of(w->c, ordinal);
}

void world_init(struct world *w, const struct catalogue *c, const struct answers *a, int ordinal, bool yes)
{
	w->c = c;
	w->ordinal = mem_alloc((size_t)c->n_factors + 1);
	w->flag = mem_alloc(((size_t)c->n_flags + 1) * sizeof(bool));
	w->sums = mem_alloc((size_t)c->n_levels * sizeof *w->sums);
	for (int i = 0; i < c->n_factors; i++) {
		/* What does not apply stands at 0: it adds nothing, and no condition holds there. */
		w->ordinal[i] = (signed char)(answer_missing(a->factor[i]) ? ordinal : answer_ordinal(a->factor[i]));
		count(w, i, 1);
	}
	for (int i = 0; i < c->n_flags; i++)
		w->flag[i] = a->flag[i] == FLAG_YES || (a->flag[i] != FLAG_NO && yes);
}

void world_fini(struct world *w)
{
	free(w->ordinal);
	free(w->flag);
	free(w->sums);
}

void world_set(struct world *w, int factor, int ordinal)
{
	count(w, factor, -1);
	w->ordinal[factor] = (signed char)ordinal;
	count(w, factor, 1);
}

static int full(int64_t weights, int64_t at)
{
	int64_t share = div_round(10000 * weights, at);
	return share > 10000 ? 10000 : (int)share;
}

void world_level(const struct world *w, int level, int *risk, int *protection, int *net)
{
	const struct catalogue *c = w->c;
	const struct level *l = &c->levels[level];
	*risk = full(w->sums[level].risk, (int64_t)c->severe * l->risk_full);
	*protection = full(w->sums[level].protection, (int64_t)c->severe * l->protection_full);
	*net = *risk - (int)div_round((int64_t)*risk * *protection * c->buffer, 1000000);
}

bool world_fires(const struct world *w, const struct rule *r)
{
	for (int i = 0; i < r->n_when; i++) {
		const struct condition *k = &r->when[i];
		if (k->flag >= 0) {
			if (!w->flag[k->flag])
				return false;
		} else if ((k->ordinal > 0 && w->ordinal[k->factor] < k->ordinal) ||
			   (k->ordinal < 0 && w->ordinal[k->factor] > k->ordinal)) {
			return false;
		}
	}
	return true;
}

struct verdict world_judge(const struct world *w)
{
	const struct catalogue *c = w->c;
	int64_t remaining = 10000, score;
	int floor = 0, band = 0;
	for (int i = 0; i < c->n_levels; i++) {
		int risk, protection, net;
		world_level(w, i, &risk, &protection, &net);
		remaining -= div_round(remaining * c->levels[i].share * net, 1000000);
	}
	score = 10000 - remaining;
	for (int i = 0; i < c->n_rules; i++) {
		const struct rule *r = &c->rules[i];
		if (!world_fires(w, r))
			continue;
		if (r->floor < 0)
			score += 100 * r->add;
		else if (r->floor > floor)
			floor = r->floor;
	}
	score = score < 0 ? 0 : score > 10000 ? 10000 : score;
	for (int i = 0; i < c->n_flags; i++) {
		if (w->flag[i] && c->flags[i].floor > floor)
			floor = c->flags[i].floor;
	}
	for (int i = 0; i < c->n_bands; i++) {
		if (100 * c->bands[i].from <= score)
			band = i;
	}
	return (struct verdict){(int)score, band > floor ? band : floor};
}
