/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The follow-up agenda: everything due, late on top, then day by day.
 */
#include <stdlib.h>
#include <string.h>

#include <sarai/base/clock.h>
#include <sarai/base/date.h>
#include <sarai/base/err.h>
#include <sarai/base/mem.h>
#include <sarai/base/str.h>
#include <sarai/model/permit.h>
#include <sarai/screen/app.h>
#include <sarai/term/key.h>
#include <sarai/term/screen.h>
#include <sarai/term/term.h>
#include <sarai/view/notices.h>
#include <sarai/view/today.h>

#include "screens.h"

#define AGENDA_DAYS 60

static const struct action_def own[] = {
	{ACT_CONTACT, "contact", "c F9", "Record contact", "Record a contact, or an attempt, with this person."},
	{ACT_MINE, "mine", "e F11", "Mine/everyone's", "Your own agenda, or everyone's."},
};
const struct action_table actions_agenda = {"agenda", own, 2};

struct agenda {
	bool everyone;
	struct today items;
};

static struct agenda *of(struct list_page *p)
{
	return p->data;
}

static bool read_agenda(struct list_page *p, int *count, struct err *e)
{
	struct agenda *g = of(p);
	struct date until = date_from_days(date_days(clock_today(p->app->session->clock)) + AGENDA_DAYS);
	today_fini(&g->items);
	memset(&g->items, 0, sizeof g->items);
	if (!agenda_read(p->app->session, until, g->everyone, &g->items, e))
		return false;
	*count = g->items.n;
	return true;
}

static void row(struct list_page *p, int i, struct canvas *line)
{
	const struct today_item *t = &of(p)->items.at[i];
	struct str s = {0};
	char day[DATE_TEXT] = "";
	int64_t at;
	if (time_from_iso(t->due, &at))
		date_show(time_date(at), day);
	paint_text(line, 0, 2, 11, ROLE_TEXT, day);
	if (t->kind == TODAY_URGENT) {
		str_add(&s, "URGENT ");
		urgent_due_words(t->due, p->now, &s);
	} else {
		due_words_of(t->due, p->now, &s);
	}
	paint_text(line, 0, 15, 19,
		   t->kind == TODAY_URGENT    ? ROLE_URGENT
		   : t->kind == TODAY_OVERDUE ? ROLE_ERROR
					      : ROLE_TEXT,
		   str_text(&s));
	paint_text(line, 0, 35, 14, ROLE_LABEL, t->number);
	str_clear(&s);
	if (*t->level)
		level_words(p->app->session->config, t->level, &s);
	paint_text(line, 0, 50, 9, level_role(p->app->session->config, t->level), str_text(&s));
	paint_text(line, 0, 60, -1, ROLE_TEXT, t->what);
	str_fini(&s);
}

static void name_of(struct list_page *p, const struct today_item *t, struct str *out)
{
	if (t->name && !p->app->names_hidden && (p->app->session->permits & PERMIT_BIT(PERMIT_NAMES)))
		str_add(out, t->name);
}

static void match(struct list_page *p, int i, struct str *text)
{
	const struct today_item *t = &of(p)->items.at[i];
	str_addf(text, "%s %s %s ", t->number, t->what, t->level);
	name_of(p, t, text);
}

static void hint(struct list_page *p, int i, struct str *out)
{
	if (i < 0)
		return;
	name_of(p, &of(p)->items.at[i], out);
	if (out->len)
		str_add(out, ". ");
	str_addf(out, "%s. Enter opens the case, %s records a contact.", of(p)->items.at[i].what,
		 keymap_shown(p->app->keys, &actions_agenda, ACT_CONTACT));
}

static void open_row(struct list_page *p, int i)
{
	open_case(p->app, of(p)->items.at[i].case_id);
}

static bool act(struct list_page *p, int action, int i)
{
	if (action == ACT_MINE) {
		of(p)->everyone = !of(p)->everyone;
		list_page_shown(stack_top(p->app->stack));
		return true;
	}
	if (action == ACT_CONTACT && i >= 0) {
		open_record(p->app, "follow-up", of(p)->items.at[i].case_id, NULL, NULL);
		return true;
	}
	return false;
}

static void title(struct list_page *p, struct str *out)
{
	(void)p;
	str_add(out, "Follow-up");
}

static void top(struct list_page *p, struct canvas *line)
{
	const struct agenda *g = of(p);
	paintf(line, 0, 0, -1, ROLE_HEADING, "%s: %d urgent, %d late, %d today, %d in all until %d days from now",
	       g->everyone ? "Everyone's agenda" : "Your agenda", g->items.urgent, g->items.overdue, g->items.due_today,
	       g->items.n, AGENDA_DAYS);
}

static void fini(struct list_page *p)
{
	today_fini(&of(p)->items);
	free(p->data);
}

static const struct list_page_spec spec = {
	.empty = "Nothing is due in the next weeks.",
	.read = read_agenda,
	.row = row,
	.match = match,
	.hint = hint,
	.open = open_row,
	.act = act,
	.title = title,
	.top = top,
	.fini = fini,
};

static const struct screen_class agenda_class = {
	.name = "agenda",
	.actions = &actions_agenda,
	.help = "What is due, late first, then by day. The dates are worked out from each case's level and its last "
		"contact; nobody has to enter them.\nAn attempt without contact does not count as a follow-up.",
	LIST_PAGE_FUNCTIONS,
};

void open_agenda(struct app *a)
{
	list_page_push(a, &agenda_class, &spec, NULL, mem_alloc(sizeof(struct agenda)));
}
