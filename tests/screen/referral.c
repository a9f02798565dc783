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

#include <sarai/base/clock.h>
#include <sarai/base/units.h>
#include <sarai/model/permit.h>
#include <sarai/report/directory_csv.h>

#include "lib/screen_env.h"

static const char table[] = "organisation,services,areas,languages,reporting,verified_on,full,focal_name\n"
			    "Full Clinic,health,Hill,fra,no,2026-11-01,yes,\n"
			    "Hill Clinic,health,Hill,fra,no,2026-11-01,,Nurse Beispiel\n"
			    "Police Doctor,health,Hill,fra,yes,2026-11-01,,\n"
			    "Food,food,Hill,fra,no,2026-11-01,,\n";

static char case_id[ID_TEXT];

static void consent(struct screen_env *r)
{
	screen_env_fill(r, "consent", case_id, NULL, "consent", "consents", "given_by", "person", "method", "signed",
		 "purposes", "services", "recipients", "provider");
}

static int set_up(void **state)
{
	screen_env_set_up(state);
	struct screen_env *r = *state;
	screen_env_directory(r, table);
	screen_env_fill(r, "person", NULL, case_id, "name", "Amara Beispiel", "sex", "female", "birth_date", "1999",
		 "language", "fra", "location", "Hill");
	screen_env_fill(r, "action", case_id, NULL, "action", "See a doctor", "kind", "referral", "service", "health",
		 "due_on", "2026-12-20");
	return 0;
}

static void go_to_action(struct screen_env *r)
{
	screen_env_keys(r, "<F4>1<Enter>");
	screen_env_top(r, "case");
	screen_env_keys(r, "5<End>");
	screen_env_top(r, "plan");
	screen_env_cursor_on(r, "See a doctor");
}

/* From the action to a draft with a receiver out of the directory: the fewest keys. */
static void write_it(struct screen_env *r)
{
	go_to_action(r);
	int before = r->keys - r->free_text;
	screen_env_keys(r, "r");
	screen_env_top(r, "form");
	screen_env_cursor_on(r, "Referred to");
	screen_env_keys(r, "<F9>");
	screen_env_top(r, "directory");
	screen_env_sees(r, "3 of 4 entries");
	screen_env_cursor_on(r, "Hill Clinic");
	screen_env_cursor_on(r, "fits");
	screen_env_sees_not(r, "Food");
	screen_env_keys(r, "<Down>");
	screen_env_cursor_on(r, "full");
	screen_env_keys(r, "<Down>");
	screen_env_cursor_on(r, "REPORTS to police or immigration");
	screen_env_keys(r, "<Home><Enter>");
	screen_env_top(r, "form");
	screen_env_sees(r, "Hill Clinic");
	screen_env_sees(r, "Nurse Beispiel");
	screen_env_keys(r, "<Tab><Tab><Tab>Needs a doctor for an old wound.<Tab><Tab>");
	screen_env_cursor_on(r, "The person is named by");
	screen_env_keys(r, "1<Tab><Tab>");
	screen_env_cursor_on(r, "Explained to the person");
	screen_env_keys(r, "1");
	while (!screen_env_has(r, "> The person gets there"))
		screen_env_keys(r, "<Down>");
	screen_env_keys(r, "1<F2>");
	screen_env_top(r, "referral");
	screen_env_sees(r, "Saved; not sent yet.");
	static bool told; /* once is enough: several tests begin so */
	if (!told)
		print_message("# figure: from a plan's action to a referral ready to send: %d keys beside the words\n",
			      r->keys - r->free_text - before);
	told = true;
}

static void without_consent_it_asks_what_to_do(void **state)
{
	struct screen_env *r = *state;
	write_it(r);
	screen_env_sees(r, "Consent: NO.");
	screen_env_keys(r, "s");
	screen_env_sees(r, "No consent for this receiver");
	screen_env_keys(r, "1");
	screen_env_top(r, "form");
	screen_env_sees(r, "> Consent");
	screen_env_keys(r, "<Esc>");
	screen_env_top(r, "referral");
	/* A life in danger: for those who may. */
	r->session.permits &= ~PERMIT_BIT(PERMIT_CONSENT_OVERRIDE);
	screen_env_keys(r, "s2");
	screen_env_sees(r, "NOT given for this receiver");
	screen_env_cursor_on(r, "Delivered by");
	screen_env_keys(r, "1");
	while (!screen_env_has(r, "> Sent all the same"))
		screen_env_keys(r, "<Down>");
	screen_env_keys(r, "She is not awake.<F2>");
	screen_env_top(r, "form");
	screen_env_sees(r, "may not");
	r->session.permits = PERMIT_EVERYTHING;
	screen_env_keys(r, "<F2>");
	screen_env_top(r, "referral");
	screen_env_sees(r, "SENT WITHOUT CONSENT");
	screen_env_sees(r, "Stands at: Sent");
	screen_env_keys(r, "<Esc><Esc><Esc>");
	screen_env_top(r, "home");
	screen_env_sees(r, "Sent without consent");
	screen_env_keys(r, "r<Enter>k<F2>");
	screen_env_top(r, "referral");
	screen_env_sees_not(r, "SENT WITHOUT CONSENT");
	screen_env_keys(r, "<Esc><Esc>");
	screen_env_sees_not(r, "Sent without consent");
}

static void declined_and_sent_elsewhere(void **state)
{
	struct screen_env *r = *state;
	consent(r);
	write_it(r);
	screen_env_keys(r, "s");
	screen_env_top(r, "form");
	screen_env_cursor_on(r, "Delivered by");
	screen_env_keys(r, "1<F2>");
	screen_env_top(r, "referral");
	screen_env_sees(r, "Stands at: Sent; no receipt or answer yet, in 14 days");
	screen_env_keys(r, "<Esc>");
	screen_env_sees(r, "Under way  See a doctor");

	/* What cannot follow is said, and nothing is filled in for nothing. */
	screen_env_keys(r, "r");
	screen_env_top(r, "referral");
	screen_env_keys(r, "o");
	screen_env_sees(r, "That cannot follow");
	screen_env_wait(r, 15 * DAY);
	screen_env_keys(r, "<Esc><Esc><Esc>r");
	screen_env_top(r, "all-referrals");
	screen_env_sees(r, "1 late");
	screen_env_cursor_on(r, "late 24h");
	screen_env_keys(r, "<Enter>m<F2>");
	screen_env_sees(r, "in 14 days");
	screen_env_keys(r, "<End>");
	screen_env_sees(r, "Reminded, after");
	screen_env_keys(r, "d");
	screen_env_top(r, "form");
	screen_env_keys(r, "<F2>");
	screen_env_top(r, "form"); /* why? */
	screen_env_sees(r, "Say why they decline");
	while (!screen_env_has(r, "> They say no because"))
		screen_env_keys(r, "<Down>");
	screen_env_keys(r, "1<F2>");
	screen_env_sees(r, "Declined by provider; send elsewhere, or note the gap");
	screen_env_keys(r, "o");
	screen_env_top(r, "form");
	screen_env_sees(r, "Needs a doctor for an old wound.");
	while (!screen_env_has(r, "> Referred to"))
		screen_env_keys(r, "<Up>");
	screen_env_keys(r, "City Hospital<Tab>");
	while (!screen_env_has(r, "> Explained"))
		screen_env_keys(r, "<Down>");
	screen_env_keys(r, "1<F2>");
	screen_env_sees(r, "Medical care to City Hospital");
	screen_env_keys(r, "s2<F2>");
	screen_env_sees(r, "Stands at: Sent");
	screen_env_keys(r, "a<F2>");
	screen_env_sees(r, "Stands at: Accepted; ask whether the service has begun");
	screen_env_keys(r, "c");
	while (!screen_env_has(r, "> What came of it"))
		screen_env_keys(r, "<Down>");
	screen_env_keys(r, "Healed.<F2>");
	screen_env_sees(r, "Stands at: Completed.");
	screen_env_keys(r, "<End>");
	screen_env_sees(r, "Healed.");
	go_to_action(r);
	screen_env_sees(r, "Done       See a doctor");
	screen_env_keys(r, "<Esc>r");
	screen_env_top(r, "referrals");
	screen_env_sees(r, "Completed");
	screen_env_sees(r, "Declined ");
}

static void the_form_is_shown_and_written(void **state)
{
	struct screen_env *r = *state;
	write_it(r);
	screen_env_keys(r, "<F7>");
	screen_env_top(r, "text");
	screen_env_sees(r, "Written: ");
	screen_env_sees(r, "DRAFT: not sent");
	screen_env_sees(r, "Amara Beispiel");
	char path[128];
	snprintf(path, sizeof path, "%s/exports/referral-HR-2026-0001.pdf", r->folder);
	assert_int_equal(access(path, R_OK), 0);
	screen_env_keys(r, "<Esc><Esc><Esc>9");
	screen_env_top(r, "timeline");
	screen_env_keys(r, "<Enter>");
	screen_env_top(r, "referral");
	screen_env_keys(r, "<Esc>h");
	screen_env_sees(r, "the form was printed");
}

static void a_service_not_to_be_had_is_noted(void **state)
{
	struct screen_env *r = *state;
	screen_env_keys(r, "<F4>1<Enter>r");
	screen_env_top(r, "referrals");
	screen_env_keys(r, "g");
	screen_env_top(r, "form");
	screen_env_keys(r, "mental<Enter>Hill<Enter>there<Enter><F2>");
	screen_env_top(r, "referrals");
	screen_env_sees(r, "GAP: Mental health");
	screen_env_keys(r, "<Esc><Esc>rff");
	screen_env_sees(r, "1 gap");
	screen_env_cursor_on(r, "HR-2026-0001");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(without_consent_it_asks_what_to_do, set_up, screen_env_tear_down),
		cmocka_unit_test_setup_teardown(declined_and_sent_elsewhere, set_up, screen_env_tear_down),
		cmocka_unit_test_setup_teardown(the_form_is_shown_and_written, set_up, screen_env_tear_down),
		cmocka_unit_test_setup_teardown(a_service_not_to_be_had_is_noted, set_up, screen_env_tear_down),
	};
	return cmocka_run_group_tests_name("referral by keys", tests, NULL, NULL);
}
