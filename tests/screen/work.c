/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The work on a case, by keys: notes and corrections, approvals between two people, closing and opening again, on hold,
 * handing over, caseloads.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <sarai/base/clock.h>
#include <sarai/base/str.h>
#include <sarai/base/units.h>
#include <sarai/edit/open.h>
#include <sarai/model/catalogue.h>
#include <sarai/model/permit.h>

#include "lib/screen_env.h"

/* ---- cases to work on: made through the services, so that the keys of a test are about its subject ---- */

static void a_case(struct screen_env *r, const char *name, char id[ID_TEXT])
{
	screen_env_fill(r, "person", NULL, id, "name", name);
}

static void assessed_high(struct screen_env *r, const char *case_id)
{
	const struct catalogue *c = r->config->catalogue;
	struct edit *w = screen_env_begin(r, "assessment", case_id, NULL);
	struct str all = {0};
	for (int i = 0; i < c->n_factors; i++) {
		screen_env_put(w, c->factors[i].name, "severe-risk");
		str_addf(&all, "%s%s", i ? " " : "", c->factors[i].name);
	}
	screen_env_put(w, "finished", "yes");
	screen_env_save(r, w, NULL, NULL);
	w = screen_env_begin(r, "action", case_id, NULL);
	screen_env_put(w, "action", "All that is needed");
	screen_env_put(w, "factors", str_text(&all));
	screen_env_put(w, "state", "done");
	screen_env_save(r, w, NULL, NULL);
	str_fini(&all);
}

/* ---- notes ---- */

static void a_note_is_signed_and_corrected(void **state)
{
	struct screen_env *r = *state;
	char id[ID_TEXT];
	a_case(r, "Amina Example", id);
	screen_env_keys(r, "<F4>1<Enter>0");
	screen_env_top(r, "records");
	screen_env_keys(r, "n1Home visit<Enter><F2>");
	screen_env_top(r, "form");
	screen_env_sees(r, "Not signed yet");
	screen_env_keys(r, "Nobody there.<F2>");
	screen_env_sees(r, "Home visit");
	screen_env_keys(r, "<Enter>");
	screen_env_top(r, "signed");
	screen_env_sees(r, "Signed by amina, 23 Nov 2026");
	screen_env_sees(r, "Nobody there.");
	/* Nothing that is typed changes it. */
	screen_env_keys(r, "<Down>XYZ");
	screen_env_sees(r, "Signed: it stays");
	screen_env_sees_not(r, "XYZ");
	screen_env_keys(r, "<Backspace><F2>");
	screen_env_sees(r, "Nobody there.");
	screen_env_top(r, "signed");
	r->now += DAY; /* no tick in between: the page would lock itself */
	screen_env_keys(r, "c");
	screen_env_top(r, "form");
	screen_env_keys(r, "The day was Sunday<Enter>Not Monday.<F2>");
	screen_env_top(r, "signed");
	screen_env_sees(r, "Corrected: amina, 24 Nov 2026");
	screen_env_sees(r, "The day was Sunday");
	screen_env_keys(r, "<F10>");
	screen_env_sees(r, "corrected on 24 Nov");
	screen_env_sees(r, "corrected: The day was Sunday");
	screen_env_cursor_on(r, "Home visit");
}

static void a_restricted_note_has_no_words_in_lists(void **state)
{
	struct screen_env *r = *state;
	char id[ID_TEXT];
	a_case(r, "Amina Example", id);
	struct edit *w = screen_env_begin(r, "restricted-note", id, NULL);
	screen_env_put(w, "subject", "Clinic result");
	screen_env_put(w, "note", "Words for few.");
	screen_env_save(r, w, NULL, NULL);
	r->session.permits &= ~PERMIT_BIT(PERMIT_RESTRICTED);
	screen_env_keys(r, "<F4>1<Enter>0");
	screen_env_sees(r, "Restricted note");
	screen_env_sees_not(r, "Clinic");
	screen_env_keys(r, "<Enter>");
	screen_env_top(r, "records");
	screen_env_sees(r, "may not");
}

static void a_conference_is_written_down(void **state)
{
	struct screen_env *r = *state;
	char id[ID_TEXT];
	a_case(r, "Amina Example", id);
	screen_env_keys(r, "<F4>1<Enter>0n3Lawyer, legal aid, Help Desk<Enter>Nurse, health, Clinic");
	screen_env_sees(r, "Nurse, health, Clinic");
	screen_env_keys(r, "<Tab>11Her status.<Tab>Apply together.<Tab>Lawyer: form, Friday<Tab>1<F2>");
	screen_env_top(r, "records");
	screen_env_sees(r, "The case stays open");
}

/* ---- approvals ---- */

static void a_plan_is_approved_by_somebody_else(void **state)
{
	struct screen_env *r = *state, boss;
	char id[ID_TEXT];
	a_case(r, "Amina Example", id);
	assessed_high(r, id);
	screen_env_keys(r, "<F4>1<Enter>5w<Tab><Tab>");
	screen_env_keys(r, "<Up><Up>A room of her own<Tab><Tab>1<F2>");
	screen_env_sees(r, "waits for approval");
	screen_env_second(&boss, r, "sara");
	screen_env_sees(&boss, "1 to answer");
	screen_env_sees(&boss, "Approve: Protection plan, for amina");
	screen_env_keys(&boss, "8");
	screen_env_top(&boss, "approvals");
	screen_env_sees(&boss, "Amina Example"); /* the head of the case in focus */
	screen_env_sees(&boss, "!! HIGH");
	screen_env_cursor_on(&boss, "Protection plan");
	/* A no needs its reason. */
	screen_env_keys(&boss, "r<Enter>");
	screen_env_keys(&boss, "<F2>");
	screen_env_sees(&boss, "The reason is missing");
	screen_env_keys(&boss, "a<F2>");
	screen_env_sees(&boss, "Approved.");
	screen_env_sees(&boss, "Nothing waits for approval.");
	screen_env_keys(r, "<F10><F10><F5>");
	screen_env_top(r, "home");
	screen_env_sees(r, "Approved by sara: Protection plan");
	screen_env_cursor_on(r, "HR-2026-0001");
	/* What is late or due stands above; the news opens the page of status and is seen by that. */
	screen_env_keys(r, "<End><Enter>");
	screen_env_top(r, "status");
	screen_env_sees(r, "Approved by sara: Protection plan");
	screen_env_sees(r, "Active, before Assessed");
	screen_env_keys(r, "<F10>");
	screen_env_sees_not(r, "Approved by sara");
	screen_env_close(&boss);
}

static void one_s_own_request_says_so(void **state)
{
	struct screen_env *r = *state;
	char id[ID_TEXT];
	a_case(r, "Amina Example", id);
	screen_env_keys(r, "<F4>1<Enter>8a<Space>");
	screen_env_sees(r, "Going through the case together");
	screen_env_keys(r, "going<Enter><Tab>Please look with me.<F2>");
	screen_env_top(r, "status");
	screen_env_sees(r, "Waits for approval: Going through the case together");
	screen_env_keys(r, "<Enter>1<F2>");
	screen_env_sees(r, "Approved by yourself");
	screen_env_sees(r, "Approved by amina, who had asked");
}

/* ---- closing and opening again ---- */

static void what_is_missing_is_said_with_its_place(void **state)
{
	struct screen_env *r = *state, boss;
	char id[ID_TEXT];
	a_case(r, "Amina Example", id);
	struct edit *w = screen_env_begin(r, "goal", id, NULL);
	screen_env_put(w, "goal", "A room");
	screen_env_save(r, w, NULL, NULL);
	screen_env_keys(r, "<F4>1<Enter>8xgoals<Enter><Tab>111By phone<Enter>1+900d<F2>");
	screen_env_top(r, "status");
	screen_env_sees(r, "Not closed yet: 1 thing missing");
	screen_env_sees(r, "Before closing: how each goal went (5 Plan)");
	screen_env_keys(r, "<F10>5");
	screen_env_keys(r, "<Down><Down><Enter>");
	screen_env_sees(r, "Goal");
	screen_env_keys(r, "<Down><Down><Down><Down>2<F2><F10>8");
	screen_env_sees(r, "nothing is missing");
	screen_env_keys(r, "x1");
	screen_env_sees(r, "Asked. The case is closed as soon as it is approved.");
	screen_env_sees(r, "The closure waits for approval");
	screen_env_second(&boss, r, "sara");
	screen_env_keys(&boss, "8a");
	screen_env_sees(&boss, "This closes the case.");
	screen_env_keys(&boss, "<F2>");
	screen_env_sees(&boss, "Approved.");
	screen_env_keys(r, "<F5>");
	screen_env_sees(r, "Closed, amina.");
	screen_env_sees(r, "Next: Contact after closing");
	screen_env_sees(r, "The case has ended: s opens it again.");
	/* Nothing new is begun. */
	screen_env_keys(r, "t");
	screen_env_top(r, "status");
	screen_env_sees(r, "The case has ended.");
	/* Opened again: the only thing there is to choose is chosen. */
	screen_env_keys(r, "s");
	screen_env_sees(r, "Re-opened");
	screen_env_keys(r, "<End>Came back in trouble.<F2>");
	screen_env_top(r, "status");
	screen_env_sees(r, "Re-opened, episode 2, amina.");
	screen_env_sees(r, "Next: Screening in");
	screen_env_keys(r, "e1");
	screen_env_sees(r, "Episode 1");
	screen_env_sees(r, "Closing the case");
	screen_env_sees(r, "A room");
	screen_env_keys(r, "n");
	screen_env_sees(r, "Nothing is added to an earlier episode.");
	screen_env_keys(r, "/a room<Enter>");
	screen_env_top(r, "fixed");
	screen_env_sees(r, "earlier episode");
	screen_env_close(&boss);
}

/* ---- on hold ---- */

static void on_hold_asks_for_a_day(void **state)
{
	struct screen_env *r = *state;
	char id[ID_TEXT];
	a_case(r, "Amina Example", id);
	screen_env_keys(r, "<F4>1<Enter>8son hold<Enter><Tab>Travelling.<F2>");
	screen_env_top(r, "form");
	screen_env_sees(r, "Say on which day to look again");
	screen_env_keys(r, "<Up>+7d<F2>");
	screen_env_top(r, "status");
	screen_env_sees(r, "On hold, amina.  Next: On hold: look again in");
	screen_env_sees(r, "On hold, before New. Travelling.");
	screen_env_keys(r, "<F10><F10>");
	screen_env_sees_not(r, "look again");
	r->now += 7 * DAY;
	screen_env_keys(r, "<F5>");
	screen_env_sees(r, "On hold: look again");
}

/* ---- handing over ---- */

static void a_case_is_offered_and_taken_over(void **state)
{
	struct screen_env *r = *state, him;
	char id[ID_TEXT];
	a_case(r, "Amina Example", id);
	screen_env_keys(r, "<F4>1<Enter>8t");
	screen_env_keys(r, "bashir<Enter>yMoves to his street.<F2>");
	screen_env_top(r, "status");
	screen_env_sees(r, "Offered to bashir: not answered yet");
	screen_env_keys(r, "<Enter>"); /* it is not hers to say yes */
	screen_env_sees(r, "1 Take the transfer back");
	screen_env_sees_not(r, "Taken over");
	screen_env_keys(r, "<Esc>");
	screen_env_second(&him, r, "bashir");
	screen_env_sees(&him, "Take over? Offered by amina");
	screen_env_keys(&him, "<Enter>");
	screen_env_top(&him, "status");
	screen_env_cursor_on(&him, "Offered to bashir");
	screen_env_keys(&him, "<Enter>");
	screen_env_sees(&him, "Not taken over");
	screen_env_keys(&him, "1<F2>");
	screen_env_sees(&him, "Taken over");
	screen_env_sees(&him, "New, bashir.");
	screen_env_keys(r, "<F5>");
	screen_env_sees(r, "With bashir, before with amina");
	screen_env_close(&him);
}

static void several_cases_are_given_from_the_caseload(void **state)
{
	struct screen_env *r = *state, him;
	char id[ID_TEXT];
	a_case(r, "One Example", id);
	a_case(r, "Two Example", id);
	a_case(r, "Three Example", id);
	screen_env_second(&him, r, "bashir");
	a_case(&him, "Four Example", id);
	screen_env_keys(r, "9");
	screen_env_top(r, "caseload");
	screen_env_cursor_on(r, "amina");
	screen_env_keys(r, "<Enter>");
	screen_env_top(r, "load-cases");
	screen_env_keys(r, "<Space><Space>");
	screen_env_sees(r, "2 marked");
	screen_env_keys(r, "g");
	screen_env_sees(r, "Give 2 cases to (bashir)");
	screen_env_keys(r, "bashir<Enter>");
	screen_env_keys(r, "Leave until January.<F2>");
	screen_env_sees(r, "2 cases are with bashir now.");
	screen_env_sees(r, "1 open case of amina");
	screen_env_keys(r, "<F10>");
	screen_env_cursor_on(r, "bashir"); /* the heaviest is first */
	screen_env_keys(&him, "<F5>");
	screen_env_sees(&him, "Given to you by amina");
	screen_env_close(&him);
}

#define T(f) cmocka_unit_test_setup_teardown(f, screen_env_set_up, screen_env_tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		T(a_note_is_signed_and_corrected),
		T(a_restricted_note_has_no_words_in_lists),
		T(a_conference_is_written_down),
		T(a_plan_is_approved_by_somebody_else),
		T(one_s_own_request_says_so),
		T(what_is_missing_is_said_with_its_place),
		T(on_hold_asks_for_a_day),
		T(a_case_is_offered_and_taken_over),
		T(several_cases_are_given_from_the_caseload),
	};
	return cmocka_run_group_tests_name("screen: work on a case", tests, NULL, NULL);
}
