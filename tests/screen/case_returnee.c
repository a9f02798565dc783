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

#include "lib/typist.h"

static void first_contact(struct rig *r)
{
	REGISTER(r, "Kofi Beispiel", "Sex", "m<Enter>", "Born (date or age)", "1990-05", "Citizenship", "ghana<Enter>",
		 "Where they stay", "With his sister, Hill quarter", "Phone", "+99900777", "Messages", "3", "Situation",
		 "return<Enter>");
	rig_sees_not(r, "ALERT"); /* a message is fine: that is no warning */
	typist_screening(r, "1", "Needs a doctor now", "A beam fell on him at work; sent home unpaid.");
	rig_sees(r, "URGENT");
}

/* Its clock runs on every page, is late on Today, and stops with what was done, not before. */
static void urgent_care(struct rig *r)
{
	typist_home(r);
	rig_sees(r, "1 urgent");
	rig_sees(r, "URGENT in ");
	rig_wait(r, TYPIST_DAY + 41 * 60);
	rig_sees(r, "URGENT late ");
	rig_keys(r, "<Enter>");
	rig_top(r, "case");
	rig_sees(r, "URGENT late ");
	rig_keys(r, "7");
	rig_top(r, "form");
	rig_sees(r, "Needs a doctor now");
	FILL(r, "Safe for now", "1", "Supervisor told", "1", "With the person's consent", "1");
	typist_save(r, "records");
	rig_sees(r, "URGENT late "); /* nobody has said what was done */
	typist_open(r, "Urgent: acted");
	FILL(r, "What was done", "Surgery at the district hospital.");
	typist_save(r, "records");
	rig_sees_not(r, "URGENT");
	/* What the doctor said is for few. */
	typist_part(r, "0");
	typist_add(r, "Restricted note");
	FILL(r, "About", "From the ward", "Note", "Osteomyelitis of the tibia.");
	rig_keys(r, "<F2>");
	typist_shows_nowhere(r, "1", "Osteomyelitis");
}

static void home_already(struct rig *r)
{
	typist_case(r, "1");
	ASSESS(r, "high", "Physical health", "3", "Money and goods", "3");
	rig_sees(r, "!! HIGH");
	rig_keys(r, "5a");
	FILL(r, "What is to be done", "Tools for a tailor", "Service", "reintegration<Enter>", "After a return to come",
	     "2", "By when", "+40d");
	typist_save(r, "plan");
	/* He has returned: nothing of a return to come stands before it. */
	typist_to(r, "Tools for a tailor");
	rig_sees_not(r, "locked");
	typist_part(r, "");
	typist_plan(r, "To work sitting, near his sister.", "Tell him of the hospital fund");
	rig_keys(r, "5");
	rig_sees(r, "waits for approval");
	typist_approve(r, "Protection plan");
	typist_case(r, "1");
	rig_sees(r, "Planned, amina.");
}

static void followed_up(struct rig *r)
{
	rig_wait(r, 8 * TYPIST_DAY);
	typist_home(r);
	rig_keys(r, "3");
	rig_top(r, "agenda");
	rig_sees(r, "HR-2026-0001");
	typist_case(r, "1");
	rig_keys(r, "c");
	FILL(r, "What it was", "1", "How", "2<Tab>", "Safe to talk", "1", "Alone", "1", "Since last time", "1",
	     "What was said, what changed", "Walks with a stick.");
	rig_keys(r, "<F2>");
	typist_case(r, "1");
	typist_actions_done(r);
	rig_sees(r, "Active, amina.");
	rig_keys(r, "4");
	rig_sees(r, "Round 1 was finished");
	rig_keys(r, "1");
	rig_sees(r, "Assessment, round 2");
	FILL(r, "Needs a doctor now", "2", "Physical health", "1", "Money and goods", "1");
	rig_keys(r, "<End><Up><Up>");
	rig_cursor_on(r, "Level you assign");
	rig_keys(r, "low<Enter><Tab>1<F2>");
	rig_sees(r, "Saved");
	rig_keys(r, "<Esc>");
	rig_sees(r, "- LOW");
	rig_keys(r, "43");
	rig_sees(r, "24 Nov 2026: score ");
	rig_sees(r, "2 Dec 2026: score ");
	/* Looked after from afar: a step set by hand, with its reason. */
	typist_part(r, "8");
	rig_keys(r, "s");
	FILL(r, "The case becomes", "monitoring<Enter>", "Why", "He works again.");
	typist_save(r, "status");
	rig_sees(r, "Monitoring, amina.");
	rig_sees(r, "He works again.");
}

static void closed_and_asked_once_more(struct rig *r)
{
	typist_part(r, "8");
	rig_keys(r, "x");
	FILL(r, "Why", "goals<Enter>", "No immediate risk left", "2", "Knows how to come back", "1",
	     "May be contacted later", "1", "How, safely", "By phone, any time", "File complete", "1",
	     "Keep the file until", "+900d");
	typist_save(r, "status");
	rig_sees(r, "Not closed yet"); /* there is a risk left, he says */
	rig_keys(r, "x");
	FILL(r, "No immediate risk left", "1");
	typist_save(r, "status");
	rig_sees_not(r, "Closed, amina");
	typist_approve(r, "Clos");
	typist_case(r, "1");
	rig_sees(r, "Closed, amina.");
	rig_sees(r, "Next: Contact after closing");
	rig_wait(r, 95 * TYPIST_DAY);
	typist_home(r);
	rig_sees(r, "Contact after closing");
	typist_case(r, "1");
	rig_keys(r, "c");
	FILL(r, "What it was", "1", "Since last time", "1", "What was said, what changed", "All well.");
	rig_keys(r, "<F2>");
	typist_home(r);
	rig_sees_not(r, "Contact after closing");
}

static void a_man_with_a_crushed_leg(void **state)
{
	struct rig *r = *state;
	first_contact(r);
	urgent_care(r);
	home_already(r);
	followed_up(r);
	closed_and_asked_once_more(r);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(a_man_with_a_crushed_leg, typist_set_up, typist_tear_down),
	};
	return cmocka_run_group_tests_name("case: an injured returnee", tests, NULL, NULL);
}
