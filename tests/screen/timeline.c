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

#include <sarai/base/clock.h>
#include <sarai/base/err.h>
#include <sarai/base/units.h>
#include <sarai/edit/cases.h>
#include <sarai/model/permit.h>
#include <sarai/store/casefile.h>
#include <sarai/view/timeline.h>

#include "lib/screen_env.h"

/* A case with something of every part, over three days. */
static void begin(struct screen_env *r, char id[ID_TEXT])
{
	struct case_row k = {0};
	struct err e = {0};
	screen_env_keys(r, "1Zuleikha Beispiel<F9><Enter><Enter>f<F2>");
	assert_true(cases_jump(&r->session, "1", &k, &e));
	memcpy(id, k.id, ID_TEXT);
	case_row_fini(&k);
	screen_env_fill(r, "screening", id, NULL, "consent", "consents", "decision", "assess");
	r->now += DAY;
	screen_env_fill(r, "follow-up", id, NULL, "contact", "contact", "happened_on", "2026-11-24");
	screen_env_fill(r, "safety-plan", id, NULL, "made_on", "2026-11-24");
	r->now += DAY;
	screen_env_fill(r, "note", id, NULL, "subject", "Rang twice", "note", "She was afraid to talk.");
	screen_env_fill(r, "follow-up", id, NULL, "contact", "attempt", "happened_on", "2026-11-25");
	screen_env_fill(r, "status-change", id, NULL, "status", "on-hold", "reason", "Travelling", "look_again_on",
		 "2026-12-24");
	screen_env_keys(r, "<Esc>");
}

static void all_of_it_newest_first(void **state)
{
	struct screen_env *r = *state;
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
	screen_env_keys(r, "<F4>1<Enter>t");
	screen_env_top(r, "timeline");
	screen_env_sees(r, "25 Nov 2026");
	screen_env_sees(r, "24 Nov 2026");
	screen_env_sees(r, "23 Nov 2026");
	screen_env_sees(r, "Note: Rang twice");
	screen_env_sees(r, "Status: On hold");
	screen_env_sees(r, "everything, newest first");
}

static void narrowed_by_one_key(void **state)
{
	struct screen_env *r = *state;
	char id[ID_TEXT];
	begin(r, id);
	screen_env_keys(r, "<F4>1<Enter>9t");
	screen_env_sees(r, "contacts and attempts");
	screen_env_sees(r, "Attempt");
	screen_env_sees_not(r, "Rang twice");
	screen_env_keys(r, "ttttt");
	screen_env_sees(r, "status, owner, approvals");
	screen_env_sees(r, "On hold");
	screen_env_sees_not(r, "Attempt");
	screen_env_keys(r, "tt");
	screen_env_sees(r, "everything");
	screen_env_keys(r, "/2026-11-23");
	screen_env_sees(r, "Screening");
	screen_env_sees_not(r, "Rang twice");
}

static void a_row_opens_and_history_is_behind_it(void **state)
{
	struct screen_env *r = *state;
	char id[ID_TEXT];
	begin(r, id);
	screen_env_keys(r, "<F4>1<Enter>t/screening<Enter><Enter>");
	screen_env_sees(r, "> Screening");
	screen_env_keys(r, "<Esc>h");
	screen_env_top(r, "history");
}

static void what_is_restricted_has_no_words(void **state)
{
	struct screen_env *r = *state;
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
		cmocka_unit_test_setup_teardown(all_of_it_newest_first, screen_env_set_up, screen_env_tear_down),
		cmocka_unit_test_setup_teardown(narrowed_by_one_key, screen_env_set_up, screen_env_tear_down),
		cmocka_unit_test_setup_teardown(a_row_opens_and_history_is_behind_it, screen_env_set_up, screen_env_tear_down),
		cmocka_unit_test_setup_teardown(what_is_restricted_has_no_words, screen_env_set_up, screen_env_tear_down),
	};
	return cmocka_run_group_tests_name("timeline", tests, NULL, NULL);
}
