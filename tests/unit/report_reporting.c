/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What is told of many cases: figures with nobody in them; codes of single cases, only with consent, never a name.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/stat.h>
#include <cmocka.h>

#include <sarai/base/clock.h>
#include <sarai/base/diag.h>
#include <sarai/base/err.h>
#include <sarai/base/str.h>
#include <sarai/demo/demo.h>
#include <sarai/edit/open.h>
#include <sarai/kind/erasure.h>
#include <sarai/kind/retention.h>
#include <sarai/model/permit.h>
#include <sarai/model/signal.h>
#include <sarai/report/csv.h>
#include <sarai/report/reporting_csv.h>
#include <sarai/store/account.h>
#include <sarai/store/audit.h>
#include <sarai/view/audit_log.h>
#include <sarai/view/statistics.h>

#include "lib/service_env.h"

static void consent_to(struct service_env *d, const char *case_id, const char *recipients)
{
	fill(d, case_id, "consent", NULL, "consent", "consents", "given_by", "person", "informed", "purpose withdraw",
	     "purposes", "statistics case-work", "recipients", recipients, "method", "spoken", "certified", "yes");
}

static void person(struct service_env *d, const char *name, const char *sex, const char *birth, char out[ID_TEXT])
{
	struct edit *w = open_kind(d, "person", NULL);
	put(w, "name", name);
	put(w, "sex", sex);
	if (*birth)
		put(w, "birth_date", birth);
	put(w, "nationality", "HN GT");
	put(w, "location", "Street of secrets");
	save(d, w);
	memcpy(out, w->case_row.id, ID_TEXT);
	edit_close(&w);
}

static void trafficked(struct service_env *d, const char *case_id)
{
	fill(d, case_id, "trafficking", NULL, "exploitation", "ForcedLabour SexualExploitation", "control",
	     "DebtBondage TakesEarnings", "sexual", "Prostitution", "status", "PossibleVictimOfTrafficking",
	     "decided_by", "NGO", "exploitation_country", "IT", "in_short", "Words of hers");
	fill(d, case_id, "trafficking-event", NULL, "type", "Recruitment", "country", "HN", "place", "Villageofreeds");
	fill(d, case_id, "trafficking-event", NULL, "type", "Transit");
	fill(d, case_id, "trafficking-event", NULL, "type", "Exploitation", "country", "IT");
	fill(d, case_id, "perpetrator", NULL, "called", "Perpwolfram", "role", "Exploiter Transporter");
}

static char *path_of(struct service_env *d)
{
	struct str p = {0};
	str_addf(&p, "%s/out.csv", d->folder);
	return str_take(&p);
}

static void read_back(const char *path, struct csv_table *t)
{
	struct diags found = {0};
	struct err e = {0};
	struct stat st;
	assert_int_equal(stat(path, &st), 0);
	assert_int_equal(st.st_mode & 07777, 0600);
	if (!csv_read(path, t, &found, &e))
		fail_msg("%s", e.detail);
	assert_int_equal(found.n, 0);
	diags_fini(&found);
}

static const char *cell(const struct csv_table *t, int row, const char *column)
{
	for (int i = 0; i < t->at[0].n; i++) {
		if (!strcmp(t->at[0].at[i].text, column))
			return t->at[row].at[i].text;
	}
	fail_msg("there is no column %s", column);
	return "";
}

static void last_told(struct service_env *d, const char *kind, const char *detail)
{
	struct audit_filter f = {.limit = 1};
	struct audit_list l;
	good(d, audit_read(&d->s, &f, &l, &d->e));
	assert_string_equal(l.at[0].action, "export");
	assert_string_equal(l.at[0].kind, kind);
	assert_string_equal(l.at[0].detail, detail);
	audit_list_fini(&l);
}

static void figures_leave_out_the_few_and_the_unwilling(void **state)
{
	struct service_env *d = *state;
	char id[ID_TEXT], *path = path_of(d);
	struct reporting_tally t;
	struct csv_table table = {0};
	for (int i = 0; i < 12; i++)
		person(d, "Woman Example", "female", "1994-02-03", id);
	for (int i = 0; i < 3; i++)
		person(d, "Man Example", "male", "1994-02-03", id);
	person(d, "No Example", "female", "1994-02-03", id);
	fill(d, id, "consent", NULL, "consent", "refused", "given_by", "person");
	good(d, statistics_export(&d->s, NULL, path, &t, &d->e));
	assert_int_equal(t.rows, 1);
	assert_int_equal(t.refused, 1);
	assert_int_equal(t.kept_back, -1); /* three: not to be told */
	read_back(path, &table);
	assert_int_equal(table.n, 2);
	assert_string_equal(cell(&table, 1, "year"), "2026");
	assert_string_equal(cell(&table, 1, "sex"), "female");
	assert_string_equal(cell(&table, 1, "age"), "30-38");
	assert_string_equal(cell(&table, 1, "cases"), "12");
	csv_table_fini(&table);
	last_told(d, "statistics", "1 row; by year sex age; 11 and more");
	good(d, statistics_export(&d->s, "citizenship", path, &t, &d->e));
	read_back(path, &table);
	assert_string_equal(cell(&table, 1, "citizenship"), "GT HN");
	assert_string_equal(cell(&table, 1, "cases"), "15");
	csv_table_fini(&table);
	refused(d, ERR_DATA, statistics_export(&d->s, "sex birth_date", path, &t, &d->e));
	refused(d, ERR_DATA, statistics_export(&d->s, "", path, &t, &d->e));
	free(path);
}

static void codes_go_only_with_consent_towards_that_recipient(void **state)
{
	struct service_env *d = *state;
	char yes[ID_TEXT], other[ID_TEXT], none[ID_TEXT], plain[ID_TEXT], *path = path_of(d);
	struct reporting_tally t;
	struct csv_table table = {0};
	person(d, "=Formula Example", "female", "1994-02-03", yes);
	person(d, "Other Example", "female", "1994-02-03", other);
	person(d, "None Example", "female", "1994-02-03", none);
	person(d, "Plain Example", "female", "1994-02-03", plain);
	trafficked(d, yes);
	trafficked(d, other);
	trafficked(d, none);
	consent_to(d, yes, "us research");
	consent_to(d, other, "us unhcr");
	consent_to(d, plain, "us research");
	good(d, htcds_export(&d->s, "research", path, &t, &d->e));
	assert_int_equal(t.rows, 1);
	assert_int_equal(t.refused, 2);
	read_back(path, &table);
	assert_int_equal(table.at[0].n, htcds_column_count);
	assert_string_equal(table.at[0].at[0].text, "CaseNumber");
	static const char *const cells[][2] = {
		{"CaseNumber", "HR-2026-0001"},
		{"prs_Gender", "Feminine"},
		{"prs_Citizenship", "GT;HN"},
		{"vic_TypeOfExploitation", "ForcedLabour;SexualExploitation"},
		{"vic_MethodsOfControl", "DebtBondage;TakesEarnings"},
		{"vic_TypeOfSexExploitation", "Prostitution"},
		{"vic_TraffickingStatus", "PossibleVictimOfTrafficking"},
		{"vic_TraffickingStatusDecisionMakingOrg", "NGO"},
		{"per_RoleInProcess", "Transporter;Exploiter"},
		{"hte_Type", "Recruitment;Transit;Exploitation"},
		{"hte_Country", "HN;;IT"},
		{"cas_Status", "Active"},
	};
	for (size_t i = 0; i < sizeof cells / sizeof *cells; i++) {
		const char *is = cell(&table, 1, cells[i][0]);
		if (strcmp(is, cells[i][1]))
			fail_msg("%s: \"%s\", not \"%s\"", cells[i][0], is, cells[i][1]);
	}
	for (int i = 0; i < table.at[1].n; i++) {
		const char *text = table.at[1].at[i].text;
		static const char *const never[] = {"Formula",	      "1994",	     "Street",
						    "Villageofreeds", "Perpwolfram", "Words"};
		for (size_t k = 0; k < sizeof never / sizeof *never; k++)
			assert_null(strstr(text, never[k]));
	}
	csv_table_fini(&table);
	last_told(d, "htcds", "1 row; HTCDS 2.0 to research");
	refused(d, ERR_DATA, htcds_export(&d->s, "nobody-known", path, &t, &d->e));
	/* Whoever may not see what is restricted sends none of it. */
	d->s.permits &= ~PERMIT_BIT(PERMIT_RESTRICTED);
	good(d, htcds_export(&d->s, "research", path, &t, &d->e));
	read_back(path, &table);
	assert_string_equal(cell(&table, 1, "vic_TypeOfSexExploitation"), "");
	assert_string_equal(cell(&table, 1, "per_RoleInProcess"), "");
	assert_string_equal(cell(&table, 1, "vic_TypeOfExploitation"), "ForcedLabour;SexualExploitation");
	csv_table_fini(&table);
	/* Figures are one permission, single cases another. */
	d->s.permits &= ~PERMIT_BIT(PERMIT_EXPORT_CASES);
	refused(d, ERR_DENIED, htcds_export(&d->s, "research", path, &t, &d->e));
	good(d, statistics_export(&d->s, "sex", path, &t, &d->e));
	free(path);
}

static void a_file_without_a_name_counts_as_before(void **state)
{
	struct service_env *d = *state, other;
	char id[ID_TEXT], *path = path_of(d);
	struct reporting_tally t;
	struct csv_table before = {0}, after = {0};
	struct retention_list l;
	person(d, "Somebody Example", "female", "1994-02-03", id);
	fill(d, id, "screening", NULL, "consent", "consents", "exposure", "no", "capability", "no", "decision",
	     "information-only");
	trafficked(d, id);
	consent_to(d, id, "us research");
	close_case(d, id);
	good(d, htcds_export(&d->s, "research", path, &t, &d->e));
	read_back(path, &before);
	good(d, erasure_propose(&d->s, id, ERASURE_NAMES, "retention-over", "The day has come.", &d->e));
	good(d, retention_read(&d->s, &l, &d->e));
	service_env_beside(&other, d, "sara");
	good(&other, erasure_carry_out(&other.s, l.at[0].proposal_id, "", NULL, &other.e));
	service_env_leave(&other);
	retention_list_fini(&l);
	good(d, htcds_export(&d->s, "research", path, &t, &d->e));
	read_back(path, &after);
	assert_int_equal(after.n, 2);
	for (int i = 0; i < htcds_column_count; i++)
		assert_string_equal(after.at[1].at[i].text, before.at[1].at[i].text);
	csv_table_fini(&before);
	csv_table_fini(&after);
	free(path);
}

/* Made-up cases are in figures of a practice database alone. */
static void made_up_cases_stay_out(void **state)
{
	struct service_env *d = *state;
	struct stat_cases c;
	good(d, demo_fill(&d->s, 6, &d->e));
	good(d, store_fact_put(d->s.store, "demo", "", &d->e)); /* as if they had come into another one */
	good(d, statistics_read(&d->s, &c, &d->e));
	assert_int_equal(c.n, 0);
	stat_cases_fini(&c);
	good(d, store_fact_put(d->s.store, "demo", "yes", &d->e));
	good(d, statistics_read(&d->s, &c, &d->e));
	assert_true(c.n >= 6);
	stat_cases_fini(&c);
}

int main(void)
{
#define T(f) cmocka_unit_test_setup_teardown(f, service_env_set_up, service_env_tear_down)
	const struct CMUnitTest tests[] = {
		T(figures_leave_out_the_few_and_the_unwilling),
		T(codes_go_only_with_consent_towards_that_recipient),
		T(a_file_without_a_name_counts_as_before),
		T(made_up_cases_stay_out),
	};
	return cmocka_run_group_tests_name("figures and exports", tests, NULL, NULL);
}
