/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A composite case, typed in: a boy of 16 who travelled alone, with a paper that makes him an adult. He is a child; a
 * return to his aunt stays locked until everything a child is owed has been done.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "lib/typist.h"

static void a_child_whatever_a_paper_says(struct rig *r)
{
	REGISTER(r, "Tesfay Exemplum", "Sex", "m<Enter>", "Born (date or age)", "age 16", "Citizenship",
		 "eritrea<Enter>", "Born, as papers say", "2001-01-01", "Doubted if under 18", "1",
		 "Who doubts, and why", "The border post, by his passport.");
	rig_sees(r, "CHILD");
	rig_keys(r, "k");
	rig_top(r, "records");
	rig_sees_not(r, "Not for adults");
	rig_sees(r, "missing  Alone or with family, who cares");
	rig_sees(r, "Assisted return: locked");
	/* The document, too, with the date it gives. */
	typist_part(r, "j");
	typist_add(r, "Document");
	rig_keys(r, "passp<Enter>");
	typist_save(r, "records");
	typist_part(r, "");
	rig_sees(r, "CHILD");
	/* Even where what he says himself would make him one, the doubt keeps him a child. */
	rig_keys(r, "1");
	FILL(r, "Born (date or age)", "<^U>age 19");
	typist_save(r, "case");
	rig_sees(r, "CHILD");
	rig_keys(r, "1");
	FILL(r, "Born (date or age)", "<^U>age 16");
	typist_save(r, "case");
	typist_screening(r, "2", "Child alone or with the abuser", "Locked up on the way.");
	rig_sees(r, "URGENT");
}

/* What the plan says of the return, and that setting it to "under way" is refused while it is locked. */
static void still_locked(struct rig *r, const char *why)
{
	typist_part(r, "5");
	typist_to(r, "Journey home");
	rig_sees(r, "Assisted return is locked");
	rig_sees(r, why);
	rig_keys(r, "s2");
	rig_top(r, "plan");
	rig_sees(r, "locked");
	rig_cursor_on(r, "Planned");
	typist_part(r, "");
}

static void return_is_planned(struct rig *r)
{
	rig_keys(r, "5a");
	FILL(r, "What is to be done", "Journey home", "Service", "assisted<Enter>");
	rig_sees(r, "Assisted return is locked");
	FILL(r, "Through the consulate", "2", "By when", "+60d");
	typist_save(r, "plan");
	still_locked(r, "the child's situation");
}

static void situation_and_guardian(struct rig *r)
{
	rig_wait(r, 3600);
	typist_part(r, "k");
	typist_open(r, "Alone or with family");
	FILL(r, "The child is", "1", "Guardian", "2");
	rig_keys(r, "<F2>");
	rig_top(r, "records");
	still_locked(r, "guardian");
	typist_part(r, "k");
	typist_open(r, "Guardian");
	FILL(r, "Guardian", "1", "Who", "Youth office, Ms Doe", "Appointed on", "today", "Care arrangement",
	     "foster<Enter>", "School", "2", "Detained for migration", "1", "Who says yes", "4");
	typist_save(r, "records");
	rig_sees(r, "done     Guardian");
	typist_part(r, "7");
	rig_top(r, "form");
	FILL(r, "What was done", "With a foster family since tonight.", "Safe for now", "1", "Supervisor told", "1",
	     "With the person's consent", "1");
	typist_save(r, "records");
	typist_part(r, "");
	rig_sees_not(r, "URGENT");
	still_locked(r, "determination");
}

static void best_interests(struct rig *r)
{
	typist_part(r, "k");
	typist_add(r, "Best interests assessment");
	FILL(r, "Because of", "1", "Made by", "amina", "What the child says", "To his aunt.", "Family and ties",
	     "An aunt raised him.", "Safety", "Nobody looks for him.", "Care", "Foster family, well.",
	     "Health, school, growing up", "Healthy.", "Best for the child now", "1", "Why", "He is well there.",
	     "Told to the child", "1");
	typist_save(r, "records");
	rig_sees(r, "done     Best interests assessment");
	typist_add(r, "Family tracing");
	FILL(r, "Who is sought", "His aunt", "The child agrees", "1", "Guardian or caregiver", "1", "Begun on", "today",
	     "How it stands", "3", "Result", "Found in her village.", "Contact with the family", "3",
	     "Relationship verified", "1", "How", "Both tell the same of his childhood.");
	typist_save(r, "records");
	still_locked(r, "determination");
	/* A panel that has heard him, with reasons: unfinished while something is missing. */
	typist_part(r, "k");
	typist_add(r, "Best interests determination");
	FILL(r, "To decide", "2", "Finished", "2");
	typist_refused(r, "Not finished yet. Missing: the panel (two or more)");
	FILL(r, "Panel", "Grace Doe, child-protection authority<Enter>John Roe, guardian", "The child's views",
	     "To go home.", "How the child was heard", "1", "Guardian present", "1", "Options weighed",
	     "Aunt, or to stay.", "Decided", "1<Enter>", "Reasons", "He wishes it; she raised him.", "Decided on",
	     "today");
	typist_save(r, "records");
	typist_open(r, "Best interests determination");
	FILL(r, "Told to the child on", "today");
	typist_save(r, "records");
	/* In favour, and not yet enough: nobody has looked at the home. */
	still_locked(r, "family assessment");
}

static void family(struct rig *r)
{
	typist_part(r, "k");
	typist_add(r, "Family assessment");
	FILL(r, "Who", "His aunt, her two girls", "Done by", "Partner office, visit", "Safe", "1", "Willing", "1",
	     "Able", "1", "Result", "1");
	typist_save(r, "records");
	still_locked(r, "agree");
	typist_part(r, "k");
	typist_open(r, "Family assessment in favour");
	FILL(r, "The child", "1", "Guardian or caregiver", "1", "Asked on", "today");
	typist_save(r, "records");
	rig_sees_not(r, "Assisted return: locked");
	typist_part(r, "5");
	typist_to(r, "Journey home");
	rig_sees_not(r, "Assisted return is locked");
	rig_keys(r, "s2");
	rig_sees(r, "Under way");
	rig_sees_not(r, "locked");
	typist_part(r, "");
}

/* An appeal locks it again, whatever is under way. */
static void appeal(struct rig *r)
{
	typist_part(r, "k");
	typist_open(r, "Best interests determination");
	FILL(r, "Appeal", "2", "Asked for on", "today", "By whom, why", "His father");
	typist_save(r, "records");
	rig_sees(r, "locked");
	typist_part(r, "k");
	typist_open(r, "Best interests determination");
	FILL(r, "Appeal", "3", "Appeal decided on", "today");
	typist_save(r, "records");
	rig_sees_not(r, "Assisted return: locked");
}

static void home_and_closed(struct rig *r)
{
	typist_part(r, "");
	ASSESS(r, "med", "Identity documents", "2", "Somebody to trust", "5");
	typist_plan(r, "To his aunt.", "Papers for the journey");
	rig_sees(r, "Active, amina.");
	typist_actions_done(r);
	typist_ask_to_close(r, "returned");
	rig_sees_not(r, "Closed, amina");
	typist_approve(r, "Clos");
	typist_case(r, "1");
	rig_sees(r, "Closed, amina.");
}

static void a_boy_with_an_adult_s_paper(void **state)
{
	struct rig *r = *state;
	a_child_whatever_a_paper_says(r);
	return_is_planned(r);
	situation_and_guardian(r);
	best_interests(r);
	family(r);
	appeal(r);
	home_and_closed(r);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(a_boy_with_an_adult_s_paper, typist_set_up, typist_tear_down),
	};
	return cmocka_run_group_tests_name("case: a child alone", tests, NULL, NULL);
}
