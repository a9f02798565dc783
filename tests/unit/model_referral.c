/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include <sarai/base/units.h>
#include <sarai/model/referral.h>

#define T0 INT64_C(1795424400) /* 23 November 2026, 09:00 UTC */

static const struct referral_rules rules = {.hours = {24, 72, 336}, .feedback_days = 14};

static void names_and_words_go_both_ways(void **state)
{
	for (int i = 0; i < REFERRAL_STATE_COUNT; i++) {
		enum referral_state s;
		assert_true(referral_state_from_name(referral_state_name((enum referral_state)i), &s));
		assert_int_equal(s, i);
		assert_true(*referral_state_words(s));
		assert_true(i == REFERRAL_DRAFT || *referral_step_words(s));
	}
	for (int i = 0; i < PRIORITY_COUNT; i++)
		assert_true(*referral_priority_words((enum referral_priority)i));
	enum referral_state s = REFERRAL_SENT;
	enum referral_priority p = PRIORITY_NORMAL;
	assert_false(referral_state_from_name("Sent", &s));
	assert_false(referral_priority_from_name("", &p));
	assert_int_equal(s, REFERRAL_SENT);
}

/* From (rows) to (columns), in the order of the table. */
static void what_may_follow_what(void **state)
{
	static const char *const table[REFERRAL_STATE_COUNT] = {
		/*            d s r a w i n c D R v e u */
		[REFERRAL_DRAFT] = "-x-------xx-x",	  [REFERRAL_SENT] = "--xxxxxxxxxx-",
		[REFERRAL_RECEIVED] = "---xxxxxxxxx-",	  [REFERRAL_ACCEPTED] = "----xxxxxxxx-",
		[REFERRAL_WAITING] = "---x-xxxxxxx-",	  [REFERRAL_IN_SERVICE] = "------xxxxx--",
		[REFERRAL_NOT_REACHED] = "---xxx-xxxxx-", [REFERRAL_COMPLETED] = "-------------",
		[REFERRAL_DECLINED] = "------------x",	  [REFERRAL_REFUSED] = "-------------",
		[REFERRAL_REVOKED] = "-------------",	  [REFERRAL_EXPIRED] = "------------x",
		[REFERRAL_UNAVAILABLE] = "-------------",
	};
	for (int from = 0; from < REFERRAL_STATE_COUNT; from++) {
		for (int to = 0; to < REFERRAL_STATE_COUNT; to++) {
			bool may = referral_may_follow((enum referral_state)from, (enum referral_state)to);
			if (may != (table[from][to] == 'x'))
				fail_msg("%s to %s", referral_state_name((enum referral_state)from),
					 referral_state_name((enum referral_state)to));
		}
	}
}

static void the_person_may_say_no_as_long_as_it_goes_on(void **state)
{
	for (int i = 0; i < REFERRAL_STATE_COUNT; i++) {
		enum referral_state s = (enum referral_state)i;
		assert_int_equal(referral_may_follow(s, REFERRAL_REFUSED), referral_state_open(s));
		assert_int_equal(referral_may_follow(s, REFERRAL_REVOKED), referral_state_open(s));
		assert_false(referral_may_follow(s, s));
		assert_false(referral_may_follow(s, REFERRAL_DRAFT));
	}
}

static void an_answer_is_due_in_the_time_of_the_priority(void **state)
{
	for (int p = 0; p < PRIORITY_COUNT; p++) {
		struct referral_facts f = {.state = REFERRAL_SENT,
					   .priority = (enum referral_priority)p,
					   .made_at = T0 - DAY,
					   .sent_at = T0,
					   .changed_at = T0};
		int64_t hours = rules.hours[p];
		assert_int_equal(referral_due(&rules, &f), T0 + hours * HOUR);
		f.state = REFERRAL_RECEIVED; /* a receipt is no answer */
		f.changed_at = T0 + HOUR;
		assert_int_equal(referral_due(&rules, &f), T0 + hours * HOUR);
		f.reminded_at = T0 + 2 * DAY;
		assert_int_equal(referral_due(&rules, &f), T0 + 2 * DAY + hours * HOUR);
		f.state = REFERRAL_DRAFT; /* one not sent is late as well */
		assert_int_equal(referral_due(&rules, &f), T0 - DAY + hours * HOUR);
	}
}

static void what_goes_on_is_asked_about(void **state)
{
	static const enum referral_state going[] = {REFERRAL_ACCEPTED, REFERRAL_WAITING, REFERRAL_IN_SERVICE,
						    REFERRAL_NOT_REACHED};
	for (size_t i = 0; i < sizeof going / sizeof *going; i++) {
		struct referral_facts f = {.state = going[i], .sent_at = T0, .changed_at = T0 + DAY};
		assert_int_equal(referral_due(&rules, &f), T0 + 15 * DAY);
		f.reminded_at = T0 + 5 * DAY;
		assert_int_equal(referral_due(&rules, &f), T0 + 19 * DAY);
		f.next_at = T0 + 3 * DAY; /* what was agreed wins */
		assert_int_equal(referral_due(&rules, &f), T0 + 3 * DAY);
		assert_true(*referral_due_words(going[i]));
	}
}

static void a_no_is_due_until_something_came_of_it(void **state)
{
	struct referral_facts f = {
		.state = REFERRAL_DECLINED, .priority = PRIORITY_EMERGENCY, .sent_at = T0, .changed_at = T0 + 2 * HOUR};
	assert_int_equal(referral_due(&rules, &f), T0 + 26 * HOUR);
	f.state = REFERRAL_EXPIRED;
	assert_int_equal(referral_due(&rules, &f), T0 + 26 * HOUR);
	f.settled = true;
	assert_int_equal(referral_due(&rules, &f), 0);
}

static void nothing_is_due_of_what_has_ended(void **state)
{
	static const enum referral_state ends[] = {REFERRAL_COMPLETED, REFERRAL_REFUSED, REFERRAL_REVOKED,
						   REFERRAL_UNAVAILABLE};
	for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
		struct referral_facts f = {.state = ends[i], .sent_at = T0, .changed_at = T0, .next_at = T0 + DAY};
		assert_int_equal(referral_due(&rules, &f), 0);
		assert_string_equal(referral_due_words(ends[i]), "");
	}
}

static void the_action_follows(void **state)
{
	static const enum action_state wanted[REFERRAL_STATE_COUNT] = {
		[REFERRAL_DRAFT] = ACTION_STATE_PLANNED,       [REFERRAL_SENT] = ACTION_STATE_STARTED,
		[REFERRAL_RECEIVED] = ACTION_STATE_STARTED,    [REFERRAL_ACCEPTED] = ACTION_STATE_STARTED,
		[REFERRAL_WAITING] = ACTION_STATE_WAITING,     [REFERRAL_IN_SERVICE] = ACTION_STATE_STARTED,
		[REFERRAL_NOT_REACHED] = ACTION_STATE_WAITING, [REFERRAL_COMPLETED] = ACTION_STATE_DONE,
		[REFERRAL_DECLINED] = ACTION_STATE_PLANNED,    [REFERRAL_REFUSED] = ACTION_STATE_CANCELLED,
		[REFERRAL_REVOKED] = ACTION_STATE_PLANNED,     [REFERRAL_EXPIRED] = ACTION_STATE_PLANNED,
		[REFERRAL_UNAVAILABLE] = ACTION_STATE_NOT_DONE};
	for (int i = 0; i < REFERRAL_STATE_COUNT; i++) {
		enum action_state a;
		assert_true(referral_action_state((enum referral_state)i, &a));
		assert_int_equal(a, wanted[i]);
		/* While a referral goes on, its action is still to be done. */
		if (referral_state_open((enum referral_state)i))
			assert_true(action_state_open(a));
	}
}

static void a_no_says_why(void **state)
{
	assert_true(referral_needs_reason(REFERRAL_DECLINED));
	assert_true(referral_needs_reason(REFERRAL_REFUSED));
	assert_true(referral_needs_reason(REFERRAL_REVOKED));
	assert_true(referral_needs_reason(REFERRAL_NOT_REACHED));
	assert_false(referral_needs_reason(REFERRAL_ACCEPTED));
	assert_false(referral_needs_reason(REFERRAL_SENT));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(names_and_words_go_both_ways),
		cmocka_unit_test(what_may_follow_what),
		cmocka_unit_test(the_person_may_say_no_as_long_as_it_goes_on),
		cmocka_unit_test(an_answer_is_due_in_the_time_of_the_priority),
		cmocka_unit_test(what_goes_on_is_asked_about),
		cmocka_unit_test(a_no_is_due_until_something_came_of_it),
		cmocka_unit_test(nothing_is_due_of_what_has_ended),
		cmocka_unit_test(the_action_follows),
		cmocka_unit_test(a_no_says_why),
	};
	return cmocka_run_group_tests_name("referral rules", tests, NULL, NULL);
}
