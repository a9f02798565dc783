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

/* Does the answer make a rule hold, which then sets a level or adds points? */
static bool in_rule(const struct catalogue *c, const struct score *s, int factor)
{
	for (int i = 0; i < s->n_rules; i++) {
		const struct rule *r = &c->rules[s->rules[i]];
		for (int k = 0; k < r->n_when; k++) {
			if (r->when[k].factor == factor && r->when[k].ordinal > 0)
				return true;
		}
	}
	return false;
}

static bool of_place(const struct catalogue *c, int factor)
{
	enum inherit_from from = inherit_of_factor(c, factor);
	return from == INHERIT_COMMUNITY || from == INHERIT_STRUCTURAL;
}

/* What makes a rule hold first, then the person and the household before the place, then graver answers, then what adds
 * more points, then the catalogue's order. */
int plan_compare(const struct catalogue *c, const struct answers *a, const struct score *s, int x, int y)
{
	int order = in_rule(c, s, y) - in_rule(c, s, x);
	if (!order)
		order = of_place(c, x) - of_place(c, y);
	if (!order)
		order = answer_ordinal(a->factor[y]) - answer_ordinal(a->factor[x]);
	return order ? order : points_of(s, y) - points_of(s, x);
}

static void put_in_order(const struct catalogue *c, const struct answers *a, const struct score *s, int *at, int *n, int factor)
{
	int k = (*n)++;
	for (; k > 0 && plan_compare(c, a, s, factor, at[k - 1]) < 0; k--)
		at[k] = at[k - 1];
	at[k] = factor;
}

int plan_risks(const struct catalogue *c, const struct answers *a, const struct score *s, int *out)
{
	int n = 0;
	for (int i = 0; i < c->n_factors; i++) {
		if (at_risk(a, i))
			put_in_order(c, a, s, out, &n, i);
	}
	return n;
}

struct reason *plan_reasons(const struct catalogue *c, const struct answers *a, const struct score *s)
{
	struct reason *out = mem_alloc(((size_t)s->n_reasons + 1) * sizeof *out);
	for (int i = 0; i < s->n_reasons; i++) {
		const struct reason *one = &s->reasons[i];
		int k = i;
		/* What protects comes after, as the scoring has put it: what does most first. */
		for (; k > 0 && one->points > 0 &&
		       (out[k - 1].points < 0 || plan_compare(c, a, s, one->factor, out[k - 1].factor) < 0);
		     k--)
			out[k] = out[k - 1];
		out[k] = *one;
	}
	return out;
}

int plan_open_risks(const struct catalogue *c, const struct answers *a, const struct score *s, const struct plan_cover *cover,
		    int *out, int max)
{
	int n = 0, *all = mem_alloc(((size_t)c->n_factors + 1) * sizeof *all);
	for (int i = 0; i < c->n_factors; i++) {
		if (at_risk(a, i) && !plan_covered(c, cover, i))
			put_in_order(c, a, s, all, &n, i);
	}
	if (max > 0)
		memcpy(out, all, (size_t)(n < max ? n : max) * sizeof *out);
	free(all);
	return n;
}

static bool holds(const int *services, int n, int service)
{
	for (int i = 0; i < n; i++) {
		if (services[i] == service)
			return true;
	}
	return false;
}

/* What a service is, for suggestions: whom it is for, whom it speaks with. */
static const struct {
	const char *service;
	bool for_child, with_family;
} special[] = {
	{"child-protection", true, false},
	{"mediation", false, true},
	{"family-tracing", false, true},
};

static bool is_special(const struct catalogue *c, int service, bool family)
{
	for (size_t i = 0; i < sizeof special / sizeof special[0]; i++) {
		if (!strcmp(special[i].service, c->services[service]))
			return family ? special[i].with_family : special[i].for_child;
	}
	return false;
}

/* Is a child in the case, or in danger beside it? */
static bool concerns_child(const struct catalogue *c, const struct answers *a, const struct suggest_facts *f)
{
	static const char *const factors[] = {"age", "children_at_risk_in_hh"};
	int flag = catalogue_flag(c, "unaccompanied_child");
	if (!f || !f->adult || (flag >= 0 && a->flag[flag] == FLAG_YES))
		return true;
	for (size_t i = 0; i < sizeof factors / sizeof factors[0]; i++) {
		int k = catalogue_factor(c, factors[i]);
		if (k >= 0 && at_risk(a, k))
			return true;
	}
	return false;
}

/* What stands against a service, the known before the unknown: who already speaks of a danger is not asked for it. */
static void find_against(const struct catalogue *c, const struct answers *a, const struct suggest_facts *f,
			 struct suggestion *one)
{
	for (int unknown = 0; unknown < 2; unknown++) {
		for (int i = 0; i < c->n_factors; i++) {
			bool against = unknown ? answer_missing(a->factor[i]) : at_risk(a, i);
			if (!against || !holds(c->factors[i].excludes, c->factors[i].n_excludes, one->service))
				continue;
			one->against = unknown ? SUGGEST_UNKNOWN : SUGGEST_DANGER;
			one->against_factor = i;
			return;
		}
		for (int i = 0; i < c->n_flags; i++) {
			bool against = unknown ? a->flag[i] != FLAG_NO : a->flag[i] == FLAG_YES;
			if (!against || !holds(c->flags[i].excludes, c->flags[i].n_excludes, one->service))
				continue;
			one->against = unknown ? SUGGEST_UNKNOWN : SUGGEST_DANGER;
			one->against_flag = i;
			return;
		}
		if (f && f->never_family && is_special(c, one->service, true)) {
			one->against = SUGGEST_NEVER;
			return;
		}
	}
}

static int first_flag(const struct catalogue *c, const struct answers *a, int service)
{
	for (int i = 0; i < c->n_flags; i++) {
		if (a->flag[i] == FLAG_YES && holds(c->flags[i].services, c->flags[i].n_services, service))
			return i;
	}
	return -1;
}

/* Has the service a reason to be suggested? A flag and the screening ask for it until an action plans it. */
static bool is_wanted(const struct catalogue *c, const struct answers *a, const struct score *s,
		      const struct plan_cover *cover, const struct suggest_facts *f, struct suggestion *one)
{
	bool planned = f && f->planned && f->planned[one->service];
	one->flag = planned ? -1 : first_flag(c, a, one->service);
	one->screened = !planned && f && f->screened && f->screened[one->service];
	for (int i = 0; i < s->n_services; i++) {
		if (s->services[i].service == one->service)
			one->points = s->services[i].points;
	}
	for (int i = 0; i < c->n_factors; i++) {
		bool open = at_risk(a, i) && !plan_covered(c, cover, i);
		if (open && holds(c->factors[i].services, c->factors[i].n_services, one->service))
			put_in_order(c, a, s, one->factors, &one->n_factors, i);
	}
	return one->n_factors > 0 || one->flag >= 0 || one->screened;
}

struct ordered {
	const struct catalogue *c;
	const struct answers *a;
	const struct score *s;
};

static int place_in(const int *services, int n, int service)
{
	int i = 0;
	while (i < n && services[i] != service)
		i++;
	return i;
}

/* What may be suggested first; of those what a flag asks for, in the order in which it names them (after rape the
 * doctor comes first: the hours count). Then by the first of their risks, and by points. */
static int by_urgency(const struct ordered *o, const struct suggestion *x, const struct suggestion *y)
{
	int order = (x->against != SUGGEST_FREE) - (y->against != SUGGEST_FREE);
	if (!order)
		order = (y->flag >= 0) - (x->flag >= 0);
	if (!order && x->flag >= 0)
		order = x->flag - y->flag;
	if (!order && x->flag >= 0) {
		const struct flag *f = &o->c->flags[x->flag];
		order = place_in(f->services, f->n_services, x->service) -
			place_in(f->services, f->n_services, y->service);
	}
	if (!order)
		order = y->screened - x->screened;
	if (!order && x->n_factors && y->n_factors) {
		int a = x->factors[0], b = y->factors[0];
		order = in_rule(o->c, o->s, b) - in_rule(o->c, o->s, a);
		if (!order)
			order = of_place(o->c, a) - of_place(o->c, b);
		if (!order)
			order = answer_ordinal(o->a->factor[b]) - answer_ordinal(o->a->factor[a]);
	}
	return order ? order : y->points - x->points;
}

static void put_suggestion(const struct ordered *o, struct suggestion *all, int *n, const struct suggestion *one)
{
	int k = (*n)++;
	for (; k > 0 && by_urgency(o, one, &all[k - 1]) < 0; k--)
		all[k] = all[k - 1];
	all[k] = *one;
}

struct suggestion *plan_suggest(const struct catalogue *c, const struct answers *a, const struct score *s,
				const struct plan_cover *cover, const struct suggest_facts *f, int *n, int *n_withheld)
{
	struct suggestion *all = mem_alloc(((size_t)c->n_services + 1) * sizeof *all);
	const struct ordered o = {c, a, s};
	bool child = concerns_child(c, a, f);
	int found = 0;
	*n = *n_withheld = 0;
	for (int k = 0; k < c->n_services; k++) {
		struct suggestion one = {.service = k, .flag = -1, .against_factor = -1, .against_flag = -1};
		if ((f && f->dismissed && f->dismissed[k]) || (!child && is_special(c, k, false)))
			continue;
		one.factors = mem_alloc(((size_t)c->n_factors + 1) * sizeof *one.factors);
		if (!is_wanted(c, a, s, cover, f, &one)) {
			free(one.factors);
			continue;
		}
		find_against(c, a, f, &one);
		put_suggestion(&o, all, &found, &one);
		++*(one.against == SUGGEST_FREE ? n : n_withheld);
	}
	return all;
}

int plan_service_for(const struct catalogue *c, int factor, const struct suggestion *all, int n)
{
	const struct factor *f = &c->factors[factor];
	for (int i = 0; i < f->n_services; i++) {
		bool withheld = false;
		for (int k = 0; k < n; k++)
			withheld |= all[k].service == f->services[i] && all[k].against != SUGGEST_FREE;
		if (!withheld)
			return f->services[i];
	}
	return -1;
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
