/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Safety and trafficking by keys: the clocks tick on every page, the protocols say what is to be done, and a colleague
 * without the permission sees that there is something and not what.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "lib/rig.h"

#define HOUR 3600
#define DAY 86400

static void register_her(struct rig *r)
{
	rig_keys(r, "1Amara Beispiel<F9><F2>");
	rig_top(r, "case");
}

/* To a question of the form, wherever one stands. */
static void go_to(struct rig *r, const char *row)
{
	rig_keys(r, "<Home>");
	for (int i = 0; i < 120 && !rig_has(r, row); i++)
		rig_keys(r, "<Tab>");
	rig_sees(r, row);
}

/* Add one of these to the section: by the digit that stands before it. */
static void add_one(struct rig *r, const char *label)
{
	char key[2] = "";
	rig_keys(r, "n");
	char *screen = rig_screen(r);
	for (char *at = screen; !key[0] && (at = strstr(at, label)); at++) {
		if (at - screen > 2 && at[-1] == ' ' && at[-2] >= '1' && at[-2] <= '9')
			key[0] = at[-2];
	}
	free(screen);
	rig_keys(r, key);
	rig_top(r, "form");
	rig_sees(r, label);
}

/* Besnik, who may not see what is restricted, at the same case. */
static void besnik(struct rig *b, const struct rig *r)
{
	rig_second(b, r, "besnik");
	b->session.permits &= ~PERMIT_BIT(PERMIT_RESTRICTED);
	rig_keys(b, "<F4>1<Enter>");
	rig_top(b, "case");
}

static void save_care(struct rig *r)
{
	rig_keys(r, "7");
	add_one(r, "Care after sexual violence");
	rig_sees(r, "The clocks run from the day and hour on which it happened.");
	rig_keys(r, "yesterday<Enter>20<Enter>");
	rig_sees(r, "PEP: 59h left.  Emergency contraception: 107h left.");
	rig_keys(r, "<F2>");
	rig_top(r, "records");
}

static void a_care_window_ticks_on_every_page_and_in_minutes_at_the_end(void **state)
{
	struct rig *r = *state;
	register_her(r);
	save_care(r);
	rig_sees(r, "Care window 59h");
	rig_wait(r, 2 * HOUR);
	rig_sees(r, "Care window 57h"); /* the list */
	rig_keys(r, "<Esc>");
	rig_top(r, "case");
	rig_wait(r, HOUR);
	rig_sees(r, "Care window 56h"); /* the case file */
	rig_keys(r, "7<Enter>");
	rig_top(r, "form");
	rig_wait(r, 54 * HOUR + 25 * 60);
	rig_sees(r, "Care window 95 min"); /* the form: its head and its own line */
	rig_sees(r, "PEP: 95 min left.");
	rig_wait(r, 60);
	rig_sees(r, "Care window 94 min");
	/* Then the next one runs, and at last that nobody has written anything stays. */
	rig_wait(r, 94 * 60);
	rig_sees(r, "PEP: over since 0 min.  Emergency contraception: 48h left.");
	rig_keys(r, "<Esc><Esc><Esc>");
	rig_top(r, "home");
	rig_sees(r, "Care window");
	rig_sees_not(r, "sexual");
	rig_keys(r, "<F4>1<Enter>");
	rig_sees(r, "Care window 48h");
	rig_wait(r, 50 * HOUR);
	rig_keys(r, "7");
	rig_sees(r, "Care unanswered late 2h");
	rig_keys(r, "<Enter><End><Home><Down><Down>");
	rig_cursor_on(r, "PEP");
	rig_keys(r, "51<F2>");
	rig_keys(r, "<Enter>");
	rig_sees(r, "PEP: answered.");
	rig_keys(r, "<Home><Down><Down><Down>");
	rig_cursor_on(r, "Emergency contraception");
	rig_keys(r, "5<F2>");
	rig_sees_not(r, "Care unanswered");
	rig_sees_not(r, "Care window");
}

static void who_may_not_know_sees_that_there_is_something(void **state)
{
	struct rig *r = *state, b;
	register_her(r);
	save_care(r);
	add_one(r, "Safety plan");
	rig_keys(r, "Late, after drinking<F2>");
	add_one(r, "Self-harm protocol");
	rig_keys(r, "3<F2>");
	rig_sees(r, "Care after sexual violence");
	rig_sees(r, "Safety plan");
	rig_sees(r, "Self-harm protocol");
	rig_sees_not(r, "drinking");
	besnik(&b, r);
	rig_sees(&b, "Care window 59h");
	rig_sees(&b, "Tell the supervisor");
	rig_keys(&b, "7");
	rig_sees(&b, "Restricted note");
	rig_sees(&b, "n adds: Urgent: acted");
	rig_keys(&b, "<Enter>");
	rig_top(&b, "records");
	rig_sees(&b, "Your account may not do this: See restricted notes and answers.");
	rig_keys(&b, "<Down><Enter>");
	rig_top(&b, "records");
	for (const char *const *word = (const char *const[]){"sexual", "Self-harm", "Safety plan", "drinking", NULL};
	     *word; word++)
		rig_sees_not(&b, *word);
	/* Nor in history, nor in the agenda. */
	rig_keys(&b, "<Esc>9h");
	rig_sees(&b, "Restricted note saved");
	rig_sees_not(&b, "Self-harm");
	rig_keys(&b, "<Enter>");
	rig_top(&b, "text");
	rig_sees_not(&b, "drinking");
	rig_keys(&b, "<Esc><Esc><Esc><Esc>3<F11>");
	rig_top(&b, "agenda");
	rig_sees(&b, "Care window");
	rig_sees(&b, "Tell the supervisor");
	rig_sees_not(&b, "elf-harm");
	/* Amina's own history says that something was changed, and no more, to whoever looks over her shoulder. */
	rig_keys(r, "<Esc>9h");
	rig_sees(r, "Safety plan");
	rig_keys(r, "<Down><Enter>");
	rig_top(r, "text");
	rig_sees(r, "Dangers and first signs: changed (restricted)");
	rig_sees_not(r, "drinking");
	rig_close(&b);
}

static void the_self_harm_protocol_asks_for_the_supervisor(void **state)
{
	struct rig *r = *state;
	register_her(r);
	rig_keys(r, "7");
	add_one(r, "Self-harm protocol");
	rig_sees(r, "Ask plainly and calmly");
	rig_sees_not(r, "Tell your supervisor");
	rig_keys(r, "3");
	rig_sees(r, "Tell your supervisor now, then write it below.");
	rig_keys(r, "<Tab>");
	rig_cursor_on(r, "A plan");
	rig_keys(r, "1");
	rig_sees(r, "Do not leave the person alone.");
	rig_keys(r, "<F2>");
	rig_sees(r, "Tell the supervisor 4h");
	rig_keys(r, "<Esc><Esc>");
	rig_top(r, "home");
	rig_sees(r, "URGENT in 4h        HR-2026-0001   Tell the supervisor");
	rig_wait(r, 4 * HOUR + 41 * 60);
	rig_sees(r, "URGENT late 41 min  HR-2026-0001   Tell the supervisor");
	rig_wait(r, 19 * 60);
	rig_sees(r, "URGENT late 1h      HR-2026-0001   Tell the supervisor");
}

static void trafficking_says_what_it_may(void **state)
{
	struct rig *r = *state;
	register_her(r);
	rig_keys(r, "x");
	rig_sees(r, "n adds: Trafficking, Event, Perpetrator.");
	add_one(r, "Trafficking");
	rig_sees(r, "No indicators noted. Act -, means -, purpose -.");
	rig_keys(r, "somebody else keeps<Enter>");
	rig_sees(r, "Indicators present: refer for identification. Act -, means -, purpose -.");
	rig_keys(r, "<Tab>recruited<Enter>");
	rig_sees(r, "Act yes");
	rig_keys(r, "<F2>");
	rig_top(r, "records");
	rig_sees(r, "Indicators present: refer for identification");
	rig_keys(r, "<Enter>");
	go_to(r, "> Status");
	rig_keys(r, "1<F2>");
	rig_top(r, "form");
	rig_sees(r, "Who decided?");
	rig_keys(r, "1<F2>");
	rig_top(r, "records");
	rig_keys(r, "<Esc>");
	rig_sees(r, "status decided: Possible");
	rig_sees_not(r, "ictim");
}

static void a_reflection_period_stands_in_the_head(void **state)
{
	struct rig *r = *state;
	register_her(r);
	rig_keys(r, "x");
	add_one(r, "Trafficking");
	go_to(r, "> Reflection period");
	rig_keys(r, "1today<F2>");
	rig_sees(r, "Reflection until 23 Dec 2026.");
	rig_keys(r, "<Esc>");
	rig_sees(r, "Running: Reflection until 23 Dec 2026");
}

static void a_review_comes_into_today(void **state)
{
	struct rig *r = *state;
	register_her(r);
	rig_keys(r, "7");
	add_one(r, "Safety assessment");
	go_to(r, "> For the person");
	rig_keys(r, "3");
	rig_sees(r, "Gravest part: high. Review by 30 Nov 2026.");
	rig_keys(r, "<F2><Esc><Esc>");
	rig_top(r, "home");
	rig_sees_not(r, "Safety review");
	rig_wait(r, 7 * DAY);
	rig_sees(r, "Safety review");
	rig_keys(r, "<F4>1<Enter>");
	rig_sees(r, "Safety review 14h.");
}

static void two_versions_show_nothing_restricted(void **state)
{
	struct rig *r = *state, b;
	register_her(r);
	rig_keys(r, "312");
	go_to(r, "> Restricted note");
	rig_keys(r, "Quetzal<F2>");
	rig_top(r, "case");
	besnik(&b, r);
	rig_keys(&b, "3");
	go_to(&b, "> Place of the talk");
	rig_keys(&b, "Station");
	rig_keys(r, "3");
	go_to(r, "> Restricted note");
	rig_keys(r, " and more");
	go_to(r, "> Place of the talk");
	rig_keys(r, "Harbour<F2>");
	rig_top(r, "case");
	rig_keys(&b, "<F2>");
	rig_top(&b, "conflict");
	rig_sees(&b, "Harbour");
	rig_sees_not(&b, "Quetzal");
	rig_sees_not(&b, "Restricted note");
	rig_keys(&b, "1<F2>");
	rig_top(&b, "case");
	rig_keys(r, "3");
	go_to(r, "> Restricted note");
	rig_sees(r, "Quetzal and more");
	go_to(r, "> Place of the talk");
	rig_sees(r, "Station");
	rig_close(&b);
}

static void an_address_does_not_show(void **state)
{
	struct rig *r = *state, b;
	register_her(r);
	rig_keys(r, "1");
	go_to(r, "> In a protected shelter");
	rig_keys(r, "1Lilac House, 5 Quay<F2>");
	rig_top(r, "case");
	rig_sees(r, "in a protected shelter");
	rig_sees_not(r, "Lilac");
	rig_keys(r, "9h<Enter>");
	rig_top(r, "text");
	rig_sees_not(r, "Lilac");
	rig_keys(r, "<Esc><Esc><Esc>");
	besnik(&b, r);
	rig_sees(&b, "in a protected shelter");
	rig_sees_not(&b, "Lilac");
	rig_keys(&b, "1");
	rig_top(&b, "form");
	for (int i = 0; i < 30; i++) {
		rig_sees_not(&b, "Lilac");
		rig_sees_not(&b, "Its address");
		rig_keys(&b, "<Tab>");
	}
	/* He saves the phone; she finds the address where it was. */
	rig_keys(&b, "<Esc>1");
	go_to(&b, "> Phone");
	rig_keys(&b, "+99900123456<F2>");
	rig_top(&b, "case");
	rig_keys(r, "1");
	go_to(r, "> Its address");
	rig_sees(r, "Lilac House, 5 Quay");
	rig_close(&b);
}

static void a_restricted_factor_counts_and_does_not_show(void **state)
{
	struct rig *r = *state, b;
	register_her(r);
	rig_keys(r, "4");
	go_to(r, "> Sexual orientation");
	rig_keys(r, "3");
	go_to(r, "> Identity documents");
	rig_keys(r, "3");
	rig_keys(r, "<F2>");
	rig_sees(r, "Score");
	char *screen = rig_screen(r), score[16] = "";
	sscanf(strstr(screen, "Score "), "Score %10s", score);
	free(screen);
	rig_keys(r, "<F11>");
	rig_sees(r, "Sexual orientation: severe risk");
	rig_keys(r, "<Esc><Esc>");
	rig_sees_not(r, "orientation"); /* the summary is handed over */
	besnik(&b, r);
	rig_sees_not(&b, "orientation");
	rig_keys(&b, "4");
	rig_top(&b, "assessment");
	char same[40];
	snprintf(same, sizeof same, "Score %s ", score);
	rig_sees(&b, same);
	rig_keys(&b, "<F11>");
	rig_sees(&b, "severe risk");
	rig_sees_not(&b, "orientation");
	rig_keys(&b, "<Esc><Home>");
	for (int i = 0; i < 110; i++) {
		rig_sees_not(&b, "Sexual orientation");
		rig_keys(&b, "<Down>");
	}
	rig_keys(&b, "<Esc>5");
	rig_top(&b, "plan");
	rig_sees(&b, "Identity documents");
	rig_sees_not(&b, "orientation");
	rig_close(&b);
}

#define T(f) cmocka_unit_test_setup_teardown(f, rig_set_up, rig_tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		T(a_care_window_ticks_on_every_page_and_in_minutes_at_the_end),
		T(who_may_not_know_sees_that_there_is_something),
		T(the_self_harm_protocol_asks_for_the_supervisor),
		T(trafficking_says_what_it_may),
		T(a_reflection_period_stands_in_the_head),
		T(a_review_comes_into_today),
		T(two_versions_show_nothing_restricted),
		T(an_address_does_not_show),
		T(a_restricted_factor_counts_and_does_not_show),
	};
	return cmocka_run_group_tests_name("safety", tests, NULL, NULL);
}
