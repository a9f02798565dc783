/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>
#include <string.h>

#include <sarai/access/audit.h>
#include <sarai/access/session.h>
#include <sarai/base/clock.h>
#include <sarai/base/date.h>
#include <sarai/base/err.h>
#include <sarai/base/mem.h>
#include <sarai/base/pairs.h>
#include <sarai/base/str.h>
#include <sarai/config/config.h>
#include <sarai/form/form.h>
#include <sarai/kind/directory.h>
#include <sarai/model/directory.h>
#include <sarai/report/directory_text.h>
#include <sarai/report/export_file.h>
#include <sarai/report/paper.h>

/* What must be seen before anything else. */
static void add_loud(struct session *s, const struct directory_entry *d, struct paper *out)
{
	struct date today = clock_today(s->clock);
	const struct entry_facts *f = &d->facts;
	struct str line = {0};
	char day[DATE_TEXT];
	if (!f->active)
		paper_add(out, PAPER_LOUD, "NOT ACTIVE any more", "");
	if (f->reporting == REPORTING_YES)
		paper_add(out, PAPER_LOUD, "REPORTS people to police or immigration", "");
	else if (f->reporting == REPORTING_UNKNOWN)
		paper_add(out, PAPER_LOUD, "Not known whether it reports people to police or immigration: ask first",
			  "");
	if (entry_is_full(f, today)) {
		str_add(&line, "FULL");
		if (f->full_until.year) {
			date_show(f->full_until, day);
			str_addf(&line, " until %s", day);
		}
		paper_add(out, PAPER_LOUD, str_text(&line), "");
	}
	if (!f->verified.year) {
		paper_add(out, PAPER_LOUD, "Never verified: call before sending anybody", "");
	} else if (entry_is_stale(f, today, s->config->settings.stale_days)) {
		str_clear(&line);
		date_show(f->verified, day);
		str_addf(&line, "Not verified since %s: call before sending anybody", day);
		paper_add(out, PAPER_LOUD, str_text(&line), "");
	}
	str_fini(&line);
}

void directory_paper(struct session *s, const struct directory_entry *d, struct paper *out)
{
	const struct form_def *def = config_form(s->config, "service-entry");
	const char *heading = NULL, *name = pairs_get(&d->record.answers, "organisation");
	*out = (struct paper){0};
	paper_name(out, name, s->config->settings.office);
	paper_add(out, PAPER_TITLE, name, "");
	add_loud(s, d, out);
	struct form *f = form_new(def, clock_today(s->clock), &s->config->lists);
	form_load(f, &d->record.answers);
	for (int i = 0; i < def->n_fields; i++) {
		if (def->fields[i].type == FIELD_HEADING)
			heading = def->fields[i].label;
		if (!form_answerable(f, i) || !*form_value(f, i) || !strcmp(def->fields[i].name, "organisation"))
			continue;
		if (heading)
			paper_add(out, PAPER_HEADING, heading, "");
		heading = NULL;
		char *shown = form_show(f, i);
		paper_add(out, PAPER_LINE, def->fields[i].label, shown);
		free(shown);
	}
	form_free(&f);
}

bool directory_print(struct session *s, const struct directory_entry *d, char **path, struct err *e)
{
	struct audit_note note = {.action = "printed", .kind = "service-entry", .record_id = d->record.id};
	struct paper p;
	struct str pdf = {0};
	directory_paper(s, d, &p);
	*path = NULL;
	bool good = pdf_render(&p, &pdf, e) && (*path = export_file_name(s, "service", "pdf", e)) != NULL &&
		    audit_add(s, &note, e) && export_file_write(*path, str_text(&pdf), pdf.len, e);
	if (!good) {
		free(*path);
		*path = NULL;
	}
	paper_fini(&p);
	str_fini(&pdf);
	return good;
}
