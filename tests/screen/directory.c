/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The service directory by keys: kept, found, and what must not be overlooked.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <sarai/report/directory_csv.h>

#include "lib/screen_env.h"

static const char table[] = "organisation,services,areas,languages,reporting,verified_on,full,focal_phone,active\n"
			    "Hill Clinic,health,Hill,fra,no,2026-11-01,,+999 11,\n"
			    "Valley Clinic,health,Valley,fra,no,2026-11-01,yes,,\n"
			    "Police Doctor,health,Hill,fra,yes,2024-11-01,,,\n"
			    "Hill Food,food,Hill,fra,no,2026-11-01,,,\n"
			    "Gone,health,Hill,fra,no,2026-11-01,,,no\n";

static int set_up(void **state)
{
	screen_env_set_up(state);
	screen_env_directory(*state, table);
	return 0;
}

static void what_must_not_be_overlooked_stands_in_the_row(void **state)
{
	struct screen_env *r = *state;
	screen_env_keys(r, "d");
	screen_env_top(r, "directory");
	screen_env_sees(r, "4 of 5 entries");
	screen_env_sees_not(r, "Gone");
	screen_env_cursor_on(r, "Hill Clinic");
	screen_env_keys(r, "<Down><Down>");
	screen_env_cursor_on(r, "REPORTS stale");
	screen_env_keys(r, "<Down>");
	screen_env_cursor_on(r, "full");
	screen_env_keys(r, "o");
	screen_env_sees(r, "Gone");
	screen_env_sees(r, "closed");
	screen_env_keys(r, "/pol");
	screen_env_sees_not(r, "Hill Food");
	screen_env_keys(r, "<Enter>");
	screen_env_top(r, "entry");
	screen_env_sees(r, "** REPORTS people to police or immigration");
	screen_env_sees(r, "** Not verified since 1 Nov 2024");
}

static void found_by_service_and_place_with_one_key_each(void **state)
{
	struct screen_env *r = *state;
	screen_env_keys(r, "ds");
	screen_env_keys(r, "medi<Enter>");
	screen_env_sees(r, "Service: Medical care");
	screen_env_sees_not(r, "Hill Food");
	screen_env_cursor_on(r, "Hill Clinic");
	screen_env_keys(r, "pvalley<Enter>");
	screen_env_sees(r, "Place: valley");
	screen_env_keys(r, "<Home>");
	screen_env_cursor_on(r, "Valley Clinic"); /* full, but there */
	screen_env_keys(r, "p<^U><Enter>s");
	screen_env_keys(r, "any<Enter>");
	screen_env_sees(r, "4 of 5 entries");
}

static void an_entry_is_kept_by_those_who_may(void **state)
{
	struct screen_env *r = *state;
	screen_env_keys(r, "dn");
	screen_env_top(r, "form");
	screen_env_keys(r, "New House<Tab><Tab>safe<Enter>Hill");
	screen_env_keys(r, "<F2>");
	screen_env_top(r, "directory");
	screen_env_sees(r, "New House");
	screen_env_sees(r, "5 of 6 entries");
	screen_env_keys(r, "/new h<Enter>");
	screen_env_sees(r, "Not known whether it reports people");
	screen_env_sees(r, "Never verified");
	screen_env_keys(r, "e");
	screen_env_top(r, "form");
	screen_env_keys(r, "<Esc>");
	screen_env_keys(r, "<F7>");
	screen_env_sees(r, "Written: ");
	char path[128];
	snprintf(path, sizeof path, "%s/exports/service.pdf", r->folder);
	assert_int_equal(access(path, R_OK), 0);
	/* To read is for all, to change for some. */
	r->session.permits &= ~PERMIT_BIT(PERMIT_DIRECTORY);
	screen_env_keys(r, "e");
	screen_env_top(r, "entry");
	screen_env_sees(r, "may not");
	screen_env_keys(r, "<Esc>n");
	screen_env_top(r, "directory");
	r->session.permits = PERMIT_EVERYTHING;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(what_must_not_be_overlooked_stands_in_the_row, set_up, screen_env_tear_down),
		cmocka_unit_test_setup_teardown(found_by_service_and_place_with_one_key_each, set_up, screen_env_tear_down),
		cmocka_unit_test_setup_teardown(an_entry_is_kept_by_those_who_may, set_up, screen_env_tear_down),
	};
	return cmocka_run_group_tests_name("directory by keys", tests, NULL, NULL);
}
