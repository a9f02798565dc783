/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>
#include <string.h>

#include <sarai/base/mem.h>
#include <sarai/model/inherit.h>
#include <sarai/model/plan.h>

static bool at_risk(const struct answers *a, int factor)
{
	return answer_ordinal(a->factor[factor]) > 0;
}

bool plan_covered(const struct catalogue *c, const struct plan_cover *cover, int factor)
{
	return cover->by_action[factor] || cover->by_no_action[factor] ||
	       (cover->by_household && cover->by_household[factor] &&
		inherit_of_factor(c, factor) == INHERIT_HOUSEHOLD);
}

/* What a factor adds to the score; a risk that adds nothing (the score is full already) still counts as 0. */
static int points_of(const struct score *s, int factor)
{
	for (int i = 0; i < s->n_reasons; i++) {
		if (s->reasons[i].factor == factor)
			return s->reasons[i].points;
	}
	return 0;
}

/* Graver answers first; among equals what adds more points, then the catalogue's order. Points alone would not do: where
 * a level is full already, the gravest risk adds next to none. */
static bool goes_before(const struct answers *a, const struct score *s, int x, int y)
{
	int graver = answer_ordinal(a->factor[x]) - answer_ordinal(a->factor[y]);
	return graver ? graver > 0 : points_of(s, x) > points_of(s, y);
}

static void put_in_order(const struct answers *a, const struct score *s, int *at, int *n, int factor)
{
	int k = (*n)++;
	for (; k > 0 && goes_before(a, s, factor, at[k - 1]); k--)
		at[k] = at[k - 1];
	at[k] = factor;
}

int plan_risks(const struct catalogue *c, const struct answers *a, const struct score *s, int *out)
{
	int n = 0;
	for (int i = 0; i < c->n_factors; i++) {
		if (at_risk(a, i))
			put_in_order(a, s, out, &n, i);
	}
	return n;
}

int plan_open_risks(const struct catalogue *c, const struct answers *a, const struct score *s, const struct plan_cover *cover,
		    int *out, int max)
{
	int n = 0, *all = mem_alloc(((size_t)c->n_factors + 1) * sizeof *all);
	for (int i = 0; i < c->n_factors; i++) {
		if (at_risk(a, i) && !plan_covered(c, cover, i))
			put_in_order(a, s, all, &n, i);
	}
	if (max > 0)
		memcpy(out, all, (size_t)(n < max ? n : max) * sizeof *out);
	free(all);
	return n;
}

static bool serves(const struct factor *f, int service)
{
	for (int i = 0; i < f->n_services; i++) {
		if (f->services[i] == service)
			return true;
	}
	return false;
}

struct suggestion *plan_suggest(const struct catalogue *c, const struct answers *a, const struct score *s,
				const struct plan_cover *cover, const bool *dismissed, int *n)
{
	struct suggestion *all = mem_alloc(((size_t)s->n_services + 1) * sizeof *all);
	*n = 0;
	/* The scoring has put services in order already: most points first. */
	for (int k = 0; k < s->n_services; k++) {
		struct suggestion one = {.service = s->services[k].service, .points = s->services[k].points};
		if (dismissed && dismissed[one.service])
			continue;
		one.factors = mem_alloc(((size_t)c->n_factors + 1) * sizeof *one.factors);
		for (int i = 0; i < c->n_factors; i++) {
			bool open = at_risk(a, i) && !plan_covered(c, cover, i);
			if (open && serves(&c->factors[i], one.service))
				put_in_order(a, s, one.factors, &one.n_factors, i);
		}
		if (one.n_factors)
			all[(*n)++] = one;
		else
			free(one.factors);
	}
	return all;
}

void suggestions_free(struct suggestion **s, int n)
{
	for (int i = 0; *s && i < n; i++)
		free((*s)[i].factors);
	free(*s);
	*s = NULL;
}

static const struct {
	const char *name, *words;
	bool live;
} states[] = {
#define X(id, name, words, live) {name, words, live},
	ACTION_STATE_TABLE(X)
#undef X
};

const char *action_state_name(enum action_state s)
{
	return states[s].name;
}

const char *action_state_words(enum action_state s)
{
	return states[s].words;
}

bool action_state_from_name(const char *name, enum action_state *out)
{
	for (int i = 0; i < ACTION_STATE_COUNT; i++) {
		if (!strcmp(states[i].name, name)) {
			*out = (enum action_state)i;
			return true;
		}
	}
	return false;
}

bool action_state_live(enum action_state s)
{
	return states[s].live;
}

bool action_state_open(enum action_state s)
{
	return s == ACTION_STATE_PLANNED || s == ACTION_STATE_STARTED || s == ACTION_STATE_WAITING;
}
