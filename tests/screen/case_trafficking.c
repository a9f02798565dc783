/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A composite case, typed in: a man who worked on a fishing boat for debt and came away, from the first contact to the
 * closing.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "lib/keys.h"

#define SHELTER "Lilac House, 5 Quay"

static void first_contact(struct screen_env *r)
{
	REGISTER(r, "Sanjit Muster", "Sex", "m<Enter>", "Born (date or age)", "age 24", "Citizenship", "nepal<Enter>",
		 "Language", "nepali<Enter>", "Safe hours", "after 18", "Messages", "1", "In a protected shelter", "1",
		 "Its address", SHELTER);
	screen_env_sees(r, "ALERT: Never leave a message.");
	screen_env_sees(r, "in a protected shelter");
	screen_env_sees_not(r, "Lilac");
	keys_screening(r, "1", "No safe place tonight", "Two years on a boat, unpaid, papers kept.");
	screen_env_sees(r, "URGENT");
}

/* Signs lead to those who identify; this page never says what only they may say. */
static void signs(struct screen_env *r)
{
	keys_part(r, "x");
	keys_add(r, "Trafficking");
	screen_env_sees(r, "No indicators noted.");
	FILL(r, "Signs noted", "works off<Enter>", "Signs noted", "somebody else keeps<Enter>", "Act",
	     "recruited<Enter>", "Means", "deception<Enter>", "Purpose: exploitation", "forced labour<Enter>");
	screen_env_sees(r, "Indicators present: refer for identification. Act yes, means yes, purpose yes.");
	screen_env_sees_not(r, "ictim");
	keys_save(r, "records");
	screen_env_sees(r, "Not answered yet: Referred for identification");
	keys_open(r, "Indicators present: refer");
	FILL(r, "Referred for identification", "1", "Referred on", "today", "Status", "1");
	keys_refused(r, "Who decided?");
	FILL(r, "Decided by", "1", "Decided on", "today", "Reflection period", "1", "From", "today");
	keys_save(r, "records");
	keys_part(r, "");
	screen_env_sees(r, "Indicators present");
	screen_env_sees(r, "Running: Reflection until 23 Dec 2026");
	keys_shows_nowhere(r, "1", "ictim");
}

static void read_through(struct screen_env *r, const char *word)
{
	for (int i = 0; i < 6; i++) {
		screen_env_sees_not(r, word);
		screen_env_keys(r, "<PgDn>");
	}
}

static void yes_to_the_clinic(struct screen_env *r)
{
	FILL(r, "Decision", "1", "Said by", "1", "Has been told", "1234567", "What for", "referral<Enter>",
	     "Towards whom", "services agreed<Enter>", "How it was given", "1", "I heard it and confirm it", "1");
	screen_env_keys(r, "<F2>");
}

/* A referral that is written does not go out before he has said yes to it, whoever would like it to. */
static void referred(struct screen_env *r)
{
	keys_case(r, "1");
	screen_env_keys(r, "r");
	screen_env_top(r, "referrals");
	keys_add(r, "Referral");
	FILL(r, "Service", "medical<Enter>", "Referred to", "Harbour Clinic", "Reason, as it is told",
	     "An old wound of the hand.", "The person is named by", "2", "Explained to the person", "1",
	     "The person gets there", "1");
	keys_save(r, "referral");
	screen_env_sees(r, "Saved; not sent yet.");
	screen_env_sees(r, "Consent: NO.");
	screen_env_keys(r, "s");
	screen_env_sees(r, "No consent for this receiver");
	screen_env_keys(r, "2");
	FILL(r, "Delivered by", "1", "Sent all the same, because", "It is quicker.");
	keys_refused(r, "may not");
	screen_env_keys(r, "<Esc>");
	screen_env_top(r, "referral");
	screen_env_sees_not(r, "Stands at: Sent");
	screen_env_keys(r, "s1");
	yes_to_the_clinic(r);
	keys_part(r, "r");
	screen_env_keys(r, "<Home><Enter>");
	screen_env_top(r, "referral");
	screen_env_sees_not(r, "Consent: NO.");
	screen_env_keys(r, "s");
	FILL(r, "Delivered by", "1");
	keys_save(r, "referral");
	screen_env_sees(r, "Stands at: Sent");
	/* The paper for the clinic has neither his name nor where he sleeps. */
	screen_env_keys(r, "<F7>");
	screen_env_top(r, "text");
	screen_env_sees_not(r, "Sanjit");
	read_through(r, "Lilac");
}

/* A plan of this level is in force when somebody else has said yes. */
static void plan(struct screen_env *r)
{
	keys_case(r, "1");
	ASSESS(r, "high", "Identity documents", "3", "Debt", "3", "Exploitation lived through", "3");
	screen_env_sees(r, "Calculated !! HIGH, assigned !! HIGH.");
	screen_env_sees(r, "amina.  Next: Urgent: act in 8h.  Reflection until 23 Dec 2026.");
	keys_plan(r, "His papers, then home in spring.", "Ask for new papers together");
	screen_env_sees(r, "Assessed, amina.");
	screen_env_keys(r, "5");
	screen_env_sees(r, "waits for approval");
	screen_env_keys(r, "<Esc><Esc>8");
	screen_env_sees(r, "may not do this"); /* hers it is not to approve */
	keys_approve(r, "Protection plan");
	screen_env_sees(r, "Approved by sara");
	keys_case(r, "1");
	screen_env_sees(r, "Planned, amina.");
}

static void closing(struct screen_env *r)
{
	keys_case(r, "1");
	keys_ask_to_close(r, "goals");
	screen_env_sees(r, "urgent");
	screen_env_sees(r, "Not closed yet");
	screen_env_sees(r, "Before closing: what was done about the urgent flag (7 Safety, urgent)");
	/* What is missing leads to where it is done. */
	keys_open(r, "an end for each open action");
	screen_env_top(r, "plan");
	screen_env_keys(r, "<Esc>");
	keys_open(r, "what was done about the urgent flag");
	screen_env_top(r, "form");
	screen_env_sees(r, "No safe place tonight");
	screen_env_keys(r, "<Esc>");
	screen_env_top(r, "status");
	screen_env_keys(r, "<Esc>");
	screen_env_sees_not(r, "Closed, amina");
	screen_env_wait(r, 3 * 3600);
	keys_actions_done(r);
	keys_part(r, "7");
	screen_env_top(r, "form");
	screen_env_sees(r, "No safe place tonight"); /* the flag that is open is chosen already */
	FILL(r, "What was done", "A bed tonight, then a room in a house.", "Time", "09:00", "Safe for now", "1",
	     "Spoke with the supervisor", "1",
	     "With the person's consent", "1");
	keys_save(r, "records");
	keys_part(r, "8");
	screen_env_sees_not(r, "urgent");
	screen_env_keys(r, "x1");
	screen_env_sees(r, "as soon as it is approved");
	screen_env_keys(r, "<Esc>");
	screen_env_sees_not(r, "Closed, amina");
	keys_approve(r, "Clos");
	keys_case(r, "1");
	screen_env_sees(r, "Closed, amina.");
	screen_env_keys(r, "c");
	FILL(r, "What it was", "1");
	keys_refused(r, "not agreed");
}

static void a_man_who_worked_for_debt(void **state)
{
	struct screen_env *r = *state;
	first_contact(r);
	signs(r);
	referred(r);
	plan(r);
	closing(r);
	/* From the first key to the last, the address is where it belongs and nowhere else. */
	keys_shows_nowhere(r, "1", "Lilac");
	keys_as(r, "sara", "all-in-one");
	r->session.permits &= ~PERMIT_BIT(PERMIT_RESTRICTED);
	keys_shows_nowhere(r, "1", "Lilac");
	screen_env_keys(r, "1");
	for (int i = 0; i < 40; i++) {
		screen_env_sees_not(r, "Lilac");
		screen_env_sees_not(r, "Its address");
		screen_env_keys(r, "<Tab>");
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(a_man_who_worked_for_debt, keys_set_up, keys_tear_down),
	};
	return cmocka_run_group_tests_name("case: labour trafficking", tests, NULL, NULL);
}
