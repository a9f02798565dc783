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
	int at[2], n, withheld;
	answers_init(&a, c);
	a.factor[0] = a.factor[1] = ANSWER_SEVERE_RISK;
	struct score *s = score_evaluate(c, &a);
	assert_int_equal(plan_open_risks(c, &a, s, &cover, at, 2), 2);
	cover.by_household = all;
	assert_int_equal(plan_open_risks(c, &a, s, &cover, at, 2), 1);
	assert_int_equal(at[0], 0);
	assert_true(plan_covered(c, &cover, 1));
	assert_false(plan_covered(c, &cover, 0));
	struct suggestion *one = plan_suggest(c, &a, s, &cover, NULL, &n, &withheld);
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
	int n, withheld;
	struct suggestion *all = plan_suggest(k->c, &k->a, k->s, &k->cover, NULL, &n, &withheld);
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
	all = plan_suggest(k->c, &k->a, k->s, &k->cover, NULL, &n, &withheld);
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
	int n, m, withheld;
	struct suggestion *all = plan_suggest(k->c, &k->a, k->s, &k->cover, NULL, &n, &withheld);
	dismissed[all[0].service] = true;
	struct suggestion *less = plan_suggest(k->c, &k->a, k->s, &k->cover, &(struct suggest_facts){.dismissed = dismissed}, &m, &withheld);
	assert_int_equal(m, n - 1);
	for (int i = 0; i < m; i++)
		assert_int_equal(less[i].service, all[i + 1].service);
	suggestions_free(&all, n);
	suggestions_free(&less, m);
}

/* ---- suggestions that could endanger ---- */

static const char danger[] =
	"[model]\nversion = 1\nauthority = nobody\nmild = 1\nmoderate = 4\nsevere = 9\nbuffer = 60\n"
	"[level individual]\nshare = 80\nrisk_half = 20\nprotection_half = 30\n"
	"[level household]\nshare = 40\nrisk_half = 20\nprotection_half = 30\n"
	"[level structural]\nshare = 40\nrisk_half = 20\nprotection_half = 30\n"
	"[band low]\nfrom = 0\n[band high]\nfrom = 90\n"
	"[flag fear]\nservices = asylum\nexcludes = return\n"
	"[factor visas]\nlevel = structural\nrisk = 90\nservices = advocacy\n"
	"[factor control]\nlevel = individual\nrisk = 2\nservices = safety\n"
	"[factor home]\nlevel = individual\nrisk = 30\nservices = return\n"
	"[factor quarrel]\nlevel = household\nrisk = 4\nservices = mediation, child-protection\n"
	"[factor violence]\nlevel = household\nrisk = 4\nservices = safety\nexcludes = mediation\n"
	"[rule held]\nwhen = control >= mild-risk\nfloor = high\n";
enum { VISAS, CONTROL, HOME, QUARREL, VIOLENCE, DANGERS };

struct danger_case {
	struct catalogue *c;
	struct answers a;
	struct score *s;
	struct suggestion *all;
	int n, withheld;
};

static void suggest_for(struct danger_case *k, const struct suggest_facts *f, enum answer quarrel, enum answer violence,
			enum answer home, enum flag_answer fear)
{
	static const bool none[DANGERS];
	const struct plan_cover cover = {.by_action = (bool *)none, .by_no_action = (bool *)none};
	k->c = catalogue_of(danger);
	answers_init(&k->a, k->c);
	k->a.factor[QUARREL] = quarrel;
	k->a.factor[VIOLENCE] = violence;
	k->a.factor[HOME] = home;
	k->a.flag[0] = fear;
	k->s = score_evaluate(k->c, &k->a);
	k->all = plan_suggest(k->c, &k->a, k->s, &cover, f, &k->n, &k->withheld);
}

static void danger_over(struct danger_case *k)
{
	suggestions_free(&k->all, k->n + k->withheld);
	score_free(&k->s);
	answers_fini(&k->a);
	catalogue_free(&k->c);
}

/* NULL where it is not among those that would help. */
static const struct suggestion *found(const struct danger_case *k, const char *service)
{
	for (int i = 0; i < k->n + k->withheld; i++) {
		assert_int_equal(i < k->n, k->all[i].against == SUGGEST_FREE);
		if (!strcmp(k->c->services[k->all[i].service], service))
			return &k->all[i];
	}
	return NULL;
}

static void what_excludes_a_service_withholds_it(void **state)
{
	static const struct {
		enum answer violence;
		enum suggest_against expected;
	} cases[] = {
		{ANSWER_SEVERE_RISK, SUGGEST_DANGER},	{ANSWER_MILD_RISK, SUGGEST_DANGER},
		{ANSWER_UNKNOWN, SUGGEST_UNKNOWN},	{ANSWER_DECLINED, SUGGEST_UNKNOWN},
		{ANSWER_NONE, SUGGEST_UNKNOWN},		{ANSWER_NEUTRAL, SUGGEST_FREE},
		{ANSWER_STRONG_PROTECTION, SUGGEST_FREE}, {ANSWER_NOT_APPLICABLE, SUGGEST_FREE},
	};
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		struct danger_case k;
		suggest_for(&k, NULL, ANSWER_SEVERE_RISK, cases[i].violence, ANSWER_NONE, FLAG_NO);
		const struct suggestion *one = found(&k, "mediation");
		assert_non_null(one);
		assert_int_equal(one->against, cases[i].expected);
		assert_int_equal(one->against_factor, one->against == SUGGEST_FREE ? -1 : VIOLENCE);
		/* The risk itself is prefilled with what may be suggested. */
		int first = plan_service_for(k.c, QUARREL, k.all, k.n + k.withheld);
		assert_string_equal(k.c->services[first],
				    one->against == SUGGEST_FREE ? "mediation" : "child-protection");
		danger_over(&k);
	}
	(void)state;
}

static void a_flag_suggests_and_withholds(void **state)
{
	struct danger_case k;
	suggest_for(&k, NULL, ANSWER_NONE, ANSWER_NONE, ANSWER_SEVERE_RISK, FLAG_YES);
	assert_string_equal(k.c->services[k.all[0].service], "asylum");
	assert_int_equal(k.all[0].flag, 0);
	assert_int_equal(found(&k, "return")->against, SUGGEST_DANGER);
	danger_over(&k);
	suggest_for(&k, NULL, ANSWER_NONE, ANSWER_NONE, ANSWER_SEVERE_RISK, FLAG_UNKNOWN);
	assert_null(found(&k, "asylum"));
	assert_int_equal(found(&k, "return")->against, SUGGEST_UNKNOWN);
	assert_int_equal(found(&k, "return")->against_flag, 0);
	danger_over(&k);
	suggest_for(&k, NULL, ANSWER_NONE, ANSWER_NONE, ANSWER_SEVERE_RISK, FLAG_NO);
	assert_int_equal(found(&k, "return")->against, SUGGEST_FREE);
	danger_over(&k);
	/* An action on it is what the flag asked for. */
	bool planned[8];
	for (int i = 0; i < 8; i++)
		planned[i] = true;
	suggest_for(&k, &(struct suggest_facts){.planned = planned}, ANSWER_NONE, ANSWER_NONE, ANSWER_NONE, FLAG_YES);
	assert_null(found(&k, "asylum"));
	danger_over(&k);
	(void)state;
}

static void who_it_speaks_with_and_whom_it_is_for_count(void **state)
{
	struct danger_case k;
	suggest_for(&k, &(struct suggest_facts){.never_family = true}, ANSWER_SEVERE_RISK, ANSWER_NEUTRAL, ANSWER_NONE,
		    FLAG_NO);
	assert_int_equal(found(&k, "mediation")->against, SUGGEST_NEVER);
	assert_non_null(found(&k, "child-protection"));
	danger_over(&k);
	suggest_for(&k, &(struct suggest_facts){.adult = true}, ANSWER_SEVERE_RISK, ANSWER_NEUTRAL, ANSWER_NONE, FLAG_NO);
	assert_null(found(&k, "child-protection"));
	danger_over(&k);
	(void)state;
}

/* A heavy risk of the place stood above control, which makes a rule hold. */
static void rules_first_and_the_place_last(void **state)
{
	struct catalogue *c = catalogue_of(danger);
	struct answers a;
	int at[DANGERS];
	answers_init(&a, c);
	a.factor[VISAS] = a.factor[HOME] = ANSWER_SEVERE_RISK;
	a.factor[CONTROL] = a.factor[QUARREL] = ANSWER_MILD_RISK;
	struct score *s = score_evaluate(c, &a);
	static const int expected[] = {CONTROL, HOME, QUARREL, VISAS};
	assert_int_equal(plan_risks(c, &a, s, at), 4);
	struct reason *read = plan_reasons(c, &a, s);
	assert_int_equal(s->n_reasons, 4);
	for (int i = 0; i < 4; i++) {
		assert_int_equal(at[i], expected[i]);
		assert_int_equal(read[i].factor, expected[i]);
	}
	free(read);
	score_free(&s);
	answers_fini(&a);
	catalogue_free(&c);
	(void)state;
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
		cmocka_unit_test(what_excludes_a_service_withholds_it),
		cmocka_unit_test(a_flag_suggests_and_withholds),
		cmocka_unit_test(who_it_speaks_with_and_whom_it_is_for_count),
		cmocka_unit_test(rules_first_and_the_place_last),
		cmocka_unit_test(only_live_actions_count),
	};
	return cmocka_run_group_tests_name("model_plan", tests, NULL, NULL);
}
