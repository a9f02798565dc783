/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * How long a file is kept and how it ends; words that name somebody.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include <sarai/model/erasure.h>

static void ways_have_names_and_ends(void **state)
{
	for (int i = 0; i < ERASURE_HOW_COUNT; i++) {
		enum erasure_how how;
		assert_true(erasure_from_name(erasure_name((enum erasure_how)i), &how));
		assert_int_equal(how, i);
		assert_true(*erasure_words(how));
		assert_true(status_is_gone(erasure_status(how)));
	}
	enum erasure_how how = ERASURE_ALL;
	assert_false(erasure_from_name("delete", &how));
}

/* Only what has ended, and what is still there. */
static void what_may_be_proposed(void **state)
{
	for (int i = 0; i < STATUS_COUNT; i++) {
		enum case_status s = (enum case_status)i;
		bool ended = !status_is_open(s) && s != STATUS_ERASED;
		assert_int_equal(erasure_why_not(s, ERASURE_ALL, false) == NULL, ended);
		assert_int_equal(erasure_why_not(s, ERASURE_NAMES, false) == NULL, ended && s != STATUS_PSEUDONYMISED);
		assert_non_null(erasure_why_not(s, ERASURE_ALL, true));
		assert_non_null(erasure_why_not(s, ERASURE_NAMES, true));
	}
}

static void nobody_answers_their_own(void **state)
{
	assert_true(erasure_may_answer("amina", "sara"));
	assert_false(erasure_may_answer("amina", "amina"));
	assert_false(erasure_may_answer("amina", ""));
}

static void the_last_day_is_still_kept(void **state)
{
	static const struct {
		const char *until;
		int soon;
		enum retention is;
	} rows[] = {
		{"2026-11-22", 30, RETENTION_OVER}, {"2026-11-23", 30, RETENTION_SOON},
		{"2026-12-23", 30, RETENTION_SOON}, {"2026-12-24", 30, RETENTION_FAR},
		{"2026-11-24", 0, RETENTION_FAR},   {"2026-11-23", 0, RETENTION_SOON},
		{"2026-11", 30, RETENTION_SOON}, /* the whole month */
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct date until = {0};
		assert_true(date_from_iso(rows[i].until, &until));
		if (retention_at(until, (struct date){2026, 11, 23, false}, rows[i].soon) != rows[i].is)
			fail_msg("%s with %d", rows[i].until, rows[i].soon);
	}
}

static void names_are_found_in_words(void **state)
{
	static const struct {
		const char *text, *names;
		bool found;
	} rows[] = {
		{"The time is over.", "Amina Example", false},
		{"amina asked for it", "Amina Example", true},
		{"AMINA'S wish", "Amina Example", true},
		{"Asked by Jos\xc3\xa9.", "Jose Perez", true}, /* accents do not matter */
		{"An example of it", "Amina Example", true},
		{"Exemplary", "Amina Example", false}, /* whole words */
		{"He and Li agreed", "Li Na", false},  /* too short to tell */
		{"No name", "", false},
		{"", "Amina", false},
		{"\xd0\x97\xd1\x83\xd0\xbb\xd0\xb5\xd0\xb9\xd1\x85\xd0\xb0 wants it",
		 "\xd0\x97\xd1\x83\xd0\xbb\xd0\xb5\xd0\xb9\xd1\x85\xd0\xb0", true},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		if (erasure_names(rows[i].text, rows[i].names) != rows[i].found)
			fail_msg("\"%s\" and \"%s\"", rows[i].text, rows[i].names);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(ways_have_names_and_ends), cmocka_unit_test(what_may_be_proposed),
		cmocka_unit_test(nobody_answers_their_own), cmocka_unit_test(the_last_day_is_still_kept),
		cmocka_unit_test(names_are_found_in_words),
	};
	return cmocka_run_group_tests_name("model: the end of a file", tests, NULL, NULL);
}
