/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <sarai/base/units.h>
#include <sarai/model/due.h>

#include "unit/score_worlds.h"

#define T0 INT64_C(1795424400) /* 23 November 2026, 09:00 UTC */

static const char bands[] =
	"[model]\nversion = 1\nauthority = nobody\nmild = 1\nmoderate = 4\nsevere = 9\nbuffer = 60\n"
	"[level person]\nshare = 80\nrisk_half = 60\nprotection_half = 30\n"
	"[band low]\nfrom = 0\n[band high]\nfrom = 50\n";
enum { LOW, HIGH };

static const char standards[] =
	"[due low]\nfirst_contact_hours = 100\nassessment_hours = 200\nplan_hours = 300\nfollow_up_days = 30\n"
	"[due high]\nfirst_contact_hours = 24\nassessment_hours = 72\nplan_hours = 48\nfollow_up_days = 7\n"
	"[due unassessed]\nstandards = low\n"
	"[review]\nplan_review_days = 90\npost_closure_days = 90\n[attempts]\nattempts_before_supervisor = "
	"3\n[urgent]\nurgent_default_hours = "
	"24\ntonight_hours = 24\nescalate_after = 60\n"
	"[due child]\nfirst_contact_hours = 12\nsituation_hours = 24\ncare_hours = 30\ndetention_hours = 6\nguardian_hours = 60\nbia_hours = 70\n"
	"bia_again_days = 80\ntracing_hours = 90\n"
	"[trafficking]\nreflection_days = 30\nreflection_notice_days = 7\n"
	"[clinical]\npep_hours = 72\nemergency_contraception_hours = 120\n"
	"[safety]\nreview_days_high = 7\nreview_days_medium = 14\nreview_days_low = 30\nsupervisor_hours = 4\nrecheck_days = 2\n"
	"[referral]\nemergency_hours = 24\nurgent_hours = 72\nnormal_hours = 336\nfeedback_days = 14\n"
	"[approvals]\nplan_from_level = high\nclosure = yes\n[caseload]\nlow = 1\nhigh = 3\nunassessed = 1\nlimit = "
	"25\n[retention]\ndays =\n";

static struct due_rules *rules_of(const char *text, struct diags *d)
{
	struct catalogue *c = catalogue_of(bands);
	struct ini_doc *doc = inidoc_read_text("follow-up.ini", text, strlen(text), d);
	struct due_rules *r = due_rules_parse(doc, c, d);
	inidoc_free(&doc);
	catalogue_free(&c);
	diags_sort(d);
	return r;
}

static int open_rules(void **state)
{
	struct diags d = {0};
	struct due_rules *r = rules_of(standards, &d);
	diags_print(&d, stderr);
	assert_non_null(r);
	*state = r;
	return 0;
}

static int close_rules(void **state)
{
	struct due_rules *r = *state;
	due_rules_free(&r);
	assert_null(r);
	return 0;
}

static void is_due(void **state, struct case_facts f, enum due_kind kind, int64_t at)
{
	int64_t when = -1;
	enum due_kind found = due_next(*state, &f, &when);
	assert_string_equal(due_name(found), due_name(kind));
	assert_int_equal(when, at);
}

static void the_file_is_read(void **state)
{
	const struct due_rules *r = *state;
	assert_int_equal(r->n_levels, 2);
	assert_int_equal(r->levels[HIGH].plan_h, 48);
	assert_int_equal(r->levels[LOW].follow_up_days, 30);
	assert_int_equal(r->unassessed, LOW);
	assert_int_equal(r->plan_review_days, 90);
	assert_int_equal(r->attempts_before_supervisor, 3);
	assert_int_equal(r->urgent_default_h, 24);
	assert_int_equal(r->reflection_days, 30);
	assert_int_equal(r->care_h[CARE_PEP], 72);
	assert_int_equal(r->care_h[CARE_CONTRACEPTION], 120);
	assert_int_equal(r->safety_review_days[SAFETY_HIGH], 7);
	assert_int_equal(r->safety_review_days[SAFETY_NONE], 14);
	assert_int_equal(r->supervisor_h, 4);
	assert_int_equal(r->referral.hours[PRIORITY_EMERGENCY], 24);
	assert_int_equal(r->referral.hours[PRIORITY_URGENT], 72);
	assert_int_equal(r->referral.hours[PRIORITY_NORMAL], 336);
	assert_int_equal(r->referral.feedback_days, 14);
}

static void each_step_waits_for_the_one_before(void **state)
{
	struct case_facts f = {.status = STATUS_NEW, .band = -1, .registered_at = T0};
	is_due(state, f, DUE_SCREENING, T0 + 100 * HOUR); /* no level yet: the standards of "unassessed" */
	f.screened_at = T0 + HOUR;
	is_due(state, f, DUE_ASSESSMENT, T0 + 201 * HOUR);
	f.assessed_at = T0 + 2 * HOUR;
	f.band = HIGH;
	is_due(state, f, DUE_PLAN, T0 + 50 * HOUR);
	f.plan_agreed_at = T0 + 3 * HOUR;
	is_due(state, f, DUE_FOLLOW_UP, T0 + 2 * HOUR + 7 * DAY);
	f.last_contact_at = T0 + 5 * DAY;
	is_due(state, f, DUE_FOLLOW_UP, T0 + 12 * DAY);
}

static void the_level_sets_the_time(void **state)
{
	struct case_facts f = {.status = STATUS_SCREENED, .band = HIGH, .registered_at = T0, .screened_at = T0};
	is_due(state, f, DUE_ASSESSMENT, T0 + 72 * HOUR);
	f.band = LOW;
	is_due(state, f, DUE_ASSESSMENT, T0 + 200 * HOUR);
	assert_int_equal(due_follow_up(*state, HIGH, T0), T0 + 7 * DAY);
	assert_int_equal(due_follow_up(*state, -1, T0), T0 + 30 * DAY);
	assert_int_equal(due_follow_up(*state, 99, T0), T0 + 30 * DAY); /* a level that is no more */
}

static void an_assessment_stands_for_a_screening(void **state)
{
	is_due(state,
	       (struct case_facts){
		       .status = STATUS_ASSESSED, .band = LOW, .registered_at = T0, .assessed_at = T0 + DAY},
	       DUE_PLAN, T0 + DAY + 300 * HOUR);
}

static void what_was_agreed_wins_when_it_is_earlier(void **state)
{
	struct case_facts f = {.status = STATUS_ACTIVE,
			       .band = LOW,
			       .registered_at = T0,
			       .screened_at = T0,
			       .assessed_at = T0,
			       .plan_agreed_at = T0,
			       .last_contact_at = T0};
	f.next_contact_at = T0 + 3 * DAY;
	is_due(state, f, DUE_FOLLOW_UP, T0 + 3 * DAY);
	f.next_contact_at = T0 + 40 * DAY; /* later than the standard allows */
	is_due(state, f, DUE_FOLLOW_UP, T0 + 30 * DAY);
}

static void the_plan_is_reviewed(void **state)
{
	struct case_facts f = {.status = STATUS_MONITORING,
			       .band = LOW,
			       .registered_at = T0,
			       .screened_at = T0,
			       .assessed_at = T0,
			       .plan_agreed_at = T0,
			       .last_contact_at = T0 + 80 * DAY};
	is_due(state, f, DUE_REVIEW, T0 + 90 * DAY);
	f.plan_reviewed_at = T0 + 85 * DAY;
	is_due(state, f, DUE_FOLLOW_UP, T0 + 110 * DAY);
}

static void what_is_urgent_comes_first_when_it_is_first(void **state)
{
	struct case_facts f = {.status = STATUS_NEW, .band = -1, .registered_at = T0, .urgent_due_at = T0 + HOUR};
	is_due(state, f, DUE_URGENT, T0 + HOUR);
	f.urgent_due_at = T0 + 100 * HOUR; /* at the same time: the urgent one is named */
	is_due(state, f, DUE_URGENT, T0 + 100 * HOUR);
	f.urgent_due_at = T0 + 101 * HOUR;
	is_due(state, f, DUE_SCREENING, T0 + 100 * HOUR);
}

static void on_hold_only_urgent_and_agreed_matters_run(void **state)
{
	struct case_facts f = {
		.status = STATUS_ON_HOLD, .band = HIGH, .registered_at = T0, .screened_at = T0, .assessed_at = T0};
	is_due(state, f, DUE_NOTHING, 0);
	f.next_contact_at = T0 + 60 * DAY;
	is_due(state, f, DUE_FOLLOW_UP, T0 + 60 * DAY);
	f.urgent_due_at = T0 + HOUR;
	is_due(state, f, DUE_URGENT, T0 + HOUR);
}

static void nothing_is_due_in_cases_that_have_ended(void **state)
{
	static const enum case_status ended[] = {STATUS_CLOSED, STATUS_TRANSFERRED, STATUS_DUPLICATE};
	for (int i = 0; i < 3; i++)
		is_due(state,
		       (struct case_facts){.status = ended[i],
					   .band = HIGH,
					   .registered_at = T0,
					   .urgent_due_at = T0,
					   .next_contact_at = T0},
		       DUE_NOTHING, 0);
}

static void kinds_have_names(void **state)
{
	for (int i = 0; i < DUE_COUNT; i++) {
		enum due_kind k;
		assert_true(due_from_name(due_name((enum due_kind)i), &k));
		assert_int_equal(k, i);
		assert_true(strlen(due_words(k)) > 0);
	}
	enum due_kind k;
	assert_false(due_from_name("later", &k));
}

/* One piece of the sound file replaced, and the finding expected. */
static const struct {
	const char *piece, *by, *words;
	int line;
} wrongs[] = {
	{"plan_hours = 300", "plan_hours = 0", "1 to 8760", 4},
	{"plan_hours = 300", "plan_hours = soon", "whole number", 4},
	{"plan_hours = 300\n", "", "[due low] needs a key plan_hours", 1},
	{"plan_hours = 300", "plan_hour = 300", "is plan_hours meant?", 4},
	{"follow_up_days = 7", "follow_up_days = 731", "1 to 730", 10},
	{"[due high]", "[due worst]", "there is no band 'worst'", 6},
	{"[due high]", "[due high]\n[dues]", "[dues] is not known", 7},
	{"standards = low", "standards = middle", "there is no band 'middle'", 12},
	{"[review]\nplan_review_days = 90\npost_closure_days = 90\n", "", "there is no [review]", 0},
	{"attempts_before_supervisor = 3", "attempts_before_supervisor = 0", "1 to 20", 17},
	{"pep_hours = 72", "pep_hours = 0", "1 to 720", 35},
	{"reflection_days = 30\n", "", "[trafficking] needs a key reflection_days", 31},
	{"supervisor_hours = 4", "supervisor_hours = 73", "1 to 72", 41},
};

static void mistakes_are_named(void **state)
{
	for (size_t i = 0; i < sizeof wrongs / sizeof *wrongs; i++) {
		struct diags d = {0};
		struct str t = {0};
		const char *at = strstr(standards, wrongs[i].piece);
		str_add_n(&t, standards, (size_t)(at - standards));
		str_add(&t, wrongs[i].by);
		str_add(&t, at + strlen(wrongs[i].piece));
		assert_null(rules_of(str_text(&t), &d));
		bool there = false;
		for (int k = 0; k < d.n; k++)
			there = there || (d.at[k].line == wrongs[i].line && strstr(d.at[k].reason, wrongs[i].words));
		if (!there) {
			diags_print(&d, stderr);
			fail_msg("line %d should say: %s", wrongs[i].line, wrongs[i].words);
		}
		diags_fini(&d);
		str_fini(&t);
	}
}

#define RULES_TEST(name) cmocka_unit_test_setup_teardown(name, open_rules, close_rules)

int main(void)
{
	const struct CMUnitTest tests[] = {
		RULES_TEST(the_file_is_read),
		RULES_TEST(each_step_waits_for_the_one_before),
		RULES_TEST(the_level_sets_the_time),
		RULES_TEST(an_assessment_stands_for_a_screening),
		RULES_TEST(what_was_agreed_wins_when_it_is_earlier),
		RULES_TEST(the_plan_is_reviewed),
		RULES_TEST(what_is_urgent_comes_first_when_it_is_first),
		RULES_TEST(on_hold_only_urgent_and_agreed_matters_run),
		RULES_TEST(nothing_is_due_in_cases_that_have_ended),
		cmocka_unit_test(kinds_have_names),
		cmocka_unit_test(mistakes_are_named),
	};
	return cmocka_run_group_tests_name("model_due", tests, NULL, NULL);
}
