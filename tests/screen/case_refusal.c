/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A composite case, typed in: a woman who talks, then says no to notes about her. What she needs is given, what names
 * her goes, also from the bytes of the file; the contact itself is counted and closed.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "lib/keys.h"

/* What names her, as it was typed and as it is kept for searching. */
static const char *const hers[] = {"Zuleikha",	   "zuleikha",	 "Qorvex",   "qorvex",
				   "990001234567", "Tanglewood", "Ziskatal", NULL};

static void none_is_left(struct screen_env *r)
{
	for (const char *const *word = hers; *word; word++) {
		if (keys_file_has(r, *word))
			fail_msg("'%s' is left in the file", *word);
	}
}

static void registered(struct screen_env *r)
{
	REGISTER(r, "Zuleikha Qorvex", "Sex", "f<Enter>", "Born (date or age)", "age 31", "Where they stay",
		 "Tanglewood lane", "Phone", "+990001234567", "Came to us by", "1", "Place", "Harbour gate", "Note",
		 "From Ziskatal.");
	assert_true(keys_file_has(r, "Zuleikha"));
	assert_true(keys_file_has(r, "Ziskatal"));
	assert_true(keys_file_has(r, "990001234567"));
}

static void says_no(struct screen_env *r)
{
	screen_env_keys(r, "3");
	FILL(r, "May we talk and take notes?", "3");
	screen_env_sees(r, "That is respected.");
	/* No question is left that would tell about her. */
	for (int i = 0; i < 20; i++) {
		screen_env_sees_not(r, "In short");
		screen_env_sees_not(r, "Exposed, or lived");
		screen_env_sees_not(r, "Restricted note");
		screen_env_keys(r, "<Tab>");
	}
	FILL(r, "About what age", "2", "What was given", "1");
	screen_env_keys(r, "<F2>");
	screen_env_sees(r, "Consent refused");
	screen_env_sees(r, "Remove it for good");
	screen_env_keys(r, "r");
	screen_env_top(r, "case");
	screen_env_sees(r, "Removed.");
	screen_env_sees(r, "No name");
	screen_env_sees(r, "Consent: REFUSED");
	none_is_left(r);
}

/* Nothing of hers may be shared, and a consent that was not given is not asked for by another page. */
static void nothing_may_be_shared(struct screen_env *r)
{
	keys_part(r, "8");
	screen_env_keys(r, "t");
	FILL(r, "To", "2", "Organisation", "Harbour Clinic", "The person agrees", "y", "Why", "They asked.");
	keys_refused(r, "Ask the person, and note it (2 Consent)");
	screen_env_keys(r, "<Esc>");
	keys_home(r);
	/* Not found any more, by name, phone or how it sounds. */
	screen_env_keys(r, "1Zuleika");
	screen_env_sees_not(r, "HR-2026-0001");
	screen_env_keys(r, "<^U>990001234567");
	screen_env_sees_not(r, "HR-2026-0001");
	screen_env_keys(r, "<Esc><Esc>");
	for (const char *const *word = hers; *word; word++)
		keys_shows_nowhere(r, "1", *word);
}

static void closed(struct screen_env *r)
{
	keys_case(r, "1");
	keys_ask_to_close(r, "the person's own");
	screen_env_sees_not(r, "Closed, amina");
	keys_approve(r, "Clos");
	keys_case(r, "1");
	screen_env_sees(r, "Closed, amina.");
	screen_env_sees(r, "No name");
	/* What was typed to look for her, and drafts, are no hiding place either. */
	none_is_left(r);
}

static void a_woman_who_says_no(void **state)
{
	struct screen_env *r = *state;
	registered(r);
	says_no(r);
	nothing_may_be_shared(r);
	closed(r);
}

/* She who gives no name from the beginning has nothing to be removed. */
static void a_contact_that_never_had_a_name(void **state)
{
	struct screen_env *r = *state;
	screen_env_keys(r, "1Zuleikha Qorvex<F12>");
	screen_env_top(r, "form");
	FILL(r, "Sex", "1", "About what age", "2", "Place", "Harbour gate");
	keys_save(r, "case");
	screen_env_sees(r, "No name");
	none_is_left(r);
	screen_env_keys(r, "3");
	FILL(r, "May we talk and take notes?", "3");
	keys_save(r, "case"); /* not asked what to remove */
	none_is_left(r);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(a_woman_who_says_no, keys_set_up, keys_tear_down),
		cmocka_unit_test_setup_teardown(a_contact_that_never_had_a_name, keys_set_up, keys_tear_down),
	};
	return cmocka_run_group_tests_name("case: consent refused", tests, NULL, NULL);
}
