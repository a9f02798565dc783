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

#include "lib/keys.h"

static void a_child_whatever_a_paper_says(struct screen_env *r)
{
	REGISTER(r, "Tesfay Exemplum", "Sex", "m<Enter>", "Born (date or age)", "age 16", "Citizenship",
		 "eritrea<Enter>", "Born, as papers say", "2001-01-01", "Doubted if under 18", "1",
		 "Who doubts, and why", "The border post, by his passport.");
	screen_env_sees(r, "CHILD");
	screen_env_keys(r, "k");
	screen_env_top(r, "records");
	screen_env_sees_not(r, "Not for adults");
	screen_env_sees(r, "missing  Alone or with family, who cares");
	screen_env_sees(r, "Assisted return: locked");
	/* The document, too, with the date it gives. */
	keys_part(r, "j");
	keys_add(r, "Document");
	screen_env_keys(r, "passp<Enter>");
	keys_save(r, "records");
	keys_part(r, "");
	screen_env_sees(r, "CHILD");
	/* Even where what he says himself would make him one, the doubt keeps him a child. */
	screen_env_keys(r, "1");
	FILL(r, "Born (date or age)", "<^U>age 19");
	keys_save(r, "case");
	screen_env_sees(r, "CHILD");
	screen_env_keys(r, "1");
	FILL(r, "Born (date or age)", "<^U>age 16");
	keys_save(r, "case");
	keys_screening(r, "2", "Child alone or with the abuser", "Locked up on the way.");
	screen_env_sees(r, "URGENT");
}

/* What the plan says of the return, and that setting it to "under way" is refused while it is locked. */
static void still_locked(struct screen_env *r, const char *why)
{
	keys_part(r, "5");
	keys_to(r, "Journey home");
	screen_env_sees(r, "Assisted return is locked");
	screen_env_sees(r, why);
	screen_env_keys(r, "s2");
	screen_env_top(r, "plan");
	screen_env_sees(r, "locked");
	screen_env_cursor_on(r, "Planned");
	keys_part(r, "");
}

static void return_is_planned(struct screen_env *r)
{
	screen_env_keys(r, "5a");
	FILL(r, "What is to be done", "Journey home", "Service", "assisted<Enter>");
	screen_env_sees(r, "Assisted return is locked");
	FILL(r, "Through the consulate", "2", "By when", "+60d");
	keys_save(r, "plan");
	still_locked(r, "the child's situation");
}

static void situation_and_guardian(struct screen_env *r)
{
	screen_env_wait(r, 3600);
	keys_part(r, "k");
	keys_open(r, "Alone or with family");
	FILL(r, "The child is", "1", "Guardian", "2");
	screen_env_keys(r, "<F2>");
	screen_env_top(r, "records");
	still_locked(r, "guardian");
	keys_part(r, "k");
	keys_open(r, "Guardian");
	FILL(r, "Guardian", "1", "Who", "Youth office, Ms Doe", "Appointed on", "today", "Care arrangement",
	     "foster<Enter>", "School", "2", "Detained for migration", "1", "Who says yes", "4");
	keys_save(r, "records");
	screen_env_sees(r, "done     Guardian");
	keys_part(r, "7");
	screen_env_top(r, "form");
	FILL(r, "What was done", "With a foster family since tonight.", "Time", "09:00", "Safe for now", "1",
	     "Spoke with the supervisor", "1",
	     "With the person's consent", "1");
	keys_save(r, "records");
	keys_part(r, "");
	screen_env_sees_not(r, "URGENT");
	still_locked(r, "determination");
}

static void best_interests(struct screen_env *r)
{
	keys_part(r, "k");
	keys_add(r, "Best interests assessment");
	FILL(r, "Because of", "1", "Made by", "amina", "What the child says", "To his aunt.", "Family and ties",
	     "An aunt raised him.", "Safety", "Nobody looks for him.", "Care", "Foster family, well.",
	     "Health, school, growing up", "Healthy.", "Best for the child now", "1", "Why", "He is well there.",
	     "Told to the child", "1");
	keys_save(r, "records");
	screen_env_sees(r, "done     Best interests assessment");
	keys_add(r, "Family tracing");
	FILL(r, "Who is sought", "His aunt", "The child agrees", "1", "Guardian or caregiver", "1", "Begun on", "today",
	     "How it stands", "3", "Result", "Found in her village.", "Contact with the family", "3",
	     "Relationship verified", "1", "How", "Both tell the same of his childhood.");
	keys_save(r, "records");
	still_locked(r, "determination");
	/* A panel that has heard him, with reasons: unfinished while something is missing. */
	keys_part(r, "k");
	keys_add(r, "Best interests determination");
	FILL(r, "To decide", "2", "Finished", "2");
	keys_refused(r, "Not finished yet. Missing: the panel (two or more)");
	FILL(r, "Panel", "Grace Doe, child-protection authority<Enter>John Roe, guardian", "The child's views",
	     "To go home.", "How the child was heard", "1", "Guardian present", "1", "Options weighed",
	     "Aunt, or to stay.", "Decided", "1<Enter>", "Reasons", "He wishes it; she raised him.", "Decided on",
	     "today");
	keys_save(r, "records");
	keys_open(r, "Best interests determination");
	FILL(r, "Told to the child on", "today");
	keys_save(r, "records");
	/* In favour, and not yet enough: nobody has looked at the home. */
	still_locked(r, "family assessment");
}

static void family(struct screen_env *r)
{
	keys_part(r, "k");
	keys_add(r, "Family assessment");
	FILL(r, "Who", "His aunt, her two girls", "Done by", "Partner office, visit", "Safe", "1", "Willing", "1",
	     "Able", "1", "Result", "1");
	keys_save(r, "records");
	still_locked(r, "agree");
	keys_part(r, "k");
	keys_open(r, "Family assessment in favour");
	FILL(r, "The child", "1", "Guardian or caregiver", "1", "Asked on", "today");
	keys_save(r, "records");
	screen_env_sees_not(r, "Assisted return: locked");
	keys_part(r, "5");
	keys_to(r, "Journey home");
	screen_env_sees_not(r, "Assisted return is locked");
	screen_env_keys(r, "s2");
	screen_env_sees(r, "Under way");
	screen_env_sees_not(r, "locked");
	keys_part(r, "");
}

/* An appeal locks it again, whatever is under way. */
static void appeal(struct screen_env *r)
{
	keys_part(r, "k");
	keys_open(r, "Best interests determination");
	FILL(r, "Appeal", "2", "Asked for on", "today", "By whom, why", "His father");
	keys_save(r, "records");
	screen_env_sees(r, "locked");
	keys_part(r, "k");
	keys_open(r, "Best interests determination");
	FILL(r, "Appeal", "3", "Appeal decided on", "today");
	keys_save(r, "records");
	screen_env_sees_not(r, "Assisted return: locked");
}

static void home_and_closed(struct screen_env *r)
{
	keys_part(r, "");
	ASSESS(r, "med", "Identity documents", "2", "Somebody to trust", "5");
	/* Under the floor of a flag: the supervisor says yes to the lower level. */
	keys_approve(r, "A level below");
	keys_case(r, "1");
	keys_plan(r, "To his aunt.", "Papers for the journey");
	screen_env_sees(r, "Active, amina.");
	keys_actions_done(r);
	keys_ask_to_close(r, "returned");
	screen_env_sees_not(r, "Closed, amina");
	keys_approve(r, "Clos");
	keys_case(r, "1");
	screen_env_sees(r, "Closed, amina.");
}

static void a_boy_with_an_adult_s_paper(void **state)
{
	struct screen_env *r = *state;
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
		cmocka_unit_test_setup_teardown(a_boy_with_an_adult_s_paper, keys_set_up, keys_tear_down),
	};
	return cmocka_run_group_tests_name("case: a child alone", tests, NULL, NULL);
}
