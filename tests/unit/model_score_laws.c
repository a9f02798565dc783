/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What must hold of every scoring, whatever the weights: on random worlds.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <sarai/report/score_json.h>

#include "unit/score_worlds.h"

static const struct limits large = {MAX_FACTORS, MAX_FLAGS, MAX_RULES}, small = {5, 3, MAX_RULES};

static void for_worlds(int from, int n, struct limits most, void (*law)(struct world *))
{
	for (int seed = from; seed < from + n; seed++) {
		struct world x;
		world_open(&x, (uint64_t)seed, most);
		law(&x);
		world_close(&x);
	}
}

static void assert_no_better(const struct score *before, const struct score *after)
{
	assert_true(after->score >= before->score);
	assert_true(after->low >= before->low);
	assert_true(after->high >= before->high);
	assert_true(after->band >= before->band);
	assert_true(after->band_low >= before->band_low);
	assert_true(after->band_high >= before->band_high);
}

static const enum answer best_to_worst[] = {
	ANSWER_STRONG_PROTECTION, ANSWER_MODERATE_PROTECTION, ANSWER_MILD_PROTECTION, ANSWER_NEUTRAL,
	ANSWER_MILD_RISK,	  ANSWER_MODERATE_RISK,	      ANSWER_SEVERE_RISK};

static void worse_each(struct world *x)
{
	for (int i = 0; i < x->w.n_factors; i++) {
		enum answer kept = x->a.factor[i];
		struct score *before = NULL;
		for (int k = 0; k < 7; k++) {
			x->a.factor[i] = best_to_worst[k];
			struct score *after = score_evaluate_brief(x->c, &x->a);
			if (before)
				assert_no_better(before, after);
			score_free(&before);
			before = after;
		}
		score_free(&before);
		x->a.factor[i] = kept;
	}
	for (int i = 0; i < x->w.n_flags; i++) {
		enum flag_answer kept = x->a.flag[i];
		x->a.flag[i] = FLAG_NO;
		struct score *no = score_evaluate_brief(x->c, &x->a);
		x->a.flag[i] = FLAG_YES;
		struct score *yes = score_evaluate_brief(x->c, &x->a);
		assert_no_better(no, yes);
		score_free(&no);
		score_free(&yes);
		x->a.flag[i] = kept;
	}
}

static void a_worse_answer_never_lowers_anything(void **state)
{
	for_worlds(1, 600, large, worse_each);
}

/* What is not known must never look better than what could be: any answer in its place stays within its high bound,
 * and protection brings the score below where not knowing leaves it. */
static void know_each(struct world *x)
{
	for (int i = 0; i < x->w.n_factors; i++) {
		enum answer kept = x->a.factor[i];
		x->a.factor[i] = ANSWER_UNKNOWN;
		struct score *unknown = score_evaluate_brief(x->c, &x->a);
		for (int k = 0; k < 7; k++) {
			x->a.factor[i] = best_to_worst[k];
			struct score *known = score_evaluate_brief(x->c, &x->a);
			assert_true(known->high <= unknown->high && known->band_high <= unknown->band_high);
			assert_true(known->low >= unknown->low && known->band_low >= unknown->band_low);
			if (k <= 3)
				assert_true(known->score <= unknown->score && known->band <= unknown->band);
			score_free(&known);
		}
		score_free(&unknown);
		x->a.factor[i] = kept;
	}
}

static void not_knowing_never_reads_as_protection(void **state)
{
	for_worlds(10000, 400, large, know_each);
}

static void same_text(const struct world *x, const struct answers *a, const char *expected)
{
	struct score *s = score_evaluate(x->c, a);
	char *text = score_json(x->c, s);
	assert_string_equal(text, expected);
	free(text);
	score_free(&s);
}

/* The same answers, entered in another order. */
static void shuffle(struct world *x)
{
	struct diags d = {0};
	struct str text = {0};
	struct answers a;
	int at[MAX_FACTORS];
	struct score *s = score_evaluate(x->c, &x->a);
	char *expected = score_json(x->c, s);
	str_add(&text, "[flags]\n");
	for (int i = x->w.n_flags - 1; i >= 0; i--) {
		if (x->a.flag[i] != FLAG_NONE)
			str_addf(&text, "g%d = %s\n", i, flag_answer_name(x->a.flag[i]));
	}
	str_add(&text, "[answers]\n");
	for (int i = 0; i < x->w.n_factors; i++) {
		int k = draw(0, i);
		at[i] = at[k];
		at[k] = i;
	}
	for (int i = 0; i < x->w.n_factors; i++) {
		if (x->a.factor[at[i]] != ANSWER_NONE)
			str_addf(&text, "f%d = %s\n", at[i], answer_name(x->a.factor[at[i]]));
	}
	struct ini_doc *doc = inidoc_read_text("a.ini", str_text(&text), text.len, &d);
	answers_init(&a, x->c);
	assert_true(answers_parse(x->c, doc, &a, &d));
	assert_int_equal(d.n, 0);
	same_text(x, &a, expected);
	inidoc_free(&doc);
	answers_fini(&a);
	str_fini(&text);
	free(expected);
	score_free(&s);
}

static void the_order_of_entry_does_not_matter(void **state)
{
	for_worlds(20000, 400, large, shuffle);
}

/* "Neither" is as if the factor did not apply: it dilutes nothing, and not knowing counts for the score as neither. */
static void neutralise(struct world *x)
{
	struct score *before = score_evaluate_brief(x->c, &x->a);
	for (int i = 0; i < x->w.n_factors; i++) {
		enum answer *a = &x->a.factor[i];
		*a = *a == ANSWER_NEUTRAL				 ? ANSWER_NOT_APPLICABLE
		     : *a == ANSWER_NOT_APPLICABLE || answer_missing(*a) ? ANSWER_NEUTRAL
									 : *a;
	}
	struct score *after = score_evaluate_brief(x->c, &x->a);
	assert_int_equal(after->score, before->score);
	assert_int_equal(after->band, before->band);
	score_free(&before);
	score_free(&after);
}

static void neutral_dilutes_nothing(void **state)
{
	for_worlds(30000, 1000, large, neutralise);
}

/* ---- every completion of small worlds ---- */

struct range {
	int low, high, band_low, band_high;
};

struct completing {
	const struct world *x;
	int o[MAX_FACTORS];
	bool yes[MAX_FLAGS];
	struct range all, factor_best[MAX_FACTORS], factor_worst[MAX_FACTORS], flag_no[MAX_FLAGS], flag_yes[MAX_FLAGS];
};

static void take_in(struct range *r, struct judged j)
{
	r->low = j.score < r->low ? j.score : r->low;
	r->high = j.score > r->high ? j.score : r->high;
	r->band_low = j.band < r->band_low ? j.band : r->band_low;
	r->band_high = j.band > r->band_high ? j.band : r->band_high;
}

static void complete(struct completing *p, int i)
{
	const struct drawn *w = &p->x->w;
	if (i < w->n_factors) {
		bool open = answer_missing(p->x->a.factor[i]);
		for (int o = -3; o <= 3 && open; o++) {
			p->o[i] = o;
			complete(p, i + 1);
		}
		if (!open)
			complete(p, i + 1);
		return;
	}
	if (i < w->n_factors + w->n_flags) {
		int g = i - w->n_factors;
		enum flag_answer a = p->x->a.flag[g];
		for (int yes = 0; yes < 2; yes++) {
			if ((a == FLAG_YES && !yes) || (a == FLAG_NO && yes))
				continue;
			p->yes[g] = yes;
			complete(p, i + 1);
		}
		return;
	}
	struct judged j = judge(w, p->o, p->yes);
	take_in(&p->all, j);
	for (int k = 0; k < w->n_factors; k++) {
		if (p->o[k] == -3)
			take_in(&p->factor_best[k], j);
		if (p->o[k] == 3)
			take_in(&p->factor_worst[k], j);
	}
	for (int k = 0; k < w->n_flags; k++)
		take_in(p->yes[k] ? &p->flag_yes[k] : &p->flag_no[k], j);
}

/* The bounds are those of all completions, and reached; "settled" is true of them all; what an answer can settle is how
 * far the worst and the best of them come together once it is given. */
static void complete_all(struct world *x)
{
	struct completing p = {.x = x};
	const struct range none = {99999, -1, 99, -1};
	p.all = none;
	for (int i = 0; i < MAX_FACTORS; i++)
		p.factor_best[i] = p.factor_worst[i] = none;
	for (int i = 0; i < MAX_FLAGS; i++)
		p.flag_no[i] = p.flag_yes[i] = none;
	ordinals_of(x, -3, false, p.o, p.yes);
	complete(&p, 0);
	struct score *s = score_evaluate(x->c, &x->a);
	assert_int_equal(s->low, p.all.low);
	assert_int_equal(s->high, p.all.high);
	assert_int_equal(s->band_low, p.all.band_low);
	assert_int_equal(s->band_high, p.all.band_high);
	assert_int_equal(s->settled, p.all.band_low == p.all.band_high);
	for (int i = 0; i < s->n_next; i++) {
		const struct next_question *q = &s->next[i];
		const struct range *best = q->factor >= 0 ? &p.factor_best[q->factor] : &p.flag_no[q->flag];
		const struct range *worst = q->factor >= 0 ? &p.factor_worst[q->factor] : &p.flag_yes[q->flag];
		assert_int_equal(q->bands, p.all.band_high - best->band_high + worst->band_low - p.all.band_low);
		assert_int_equal(q->gain, p.all.high - best->high + worst->low - p.all.low);
		assert_true(q->bands >= 0 && q->gain >= 0);
	}
	score_free(&s);
}

static void bounds_hold_for_every_completion(void **state)
{
	for_worlds(40000, 500, small, complete_all);
}

/* ---- what explains ---- */

static int points_of(const struct score *s, int factor)
{
	for (int i = 0; i < s->n_reasons; i++) {
		if (s->reasons[i].factor == factor)
			return s->reasons[i].points;
	}
	return 0;
}

/* Reasons divide the score: each has its share, and together they come to it, half a point of the last digit aside for
 * each of them and for each level. */
static void explain(struct world *x)
{
	struct score *s = score_evaluate(x->c, &x->a);
	int o[MAX_FACTORS], sum = 0, served[MAX_FACTORS] = {0};
	bool yes[MAX_FLAGS], named[MAX_FACTORS] = {false};
	ordinals_of(x, 0, false, o, yes);
	struct judged j = judge(&x->w, o, yes);
	for (int i = 0; i < x->w.n_factors; i++) {
		int points = points_of(s, i);
		assert_int_equal(points, share_of(&x->w, &j, i, o[i]));
		sum += points;
		for (int k = 0; k < x->w.n_services && o[i] != OUT && o[i] > 0; k++) {
			if (x->w.factor[i].serves >> k & 1) {
				served[k] += points;
				named[k] = true;
			}
		}
	}
	assert_in_range(sum - j.raw + 2 * (x->w.n_factors + x->w.n_levels + 1), 0,
			4 * (x->w.n_factors + x->w.n_levels + 1));
	for (int i = 0; i < s->n_reasons; i++) {
		assert_true(s->reasons[i].points != 0);
		assert_true(i == 0 || abs(s->reasons[i].points) <= abs(s->reasons[i - 1].points));
	}
	for (int i = 0; i < s->n_services; i++) {
		int k = x->c->services[s->services[i].service][2] - '0';
		assert_true(named[k]);
		named[k] = false;
		assert_int_equal(s->services[i].points, served[k]);
		assert_true(i == 0 || s->services[i].points <= s->services[i - 1].points);
	}
	for (int k = 0; k < x->w.n_services; k++)
		assert_false(named[k]);
	score_free(&s);
}

static void reasons_divide_the_score_and_services_sum_them(void **state)
{
	for_worlds(50000, 1000, large, explain);
}

/* No number of risks is the most there can be: one more severe risk with a weight raises its level's risk, or stands
 * at the last digit. */
static void another_severe_risk_still_shows(void **state)
{
	struct diags d = {0};
	struct str t = {0};
	str_add(&t, "[model]\nversion = 1\nauthority = x\nmild = 1\nmoderate = 5\nsevere = 14\nbuffer = 60\n"
		    "[level l]\nshare = 97\nrisk_half = 16\nprotection_half = 60\n[band low]\nfrom = 0\n");
	for (int i = 0; i < 20; i++)
		str_addf(&t, "[factor f%d]\nlevel = l\nrisk = 10\n", i);
	struct ini_doc *doc = inidoc_read_text("f.ini", str_text(&t), t.len, &d);
	struct catalogue *c = catalogue_parse(doc, &d);
	struct answers a;
	int before = 0;
	answers_init(&a, c);
	for (int i = 0; i < 20; i++) {
		a.factor[i] = ANSWER_SEVERE_RISK;
		struct score *s = score_evaluate(c, &a);
		assert_true(s->score > before + 20);
		assert_int_equal(s->n_reasons, i + 1);
		before = s->score;
		score_free(&s);
	}
	answers_fini(&a);
	catalogue_free(&c);
	inidoc_free(&doc);
	str_fini(&t);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_worse_answer_never_lowers_anything),
		cmocka_unit_test(not_knowing_never_reads_as_protection),
		cmocka_unit_test(the_order_of_entry_does_not_matter),
		cmocka_unit_test(neutral_dilutes_nothing),
		cmocka_unit_test(bounds_hold_for_every_completion),
		cmocka_unit_test(reasons_divide_the_score_and_services_sum_them),
		cmocka_unit_test(another_severe_risk_still_shows),
	};
	return cmocka_run_group_tests_name("model_score_laws", tests, NULL, NULL);
}
