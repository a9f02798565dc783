/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * At the keys: registering in any script and without a name; consent refused and what is removed then; the rule of
 * contact before a call; papers, journey and contacts.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "lib/screen_env.h"

static void register_as(struct screen_env *r, const char *name)
{
	screen_env_keys(r, "1");
	screen_env_keys(r, name);
	screen_env_keys(r, "<F9><F2>");
	screen_env_top(r, "case");
}

static void what_was_typed_stands_where_it_belongs(void **state)
{
	static const struct {
		const char *typed, *row;
	} rows[] = {
		{"Amara Beispiel", "Name                      Amara Beispiel"},
		{"علي حسن", "Name in own script        علي حسن"},
		{"Зулейха", "Name in own script        Зулейха"},
		{"Ünal", "Name                      Ünal"},
		{"Đặng", "Name                      Đặng"},
		{"+252 61 234", "Phone                     +252 61 234"},
		{"\u0966\u096f\u096e", "Phone                     \u0966\u096f\u096e"},
		{"\u674e", "Name in own script        \u674e"}, /* one sign, one letter: whole names */
		{"O", "Name                      O"},
	};
	struct screen_env *r = *state;
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		screen_env_keys(r, "1");
		screen_env_keys(r, rows[i].typed);
		screen_env_keys(r, "<F9>");
		screen_env_top(r, "form");
		screen_env_sees(r, rows[i].row);
		screen_env_keys(r, "<F2>");
		screen_env_top(r, "case");
		screen_env_keys(r, "<Esc>");
	}
	/* Who is in their own script alone is found and shown so. */
	screen_env_keys(r, "1علي");
	screen_env_sees(r, "1 likely match");
	screen_env_sees(r, "علي حسن");
}

/* A year later there is another case with the same last figures: one is asked which. */
static void last_figures_of_several_cases_ask_which(void **state)
{
	struct screen_env *r = *state;
	register_as(r, "Amara Beispiel");
	screen_env_keys(r, "<Esc>");
	r->now += 366 * 86400LL;
	register_as(r, "Berhane Beispiel");
	screen_env_sees(r, "HR-2027-0001");
	screen_env_keys(r, "<Esc><F4>1<Enter>");
	screen_env_top(r, "find");
	screen_env_sees(r, "2 cases match");
	screen_env_sees(r, "Amara Beispiel");
	screen_env_sees(r, "Berhane Beispiel");
	screen_env_keys(r, "<Enter>"); /* no other key is needed: the list has the cursor */
	screen_env_top(r, "case");
	screen_env_keys(r, "<Esc><F4>2026-1<Enter>");
	screen_env_top(r, "case");
	screen_env_sees(r, "HR-2026-0001");
	/* Only signs are nobody's name. */
	screen_env_keys(r, "<Esc><F3>...<F9>");
	screen_env_top(r, "find");
	screen_env_sees(r, "Look for the person first");
}

/* With the keyboard still set to the script of a name, a letter is the key it is on: on pages, in menus, at a choice. */
static void letters_of_other_keyboards_are_keys(void **state)
{
	static const char *const u[] = {"\u0433", "\u0413", "\u03b8", "\u0639", "\u05d5"}; /* Cyrillic, its capital, Greek, Arabic, Hebrew */
	struct screen_env *r = *state;
	for (size_t i = 0; i < sizeof u / sizeof *u; i++) {
		screen_env_keys(r, u[i]);
		screen_env_sees(r, "Calendar of the dates you type"); /* u: your account */
		screen_env_keys(r, "<Esc>");
	}
	screen_env_keys(r, "\u1200"); /* Ethiopic: composed of several keys */
	screen_env_sees(r, "the keyboard is set to another script. Digits, arrows with");
	register_as(r, "Amara Beispiel");
	screen_env_keys(r, "\u0441"); /* c: record a contact */
	screen_env_top(r, "form");
	screen_env_keys(r, "<Esc><Esc>1\u0410\u043d\u043d\u0430"); /* a text stays as it is typed */
	screen_env_sees(r, "\u0410\u043d\u043d\u0430");
	screen_env_keys(r, "<F9>");
	screen_env_sees(r, "Name in own script        \u0410\u043d\u043d\u0430");
	screen_env_keys(r, "<Down><Down><Down><Down><Down><Down><Down>");
	screen_env_cursor_on(r, "Interpreter needed");
	screen_env_keys(r, "\u043d"); /* y: yes */
	screen_env_sees(r, "Interpreter needed        Yes");
}

/* One's own calendar is set once and holds at every login; dates of both are then asked about, before they are kept. */
static void dates_of_one_s_own_calendar(void **state)
{
	struct screen_env *r = *state;
	screen_env_keys(r, "u");
	screen_env_sees(r, "Calendar of the dates you type");
	screen_env_keys(r, "3");
	screen_env_sees(r, "Now: Gregorian");
	screen_env_keys(r, "4");
	screen_env_kill(r); /* another login */
	screen_env_keys(r, "u3");
	screen_env_sees(r, "Now: Ethiopian");
	screen_env_keys(r, "<Esc>");
	screen_env_keys(r, "1Tesfaye Beispiel<F9>");
	screen_env_keys(r, "<Enter><Enter><Enter>"); /* to Born */
	screen_env_keys(r, "12/1/2010<Enter>");
	screen_env_sees(r, "Ethiopian: 12 Meskerem 2010 = 22 Sep 2017 (9 years old)");
	screen_env_sees(r, "Gregorian: 12 January 2010 (16 years old)");
	screen_env_keys(r, "1<F2>");
	screen_env_top(r, "case");
	screen_env_keys(r, "1");
	screen_env_sees(r, "22 Sep 2017");
}

/* The first page holds what is needed now; a typist needs few keys for it. */
static void registering_stays_short(void **state)
{
	struct screen_env *r = *state;
	screen_env_keys(r, "1Amara Beispiel<F9>");
	screen_env_sees(r, "Citizenship");
	screen_env_sees(r, "Language");
	screen_env_sees(r, "Phone");
	screen_env_sees(r, "Messages");
	int before = r->keys - r->free_text;
	screen_env_keys(r, "<Enter><Enter>f<Enter>age 27<Enter>eri,eth<Enter>tigri<Enter>1<Enter>+999 123<Enter>2<Enter>10 to "
		    "12<Enter>1<F2>");
	screen_env_top(r, "case");
	assert_true(r->keys - r->free_text - before < 60);
	screen_env_sees(r, "Eritrea, Ethiopia");
	screen_env_sees(r, "ALERT: Never leave a message. Only: Phone call. Hours: 10 to 12");
}

static void a_contact_is_kept_without_a_name(void **state)
{
	struct screen_env *r = *state;
	screen_env_keys(r, "1<F12>");
	screen_env_top(r, "form");
	screen_env_sees_not(r, "Name in own script");
	screen_env_sees_not(r, "Phone");
	screen_env_sees(r, "Without a name");
	screen_env_cursor_on(r, "Sex");
	screen_env_keys(r, "122The port<F2>");
	screen_env_top(r, "case");
	screen_env_sees(r, "HR-2026-0001");
	screen_env_sees(r, "No name");
	screen_env_sees(r, "18 to 59");
	/* Whatever was typed to look for somebody is not taken along. */
	screen_env_keys(r, "<Esc>1Zuleikha<F12>");
	screen_env_sees_not(r, "Zuleikha");
}

static void refused_consent_asks_whether_to_remove_the_name(void **state)
{
	struct screen_env *r = *state;
	register_as(r, "Amara Beispiel");
	screen_env_keys(r, "3");
	screen_env_cursor_on(r, "May we talk");
	screen_env_keys(r, "3<F2>");
	screen_env_sees(r, "Consent refused");
	screen_env_sees(r, "Remove it for good");
	/* Going back removes nothing; saving again asks again. */
	screen_env_keys(r, "<Esc>");
	screen_env_top(r, "case");
	screen_env_sees(r, "Amara Beispiel");
	screen_env_sees(r, "Nothing removed");
	screen_env_keys(r, "3<F2>");
	screen_env_sees(r, "Consent refused");
	screen_env_keys(r, "r");
	screen_env_top(r, "case");
	screen_env_sees(r, "Removed.");
	screen_env_sees_not(r, "Amara");
	screen_env_sees(r, "No name");
	screen_env_sees(r, "Consent: REFUSED 23 Nov 2026");
	screen_env_keys(r, "9h");
	screen_env_sees(r, "removed at the person's wish");
	screen_env_sees_not(r, "Amara");
	screen_env_keys(r, "<Esc><Esc>");
	/* Nothing is left to remove: not asked again. */
	screen_env_keys(r, "3<F2>");
	screen_env_top(r, "case");
}

static void a_consent_of_few_keys(void **state)
{
	struct screen_env *r = *state;
	register_as(r, "Amara Beispiel");
	screen_env_sees(r, "Consent: none yet: nothing may be shared.");
	screen_env_keys(r, "2n");
	screen_env_cursor_on(r, "Decision");
	screen_env_keys(r, "1<Enter>1");
	screen_env_cursor_on(r, "A child: together with");
	screen_env_keys(r, "<Tab>1234567<Enter>");
	screen_env_cursor_on(r, "What for");
	screen_env_keys(r, "our own, referral<Enter>services, unhcr<Enter><Tab>police, family<Enter><Tab>1");
	screen_env_cursor_on(r, "I heard it and confirm it");
	screen_env_keys(r, "1<F2>");
	screen_env_sees(r, "Saved");
	screen_env_sees(r, "Consents; not: Family, Police;");
	screen_env_keys(r, "<Esc>");
	screen_env_sees(r, "Not: Family, Police.");
	/* A partial no does not offer to remove anything. */
	screen_env_keys(r, "2n3<Enter>1<Tab>family<F2>");
	screen_env_top(r, "records");
}

static void the_whole_rule_stands_before_a_call(void **state)
{
	struct screen_env *r = *state;
	screen_env_keys(r, "1Amara Beispiel<F9>");
	while (!screen_env_has(r, "> Safe hours"))
		screen_env_keys(r, "<Down>");
	screen_env_keys(r, "10 to 12, not on Fridays and never in the week before the rent is due<Tab>1"
		    "ask for Sara and say that you are from the school about the children<Tab>"
		    "the brother, the man at the shop, and whoever answers instead of her<Tab>lemon<F2>");
	screen_env_top(r, "case");
	screen_env_sees(r, "ALERT: Never leave a message.");
	screen_env_sees(r, " ..."); /* on other pages two rows, which say that there is more */
	screen_env_keys(r, "c");
	screen_env_sees(r, "Follow-up contact");
	screen_env_sees(r, "ALERT: Never leave a message.");
	screen_env_sees(r, "Word: lemon");
	screen_env_sees(r, "> What it was");
}

/* A rule that is a little longer than a row is there in full on every page. */
static void a_rule_of_two_rows_is_not_cut(void **state)
{
	struct screen_env *r = *state;
	screen_env_keys(r, "1Amara Beispiel<F9>");
	while (!screen_env_has(r, "> Safe hours"))
		screen_env_keys(r, "<Down>");
	screen_env_keys(r, "10 to 12, not on Fridays<Tab>1ask for Sara from the school<Tab>the brother<Tab>lemon<F2>");
	screen_env_top(r, "case");
	screen_env_sees(r, "ALERT: Never leave a message.");
	screen_env_sees(r, "Word: lemon");
	screen_env_sees_not(r, " ...");
	screen_env_keys(r, "0"); /* a list, too */
	screen_env_top(r, "records");
	screen_env_sees(r, "Word: lemon");
	screen_env_sees_not(r, " ...");
}

static void a_digit_and_its_word_stay_on_one_row(void **state)
{
	struct screen_env *r = *state;
	screen_env_keys(r, "1Amara Beispiel<F9>");
	for (int i = 0; i < 60 && !screen_env_has(r, "> Kind of migration"); i++)
		screen_env_keys(r, "<Tab>");
	screen_env_sees(r, "1 Labour migrant");
	screen_env_sees(r, "5 In an irregular situation");
	screen_env_sees(r, "6 Not known");
}

static void papers_journey_and_contacts(void **state)
{
	struct screen_env *r = *state;
	register_as(r, "Amara Beispiel");
	screen_env_keys(r, "j");
	screen_env_top(r, "records");
	screen_env_sees(r, "Papers, journey, contacts");
	screen_env_keys(r, "n");
	screen_env_sees(r, "1 Document");
	screen_env_keys(r, "1passp<Enter>emplo<Enter>Taken on the first day<F2>");
	screen_env_sees(r, "Passport: Employer");
	screen_env_keys(r, "n2");
	screen_env_cursor_on(r, "Part");
	screen_env_keys(r, "1guinea<Enter>Kindia<Enter>2024-03<Enter>mali<Enter>Bamako<F2>");
	screen_env_sees(r, "Mar 2024: Guinea, Kindia > Mali, Bamako");
	screen_env_keys(r, "n3Hassan Example<Enter>bro<Enter><Tab><Tab>2<F2>");
	screen_env_sees(r, "DO NOT CONTACT: Brother");
	screen_env_sees_not(r, "Hassan");
}

#define T(f) cmocka_unit_test_setup_teardown(f, screen_env_set_up, screen_env_tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		T(what_was_typed_stands_where_it_belongs),
		T(last_figures_of_several_cases_ask_which),
		T(dates_of_one_s_own_calendar),
		T(letters_of_other_keyboards_are_keys),
		T(registering_stays_short),
		T(a_contact_is_kept_without_a_name),
		T(refused_consent_asks_whether_to_remove_the_name),
		T(a_consent_of_few_keys),
		T(the_whole_rule_stands_before_a_call),
		T(a_rule_of_two_rows_is_not_cut),
		T(a_digit_and_its_word_stay_on_one_row),
		T(papers_journey_and_contacts),
	};
	return cmocka_run_group_tests_name("screen: people", tests, NULL, NULL);
}
