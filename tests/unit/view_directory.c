/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <sarai/base/clock.h>
#include <sarai/base/diag.h>
#include <sarai/base/pairs.h>
#include <sarai/base/str.h>
#include <sarai/edit/open.h>
#include <sarai/kind/directory.h>
#include <sarai/model/permit.h>
#include <sarai/report/csv.h>
#include <sarai/report/directory_csv.h>
#include <sarai/store/audit.h>
#include <sarai/store/casefile.h>
#include <sarai/store/store.h>

#include "lib/service_env.h"

#define SERVICES 500

static const char *path_of(struct service_env *d)
{
	static char path[128];
	snprintf(path, sizeof path, "%s/table.csv", d->folder);
	return path;
}

static void write_table(struct service_env *d, const char *text)
{
	FILE *f = fopen(path_of(d), "w");
	assert_non_null(f);
	assert_true(fputs(text, f) >= 0);
	assert_int_equal(fclose(f), 0);
}

static int entries(struct service_env *d)
{
	struct directory all;
	good(d, directory_read(&d->s, &all, &d->e));
	int n = all.n;
	directory_fini(&all);
	return n;
}

static struct directory_tally import(struct service_env *d)
{
	struct directory_tally t;
	struct diags found = {0};
	memset(&d->e, 0, sizeof d->e);
	if (!directory_import(&d->s, path_of(d), false, &t, &found, &d->e)) {
		fail_msg("%s%s", d->e.detail, found.n ? found.at[0].reason : "");
	}
	diags_fini(&found);
	return t;
}

/* Every line must be found wrong as said, and nothing be taken over. Lines and words in turn, 0 at the end. */
static void wrong(struct service_env *d, const char *table, ...)
{
	struct directory_tally t;
	struct diags found = {0};
	va_list wanted;
	int before = entries(d), n = 0, line;
	write_table(d, table);
	memset(&d->e, 0, sizeof d->e);
	assert_false(directory_import(&d->s, path_of(d), false, &t, &found, &d->e));
	assert_int_equal(d->e.code, ERR_NONE);
	diags_sort(&found);
	va_start(wanted, table);
	while ((line = va_arg(wanted, int)) != 0) {
		const char *words = va_arg(wanted, const char *);
		if (n >= found.n || found.at[n].line != line || !strstr(found.at[n].reason, words)) {
			fail_msg("found %d: %s; finding %d should be line %d: %s", n < found.n ? found.at[n].line : 0,
				 n < found.n ? found.at[n].reason : "", n, line, words);
		}
		n++;
	}
	va_end(wanted);
	if (n != found.n)
		fail_msg("%d findings, %d are right: %s", found.n, n, found.at[n].reason);
	assert_int_equal(entries(d), before);
	diags_fini(&found);
}

static char *generated(int bad_from)
{
	static const char *const services[] = {"health", "legal-aid", "safety", "cash;food", "mhpss"};
	struct str s = {0};
	str_add(&s, "organisation,services,areas,languages,reporting,verified_on,hours,focal_phone,note\r\n");
	for (int i = 0; i < SERVICES; i++)
		str_addf(&s,
			 "Provider %d,%s,\"Town %d, Hill\",eng;French,%s,%s,Mon-Fri 9-17,+999 %06d,\"Line one\nof "
			 "%d\"\r\n",
			 i, services[i % 5], i / 5, i % 3 ? "no" : "\"YES, to police or immigration\"",
			 bad_from && i >= bad_from && i % 100 == 99 ? "2027-13-40" : "2026-10-01", i, i);
	return str_take(&s);
}

static void five_hundred_services_or_none(void **state)
{
	struct service_env *d = *state;
	char *bad = generated(1), *table = generated(0);
	/* Each entry takes two lines of the file. */
	wrong(d, bad, 2 + 2 * 99, "verified_on", 2 + 2 * 199, "verified_on", 2 + 2 * 299, "verified_on", 2 + 2 * 399,
	      "verified_on", 2 + 2 * 499, "verified_on", 0);
	assert_int_equal(entries(d), 0);
	write_table(d, table);
	struct directory_tally t = import(d);
	assert_int_equal(t.made, SERVICES);
	assert_int_equal(t.changed + t.same, 0);
	assert_int_equal(entries(d), SERVICES);
	t = import(d);
	assert_int_equal(t.same, SERVICES);
	assert_int_equal(t.made + t.changed, 0);
	free(bad);
	free(table);
}

static void what_is_wrong_is_told_line_by_line(void **state)
{
	struct service_env *d = *state;
	wrong(d, "", 1, "nothing is in this file", 0);
	wrong(d, "organisation,colour,organisation\nx,y,z\n", 1, "no column \"colour\"", 1,
	      "\"organisation\" is there twice", 1, "\"services\" is missing", 0);
	wrong(d,
	      "organisation,services,age_from,age_to,reporting,verified_on,note,full\n"
	      "Good,health,,,,,,\n"
	      ",health,,,,,,\n"
	      "No service,,,,,,,\n"
	      "Ages,health,30,12,,,,\n"
	      "Words,\"health; healing\",x,,perhaps,tomorrow,\"several\nlines\",maybe\n"
	      "Long,health,,,,,,,9,10\n"
	      "Goo\"d,health,,,,,,\n"
	      "GOOD,Medical care,,,,,,\n",
	      3, "organisation", 4, "services", 5, "age_to", 6, "services: \"healing\"", 6, "age_from", 6,
	      "reporting: \"perhaps\"", 6, "verified_on", 7, "full: \"maybe\"", 8, "10 cells", 9, "quote", 10,
	      "as on line 2", 0);
	wrong(d, "id,organisation,services\n12,X,health\n01ARZ3NDEKTSV4RRFFQ69G5FAV,Y,health\n", 2, "id: \"12\"", 0);
}

/* What cannot be seen, or what a terminal obeys, comes in with no table. */
static void only_what_can_be_seen_is_taken(void **state)
{
	struct service_env *d = *state;
	struct directory all;
	write_table(d, "organisation,services,hours,capacity\n"
		       "Ga\u202ete\u200b \u2066House\x1b[2J,legal-aid,9\u00ad-17,\"4\x07 beds\xc2\x9b\"\n");
	assert_int_equal(import(d).made, 1);
	good(d, directory_read(&d->s, &all, &d->e));
	assert_int_equal(all.n, 1);
	assert_string_equal(pairs_get(&all.at[0].record.answers, "organisation"), "Gate House[2J");
	assert_string_equal(pairs_get(&all.at[0].record.answers, "hours"), "9-17");
	assert_string_equal(pairs_get(&all.at[0].record.answers, "capacity"), "4 beds");
	directory_fini(&all);
	write_table(d, "organisation,services,hours,capacity\ngate house[2j,legal-aid,9-17,4 beds\n");
	assert_int_equal(import(d).made, 0);
}

static void an_entry_is_found_again_by_id_or_by_what_it_says(void **state)
{
	struct service_env *d = *state;
	struct directory all;
	write_table(d, "organisation,services,areas,hours,capacity\nHut,legal-aid;health,Hill,9-17,4 beds\n");
	assert_int_equal(import(d).made, 1);
	/* Other spelling, other order of services; a column that is not there stays, an empty cell empties. */
	write_table(d, "organisation,services,areas,hours\n\"  HUT \",Medical care;legal-aid,hill,\n");
	assert_int_equal(import(d).changed, 1);
	good(d, directory_read(&d->s, &all, &d->e));
	assert_int_equal(all.n, 1);
	assert_string_equal(pairs_get(&all.at[0].record.answers, "hours"), "");
	assert_string_equal(pairs_get(&all.at[0].record.answers, "capacity"), "4 beds");
	struct str table = {0};
	str_addf(&table, "id,organisation,services,areas\n%s,Another name,cash,Valley\n", all.at[0].record.id);
	write_table(d, str_text(&table));
	assert_int_equal(import(d).changed, 1);
	str_clear(&table);
	str_addf(&table, "id,organisation,services,areas\n%s,Another name,cash,Valley\n,Another name,cash,Valley\n",
		 all.at[0].record.id);
	wrong(d, str_text(&table), 3, "as on line 2", 0);
	directory_fini(&all);
	/* The id of something that is no entry is none. */
	char case_id[ID_TEXT];
	register_as(d, "Amara Beispiel", case_id);
	struct case_row k = head(d, case_id);
	str_clear(&table);
	str_addf(&table, "id,organisation,services\n%s,X,cash\n", k.person_id);
	wrong(d, str_text(&table), 2, "not the id of an entry", 0);
	case_row_fini(&k);
	str_fini(&table);
}

static void what_goes_out_comes_back_the_same(void **state)
{
	struct service_env *d = *state, fresh;
	struct str table = {0}, again = {0};
	int n;
	char *text = generated(0);
	write_table(d, text);
	import(d);
	free(text);
	write_table(d, "organisation,services,areas,note,focal_email,for_nationalities,active\n"
		       "\"=cmd, \"\"quoted\"\"\",safety,\"'t Huis\",\"first\n\nthird\",@home,GN;BD,no\n");
	import(d);
	good(d, directory_export(&d->s, &table, &n, &d->e));
	assert_int_equal(n, SERVICES + 1);
	assert_null(strstr(str_text(&table), "\n=cmd"));
	assert_null(strstr(str_text(&table), ",\"=cmd"));
	write_table(d, str_text(&table));
	assert_int_equal(import(d).same, SERVICES + 1);
	service_env_open(&fresh); /* another office's database */
	write_table(&fresh, str_text(&table));
	assert_int_equal(import(&fresh).made, SERVICES + 1);
	assert_int_equal(import(&fresh).same, SERVICES + 1);
	good(&fresh, directory_export(&fresh.s, &again, &n, &fresh.e));
	assert_string_equal(str_text(&again), str_text(&table));
	str_fini(&table);
	str_fini(&again);
	service_env_close(&fresh);
}

static void only_looking_changes_nothing(void **state)
{
	struct service_env *d = *state;
	struct directory_tally t;
	struct diags found = {0};
	write_table(d, "organisation,services\nHut,health\n");
	good(d, directory_import(&d->s, path_of(d), true, &t, &found, &d->e));
	assert_int_equal(t.made, 1);
	assert_int_equal(entries(d), 0);
	assert_false(store_in_transaction(d->s.store));
}

static void it_is_kept_by_those_who_may_and_read_by_all(void **state)
{
	struct service_env *d = *state;
	struct directory_tally t;
	struct diags found = {0};
	struct str out = {0};
	int n;
	write_table(d, "organisation,services\nHut,health\n");
	import(d);
	d->s.permits = PERMIT_EVERYTHING & ~PERMIT_BIT(PERMIT_DIRECTORY);
	refused(d, ERR_DENIED, directory_import(&d->s, path_of(d), false, &t, &found, &d->e));
	refused(d, ERR_DENIED, directory_export(&d->s, &out, &n, &d->e));
	assert_null(edit_open(&d->s, "service-entry", NULL, NULL, NULL, &d->e));
	assert_int_equal(entries(d), 1);
	d->s.permits = 0;
	struct directory all;
	refused(d, ERR_DENIED, directory_read(&d->s, &all, &d->e));
	d->s.permits = PERMIT_EVERYTHING;
}

static void a_change_and_an_export_are_told(void **state)
{
	struct service_env *d = *state;
	struct audit_list l;
	struct str out = {0};
	int n, exported = 0, made = 0;
	write_table(d, "organisation,services\nHut,health\n");
	import(d);
	good(d, directory_export(&d->s, &out, &n, &d->e));
	good(d, store_audit_list(d->s.store, &(struct audit_filter){0}, &l, &d->e));
	for (int i = 0; i < l.n; i++) {
		exported += !strcmp(l.at[i].action, "exported") && !strcmp(l.at[i].kind, "service-entry");
		made += !strcmp(l.at[i].action, "made") && !strcmp(l.at[i].kind, "service-entry");
	}
	assert_int_equal(exported, 1);
	assert_int_equal(made, 1);
	audit_list_fini(&l);
	str_fini(&out);
}

static void what_fits_the_person_of_a_case_comes_first(void **state)
{
	struct service_env *d = *state;
	char case_id[ID_TEXT];
	struct edit *w = open_kind(d, "person", NULL);
	put(w, "name", "Amara Beispiel");
	put(w, "sex", "female");
	put(w, "birth_date", "1999");
	put(w, "language", "fra");
	put(w, "location", "Hill, with friends");
	save(d, w);
	memcpy(case_id, w->case_row.id, ID_TEXT);
	edit_close(&w);
	write_table(d, "organisation,services,areas,languages,reporting,for_sex,full,verified_on,active,entry_kind\n"
		       "Far,health,Valley,fra,no,,,2026-11-01,,service\n"
		       "Full,health,Hill,fra,no,,yes,2026-11-01,,service\n"
		       "Best,health,Hill,fra,no,female,,2026-11-01,,service\n"
		       "Reports,health,Hill,fra,yes,,,2026-11-01,,service\n"
		       "Closed,health,Hill,fra,no,,,2026-11-01,no,service\n"
		       "Men,health,Hill,fra,no,male,,2026-11-01,,service\n"
		       "Other,cash,Hill,fra,no,,,2026-11-01,,service\n"
		       "Stale,health,Hill,fra,no,,,2025-11-01,,service\n"
		       "Mechanism,,Hill,fra,no,,,2026-11-01,,national\n");
	import(d);
	static const char *const order[] = {"Best", "Stale", "Full", "Reports", "Far", "Men", "Mechanism"};
	struct directory all;
	struct case_need need;
	int n;
	good(d, directory_read(&d->s, &all, &d->e));
	good(d, directory_need_of(&d->s, case_id, "health", &need, &d->e));
	struct directory_match *m = directory_find(&d->s, &all, &need.need, &n);
	assert_int_equal(n, 7);
	for (int i = 0; i < n; i++)
		assert_string_equal(all.at[m[i].index].record.title, order[i]);
	free(m);
	case_need_fini(&need);
	directory_fini(&all);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(five_hundred_services_or_none, service_env_set_up, service_env_tear_down),
		cmocka_unit_test_setup_teardown(what_is_wrong_is_told_line_by_line, service_env_set_up, service_env_tear_down),
		cmocka_unit_test_setup_teardown(only_what_can_be_seen_is_taken, service_env_set_up, service_env_tear_down),
		cmocka_unit_test_setup_teardown(an_entry_is_found_again_by_id_or_by_what_it_says, service_env_set_up,
						service_env_tear_down),
		cmocka_unit_test_setup_teardown(what_goes_out_comes_back_the_same, service_env_set_up, service_env_tear_down),
		cmocka_unit_test_setup_teardown(only_looking_changes_nothing, service_env_set_up, service_env_tear_down),
		cmocka_unit_test_setup_teardown(it_is_kept_by_those_who_may_and_read_by_all, service_env_set_up,
						service_env_tear_down),
		cmocka_unit_test_setup_teardown(a_change_and_an_export_are_told, service_env_set_up, service_env_tear_down),
		cmocka_unit_test_setup_teardown(what_fits_the_person_of_a_case_comes_first, service_env_set_up,
						service_env_tear_down),
	};
	return cmocka_run_group_tests_name("directory", tests, NULL, NULL);
}
