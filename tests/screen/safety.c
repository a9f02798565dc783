/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Safety and trafficking by keys: the clocks tick on every page, the protocols say what is to be done, and a colleague
 * without the permission sees that there is something and not what.
 */
#include <sarai/base/units.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "lib/keys.h"
#include "lib/screen_env.h"

static void register_her(struct screen_env *r)
{
	screen_env_keys(r, "1Amara Beispiel<F9><F2>");
	screen_env_top(r, "case");
}

/* To a question of the form, wherever one stands. */
static void go_to(struct screen_env *r, const char *row)
{
	screen_env_keys(r, "<Home>");
	for (int i = 0; i < 120 && !screen_env_has(r, row); i++)
		screen_env_keys(r, "<Tab>");
	screen_env_sees(r, row);
}

/* Add one of these to the section: by the digit that stands before it. */
static void add_one(struct screen_env *r, const char *label)
{
	char key[2] = "";
	screen_env_keys(r, "n");
	char *screen = screen_env_screen(r);
	for (char *at = screen; !key[0] && (at = strstr(at, label)); at++) {
		if (at - screen > 2 && at[-1] == ' ' && at[-2] >= '1' && at[-2] <= '9')
			key[0] = at[-2];
	}
	free(screen);
	screen_env_keys(r, key);
	screen_env_top(r, "form");
	screen_env_sees(r, label);
}

/* Besnik, who may not see what is restricted, at the same case. */
static void besnik(struct screen_env *b, const struct screen_env *r)
{
	screen_env_second(b, r, "besnik");
	b->session.permits &= ~PERMIT_BIT(PERMIT_RESTRICTED);
	screen_env_keys(b, "<F4>1<Enter>");
	screen_env_top(b, "case");
}

static void save_care(struct screen_env *r)
{
	screen_env_keys(r, "7");
	add_one(r, "Care after sexual violence");
	screen_env_sees(r, "The clocks run from the day and hour on which it happened.");
	screen_env_keys(r, "yesterday<Enter>20<Enter>");
	screen_env_sees(r, "PEP: 59h left.  Emergency contraception: 107h left.");
	screen_env_keys(r, "<F2>");
	screen_env_top(r, "records");
}

static void a_care_window_ticks_on_every_page_and_in_minutes_at_the_end(void **state)
{
	struct screen_env *r = *state;
	register_her(r);
	save_care(r);
	screen_env_sees(r, "Care window 59h");
	screen_env_wait(r, 2 * HOUR);
	screen_env_sees(r, "Care window 57h"); /* the list */
	screen_env_keys(r, "<Esc>");
	screen_env_top(r, "case");
	screen_env_wait(r, HOUR);
	screen_env_sees(r, "Care window 56h"); /* the case file */
	screen_env_keys(r, "7<Enter>");
	screen_env_top(r, "form");
	screen_env_wait(r, 54 * HOUR + 25 * 60);
	screen_env_sees(r, "Care window 95 min"); /* the form: its head and its own line */
	screen_env_sees(r, "PEP: 95 min left.");
	screen_env_wait(r, 60);
	screen_env_sees(r, "Care window 94 min");
	/* Then the next one runs, and at last that nobody has written anything stays. */
	screen_env_wait(r, 94 * 60);
	screen_env_sees(r, "PEP: over since 0 min.  Emergency contraception: 48h left.");
	screen_env_keys(r, "<Esc><Esc><Esc>");
	screen_env_top(r, "home");
	screen_env_sees(r, "Care window");
	screen_env_sees_not(r, "sexual");
	screen_env_keys(r, "<F4>1<Enter>");
	screen_env_sees(r, "Care window 48h");
	screen_env_wait(r, 50 * HOUR);
	screen_env_keys(r, "7");
	screen_env_sees(r, "Care unanswered late 2h");
	screen_env_keys(r, "<Enter><End><Home><Down><Down>");
	screen_env_cursor_on(r, "PEP");
	screen_env_keys(r, "51<F2>");
	screen_env_keys(r, "<Enter>");
	screen_env_sees(r, "PEP: answered.");
	screen_env_keys(r, "<Home><Down><Down><Down>");
	screen_env_cursor_on(r, "Emergency contraception");
	screen_env_keys(r, "5<F2>");
	screen_env_sees_not(r, "Care unanswered");
	screen_env_sees_not(r, "Care window");
}

static void who_may_not_know_sees_that_there_is_something(void **state)
{
	struct screen_env *r = *state, b;
	register_her(r);
	save_care(r);
	add_one(r, "Safety plan");
	screen_env_keys(r, "Late, after drinking<F2>");
	add_one(r, "Self-harm protocol");
	screen_env_keys(r, "3<F2>");
	screen_env_sees(r, "Care after sexual violence");
	screen_env_sees(r, "Safety plan");
	screen_env_sees(r, "Self-harm protocol");
	screen_env_sees_not(r, "drinking");
	besnik(&b, r);
	screen_env_sees(&b, "Care window 59h");
	screen_env_sees(&b, "Tell the supervisor");
	screen_env_keys(&b, "7");
	screen_env_sees(&b, "Restricted note");
	screen_env_sees(&b, "n adds: Urgent response");
	screen_env_keys(&b, "<Enter>");
	screen_env_top(&b, "records");
	screen_env_sees(&b, "Your account may not do this: See restricted notes and answers.");
	screen_env_keys(&b, "<Down><Enter>");
	screen_env_top(&b, "records");
	for (const char *const *word = (const char *const[]){"sexual", "Self-harm", "Safety plan", "drinking", NULL};
	     *word; word++)
		screen_env_sees_not(&b, *word);
	/* Nor in history, nor in the agenda. */
	screen_env_keys(&b, "<Esc>9h");
	screen_env_sees(&b, "Restricted note saved");
	screen_env_sees_not(&b, "Self-harm");
	screen_env_keys(&b, "<Enter>");
	screen_env_top(&b, "text");
	screen_env_sees_not(&b, "drinking");
	screen_env_keys(&b, "<Esc><Esc><Esc><Esc>3<F11>");
	screen_env_top(&b, "agenda");
	screen_env_sees(&b, "Care window");
	screen_env_sees(&b, "Tell the supervisor");
	screen_env_sees_not(&b, "elf-harm");
	/* Amina's own history says that something was changed, and no more, to whoever looks over her shoulder. */
	screen_env_keys(r, "<Esc>9h");
	screen_env_sees(r, "Safety plan");
	keys_open(r, "Safety plan");
	screen_env_top(r, "text");
	screen_env_sees(r, "Dangers and first signs: changed (restricted)");
	screen_env_sees_not(r, "drinking");
	screen_env_close(&b);
}

static void the_self_harm_protocol_asks_for_the_supervisor(void **state)
{
	struct screen_env *r = *state;
	register_her(r);
	screen_env_keys(r, "7");
	add_one(r, "Self-harm protocol");
	screen_env_sees(r, "Ask plainly and calmly");
	screen_env_sees_not(r, "Tell your supervisor");
	screen_env_keys(r, "3");
	screen_env_sees(r, "Tell your supervisor now, then write it below.");
	screen_env_keys(r, "<Tab>");
	screen_env_cursor_on(r, "A plan");
	screen_env_keys(r, "1");
	screen_env_sees(r, "Do not leave the person alone.");
	screen_env_keys(r, "<F2>");
	screen_env_sees(r, "Tell the supervisor 4h");
	screen_env_keys(r, "<Esc><Esc>");
	screen_env_top(r, "home");
	screen_env_sees(r, "URGENT in 4h        HR-2026-0001   Tell the supervisor");
	screen_env_wait(r, 4 * HOUR + 41 * 60);
	screen_env_sees(r, "URGENT late 41 min  HR-2026-0001   Tell the supervisor");
	screen_env_wait(r, 19 * 60);
	screen_env_sees(r, "URGENT late 1h      HR-2026-0001   Tell the supervisor");
}

static void trafficking_says_what_it_may(void **state)
{
	struct screen_env *r = *state;
	register_her(r);
	screen_env_keys(r, "x");
	screen_env_sees(r, "n adds: Trafficking, Event, Perpetrator.");
	add_one(r, "Trafficking");
	screen_env_sees(r, "No indicators noted. Act -, means -, purpose -.");
	screen_env_keys(r, "somebody else keeps<Enter>");
	screen_env_sees(r, "Indicators present: refer for identification. Act -, means -, purpose -.");
	screen_env_keys(r, "<Tab>recruited<Enter>");
	screen_env_sees(r, "Act yes");
	screen_env_keys(r, "<F2>");
	screen_env_top(r, "records");
	screen_env_sees(r, "Indicators present: refer for identification");
	screen_env_keys(r, "<Enter>");
	go_to(r, "> Status");
	screen_env_keys(r, "1<F2>");
	screen_env_top(r, "form");
	screen_env_sees(r, "Who decided?");
	screen_env_keys(r, "1<F2>");
	screen_env_top(r, "records");
	screen_env_keys(r, "<Esc>");
	screen_env_sees(r, "status decided: Possible");
	screen_env_sees_not(r, "ictim");
}

static void a_reflection_period_stands_in_the_head(void **state)
{
	struct screen_env *r = *state;
	register_her(r);
	screen_env_keys(r, "x");
	add_one(r, "Trafficking");
	go_to(r, "> Reflection period");
	screen_env_keys(r, "1today<F2>");
	screen_env_sees(r, "Reflection until 23 Dec 2026.");
	screen_env_keys(r, "<Esc>");
	screen_env_sees(r, "Running: Reflection until 23 Dec 2026");
}

static void a_review_comes_into_today(void **state)
{
	struct screen_env *r = *state;
	register_her(r);
	screen_env_keys(r, "7");
	add_one(r, "Safety assessment");
	go_to(r, "> For the person");
	screen_env_keys(r, "3");
	screen_env_sees(r, "Gravest part: high. Review by 30 Nov 2026.");
	screen_env_keys(r, "<F2><Esc><Esc>");
	screen_env_top(r, "home");
	screen_env_sees_not(r, "Safety review");
	screen_env_wait(r, 7 * DAY);
	screen_env_sees(r, "Safety review");
	screen_env_keys(r, "<F4>1<Enter>");
	screen_env_sees(r, "Safety review 14h.");
}

static void two_versions_show_nothing_restricted(void **state)
{
	struct screen_env *r = *state, b;
	register_her(r);
	screen_env_keys(r, "312");
	go_to(r, "> Restricted note");
	screen_env_keys(r, "Quetzal<F2>");
	screen_env_top(r, "case");
	besnik(&b, r);
	screen_env_keys(&b, "3");
	go_to(&b, "> Place of the talk");
	screen_env_keys(&b, "Station");
	screen_env_keys(r, "3");
	go_to(r, "> Restricted note");
	screen_env_keys(r, " and more");
	go_to(r, "> Place of the talk");
	screen_env_keys(r, "Harbour<F2>");
	screen_env_top(r, "case");
	screen_env_keys(&b, "<F2>");
	screen_env_top(&b, "conflict");
	screen_env_sees(&b, "Harbour");
	screen_env_sees_not(&b, "Quetzal");
	screen_env_sees_not(&b, "Restricted note");
	screen_env_keys(&b, "1<F2>");
	screen_env_top(&b, "case");
	screen_env_keys(r, "3");
	go_to(r, "> Restricted note");
	screen_env_sees(r, "Quetzal and more");
	go_to(r, "> Place of the talk");
	screen_env_sees(r, "Station");
	screen_env_close(&b);
}

static void an_address_does_not_show(void **state)
{
	struct screen_env *r = *state, b;
	register_her(r);
	screen_env_keys(r, "1");
	go_to(r, "> In a protected shelter");
	screen_env_keys(r, "1Lilac House, 5 Quay<F2>");
	screen_env_top(r, "case");
	screen_env_sees(r, "in a protected shelter");
	screen_env_sees_not(r, "Lilac");
	screen_env_keys(r, "9h<Enter>");
	screen_env_top(r, "text");
	screen_env_sees_not(r, "Lilac");
	screen_env_keys(r, "<Esc><Esc><Esc>");
	besnik(&b, r);
	screen_env_sees(&b, "in a protected shelter");
	screen_env_sees_not(&b, "Lilac");
	screen_env_keys(&b, "1");
	screen_env_top(&b, "form");
	for (int i = 0; i < 30; i++) {
		screen_env_sees_not(&b, "Lilac");
		screen_env_sees_not(&b, "Its address");
		screen_env_keys(&b, "<Tab>");
	}
	/* He saves the phone; she finds the address where it was. */
	screen_env_keys(&b, "<Esc>1");
	go_to(&b, "> Phone");
	screen_env_keys(&b, "+99900123456<F2>");
	screen_env_top(&b, "case");
	screen_env_keys(r, "1");
	go_to(r, "> Its address");
	screen_env_sees(r, "Lilac House, 5 Quay");
	screen_env_close(&b);
}

static void a_restricted_factor_counts_and_does_not_show(void **state)
{
	struct screen_env *r = *state, b;
	register_her(r);
	screen_env_keys(r, "4");
	go_to(r, "> Sexual orientation");
	screen_env_keys(r, "3");
	go_to(r, "> Identity documents");
	screen_env_keys(r, "3");
	screen_env_keys(r, "<F2>");
	screen_env_sees(r, "Score");
	char *screen = screen_env_screen(r), score[16] = "";
	sscanf(strstr(screen, "Score "), "Score %10s", score);
	free(screen);
	screen_env_keys(r, "<F11>");
	screen_env_sees(r, "Sexual orientation: severe risk");
	screen_env_keys(r, "<Esc><Esc>");
	screen_env_sees_not(r, "orientation"); /* the summary is handed over */
	besnik(&b, r);
	screen_env_sees_not(&b, "orientation");
	screen_env_keys(&b, "4");
	screen_env_top(&b, "assessment");
	char same[40];
	snprintf(same, sizeof same, "Score %s ", score);
	screen_env_sees(&b, same);
	screen_env_keys(&b, "<F11>");
	screen_env_sees(&b, "severe risk");
	screen_env_sees_not(&b, "orientation");
	screen_env_keys(&b, "<Esc><Home>");
	for (int i = 0; i < 110; i++) {
		screen_env_sees_not(&b, "Sexual orientation");
		screen_env_keys(&b, "<Down>");
	}
	screen_env_keys(&b, "<Esc>5");
	screen_env_top(&b, "plan");
	screen_env_sees(&b, "Identity documents");
	screen_env_sees_not(&b, "orientation");
	screen_env_close(&b);
}

#define T(f) cmocka_unit_test_setup_teardown(f, screen_env_set_up, screen_env_tear_down)

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
