/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include <sarai/model/status.h>

static void names_and_words_go_both_ways(void **state)
{
	for (int i = 0; i < STATUS_COUNT; i++) {
		enum case_status s;
		assert_true(status_from_name(status_name((enum case_status)i), &s));
		assert_int_equal(s, i);
		assert_true(strlen(status_words(s)) > 0);
	}
	for (int i = 0; i < DECISION_COUNT; i++) {
		enum decision d;
		assert_true(decision_from_name(decision_name((enum decision)i), &d));
		assert_int_equal(d, i);
		assert_true(strlen(decision_words(d)) > 0);
	}
	enum case_status s = STATUS_ACTIVE;
	enum decision d = DECISION_REFER;
	assert_false(status_from_name("", &s));
	assert_false(status_from_name("Active", &s));
	assert_false(decision_from_name("perhaps", &d));
	assert_int_equal(s, STATUS_ACTIVE);
	assert_int_equal(d, DECISION_REFER);
}

static bool ended(enum case_status s)
{
	return s == STATUS_TRANSFERRED || s == STATUS_DUPLICATE || s == STATUS_CLOSED || status_is_gone(s);
}

static void work_goes_forward_step_by_step(void **state)
{
	static const enum case_status path[] = {STATUS_NEW,	STATUS_SCREENED, STATUS_ASSESSED,
						STATUS_PLANNED, STATUS_ACTIVE,	 STATUS_MONITORING,
						STATUS_CLOSED,	STATUS_REOPENED, STATUS_ACTIVE};
	for (size_t i = 1; i < sizeof path / sizeof *path; i++)
		assert_true(status_may_follow(path[i - 1], path[i]));
	assert_false(status_may_follow(STATUS_NEW, STATUS_ASSESSED));
	assert_false(status_may_follow(STATUS_NEW, STATUS_PLANNED));
	assert_false(status_may_follow(STATUS_SCREENED, STATUS_ACTIVE));
	assert_false(status_may_follow(STATUS_ASSESSED, STATUS_ACTIVE));    /* not without a plan */
	assert_true(status_may_follow(STATUS_MONITORING, STATUS_ASSESSED)); /* things get worse: assessed again */
}

static void any_open_case_may_pause_or_end_and_ended_ones_only_reopen(void **state)
{
	for (int i = 0; i < STATUS_COUNT; i++) {
		enum case_status from = (enum case_status)i;
		assert_int_equal(status_is_open(from), !ended(from));
		assert_false(status_may_follow(from, from));
		if (from != STATUS_NEW && from != STATUS_ON_HOLD)
			assert_false(status_may_follow(from, STATUS_NEW));
		for (int k = 0; k < STATUS_COUNT; k++) {
			enum case_status to = (enum case_status)k;
			if (from == STATUS_DUPLICATE || status_is_gone(from) || status_is_gone(to))
				assert_false(status_may_follow(from, to));
			else if (ended(from))
				assert_int_equal(status_may_follow(from, to), to == STATUS_REOPENED);
			else if (ended(to))
				assert_true(status_may_follow(from, to));
			else if (to == STATUS_ON_HOLD)
				assert_int_equal(status_may_follow(from, to), from != STATUS_ON_HOLD);
		}
	}
}

/* From wherever a case stands it can come to a close, and from a close be opened and worked on again. */
static void no_case_is_stuck(void **state)
{
	for (int start = 0; start < STATUS_COUNT; start++) {
		bool reached[STATUS_COUNT] = {0}, more = true;
		reached[start] = true;
		while (more) {
			more = false;
			for (int i = 0; i < STATUS_COUNT; i++) {
				for (int k = 0; reached[i] && k < STATUS_COUNT; k++) {
					if (!reached[k] && status_may_follow((enum case_status)i, (enum case_status)k))
						reached[k] = more = true;
				}
			}
		}
		for (int k = 0; k < STATUS_COUNT; k++) {
			bool back = k == STATUS_NEW && ended((enum case_status)start);
			bool gone = status_is_gone((enum case_status)start) || status_is_gone((enum case_status)k);
			if (start != STATUS_DUPLICATE && !gone && !back && k != start)
				assert_true(reached[k]);
		}
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(names_and_words_go_both_ways),
		cmocka_unit_test(work_goes_forward_step_by_step),
		cmocka_unit_test(any_open_case_may_pause_or_end_and_ended_ones_only_reopen),
		cmocka_unit_test(no_case_is_stuck),
	};
	return cmocka_run_group_tests_name("model_status", tests, NULL, NULL);
}
