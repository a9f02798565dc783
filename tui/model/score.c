/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One scoring: the score, its bounds, and what explains and could change it.
 */
#include <stdlib.h>

#include <sarai/base/mem.h>

#include "score_world.h"

struct scoring {
	const struct catalogue *c;
	const struct answers *a;
	struct world own, low, high; /* unknown as neutral and no; at their best; at their worst */
	struct verdict best, worst;
	int *points; /* n_factors: how the score divides among the answers */
	struct score *s;
};

static int size(int a)
{
	return a < 0 ? -a : a;
}

static int by_points(const void *a, const void *b)
{
	const struct reason *x = a, *y = b;
	if (size(x->points) != size(y->points))
		return size(y->points) - size(x->points);
	return x->factor - y->factor;
}

static void find_reasons(struct scoring *x)
{
	const struct catalogue *c = x->c;
	x->s->reasons = mem_alloc(((size_t)c->n_factors + 1) * sizeof *x->s->reasons);
	for (int i = 0; i < c->n_factors; i++) {
		if (x->points[i])
			x->s->reasons[x->s->n_reasons++] = (struct reason){i, x->points[i]};
	}
	qsort(x->s->reasons, (size_t)x->s->n_reasons, sizeof *x->s->reasons, by_points);
}

static int by_gain(const void *a, const void *b, void *catalogue)
{
	const struct catalogue *c = catalogue;
	const struct next_question *x = a, *y = b;
	if (x->bands != y->bands)
		return y->bands - x->bands;
	if (x->gain != y->gain)
		return y->gain - x->gain;
	int ox = x->factor >= 0 ? c->factors[x->factor].order : c->flags[x->flag].order;
	int oy = y->factor >= 0 ? c->factors[y->factor].order : c->flags[y->flag].order;
	return ox - oy;
}

/* With the one answer changed in both bounds. */
static void add_next(struct scoring *x, int factor, int flag)
{
	struct verdict high = world_judge(&x->high), low = world_judge(&x->low);
	x->s->next[x->s->n_next++] =
		(struct next_question){factor, flag, x->worst.band - high.band + low.band - x->best.band,
				       x->worst.score - high.score + low.score - x->best.score};
}

/* What each answer that is missing can still settle: how far it alone brings the bounds together. */
static void find_next(struct scoring *x)
{
	const struct catalogue *c = x->c;
	x->s->next = mem_alloc((size_t)(c->n_factors + c->n_flags + 1) * sizeof *x->s->next);
	for (int i = 0; i < c->n_factors; i++) {
		if (!answer_missing(x->a->factor[i]))
			continue;
		world_set(&x->high, i, -3);
		world_set(&x->low, i, 3);
		add_next(x, i, -1);
		world_set(&x->high, i, 3);
		world_set(&x->low, i, -3);
	}
	for (int i = 0; i < c->n_flags; i++) {
		if (x->a->flag[i] == FLAG_YES || x->a->flag[i] == FLAG_NO)
			continue;
		x->high.flag[i] = false;
		x->low.flag[i] = true;
		add_next(x, -1, i);
		x->high.flag[i] = true;
		x->low.flag[i] = false;
	}
	qsort_r(x->s->next, (size_t)x->s->n_next, sizeof *x->s->next, by_gain, (void *)c);
}

static int by_service(const void *a, const void *b)
{
	const struct service_gain *x = a, *y = b;
	if (x->points != y->points)
		return y->points - x->points;
	return x->service - y->service;
}

/* How much of the score rests on what each service answers: the points of the factors at risk that name it. */
static void find_services(struct scoring *x)
{
	const struct catalogue *c = x->c;
	int *sum = mem_alloc(((size_t)c->n_services + 1) * sizeof *sum);
	bool *named = mem_alloc(((size_t)c->n_services + 1) * sizeof *named);
	for (int i = 0; i < c->n_factors; i++) {
		const struct factor *f = &c->factors[i];
		for (int k = 0; x->own.ordinal[i] > 0 && k < f->n_services; k++) {
			named[f->services[k]] = true;
			sum[f->services[k]] += x->points[i];
		}
	}
	x->s->services = mem_alloc(((size_t)c->n_services + 1) * sizeof *x->s->services);
	for (int i = 0; i < c->n_services; i++) {
		if (named[i])
			x->s->services[x->s->n_services++] = (struct service_gain){i, sum[i]};
	}
	qsort(x->s->services, (size_t)x->s->n_services, sizeof *x->s->services, by_service);
	free(sum);
	free(named);
}

static void find_levels(struct scoring *x)
{
	int risk, protection; /* of the bounds only the net counts */
	x->s->levels = mem_alloc(((size_t)x->c->n_levels + 1) * sizeof *x->s->levels);
	for (int i = 0; i < x->c->n_levels; i++) {
		struct level_result *l = &x->s->levels[i];
		world_level(&x->own, i, &l->risk, &l->protection, &l->net);
		world_level(&x->low, i, &risk, &protection, &l->net_low);
		world_level(&x->high, i, &risk, &protection, &l->net_high);
	}
}

static void find_rules_and_flags(struct scoring *x)
{
	const struct catalogue *c = x->c;
	struct score *s = x->s;
	s->rules = mem_alloc(((size_t)c->n_rules + 1) * sizeof *s->rules);
	s->flags = mem_alloc(((size_t)c->n_flags + 1) * sizeof *s->flags);
	s->due_hours = -1;
	for (int i = 0; i < c->n_rules; i++) {
		if (world_fires(&x->own, &c->rules[i]))
			s->rules[s->n_rules++] = i;
	}
	for (int i = 0; i < c->n_flags; i++) {
		int hours = c->flags[i].due_hours;
		if (x->a->flag[i] != FLAG_YES)
			continue;
		s->flags[s->n_flags++] = i;
		if (hours >= 0 && (s->due_hours < 0 || hours < s->due_hours))
			s->due_hours = hours;
	}
}

static struct score *evaluate(const struct catalogue *c, const struct answers *a, bool brief)
{
	struct scoring x = {.c = c, .a = a, .s = mem_alloc(sizeof *x.s)};
	world_init(&x.own, c, a, 0, false);
	world_init(&x.low, c, a, -3, false);
	world_init(&x.high, c, a, 3, true);
	struct verdict own = world_judge(&x.own);
	x.best = world_judge(&x.low);
	x.worst = world_judge(&x.high);
	x.s->score = own.score;
	x.s->band = own.band;
	x.s->low = x.best.score;
	x.s->band_low = x.best.band;
	x.s->high = x.worst.score;
	x.s->band_high = x.worst.band;
	x.s->settled = x.best.band == x.worst.band;
	find_levels(&x);
	find_rules_and_flags(&x);
	if (!brief) {
		x.points = mem_alloc(((size_t)c->n_factors + 1) * sizeof *x.points);
		world_divide(&x.own, x.points);
		find_reasons(&x);
		find_next(&x);
		find_services(&x);
		free(x.points);
	}
	world_fini(&x.own);
	world_fini(&x.low);
	world_fini(&x.high);
	return x.s;
}

struct score *score_evaluate(const struct catalogue *c, const struct answers *a)
{
	return evaluate(c, a, false);
}

struct score *score_evaluate_brief(const struct catalogue *c, const struct answers *a)
{
	return evaluate(c, a, true);
}

void score_free(struct score **s)
{
	if (!*s)
		return;
	free((*s)->levels);
	free((*s)->rules);
	free((*s)->flags);
	free((*s)->reasons);
	free((*s)->next);
	free((*s)->services);
	free(*s);
	*s = NULL;
}

int score_tenths(int points)
{
	return points < 0 ? -((5 - points) / 10) : (points + 5) / 10;
}

int score_points(int score)
{
	return (2 * score + 100) / 200;
}
