/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * People: names in several scripts, the name of the papers, several citizenships, safe contact; papers, journey and
 * people they know.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <sarai/base/clock.h>
#include <sarai/base/pairs.h>
#include <sarai/edit/cases.h>
#include <sarai/edit/kind.h>
#include <sarai/edit/open.h>
#include <sarai/form/form.h>
#include <sarai/model/permit.h>
#include <sarai/store/casefile.h>
#include <sarai/store/history.h>
#include <sarai/store/record.h>
#include <sarai/view/case_records.h>
#include <sarai/view/summary.h>

#include "lib/service_env.h"

static void register_with(struct service_env *d, char out[ID_TEXT], const char **pairs)
{
	struct edit *w = open_kind(d, "person", NULL);
	for (; *pairs; pairs += 2)
		put(w, pairs[0], pairs[1]);
	save(d, w);
	memcpy(out, w->case_row.id, ID_TEXT);
	edit_close(&w);
}
#define person(d, out, ...) register_with(d, out, (const char *[]){__VA_ARGS__, NULL})

/* ---- names ---- */

static void names_are_found_in_any_script(void **state)
{
	static const char *const people[][4] = {
		{"Ali Hasan", "علي حسن", "Abu Kamal, Ali al-Basri", "Alaa Hassoun"},
		{"Zuleykha Petrova", "Зулейха Петрова", "Zulya", "Zuleikha Petrowa-Ivanova"},
		{"Tesfaye Bekele", "ተስፋዬ በቀለ", "", "Bekelle Tesfai"},
		{"Nguyễn Văn An", "", "Andy", "Nguyen Van Anh"},
	};
	static const struct {
		const char *typed;
		int who;
	} asked[] = {
		{"علي حسن", 0}, {"حسن", 0},	{"ali hasan", 0}, {"Aly Hassan", 0},	  {"kamal abu", 0},
		{"basri", 0},	{"hassoun", 0}, {"Зулейха", 1},	  {"петрова зулейха", 1}, {"zuleyka", 1},
		{"zulya", 1},	{"ivanova", 1}, {"ተስፋዬ", 2},	  {"tesfai", 2},	  {"nguyen van an", 3},
		{"andy", 3},
	};
	struct service_env *d = *state;
	char ids[4][ID_TEXT];
	for (int i = 0; i < 4; i++)
		person(d, ids[i], "name", people[i][0], "name_script", people[i][1], "other_names", people[i][2],
		       "document_name", people[i][3]);
	for (size_t i = 0; i < sizeof asked / sizeof asked[0]; i++) {
		struct case_list found = {0};
		int likeness[10];
		good(d, cases_find(&d->s, asked[i].typed, 10, &found, likeness, &d->e));
		if (found.n < 1 || strcmp(found.at[0].id, ids[asked[i].who]))
			fail_msg("%s: %s", asked[i].typed, found.n ? found.at[0].name : "nobody");
		/* What the list shows is the name the person chose, whatever was typed. */
		assert_string_equal(found.at[0].name, people[asked[i].who][0]);
		case_list_fini(&found);
	}
}

static void a_name_in_its_own_script_alone_is_shown(void **state)
{
	struct service_env *d = *state;
	char case_id[ID_TEXT];
	person(d, case_id, "name_script", "علي حسن");
	struct case_row k = head(d, case_id);
	assert_string_equal(k.name, "علي حسن");
	case_row_fini(&k);
}

static void likely_doubles_show_by_every_name_and_phone(void **state)
{
	struct service_env *d = *state;
	struct case_list found = {0};
	char one[ID_TEXT], two[ID_TEXT];
	int likeness[10];
	person(d, one, "name", "Sara", "document_name", "Mariam Yusuf Ahmed", "phone", "+252 61 234 5678");
	person(d, two, "name", "Mariam Yusuf", "phone", "0612345678");
	good(d, cases_find(&d->s, "Maryam Yousuf", 10, &found, likeness, &d->e));
	assert_int_equal(found.n, 2);
	case_list_fini(&found);
	good(d, cases_find(&d->s, "061 234 5678", 10, &found, likeness, &d->e));
	assert_int_equal(found.n, 2);
	case_list_fini(&found);
}

/* The name of the papers is for those who must know: not in the row, and kept when others save. */
static void the_name_of_the_papers_is_restricted(void **state)
{
	struct service_env *d = *state;
	struct record r = {0};
	char case_id[ID_TEXT];
	person(d, case_id, "name", "Sara", "document_name", "Mariam Yusuf Ahmed");
	struct case_row k = head(d, case_id);
	assert_string_equal(k.name, "Sara");
	char *page = case_summary(&d->s, case_id, 70, &d->e);
	assert_null(strstr(page, "Mariam"));
	free(page);
	d->s.permits &= ~PERMIT_BIT(PERMIT_RESTRICTED);
	struct edit *w = open_kind(d, "person", case_id);
	assert_false(form_visible(w->form, form_def_field(form_definition(w->form), "document_name")));
	put(w, "language", "som");
	save(d, w);
	edit_close(&w);
	good(d, store_record_get(d->s.store, k.person_id, &r, &d->e));
	assert_string_equal(pairs_get(&r.answers, "document_name"), "Mariam Yusuf Ahmed");
	record_fini(&r);
	case_row_fini(&k);
}

/* ---- who they are ---- */

static void several_citizenships_and_languages(void **state)
{
	struct service_env *d = *state;
	char case_id[ID_TEXT];
	person(d, case_id, "name", "Ali", "nationality", "ER ET", "stateless", "risk", "language", "tir", "languages",
	       "amh ara", "interpreter", "yes", "interpreter_sex", "woman", "interpreter_not", "Nobody from his town",
	       "migrant_type", "labour irregular", "protection_status", "asylum-seeker", "situation",
	       "stranded returnee", "address_as", "he; Mister Ali");
	char *page = case_summary(&d->s, case_id, 78, &d->e);
	static const char *const told[] = {"Eritrea, Ethiopia",	   "Tigrinya",	     "Amharic, Arabic", "A woman",
					   "Nobody from his town", "he; Mister Ali", "At risk of it"};
	for (size_t i = 0; i < sizeof told / sizeof told[0]; i++) {
		if (!strstr(page, told[i]))
			fail_msg("%s is not in\n%s", told[i], page);
	}
	free(page);
}

static void a_disputed_age_is_told(void **state)
{
	static const struct {
		const char *declared, *papers, *disputed, *told;
	} rows[] = {
		{"2010", "1999", "", "papers say adult"},
		{"1999", "2010", "", "papers say under 18"},
		{"2010", "1999", "yes", "treated as a child"},
		{"1999", "", "yes", "treated as a child"},
		{"2010", "2010-05", "", NULL},
	};
	struct service_env *d = *state;
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		char case_id[ID_TEXT];
		person(d, case_id, "name", "Ali", "birth_date", rows[i].declared, "birth_papers", rows[i].papers,
		       "age_disputed", rows[i].disputed);
		char *page = case_summary(&d->s, case_id, 78, &d->e);
		if (rows[i].told ? !strstr(page, rows[i].told) : strstr(page, "Age:") != NULL)
			fail_msg("row %zu:\n%s", i, page);
		free(page);
	}
	/* Papers that say otherwise make it a question that is missed. */
	struct edit *w = open_kind(d, "person", NULL);
	int field = form_def_field(form_definition(w->form), "age_disputed");
	put(w, "birth_date", "2010");
	assert_false(form_required(w->form, field));
	put(w, "birth_papers", "1999");
	assert_true(form_required(w->form, field));
	put(w, "birth_papers", "2010-03");
	assert_false(form_required(w->form, field));
	edit_close(&w);
}

static void rules_of_contact_make_one_alert(void **state)
{
	struct service_env *d = *state;
	char case_id[ID_TEXT];
	person(d, case_id, "name", "Ali", "message_rule", "ok");
	struct case_row k = head(d, case_id);
	assert_true(!k.alert || !*k.alert);
	case_row_fini(&k);
	fill(d, case_id, "person", NULL, "message_rule", "never", "reach_by", "phone in-person", "reach_hours",
	     "10 to 12", "reach_as", "ask for Sara", "must_not_know", "the brother", "contact_alert", "He listens.",
	     "code_word", "rain");
	k = head(d, case_id);
	assert_string_equal(k.alert, "Never leave a message. Only: Face to face, Phone call. Hours: 10 to 12. ask for "
				     "Sara. Not to know: the brother. He listens. Word: rain");
	case_row_fini(&k);
}

/* ---- papers, journey, people ---- */

static void title_is(struct service_env *d, const char *case_id, const char *id, const char *expected)
{
	struct record r = {0};
	good(d, store_record_get(d->s.store, id, &r, &d->e));
	assert_string_equal(r.title ? r.title : "", expected);
	record_fini(&r);
}

static void lists_show_no_names_and_no_numbers(void **state)
{
	struct service_env *d = *state;
	char case_id[ID_TEXT], id[ID_TEXT];
	register_as(d, "Ali", case_id);
	fill(d, case_id, "document", id, "doc_type", "passport", "doc_country", "ET", "held_by", "employer",
	     "doc_number", "EP123");
	title_is(d, case_id, id, "Passport, Ethiopia: Employer");
	fill(d, case_id, "document", id, "doc_type", "Paper of the village", "held_by", "lost");
	title_is(d, case_id, id, "Paper of the village: Lost or destroyed");
	fill(d, case_id, "contact-person", id, "contact_name", "Hassan", "relation", "brother", "safe", "no",
	     "emergency", "yes");
	title_is(d, case_id, id, "DO NOT CONTACT: Brother");
	fill(d, case_id, "contact-person", id, "contact_name", "Hawa", "relation", "sister", "safe", "yes", "emergency",
	     "yes");
	title_is(d, case_id, id, "Sister, in an emergency");
	fill(d, case_id, "contact-person", id, "contact_name", "Musa", "safe", "ask");
	title_is(d, case_id, id, "Contact, ask the person first");
}

static void a_journey_is_told_in_stages_by_date(void **state)
{
	struct service_env *d = *state;
	char case_id[ID_TEXT], id[4][ID_TEXT];
	register_as(d, "Ali", case_id);
	fill(d, case_id, "journey-stage", id[1], "stage", "during", "from_country", "SD", "from_place", "Khartoum",
	     "left_on", "2024-05", "to_country", "LY", "to_place", "Sabha", "arrived_on", "2024-07");
	fill(d, case_id, "journey-stage", id[0], "stage", "before", "from_country", "ET", "to_country", "SD", "left_on",
	     "~2023");
	fill(d, case_id, "journey-stage", id[2], "stage", "during", "from_country", "LY", "from_place", "Sabha",
	     "to_country", "LY", "to_place", "Tripoli", "arrived_on", "2024-11-02");
	fill(d, case_id, "journey-stage", id[3], "stage", "after", "what_happened", "Stayed.", "left_on", "2025");
	title_is(d, case_id, id[1], "May 2024: Sudan, Khartoum > Libya, Sabha");
	title_is(d, case_id, id[0], "about 2023: Ethiopia > Sudan");
	title_is(d, case_id, id[2], "2 Nov 2024: Libya, Sabha > Tripoli");
	title_is(d, case_id, id[3], "2025: ? > ?");
	struct record_list l = {0};
	good(d, section_read(&d->s, case_id, SECTION_JOURNEY, &l, &d->e));
	assert_int_equal(l.n, 4);
	for (int i = 0; i < 4; i++)
		assert_string_equal(l.at[i].id, id[3 - i]); /* newest first, whenever it was told */
	record_list_fini(&l);
}

static void names_of_others_are_for_those_who_see_names(void **state)
{
	struct service_env *d = *state;
	char case_id[ID_TEXT], id[ID_TEXT];
	struct history_list h = {0};
	register_as(d, "Ali", case_id);
	fill(d, case_id, "contact-person", id, "contact_name", "Hassan Secret", "safe", "yes");
	d->s.permits &= ~PERMIT_BIT(PERMIT_NAMES);
	assert_null(edit_open(&d->s, "contact-person", case_id, id, NULL, &d->e));
	assert_int_equal(d->e.code, ERR_DENIED);
	good(d, history_read(&d->s, case_id, 0, &h, &d->e));
	for (int i = 0; i < h.n; i++) {
		for (int k = 0; k < h.at[i].n_changes; k++) {
			assert_null(strstr(h.at[i].changes[k].old_value, "Hassan"));
			assert_null(strstr(h.at[i].changes[k].new_value, "Hassan"));
			assert_null(strstr(h.at[i].changes[k].new_value, "Ali"));
		}
	}
	history_list_fini(&h);
}

#define T(f) cmocka_unit_test_setup_teardown(f, service_env_set_up, service_env_tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		T(names_are_found_in_any_script),
		T(a_name_in_its_own_script_alone_is_shown),
		T(likely_doubles_show_by_every_name_and_phone),
		T(the_name_of_the_papers_is_restricted),
		T(several_citizenships_and_languages),
		T(a_disputed_age_is_told),
		T(rules_of_contact_make_one_alert),
		T(lists_show_no_names_and_no_numbers),
		T(a_journey_is_told_in_stages_by_date),
		T(names_of_others_are_for_those_who_see_names),
	};
	return cmocka_run_group_tests_name("service: people", tests, NULL, NULL);
}
