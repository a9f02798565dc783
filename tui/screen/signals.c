/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Programme signals: what many cases of one place have in common, with what can be done about it; and the register of
 * interventions. No name and no case is shown here.
 */
#include <stdlib.h>
#include <string.h>

#include <sarai/base/err.h>
#include <sarai/base/mem.h>
#include <sarai/base/str.h>
#include <sarai/config/config.h>
#include <sarai/edit/open.h>
#include <sarai/model/catalogue.h>
#include <sarai/model/inherit.h>
#include <sarai/model/permit.h>
#include <sarai/model/response.h>
#include <sarai/model/signal.h>
#include <sarai/screen/app.h>
#include <sarai/term/key.h>
#include <sarai/term/screen.h>
#include <sarai/term/term.h>
#include <sarai/term/widget.h>
#include <sarai/view/interventions.h>
#include <sarai/view/trend_words.h>
#include <sarai/view/trends.h>

#include "screens.h"

static const struct action_def own[] = {
	{ACT_NEW, "new", "n F9", "Intervention", "Make an intervention from the signal on this row."},
	{ACT_DETAILS, "responses", "d F11", "Responses", "What can be done about it, at each level."},
	{ACT_ALL, "register", "r F12", "Register", "All interventions: what is done, and what came of it."},
};
const struct action_table actions_signals = {"signals", own, 3};

static struct signal_rows *of(struct list_page *p)
{
	return p->data;
}

static const struct factor *factor_of(struct list_page *p, int i)
{
	return &p->app->session->config->catalogue->factors[of(p)->at[i].signal.factor];
}

static bool read_rows(struct list_page *p, int *count, struct err *e)
{
	signal_rows_fini(of(p));
	if (!signals_read(p->app->session, of(p), e))
		return false;
	*count = of(p)->n;
	return true;
}

static void row(struct list_page *p, int i, struct canvas *line)
{
	const struct signal_row *r = &of(p)->at[i];
	struct str s = {0};
	paint_text(line, 0, 2, 16, ROLE_LABEL, r->place);
	paint_text(line, 0, 19, 28, ROLE_TEXT, factor_of(p, i)->label);
	cell_words(r->signal.cell, p->app->session->config->response->signals.smallest_cell, &s);
	paint_text(line, 0, 48, 24, ROLE_VALUE, str_text(&s));
	paint_text(line, 0, 73, -1, *r->intervention ? ROLE_GOOD : ROLE_DIM, *r->intervention ? "in hand" : "open");
	str_fini(&s);
}

static void match(struct list_page *p, int i, struct str *text)
{
	str_addf(text, "%s %s", of(p)->at[i].place, factor_of(p, i)->label);
}

static void top(struct list_page *p, struct canvas *line)
{
	const struct signal_rules *r = &p->app->session->config->response->signals;
	paintf(line, 0, 0, -1, ROLE_HEADING, "%d signal%s: a risk in %d or more cases of one place, last %d days",
	       of(p)->n, of(p)->n == 1 ? "" : "s", r->cases > r->smallest_cell ? r->cases : r->smallest_cell, r->days);
}

static void hint(struct list_page *p, int i, struct str *out)
{
	const struct config *cfg = p->app->session->config;
	if (i < 0)
		return;
	const struct signal_row *r = &of(p)->at[i];
	if (*r->intervention) {
		str_addf(out, "%s: \"%s\" is there for it. Enter opens that.", factor_of(p, i)->label,
			 r->intervention_title ? r->intervention_title : "an intervention");
		return;
	}
	struct str can = {0};
	responses_line(cfg, r->signal.factor, inherit_of_factor(cfg->catalogue, r->signal.factor), &can);
	str_addf(out, "%s. Enter makes an intervention.", factor_of(p, i)->label);
	if (can.len)
		str_addf(out, " Possible: %s.", str_text(&can));
	str_fini(&can);
}

/* ---- doing ---- */

static void make(struct list_page *p, int i)
{
	struct err e = {0};
	struct edit *w = intervention_open(p->app->session, &of(p)->at[i], &e);
	if (w)
		open_work(p->app, w);
	else
		stack_say_err(p->app->stack, &e);
}

static void open_row(struct list_page *p, int i)
{
	if (*of(p)->at[i].intervention)
		open_record(p->app, "intervention", NULL, of(p)->at[i].intervention, NULL);
	else
		make(p, i);
}

static void show_responses(struct list_page *p, int i)
{
	char *text = responses_text(p->app->session->config, of(p)->at[i].signal.factor);
	dialog_text(p->app->stack, factor_of(p, i)->label,
		    *text ? text
			  : "Nothing is written for this yet. Whoever keeps the configuration can add it, in "
			    "response.ini.");
	free(text);
}

static bool act(struct list_page *p, int action, int i)
{
	if (action == ACT_ALL)
		open_interventions(p->app);
	else if ((action == ACT_NEW || action == ACT_DETAILS) && i < 0)
		stack_say(p->app->stack, ROLE_HINT, "There is no signal here now. r is the register of interventions.");
	else if (action == ACT_NEW)
		make(p, i);
	else if (action == ACT_DETAILS)
		show_responses(p, i);
	else
		return false;
	return true;
}

static void title(struct list_page *p, struct str *out)
{
	(void)p;
	str_add(out, "Programme signals");
}

static void fini(struct list_page *p)
{
	signal_rows_fini(of(p));
	free(p->data);
}

static const struct list_page_spec spec = {
	.empty = "Nothing comes up: no factor is a risk in so many recent cases of one place.",
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

static const struct screen_class signals_class = {
	.name = "signals",
	.need = PERMIT_BIT(PERMIT_CONTEXT),
	.actions = &actions_signals,
	.help = "Where a community or structural factor is judged a risk in many cases of one place, more is wrong "
		"than "
		"one case can answer: it is for those who plan programmes.\nEnter makes an intervention from a signal, "
		"or opens the one that is there for it. d shows what can be done at each level, r all interventions.\n"
		"Nobody is named, and numbers of people so small that somebody could be known by them are not shown.",
	LIST_PAGE_FUNCTIONS,
};

void open_signals(struct app *a)
{
	list_page_push(a, &signals_class, &spec, NULL, mem_alloc(sizeof(struct signal_rows)));
}
