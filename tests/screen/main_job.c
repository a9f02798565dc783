/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The main job by keys: find or register, screen, assess, plan, follow up, and a second round; what is seen on the way;
 * and what it costs in keys.
 */
#include <sarai/base/units.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include <sarai/model/catalogue.h>

#include "lib/keys.h"
#include "lib/screen_env.h"

#define SCREENING_KEYS_MOST 250 /* beyond free text: what an experienced typist may need */

static void register_her(struct screen_env *r)
{
	screen_env_keys(r, "1Amara Beispiel");
	screen_env_sees(r, "Nobody found under this name.");
	screen_env_keys(r, "<F9>");
	screen_env_top(r, "form");
	screen_env_keys(r, "<Enter><Enter>f<Enter>age 27<Enter>guin<Enter>fr<Enter>2<F2>");
	screen_env_top(r, "case");
	screen_env_sees(r, "HR-2026-0001");
	screen_env_sees(r, "Amara Beispiel");
	screen_env_sees(r, "3 starts the screening");
}

/* Consent, alone, the eleven flags; exposure and means with a sentence each; the decision. */
static void screen_her(struct screen_env *r)
{
	screen_env_keys(r, "3");
	screen_env_cursor_on(r, "May we talk");
	screen_env_keys(r, "11");
	for (int i = 0; i < r->config->catalogue->n_flags; i++)
		screen_env_keys(r, "2");
	screen_env_cursor_on(r, "Exposed, or lived through it");
	screen_env_keys(r, "1work without<Enter>Unpaid since spring. The employer keeps her passport.<Tab>");
	screen_env_cursor_on(r, "Means to avoid or cope");
	screen_env_keys(r, "1Knows nobody here, has no money.<Tab>");
	screen_env_cursor_on(r, "Decision");
	screen_env_keys(r, "1<F2>");
	screen_env_top(r, "case");
	screen_env_sees(r, "Screened, amina.  Next: Assessment");
}

/* Every question that can move the level, asked in the order in which it settles most. */
static void assess_her(struct screen_env *r)
{
	screen_env_keys(r, "4");
	screen_env_sees(r, "Assessment, round 1");
	screen_env_sees(r, "can change it");
	screen_env_keys(r, "<F9>");
	screen_env_sees(r, "settles most");
	screen_env_keys(r, "6<F9>6<F9>3<F9>3<F9>2<F9>2");
	screen_env_keys(r, "<F11>");
	screen_env_top(r, "text");
	screen_env_sees(r, "What each answer does to the score");
	screen_env_keys(r, "<Esc>");
	screen_env_top(r, "assessment");
}

static void finish_round(struct screen_env *r, const char *level, const char *why)
{
	screen_env_keys(r, "<End><Up><Up>");
	screen_env_cursor_on(r, "Level you assign");
	screen_env_keys(r, level);
	screen_env_keys(r, "<Enter>");
	screen_env_keys(r, why);
	screen_env_keys(r, "<Tab>1<F2>");
	screen_env_sees(r, "Saved");
	screen_env_keys(r, "<Esc>");
	screen_env_top(r, "case");
}

static void a_person_from_the_first_key_to_a_second_round(void **state)
{
	struct screen_env *r = *state;
	register_her(r);
	screen_her(r);
	assess_her(r);
	finish_round(r, "high", "The employer still looks for her.");
	screen_env_sees(r, "!! HIGH");

	/* The plan: wishes, an action for each risk or a reason for none, agreement. */
	screen_env_keys(r, "5");
	screen_env_sees(r, "Not agreed yet.");
	screen_env_keys(r, "w");
	screen_env_keys(r, "Her passport back; not the police.<F2>");
	screen_env_sees(r, "Own wishes (w): Her passport back");
	while (!screen_env_has(r, "Every risk is answered")) {
		screen_env_keys(r, "<Home><Down><Down><Enter>");
		screen_env_sees(r, "1 Add an action or a referral");
		screen_env_keys(r, "1Ask together at the legal clinic<Tab><Tab><Tab><Tab><Tab><Tab><Tab>");
		screen_env_cursor_on(r, "By when");
		screen_env_keys(r, "+5d<F2>");
		screen_env_top(r, "plan");
	}
	screen_env_keys(r, "w");
	screen_env_keys(r, "<Tab>1today<F2>");
	screen_env_sees(r, "Agreed with the person on 23 Nov 2026; waits for approval");
	screen_env_keys(r, "<Esc>");
	screen_env_top(r, "case");
	screen_env_sees(r, "Assessed, amina.");

	/* The plan of a high-level case is in force once it is approved. */
	screen_env_keys(r, "<Esc>8a<F2>");
	screen_env_sees(r, "Approved by yourself");
	screen_env_keys(r, "<Esc><F4>1<Enter>");
	screen_env_sees(r, "Planned, amina.");

	/* A week later: she is on the agenda; a contact; the actions; the next round. */
	screen_env_wait(r, 8 * DAY);
	screen_env_keys(r, "<Esc>");
	screen_env_top(r, "home");
	screen_env_keys(r, "3");
	screen_env_top(r, "agenda");
	screen_env_sees(r, "HR-2026-0001");
	screen_env_keys(r, "c2<F2>"); /* an attempt: nobody has spoken of the plan, so it is not opened */
	screen_env_top(r, "agenda");
	screen_env_sees(r, "Saved ");
	screen_env_keys(r, "c");
	screen_env_sees(r, "Follow-up contact");
	screen_env_keys(r, "1<Tab>2111She has a room now.<F2>");
	screen_env_top(r, "plan");
	screen_env_sees(r, "Contact saved.");
	screen_env_keys(r, "<End>");
	while (!screen_env_has(r, "> Under way") && !screen_env_has(r, "> Planned") && !screen_env_has(r, "Done"))
		screen_env_keys(r, "<Up>");
	screen_env_keys(r, "s4She has spoken with them.<F2>");
	screen_env_sees(r, "Saved.");
	screen_env_keys(r, "<Esc>");
	screen_env_top(r, "agenda");
	screen_env_keys(r, "<Enter>");
	screen_env_top(r, "case");

	/* The next round begins with what was known; the chart shows both. */
	screen_env_keys(r, "4");
	screen_env_sees(r, "Round 1 was finished");
	screen_env_keys(r, "1");
	screen_env_sees(r, "Assessment, round 2");
	finish_round(r, "med", "Out of the house, among friends.");
	/* Down from high: the calculated level counts until it is approved. */
	screen_env_sees(r, "assigned lower, not yet approved");
	keys_approve(r, "A level below");
	screen_env_keys(r, "<F4>1<Enter>");
	screen_env_sees(r, "assigned ! MEDIUM");
	screen_env_keys(r, "43");
	screen_env_sees(r, "Low from 0, Medium from 25, High from 50");
	screen_env_sees(r, "1 Dec 2026: score");
	screen_env_keys(r, "<Esc><Esc>");
	screen_env_top(r, "home");
}

static void to_the_noted(struct screen_env *r)
{
	for (int i = 0; i < 99 && !screen_env_has(r, "> Control or threat now"); i++)
		screen_env_keys(r, "<Down>");
}

/* Words beside an answer are on their way into the draft like all others, though their box is still open. */
static void a_note_outlives_the_line(void **state)
{
	struct screen_env *r = *state;
	register_her(r);
	screen_her(r);
	screen_env_keys(r, "4");
	to_the_noted(r);
	screen_env_keys(r, "3<Up>nSpeaks only Oromo");
	screen_env_drop(r);
	screen_env_keys(r, "<Enter>");
	screen_env_sees(r, "You go on with your draft.");
	to_the_noted(r);
	screen_env_cursor_on(r, "Note: Speaks only Oromo");
	screen_env_keys(r, "n, and some Arabic");
	screen_env_wait(r, 3);
	screen_env_kill(r);
	screen_env_keys(r, "<Enter>");
	to_the_noted(r);
	screen_env_cursor_on(r, "Note: Speaks only Oromo, and");
	screen_env_keys(r, "n, or not<Esc>");
	screen_env_cursor_on(r, "Note: Speaks only Oromo, and");
	screen_env_sees_not(r, "or not");
}

/* What holds for everybody in the place is answered once, in words, and not risk by risk. */
static void risks_of_the_place_have_one_reason(void **state)
{
	struct screen_env *r = *state;
	register_her(r);
	screen_her(r);
	screen_env_keys(r, "4<End><Up><Up>");
	screen_env_cursor_on(r, "Level you assign");
	/* Three risks of the country, at the end of the factors. */
	screen_env_keys(r, "<Up><Up><Up><Up><Up>");
	screen_env_keys(r, "222<F2><Esc>5");
	screen_env_sees(r, "3 risks still need");
	screen_env_keys(r, "<Home><Down><Down><Enter>");
	screen_env_sees(r, "3 One reason for all 3 open risks of community and country");
	screen_env_keys(r, "3<Enter>");
	screen_env_sees(r, "Every risk is answered");
	screen_env_sees(r, "Holds for everybody here");
}

static void mild_risks_have_one_reason_graver_ones_their_own(void **state)
{
	struct screen_env *r = *state;
	register_her(r);
	screen_her(r);
	screen_env_keys(r, "4<End><Up><Up><Up>");
	while (!screen_env_has(r, "> Coping and own strength"))
		screen_env_keys(r, "<Up>");
	screen_env_keys(r, "1<Up><Up>1<Up><Up>3<F2><Esc>5");
	screen_env_sees(r, "3 risks still need");
	/* The gravest stands first, and has no reason in common with others. */
	screen_env_keys(r, "<Home><Down><Down><Enter>");
	screen_env_sees(r, "1 Add an action or a referral");
	screen_env_sees_not(r, "One reason for all");
	screen_env_keys(r, "<Esc><Down><Enter>");
	screen_env_sees(r, "3 One reason for all 2 open mild risks");
	screen_env_keys(r, "3<Enter>");
	screen_env_sees(r, "1 risk still needs");
}

/* Help lists a key only where it means that: on this page ^A asks the next question, and is no longer Home. */
static void help_lists_the_keys_of_the_page(void **state)
{
	struct screen_env *r = *state;
	register_her(r);
	screen_env_keys(r, "4<F1><PgDn>");
	screen_env_sees(r, "F9 ^A");
	screen_env_keys(r, "<PgDn>");
	screen_env_sees(r, "To the beginning of the line");
	screen_env_sees_not(r, "Home ^A");
}

static void a_screening_costs_few_keys(void **state)
{
	struct screen_env *r = *state;
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
		cmocka_unit_test_setup_teardown(a_person_from_the_first_key_to_a_second_round, screen_env_set_up,
						screen_env_tear_down),
		cmocka_unit_test_setup_teardown(a_note_outlives_the_line, screen_env_set_up, screen_env_tear_down),
		cmocka_unit_test_setup_teardown(risks_of_the_place_have_one_reason, screen_env_set_up, screen_env_tear_down),
		cmocka_unit_test_setup_teardown(mild_risks_have_one_reason_graver_ones_their_own, screen_env_set_up,
						screen_env_tear_down),
		cmocka_unit_test_setup_teardown(help_lists_the_keys_of_the_page, screen_env_set_up, screen_env_tear_down),
		cmocka_unit_test_setup_teardown(a_screening_costs_few_keys, screen_env_set_up, screen_env_tear_down),
	};
	return cmocka_run_group_tests_name("main job", tests, NULL, NULL);
}
