/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A composite case, typed in: a journalist who fled persecution. Asylum comes before any return, and her country hears
 * nothing of her without her own yes.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "lib/typist.h"

static void first_contact(struct rig *r)
{
	REGISTER(r, "Nasrin Beispiel", "Sex", "f<Enter>", "Born (date or age)", "1988", "Citizenship", "iran<Enter>",
		 "Language", "persian<Enter>", "Messages", "2");
	typist_screening(r, "1", "Afraid to return", "Sought for what she wrote.");
	rig_sees(r, "Fear of return: missing: Counselled on asylum");
	rig_sees(r, "ssisted return is locked");
}

static void locked(struct rig *r, const char *action, const char *why)
{
	typist_part(r, "5");
	typist_to(r, action);
	rig_sees(r, "is locked");
	rig_sees(r, why);
	rig_keys(r, "s2");
	rig_top(r, "plan");
	rig_cursor_on(r, "Planned");
	rig_cursor_on(r, "locked");
}

static void open_now(struct rig *r, const char *action)
{
	typist_part(r, "5");
	typist_to(r, action);
	rig_sees_not(r, "is locked");
	rig_keys(r, "s2");
	rig_cursor_on(r, "Under way");
}

static void back_to_planned(struct rig *r, const char *action)
{
	typist_to(r, action);
	rig_keys(r, "s1");
	rig_cursor_on(r, "Planned");
}

/* She asks about a return, and about papers: both may be written down, neither may begin. */
static void planned_and_locked(struct rig *r)
{
	typist_part(r, "5");
	rig_keys(r, "a");
	FILL(r, "What is to be done", "Journey back", "Service", "assisted<Enter>");
	rig_sees(r, "Assisted return is locked");
	FILL(r, "Through the consulate", "2", "By when", "+60d");
	typist_save(r, "plan");
	rig_keys(r, "a");
	FILL(r, "What is to be done", "New passport", "Service", "documents<Enter>", "Through the consulate", "1",
	     "By when", "+30d");
	typist_save(r, "plan");
	locked(r, "Journey back", "ounselling");
	locked(r, "New passport", "ounselling");
}

static void counselled(struct rig *r)
{
	rig_wait(r, 3600);
	typist_part(r, "7");
	rig_top(r, "form");
	FILL(r, "What was done", "Legal aid sees her tomorrow.", "Safe for now", "1", "Supervisor told", "1",
	     "With the person's consent", "1");
	typist_save(r, "records");
	rig_sees(r, "Consulate: no contact.");
	typist_open(r, "Counselled on asylum");
	rig_top(r, "form");
	FILL(r, "By whom", "amina, with legal aid", "In which language", "persian<Enter>", "Explained, and understood",
	     "12345", "Referral offered", "4");
	typist_save(r, "records");
	rig_sees(r, "Offer the referral: until then a return stays");
	rig_sees(r, "missing  Referral for protection offered");
	locked(r, "Journey back", "offered");
	typist_part(r, "7");
	typist_open(r, "Counselled on asylum");
	FILL(r, "Referral offered", "1", "Referred to", "Legal aid, Mr Roe", "What is feared", "Qalamtarash prison");
	typist_save(r, "records");
	typist_part(r, "");
	rig_sees_not(r, "Fear of return: missing");
	/* What she fears is for those who decide. */
	typist_shows_nowhere(r, "1", "Qalamtarash");
}

/* A return she chooses freely is no longer locked. Her country is another matter. */
static void no_embassy_without_her_yes(struct rig *r)
{
	typist_case(r, "1");
	open_now(r, "Journey back");
	back_to_planned(r, "Journey back");
	locked(r, "New passport", "consent");
	/* A yes to everything in general is none to this. */
	typist_part(r, "2");
	rig_keys(r, "n");
	FILL(r, "Decision", "1", "Said by", "1", "Has been told", "1234567", "What for", "our own<Enter>", "What for",
	     "referral<Enter>", "What for", "asking<Enter>", "Towards whom", "this office<Enter>", "Towards whom",
	     "services agreed<Enter>", "Towards whom", "unhcr<Enter>", "How it was given", "1",
	     "I heard it and confirm it", "1");
	typist_save(r, "records");
	locked(r, "New passport", "consent");
	rig_wait(r, 60);
	typist_part(r, "2");
	rig_keys(r, "n");
	FILL(r, "Decision", "1", "Said by", "1", "Has been told", "1234567", "What for", "papers<Enter>",
	     "Towards whom", "embassy<Enter>", "How it was given", "1", "I heard it and confirm it", "1");
	typist_save(r, "records");
	open_now(r, "New passport");
	back_to_planned(r, "New passport");
	/* She takes it back, and it is locked at once. */
	rig_wait(r, 60);
	typist_part(r, "2");
	rig_keys(r, "n");
	FILL(r, "Decision", "4", "Said by", "1", "What for", "papers<Enter>", "Towards whom", "embassy<Enter>");
	typist_save(r, "records");
	locked(r, "New passport", "consent");
}

static void asylum_and_closed(struct rig *r)
{
	typist_case(r, "1");
	ASSESS(r, "med", "Nationality, ethnicity", "3", "Somebody to trust", "5");
	rig_keys(r, "5");
	typist_to(r, "Journey back");
	rig_keys(r, "s6She does not want it any more.<F2>");
	rig_cursor_on(r, "Cancelled");
	typist_to(r, "New passport");
	rig_keys(r, "s6Not through them.<F2>");
	rig_cursor_on(r, "Cancelled");
	typist_part(r, "");
	typist_plan(r, "To stay, and to write.", "Go with her to the asylum office");
	rig_sees(r, "Planned, amina.");
	typist_actions_done(r);
	typist_ask_to_close(r, "a lasting");
	rig_sees_not(r, "Closed, amina");
	typist_approve(r, "Clos");
	typist_case(r, "1");
	rig_sees(r, "Closed, amina.");
}

static void a_woman_who_fled_persecution(void **state)
{
	struct rig *r = *state;
	first_contact(r);
	planned_and_locked(r);
	counselled(r);
	no_embassy_without_her_yes(r);
	asylum_and_closed(r);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(a_woman_who_fled_persecution, typist_set_up, typist_tear_down),
	};
	return cmocka_run_group_tests_name("case: persecution", tests, NULL, NULL);
}
