/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The audit trail on the screen: by case, by person, by day.
 */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include <sarai/access/audit.h>
#include <sarai/base/clock.h>
#include <sarai/base/date.h>
#include <sarai/base/err.h>
#include <sarai/base/mem.h>
#include <sarai/base/str.h>
#include <sarai/edit/cases.h>
#include <sarai/model/permit.h>
#include <sarai/screen/app.h>
#include <sarai/store/audit.h>
#include <sarai/store/casefile.h>
#include <sarai/term/key.h>
#include <sarai/term/screen.h>
#include <sarai/term/term.h>
#include <sarai/term/widget.h>
#include <sarai/view/audit_log.h>

#include "screens.h"

#define SHOWN 500

static const struct action_def own[] = {
	{ACT_BY_PERSON, "person", "p", "Person", "Only what one account did."},
	{ACT_BY_DAY, "day", "d", "Day", "Only one day."},
	{ACT_BY_CASE, "case", "c", "Case", "Only one case."},
	{ACT_ALL, "all", "a", "All", "Everything again."},
	{ACT_CHECK, "check", "v", "Check", "Go through the whole trail: has anything been changed?"},
};
const struct action_table actions_audit = {"audit", own, 5};

struct audit {
	struct audit_list found;
	char who[64], case_id[ID_TEXT], number[32], from[TIME_TEXT], before[TIME_TEXT], day[DATE_TEXT];
};

static struct audit *of(struct list_page *p)
{
	return p->data;
}

static bool read_rows(struct list_page *p, int *count, struct err *e)
{
	struct audit *a = of(p);
	struct audit_filter f = {a->case_id, a->who, a->from, a->before, 0, SHOWN};
	audit_list_fini(&a->found);
	if (!audit_read(p->app->session, &f, &a->found, e))
		return false;
	*count = a->found.n;
	return true;
}

static void row(struct list_page *p, int i, struct canvas *line)
{
	const struct audit_entry *a = &of(p)->found.at[i];
	char when[DATE_TEXT] = "";
	int64_t at;
	if (time_from_iso(a->at, &at))
		time_show(at, when);
	paint_text(line, 0, 2, 17, ROLE_LABEL, when);
	paint_text(line, 0, 20, 14, ROLE_VALUE, a->who);
	paint_text(line, 0, 35, 16, ROLE_TEXT, a->action);
	paint_text(line, 0, 52, -1, ROLE_DIM, *a->detail ? a->detail : a->kind);
}

static void match(struct list_page *p, int i, struct str *text)
{
	const struct audit_entry *a = &of(p)->found.at[i];
	str_addf(text, "%s %s %s %s %s", a->who, a->action, a->kind, a->detail, a->source);
}

static void hint(struct list_page *p, int i, struct str *out)
{
	if (i >= 0)
		str_addf(out, "Row %" PRId64 ", from %s. Enter shows all of it.", of(p)->found.at[i].seq,
			 *of(p)->found.at[i].source ? of(p)->found.at[i].source : "the server itself");
}

static void open_row(struct list_page *p, int i)
{
	const struct audit_entry *a = &of(p)->found.at[i];
	struct case_row k = {0};
	struct str t = {0};
	str_addf(&t, "Row: %" PRId64 "\nWhen: %s (UTC)\nWho: %s\nFrom: %s\nWhat: %s %s\n", a->seq, a->at, a->who,
		 a->source, a->action, a->kind);
	if (*a->case_id && cases_get(p->app->session, a->case_id, &k, NULL))
		str_addf(&t, "Case: %s\n", k.number);
	if (*a->detail)
		str_addf(&t, "Words: %s\n", a->detail);
	str_addf(&t, "\nDigest: %s\n", a->digest);
	dialog_text(p->app->stack, "Audit", str_text(&t));
	str_fini(&t);
	case_row_fini(&k);
}

/* ---- filters ---- */

static void again(struct list_page *p)
{
	list_page_shown(stack_top(p->app->stack));
}

static void got_person(void *ctx, const char *text)
{
	struct list_page *p = ctx;
	if (text)
		snprintf(of(p)->who, sizeof of(p)->who, "%s", text);
	again(p);
}

static void got_day(void *ctx, const char *text)
{
	struct list_page *p = ctx;
	struct audit *a = of(p);
	struct date day;
	const char *why;
	if (!text)
		return;
	if (!date_parse(text, clock_today(p->app->session->clock), &day, &why) || !date_full(day)) {
		stack_say(p->app->stack, ROLE_ERROR, "That is not a day: 23/11/2026, today, yesterday.");
		return;
	}
	time_to_iso(time_of_day_end(date_from_days(date_days(day) - 1)) + 1, a->from);
	time_to_iso(time_of_day_end(day) + 1, a->before);
	date_show(day, a->day);
	again(p);
}

static void got_case(void *ctx, const char *text)
{
	struct list_page *p = ctx;
	struct case_row k = {0};
	struct err e = {0};
	if (!text || !*text)
		return;
	if (cases_jump(p->app->session, text, &k, &e)) {
		memcpy(of(p)->case_id, k.id, sizeof of(p)->case_id);
		memcpy(of(p)->number, k.number, sizeof of(p)->number);
	} else {
		stack_say_err(p->app->stack, &e);
	}
	case_row_fini(&k);
	again(p);
}

static void check(struct list_page *p)
{
	struct audit_state s;
	struct err e = {0};
	if (!audit_check(p->app->session, &s, &e))
		stack_say_err(p->app->stack, &e);
	else if (s.bad)
		stack_say(p->app->stack, ROLE_ERROR,
			  "The trail has been changed: row %" PRId64
			  " does not follow from those before it. Tell whoever answers for data protection.",
			  s.bad);
	else
		stack_say(p->app->stack, ROLE_GOOD,
			  "Whole: %" PRId64 " rows. Head %.16s...; 'sarai audit head' prints all of it.", s.rows,
			  s.head);
}

static bool act(struct list_page *p, int action, int i)
{
	struct audit *a = of(p);
	(void)i;
	switch (action) {
	case ACT_BY_PERSON:
		dialog_ask(p->app->stack, "Audit", "Which account?", a->who, 60, 1, got_person, p);
		return true;
	case ACT_BY_DAY:
		dialog_ask(p->app->stack, "Audit", "Which day?", "today", 20, 1, got_day, p);
		return true;
	case ACT_BY_CASE:
		dialog_ask(p->app->stack, "Audit", "Which case? (number)", "", 40, 1, got_case, p);
		return true;
	case ACT_ALL:
		*a->who = *a->case_id = *a->number = *a->from = *a->before = *a->day = 0;
		again(p);
		return true;
	case ACT_CHECK:
		check(p);
		return true;
	default:
		return false;
	}
}

static void top(struct list_page *p, struct canvas *line)
{
	const struct audit *a = of(p);
	paintf(line, 0, 0, -1, ROLE_HEADING, "%s%d row%s%s%s%s%s%s%s, newest first",
	       a->found.n == SHOWN ? "The newest " : "", a->found.n, a->found.n == 1 ? "" : "s", *a->who ? " of " : "",
	       a->who, *a->number ? " on " : "", a->number, *a->day ? " of " : "", a->day);
}

static void title(struct list_page *p, struct str *out)
{
	(void)p;
	str_add(out, "Audit");
}

static void fini(struct list_page *p)
{
	audit_list_fini(&of(p)->found);
	free(p->data);
}

static const struct list_page_spec spec = {
	.empty = "Nothing here.",
	.read = read_rows,
	.row = row,
	.match = match,
	.hint = hint,
	.open = open_row,
	.act = act,
	.title = title,
	.top = top,
	.fini = fini,
};

static const struct screen_class audit_class = {
	.name = "audit",
	.need = PERMIT_BIT(PERMIT_AUDIT),
	.actions = &actions_audit,
	.help = "Who did what, newest first: every save, every login, every look at what is restricted, every export. "
		"p, d and c "
		"show only one account, day or case; a shows all again. v checks that nothing in it has been changed: "
		"the rows are "
		"chained.",
	LIST_PAGE_FUNCTIONS,
};

void open_audit(struct app *a)
{
	list_page_push(a, &audit_class, &spec, NULL, mem_alloc(sizeof(struct audit)));
}
