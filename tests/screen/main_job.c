/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The main job by keys: find or register, screen, assess, plan, follow up, and a second round; what is seen on the way;
 * and what it costs in keys.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "lib/rig.h"

#define DAY 86400
#define SCREENING_KEYS_MOST 250 /* beyond free text: what an experienced typist may need */

static void register_her(struct rig *r)
{
	rig_keys(r, "1Amara Beispiel");
	rig_sees(r, "Nobody found under this name.");
	rig_keys(r, "<F9>");
	rig_top(r, "form");
	rig_keys(r, "<Enter><Enter>f<Enter>age 27<Enter>guin<Enter>fr<Enter>2<F2>");
	rig_top(r, "case");
	rig_sees(r, "HR-2026-0001");
	rig_sees(r, "Amara Beispiel");
	rig_sees(r, "3 starts the screening");
}

/* Consent, alone, the eleven flags; exposure and means with a sentence each; the decision. */
static void screen_her(struct rig *r)
{
	rig_keys(r, "3");
	rig_cursor_on(r, "May we talk");
	rig_keys(r, "11"
		    "22222222222");
	rig_cursor_on(r, "Exposed, or lived through it");
	rig_keys(r, "1work without<Enter>Unpaid since spring. The employer keeps her passport.<Tab>");
	rig_cursor_on(r, "Means to avoid or cope");
	rig_keys(r, "1Knows nobody here, has no money.<Tab>");
	rig_cursor_on(r, "Decision");
	rig_keys(r, "1<F2>");
	rig_top(r, "case");
	rig_sees(r, "Screened, amina.  Next: Assessment");
}

/* Every question that can move the level, asked in the order in which it settles most. */
static void assess_her(struct rig *r)
{
	rig_keys(r, "4");
	rig_sees(r, "Assessment, round 1");
	rig_sees(r, "can change it");
	rig_keys(r, "<F9>");
	rig_sees(r, "settles most");
	rig_keys(r, "6<F9>6<F9>3<F9>3<F9>2<F9>2");
	rig_keys(r, "<F11>");
	rig_top(r, "text");
	rig_sees(r, "What each answer does to the score");
	rig_keys(r, "<Esc>");
	rig_top(r, "assessment");
}

static void finish_round(struct rig *r, const char *level, const char *why)
{
	rig_keys(r, "<End><Up><Up>");
	rig_cursor_on(r, "Level you assign");
	rig_keys(r, level);
	rig_keys(r, "<Enter>");
	rig_keys(r, why);
	rig_keys(r, "<Tab>1<F2>");
	rig_sees(r, "Saved");
	rig_keys(r, "<Esc>");
	rig_top(r, "case");
}

static void a_person_from_the_first_key_to_a_second_round(void **state)
{
	struct rig *r = *state;
	register_her(r);
	screen_her(r);
	assess_her(r);
	finish_round(r, "high", "The employer still looks for her.");
	rig_sees(r, "!! HIGH");

	/* The plan: wishes, an action for each risk or a reason for none, agreement. */
	rig_keys(r, "5");
	rig_sees(r, "Not agreed yet.");
	rig_keys(r, "w");
	rig_keys(r, "Her passport back; not the police.<F2>");
	rig_sees(r, "Own wishes (w): Her passport back");
	while (!rig_has(r, "Every risk is answered")) {
		rig_keys(r, "<Home><Down><Down><Enter>");
		rig_sees(r, "1 Add an action or a referral");
		rig_keys(r, "1Ask together at the legal clinic<Tab><Tab><Tab><Tab><Tab><Tab><Tab>");
		rig_cursor_on(r, "By when");
		rig_keys(r, "+5d<F2>");
		rig_top(r, "plan");
	}
	rig_keys(r, "w");
	rig_keys(r, "<Tab>1today<F2>");
	rig_sees(r, "Agreed with the person on 23 Nov 2026; waits for approval");
	rig_keys(r, "<Esc>");
	rig_top(r, "case");
	rig_sees(r, "Assessed, amina.");

	/* The plan of a high-level case is in force once it is approved. */
	rig_keys(r, "<Esc>8a<F2>");
	rig_sees(r, "Approved by yourself");
	rig_keys(r, "<Esc><F4>1<Enter>");
	rig_sees(r, "Planned, amina.");

	/* A week later: she is on the agenda; a contact; the actions; the next round. */
	rig_wait(r, 8 * DAY);
	rig_keys(r, "<Esc>");
	rig_top(r, "home");
	rig_keys(r, "3");
	rig_top(r, "agenda");
	rig_sees(r, "HR-2026-0001");
	rig_keys(r, "c2<F2>"); /* an attempt: nobody has spoken of the plan, so it is not opened */
	rig_top(r, "agenda");
	rig_sees(r, "Saved ");
	rig_keys(r, "c");
	rig_sees(r, "Follow-up contact");
	rig_keys(r, "1<Tab>2111She has a room now.<F2>");
	rig_top(r, "plan");
	rig_sees(r, "Contact saved.");
	rig_keys(r, "<End>");
	while (!rig_has(r, "> Under way") && !rig_has(r, "> Planned") && !rig_has(r, "Done"))
		rig_keys(r, "<Up>");
	rig_keys(r, "s4She has spoken with them.<F2>");
	rig_sees(r, "Saved.");
	rig_keys(r, "<Esc>");
	rig_top(r, "agenda");
	rig_keys(r, "<Enter>");
	rig_top(r, "case");

	/* The next round begins with what was known; the chart shows both. */
	rig_keys(r, "4");
	rig_sees(r, "Round 1 was finished");
	rig_keys(r, "1");
	rig_sees(r, "Assessment, round 2");
	finish_round(r, "med", "Out of the house, among friends.");
	rig_sees(r, "assigned ! MEDIUM");
	rig_keys(r, "43");
	rig_sees(r, "Low from 0, Medium from 25, High from 50");
	rig_sees(r, "1 Dec 2026: score");
	rig_keys(r, "<Esc><Esc><Esc>");
	rig_top(r, "home");
}

static void to_the_noted(struct rig *r)
{
	for (int i = 0; i < 99 && !rig_has(r, "> Control or threat now"); i++)
		rig_keys(r, "<Down>");
}

/* Words beside an answer are on their way into the draft like all others, though their box is still open. */
static void a_note_outlives_the_line(void **state)
{
	struct rig *r = *state;
	register_her(r);
	screen_her(r);
	rig_keys(r, "4");
	to_the_noted(r);
	rig_keys(r, "3<Up>nSpeaks only Oromo");
	rig_drop(r);
	rig_keys(r, "<Enter>");
	rig_sees(r, "You go on with your draft.");
	to_the_noted(r);
	rig_cursor_on(r, "Note: Speaks only Oromo");
	rig_keys(r, "n, and some Arabic");
	rig_wait(r, 3);
	rig_kill(r);
	rig_keys(r, "<Enter>");
	to_the_noted(r);
	rig_cursor_on(r, "Note: Speaks only Oromo, and");
	rig_keys(r, "n, or not<Esc>");
	rig_cursor_on(r, "Note: Speaks only Oromo, and");
	rig_sees_not(r, "or not");
}

/* What holds for everybody in the place is answered once, in words, and not risk by risk. */
static void risks_of_the_place_have_one_reason(void **state)
{
	struct rig *r = *state;
	register_her(r);
	screen_her(r);
	rig_keys(r, "4<End><Up><Up>");
	rig_cursor_on(r, "Level you assign");
	/* Three risks of the country, at the end of the factors. */
	rig_keys(r, "<Up><Up><Up><Up><Up>");
	rig_keys(r, "222<F2><Esc>5");
	rig_sees(r, "3 risks still need");
	rig_keys(r, "<Home><Down><Down><Enter>");
	rig_sees(r, "3 One reason for all 3 open risks of community and country");
	rig_keys(r, "3<Enter>");
	rig_sees(r, "Every risk is answered");
	rig_sees(r, "Holds for everybody here");
}

static void mild_risks_have_one_reason_graver_ones_their_own(void **state)
{
	struct rig *r = *state;
	register_her(r);
	screen_her(r);
	rig_keys(r, "4<End><Up><Up><Up>");
	while (!rig_has(r, "> Coping and own strength"))
		rig_keys(r, "<Up>");
	rig_keys(r, "1<Up><Up>1<Up><Up>3<F2><Esc>5");
	rig_sees(r, "3 risks still need");
	/* The gravest stands first, and has no reason in common with others. */
	rig_keys(r, "<Home><Down><Down><Enter>");
	rig_sees(r, "1 Add an action or a referral");
	rig_sees_not(r, "One reason for all");
	rig_keys(r, "<Esc><Down><Enter>");
	rig_sees(r, "3 One reason for all 2 open mild risks");
	rig_keys(r, "3<Enter>");
	rig_sees(r, "1 risk still needs");
}

/* Help lists a key only where it means that: on this page ^A asks the next question, and is no longer Home. */
static void help_lists_the_keys_of_the_page(void **state)
{
	struct rig *r = *state;
	register_her(r);
	rig_keys(r, "4<F1>");
	rig_sees(r, "F9 ^A");
	rig_keys(r, "<PgDn>");
	rig_sees(r, "To the beginning of the line");
	rig_sees_not(r, "Home ^A");
}

static void a_screening_costs_few_keys(void **state)
{
	struct rig *r = *state;
	register_her(r);
	int keys = r->keys - r->free_text;
	screen_her(r);
	int all = r->keys - r->free_text;
	assert_true(all <= SCREENING_KEYS_MOST);
	print_message("# figure: finding and registering take %d keys, the short screening %d, beside %d characters of "
		      "text\n",
		      keys, all - keys, r->free_text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(a_person_from_the_first_key_to_a_second_round, rig_set_up,
						rig_tear_down),
		cmocka_unit_test_setup_teardown(a_note_outlives_the_line, rig_set_up, rig_tear_down),
		cmocka_unit_test_setup_teardown(risks_of_the_place_have_one_reason, rig_set_up, rig_tear_down),
		cmocka_unit_test_setup_teardown(mild_risks_have_one_reason_graver_ones_their_own, rig_set_up,
						rig_tear_down),
		cmocka_unit_test_setup_teardown(help_lists_the_keys_of_the_page, rig_set_up, rig_tear_down),
		cmocka_unit_test_setup_teardown(a_screening_costs_few_keys, rig_set_up, rig_tear_down),
	};
	return cmocka_run_group_tests_name("main job", tests, NULL, NULL);
}
