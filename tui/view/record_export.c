/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Records of one kind as a table: what a form names `export`, of cases that have agreed to it.
 */
#include <stdlib.h>
#include <string.h>

#include <sarai/access/session.h>
#include <sarai/base/err.h>
#include <sarai/base/list.h>
#include <sarai/base/mem.h>
#include <sarai/base/pairs.h>
#include <sarai/config/config.h>
#include <sarai/edit/kind.h>
#include <sarai/edit/mask.h>
#include <sarai/form/form.h>
#include <sarai/kind/statistics_record.h>
#include <sarai/model/permit.h>
#include <sarai/store/record.h>
#include <sarai/view/export_cases.h>
#include <sarai/view/statistics.h>

#define FIRST_COLUMNS 2 /* number, day */

struct rows {
	struct session *s;
	const struct kind *kind;
	const struct form_def *def;
	const char *recipient;
	struct record_rows *out;
};

static bool exports(const struct form_def *def, int field)
{
	return def->fields[field].exported && !restricted_field(def, def->fields[field].name);
}

static char **new_row(struct record_rows *out)
{
	out->at = mem_grow(out->at, &out->cap, out->n + 1, sizeof *out->at);
	return out->at[out->n++] = mem_alloc((size_t)out->n_columns * sizeof(char *));
}

static void add_record(struct rows *x, const struct case_row *c, const struct record *r)
{
	char **row = new_row(x->out);
	struct form *f = form_new(x->def, clock_today(x->s->clock), &x->s->config->lists);
	int n = 0;
	form_load(f, &r->answers);
	row[n++] = mem_strdup(c->number);
	row[n++] = mem_strndup(*r->happened ? r->happened : r->created_at, 10);
	for (int i = 0; i < x->def->n_fields; i++) {
		if (exports(x->def, i))
			row[n++] = form_show(f, i);
	}
	form_free(&f);
}

/* What a case is about stands under the person. */
static bool add_person(struct rows *x, const struct case_row *c, const struct pairs *figures, struct err *e)
{
	struct record r = {0};
	if (!*c->person_id || !store_record_get(x->s->store, c->person_id, &r, e))
		return !*c->person_id;
	bool ours = !strcmp(r.kind, x->kind->name);
	if (ours && export_agreed(figures, x->recipient))
		add_record(x, c, &r);
	else if (ours)
		x->out->refused++;
	record_fini(&r);
	return true;
}

static bool add_case(void *ctx, const struct case_row *c, const struct pairs *figures, struct err *e)
{
	struct rows *x = ctx;
	struct record_filter filter = {.case_id = c->id, .kind = x->kind->name, .with_answers = true};
	struct record_list l = {0};
	if (x->kind->opens_case)
		return add_person(x, c, figures, e);
	if (!store_record_list(x->s->store, &filter, &l, e))
		return false;
	if (l.n && !export_agreed(figures, x->recipient))
		x->out->refused++;
	else
		for (int i = 0; i < l.n; i++)
			add_record(x, c, &l.at[i]);
	record_list_fini(&l);
	return true;
}

static void begin(struct rows *x)
{
	int n = FIRST_COLUMNS;
	for (int i = 0; i < x->def->n_fields; i++)
		n += exports(x->def, i);
	x->out->n_columns = n;
	x->out->heading = mem_alloc((size_t)n * sizeof(char *));
	n = 0;
	x->out->heading[n++] = mem_strdup(REPORT_NUMBER);
	x->out->heading[n++] = mem_strdup("date");
	for (int i = 0; i < x->def->n_fields; i++) {
		if (exports(x->def, i))
			x->out->heading[n++] = mem_strdup(x->def->fields[i].name);
	}
}

bool record_rows_read(struct session *s, const char *kind, const char *recipient, struct record_rows *out, struct err *e)
{
	struct rows x = {.s = s, .kind = kind_get(kind), .recipient = recipient, .out = out};
	const struct option_list *l = option_lists_get(&s->config->lists, "consent-recipients");
	memset(out, 0, sizeof *out);
	if (!session_may(s, PERMIT_EXPORT_CASES, e))
		return false;
	if (!l || option_list_find(l, recipient) < 0)
		return err_set(e, ERR_DATA, "consent-recipients", "There is no recipient \"%s\".", recipient);
	x.def = x.kind && !x.kind->restricted && !x.kind->shared ? config_form(s->config, x.kind->form) : NULL;
	if (!x.def)
		return err_set(e, ERR_DATA, "export", "There are no records of a kind \"%s\" that can be exported.", kind);
	begin(&x);
	if (out->n_columns == FIRST_COLUMNS) {
		record_rows_fini(out);
		return err_set(e, ERR_DATA, "export", "No field of forms/%s.ini says export = yes.", x.kind->form);
	}
	if (export_every_case(s, PERMIT_EXPORT_CASES, add_case, &x, e))
		return true;
	record_rows_fini(out);
	return false;
}

void record_rows_fini(struct record_rows *r)
{
	for (int i = -1; i < r->n; i++) {
		char **row = i < 0 ? r->heading : r->at[i];
		for (int c = 0; row && c < r->n_columns; c++)
			free(row[c]);
		free(row);
	}
	free(r->at);
	*r = (struct record_rows){0};
}
