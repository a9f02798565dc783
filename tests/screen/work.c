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

#include <sarai/service/oversight.h>

#include "lib/rig.h"

#define DAY 86400

/* ---- cases to work on: made through the services, so that the keys of a test are about its subject ---- */

static void a_case(struct rig *r, const char *name, char id[ID_TEXT])
{
	rig_fill(r, "person", NULL, id, "name", name);
}

static void assessed_high(struct rig *r, const char *case_id)
{
	const struct catalogue *c = r->config->catalogue;
	struct work *w = rig_begin(r, "assessment", case_id, NULL);
	struct str all = {0};
	for (int i = 0; i < c->n_factors; i++) {
		rig_put(w, c->factors[i].name, "severe-risk");
		str_addf(&all, "%s%s", i ? " " : "", c->factors[i].name);
	}
	rig_put(w, "finished", "yes");
	rig_save(r, w, NULL, NULL);
	w = rig_begin(r, "action", case_id, NULL);
	rig_put(w, "action", "All that is needed");
	rig_put(w, "factors", str_text(&all));
	rig_put(w, "state", "done");
	rig_save(r, w, NULL, NULL);
	str_fini(&all);
}

/* ---- notes ---- */

static void a_note_is_signed_and_corrected(void **state)
{
	struct rig *r = *state;
	char id[ID_TEXT];
	a_case(r, "Amina Example", id);
	rig_keys(r, "<F4>1<Enter>0");
	rig_top(r, "records");
	rig_keys(r, "n1Home visit<Enter><F2>");
	rig_top(r, "form");
	rig_sees(r, "Not signed yet");
	rig_keys(r, "Nobody there.<F2>");
	rig_sees(r, "Home visit");
	rig_keys(r, "<Enter>");
	rig_top(r, "signed");
	rig_sees(r, "Signed by amina, 23 Nov 2026");
	rig_sees(r, "Nobody there.");
	/* Nothing that is typed changes it. */
	rig_keys(r, "<Down>XYZ");
	rig_sees(r, "Signed: it stays");
	rig_sees_not(r, "XYZ");
	rig_keys(r, "<Backspace><F2>");
	rig_sees(r, "Nobody there.");
	rig_top(r, "signed");
	r->now += DAY; /* no tick in between: the page would lock itself */
	rig_keys(r, "c");
	rig_top(r, "form");
	rig_keys(r, "The day was Sunday<Enter>Not Monday.<F2>");
	rig_top(r, "signed");
	rig_sees(r, "Corrected: amina, 24 Nov 2026");
	rig_sees(r, "The day was Sunday");
	rig_keys(r, "<F10>");
	rig_sees(r, "corrected on 24 Nov");
	rig_sees(r, "corrected: The day was Sunday");
	rig_cursor_on(r, "Home visit");
}

static void a_restricted_note_has_no_words_in_lists(void **state)
{
	struct rig *r = *state;
	char id[ID_TEXT];
	a_case(r, "Amina Example", id);
	struct work *w = rig_begin(r, "restricted-note", id, NULL);
	rig_put(w, "subject", "Clinic result");
	rig_put(w, "note", "Words for few.");
	rig_save(r, w, NULL, NULL);
	r->session.permits &= ~PERMIT_BIT(PERMIT_RESTRICTED);
	rig_keys(r, "<F4>1<Enter>0");
	rig_sees(r, "Restricted note");
	rig_sees_not(r, "Clinic");
	rig_keys(r, "<Enter>");
	rig_top(r, "records");
	rig_sees(r, "may not");
}

static void a_conference_is_written_down(void **state)
{
	struct rig *r = *state;
	char id[ID_TEXT];
	a_case(r, "Amina Example", id);
	rig_keys(r, "<F4>1<Enter>0n3Lawyer, legal aid, Help Desk<Enter>Nurse, health, Clinic");
	rig_sees(r, "Nurse, health, Clinic");
	rig_keys(r, "<Tab>11Her status.<Tab>Apply together.<Tab>Lawyer: form, Friday<Tab>1<F2>");
	rig_top(r, "records");
	rig_sees(r, "The case stays open");
}

/* ---- approvals ---- */

static void a_plan_is_approved_by_somebody_else(void **state)
{
	struct rig *r = *state, boss;
	char id[ID_TEXT];
	a_case(r, "Amina Example", id);
	assessed_high(r, id);
	rig_keys(r, "<F4>1<Enter>5w<Tab><Tab>");
	rig_keys(r, "<Up><Up>A room of her own<Tab><Tab>1<F2>");
	rig_sees(r, "waits for approval");
	rig_second(&boss, r, "sara");
	rig_sees(&boss, "1 to answer");
	rig_sees(&boss, "Approve: Protection plan, for amina");
	rig_keys(&boss, "8");
	rig_top(&boss, "approvals");
	rig_sees(&boss, "Amina Example"); /* the head of the case in focus */
	rig_sees(&boss, "!! HIGH");
	rig_cursor_on(&boss, "Protection plan");
	/* A no needs its reason. */
	rig_keys(&boss, "r<Enter>");
	rig_keys(&boss, "<F2>");
	rig_sees(&boss, "The reason is missing");
	rig_keys(&boss, "a<F2>");
	rig_sees(&boss, "Approved.");
	rig_sees(&boss, "Nothing waits for approval.");
	rig_keys(r, "<F10><F10><F5>");
	rig_top(r, "home");
	rig_sees(r, "Approved by sara: Protection plan");
	rig_cursor_on(r, "HR-2026-0001");
	/* What is late or due stands above; the news opens the page of status and is seen by that. */
	rig_keys(r, "<End><Enter>");
	rig_top(r, "status");
	rig_sees(r, "Approved by sara: Protection plan");
	rig_sees(r, "Active, before Assessed");
	rig_keys(r, "<F10>");
	rig_sees_not(r, "Approved by sara");
	rig_close(&boss);
}

static void one_s_own_request_says_so(void **state)
{
	struct rig *r = *state;
	char id[ID_TEXT];
	a_case(r, "Amina Example", id);
	rig_keys(r, "<F4>1<Enter>8a<Space>");
	rig_sees(r, "Going through the case together");
	rig_keys(r, "going<Enter><Tab>Please look with me.<F2>");
	rig_top(r, "status");
	rig_sees(r, "Waits for approval: Going through the case together");
	rig_keys(r, "<Enter>1<F2>");
	rig_sees(r, "Approved by yourself");
	rig_sees(r, "Approved by amina, who had asked");
}

/* ---- closing and opening again ---- */

static void what_is_missing_is_said_with_its_place(void **state)
{
	struct rig *r = *state, boss;
	char id[ID_TEXT];
	a_case(r, "Amina Example", id);
	struct work *w = rig_begin(r, "goal", id, NULL);
	rig_put(w, "goal", "A room");
	rig_save(r, w, NULL, NULL);
	rig_keys(r, "<F4>1<Enter>8xgoals<Enter><Tab>111By phone<Enter>1+900d<F2>");
	rig_top(r, "status");
	rig_sees(r, "Not closed yet: 1 thing missing");
	rig_sees(r, "Before closing: how each goal went (5 Plan)");
	rig_keys(r, "<F10>5");
	rig_keys(r, "<Down><Down><Enter>");
	rig_sees(r, "Goal");
	rig_keys(r, "<Down><Down><Down><Down>2<F2><F10>8");
	rig_sees(r, "nothing is missing");
	rig_keys(r, "x1");
	rig_sees(r, "Asked. The case is closed as soon as it is approved.");
	rig_sees(r, "The closure waits for approval");
	rig_second(&boss, r, "sara");
	rig_keys(&boss, "8a");
	rig_sees(&boss, "This closes the case.");
	rig_keys(&boss, "<F2>");
	rig_sees(&boss, "Approved.");
	rig_keys(r, "<F5>");
	rig_sees(r, "Closed, amina.");
	rig_sees(r, "Next: Contact after closing");
	rig_sees(r, "The case has ended: s opens it again.");
	/* Nothing new is begun. */
	rig_keys(r, "t");
	rig_top(r, "status");
	rig_sees(r, "The case has ended.");
	/* Opened again: the only thing there is to choose is chosen. */
	rig_keys(r, "s");
	rig_sees(r, "Re-opened");
	rig_keys(r, "<End>Came back in trouble.<F2>");
	rig_top(r, "status");
	rig_sees(r, "Re-opened, episode 2, amina.");
	rig_sees(r, "Next: Screening in");
	rig_keys(r, "e1");
	rig_sees(r, "Episode 1");
	rig_sees(r, "Closing the case");
	rig_sees(r, "A room");
	rig_keys(r, "n");
	rig_sees(r, "Nothing is added to an earlier episode.");
	rig_keys(r, "/a room<Enter>");
	rig_top(r, "fixed");
	rig_sees(r, "earlier episode");
	rig_close(&boss);
}

/* ---- on hold ---- */

static void on_hold_asks_for_a_day(void **state)
{
	struct rig *r = *state;
	char id[ID_TEXT];
	a_case(r, "Amina Example", id);
	rig_keys(r, "<F4>1<Enter>8son hold<Enter><Tab>Travelling.<F2>");
	rig_top(r, "form");
	rig_sees(r, "Say on which day to look again");
	rig_keys(r, "<Up>+7d<F2>");
	rig_top(r, "status");
	rig_sees(r, "On hold, amina.  Next: On hold: look again in");
	rig_sees(r, "On hold, before New. Travelling.");
	rig_keys(r, "<F10><F10>");
	rig_sees_not(r, "look again");
	r->now += 7 * DAY;
	rig_keys(r, "<F5>");
	rig_sees(r, "On hold: look again");
}

/* ---- handing over ---- */

static void a_case_is_offered_and_taken_over(void **state)
{
	struct rig *r = *state, him;
	char id[ID_TEXT];
	a_case(r, "Amina Example", id);
	rig_keys(r, "<F4>1<Enter>8t");
	rig_keys(r, "bashir<Enter>yMoves to his street.<F2>");
	rig_top(r, "status");
	rig_sees(r, "Offered to bashir: not answered yet");
	rig_keys(r, "<Enter>"); /* it is not hers to say yes */
	rig_sees(r, "1 Take the transfer back");
	rig_sees_not(r, "Taken over");
	rig_keys(r, "<Esc>");
	rig_second(&him, r, "bashir");
	rig_sees(&him, "Take over? Offered by amina");
	rig_keys(&him, "<Enter>");
	rig_top(&him, "status");
	rig_cursor_on(&him, "Offered to bashir");
	rig_keys(&him, "<Enter>");
	rig_sees(&him, "Not taken over");
	rig_keys(&him, "1<F2>");
	rig_sees(&him, "Taken over");
	rig_sees(&him, "New, bashir.");
	rig_keys(r, "<F5>");
	rig_sees(r, "With bashir, before with amina");
	rig_close(&him);
}

static void several_cases_are_given_from_the_caseload(void **state)
{
	struct rig *r = *state, him;
	char id[ID_TEXT];
	a_case(r, "One Example", id);
	a_case(r, "Two Example", id);
	a_case(r, "Three Example", id);
	rig_second(&him, r, "bashir");
	a_case(&him, "Four Example", id);
	rig_keys(r, "9");
	rig_top(r, "caseload");
	rig_cursor_on(r, "amina");
	rig_keys(r, "<Enter>");
	rig_top(r, "load-cases");
	rig_keys(r, "<Space><Space>");
	rig_sees(r, "2 marked");
	rig_keys(r, "g");
	rig_sees(r, "Give 2 cases to (bashir)");
	rig_keys(r, "bashir<Enter>");
	rig_keys(r, "Leave until January.<F2>");
	rig_sees(r, "2 cases are with bashir now.");
	rig_sees(r, "1 open case of amina");
	rig_keys(r, "<F10>");
	rig_cursor_on(r, "bashir"); /* the heaviest is first */
	rig_keys(&him, "<F5>");
	rig_sees(&him, "Given to you by amina");
	rig_close(&him);
}

#define T(f) cmocka_unit_test_setup_teardown(f, rig_set_up, rig_tear_down)

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
