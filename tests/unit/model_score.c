/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Scoring: examples worked out by hand, and thousands of random worlds judged in a second way.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "unit/score_worlds.h"

static const char by_hand[] =
	"[model]\nversion = 1\nauthority = nobody\nmild = 1\nmoderate = 4\nsevere = 9\nbuffer = 60\n"
	"[level person]\nshare = 80\nrisk_half = 20\nprotection_half = 10\n"
	"[level place]\nshare = 25\nrisk_half = 10\nprotection_half = 10\n"
	"[band low]\nfrom = 0\n[band medium]\nfrom = 25\n[band high]\nfrom = 50\n"
	"[factor papers]\nlevel = person\nrisk = 10\nprotection = 4\nservices = legal-aid, documents\n"
	"[factor friend]\nlevel = person\nrisk = 5\nprotection = 8\nservices = community, legal-aid\n"
	"[flag danger]\nfloor = medium\ndue_hours = 4\n"
	"[factor police]\nlevel = place\nrisk = 10\n"
	"[flag ill]\ndue_hours = 1\n"
	"[rule alone]\nwhen = papers >= moderate-risk, friend >= mild-risk\nadd = 7\n"
	"[rule held]\nwhen = friend <= strong-protection\nadd = -3\n"
	"[rule worst]\nwhen = danger = yes, papers >= severe-risk\nfloor = high\n";

struct example {
	struct catalogue *c;
	struct answers a;
	struct score *s;
};

static int open_example(void **state)
{
	struct example *e = mem_alloc(sizeof *e);
	e->c = catalogue_of(by_hand);
	answers_init(&e->a, e->c);
	*state = e;
	return 0;
}

static int close_example(void **state)
{
	struct example *e = *state;
	score_free(&e->s);
	answers_fini(&e->a);
	catalogue_free(&e->c);
	free(e);
	return 0;
}

static struct score *score_of(struct example *e, enum answer papers, enum answer friend, enum answer police,
			      enum flag_answer danger, enum flag_answer ill)
{
	enum answer all[] = {papers, friend, police};
	memcpy(e->a.factor, all, sizeof all);
	e->a.flag[0] = danger;
	e->a.flag[1] = ill;
	score_free(&e->s);
	return e->s = score_evaluate(e->c, &e->a);
}

static void levels_take_from_the_safety_that_is_left(void **state)
{
	/* papers severe: 90 / (90 + 180) is 3333; friend moderate protection: 32 / (32 + 90) is 2623; net 3333 -
	 * div(3333 * 2623 * 60, 1000000) = 3333 - 525. Place: 40 / (40 + 90) is 3077. 10000 - 2246 = 7754; less
	 * div(7754 * 25 * 3077, 1000000) = 596. */
	struct score *s = score_of(*state, ANSWER_SEVERE_RISK, ANSWER_MODERATE_PROTECTION, ANSWER_MODERATE_RISK,
				   FLAG_NO, FLAG_NO);
	assert_int_equal(s->levels[0].risk, 3333);
	assert_int_equal(s->levels[0].protection, 2623);
	assert_int_equal(s->levels[0].net, 2808);
	assert_int_equal(s->levels[1].net, 3077);
	assert_int_equal(s->score, 2842);
	assert_int_equal(s->band, 1);
	assert_true(s->settled);
	assert_int_equal(s->low, 2842);
	assert_int_equal(s->high, 2842);
	/* D = 80 * 2808 + 25 * 3077 = 301565. papers: 2842 * 80 * 3333 / D; friend: 2842 * 80 * 525 / D; police: 2842 * 25 *
	 * 3077 / D. Together they are the score. */
	assert_int_equal(s->n_reasons, 3);
	assert_int_equal(s->reasons[0].factor, 0);
	assert_int_equal(s->reasons[0].points, 2513);
	assert_int_equal(s->reasons[1].factor, 2);
	assert_int_equal(s->reasons[1].points, 725);
	assert_int_equal(s->reasons[2].factor, 1);
	assert_int_equal(s->reasons[2].points, -396);
	assert_int_equal(s->n_services, 2);
	assert_string_equal((*(struct example **)state)->c->services[s->services[0].service], "legal-aid");
	assert_int_equal(s->services[0].points, 2513);
	assert_int_equal(s->services[1].points, 2513);
	assert_int_equal(s->n_next, 0);
}

static void rules_add_take_and_lift(void **state)
{
	/* 60 / (60 + 180) at risk, 80 percent of 2500 is 2000, and 7 points more. */
	struct score *s =
		score_of(*state, ANSWER_MODERATE_RISK, ANSWER_MODERATE_RISK, ANSWER_NEUTRAL, FLAG_NO, FLAG_NO);
	assert_int_equal(s->score, 2000 + 700);
	assert_int_equal(s->n_rules, 1);
	assert_int_equal(s->rules[0], 0);
	/* A score is not taken below 0. */
	s = score_of(*state, ANSWER_NEUTRAL, ANSWER_STRONG_PROTECTION, ANSWER_NEUTRAL, FLAG_NO, FLAG_NO);
	assert_int_equal(s->score, 0);
	assert_int_equal(s->n_rules, 1);
	assert_int_equal(s->rules[0], 1);
	/* Flags and rules lift the band and leave the score. */
	s = score_of(*state, ANSWER_NEUTRAL, ANSWER_NEUTRAL, ANSWER_NEUTRAL, FLAG_YES, FLAG_NO);
	assert_int_equal(s->score, 0);
	assert_int_equal(s->band, 1);
	assert_int_equal(s->due_hours, 4);
	s = score_of(*state, ANSWER_SEVERE_RISK, ANSWER_STRONG_PROTECTION, ANSWER_NEUTRAL, FLAG_YES, FLAG_YES);
	assert_int_equal(s->band, 2);
	assert_true(s->score < 5000);
	assert_int_equal(s->due_hours, 1);
	assert_int_equal(s->n_flags, 2);
	s = score_of(*state, ANSWER_NEUTRAL, ANSWER_NEUTRAL, ANSWER_NEUTRAL, FLAG_UNKNOWN, FLAG_NO);
	assert_int_equal(s->due_hours, -1);
	assert_int_equal(s->n_flags, 0);
}

static void what_does_not_apply_takes_no_part(void **state)
{
	struct score *s =
		score_of(*state, ANSWER_NOT_APPLICABLE, ANSWER_NOT_APPLICABLE, ANSWER_NOT_APPLICABLE, FLAG_NO, FLAG_NO);
	assert_int_equal(s->score, 0);
	assert_int_equal(s->high, 0);
	assert_true(s->settled);
	assert_int_equal(s->n_rules + s->n_next + s->n_reasons + s->n_services, 0);
}

static void nothing_asked_is_anything_from_low_to_high(void **state)
{
	struct score *s = score_of(*state, ANSWER_NONE, ANSWER_UNKNOWN, ANSWER_DECLINED, FLAG_NONE, FLAG_DECLINED);
	assert_int_equal(s->score, 0);
	assert_int_equal(s->low, 0);
	assert_int_equal(s->high,
			 3429 + 821 + 700); /* 80 percent of 4286, a quarter of half of what is left, a rule */
	assert_int_equal(s->band_low, 0);
	assert_int_equal(s->band_high, 2);
	assert_false(s->settled);
	assert_int_equal(s->n_next, 5);
}

static void people_see_whole_points(void **state)
{
	assert_int_equal(score_points(0), 0);
	assert_int_equal(score_points(49), 0);
	assert_int_equal(score_points(50), 1);
	assert_int_equal(score_points(9949), 99);
	assert_int_equal(score_points(9950), 100);
	assert_int_equal(score_points(10000), 100);
	/* With one decimal: the same number whichever way it counts. */
	assert_int_equal(score_tenths(6644), 664);
	assert_int_equal(score_tenths(6645), 665);
	assert_int_equal(score_tenths(-6645), -665);
	assert_int_equal(score_tenths(-6644), -664);
	assert_int_equal(score_tenths(-4), 0);
}

/* ---- against the second way ---- */

static void compare_levels_and_rules(struct world *x, struct score *s, struct judged own, struct judged low,
				     struct judged high, const bool *yes)
{
	int n = 0, due = -1;
	for (int i = 0; i < x->w.n_levels; i++) {
		assert_int_equal(s->levels[i].risk, own.risk[i]);
		assert_int_equal(s->levels[i].protection, own.protection[i]);
		assert_int_equal(s->levels[i].net, own.net[i]);
		assert_int_equal(s->levels[i].net_low, low.net[i]);
		assert_int_equal(s->levels[i].net_high, high.net[i]);
	}
	for (int i = 0; i < x->w.n_rules; i++) {
		if (own.fires[i])
			assert_int_equal(s->rules[n++], i);
	}
	assert_int_equal(s->n_rules, n);
	n = 0;
	for (int i = 0; i < x->w.n_flags; i++) {
		int hours = x->w.flag[i].due;
		if (!yes[i])
			continue;
		assert_int_equal(s->flags[n++], i);
		due = hours >= 0 && (due < 0 || hours < due) ? hours : due;
	}
	assert_int_equal(s->n_flags, n);
	assert_int_equal(s->due_hours, due);
}

static void compare_reasons(struct world *x, struct score *s, const struct judged *own, const int *o)
{
	int n = 0;
	for (int i = 0; i < x->w.n_factors; i++)
		n += share_of(&x->w, own, i, o[i]) != 0;
	assert_int_equal(s->n_reasons, n);
	for (int i = 0; i < n; i++) {
		const struct reason *r = &s->reasons[i];
		assert_int_equal(r->points, share_of(&x->w, own, r->factor, o[r->factor]));
		if (i > 0)
			assert_true(abs(r->points) < abs(r[-1].points) ||
				    (abs(r->points) == abs(r[-1].points) && r->factor > r[-1].factor));
	}
}

static void compare_next(struct world *x, struct score *s)
{
	int best[MAX_FACTORS], worst[MAX_FACTORS], n = 0;
	bool no[MAX_FLAGS], all[MAX_FLAGS];
	ordinals_of(x, -3, false, best, no);
	ordinals_of(x, 3, true, worst, all);
	for (int i = 0; i < x->w.n_factors; i++)
		n += answer_missing(x->a.factor[i]);
	for (int i = 0; i < x->w.n_flags; i++)
		n += no[i] != all[i];
	assert_int_equal(s->n_next, n);
	for (int i = 0; i < n; i++) {
		const struct next_question *q = &s->next[i];
		struct judged high, low;
		int f = q->factor, g = q->flag;
		if (f >= 0) {
			best[f] = 3;
			worst[f] = -3;
		} else {
			no[g] = true;
			all[g] = false;
		}
		high = judge(&x->w, worst, all);
		low = judge(&x->w, best, no);
		if (f >= 0) {
			best[f] = -3;
			worst[f] = 3;
		} else {
			no[g] = false;
			all[g] = true;
		}
		assert_int_equal(q->bands, s->band_high - high.band + low.band - s->band_low);
		assert_int_equal(q->gain, s->high - high.score + low.score - s->low);
		if (i == 0)
			continue;
		/* In these files the factors stand before the flags. */
		int place = f >= 0 ? f : MAX_FACTORS + g,
		    before = q[-1].factor >= 0 ? q[-1].factor : MAX_FACTORS + q[-1].flag;
		assert_true(q->bands < q[-1].bands ||
			    (q->bands == q[-1].bands &&
			     (q->gain < q[-1].gain || (q->gain == q[-1].gain && place > before))));
	}
}

static void compare_services(struct world *x, struct score *s, const struct judged *own, const int *o)
{
	int n = 0, first[6];
	for (int k = 0; k < x->w.n_services; k++) {
		bool any = false;
		int i = 0;
		for (; i < x->w.n_factors && !(x->w.factor[i].serves >> k & 1); i++)
			;
		first[k] = i * 8 + k;
		for (i = 0; i < x->w.n_factors; i++)
			any = any || (o[i] != OUT && o[i] > 0 && x->w.factor[i].serves >> k & 1);
		n += any;
	}
	assert_int_equal(s->n_services, n);
	for (int i = 0; i < n; i++) {
		const struct service_gain *g = &s->services[i];
		int k = x->c->services[g->service][2] - '0', sum = 0;
		for (int f = 0; f < x->w.n_factors; f++) {
			if (o[f] != OUT && o[f] > 0 && x->w.factor[f].serves >> k & 1)
				sum += share_of(&x->w, own, f, o[f]);
		}
		assert_int_equal(g->points, sum);
		if (i == 0)
			continue;
		int last = x->c->services[g[-1].service][2] - '0';
		assert_true(g->points < g[-1].points || (g->points == g[-1].points && first[k] > first[last]));
	}
}

static void random_worlds_are_judged_the_same(void **state)
{
	int out[MAX_FACTORS];
	bool yes[MAX_FLAGS];
	for (int seed = 1; seed <= 4000; seed++) {
		struct world x;
		world_open(&x, (uint64_t)seed, (struct limits){MAX_FACTORS, MAX_FLAGS, MAX_RULES});
		struct score *s = score_evaluate(x.c, &x.a), *brief = score_evaluate_brief(x.c, &x.a);
		ordinals_of(&x, -3, false, out, yes);
		struct judged low = judge(&x.w, out, yes);
		ordinals_of(&x, 3, true, out, yes);
		struct judged high = judge(&x.w, out, yes);
		ordinals_of(&x, 0, false, out, yes);
		struct judged own = judge(&x.w, out, yes);
		assert_int_equal(s->score, own.score);
		assert_int_equal(s->band, own.band);
		assert_int_equal(s->low, low.score);
		assert_int_equal(s->band_low, low.band);
		assert_int_equal(s->high, high.score);
		assert_int_equal(s->band_high, high.band);
		assert_int_equal(s->settled, low.band == high.band);
		compare_levels_and_rules(&x, s, own, low, high, yes);
		compare_reasons(&x, s, &own, out);
		compare_next(&x, s);
		compare_services(&x, s, &own, out);
		assert_int_equal(brief->score, s->score);
		assert_int_equal(brief->band_high, s->band_high);
		assert_int_equal(brief->n_reasons + brief->n_next + brief->n_services, 0);
		score_free(&s);
		score_free(&brief);
		world_close(&x);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(levels_take_from_the_safety_that_is_left, open_example, close_example),
		cmocka_unit_test_setup_teardown(rules_add_take_and_lift, open_example, close_example),
		cmocka_unit_test_setup_teardown(what_does_not_apply_takes_no_part, open_example, close_example),
		cmocka_unit_test_setup_teardown(nothing_asked_is_anything_from_low_to_high, open_example,
						close_example),
		cmocka_unit_test(people_see_whole_points),
		cmocka_unit_test(random_worlds_are_judged_the_same),
	};
	return cmocka_run_group_tests_name("model_score", tests, NULL, NULL);
}
