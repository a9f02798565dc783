/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The history of a case: who did what, when, and what changed.
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
#include <sarai/edit/kind.h>
#include <sarai/form/form.h>
#include <sarai/kind/context.h>
#include <sarai/screen/app.h>
#include <sarai/store/history.h>
#include <sarai/term/screen.h>
#include <sarai/term/term.h>
#include <sarai/term/widget.h>
#include <sarai/view/case_records.h>

#include "screens.h"

struct past {
	char source[ID_TEXT]; /* of what several cases share; "": of the case */
	struct history_list list;
};

static struct history_list *of(struct list_page *p)
{
	return &((struct past *)p->data)->list;
}

static bool read_history(struct list_page *p, int *count, struct err *e)
{
	const struct past *past = p->data;
	history_list_fini(of(p));
	if (*past->source ? !shared_history(p->app->session, past->source, of(p), e)
			  : !history_read(p->app->session, p->case_row.id, 500, of(p), e))
		return false;
	*count = of(p)->n;
	return true;
}

static const char *kind_words(const char *kind)
{
	const struct kind *k = kind_get(kind);
	return k ? k->label : "Case";
}

static void when_words(const struct history_entry *h, char out[DATE_TEXT])
{
	int64_t at;
	*out = 0;
	if (time_from_iso(h->at, &at))
		time_show(at, out);
}

static void row(struct list_page *p, int i, struct canvas *line)
{
	const struct history_entry *h = &of(p)->at[i];
	char when[DATE_TEXT];
	when_words(h, when);
	paint_text(line, 0, 2, 18, ROLE_LABEL, when);
	paint_text(line, 0, 21, 12, ROLE_TEXT, h->who);
	paint_text(line, 0, 34, -1, ROLE_TEXT, h->summary ? h->summary : h->action);
}

static void match(struct list_page *p, int i, struct str *text)
{
	const struct history_entry *h = &of(p)->at[i];
	str_addf(text, "%s %s %s", h->who, h->summary ? h->summary : "", kind_words(h->kind));
}

static void hint(struct list_page *p, int i, struct str *out)
{
	if (i >= 0)
		str_addf(out, "%s: %d answer%s changed. Enter shows them.", kind_words(of(p)->at[i].kind),
			 of(p)->at[i].n_changes, of(p)->at[i].n_changes == 1 ? "" : "s");
}

/* As a person reads it: labels for codes, days as days. What a form of today no longer knows stays as it was. */
static void add_value(struct app *a, const struct form_def *def, int field, const char *value, struct str *out)
{
	if (!value || !*value) {
		str_add(out, "(nothing)");
		return;
	}
	struct form *f = field >= 0 ? form_new(def, clock_today(a->session->clock), &a->session->config->lists) : NULL;
	struct pairs one = {0};
	char *shown = NULL;
	if (f) {
		pairs_set(&one, def->fields[field].name, value);
		form_load(f, &one);
		shown = form_show(f, field);
	}
	str_add(out, shown && *shown ? shown : value);
	free(shown);
	pairs_clear(&one);
	form_free(&f);
}

static void add_change(struct app *a, const struct form_def *def, int field, const struct history_change *change,
		       struct str *out)
{
	str_addf(out, "%s: ", field >= 0 ? def->fields[field].label : change->field);
	add_value(a, def, field, change->old_value, out);
	str_add(out, " -> ");
	add_value(a, def, field, change->new_value, out);
	str_add(out, "\n");
}

static void open_row(struct list_page *p, int i)
{
	const struct history_entry *h = &of(p)->at[i];
	const struct kind *k = kind_get(h->kind);
	const struct form_def *def = k ? config_form(p->app->session->config, k->form) : NULL;
	struct str s = {0};
	char when[DATE_TEXT];
	when_words(h, when);
	str_addf(&s, "%s, %s\n%s\n\n", when, h->who, h->summary ? h->summary : h->action);
	for (int c = 0; c < h->n_changes; c++) {
		const struct history_change *change = &h->changes[c];
		int field = def ? form_def_field(def, change->field) : -1;
		if (change->field[0] == '=')
			continue; /* figures, shown by the rounds */
		if (field >= 0 && (k->restricted || def->fields[field].restricted))
			str_addf(&s, "%s: changed (restricted)\n", def->fields[field].label);
		else
			add_change(p->app, def, field, change, &s);
	}
	dialog_text(p->app->stack, "What changed", str_text(&s));
	str_fini(&s);
}

static void title(struct list_page *p, struct str *out)
{
	(void)p;
	str_add(out, "History");
}

static void fini(struct list_page *p)
{
	history_list_fini(of(p));
	free(p->data);
}

static const struct list_page_spec spec = {
	.empty = "Nothing has happened yet.",
	.read = read_history,
	.row = row,
	.match = match,
	.hint = hint,
	.open = open_row,
	.title = title,
	.fini = fini,
};

static const struct screen_class history_class = {
	.name = "history",
	.help = "Every save, newest first: when, by whom, what. Enter shows each answer before and after.",
	LIST_PAGE_FUNCTIONS,
};

void open_history(struct app *a, const char *case_id)
{
	list_page_push(a, &history_class, &spec, case_id, mem_alloc(sizeof(struct past)));
}

void open_shared_history(struct app *a, const char *source)
{
	struct past *past = mem_alloc(sizeof *past);
	snprintf(past->source, sizeof past->source, "%s", source);
	list_page_push(a, &history_class, &spec, NULL, past);
}
