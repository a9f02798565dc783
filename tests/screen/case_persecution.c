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

#include "lib/keys.h"

static void first_contact(struct screen_env *r)
{
	REGISTER(r, "Nasrin Beispiel", "Sex", "f<Enter>", "Born (date or age)", "1988", "Citizenship", "iran<Enter>",
		 "Language", "persian<Enter>", "Messages", "2");
	keys_screening(r, "1", "Afraid to return", "Sought for what she wrote.");
	screen_env_sees(r, "Fear of return: missing: Counselled on asylum");
	screen_env_sees(r, "ssisted return is locked");
}

static void locked(struct screen_env *r, const char *action, const char *why)
{
	keys_part(r, "5");
	keys_to(r, action);
	screen_env_sees(r, "is locked");
	screen_env_sees(r, why);
	screen_env_keys(r, "s2");
	screen_env_top(r, "plan");
	screen_env_cursor_on(r, "Planned");
	screen_env_cursor_on(r, "locked");
}

static void open_now(struct screen_env *r, const char *action)
{
	keys_part(r, "5");
	keys_to(r, action);
	screen_env_sees_not(r, "is locked");
	screen_env_keys(r, "s2");
	screen_env_cursor_on(r, "Under way");
}

static void back_to_planned(struct screen_env *r, const char *action)
{
	keys_to(r, action);
	screen_env_keys(r, "s1");
	screen_env_cursor_on(r, "Planned");
}

/* She asks about a return, and about papers: both may be written down, neither may begin. */
static void planned_and_locked(struct screen_env *r)
{
	keys_part(r, "5");
	screen_env_keys(r, "a");
	FILL(r, "What is to be done", "Journey back", "Service", "assisted<Enter>");
	screen_env_sees(r, "Assisted return is locked");
	FILL(r, "Through the consulate", "2", "By when", "+60d");
	keys_save(r, "plan");
	screen_env_keys(r, "a");
	FILL(r, "What is to be done", "New passport", "Service", "documents<Enter>", "Through the consulate", "1",
	     "By when", "+30d");
	keys_save(r, "plan");
	locked(r, "Journey back", "ounselling");
	locked(r, "New passport", "ounselling");
}

static void counselled(struct screen_env *r)
{
	screen_env_wait(r, 3600);
	keys_part(r, "7");
	screen_env_top(r, "form");
	FILL(r, "What was done", "Legal aid sees her tomorrow.", "Time", "09:00", "Safe for now", "1",
	     "Spoke with the supervisor", "1",
	     "With the person's consent", "1");
	keys_save(r, "records");
	screen_env_sees(r, "Consulate: no contact.");
	keys_open(r, "Counselled on asylum");
	screen_env_top(r, "form");
	FILL(r, "By whom", "amina, with legal aid", "In which language", "persian<Enter>", "Explained, and understood",
	     "12345", "Referral offered", "4");
	keys_save(r, "records");
	screen_env_sees(r, "Offer the referral: until then a return stays");
	screen_env_sees(r, "missing  Referral for protection offered");
	locked(r, "Journey back", "offered");
	keys_part(r, "7");
	keys_open(r, "Counselled on asylum");
	FILL(r, "Referral offered", "1", "Referred to", "Legal aid, Mr Roe", "What is feared", "Qalamtarash prison");
	keys_save(r, "records");
	keys_part(r, "");
	screen_env_sees_not(r, "Fear of return: missing");
	/* What she fears is for those who decide. */
	keys_shows_nowhere(r, "1", "Qalamtarash");
}

/* A return she chooses freely is no longer locked. Her country is another matter. */
static void no_embassy_without_her_yes(struct screen_env *r)
{
	keys_case(r, "1");
	open_now(r, "Journey back");
	back_to_planned(r, "Journey back");
	locked(r, "New passport", "consent");
	/* A yes to everything in general is none to this. */
	keys_part(r, "2");
	screen_env_keys(r, "n");
	FILL(r, "Decision", "1", "Said by", "1", "Has been told", "1234567", "What for", "our own<Enter>", "What for",
	     "referral<Enter>", "What for", "asking<Enter>", "Towards whom", "this office<Enter>", "Towards whom",
	     "services agreed<Enter>", "Towards whom", "unhcr<Enter>", "How it was given", "1",
	     "I heard it and confirm it", "1");
	keys_save(r, "records");
	locked(r, "New passport", "consent");
	screen_env_wait(r, 60);
	keys_part(r, "2");
	screen_env_keys(r, "n");
	FILL(r, "Decision", "1", "Said by", "1", "Has been told", "1234567", "What for", "papers<Enter>",
	     "Towards whom", "embassy<Enter>", "How it was given", "1", "I heard it and confirm it", "1");
	keys_save(r, "records");
	open_now(r, "New passport");
	back_to_planned(r, "New passport");
	/* She takes it back, and it is locked at once. */
	screen_env_wait(r, 60);
	keys_part(r, "2");
	screen_env_keys(r, "n");
	FILL(r, "Decision", "4", "Said by", "1", "What for", "papers<Enter>", "Towards whom", "embassy<Enter>");
	keys_save(r, "records");
	locked(r, "New passport", "consent");
}

static void asylum_and_closed(struct screen_env *r)
{
	keys_case(r, "1");
	ASSESS(r, "med", "Nationality, ethnicity", "3", "Somebody to trust", "5");
	screen_env_keys(r, "5");
	keys_to(r, "Journey back");
	screen_env_keys(r, "s6She does not want it any more.<F2>");
	screen_env_cursor_on(r, "Cancelled");
	keys_to(r, "New passport");
	screen_env_keys(r, "s6Not through them.<F2>");
	screen_env_cursor_on(r, "Cancelled");
	keys_part(r, "");
	keys_plan(r, "To stay, and to write.", "Go with her to the asylum office");
	screen_env_sees(r, "Planned, amina.");
	keys_actions_done(r);
	keys_ask_to_close(r, "a lasting");
	screen_env_sees_not(r, "Closed, amina");
	keys_approve(r, "Clos");
	keys_case(r, "1");
	screen_env_sees(r, "Closed, amina.");
}

static void a_woman_who_fled_persecution(void **state)
{
	struct screen_env *r = *state;
	first_contact(r);
	planned_and_locked(r);
	counselled(r);
	no_embassy_without_her_yes(r);
	asylum_and_closed(r);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(a_woman_who_fled_persecution, keys_set_up, keys_tear_down),
	};
	return cmocka_run_group_tests_name("case: persecution", tests, NULL, NULL);
}
