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
	struct score *s;
};

static int size(int a)
{
	return a < 0 ? -a : a;
}

/* The own score with one factor, or all at risk that a service serves, at 0. */
static int score_without(struct scoring *x, const bool *left_out)
{
	signed char *kept = x->own.ordinal, *changed = mem_alloc((size_t)x->c->n_factors + 1);
	for (int i = 0; i < x->c->n_factors; i++)
		changed[i] = left_out[i] ? 0 : kept[i];
	x->own.ordinal = changed;
	int score = world_judge(&x->own).score;
	x->own.ordinal = kept;
	free(changed);
	return score;
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
	bool *left_out = mem_alloc(((size_t)c->n_factors + 1) * sizeof(bool));
	x->s->reasons = mem_alloc(((size_t)c->n_factors + 1) * sizeof *x->s->reasons);
	for (int i = 0; i < c->n_factors; i++) {
		if (!answer_known(x->a->factor[i]))
			continue;
		left_out[i] = true;
		int points = x->s->score - score_without(x, left_out);
		left_out[i] = false;
		if (points)
			x->s->reasons[x->s->n_reasons++] = (struct reason){i, points};
	}
	qsort(x->s->reasons, (size_t)x->s->n_reasons, sizeof *x->s->reasons, by_points);
	free(left_out);
}

static int by_gain(const struct catalogue *c, const struct next_question *x, const struct next_question *y)
{
	if (x->bands != y->bands)
		return y->bands - x->bands;
	if (x->gain != y->gain)
		return y->gain - x->gain;
	int ox = x->factor >= 0 ? c->factors[x->factor].order : c->flags[x->flag].order;
	int oy = y->factor >= 0 ? c->factors[y->factor].order : c->flags[y->flag].order;
	return ox - oy;
}

static void add_next(struct scoring *x, int factor, int flag, struct verdict high, struct verdict low)
{
	struct next_question q = {factor, flag, x->worst.band - high.band + low.band - x->best.band,
				  x->worst.score - high.score + low.score - x->best.score};
	int at = x->s->n_next++;
	for (; at > 0 && by_gain(x->c, &q, &x->s->next[at - 1]) < 0; at--)
		x->s->next[at] = x->s->next[at - 1];
	x->s->next[at] = q;
}

/* What each answer that is missing can still settle: how far it alone brings the bounds together. */
static void find_next(struct scoring *x)
{
	const struct catalogue *c = x->c;
	x->s->next = mem_alloc((size_t)(c->n_factors + c->n_flags + 1) * sizeof *x->s->next);
	for (int i = 0; i < c->n_factors; i++) {
		if (!answer_missing(x->a->factor[i]))
			continue;
		x->high.ordinal[i] = -3;
		x->low.ordinal[i] = 3;
		add_next(x, i, -1, world_judge(&x->high), world_judge(&x->low));
		x->high.ordinal[i] = 3;
		x->low.ordinal[i] = -3;
	}
	for (int i = 0; i < c->n_flags; i++) {
		if (x->a->flag[i] == FLAG_YES || x->a->flag[i] == FLAG_NO)
			continue;
		x->high.flag[i] = false;
		x->low.flag[i] = true;
		add_next(x, -1, i, world_judge(&x->high), world_judge(&x->low));
		x->high.flag[i] = true;
		x->low.flag[i] = false;
	}
}

static int by_service(const void *a, const void *b)
{
	const struct service_gain *x = a, *y = b;
	if (x->points != y->points)
		return y->points - x->points;
	return x->service - y->service;
}

static bool serves(const struct factor *f, int service)
{
	for (int i = 0; i < f->n_services; i++) {
		if (f->services[i] == service)
			return true;
	}
	return false;
}

static void find_services(struct scoring *x)
{
	const struct catalogue *c = x->c;
	bool *left_out = mem_alloc(((size_t)c->n_factors + 1) * sizeof(bool));
	x->s->services = mem_alloc(((size_t)c->n_services + 1) * sizeof *x->s->services);
	for (int service = 0; service < c->n_services; service++) {
		bool any = false;
		for (int i = 0; i < c->n_factors; i++) {
			left_out[i] = answer_ordinal(x->a->factor[i]) > 0 && serves(&c->factors[i], service);
			any = any || left_out[i];
		}
		if (any)
			x->s->services[x->s->n_services++] =
				(struct service_gain){service, x->s->score - score_without(x, left_out)};
	}
	qsort(x->s->services, (size_t)x->s->n_services, sizeof *x->s->services, by_service);
	free(left_out);
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
		find_reasons(&x);
		find_next(&x);
		find_services(&x);
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

int score_points(int score)
{
	return (2 * score + 100) / 200;
}
