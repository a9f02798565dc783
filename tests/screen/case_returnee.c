/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A composite case, typed in: a man who came home from abroad with a crushed leg and no pay. Urgent care, then work to
 * live from, a second round, monitoring, closing, and one contact afterwards because he agreed to it.
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
	REGISTER(r, "Kofi Beispiel", "Sex", "m<Enter>", "Born (date or age)", "1990-05", "Citizenship", "ghana<Enter>",
		 "Where they stay", "With his sister, Hill quarter", "Phone", "+99900777", "Messages", "3", "Situation",
		 "return<Enter>");
	screen_env_sees_not(r, "ALERT"); /* a message is fine: that is no warning */
	keys_screening(r, "1", "Needs a doctor now", "A beam fell on him at work; sent home unpaid.");
	screen_env_sees(r, "URGENT");
}

/* Its clock runs on every page, is late on Today, and stops with what was done, not before. */
static void urgent_care(struct screen_env *r)
{
	keys_home(r);
	screen_env_sees(r, "1 urgent");
	screen_env_sees(r, "URGENT in ");
	screen_env_wait(r, TYPIST_DAY + 41 * 60);
	screen_env_sees(r, "URGENT late ");
	screen_env_keys(r, "<Enter>");
	screen_env_top(r, "case");
	screen_env_sees(r, "URGENT late ");
	screen_env_keys(r, "7");
	screen_env_top(r, "form");
	screen_env_sees(r, "Needs a doctor now");
	FILL(r, "Time", "09:00", "Safe for now", "1",
	     "Spoke with the supervisor", "1", "With the person's consent", "1");
	keys_save(r, "records");
	screen_env_sees(r, "URGENT late "); /* nobody has said what was done */
	keys_open(r, "Urgent response");
	FILL(r, "What was done", "Surgery at the district hospital.");
	keys_save(r, "records");
	screen_env_sees_not(r, "URGENT");
	/* What the doctor said is for few. */
	keys_part(r, "0");
	keys_add(r, "Restricted note");
	FILL(r, "About", "From the ward", "Note", "Osteomyelitis of the tibia.");
	screen_env_keys(r, "<F2>");
	keys_shows_nowhere(r, "1", "Osteomyelitis");
}

static void home_already(struct screen_env *r)
{
	keys_case(r, "1");
	ASSESS(r, "high", "Physical health", "3", "Money and goods", "3");
	screen_env_sees(r, "!! HIGH");
	screen_env_keys(r, "5a");
	FILL(r, "What is to be done", "Tools for a tailor", "Service", "reintegration<Enter>", "After a return to come",
	     "2", "By when", "+40d");
	keys_save(r, "plan");
	/* He has returned: nothing of a return to come stands before it. */
	keys_to(r, "Tools for a tailor");
	screen_env_sees_not(r, "locked");
	keys_part(r, "");
	keys_plan(r, "To work sitting, near his sister.", "Tell him of the hospital fund");
	screen_env_keys(r, "5");
	screen_env_sees(r, "waits for approval");
	keys_approve(r, "Protection plan");
	keys_case(r, "1");
	screen_env_sees(r, "Planned, amina.");
}

static void followed_up(struct screen_env *r)
{
	screen_env_wait(r, 8 * TYPIST_DAY);
	keys_home(r);
	screen_env_keys(r, "3");
	screen_env_top(r, "agenda");
	screen_env_sees(r, "HR-2026-0001");
	keys_case(r, "1");
	screen_env_keys(r, "c");
	FILL(r, "What it was", "1", "How", "2<Tab>", "Safe to talk", "1", "Alone", "1", "Since last time", "1",
	     "What was said, what changed", "Walks with a stick.");
	screen_env_keys(r, "<F2>");
	keys_case(r, "1");
	keys_actions_done(r);
	screen_env_sees(r, "Active, amina.");
	screen_env_keys(r, "4");
	screen_env_sees(r, "Round 1 was finished");
	screen_env_keys(r, "1");
	screen_env_sees(r, "Assessment, round 2");
	FILL(r, "Needs a doctor now", "2", "Physical health", "1", "Money and goods", "1");
	screen_env_keys(r, "<End><Up><Up>");
	screen_env_cursor_on(r, "Level you assign");
	screen_env_keys(r, "low<Enter><Tab>1<F2>");
	screen_env_sees(r, "Saved");
	screen_env_keys(r, "<Esc>");
	screen_env_sees(r, "- LOW");
	screen_env_keys(r, "43");
	screen_env_sees(r, "24 Nov 2026: score ");
	screen_env_sees(r, "2 Dec 2026: score ");
	/* Looked after from afar: a step set by hand, with its reason. */
	keys_part(r, "8");
	screen_env_keys(r, "s");
	FILL(r, "The case becomes", "monitoring<Enter>", "Why", "He works again.");
	keys_save(r, "status");
	screen_env_sees(r, "Monitoring, amina.");
	screen_env_sees(r, "He works again.");
}

static void closed_and_asked_once_more(struct screen_env *r)
{
	keys_part(r, "8");
	screen_env_keys(r, "x");
	FILL(r, "Why", "goals<Enter>", "No immediate risk left", "2", "Knows how to come back", "1",
	     "May be contacted later", "1", "How, safely", "By phone, any time", "File complete", "1",
	     "Keep the file until", "+900d");
	keys_save(r, "status");
	screen_env_sees(r, "Not closed yet"); /* there is a risk left, he says */
	screen_env_keys(r, "x");
	FILL(r, "No immediate risk left", "1");
	keys_save(r, "status");
	screen_env_sees_not(r, "Closed, amina");
	keys_approve(r, "Clos");
	keys_case(r, "1");
	screen_env_sees(r, "Closed, amina.");
	screen_env_sees(r, "Next: Contact after closing");
	screen_env_wait(r, 95 * TYPIST_DAY);
	keys_home(r);
	screen_env_sees(r, "Contact after closing");
	keys_case(r, "1");
	screen_env_keys(r, "c");
	FILL(r, "What it was", "1", "Since last time", "1", "What was said, what changed", "All well.");
	screen_env_keys(r, "<F2>");
	keys_home(r);
	screen_env_sees_not(r, "Contact after closing");
}

static void a_man_with_a_crushed_leg(void **state)
{
	struct screen_env *r = *state;
	first_contact(r);
	urgent_care(r);
	home_already(r);
	followed_up(r);
	closed_and_asked_once_more(r);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(a_man_with_a_crushed_leg, keys_set_up, keys_tear_down),
	};
	return cmocka_run_group_tests_name("case: an injured returnee", tests, NULL, NULL);
}
