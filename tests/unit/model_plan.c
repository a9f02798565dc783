/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <sarai/model/plan.h>

#include "unit/score_worlds.h"

static const char text[] = "[model]\nversion = 1\nauthority = nobody\nmild = 1\nmoderate = 4\nsevere = 9\nbuffer = 60\n"
			   "[level person]\nshare = 80\nrisk_half = 60\nprotection_half = 30\n[band low]\nfrom = 0\n"
			   "[factor papers]\nlevel = person\nrisk = 10\nservices = legal-aid, documents\n"
			   "[factor friend]\nlevel = person\nrisk = 5\nprotection = 8\nservices = community\n"
			   "[factor debt]\nlevel = person\nrisk = 12\nservices = legal-aid\n"
			   "[factor health]\nlevel = person\nrisk = 10\nservices = doctor\n"
			   "[factor faith]\nlevel = person\nservices = community\n";
enum { PAPERS, FRIEND, DEBT, HEALTH, FAITH, FACTORS };

struct service_env {
	struct catalogue *c;
	struct answers a;
	struct score *s;
	bool by_action[FACTORS], by_no_action[FACTORS];
	struct plan_cover cover;
};

static int open_desk(void **state)
{
	struct service_env *k = mem_alloc(sizeof *k);
	k->c = catalogue_of(text);
	answers_init(&k->a, k->c);
	static const enum answer answers[FACTORS] = {ANSWER_SEVERE_RISK, ANSWER_STRONG_PROTECTION, ANSWER_SEVERE_RISK,
						     ANSWER_SEVERE_RISK, ANSWER_MILD_RISK};
	memcpy(k->a.factor, answers, sizeof answers);
	k->s = score_evaluate(k->c, &k->a);
	k->cover = (struct plan_cover){.by_action = k->by_action, .by_no_action = k->by_no_action};
	*state = k;
	return 0;
}

static int close_desk(void **state)
{
	struct service_env *k = *state;
	score_free(&k->s);
	answers_fini(&k->a);
	catalogue_free(&k->c);
	free(k);
	return 0;
}

static void every_risk_is_open_until_it_has_an_answer(void **state)
{
	struct service_env *k = *state;
	int at[FACTORS];
	/* Most points first, equal ones in the file's order; a risk of no weight is a risk; a protection is none. */
	assert_int_equal(plan_open_risks(k->c, &k->a, k->s, &k->cover, at, FACTORS), 4);
	static const int expected[] = {DEBT, PAPERS, HEALTH, FAITH};
	for (int i = 0; i < 4; i++)
		assert_int_equal(at[i], expected[i]);
	k->by_action[DEBT] = true;
	k->by_no_action[FAITH] = true;
	assert_int_equal(plan_open_risks(k->c, &k->a, k->s, &k->cover, at, FACTORS), 2);
	assert_int_equal(at[0], PAPERS);
	k->by_action[PAPERS] = k->by_no_action[PAPERS] = k->by_action[HEALTH] = true;
	assert_int_equal(plan_open_risks(k->c, &k->a, k->s, &k->cover, at, FACTORS), 0);
}

/* A moderate answer of a heavy factor adds more points than a severe one of a light factor, and yet comes after it; so does
 * everything where the level is full and the gravest adds nothing more. */
static void graver_answers_stand_first(void **state)
{
	struct service_env *k = *state;
	int at[FACTORS];
	k->a.factor[DEBT] = ANSWER_MODERATE_RISK;
	k->a.factor[FRIEND] = ANSWER_SEVERE_RISK;
	k->a.factor[PAPERS] = ANSWER_MILD_RISK;
	score_free(&k->s);
	k->s = score_evaluate(k->c, &k->a);
	assert_int_equal(plan_risks(k->c, &k->a, k->s, at), 5);
	static const int expected[] = {HEALTH, FRIEND, DEBT, PAPERS, FAITH};
	for (int i = 0; i < 5; i++)
		assert_int_equal(at[i], expected[i]);
}

/* What a household plans answers its own factors, never what is one person's. */
static void a_household_answers_its_own(void **state)
{
	static const char shared[] =
		"[model]\nversion = 1\nauthority = nobody\nmild = 1\nmoderate = 4\nsevere = 9\nbuffer = 60\n"
		"[level individual]\nshare = 80\nrisk_half = 60\nprotection_half = 30\n"
		"[level household]\nshare = 40\nrisk_half = 60\nprotection_half = 30\n[band low]\nfrom = 0\n"
		"[factor debt]\nlevel = individual\nrisk = 12\nservices = cash\n"
		"[factor house]\nlevel = household\nrisk = 10\nservices = cash\n";
	struct catalogue *c = catalogue_of(shared);
	struct answers a;
	bool none[2] = {false}, all[2] = {true, true};
	struct plan_cover cover = {.by_action = none, .by_no_action = none};
	int at[2], n;
	answers_init(&a, c);
	a.factor[0] = a.factor[1] = ANSWER_SEVERE_RISK;
	struct score *s = score_evaluate(c, &a);
	assert_int_equal(plan_open_risks(c, &a, s, &cover, at, 2), 2);
	cover.by_household = all;
	assert_int_equal(plan_open_risks(c, &a, s, &cover, at, 2), 1);
	assert_int_equal(at[0], 0);
	assert_true(plan_covered(c, &cover, 1));
	assert_false(plan_covered(c, &cover, 0));
	struct suggestion *one = plan_suggest(c, &a, s, &cover, NULL, &n);
	assert_int_equal(n, 1);
	assert_int_equal(one[0].n_factors, 1);
	assert_int_equal(one[0].factors[0], 0);
	suggestions_free(&one, n);
	score_free(&s);
	answers_fini(&a);
	catalogue_free(&c);
	(void)state;
}

static void no_more_are_written_than_fit(void **state)
{
	struct service_env *k = *state;
	int at[3] = {-7, -7, -7};
	assert_int_equal(plan_open_risks(k->c, &k->a, k->s, &k->cover, at, 2), 4);
	assert_int_equal(at[0], DEBT);
	assert_int_equal(at[1], PAPERS);
	assert_int_equal(at[2], -7);
	assert_int_equal(plan_open_risks(k->c, &k->a, k->s, &k->cover, NULL, 0), 4);
}

static void services_are_suggested_for_what_is_open(void **state)
{
	struct service_env *k = *state;
	int n;
	struct suggestion *all = plan_suggest(k->c, &k->a, k->s, &k->cover, NULL, &n);
	assert_int_equal(n, 4);
	assert_string_equal(k->c->services[all[0].service], "legal-aid");
	assert_int_equal(all[0].n_factors, 2);
	assert_int_equal(all[0].factors[0], DEBT);
	assert_int_equal(all[0].factors[1], PAPERS);
	for (int i = 1; i < n; i++)
		assert_true(all[i].points <= all[i - 1].points);
	suggestions_free(&all, n);
	assert_null(all);
	/* legal-aid has only papers left to do; whoever acts on health needs no doctor suggested. */
	k->by_action[DEBT] = k->by_action[HEALTH] = true;
	all = plan_suggest(k->c, &k->a, k->s, &k->cover, NULL, &n);
	assert_int_equal(n, 3);
	assert_int_equal(all[0].n_factors, 1);
	assert_int_equal(all[0].factors[0], PAPERS);
	for (int i = 0; i < n; i++)
		assert_string_not_equal(k->c->services[all[i].service], "doctor");
	suggestions_free(&all, n);
}

static void what_the_worker_said_no_to_is_not_suggested(void **state)
{
	struct service_env *k = *state;
	bool dismissed[8] = {0};
	int n, m;
	struct suggestion *all = plan_suggest(k->c, &k->a, k->s, &k->cover, NULL, &n);
	dismissed[all[0].service] = true;
	struct suggestion *less = plan_suggest(k->c, &k->a, k->s, &k->cover, dismissed, &m);
	assert_int_equal(m, n - 1);
	for (int i = 0; i < m; i++)
		assert_int_equal(less[i].service, all[i + 1].service);
	suggestions_free(&all, n);
	suggestions_free(&less, m);
}

static void only_live_actions_count(void **state)
{
	static const struct {
		const char *name;
		bool live, open;
	} states[ACTION_STATE_COUNT] = {{"planned", true, true},    {"started", true, true},
					{"waiting", true, true},    {"done", true, false},
					{"not-done", false, false}, {"cancelled", false, false}};
	for (int i = 0; i < ACTION_STATE_COUNT; i++) {
		enum action_state s;
		assert_true(action_state_from_name(states[i].name, &s));
		assert_int_equal(s, i);
		assert_int_equal(action_state_live(s), states[i].live);
		assert_int_equal(action_state_open(s), states[i].open);
		assert_true(strlen(action_state_words(s)) > 0);
	}
	enum action_state s = ACTION_STATE_DONE;
	assert_false(action_state_from_name("", &s));
	assert_int_equal(s, ACTION_STATE_DONE);
}

#define DESK_TEST(name) cmocka_unit_test_setup_teardown(name, open_desk, close_desk)

int main(void)
{
	const struct CMUnitTest tests[] = {
		DESK_TEST(every_risk_is_open_until_it_has_an_answer),
		DESK_TEST(graver_answers_stand_first),
		DESK_TEST(no_more_are_written_than_fit),
		cmocka_unit_test(a_household_answers_its_own),
		DESK_TEST(services_are_suggested_for_what_is_open),
		DESK_TEST(what_the_worker_said_no_to_is_not_suggested),
		cmocka_unit_test(only_live_actions_count),
	};
	return cmocka_run_group_tests_name("model_plan", tests, NULL, NULL);
}
