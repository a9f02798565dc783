/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * An action of the plan becomes a referral, by keys: found in the directory, sent with consent, declined, sent
 * elsewhere, accepted, done.
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
#include <sarai/service/referral.h>

#include "lib/rig.h"

#define HOUR 3600
#define DAY (24 * HOUR)

static const char table[] = "organisation,services,areas,languages,reporting,verified_on,full,focal_name\n"
			    "Full Clinic,health,Hill,fra,no,2026-11-01,yes,\n"
			    "Hill Clinic,health,Hill,fra,no,2026-11-01,,Nurse Beispiel\n"
			    "Police Doctor,health,Hill,fra,yes,2026-11-01,,\n"
			    "Food,food,Hill,fra,no,2026-11-01,,\n";

static char case_id[ID_TEXT];

static void consent(struct rig *r)
{
	rig_fill(r, "consent", case_id, NULL, "consent", "consents", "given_by", "person", "method", "signed",
		 "purposes", "services", "recipients", "provider");
}

static int set_up(void **state)
{
	rig_set_up(state);
	struct rig *r = *state;
	rig_directory(r, table);
	rig_fill(r, "person", NULL, case_id, "name", "Amara Beispiel", "sex", "female", "birth_date", "1999",
		 "language", "fra", "location", "Hill");
	rig_fill(r, "action", case_id, NULL, "action", "See a doctor", "kind", "referral", "service", "health",
		 "due_on", "2026-12-20");
	return 0;
}

static void go_to_action(struct rig *r)
{
	rig_keys(r, "<F4>1<Enter>");
	rig_top(r, "case");
	rig_keys(r, "5<End>");
	rig_top(r, "plan");
	rig_cursor_on(r, "See a doctor");
}

/* From the action to a draft with a receiver out of the directory: the fewest keys. */
static void write_it(struct rig *r)
{
	go_to_action(r);
	int before = r->keys - r->free_text;
	rig_keys(r, "r");
	rig_top(r, "form");
	rig_cursor_on(r, "Referred to");
	rig_keys(r, "<F9>");
	rig_top(r, "directory");
	rig_sees(r, "3 of 4 entries");
	rig_cursor_on(r, "Hill Clinic");
	rig_cursor_on(r, "fits");
	rig_sees_not(r, "Food");
	rig_keys(r, "<Down>");
	rig_cursor_on(r, "full");
	rig_keys(r, "<Down>");
	rig_cursor_on(r, "REPORTS to police or immigration");
	rig_keys(r, "<Home><Enter>");
	rig_top(r, "form");
	rig_sees(r, "Hill Clinic");
	rig_sees(r, "Nurse Beispiel");
	rig_keys(r, "<Tab><Tab><Tab>Needs a doctor for an old wound.<Tab><Tab>");
	rig_cursor_on(r, "The person is named by");
	rig_keys(r, "1<Tab><Tab>");
	rig_cursor_on(r, "Explained to the person");
	rig_keys(r, "1");
	while (!rig_has(r, "> The person gets there"))
		rig_keys(r, "<Down>");
	rig_keys(r, "1<F2>");
	rig_top(r, "referral");
	rig_sees(r, "Saved; not sent yet.");
	static bool told; /* once is enough: several tests begin so */
	if (!told)
		print_message("# figure: from a plan's action to a referral ready to send: %d keys beside the words\n",
			      r->keys - r->free_text - before);
	told = true;
}

static void without_consent_it_asks_what_to_do(void **state)
{
	struct rig *r = *state;
	write_it(r);
	rig_sees(r, "Consent: NO.");
	rig_keys(r, "s");
	rig_sees(r, "No consent for this receiver");
	rig_keys(r, "1");
	rig_top(r, "form");
	rig_sees(r, "> Consent");
	rig_keys(r, "<Esc>");
	rig_top(r, "referral");
	/* A life in danger: for those who may. */
	r->session.permits &= ~PERMIT_BIT(PERMIT_CONSENT_OVERRIDE);
	rig_keys(r, "s2");
	rig_sees(r, "NOT given for this receiver");
	rig_cursor_on(r, "Delivered by");
	rig_keys(r, "1");
	while (!rig_has(r, "> Sent all the same"))
		rig_keys(r, "<Down>");
	rig_keys(r, "She is not awake.<F2>");
	rig_top(r, "form");
	rig_sees(r, "may not");
	r->session.permits = PERMIT_EVERYTHING;
	rig_keys(r, "<F2>");
	rig_top(r, "referral");
	rig_sees(r, "SENT WITHOUT CONSENT");
	rig_sees(r, "Stands at: Sent");
	rig_keys(r, "<Esc><Esc><Esc>");
	rig_top(r, "home");
	rig_sees(r, "Sent without consent");
	rig_keys(r, "r<Enter>k<F2>");
	rig_top(r, "referral");
	rig_sees_not(r, "SENT WITHOUT CONSENT");
	rig_keys(r, "<Esc><Esc>");
	rig_sees_not(r, "Sent without consent");
}

static void declined_and_sent_elsewhere(void **state)
{
	struct rig *r = *state;
	consent(r);
	write_it(r);
	rig_keys(r, "s");
	rig_top(r, "form");
	rig_cursor_on(r, "Delivered by");
	rig_keys(r, "1<F2>");
	rig_top(r, "referral");
	rig_sees(r, "Stands at: Sent; no receipt or answer yet, in 14 days");
	rig_keys(r, "<Esc>");
	rig_sees(r, "Under way  See a doctor");

	/* What cannot follow is said, and nothing is filled in for nothing. */
	rig_keys(r, "r");
	rig_top(r, "referral");
	rig_keys(r, "o");
	rig_sees(r, "That cannot follow");
	rig_wait(r, 15 * DAY);
	rig_keys(r, "<Esc><Esc><Esc>r");
	rig_top(r, "all-referrals");
	rig_sees(r, "1 late");
	rig_cursor_on(r, "late 24h");
	rig_keys(r, "<Enter>m<F2>");
	rig_sees(r, "in 14 days");
	rig_keys(r, "<End>");
	rig_sees(r, "Reminded, after");
	rig_keys(r, "d");
	rig_top(r, "form");
	rig_keys(r, "<F2>");
	rig_top(r, "form"); /* why? */
	rig_sees(r, "Say why they decline");
	while (!rig_has(r, "> They say no because"))
		rig_keys(r, "<Down>");
	rig_keys(r, "1<F2>");
	rig_sees(r, "Declined by provider; send elsewhere, or note the gap");
	rig_keys(r, "o");
	rig_top(r, "form");
	rig_sees(r, "Needs a doctor for an old wound.");
	while (!rig_has(r, "> Referred to"))
		rig_keys(r, "<Up>");
	rig_keys(r, "City Hospital<Tab>");
	while (!rig_has(r, "> Explained"))
		rig_keys(r, "<Down>");
	rig_keys(r, "1<F2>");
	rig_sees(r, "Medical care to City Hospital");
	rig_keys(r, "s2<F2>");
	rig_sees(r, "Stands at: Sent");
	rig_keys(r, "a<F2>");
	rig_sees(r, "Stands at: Accepted; ask whether the service has begun");
	rig_keys(r, "c");
	while (!rig_has(r, "> What came of it"))
		rig_keys(r, "<Down>");
	rig_keys(r, "Healed.<F2>");
	rig_sees(r, "Stands at: Completed.");
	rig_keys(r, "<End>");
	rig_sees(r, "Healed.");
	go_to_action(r);
	rig_sees(r, "Done       See a doctor");
	rig_keys(r, "<Esc>r");
	rig_top(r, "referrals");
	rig_sees(r, "Completed");
	rig_sees(r, "Declined ");
}

static void the_form_is_shown_and_written(void **state)
{
	struct rig *r = *state;
	write_it(r);
	rig_keys(r, "<F7>");
	rig_top(r, "text");
	rig_sees(r, "Written: ");
	rig_sees(r, "DRAFT: not sent");
	rig_sees(r, "Amara Beispiel");
	char path[128];
	snprintf(path, sizeof path, "%s/exports/referral-HR-2026-0001.pdf", r->folder);
	assert_int_equal(access(path, R_OK), 0);
	rig_keys(r, "<Esc><Esc><Esc>9");
	rig_top(r, "timeline");
	rig_keys(r, "<Enter>");
	rig_top(r, "referral");
	rig_keys(r, "<Esc>h");
	rig_sees(r, "the form was printed");
}

static void a_service_not_to_be_had_is_noted(void **state)
{
	struct rig *r = *state;
	rig_keys(r, "<F4>1<Enter>r");
	rig_top(r, "referrals");
	rig_keys(r, "g");
	rig_top(r, "form");
	rig_keys(r, "mental<Enter>Hill<Enter>there<Enter><F2>");
	rig_top(r, "referrals");
	rig_sees(r, "GAP: Mental health");
	rig_keys(r, "<Esc><Esc>rff");
	rig_sees(r, "1 gap");
	rig_cursor_on(r, "HR-2026-0001");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(without_consent_it_asks_what_to_do, set_up, rig_tear_down),
		cmocka_unit_test_setup_teardown(declined_and_sent_elsewhere, set_up, rig_tear_down),
		cmocka_unit_test_setup_teardown(the_form_is_shown_and_written, set_up, rig_tear_down),
		cmocka_unit_test_setup_teardown(a_service_not_to_be_had_is_noted, set_up, rig_tear_down),
	};
	return cmocka_run_group_tests_name("referral by keys", tests, NULL, NULL);
}
