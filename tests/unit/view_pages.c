/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Pages made of many cases: today, the agenda, jumping, the summary, the fictitious cases.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <sarai/access/session.h>
#include <sarai/base/clock.h>
#include <sarai/base/date.h>
#include <sarai/base/pairs.h>
#include <sarai/base/text.h>
#include <sarai/base/units.h>
#include <sarai/demo/demo.h>
#include <sarai/edit/cases.h>
#include <sarai/edit/drafts.h>
#include <sarai/edit/open.h>
#include <sarai/kind/action.h>
#include <sarai/kind/approval.h>
#include <sarai/kind/assessment.h>
#include <sarai/model/catalogue.h>
#include <sarai/store/casefile.h>
#include <sarai/view/summary.h>
#include <sarai/view/today.h>

#include "lib/service_env.h"

/* ---- today and agenda ---- */

static void an_empty_day(void **state)
{
	struct service_env *d = *state;
	struct today t;
	good(d, today_read(&d->s, &t, &d->e));
	assert_int_equal(t.n, 0);
	today_fini(&t);
	good(d, agenda_read(&d->s, clock_today(&d->clock), true, &t, &d->e));
	assert_int_equal(t.n, 0);
	today_fini(&t);
}

static void in_order(const struct today *t)
{
	for (int i = 1; i < t->n; i++) {
		const struct today_item *a = &t->at[i - 1], *b = &t->at[i];
		assert_true(a->kind < b->kind || (a->kind == b->kind && strcmp(a->due, b->due) <= 0));
	}
}

static void urgent_then_late_then_due_then_drafts(void **state)
{
	struct service_env *d = *state, other;
	const char *flag = d->config->catalogue->flags[0].name;
	char late[ID_TEXT], urgent[ID_TEXT], planned[ID_TEXT], his[ID_TEXT], actions_of[2][ID_TEXT];
	struct today t;
	int64_t start = d->now;
	register_as(d, "Late Example", late);
	d->now = start + 30 * (int64_t)DAY;
	register_as(d, "Urgent Example", urgent);
	fill(d, urgent, "screening", NULL, "consent", "consents", flag, "yes", "decision", "assess");
	register_as(d, "Planned Example", planned);
	fill(d, planned, "screening", NULL, "consent", "consents", "decision", "assess");
	fill(d, planned, "action", actions_of[0], "action", "Call Planned Example", "due_on", "2026-12-23");
	fill(d, planned, "action", actions_of[1], "action", "Later", "due_on", "2027-02-01");
	fill(d, planned, "action", NULL, "action", "Over", "due_on", "2026-12-01", "state", "done");
	service_env_beside(&other, d, "besnik");
	register_as(&other, "His Example", his);
	fill(&other, his, "action", NULL, "action", "His", "due_on", "2026-12-01");
	struct edit *w = open_kind(d, "plan", planned);
	put(w, "wishes", "Work");
	good(d, edit_save_draft(&d->s, w, NULL, NULL, &d->e));
	edit_close(&w);

	good(d, today_read(&d->s, &t, &d->e));
	in_order(&t);
	assert_int_equal(t.urgent, 1);
	assert_int_equal(t.overdue, 1);
	assert_int_equal(t.due_today, 1);
	assert_int_equal(t.drafts, 1);
	assert_int_equal(t.n, 4);
	assert_string_equal(t.at[0].case_id, urgent);
	assert_string_equal(t.at[1].case_id, late);
	assert_string_equal(t.at[1].what, "Screening");
	assert_string_equal(t.at[2].case_id, planned);
	assert_null(strstr(t.at[2].what, "Example")); /* no names */
	assert_string_equal(t.at[2].name, "Planned Example");
	assert_string_equal(t.at[3].what, "Plan");
	assert_string_equal(t.at[3].number, t.at[2].number);
	today_fini(&t);

	good(d, agenda_read(&d->s, (struct date){.year = 2027, .month = 2, .day = 1}, false, &t, &d->e));
	in_order(&t);
	assert_int_equal(t.drafts, 0);
	assert_int_equal(t.overdue, 1);
	int actions = 0;
	for (int i = 0; i < t.n; i++) {
		assert_string_not_equal(t.at[i].case_id, his);
		actions += !strncmp(t.at[i].what, "Action", 6);
	}
	assert_int_equal(actions, 2);
	today_fini(&t);

	good(d, agenda_read(&d->s, (struct date){.year = 2027, .month = 2, .day = 1}, true, &t, &d->e));
	int of_his = 0;
	for (int i = 0; i < t.n; i++)
		of_his += !strcmp(t.at[i].case_id, his);
	assert_int_equal(of_his, 2);
	in_order(&t);
	today_fini(&t);

	/* Of a case that is closed, nothing is due. */
	for (int i = 0; i < 2; i++)
		good(d, action_set_state(&d->s, actions_of[i], "cancelled", "", &d->e));
	close_case(d, planned);
	good(d, today_read(&d->s, &t, &d->e));
	assert_int_equal(t.due_today, 0);
	today_fini(&t);
	service_env_leave(&other);
}

/* ---- jump ---- */

static void one_jumps_by_number_or_by_name(void **state)
{
	static const struct {
		const char *typed, *number;
	} rows[] = {
		{"HR-2026-0002", "HR-2026-0002"},
		{"hr-2026-2", "HR-2026-0002"},
		{" 2 ", "HR-2026-0002"},
		{"2026-3", "HR-2026-0003"},
		{"0001", "HR-2026-0001"},
		{"\u0662\u0660\u0662\u0666-\u0662", "HR-2026-0002"},
		{"\u0969", "HR-2026-0003"},
		{"xylander", "HR-2026-0003"},
		{"9", NULL},
		{"", NULL},
		{"   ", NULL},
		{"HR-2025-0002", NULL},
		{"amina", NULL},
		{"nobody at all", NULL},
	};
	struct service_env *d = *state;
	char id[ID_TEXT];
	register_as(d, "Amina Example", id);
	register_as(d, "Amina Sample", id);
	register_as(d, "Xylander", id);
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		struct case_row k = {0};
		memset(&d->e, 0, sizeof d->e);
		bool there = cases_jump(&d->s, rows[i].typed, &k, &d->e);
		if (there != (rows[i].number != NULL) || (there && strcmp(k.number, rows[i].number)))
			fail_msg("\"%s\": %s", rows[i].typed, there ? k.number : d->e.detail);
		if (!there)
			assert_int_equal(d->e.code, ERR_MISSING);
		case_row_fini(&k);
	}
}

/* The last figures alone may be those of several years: then nobody's case is opened instead of another's. */
static void figures_of_several_cases_are_asked_about(void **state)
{
	struct service_env *d = *state;
	struct case_row k = {0};
	char id[ID_TEXT], number[32];
	register_as(d, "Amina Example", id);
	d->now += 366 * 86400LL;
	register_as(d, "Xylander", id);
	good(d, cases_get(&d->s, id, &k, &d->e));
	assert_string_equal(k.number, "HR-2027-0001");
	snprintf(number, sizeof number, "%s", k.number);
	case_row_fini(&k);
	static const char *const several[] = {"1", "01", "0001"};
	for (size_t i = 0; i < 3; i++) {
		memset(&d->e, 0, sizeof d->e);
		assert_false(cases_jump(&d->s, several[i], &k, &d->e));
		assert_int_equal(d->e.code, ERR_MISSING);
		assert_non_null(strstr(d->e.detail, "2 cases"));
		case_row_fini(&k);
	}
	static const char *const one[] = {"2027-1", "HR-2027-0001", "xylander"};
	for (size_t i = 0; i < 3; i++) {
		good(d, cases_jump(&d->s, one[i], &k, &d->e));
		assert_string_equal(k.number, number);
		case_row_fini(&k);
	}
}

/* ---- summary ---- */

static void check_page(const char *page, int cols)
{
	assert_non_null(page);
	for (const char *line = page; *line;) {
		size_t n = strcspn(line, "\n");
		if (text_width_n(line, n) > cols)
			fail_msg("wider than %d: %.*s", cols, (int)n, line);
		line += n + (line[n] == '\n');
	}
}

static void the_summary_tells_all_but_the_name(void **state)
{
	struct service_env *d = *state;
	const struct catalogue *c = d->config->catalogue;
	char case_id[ID_TEXT];
	register_as(d, "Xylander Quirinus", case_id);
	char *page = case_summary(&d->s, case_id, 58, &d->e);
	check_page(page, 58);
	assert_non_null(strstr(page, "not assessed yet"));
	free(page);
	fill(d, case_id, "screening", NULL, "consent", "consents", c->flags[0].name, "yes", "decision", "assess");
	struct edit *w = open_kind(d, "assessment", case_id);
	put(w, c->factors[0].name, "severe-risk");
	put(w, "finished", "yes");
	save(d, w);
	edit_close(&w);
	fill(d, case_id, "plan", NULL, "wishes", "To work, and to bring the children.");
	fill(d, case_id, "action", NULL, "action", "Meet the legal aid office", "due_on", "2026-11-30");
	fill(d, case_id, "action", NULL, "action", "Over and done", "state", "done");
	fill(d, case_id, "follow-up", NULL, "contact", "attempt", "happened_on", "2026-11-23");
	for (int cols = 20; cols < 120; cols += 19) {
		page = case_summary(&d->s, case_id, cols, &d->e);
		check_page(page, cols);
		assert_null(strstr(page, "Xylander"));
		assert_null(strstr(page, "Quirinus"));
		free(page);
	}
	page = case_summary(&d->s, case_id, 400, &d->e);
	assert_non_null(strstr(page, "URGENT"));
	assert_non_null(strstr(page, c->flags[0].label));
	assert_non_null(strstr(page, c->factors[0].label));
	assert_non_null(strstr(page, "To work, and to bring the children."));
	assert_non_null(strstr(page, "Meet the legal aid office"));
	assert_non_null(strstr(page, "30 Nov 2026"));
	assert_null(strstr(page, "Over and done"));
	assert_non_null(strstr(page, "1 attempt"));
	free(page);
	assert_null(case_summary(&d->s, "01ARZ3NDEKTSV4RRFFQ69G5FAV", 58, &d->e));
	assert_int_equal(d->e.code, ERR_MISSING);
}

/* ---- fictitious cases ---- */

static int with_status(struct service_env *d, const char *status)
{
	int n;
	good(d, store_case_count(d->s.store, &(struct case_filter){.status = status}, &n, &d->e));
	return n;
}

static void the_fictitious_cases_are_of_all_kinds(void **state)
{
	struct service_env *d = *state;
	struct case_list all = {0};
	struct today t;
	int urgent = 0, late = 0, assigned = 0, levels = 0, rounds_most = 0, mine = 0, again = 0, nameless = 0;
	char now[TIME_TEXT];
	good(d, demo_fill(&d->s, 40, &d->e));
	good(d, cases_list(&d->s, &(struct case_filter){0}, &all, &d->e));
	assert_int_equal(all.n, 40);
	session_now(&d->s, now);
	unsigned seen_levels = 0;
	for (int i = 0; i < all.n; i++) {
		const struct case_row *k = &all.at[i];
		struct round_figures *rounds;
		int n;
		assert_true(k->fictitious);
		assert_int_equal(strncmp(k->number, "DEMO-", 5), 0);
		if (k->name && *k->name)
			assert_non_null(strstr(k->name, "(fictitious)"));
		else
			nameless++;
		assert_true(strcmp(k->opened_at, now) <= 0);
		mine += !strcmp(k->owner, "amina");
		again += k->episode > 1;
		urgent += *k->urgent_due != 0;
		late += *k->due && strcmp(k->due, now) < 0;
		assigned += *k->band_assigned && strcmp(k->band_assigned, k->band_calculated);
		seen_levels |= 1u << k->level_rank;
		good(d, rounds_read(&d->s, k->id, &rounds, &n, &d->e));
		rounds_most = n > rounds_most ? n : rounds_most;
		free(rounds);
		char *page = case_summary(&d->s, k->id, 58, &d->e);
		check_page(page, 58);
		if (k->name && *k->name)
			assert_null(strstr(page, k->name));
		free(page);
	}
	assert_int_equal(nameless, 1); /* whoever refuses consent */
	for (int i = 0; i <= d->config->catalogue->n_bands; i++)
		levels += (seen_levels >> i) & 1;
	assert_int_equal(levels, d->config->catalogue->n_bands + 1); /* not assessed, and every level */
	assert_in_range(urgent, 2, 8);
	assert_in_range(late, 4, 20);
	assert_true(assigned >= 1);
	assert_true(rounds_most >= 3);
	assert_in_range(mine, all.n - 8, all.n - 2);
	assert_true(again >= 1);
	static const char *const statuses[] = {"new", "screened", "assessed", "planned", "active", "on-hold", "closed"};
	for (size_t i = 0; i < sizeof statuses / sizeof statuses[0]; i++) {
		if (with_status(d, statuses[i]) < 1)
			fail_msg("no case is %s", statuses[i]);
	}
	assert_true(with_status(d, "active") >= 8);
	/* Things to approve, one of them a closure, and a case that is offered. */
	struct approval_list waiting;
	int closures = 0;
	good(d, approvals_waiting(&d->s, &waiting, &d->e));
	for (int i = 0; i < waiting.n; i++) {
		assert_false(waiting.at[i].own);
		closures += !strcmp(pairs_get(&waiting.at[i].request.answers, "what"), "closure");
	}
	assert_true(waiting.n >= 2);
	assert_true(closures >= 1);
	good(d, today_read(&d->s, &t, &d->e));
	assert_true(t.n > 5);
	assert_int_equal(t.waiting, waiting.n + 1);
	approval_list_fini(&waiting);
	today_fini(&t);
	case_list_fini(&all);
	/* Work goes on behind them. */
	char id[ID_TEXT];
	register_as(d, "Amina Example", id);
	good(d, demo_fill(&d->s, 2, &d->e));
	good(d, cases_list(&d->s, &(struct case_filter){0}, &all, &d->e));
	assert_int_equal(all.n, 43);
	case_list_fini(&all);
}

static void the_fictitious_cases_are_the_same_each_time(void **state)
{
	struct service_env *d = *state, again;
	struct case_list one = {0}, two = {0};
	struct case_filter f = {.order = CASE_BY_NUMBER};
	service_env_open(&again);
	good(d, demo_fill(&d->s, 12, &d->e));
	good(&again, demo_fill(&again.s, 12, &again.e));
	good(d, cases_list(&d->s, &f, &one, &d->e));
	good(&again, cases_list(&again.s, &f, &two, &again.e));
	assert_int_equal(one.n, two.n);
	for (int i = 0; i < one.n; i++) {
		assert_string_equal(one.at[i].number, two.at[i].number);
		assert_string_equal(one.at[i].name, two.at[i].name);
		assert_string_equal(one.at[i].due, two.at[i].due);
		assert_int_equal(one.at[i].score, two.at[i].score);
		assert_string_equal(one.at[i].status, two.at[i].status);
	}
	case_list_fini(&one);
	case_list_fini(&two);
	service_env_close(&again);
}

#define T(f) cmocka_unit_test_setup_teardown(f, service_env_set_up, service_env_tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		T(an_empty_day),
		T(urgent_then_late_then_due_then_drafts),
		T(one_jumps_by_number_or_by_name),
		T(figures_of_several_cases_are_asked_about),
		T(the_summary_tells_all_but_the_name),
		T(the_fictitious_cases_are_of_all_kinds),
		T(the_fictitious_cases_are_the_same_each_time),
	};
	return cmocka_run_group_tests_name("service_pages", tests, NULL, NULL);
}
