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

#include "lib/rig.h"

static void register_as(struct rig *r, const char *name)
{
	rig_keys(r, "1");
	rig_keys(r, name);
	rig_keys(r, "<F9><F2>");
	rig_top(r, "case");
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
	};
	struct rig *r = *state;
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		rig_keys(r, "1");
		rig_keys(r, rows[i].typed);
		rig_keys(r, "<F9>");
		rig_top(r, "form");
		rig_sees(r, rows[i].row);
		rig_keys(r, "<F2>");
		rig_top(r, "case");
		rig_keys(r, "<Esc>");
	}
	/* Who is in their own script alone is found and shown so. */
	rig_keys(r, "1علي");
	rig_sees(r, "1 likely match");
	rig_sees(r, "علي حسن");
}

/* The first page holds what is needed now; a typist needs few keys for it. */
static void registering_stays_short(void **state)
{
	struct rig *r = *state;
	rig_keys(r, "1Amara Beispiel<F9>");
	rig_sees(r, "Citizenship");
	rig_sees(r, "Language");
	rig_sees(r, "Phone");
	rig_sees(r, "Messages");
	int before = r->keys - r->free_text;
	rig_keys(r, "<Enter><Enter>f<Enter>age 27<Enter>eri,eth<Enter>tigri<Enter>1<Enter>+999 123<Enter>2<Enter>10 to "
		    "12<Enter>1<F2>");
	rig_top(r, "case");
	assert_true(r->keys - r->free_text - before < 60);
	rig_sees(r, "Eritrea, Ethiopia");
	rig_sees(r, "ALERT: Never leave a message. Only: Phone call. Hours: 10 to 12");
}

static void a_contact_is_kept_without_a_name(void **state)
{
	struct rig *r = *state;
	rig_keys(r, "1<F12>");
	rig_top(r, "form");
	rig_sees_not(r, "Name in own script");
	rig_sees_not(r, "Phone");
	rig_sees(r, "Without a name");
	rig_cursor_on(r, "Sex");
	rig_keys(r, "122The port<F2>");
	rig_top(r, "case");
	rig_sees(r, "HR-2026-0001");
	rig_sees(r, "No name");
	rig_sees(r, "18 to 59");
	/* Whatever was typed to look for somebody is not taken along. */
	rig_keys(r, "<Esc>1Zuleikha<F12>");
	rig_sees_not(r, "Zuleikha");
}

static void refused_consent_asks_whether_to_remove_the_name(void **state)
{
	struct rig *r = *state;
	register_as(r, "Amara Beispiel");
	rig_keys(r, "3");
	rig_cursor_on(r, "May we talk");
	rig_keys(r, "3<F2>");
	rig_sees(r, "Consent refused");
	rig_sees(r, "Remove it for good");
	/* Going back removes nothing; saving again asks again. */
	rig_keys(r, "<Esc>");
	rig_top(r, "case");
	rig_sees(r, "Amara Beispiel");
	rig_sees(r, "Nothing removed");
	rig_keys(r, "3<F2>");
	rig_sees(r, "Consent refused");
	rig_keys(r, "r");
	rig_top(r, "case");
	rig_sees(r, "Removed.");
	rig_sees_not(r, "Amara");
	rig_sees(r, "No name");
	rig_sees(r, "Consent: REFUSED 23 Nov 2026");
	rig_keys(r, "9h");
	rig_sees(r, "removed at the person's wish");
	rig_sees_not(r, "Amara");
	rig_keys(r, "<Esc><Esc>");
	/* Nothing is left to remove: not asked again. */
	rig_keys(r, "3<F2>");
	rig_top(r, "case");
}

static void a_consent_of_few_keys(void **state)
{
	struct rig *r = *state;
	register_as(r, "Amara Beispiel");
	rig_sees(r, "Consent: none yet: nothing may be shared.");
	rig_keys(r, "2n");
	rig_cursor_on(r, "Decision");
	rig_keys(r, "1<Enter>1");
	rig_cursor_on(r, "A child: together with");
	rig_keys(r, "<Tab>1234567<Enter>");
	rig_cursor_on(r, "What for");
	rig_keys(r, "our own, referral<Enter>services, unhcr<Enter><Tab>police, family<Enter><Tab>1");
	rig_cursor_on(r, "I heard it and confirm it");
	rig_keys(r, "1<F2>");
	rig_sees(r, "Saved");
	rig_sees(r, "Consents; not: Family, Police;");
	rig_keys(r, "<Esc>");
	rig_sees(r, "Not: Family, Police.");
	/* A partial no does not offer to remove anything. */
	rig_keys(r, "2n3<Enter>1<Tab>family<F2>");
	rig_top(r, "records");
}

static void the_whole_rule_stands_before_a_call(void **state)
{
	struct rig *r = *state;
	rig_keys(r, "1Amara Beispiel<F9>");
	while (!rig_has(r, "> Safe hours"))
		rig_keys(r, "<Down>");
	rig_keys(r, "10 to 12, not on Fridays and never in the week before the rent is due<Tab>1"
		    "ask for Sara and say that you are from the school about the children<Tab>"
		    "the brother, the man at the shop, and whoever answers instead of her<Tab>lemon<F2>");
	rig_top(r, "case");
	rig_sees(r, "ALERT: Never leave a message.");
	rig_sees(r, " ..."); /* on other pages two rows, which say that there is more */
	rig_keys(r, "c");
	rig_sees(r, "Follow-up contact");
	rig_sees(r, "ALERT: Never leave a message.");
	rig_sees(r, "Word: lemon");
	rig_sees(r, "> What it was");
}

/* A rule that is a little longer than a row is there in full on every page. */
static void a_rule_of_two_rows_is_not_cut(void **state)
{
	struct rig *r = *state;
	rig_keys(r, "1Amara Beispiel<F9>");
	while (!rig_has(r, "> Safe hours"))
		rig_keys(r, "<Down>");
	rig_keys(r, "10 to 12, not on Fridays<Tab>1ask for Sara from the school<Tab>the brother<Tab>lemon<F2>");
	rig_top(r, "case");
	rig_sees(r, "ALERT: Never leave a message.");
	rig_sees(r, "Word: lemon");
	rig_sees_not(r, " ...");
	rig_keys(r, "0"); /* a list, too */
	rig_top(r, "records");
	rig_sees(r, "Word: lemon");
	rig_sees_not(r, " ...");
}

static void a_digit_and_its_word_stay_on_one_row(void **state)
{
	struct rig *r = *state;
	rig_keys(r, "1Amara Beispiel<F9>");
	for (int i = 0; i < 60 && !rig_has(r, "> Kind of migration"); i++)
		rig_keys(r, "<Tab>");
	rig_sees(r, "1 Labour migrant");
	rig_sees(r, "5 In an irregular situation");
	rig_sees(r, "6 Not known");
}

static void papers_journey_and_contacts(void **state)
{
	struct rig *r = *state;
	register_as(r, "Amara Beispiel");
	rig_keys(r, "j");
	rig_top(r, "records");
	rig_sees(r, "Papers, journey, contacts");
	rig_keys(r, "n");
	rig_sees(r, "1 Document");
	rig_keys(r, "1passp<Enter>emplo<Enter>Taken on the first day<F2>");
	rig_sees(r, "Passport: Employer");
	rig_keys(r, "n2");
	rig_cursor_on(r, "Part");
	rig_keys(r, "1guinea<Enter>Kindia<Enter>2024-03<Enter>mali<Enter>Bamako<F2>");
	rig_sees(r, "Mar 2024: Guinea, Kindia > Mali, Bamako");
	rig_keys(r, "n3Hassan Example<Enter>bro<Enter><Tab><Tab>2<F2>");
	rig_sees(r, "DO NOT CONTACT: Brother");
	rig_sees_not(r, "Hassan");
}

#define T(f) cmocka_unit_test_setup_teardown(f, rig_set_up, rig_tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		T(what_was_typed_stands_where_it_belongs),
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
