/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The register of interventions.
 */
#include <stdlib.h>
#include <string.h>

#include <sarai/base/date.h>
#include <sarai/base/err.h>
#include <sarai/base/mem.h>
#include <sarai/base/pairs.h>
#include <sarai/base/str.h>
#include <sarai/config/config.h>
#include <sarai/model/permit.h>
#include <sarai/model/signal.h>
#include <sarai/screen/app.h>
#include <sarai/store/record.h>
#include <sarai/term/key.h>
#include <sarai/term/screen.h>
#include <sarai/term/term.h>
#include <sarai/term/widget.h>
#include <sarai/view/interventions.h>

#include "screens.h"

static const struct action_def own[] = {
	{ACT_NEW, "new", "n F9", "New", "An intervention that comes from no signal."},
	{ACT_DETAILS, "effect", "d F11", "Before, since", "How many were at risk before it began, and since."},
	{ACT_PAST, "past", "v", "History", "Who did what to it, and when."},
};
const struct action_table actions_interventions = {"interventions", own, 3};

static struct intervention_list *of(struct list_page *p)
{
	return p->data;
}

static bool read_rows(struct list_page *p, int *count, struct err *e)
{
	intervention_list_fini(of(p));
	if (!interventions_list(p->app->session, of(p), e))
		return false;
	*count = of(p)->n;
	return true;
}

static void day_of(const struct record *r, const char *field, char out[DATE_TEXT])
{
	struct date d;
	*out = 0;
	if (date_from_iso(pairs_get(&r->answers, field), &d))
		date_show(d, out);
}

static void row(struct list_page *p, int i, struct canvas *line)
{
	const struct intervention_row *r = &of(p)->at[i];
	char start[DATE_TEXT];
	day_of(&r->record, "start_on", start);
	bool ended = r->stage == INTERVENTION_ENDED;
	paint_text(line, 0, 2, 30, ended ? ROLE_DIM : ROLE_TEXT, r->record.title ? r->record.title : "");
	paint_text(line, 0, 33, 16, ROLE_LABEL, r->place);
	paint_text(line, 0, 50, 10, ROLE_LABEL, pairs_get(&r->record.answers, "level"));
	paint_text(line, 0, 61, 11, ROLE_TEXT, start);
	paint_text(line, 0, 73, -1, ended ? ROLE_DIM : ROLE_GOOD, ended ? "ended" : *start ? "" : "planned");
}

static void top(struct list_page *p, struct canvas *line)
{
	(void)p;
	paint_text(line, 0, 0, -1, ROLE_HEADING, "  Intervention                   Place            Level      Begins");
}

static void match(struct list_page *p, int i, struct str *text)
{
	const struct intervention_row *r = &of(p)->at[i];
	str_addf(text, "%s %s %s", r->record.title ? r->record.title : "", r->place,
		 pairs_get(&r->record.answers, "partner"));
}

static void hint(struct list_page *p, int i, struct str *out)
{
	const struct config *cfg = p->app->session->config;
	char end[DATE_TEXT];
	if (i < 0)
		return;
	const struct intervention_row *r = &of(p)->at[i];
	const char *partner = pairs_get(&r->record.answers, "partner");
	const char *factors = pairs_get(&r->record.answers, "factors");
	day_of(&r->record, "end_on", end);
	str_addf(out, "%s", intervention_stage_words(r->stage));
	if (*end)
		str_addf(out, ", %s %s", r->stage == INTERVENTION_ENDED ? "on" : "until", end);
	if (*partner)
		str_addf(out, ", with %s", partner);
	str_add(out, ". For: ");
	for (bool any = false; *factors; any = true) {
		size_t n = strcspn(factors, " ");
		char *name = mem_strndup(factors, n);
		str_addf(out, "%s%s", any ? ", " : "", config_label(cfg, "factors", name));
		free(name);
		factors += n + strspn(factors + n, " ");
	}
}

static void open_row(struct list_page *p, int i)
{
	open_record(p->app, "intervention", NULL, of(p)->at[i].record.id, NULL);
}

static void show_effect(struct list_page *p, int i)
{
	struct err e = {0};
	char *page = intervention_page(p->app->session, of(p)->at[i].record.id, &e);
	if (page)
		dialog_text(p->app->stack, "Intervention", page);
	else
		stack_say_err(p->app->stack, &e);
	free(page);
}

static bool act(struct list_page *p, int action, int i)
{
	if (action == ACT_NEW)
		open_record(p->app, "intervention", NULL, NULL, NULL);
	else if (action == ACT_DETAILS && i >= 0)
		show_effect(p, i);
	else if (action == ACT_PAST && i >= 0)
		open_shared_history(p->app, of(p)->at[i].record.id);
	else
		return false;
	return true;
}

static void title(struct list_page *p, struct str *out)
{
	(void)p;
	str_add(out, "Interventions");
}

static void fini(struct list_page *p)
{
	intervention_list_fini(of(p));
	free(p->data);
}

static const struct list_page_spec spec = {
	.empty = "No intervention yet. n begins one; from a signal it is filled in halfway.",
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

static const struct screen_class interventions_class = {
	.name = "interventions",
	.need = PERMIT_BIT(PERMIT_CONTEXT),
	.actions = &actions_interventions,
	.help = "What is done for a place and not for one case: with households, with the community, with authorities. "
		"Enter opens one; its result is written at its end.\nd compares how many cases of the place were at "
		"risk "
		"in its factors before it began, and since. That is one sign among others.",
	LIST_PAGE_FUNCTIONS,
};

void open_interventions(struct app *a)
{
	list_page_push(a, &interventions_class, &spec, NULL, mem_alloc(sizeof(struct intervention_list)));
}
