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

#include "lib/typist.h"

/* What names her, as it was typed and as it is kept for searching. */
static const char *const hers[] = {"Zuleikha",	   "zuleikha",	 "Qorvex",   "qorvex",
				   "990001234567", "Tanglewood", "Ziskatal", NULL};

static void none_is_left(struct rig *r)
{
	for (const char *const *word = hers; *word; word++) {
		if (typist_file_has(r, *word))
			fail_msg("'%s' is left in the file", *word);
	}
}

static void registered(struct rig *r)
{
	REGISTER(r, "Zuleikha Qorvex", "Sex", "f<Enter>", "Born (date or age)", "age 31", "Where they stay",
		 "Tanglewood lane", "Phone", "+990001234567", "Came to us by", "1", "Place", "Harbour gate", "Note",
		 "From Ziskatal.");
	assert_true(typist_file_has(r, "Zuleikha"));
	assert_true(typist_file_has(r, "Ziskatal"));
	assert_true(typist_file_has(r, "990001234567"));
}

static void says_no(struct rig *r)
{
	rig_keys(r, "3");
	FILL(r, "May we talk and take notes?", "3");
	rig_sees(r, "That is respected.");
	/* No question is left that would tell about her. */
	for (int i = 0; i < 20; i++) {
		rig_sees_not(r, "In short");
		rig_sees_not(r, "Exposed, or lived");
		rig_sees_not(r, "Restricted note");
		rig_keys(r, "<Tab>");
	}
	FILL(r, "About what age", "2", "What was given", "1");
	rig_keys(r, "<F2>");
	rig_sees(r, "Consent refused");
	rig_sees(r, "Remove it for good");
	rig_keys(r, "r");
	rig_top(r, "case");
	rig_sees(r, "Removed.");
	rig_sees(r, "No name");
	rig_sees(r, "Consent: REFUSED");
	none_is_left(r);
}

/* Nothing of hers may be shared, and a consent that was not given is not asked for by another page. */
static void nothing_may_be_shared(struct rig *r)
{
	typist_part(r, "8");
	rig_keys(r, "t");
	FILL(r, "To", "2", "Organisation", "Harbour Clinic", "The person agrees", "y", "Why", "They asked.");
	typist_refused(r, "Ask the person, and note it (2 Consent)");
	rig_keys(r, "<Esc>");
	typist_home(r);
	/* Not found any more, by name, phone or how it sounds. */
	rig_keys(r, "1Zuleika");
	rig_sees_not(r, "HR-2026-0001");
	rig_keys(r, "<^U>990001234567");
	rig_sees_not(r, "HR-2026-0001");
	rig_keys(r, "<Esc><Esc>");
	for (const char *const *word = hers; *word; word++)
		typist_shows_nowhere(r, "1", *word);
}

static void closed(struct rig *r)
{
	typist_case(r, "1");
	typist_ask_to_close(r, "the person's own");
	rig_sees_not(r, "Closed, amina");
	typist_approve(r, "Clos");
	typist_case(r, "1");
	rig_sees(r, "Closed, amina.");
	rig_sees(r, "No name");
	/* What was typed to look for her, and drafts, are no hiding place either. */
	none_is_left(r);
}

static void a_woman_who_says_no(void **state)
{
	struct rig *r = *state;
	registered(r);
	says_no(r);
	nothing_may_be_shared(r);
	closed(r);
}

/* She who gives no name from the beginning has nothing to be removed. */
static void a_contact_that_never_had_a_name(void **state)
{
	struct rig *r = *state;
	rig_keys(r, "1Zuleikha Qorvex<F12>");
	rig_top(r, "form");
	FILL(r, "Sex", "1", "About what age", "2", "Place", "Harbour gate");
	typist_save(r, "case");
	rig_sees(r, "No name");
	none_is_left(r);
	rig_keys(r, "3");
	FILL(r, "May we talk and take notes?", "3");
	typist_save(r, "case"); /* not asked what to remove */
	none_is_left(r);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(a_woman_who_says_no, typist_set_up, typist_tear_down),
		cmocka_unit_test_setup_teardown(a_contact_that_never_had_a_name, typist_set_up, typist_tear_down),
	};
	return cmocka_run_group_tests_name("case: consent refused", tests, NULL, NULL);
}
