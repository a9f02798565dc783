/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>
#include <string.h>

#include <sarai/access/session.h>
#include <sarai/base/clock.h>
#include <sarai/base/diag.h>
#include <sarai/base/err.h>
#include <sarai/base/list.h>
#include <sarai/base/mem.h>
#include <sarai/base/names.h>
#include <sarai/base/pairs.h>
#include <sarai/base/str.h>
#include <sarai/base/text.h>
#include <sarai/config/config.h>
#include <sarai/edit/open.h>
#include <sarai/edit/save.h>
#include <sarai/form/form.h>
#include <sarai/kind/directory.h>
#include <sarai/model/permit.h>
#include <sarai/report/csv.h>
#include <sarai/report/directory_csv.h>
#include <sarai/store/record.h>
#include <sarai/store/store.h>

#define KIND "service-entry"
#define ID_COLUMN (-1)
#define PROBLEMS_MAX 20

struct import {
	struct session *s;
	const char *file;
	struct diags *d;
	const struct form_def *def;
	int *columns; /* of each column: its field, or ID_COLUMN */
	int n_columns;
	struct directory was;
	struct names ids, keys; /* of those there were, and of the rows so far: numbers below */
	char **texts;		/* the keys; owned */
	int n_texts, cap_texts;
	int *taken; /* of each entry there was: the line of the file that is about it; 0 */
	struct directory_tally tally;
};

/* ---- the header ---- */

static int column_of(const struct import *m, const char *name)
{
	int field = form_def_field(m->def, name);
	if (field >= 0 && (m->def->fields[field].type == FIELD_HEADING || m->def->fields[field].type == FIELD_NOTE))
		field = -1;
	if (field >= 0)
		return field;
	return !strcmp(name, "id") ? ID_COLUMN : -2;
}

static bool read_header(struct import *m, const struct csv_row *row)
{
	static const char *const needed[] = {"organisation", "services"};
	int before = m->d->n;
	m->n_columns = row->n;
	m->columns = mem_alloc((size_t)row->n * sizeof *m->columns);
	for (int i = 0; i < row->n; i++) {
		m->columns[i] = column_of(m, row->at[i].text);
		if (m->columns[i] < ID_COLUMN)
			diag_add(m->d, m->file, row->at[i].line, "there is no column \"%s\" in a directory",
				 row->at[i].text);
		for (int k = 0; k < i && m->columns[i] >= ID_COLUMN; k++) {
			if (m->columns[k] == m->columns[i])
				diag_add(m->d, m->file, row->at[i].line, "the column \"%s\" is there twice",
					 row->at[i].text);
		}
	}
	for (size_t k = 0; k < sizeof needed / sizeof *needed; k++) {
		bool found = false;
		for (int i = 0; i < row->n; i++)
			found |= !strcmp(row->at[i].text, needed[k]);
		if (!found)
			diag_add(m->d, m->file, row->line, "the column \"%s\" is missing", needed[k]);
	}
	return m->d->n == before;
}

/* ---- cells ---- */

static char *trimmed(const char *s, size_t n)
{
	char *clean = text_clean(s, n, false);
	size_t length = strlen(clean), from = strspn(clean, " ");
	while (length > from && clean[length - 1] == ' ')
		length--;
	memmove(clean, clean + from, length - from);
	clean[length - from] = 0;
	return clean;
}

/* A choice is its code or its whole label: half a word could be another one. */
static const char *choice(const struct option_list *l, const char *typed)
{
	int i = option_list_find(l, typed);
	char *folded = i < 0 ? text_fold(typed) : NULL;
	for (int k = 0; i < 0 && *folded && k < l->n; k++) {
		char *label = text_fold(l->at[k].label);
		if (!strcmp(label, folded))
			i = k;
		free(label);
	}
	free(folded);
	return i >= 0 ? l->at[i].code : NULL;
}

static void take_choices(struct import *m, struct form *f, int field, const struct csv_cell *c)
{
	const struct field_def *def = &m->def->fields[field];
	const struct option_list *l = form_options(f, field);
	struct str codes = {0};
	bool good = true;
	for (const char *p = c->text; *p;) {
		size_t n = def->several ? strcspn(p, ";") : strlen(p);
		char *one = trimmed(p, n);
		const char *code = *one ? choice(l, one) : "";
		if (!code) {
			diag_add(m->d, m->file, c->line, "%s: \"%s\" is not one of the codes or labels of the list",
				 def->name, one);
			good = false;
		} else if (*code) {
			str_addf(&codes, "%s%s", codes.len ? " " : "", code);
		}
		free(one);
		p += n + (p[n] != 0);
	}
	if (good && !form_set(f, field, str_text(&codes)))
		diag_add(m->d, m->file, c->line, "%s: \"%s\" does not fit", def->name, c->text);
	str_fini(&codes);
}

static void take_cell(struct import *m, struct form *f, int field, const struct csv_cell *c)
{
	const char *why = NULL;
	if (form_options(f, field))
		take_choices(m, f, field, c);
	else if (!form_enter(f, field, c->text, &why))
		diag_add(m->d, m->file, c->line, "%s: %s", m->def->fields[field].name, why);
}

static const struct csv_cell *cell_of(const struct import *m, const struct csv_row *row, int column)
{
	for (int i = 0; i < row->n && i < m->n_columns; i++) {
		if (m->columns[i] == column)
			return &row->at[i];
	}
	return NULL;
}

static void judge_form(struct import *m, const struct form *f, const struct csv_row *row)
{
	struct form_problem problems[PROBLEMS_MAX];
	int n = form_problems(f, problems, PROBLEMS_MAX);
	for (int i = 0; i < n && i < PROBLEMS_MAX; i++) {
		const struct csv_cell *c = cell_of(m, row, problems[i].field);
		if (problems[i].missing && c && *c->text)
			continue; /* it is there, and said already what is wrong with it */
		diag_add(m->d, m->file, c ? c->line : row->line, "%s: %s", m->def->fields[problems[i].field].name,
			 problems[i].text);
	}
	for (int i = 0; i < row->n && i < m->n_columns; i++) {
		int field = m->columns[i];
		if (field >= 0 && *row->at[i].text && !form_visible(f, field))
			diag_add(m->d, m->file, row->at[i].line, "%s: goes with another answer, as the form shows it",
				 m->def->fields[field].name);
	}
}

/* ---- which entry a row is about ---- */

static char *key_of(const char *organisation, const char *services, const char *areas)
{
	struct str s = {0};
	char *name = text_fold(organisation), *where = text_fold(areas);
	str_addf(&s, "%s|%s|%s", name, services, where);
	free(name);
	free(where);
	return str_take(&s);
}

static const char *keep(struct import *m, char *text)
{
	m->texts = mem_grow(m->texts, &m->cap_texts, m->n_texts + 1, sizeof *m->texts);
	return m->texts[m->n_texts++] = text;
}

static void index_directory(struct import *m)
{
	m->taken = mem_alloc((size_t)(m->was.n + 1) * sizeof *m->taken);
	for (int i = 0; i < m->was.n; i++) {
		const struct pairs *a = &m->was.at[i].record.answers;
		names_put(&m->ids, m->was.at[i].record.id, i);
		names_put(
			&m->keys,
			keep(m, key_of(pairs_get(a, "organisation"), pairs_get(a, "services"), pairs_get(a, "areas"))),
			i);
	}
}

static bool is_id(const char *s)
{
	return strlen(s) == ID_TEXT - 1 && strspn(s, "0123456789ABCDEFGHJKMNPQRSTVWXYZ") == ID_TEXT - 1;
}

/* The entry by its id; -1 where there is none of it yet. false: said what is wrong. */
static bool find_by_id(struct import *m, const struct csv_row *row, char id[ID_TEXT], int *entry)
{
	const struct csv_cell *c = cell_of(m, row, ID_COLUMN);
	struct record other = {0};
	*id = 0;
	*entry = -1;
	if (!c || !*c->text)
		return true;
	bool good = is_id(c->text);
	if (good) {
		snprintf(id, ID_TEXT, "%s", c->text);
		*entry = names_find(&m->ids, id);
		good = *entry >= 0 || !store_record_get(m->s->store, id, &other, NULL);
		record_fini(&other);
	}
	if (!good)
		diag_add(m->d, m->file, c->line, "id: \"%s\" is not the id of an entry; leave it empty for a new one",
			 c->text);
	return good;
}

/* By what the row says: organisation, services and areas. The key is kept for the rows that follow. */
static int find_by_key(struct import *m, const struct csv_row *row, struct form *f, int entry)
{
	char *key = key_of(form_value_of(f, "organisation"), form_value_of(f, "services"), form_value_of(f, "areas"));
	int known = names_find(&m->keys, key);
	if (known < -1) {
		diag_add(m->d, m->file, row->line, "the same organisation, services and areas as on line %d",
			 -known - 1);
		free(key);
		return entry;
	}
	if (known < 0)
		names_put(&m->keys, keep(m, key), -row->line - 1);
	else
		free(key);
	return entry >= 0 ? entry : known;
}

static bool claim(struct import *m, const struct csv_row *row, int entry)
{
	if (entry < 0)
		return true;
	if (m->taken[entry])
		diag_add(m->d, m->file, row->line, "the same entry as on line %d", m->taken[entry]);
	else
		m->taken[entry] = row->line;
	return m->taken[entry] == row->line;
}

/* ---- rows ---- */

static void fill(struct import *m, struct form *f, const struct csv_row *row)
{
	for (int i = 0; i < row->n; i++) {
		if (m->columns[i] >= 0)
			take_cell(m, f, m->columns[i], &row->at[i]);
	}
}

static bool write_row(struct import *m, const struct csv_row *row, struct edit *w, struct err *e)
{
	struct pairs now = {0};
	struct err why = {0};
	bool made = w->is_new;
	form_store(w->form, &now);
	bool same = !made && pairs_equal(&now, &w->record.answers);
	pairs_clear(&now);
	m->tally.same += same;
	if (same)
		return true;
	if (!edit_save(m->s, w, NULL, &why)) {
		if (why.code != ERR_DATA)
			return err_set(e, why.code, why.where, "%s", why.detail);
		diag_add(m->d, m->file, row->line, "%s", why.detail);
		return true;
	}
	m->tally.made += made;
	m->tally.changed += !made;
	return true;
}

/* The entry that the row is about, opened with the row laid over it. Which one it is shows from the row itself, so that
 * is laid over an empty one first. */
static struct edit *open_row(struct import *m, const struct csv_row *row, struct err *e)
{
	char id[ID_TEXT];
	int entry, before = m->d->n;
	struct edit *w = edit_open(m->s, KIND, NULL, NULL, NULL, e);
	if (!w)
		return NULL;
	fill(m, w->form, row);
	if (find_by_id(m, row, id, &entry) && m->d->n == before)
		entry = find_by_key(m, row, w->form, entry);
	if (!claim(m, row, entry) || m->d->n > before || entry < 0) {
		if (*id)
			memcpy(w->record.id, id, sizeof w->record.id);
		return w;
	}
	edit_close(&w);
	w = edit_open(m->s, KIND, NULL, m->was.at[entry].record.id, NULL, e);
	if (w)
		fill(m, w->form, row);
	return w;
}

static bool take_row(struct import *m, const struct csv_row *row, struct err *e)
{
	if (row->n > m->n_columns) {
		diag_add(m->d, m->file, row->line, "%d cells, but the first row names %d columns", row->n,
			 m->n_columns);
		return true;
	}
	struct edit *w = open_row(m, row, e);
	if (!w)
		return false;
	judge_form(m, w->form, row);
	bool good = m->d->n > 0 || write_row(m, row, w, e);
	edit_close(&w);
	return good;
}

static bool take_table(struct import *m, const struct csv_table *t, struct err *e)
{
	bool good = directory_read(m->s, &m->was, e);
	if (good)
		index_directory(m);
	for (int i = 1; good && i < t->n; i++)
		good = take_row(m, &t->at[i], e);
	return good;
}

static void import_fini(struct import *m)
{
	for (int i = 0; i < m->n_texts; i++)
		free(m->texts[i]);
	free(m->texts);
	free(m->columns);
	free(m->taken);
	names_fini(&m->ids);
	names_fini(&m->keys);
	directory_fini(&m->was);
}

bool directory_import(struct session *s, const char *path, bool dry_run, struct directory_tally *out, struct diags *d,
		      struct err *e)
{
	struct import m = {.s = s, .file = path, .d = d, .def = config_form(s->config, KIND)};
	struct csv_table t = {0};
	int before = d->n;
	*out = (struct directory_tally){0};
	if (!session_may(s, PERMIT_DIRECTORY, e) || !csv_read(path, &t, d, e))
		return false;
	if (t.n == 0)
		diag_add(d, path, 1, "nothing is in this file; the first row names the columns");
	bool good = t.n > 0 && read_header(&m, &t.at[0]);
	if (good && (good = store_begin(s->store, e))) {
		good = take_table(&m, &t, e) && d->n == before;
		if (good && !dry_run) {
			good = store_commit(s->store, e);
		} else {
			store_rollback(s->store);
		}
	}
	if (good)
		*out = m.tally;
	import_fini(&m);
	csv_table_fini(&t);
	return good && d->n == before;
}
