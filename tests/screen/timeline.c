/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The line of time of a case.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include <sarai/service/timeline.h>

#include "lib/rig.h"

#define DAY 86400

/* A case with something of every part, over three days. */
static void begin(struct rig *r, char id[ID_TEXT])
{
	struct case_row k = {0};
	struct err e = {0};
	rig_keys(r, "1Zuleikha Beispiel<F9><Enter><Enter>f<F2>");
	assert_true(cases_jump(&r->session, "1", &k, &e));
	memcpy(id, k.id, ID_TEXT);
	case_row_fini(&k);
	rig_fill(r, "screening", id, NULL, "consent", "consents", "decision", "assess");
	r->now += DAY;
	rig_fill(r, "follow-up", id, NULL, "contact", "contact", "happened_on", "2026-11-24");
	rig_fill(r, "safety-plan", id, NULL, "made_on", "2026-11-24");
	r->now += DAY;
	rig_fill(r, "note", id, NULL, "subject", "Rang twice", "note", "She was afraid to talk.");
	rig_fill(r, "follow-up", id, NULL, "contact", "attempt", "happened_on", "2026-11-25");
	rig_fill(r, "status-change", id, NULL, "status", "on-hold", "reason", "Travelling", "look_again_on",
		 "2026-12-24");
	rig_keys(r, "<Esc>");
}

static void all_of_it_newest_first(void **state)
{
	struct rig *r = *state;
	struct timeline t;
	struct err e = {0};
	char id[ID_TEXT];
	begin(r, id);
	assert_true(timeline_read(&r->session, id, &t, &e));
	assert_true(t.n >= 7);
	for (int i = 1; i < t.n; i++)
		assert_true(strcmp(t.at[i - 1].at, t.at[i].at) >= 0);
	for (int i = 0; i < t.n; i++)
		assert_null(strstr(t.at[i].what, "Zuleikha"));
	timeline_fini(&t);
	rig_keys(r, "<F4>1<Enter>t");
	rig_top(r, "timeline");
	rig_sees(r, "25 Nov 2026");
	rig_sees(r, "24 Nov 2026");
	rig_sees(r, "23 Nov 2026");
	rig_sees(r, "Note: Rang twice");
	rig_sees(r, "Status: On hold");
	rig_sees(r, "everything, newest first");
}

static void narrowed_by_one_key(void **state)
{
	struct rig *r = *state;
	char id[ID_TEXT];
	begin(r, id);
	rig_keys(r, "<F4>1<Enter>9t");
	rig_sees(r, "contacts and attempts");
	rig_sees(r, "Attempt");
	rig_sees_not(r, "Rang twice");
	rig_keys(r, "ttttt");
	rig_sees(r, "status, owner, approvals");
	rig_sees(r, "On hold");
	rig_sees_not(r, "Attempt");
	rig_keys(r, "tt");
	rig_sees(r, "everything");
	rig_keys(r, "/2026-11-23");
	rig_sees(r, "Screening");
	rig_sees_not(r, "Rang twice");
}

static void a_row_opens_and_history_is_behind_it(void **state)
{
	struct rig *r = *state;
	char id[ID_TEXT];
	begin(r, id);
	rig_keys(r, "<F4>1<Enter>t/screening<Enter><Enter>");
	rig_sees(r, "> Screening");
	rig_keys(r, "<Esc>h");
	rig_top(r, "history");
}

static void what_is_restricted_has_no_words(void **state)
{
	struct rig *r = *state;
	struct timeline t;
	struct err e = {0};
	char id[ID_TEXT];
	begin(r, id);
	r->session.permits &= ~PERMIT_BIT(PERMIT_RESTRICTED);
	assert_true(timeline_read(&r->session, id, &t, &e));
	for (int i = 0; i < t.n; i++)
		assert_null(strstr(t.at[i].what, "Safety plan"));
	timeline_fini(&t);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(all_of_it_newest_first, rig_set_up, rig_tear_down),
		cmocka_unit_test_setup_teardown(narrowed_by_one_key, rig_set_up, rig_tear_down),
		cmocka_unit_test_setup_teardown(a_row_opens_and_history_is_behind_it, rig_set_up, rig_tear_down),
		cmocka_unit_test_setup_teardown(what_is_restricted_has_no_words, rig_set_up, rig_tear_down),
	};
	return cmocka_run_group_tests_name("timeline", tests, NULL, NULL);
}
