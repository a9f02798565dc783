/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>

#include <sarai/access/audit.h>
#include <sarai/access/session.h>
#include <sarai/base/err.h>
#include <sarai/base/mem.h>
#include <sarai/base/pairs.h>
#include <sarai/base/str.h>
#include <sarai/config/config.h>
#include <sarai/form/form.h>
#include <sarai/kind/directory.h>
#include <sarai/model/permit.h>
#include <sarai/report/csv.h>
#include <sarai/report/directory_csv.h>

#define KIND "service-entry"

static void add_value(struct csv_writer *w, const struct field_def *f, const char *value)
{
	char *text = mem_strdup(value);
	for (char *p = text; f->type == FIELD_CHOICE && f->several && *p; p++) {
		if (*p == ' ')
			*p = ';';
	}
	csv_add(w, text);
	free(text);
}

static void add_table(const struct form_def *def, const struct directory *d, struct csv_writer *w)
{
	csv_add(w, "id");
	for (int k = -1; k < d->n; k++) {
		if (k >= 0)
			csv_add(w, d->at[k].record.id);
		for (int i = 0; i < def->n_fields; i++) {
			const struct field_def *f = &def->fields[i];
			if (f->type == FIELD_HEADING || f->type == FIELD_NOTE)
				continue;
			if (k < 0)
				csv_add(w, f->name);
			else
				add_value(w, f, pairs_get(&d->at[k].record.answers, f->name));
		}
		csv_end(w);
	}
}

bool directory_export(struct session *s, struct str *to, int *n, struct err *e)
{
	struct directory d;
	struct csv_writer w = {0};
	struct audit_note note = {.action = "exported", .kind = KIND, .detail = "The service directory, as a table"};
	if (!session_may(s, PERMIT_DIRECTORY, e) || !directory_read(s, &d, e))
		return false;
	add_table(config_form(s->config, KIND), &d, &w);
	*n = d.n;
	directory_fini(&d);
	str_add_n(to, str_text(&w.text), w.text.len);
	str_fini(&w.text);
	return audit_add(s, &note, e);
}
