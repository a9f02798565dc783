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

#include "lib/rig.h"

static const char table[] = "organisation,services,areas,languages,reporting,verified_on,full,focal_phone,active\n"
			    "Hill Clinic,health,Hill,fra,no,2026-11-01,,+999 11,\n"
			    "Valley Clinic,health,Valley,fra,no,2026-11-01,yes,,\n"
			    "Police Doctor,health,Hill,fra,yes,2024-11-01,,,\n"
			    "Hill Food,food,Hill,fra,no,2026-11-01,,,\n"
			    "Gone,health,Hill,fra,no,2026-11-01,,,no\n";

static int set_up(void **state)
{
	rig_set_up(state);
	rig_directory(*state, table);
	return 0;
}

static void what_must_not_be_overlooked_stands_in_the_row(void **state)
{
	struct rig *r = *state;
	rig_keys(r, "d");
	rig_top(r, "directory");
	rig_sees(r, "4 of 5 entries");
	rig_sees_not(r, "Gone");
	rig_cursor_on(r, "Hill Clinic");
	rig_keys(r, "<Down><Down>");
	rig_cursor_on(r, "REPORTS stale");
	rig_keys(r, "<Down>");
	rig_cursor_on(r, "full");
	rig_keys(r, "o");
	rig_sees(r, "Gone");
	rig_sees(r, "closed");
	rig_keys(r, "/pol");
	rig_sees_not(r, "Hill Food");
	rig_keys(r, "<Enter>");
	rig_top(r, "entry");
	rig_sees(r, "** REPORTS people to police or immigration");
	rig_sees(r, "** Not verified since 1 Nov 2024");
}

static void found_by_service_and_place_with_one_key_each(void **state)
{
	struct rig *r = *state;
	rig_keys(r, "ds");
	rig_keys(r, "medi<Enter>");
	rig_sees(r, "Service: Medical care");
	rig_sees_not(r, "Hill Food");
	rig_cursor_on(r, "Hill Clinic");
	rig_keys(r, "pvalley<Enter>");
	rig_sees(r, "Place: valley");
	rig_keys(r, "<Home>");
	rig_cursor_on(r, "Valley Clinic"); /* full, but there */
	rig_keys(r, "p<^U><Enter>s");
	rig_keys(r, "any<Enter>");
	rig_sees(r, "4 of 5 entries");
}

static void an_entry_is_kept_by_those_who_may(void **state)
{
	struct rig *r = *state;
	rig_keys(r, "dn");
	rig_top(r, "form");
	rig_keys(r, "New House<Tab><Tab>safe<Enter>Hill");
	rig_keys(r, "<F2>");
	rig_top(r, "directory");
	rig_sees(r, "New House");
	rig_sees(r, "5 of 6 entries");
	rig_keys(r, "/new h<Enter>");
	rig_sees(r, "Not known whether it reports people");
	rig_sees(r, "Never verified");
	rig_keys(r, "e");
	rig_top(r, "form");
	rig_keys(r, "<Esc>");
	rig_keys(r, "<F7>");
	rig_sees(r, "Written: ");
	char path[128];
	snprintf(path, sizeof path, "%s/exports/service.pdf", r->folder);
	assert_int_equal(access(path, R_OK), 0);
	/* To read is for all, to change for some. */
	r->session.permits &= ~PERMIT_BIT(PERMIT_DIRECTORY);
	rig_keys(r, "e");
	rig_top(r, "entry");
	rig_sees(r, "may not");
	rig_keys(r, "<Esc>n");
	rig_top(r, "directory");
	r->session.permits = PERMIT_EVERYTHING;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(what_must_not_be_overlooked_stands_in_the_row, set_up, rig_tear_down),
		cmocka_unit_test_setup_teardown(found_by_service_and_place_with_one_key_each, set_up, rig_tear_down),
		cmocka_unit_test_setup_teardown(an_entry_is_kept_by_those_who_may, set_up, rig_tear_down),
	};
	return cmocka_run_group_tests_name("directory by keys", tests, NULL, NULL);
}
