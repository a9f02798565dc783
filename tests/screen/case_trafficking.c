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

#include "lib/typist.h"

#define SHELTER "Lilac House, 5 Quay"

static void first_contact(struct rig *r)
{
	REGISTER(r, "Sanjit Muster", "Sex", "m<Enter>", "Born (date or age)", "age 24", "Citizenship", "nepal<Enter>",
		 "Language", "nepali<Enter>", "Safe hours", "after 18", "Messages", "1", "In a protected shelter", "1",
		 "Its address", SHELTER);
	rig_sees(r, "ALERT: Never leave a message.");
	rig_sees(r, "in a protected shelter");
	rig_sees_not(r, "Lilac");
	typist_screening(r, "1", "No safe place tonight", "Two years on a boat, unpaid, papers kept.");
	rig_sees(r, "URGENT");
}

/* Signs lead to those who identify; this page never says what only they may say. */
static void signs(struct rig *r)
{
	typist_part(r, "x");
	typist_add(r, "Trafficking");
	rig_sees(r, "No indicators noted.");
	FILL(r, "Signs noted", "works off<Enter>", "Signs noted", "somebody else keeps<Enter>", "Act",
	     "recruited<Enter>", "Means", "deception<Enter>", "Purpose: exploitation", "forced labour<Enter>");
	rig_sees(r, "Indicators present: refer for identification. Act yes, means yes, purpose yes.");
	rig_sees_not(r, "ictim");
	typist_save(r, "records");
	rig_sees(r, "Not answered yet: Referred for identification");
	typist_open(r, "Indicators present: refer");
	FILL(r, "Referred for identification", "1", "Referred on", "today", "Status", "1");
	typist_refused(r, "Who decided?");
	FILL(r, "Decided by", "1", "Decided on", "today", "Reflection period", "1", "From", "today");
	typist_save(r, "records");
	typist_part(r, "");
	rig_sees(r, "Indicators present");
	rig_sees(r, "Running: Reflection until 23 Dec 2026");
	typist_shows_nowhere(r, "1", "ictim");
}

static void read_through(struct rig *r, const char *word)
{
	for (int i = 0; i < 6; i++) {
		rig_sees_not(r, word);
		rig_keys(r, "<PgDn>");
	}
}

static void yes_to_the_clinic(struct rig *r)
{
	FILL(r, "Decision", "1", "Said by", "1", "Has been told", "1234567", "What for", "referral<Enter>",
	     "Towards whom", "services agreed<Enter>", "How it was given", "1", "I heard it and confirm it", "1");
	rig_keys(r, "<F2>");
}

/* A referral that is written does not go out before he has said yes to it, whoever would like it to. */
static void referred(struct rig *r)
{
	typist_case(r, "1");
	rig_keys(r, "r");
	rig_top(r, "referrals");
	typist_add(r, "Referral");
	FILL(r, "Service", "medical<Enter>", "Referred to", "Harbour Clinic", "Reason, as it is told",
	     "An old wound of the hand.", "The person is named by", "2", "Explained to the person", "1",
	     "The person gets there", "1");
	typist_save(r, "referral");
	rig_sees(r, "Saved; not sent yet.");
	rig_sees(r, "Consent: NO.");
	rig_keys(r, "s");
	rig_sees(r, "No consent for this receiver");
	rig_keys(r, "2");
	FILL(r, "Delivered by", "1", "Sent all the same, because", "It is quicker.");
	typist_refused(r, "may not");
	rig_keys(r, "<Esc>");
	rig_top(r, "referral");
	rig_sees_not(r, "Stands at: Sent");
	rig_keys(r, "s1");
	yes_to_the_clinic(r);
	typist_part(r, "r");
	rig_keys(r, "<Home><Enter>");
	rig_top(r, "referral");
	rig_sees_not(r, "Consent: NO.");
	rig_keys(r, "s");
	FILL(r, "Delivered by", "1");
	typist_save(r, "referral");
	rig_sees(r, "Stands at: Sent");
	/* The paper for the clinic has neither his name nor where he sleeps. */
	rig_keys(r, "<F7>");
	rig_top(r, "text");
	rig_sees_not(r, "Sanjit");
	read_through(r, "Lilac");
}

/* A plan of this level is in force when somebody else has said yes. */
static void plan(struct rig *r)
{
	typist_case(r, "1");
	ASSESS(r, "high", "Identity documents", "3", "Debt", "3", "Exploitation lived through", "3");
	rig_sees(r, "Calculated !! HIGH, assigned !! HIGH.");
	rig_sees(r, "amina.  Next: Urgent: act in 8h.  Reflection until 23 Dec 2026.");
	typist_plan(r, "His papers, then home in spring.", "Ask for new papers together");
	rig_sees(r, "Assessed, amina.");
	rig_keys(r, "5");
	rig_sees(r, "waits for approval");
	rig_keys(r, "<Esc><Esc>8");
	rig_sees(r, "may not do this"); /* hers it is not to approve */
	typist_approve(r, "Protection plan");
	rig_sees(r, "Approved by sara");
	typist_case(r, "1");
	rig_sees(r, "Planned, amina.");
}

static void closing(struct rig *r)
{
	typist_case(r, "1");
	typist_ask_to_close(r, "goals");
	rig_sees(r, "urgent");
	rig_sees(r, "Not closed yet");
	rig_sees(r, "Before closing: what was done about the urgent flag (7 Safety, urgent)");
	/* What is missing leads to where it is done. */
	typist_open(r, "an end for each open action");
	rig_top(r, "plan");
	rig_keys(r, "<Esc>");
	typist_open(r, "what was done about the urgent flag");
	rig_top(r, "form");
	rig_sees(r, "No safe place tonight");
	rig_keys(r, "<Esc>");
	rig_top(r, "status");
	rig_keys(r, "<Esc>");
	rig_sees_not(r, "Closed, amina");
	rig_wait(r, 3 * 3600);
	typist_actions_done(r);
	typist_part(r, "7");
	rig_top(r, "form");
	rig_sees(r, "No safe place tonight"); /* the flag that is open is chosen already */
	FILL(r, "What was done", "A bed tonight, then a room in a house.", "Safe for now", "1", "Supervisor told", "1",
	     "With the person's consent", "1");
	typist_save(r, "records");
	typist_part(r, "8");
	rig_sees_not(r, "urgent");
	rig_keys(r, "x1");
	rig_sees(r, "as soon as it is approved");
	rig_keys(r, "<Esc>");
	rig_sees_not(r, "Closed, amina");
	typist_approve(r, "Clos");
	typist_case(r, "1");
	rig_sees(r, "Closed, amina.");
	rig_keys(r, "c");
	FILL(r, "What it was", "1");
	typist_refused(r, "not agreed");
}

static void a_man_who_worked_for_debt(void **state)
{
	struct rig *r = *state;
	first_contact(r);
	signs(r);
	referred(r);
	plan(r);
	closing(r);
	/* From the first key to the last, the address is where it belongs and nowhere else. */
	typist_shows_nowhere(r, "1", "Lilac");
	typist_as(r, "sara", "all-in-one");
	r->session.permits &= ~PERMIT_BIT(PERMIT_RESTRICTED);
	typist_shows_nowhere(r, "1", "Lilac");
	rig_keys(r, "1");
	for (int i = 0; i < 40; i++) {
		rig_sees_not(r, "Lilac");
		rig_sees_not(r, "Its address");
		rig_keys(r, "<Tab>");
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(a_man_who_worked_for_debt, typist_set_up, typist_tear_down),
	};
	return cmocka_run_group_tests_name("case: labour trafficking", tests, NULL, NULL);
}
