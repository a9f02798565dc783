/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Weights, for administrators: what is in force and by whose authority, what other ones would do, where people assign
 * another level than is calculated. Nothing is put in force from here.
 */
#include <stdlib.h>
#include <string.h>

#include <sarai/base/date.h>
#include <sarai/base/diag.h>
#include <sarai/base/err.h>
#include <sarai/base/mem.h>
#include <sarai/base/str.h>
#include <sarai/model/catalogue.h>
#include <sarai/model/permit.h>
#include <sarai/report/weights_report.h>
#include <sarai/screen/app.h>
#include <sarai/store/history.h>
#include <sarai/term/key.h>
#include <sarai/term/screen.h>
#include <sarai/term/term.h>
#include <sarai/term/widget.h>
#include <sarai/view/rescore.h>
#include <sarai/view/weights.h>
#include <sarai/view/weights_adoption.h>
#include <sarai/view/weights_overrides.h>

#include "screens.h"

#define MOVES_SHOWN 200

enum row_kind { ROW_HEADING, ROW_IN_FORCE, ROW_OVERRIDES, ROW_FILE, ROW_ADOPTED, ROW_HINT };
struct weights_row {
	enum row_kind kind;
	int index;
	const char *text; /* headings and hints */
};

struct weights {
	struct weights_files files;
	struct history_list adopted;
	struct weights_row *rows;
	int n, cap;
};

static struct weights *of(struct list_page *p)
{
	return p->data;
}

static void add(struct weights *x, enum row_kind kind, int index, const char *text)
{
	x->rows = mem_grow(x->rows, &x->cap, x->n + 1, sizeof *x->rows);
	x->rows[x->n++] = (struct weights_row){kind, index, text};
}

static void forget(struct weights *x)
{
	weights_files_fini(&x->files);
	history_list_fini(&x->adopted);
	x->n = 0;
}

static bool read_page(struct list_page *p, int *count, struct err *e)
{
	struct weights *x = of(p);
	forget(x);
	if (!weights_candidates(p->app->session, &x->files, e) || !weights_history(p->app->session, &x->adopted, e))
		return false;
	add(x, ROW_IN_FORCE, 0, NULL);
	add(x, ROW_OVERRIDES, 0, NULL);
	add(x, ROW_HEADING, 0, "To try (Enter scores every current assessment again, and changes none)");
	for (int i = 0; i < x->files.n; i++)
		add(x, ROW_FILE, i, NULL);
	if (x->files.n == 0)
		add(x, ROW_HINT, 0, "none: put a file into the folder \"candidates\" of the configuration");
	if (x->adopted.n > 0)
		add(x, ROW_HEADING, 0, "Put in force, newest first");
	for (int i = 0; i < x->adopted.n; i++)
		add(x, ROW_ADOPTED, i, NULL);
	*count = x->n;
	return true;
}

static void row(struct list_page *p, int i, struct canvas *line)
{
	const struct weights *x = of(p);
	const struct weights_row *r = &x->rows[i];
	const struct catalogue *c = p->app->session->config->catalogue;
	char day[DATE_TEXT] = "";
	int64_t at;
	switch (r->kind) {
	case ROW_HEADING:
		paint_text(line, 0, 2, -1, ROLE_HEADING, r->text);
		break;
	case ROW_HINT:
		paint_text(line, 0, 4, -1, ROLE_DIM, r->text);
		break;
	case ROW_IN_FORCE:
		paint_text(line, 0, 2, 10, ROLE_LABEL, "In force:");
		paintf(line, 0, 13, -1, ROLE_VALUE, "%s. %s", c->version, c->authority);
		break;
	case ROW_OVERRIDES:
		paint_text(line, 0, 2, -1, ROLE_TEXT,
			   "Where people assign another level than is calculated, by factor");
		break;
	case ROW_FILE:
		paint_text(line, 0, 4, -1, ROLE_TEXT, x->files.at[r->index]);
		break;
	case ROW_ADOPTED:
		if (time_from_iso(x->adopted.at[r->index].at, &at))
			date_show(time_date(at), day);
		paint_text(line, 0, 4, 12, ROLE_LABEL, day);
		paint_text(line, 0, 17, -1, ROLE_TEXT, x->adopted.at[r->index].summary);
		break;
	}
}

static void hint(struct list_page *p, int i, struct str *out)
{
	const struct weights *x = of(p);
	if (i < 0)
		return;
	switch (x->rows[i].kind) {
	case ROW_IN_FORCE:
		str_add(out, "Enter shows how levels are worked out with them.");
		break;
	case ROW_OVERRIDES:
		str_add(out, "Enter goes through every current assessment. Small numbers are not shown.");
		break;
	case ROW_FILE:
		str_addf(out,
			 "Enter tries it. 'sarai weights adopt %s --authority WHO' on the server puts it in force.",
			 x->files.at[x->rows[i].index]);
		break;
	case ROW_ADOPTED:
		str_addf(out, "%s, by %s.", x->adopted.at[x->rows[i].index].summary,
			 x->adopted.at[x->rows[i].index].who);
		break;
	default:
		break;
	}
}

/* ---- how far it is ---- */

struct watching {
	struct app *app;
	int shown; /* percent */
};

/* Says how far it is; Esc, or a line that drops, stops it. */
static bool tell(void *ctx, int done, int all)
{
	struct watching *w = ctx;
	struct term *t = stack_term(w->app->stack);
	int percent = all > 0 ? (int)(100LL * done / all) : 100;
	if (percent != w->shown) {
		stack_say(w->app->stack, ROLE_HINT, "%d of %d, %d percent. Esc stops.", done, all, percent);
		stack_paint(w->app->stack);
		w->shown = percent;
	}
	while (term_waiting(t)) {
		struct event ev = {0};
		term_next(t, 0, &ev);
		if (ev.type == EVENT_HANGUP || (ev.type == EVENT_KEY && ev.key == TKEY_ESC))
			return false;
	}
	return true;
}

static void said(struct list_page *p, const char *title, char *text)
{
	stack_say(p->app->stack, ROLE_GOOD, "%s", "Nothing was changed.");
	dialog_text(p->app->stack, title, text);
	free(text);
}

static char *findings(struct diags *d)
{
	struct str s = {0};
	diags_sort(d);
	str_add(&s, "This file cannot be used:\n\n");
	for (int i = 0; i < d->n; i++) {
		const char *slash = strrchr(d->at[i].file, '/');
		str_addf(&s, "%s:%d: %s\n", slash ? slash + 1 : d->at[i].file, d->at[i].line, d->at[i].reason);
	}
	return str_take(&s);
}

static void try_file(struct list_page *p, const char *name)
{
	struct watching w = {p->app, -1};
	struct weights_progress how = {tell, &w};
	struct weights_comparison c;
	struct diags d = {0};
	struct err e = {0};
	char *path = weights_candidate_path(p->app->session, name, &e);
	struct catalogue *k = path ? weights_read(path, &d) : NULL;
	if (!path) {
		stack_say_err(p->app->stack, &e);
	} else if (!k) {
		char *text = findings(&d);
		dialog_text(p->app->stack, name, text);
		free(text);
	} else if (weights_compare(p->app->session, k, &how, &c, &e)) {
		said(p, name, weights_comparison_text(&c, MOVES_SHOWN));
		weights_comparison_fini(&c);
	} else {
		stack_say_err(p->app->stack, &e);
	}
	catalogue_free(&k);
	diags_fini(&d);
	free(path);
}

static void show_overrides(struct list_page *p)
{
	struct watching w = {p->app, -1};
	struct weights_progress how = {tell, &w};
	struct override_report r;
	struct err e = {0};
	if (!weights_overrides(p->app->session, &how, &r, &e)) {
		stack_say_err(p->app->stack, &e);
		return;
	}
	said(p, "Levels assigned otherwise", override_report_text(p->app->session->config, &r));
	override_report_fini(&r);
}

static void open_row(struct list_page *p, int i)
{
	const struct weights *x = of(p);
	switch (x->rows[i].kind) {
	case ROW_IN_FORCE:
		open_weights(p->app);
		break;
	case ROW_OVERRIDES:
		show_overrides(p);
		break;
	case ROW_FILE:
		try_file(p, x->files.at[x->rows[i].index]);
		break;
	default:
		break;
	}
}

static void title(struct list_page *p, struct str *out)
{
	(void)p;
	str_add(out, "Weights");
}

static void fini(struct list_page *p)
{
	forget(of(p));
	free(of(p)->rows);
	free(p->data);
}

static const struct list_page_spec spec = {
	.empty = "",
	.read = read_page,
	.row = row,
	.hint = hint,
	.open = open_row,
	.title = title,
	.fini = fini,
};

static const struct screen_class weights_class = {
	.name = "weights",
	.need = PERMIT_BIT(PERMIT_CONFIGURE),
	.help = "Before weights are changed, see what they would do: Enter on a file scores every current assessment "
		"again and compares the levels, with what was calculated and with what people assigned. No assessment "
		"changes, now or when new weights are put in force: each keeps the figures of its day.\nFiles to try "
		"lie in the folder \"candidates\" of the configuration. New weights are put in force on the server, "
		"with "
		"'sarai weights adopt', by somebody's authority that everybody who assesses will read.",
	LIST_PAGE_FUNCTIONS,
};

void open_weights_trials(struct app *a)
{
	list_page_push(a, &weights_class, &spec, NULL, mem_alloc(sizeof(struct weights)));
}
