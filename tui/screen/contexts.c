/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Communities and context: the profiles with their newest version and the cases that use them; the cases whose
 * assessment rests on something older.
 */
#include <stdlib.h>
#include <string.h>

#include <sarai/base/clock.h>
#include <sarai/base/date.h>
#include <sarai/base/err.h>
#include <sarai/base/mem.h>
#include <sarai/base/pairs.h>
#include <sarai/base/str.h>
#include <sarai/config/config.h>
#include <sarai/kind/context.h>
#include <sarai/model/permit.h>
#include <sarai/screen/app.h>
#include <sarai/store/record.h>
#include <sarai/store/shared.h>
#include <sarai/term/key.h>
#include <sarai/term/screen.h>
#include <sarai/term/term.h>
#include <sarai/term/widget.h>

#include "screens.h"

static const struct action_def own[] = {
	{ACT_NEW, "new", "n F9", "New profile", "A profile of a community, or of a country or region."},
	{ACT_USERS, "users", "u", "Cases", "The cases that use this profile."},
	{ACT_STALE, "older", "o F11", "On older ones", "Cases whose assessment rests on an older version or round."},
	{ACT_PAST, "past", "v", "History", "Who did what to it, and when."},
};
const struct action_table actions_contexts = {"contexts", own, 4};

struct contexts {
	struct shared_list found;
	char asked[ID_TEXT]; /* the profile a question is about */
};

static struct contexts *of(struct list_page *p)
{
	return p->data;
}

static bool may_change(const struct list_page *p)
{
	return p->app->session->permits & PERMIT_BIT(PERMIT_CONTEXT);
}

static bool read_contexts(struct list_page *p, int *count, struct err *e)
{
	struct contexts *c = of(p);
	shared_list_fini(&c->found);
	if (!contexts_list(p->app->session, &c->found, e))
		return false;
	*count = c->found.n;
	return true;
}

static bool is_finished(const struct shared_row *r)
{
	return r->finished == r->newest.round;
}

static void row(struct list_page *p, int i, struct canvas *line)
{
	const struct shared_row *r = &of(p)->found.at[i];
	const char *country = pairs_get(&r->newest.answers, "country");
	char day[DATE_TEXT] = "";
	int64_t at;
	if (time_from_iso(r->newest.happened, &at))
		date_show(time_date(at), day);
	paint_text(line, 0, 2, 25, ROLE_TEXT, r->newest.title && *r->newest.title ? r->newest.title : "(no name)");
	paint_text(line, 0, 28, 9, ROLE_LABEL, pairs_get(&r->newest.answers, "type"));
	paint_text(line, 0, 38, 11, ROLE_LABEL, config_label(p->app->session->config, "country", country));
	paintf(line, 0, 50, 12, ROLE_TEXT, "%s%d%s", r->newest.round < 10 ? " " : "", r->newest.round,
	       is_finished(r) ? "" : " begun");
	paint_text(line, 0, 60, 11, ROLE_LABEL, day);
	paintf(line, 0, 72, -1, r->behind ? ROLE_MEDIUM : ROLE_TEXT, r->behind ? "%d (%d!)" : "%d", r->users,
	       r->behind);
}

static void top(struct list_page *p, struct canvas *line)
{
	(void)p;
	paint_text(line, 0, 0, -1, ROLE_HEADING,
		   "  Profile                   Of        Country     Version   Holds from  Cases");
}

static void match(struct list_page *p, int i, struct str *text)
{
	const struct record *r = &of(p)->found.at[i].newest;
	str_addf(text, "%s %s %s", r->title ? r->title : "", pairs_get(&r->answers, "place"),
		 config_label(p->app->session->config, "country", pairs_get(&r->answers, "country")));
}

static void hint(struct list_page *p, int i, struct str *out)
{
	int64_t at;
	char span[DATE_TEXT];
	if (i < 0)
		return;
	const struct shared_row *r = &of(p)->found.at[i];
	if (time_from_iso(r->newest.happened, &at) && at < p->now) {
		time_span(p->now - at, span);
		str_addf(out, "%s old. ", span);
	}
	if (r->behind)
		str_addf(out, "%d of %d case%s rest%s on an older version. ", r->behind, r->users,
			 r->users == 1 ? "" : "s", r->behind == 1 ? "s" : "");
	str_add(out, may_change(p) ? "Enter: new version, read, cases." : "Enter reads it.");
}

/* ---- doing ---- */

static void show(struct list_page *p, const struct shared_row *r)
{
	struct err e = {0};
	char *page = shared_page(p->app->session, r->newest.parent_id, "context", r->newest.id, &e);
	if (page)
		dialog_text(p->app->stack, "Profile", page);
	else
		stack_say_err(p->app->stack, &e);
	free(page);
}

static const struct shared_row *asked(struct list_page *p)
{
	const struct contexts *c = of(p);
	for (int i = 0; i < c->found.n; i++) {
		if (!strcmp(c->found.at[i].newest.parent_id, c->asked))
			return &c->found.at[i];
	}
	return NULL;
}

static void row_choice(void *ctx, int choice)
{
	struct list_page *p = ctx;
	const struct shared_row *r = asked(p);
	if (!r)
		return;
	if (choice == 0)
		open_record(p->app, "context", NULL, is_finished(r) ? NULL : r->newest.id, r->newest.parent_id);
	else if (choice == 1)
		show(p, r);
	else if (choice == 2)
		open_users(p->app, r->newest.parent_id);
}

static void open_row(struct list_page *p, int i)
{
	const struct shared_row *r = &of(p)->found.at[i];
	const struct choice choices[] = {
		{'1', is_finished(r) ? "Start a new version, copied from this one" : "Go on with this version"},
		{'2', "Read it"},
		{'3', "The cases that use it"}};
	if (!may_change(p)) {
		show(p, r);
		return;
	}
	snprintf(of(p)->asked, ID_TEXT, "%s", r->newest.parent_id);
	dialog_choose(p->app->stack, "Profile", r->newest.title ? r->newest.title : "", choices, 3, row_choice, p);
}

static bool act(struct list_page *p, int action, int i)
{
	switch (action) {
	case ACT_NEW:
		open_record(p->app, "context", NULL, NULL, NULL);
		return true;
	case ACT_USERS:
		if (i >= 0)
			open_users(p->app, of(p)->found.at[i].newest.parent_id);
		return true;
	case ACT_STALE:
		open_stale(p->app);
		return true;
	case ACT_PAST:
		if (i >= 0)
			open_shared_history(p->app, of(p)->found.at[i].newest.parent_id);
		return true;
	default:
		return false;
	}
}

static void title(struct list_page *p, struct str *out)
{
	(void)p;
	str_add(out, "Communities and context");
}

static void fini(struct list_page *p)
{
	shared_list_fini(&of(p)->found);
	free(p->data);
}

static const struct list_page_spec spec = {
	.empty = "No profile yet. n begins the first.",
	.read = read_contexts,
	.row = row,
	.match = match,
	.hint = hint,
	.open = open_row,
	.act = act,
	.title = title,
	.top = top,
	.fini = fini,
};

static const struct screen_class contexts_class = {
	.name = "contexts",
	.actions = &actions_contexts,
	.help = "What holds for everybody in a place is judged once, with people who know it: community factors for a "
		"community, structural ones for a country or region. The assessments of cases there take it over.\n"
		"A finished version stays as it is; what changes comes in a new version, and no saved assessment "
		"changes "
		"by it. o lists the cases that rest on something older.",
	LIST_PAGE_FUNCTIONS,
};

void open_contexts(struct app *a)
{
	list_page_push(a, &contexts_class, &spec, NULL, mem_alloc(sizeof(struct contexts)));
}
