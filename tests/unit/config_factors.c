/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The catalogue that ships: complete, in words of its own, its services known to the lists, and its weights as the
 * header of the file says they were chosen.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <sarai/base/builtin.h>
#include <sarai/base/list.h>
#include <sarai/base/text.h>
#include <sarai/model/score.h>

enum { LOW, MEDIUM, HIGH };
enum { INDIVIDUAL, HOUSEHOLD, COMMUNITY, STRUCTURAL };

struct shipped {
	struct catalogue *c;
	struct answers a;
};

static struct ini_doc *builtin_doc(const char *name, struct diags *d)
{
	const struct builtin_file *f = builtin_get(name);
	assert_non_null(f);
	return inidoc_read_text(name, f->data, f->size, d);
}

static int open_shipped(void **state)
{
	struct shipped *s = calloc(1, sizeof *s);
	struct diags d = {0};
	struct ini_doc *doc = builtin_doc("factors.ini", &d);
	s->c = catalogue_parse(doc, &d);
	diags_print(&d, stderr);
	assert_non_null(s->c);
	assert_int_equal(d.n, 0);
	inidoc_free(&doc);
	answers_init(&s->a, s->c);
	*state = s;
	return 0;
}

static int close_shipped(void **state)
{
	struct shipped *s = *state;
	answers_fini(&s->a);
	catalogue_free(&s->c);
	free(s);
	return 0;
}

static void every_level_has_its_factors(void **state)
{
	static const int expected[] = {26, 16, 16, 18};
	struct shipped *s = *state;
	int n[4] = {0};
	assert_int_equal(s->c->n_levels, 4);
	for (int i = 0; i < s->c->n_factors; i++)
		n[s->c->factors[i].level]++;
	for (int i = 0; i < 4; i++)
		assert_int_equal(n[i], expected[i]);
	assert_int_equal(s->c->n_bands, 3);
	assert_string_equal(s->c->bands[HIGH].name, "high");
	assert_true(strlen(s->c->authority) > 0);
}

static void every_factor_asks_explains_and_is_answered_by_services(void **state)
{
	struct shipped *s = *state;
	struct diags d = {0};
	struct ini_doc *doc = builtin_doc("lists/services.ini", &d);
	struct option_list *services = option_list_parse("services", doc, &d);
	for (int i = 0; i < s->c->n_factors; i++) {
		const struct factor *f = &s->c->factors[i];
		assert_true(text_length(f->question) > text_length(f->label));
		assert_true(strchr(f->question, '?') != NULL);
		assert_true(strlen(f->risk_when) > 0 && strlen(f->protection_when) > 0);
		assert_true(text_length(f->label) <= 40);
		assert_true(f->risk > 0 && f->protection > 0);
		assert_true(f->n_services > 0);
	}
	for (int i = 0; i < s->c->n_services; i++)
		assert_true(option_list_find(services, s->c->services[i]) >= 0);
	option_list_free(&services);
	inidoc_free(&doc);
}

/* Every urgent flag has a time in which somebody must have acted, and none leaves a case low. */
static void every_flag_lifts_and_has_its_time(void **state)
{
	static const struct {
		const char *name;
		int floor;
	} expected[] = {
		{"immediate_danger", HIGH},    {"acute_medical_need", MEDIUM}, {"sexual_violence", HIGH},
		{"suicide_self_harm", MEDIUM}, {"suicide_plan", HIGH},	       {"unaccompanied_child", HIGH},
		{"ongoing_control", HIGH},     {"imminent_removal", MEDIUM},   {"no_safe_place", MEDIUM},
		{"fear_of_return", MEDIUM},    {"risk_to_staff", MEDIUM},	       {"medicine_runs_out", LOW},
	};
	struct shipped *s = *state;
	assert_int_equal(s->c->n_flags, sizeof expected / sizeof *expected);
	for (int i = 0; i < s->c->n_flags; i++) {
		int at = catalogue_flag(s->c, expected[i].name);
		assert_true(at >= 0);
		assert_int_equal(s->c->flags[at].floor, expected[i].floor);
		assert_in_range(s->c->flags[at].due_hours, 1, 24);
		assert_non_null(strchr(s->c->flags[at].question, '?'));
	}
}

static int band_of(struct shipped *s)
{
	struct score *r = score_evaluate_brief(s->c, &s->a);
	int band = r->band;
	score_free(&r);
	return band;
}

static void set_all(struct shipped *s, int level, enum answer a)
{
	for (int i = 0; i < s->c->n_factors; i++) {
		if (s->c->factors[i].level == level)
			s->a.factor[i] = a;
	}
}

static void a_place_alone_never_makes_a_person_high(void **state)
{
	static const enum answer person[] = {ANSWER_NEUTRAL, ANSWER_NOT_APPLICABLE, ANSWER_MILD_PROTECTION,
					     ANSWER_STRONG_PROTECTION};
	struct shipped *s = *state;
	for (int i = 0; i < s->c->n_flags; i++)
		s->a.flag[i] = FLAG_NO;
	for (int i = 0; i < 4; i++) {
		set_all(s, INDIVIDUAL, person[i]);
		set_all(s, HOUSEHOLD, person[i]);
		set_all(s, COMMUNITY, ANSWER_UNKNOWN);
		set_all(s, STRUCTURAL, ANSWER_SEVERE_RISK);
		struct score *r = score_evaluate_brief(s->c, &s->a);
		assert_true(r->band_high < HIGH);
		score_free(&r);
	}
}

/* The individual factors not answered yet that protect most. */
static void add_mild_protections(struct shipped *s, int n)
{
	while (n-- > 0) {
		int most = -1;
		for (int k = 0; k < s->c->n_factors; k++) {
			const struct factor *f = &s->c->factors[k];
			if (f->level == INDIVIDUAL && s->a.factor[k] == ANSWER_NONE &&
			    (most < 0 || f->protection > s->c->factors[most].protection))
				most = k;
		}
		s->a.factor[most] = ANSWER_MILD_PROTECTION;
	}
}

/* A severe risk of weight 8 or more is medium by itself, and with the five mild protections that protect most. */
static void one_severe_risk_is_not_talked_away(void **state)
{
	struct shipped *s = *state;
	for (int i = 0; i < s->c->n_factors; i++) {
		if (s->c->factors[i].level != INDIVIDUAL)
			continue;
		memset(s->a.factor, 0, (size_t)s->c->n_factors * sizeof *s->a.factor);
		s->a.factor[i] = ANSWER_SEVERE_RISK;
		int alone = band_of(s);
		assert_int_equal(alone >= MEDIUM, s->c->factors[i].risk >= 8);
		add_mild_protections(s, 5);
		assert_int_equal(band_of(s), alone);
	}
}

/* The other way round: five mild risks, the heaviest there are, with no protection, are still not more than a severe
 * one. */
static void a_handful_of_mild_risks_does_not_outweigh_a_severe_one(void **state)
{
	struct shipped *s = *state;
	int severe = catalogue_factor(s->c, "documents_identity");
	s->a.factor[severe] = ANSWER_SEVERE_RISK;
	struct score *one = score_evaluate_brief(s->c, &s->a);
	s->a.factor[severe] = ANSWER_NONE;
	static const char *const heavy[] = {"current_control_threat", "past_exploitation_trafficking",
					    "past_violence_abuse", "self_harm_suicide", "age"};
	for (int i = 0; i < 5; i++)
		s->a.factor[catalogue_factor(s->c, heavy[i])] = ANSWER_MILD_RISK;
	struct score *many = score_evaluate_brief(s->c, &s->a);
	assert_true(many->score < one->score);
	assert_int_equal(many->band, LOW);
	score_free(&one);
	score_free(&many);
}

/* Violence, exploitation, control, self-harm, a child's age, separation: any two that are severe are high, also with five
 * mild protections of the strongest there are. */
static void any_two_of_the_gravest_risks_are_high(void **state)
{
	static const char *const gravest[] = {"past_violence_abuse", "violence_in_family", "past_exploitation_trafficking",
					      "current_control_threat", "self_harm_suicide", "age", "family_separation"};
	const int n = sizeof gravest / sizeof *gravest;
	struct shipped *s = *state;
	for (int i = 0; i < n; i++) {
		for (int k = 0; k < i; k++) {
			int x = catalogue_factor(s->c, gravest[i]), y = catalogue_factor(s->c, gravest[k]);
			assert_true(x >= 0 && y >= 0);
			memset(s->a.factor, 0, (size_t)s->c->n_factors * sizeof *s->a.factor);
			s->a.factor[x] = s->a.factor[y] = ANSWER_SEVERE_RISK;
			assert_int_equal(band_of(s), HIGH);
			add_mild_protections(s, 5);
			assert_int_equal(band_of(s), HIGH);
		}
	}
}

/* The gravest facts come first: with every factor of a person severe, control and self-harm lead, and safety is before
 * cash. */
static void in_the_gravest_case_safety_is_before_cash(void **state)
{
	struct shipped *s = *state;
	set_all(s, INDIVIDUAL, ANSWER_SEVERE_RISK);
	struct score *r = score_evaluate(s->c, &s->a);
	int safety = -1, cash = -1;
	assert_int_equal(r->n_reasons, 26);
	assert_string_equal(s->c->factors[r->reasons[0].factor].name, "current_control_threat");
	assert_string_equal(s->c->factors[r->reasons[1].factor].name, "self_harm_suicide");
	for (int i = 0; i < r->n_services; i++) {
		const char *name = s->c->services[r->services[i].service];
		safety = strcmp(name, "safety") ? safety : i;
		cash = strcmp(name, "cash") ? cash : i;
	}
	assert_true(safety >= 0 && cash > safety);
	score_free(&r);
}

static void what_nobody_asked_is_never_settled(void **state)
{
	struct shipped *s = *state;
	struct score *r = score_evaluate(s->c, &s->a);
	assert_int_equal(r->band_low, LOW);
	assert_int_equal(r->band_high, HIGH);
	assert_false(r->settled);
	assert_int_equal(r->n_next, s->c->n_factors + s->c->n_flags);
	assert_int_equal(r->n_reasons, 0);
	score_free(&r);
}

#define SHIPPED_TEST(name) cmocka_unit_test_setup_teardown(name, open_shipped, close_shipped)

int main(void)
{
	const struct CMUnitTest tests[] = {
		SHIPPED_TEST(every_level_has_its_factors),
		SHIPPED_TEST(every_factor_asks_explains_and_is_answered_by_services),
		SHIPPED_TEST(every_flag_lifts_and_has_its_time),
		SHIPPED_TEST(a_place_alone_never_makes_a_person_high),
		SHIPPED_TEST(one_severe_risk_is_not_talked_away),
		SHIPPED_TEST(a_handful_of_mild_risks_does_not_outweigh_a_severe_one),
		SHIPPED_TEST(any_two_of_the_gravest_risks_are_high),
		SHIPPED_TEST(in_the_gravest_case_safety_is_before_cash),
		SHIPPED_TEST(what_nobody_asked_is_never_settled),
	};
	return cmocka_run_group_tests_name("config_factors", tests, NULL, NULL);
}
