/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Rules for children: assent by age, what a determination must hold, a family in favour; and what is due for them.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>

#include <sarai/base/units.h>
#include <sarai/model/child.h>
#include <sarai/model/due.h>

#define COUNT(a) ((int)(sizeof(a) / sizeof(a)[0]))

static void situations(void **state)
{
	assert_int_equal(child_situation_from_name("unaccompanied"), CHILD_UNACCOMPANIED);
	assert_int_equal(child_situation_from_name("with-family"), CHILD_WITH_FAMILY);
	assert_int_equal(child_situation_from_name(""), CHILD_UNKNOWN);
	assert_int_equal(child_situation_from_name("something"), CHILD_UNKNOWN);
	assert_true(child_is_alone(CHILD_UNKNOWN));
	assert_true(child_is_alone(CHILD_SEPARATED));
	assert_false(child_is_alone(CHILD_WITH_FAMILY));
	assert_string_equal(child_situation_words(CHILD_SEPARATED), "separated");
}

static void assent_by_age(void **state)
{
	static const struct {
		int age;
		const char *name;
	} rows[] = {{0, "caregiver"}, {5, "caregiver"}, {6, "spoken"}, {11, "spoken"}, {12, "assent"},
		    {14, "assent"},   {15, "own"},	{17, "own"},   {18, "own"},    {40, "own"}};
	for (int i = 0; i < COUNT(rows); i++)
		assert_string_equal(child_assent_at(rows[i].age)->name, rows[i].name);
	assert_true(child_assent_fits("spoken", 11, 12));
	assert_true(child_assent_fits("assent", 11, 12));
	assert_false(child_assent_fits("caregiver", 11, 12));
	assert_false(child_assent_fits("own", 11, 12));
	assert_false(child_assent_fits("", 11, 12));
	assert_false(child_assent_needed(5));
	assert_true(child_assent_needed(6)); /* 5 or 6: asked */
}

static void a_panel_is_two_or_more_each_with_a_role(void **state)
{
	static const struct {
		const char *panel;
		int members, without;
	} rows[] = {
		{"", 0, 0},
		{"\n \n", 0, 0},
		{"Ann, chair", 1, 0},
		{"Ann, chair\nBen, judge", 2, 0},
		{"Ann, chair\n\nBen, judge\n", 2, 0},
		{"Ann\nBen, judge", 2, 1},
		{"Ann,\nBen, ", 2, 2},
		{"Ann, Ben", 1, 0},
	};
	for (int i = 0; i < COUNT(rows); i++) {
		int without;
		assert_int_equal(child_bid_panel(rows[i].panel, &without), rows[i].members);
		assert_int_equal(without, rows[i].without);
	}
}

static const char *const whole[][2] = {
	{"panel", "Ann, chair\nBen, judge"},
	{"question", "solution"},
	{"options", "Here or there"},
	{"views", "Wants to stay"},
	{"views_how", "panel"},
	{"decision", "stay"},
	{"reasons", "Safe here"},
	{"guardian_present", "yes"},
	{"decided_on", "2026-11-20"},
};

static void a_determination_is_whole_or_says_what_is_missing(void **state)
{
	for (int left_out = -1; left_out < COUNT(whole); left_out++) {
		struct pairs a = {0};
		struct str missing = {0};
		for (int i = 0; i < COUNT(whole); i++)
			pairs_set(&a, whole[i][0], i == left_out ? "  " : whole[i][1]);
		assert_int_equal(child_bid_complete(&a, &missing), left_out < 0);
		assert_int_equal(missing.len > 0, left_out >= 0);
		assert_null(strchr(str_text(&missing), ';'));
		pairs_clear(&a);
		str_fini(&missing);
	}
	struct pairs a = {0};
	struct str missing = {0};
	assert_false(child_bid_complete(&a, &missing));
	assert_non_null(strstr(str_text(&missing), "panel"));
	assert_non_null(strstr(str_text(&missing), "the child's views"));
	assert_non_null(strstr(str_text(&missing), "the reasons"));
	str_clear(&missing);
	for (int i = 1; i < COUNT(whole); i++)
		pairs_set(&a, whole[i][0], whole[i][1]);
	pairs_set(&a, "panel", "Ann, chair\nBen");
	assert_false(child_bid_complete(&a, &missing));
	assert_string_equal(str_text(&missing), "the role of each on the panel");
	pairs_clear(&a);
	str_fini(&missing);
}

static void a_family_is_in_favour_when_nothing_speaks_against_it(void **state)
{
	static const struct {
		const char *safe, *willing, *able, *met, *result;
		bool in_favour;
	} rows[] = {
		{"yes", "yes", "yes", "", "yes", true},
		{"yes", "yes", "yes", "", "not-yet", false},
		{"yes", "yes", "yes", "", "", false},
		{"no", "yes", "yes", "", "yes", false},
		{"yes", "unknown", "yes", "", "yes", false},
		{"yes", "yes", "", "", "yes", false},
		{"yes", "yes", "conditions", "", "yes", false},
		{"yes", "yes", "conditions", "no", "yes", false},
		{"yes", "yes", "conditions", "yes", "yes", true},
		{"no", "yes", "conditions", "yes", "yes", false},
	};
	for (int i = 0; i < COUNT(rows); i++) {
		struct pairs a = {0};
		pairs_set(&a, "safe", rows[i].safe);
		pairs_set(&a, "willing", rows[i].willing);
		pairs_set(&a, "able", rows[i].able);
		pairs_set(&a, "conditions_met", rows[i].met);
		pairs_set(&a, "result", rows[i].result);
		assert_int_equal(child_family_in_favour(&a), rows[i].in_favour);
		pairs_clear(&a);
	}
}

/* ---- what is due ---- */

static struct due_level level = {.first_contact_h = 72, .assessment_h = 168, .plan_h = 336, .follow_up_days = 14};
static const struct due_rules rules = {
	.levels = &level,
	.n_levels = 1,
	.plan_review_days = 90,
	.child = {.first_contact_h = 24,
		  .situation_h = 30,
		  .care_h = 40,
		  .detention_h = 6,
		  .guardian_h = 72,
		  .bia_h = 48,
		  .bia_again_days = 90,
		  .tracing_h = 336},
};

static void the_steps_of_a_child_one_after_the_other(void **state)
{
	struct case_facts f = {
		.status = STATUS_NEW, .band = -1, .registered_at = 1000, .child = {.since = 1000, .alone = true}};
	const struct {
		int64_t *done; /* what happens next; then this is due */
		enum due_kind kind;
		int64_t when;
	} rows[] = {
		{NULL, DUE_SCREENING, 1000 + 24 * HOUR}, /* sooner than the level says */
		{&f.screened_at, DUE_CHILD, 1000 + 30 * HOUR},
		{&f.child.situation_at, DUE_CARE, 1000 + 40 * HOUR},
		{&f.child.care_at, DUE_BIA, 1000 + 48 * HOUR},
		{&f.child.bia_at, DUE_GUARDIAN, 1000 + 72 * HOUR},
		{&f.child.guardian_at, DUE_ASSESSMENT, 2000 + 168 * HOUR},
	};
	int64_t when;
	for (int i = 0; i < COUNT(rows); i++) {
		if (rows[i].done)
			*rows[i].done = 2000;
		assert_int_equal(due_next(&rules, &f, &when), rows[i].kind);
		assert_int_equal(when, rows[i].when);
	}
	assert_int_equal(due_of_child(&rules, &f.child, DUE_TRACING), 1000 + 336 * HOUR);
	assert_int_equal(due_of_child(&rules, &f.child, DUE_BIA), 2000 + (int64_t)90 * DAY); /* again */
	assert_int_equal(due_of_child(&rules, &f.child, DUE_GUARDIAN), 0);
	/* Detained: from when that is known, whatever else is done. */
	assert_int_equal(due_of_child(&rules, &f.child, DUE_DETENTION), 0);
	f.child.detained_since = 3000;
	assert_int_equal(due_next(&rules, &f, &when), DUE_DETENTION);
	assert_int_equal(when, 3000 + 6 * HOUR);
	f.child.detained_since = 0;
	assert_int_equal(due_of_child(&rules, &f.child, DUE_PLAN), 0); /* not a child's step */
	f.child.alone = false;
	f.child.guardian_at = 0;
	assert_int_equal(due_of_child(&rules, &f.child, DUE_TRACING), 0);
	assert_int_equal(due_of_child(&rules, &f.child, DUE_GUARDIAN), 0);
}

static void adults_have_none_of_them(void **state)
{
	struct case_facts f = {.status = STATUS_NEW, .band = -1, .registered_at = 1000};
	int64_t when;
	assert_int_equal(due_next(&rules, &f, &when), DUE_SCREENING);
	assert_int_equal(when, 1000 + 72 * HOUR);
	for (enum due_kind k = 0; k < DUE_COUNT; k++)
		assert_int_equal(due_of_child(&rules, &f.child, k), 0);
}

static void without_an_assessment_to_wait_for_a_child_still_has_its_steps(void **state)
{
	struct case_facts f = {.status = STATUS_SCREENED,
			       .band = -1,
			       .registered_at = 1000,
			       .screened_at = 2000,
			       .no_assessment = true};
	int64_t when;
	assert_int_equal(due_next(&rules, &f, &when), DUE_NOTHING);
	f.next_contact_at = 9 * DAY;
	assert_int_equal(due_next(&rules, &f, &when), DUE_FOLLOW_UP);
	assert_int_equal(when, 9 * DAY);
	f.child = (struct child_facts){.since = 1000, .situation_at = 2000, .care_at = 2000, .alone = false};
	assert_int_equal(due_next(&rules, &f, &when), DUE_BIA);
	f.status = STATUS_CLOSED;
	assert_int_equal(due_next(&rules, &f, &when), DUE_NOTHING);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(situations),
		cmocka_unit_test(assent_by_age),
		cmocka_unit_test(a_panel_is_two_or_more_each_with_a_role),
		cmocka_unit_test(a_determination_is_whole_or_says_what_is_missing),
		cmocka_unit_test(a_family_is_in_favour_when_nothing_speaks_against_it),
		cmocka_unit_test(the_steps_of_a_child_one_after_the_other),
		cmocka_unit_test(adults_have_none_of_them),
		cmocka_unit_test(without_an_assessment_to_wait_for_a_child_still_has_its_steps),
	};
	return cmocka_run_group_tests_name("model_child", tests, NULL, NULL);
}
