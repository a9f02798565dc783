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

/* 10000 * weights / (weights + half): rises with each further weight and never reaches 10000 by itself. */
static int saturate(int64_t weights, int64_t half)
{
	return (int)div_round(10000 * weights, weights + half);
}

void world_level(const struct world *w, int level, int *risk, int *protection, int *net)
{
	const struct catalogue *c = w->c;
	const struct level *l = &c->levels[level];
	*risk = saturate(w->sums[level].risk, (int64_t)c->severe * l->risk_half);
	*protection = saturate(w->sums[level].protection, (int64_t)c->severe * l->protection_half);
	*net = *risk - (int)div_round((int64_t)*risk * *protection * c->buffer, 1000000);
}

int world_raw(const struct world *w)
{
	int64_t remaining = 10000;
	for (int i = 0; i < w->c->n_levels; i++) {
		int risk, protection, net;
		world_level(w, i, &risk, &protection, &net);
		remaining -= div_round(remaining * w->c->levels[i].share * net, 1000000);
	}
	return (int)(10000 - remaining);
}

/* 128 bits: with the largest weights and a very long catalogue, the products of the division pass 64. */
__extension__ typedef unsigned __int128 wide;

void world_divide(const struct world *w, int *points)
{
	const struct catalogue *c = w->c;
	uint64_t raw = (uint64_t)world_raw(w), all = 0;
	struct {
		int risk, protection, net;
	} *at = mem_alloc(((size_t)c->n_levels + 1) * sizeof *at);
	for (int i = 0; i < c->n_levels; i++) {
		world_level(w, i, &at[i].risk, &at[i].protection, &at[i].net);
		all += (uint64_t)c->levels[i].share * (uint64_t)at[i].net;
	}
	for (int i = 0; i < c->n_factors; i++) {
		const struct factor *f = &c->factors[i];
		int l = f->level, ordinal = w->ordinal[i];
		bool risk = ordinal > 0;
		int64_t part = (risk ? f->risk : f->protection) * points_of(c, ordinal);
		int64_t side = risk ? at[l].risk : at[l].risk - at[l].net;
		points[i] = 0;
		if (!all || !part)
			continue;
		wide a = (wide)raw * (wide)c->levels[l].share * (wide)side * (wide)part;
		wide b = (wide)all * (wide)(risk ? w->sums[l].risk : w->sums[l].protection);
		int size = (int)((2 * a + b) / (2 * b));
		points[i] = risk ? size : -size;
	}
	free(at);
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

int score_band(const struct catalogue *c, int score)
{
	int band = 0;
	for (int i = 0; i < c->n_bands; i++) {
		if (100 * c->bands[i].from <= score)
			band = i;
	}
	return band;
}

struct verdict world_judge(const struct world *w)
{
	const struct catalogue *c = w->c;
	int64_t score = world_raw(w);
	int floor = 0, band = 0;
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
	band = score_band(c, (int)score);
	return (struct verdict){(int)score, band > floor ? band : floor};
}
