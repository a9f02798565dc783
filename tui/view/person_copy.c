/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * All that is kept about a person, to be handed to them: every part in the words of the form it was asked by, without
 * what tells of others.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <sarai/access/audit.h>
#include <sarai/access/check.h>
#include <sarai/access/session.h>
#include <sarai/access/transaction.h>
#include <sarai/base/clock.h>
#include <sarai/base/date.h>
#include <sarai/base/diag.h>
#include <sarai/base/err.h>
#include <sarai/base/inidoc.h>
#include <sarai/base/mem.h>
#include <sarai/base/pairs.h>
#include <sarai/base/str.h>
#include <sarai/base/text.h>
#include <sarai/config/config.h>
#include <sarai/crypto/digest.h>
#include <sarai/edit/kind.h>
#include <sarai/edit/mask.h>
#include <sarai/edit/open.h>
#include <sarai/edit/save.h>
#include <sarai/form/form.h>
#include <sarai/model/permit.h>
#include <sarai/model/score.h>
#include <sarai/model/status.h>
#include <sarai/store/casefile.h>
#include <sarai/store/record.h>
#include <sarai/view/person_copy.h>

#define LEFT_COLS 280 /* as its field */
#define ID_LETTERS "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"

struct making {
	struct session *s;
	struct case_row case_row;
	struct record_list all;
	bool seen; /* what is restricted */
	int *left; /* by kind: how many were left out */
	struct person_copy *to;
};

void person_copy_fini(struct person_copy *c)
{
	for (int i = 0; i < c->n; i++) {
		for (int k = 0; k < c->at[i].n; k++) {
			free(c->at[i].at[k].label);
			free(c->at[i].at[k].text);
		}
		free(c->at[i].at);
		free(c->at[i].title);
	}
	free(c->at);
	free(c->left_out);
	*c = (struct person_copy){0};
}

static struct copy_part *add_part(struct person_copy *c, enum case_section section, char *title)
{
	c->at = mem_grow(c->at, &c->cap, c->n + 1, sizeof *c->at);
	c->at[c->n] = (struct copy_part){.section = section, .title = title};
	return &c->at[c->n++];
}

static void add_line(struct copy_part *p, const char *label, const char *text)
{
	if (!*label && !*text)
		return;
	p->at = mem_grow(p->at, &p->cap, p->n + 1, sizeof *p->at);
	p->at[p->n++] = (struct copy_line){mem_strdup(label), mem_strdup(text)};
}

static void add_day(struct copy_part *p, const char *label, const char *at)
{
	char day[DATE_TEXT];
	int64_t when;
	if (!time_from_iso(at, &when))
		return;
	date_show(time_date(when), day);
	add_line(p, label, day);
}

/* ---- one record ---- */

/* The definition it was asked by: today's, or the one that was kept. Old: owned, to be freed. */
static const struct form_def *definition(struct making *m, const struct record *r, struct form_def **old)
{
	const struct kind *k = kind_get(r->kind);
	const struct form_def *now = k ? config_form(m->s->config, k->form) : NULL;
	char digest[DIGEST_TEXT];
	struct diags d = {0};
	*old = NULL;
	if (now)
		digest_of(now->source, strlen(now->source), digest);
	if (!*r->form_hash || (now && text_is(digest, r->form_hash)))
		return now;
	char *text = store_definition_get(m->s->store, r->form_hash, NULL);
	struct ini_doc *doc = text ? inidoc_read_text(r->form_id, text, strlen(text), &d) : NULL;
	if (doc && !d.n)
		*old = form_def_parse(doc, m->s->config->catalogue, &m->s->config->lists, &d);
	inidoc_free(&doc);
	free(text);
	diags_fini(&d);
	return *old ? *old : now;
}

/* Where an answer is another part of the file, what that is about. Owned. */
static char *shown(struct making *m, const struct form *f, int field)
{
	const char *value = form_value(f, field);
	struct record other = {0};
	char *text = NULL;
	if (strlen(value) == ID_TEXT - 1 && strspn(value, ID_LETTERS) == ID_TEXT - 1 &&
	    store_record_get(m->s->store, value, &other, NULL)) {
		text = mem_strdup(other.title ? other.title : "");
		record_fini(&other);
		return text;
	}
	return form_show(f, field);
}

static void add_answers(struct making *m, struct copy_part *p, const struct form_def *def, const struct record *r)
{
	struct form *f = form_new(def, clock_today(m->s->clock), &m->s->config->lists);
	form_load(f, &r->answers);
	form_hide_restricted(f, !m->seen);
	for (int i = 0; i < def->n_fields; i++) {
		const struct field_def *d = &def->fields[i];
		if (!*form_value(f, i) && pairs_has(&r->answers, d->name))
			m->to->hidden += !m->seen;
		if (!form_answerable(f, i) || !*form_value(f, i))
			continue;
		char *text = shown(m, f, i);
		add_line(p, d->label, text);
		free(text);
		if (d->type == FIELD_FACTOR)
			add_line(p, "   noted", form_note(f, i));
	}
	form_free(&f);
}

static char *part_title(const struct record *r, const struct kind *k)
{
	struct str t = {0};
	char day[DATE_TEXT];
	int64_t at;
	str_add(&t, k->label);
	if (r->round > 0)
		str_addf(&t, ", %s %d", kind_round_word(k), r->round);
	if (time_from_iso(*r->happened ? r->happened : r->created_at, &at)) {
		date_show(time_date(at), day);
		str_addf(&t, ", %s", day);
	}
	str_addf(&t, ", written by %s", r->updated_by);
	return str_take(&t);
}

static bool left_out(const struct making *m, const char *kind)
{
	const char *names = m->s->config->settings.copy_leaves_out;
	size_t n = strlen(kind);
	for (const char *p = names ? names : ""; (p = strstr(p, kind)); p += n) {
		if ((p == names || p[-1] == ' ') && (p[n] == 0 || p[n] == ' '))
			return true;
	}
	return false;
}

static int kind_index(const struct kind *k)
{
	int i = 0;
	while (kind_at(i) && kind_at(i) != k)
		i++;
	return i;
}

static void add_record(struct making *m, const struct record *r)
{
	const struct kind *k = kind_get(r->kind);
	struct form_def *old;
	if (!k)
		return;
	if (left_out(m, r->kind)) {
		m->left[kind_index(k)]++;
		return;
	}
	if (!m->seen && restricted_record(m->s->config, r)) {
		m->to->hidden++;
		return;
	}
	const struct form_def *def = definition(m, r, &old);
	if (def)
		add_answers(m, add_part(m->to, k->section, part_title(r, k)), def, r);
	form_def_free(&old);
}

/* ---- all of them ---- */

static void add_case(struct making *m)
{
	const struct config *cfg = m->s->config;
	const struct case_row *c = &m->case_row;
	struct copy_part *p = add_part(m->to, SECTION_NONE, mem_strdup("Your file"));
	struct str t = {0};
	enum case_status status;
	add_line(p, "Number", c->number);
	add_line(p, "Office", cfg->settings.office);
	add_line(p, "Worker", c->owner);
	add_line(p, "Status", status_from_name(c->status, &status) ? status_words(status) : c->status);
	add_day(p, "Opened", c->opened_at);
	add_day(p, "Screened", c->screened_at);
	add_day(p, "Assessed", c->assessed_at);
	add_day(p, "Plan agreed", c->plan_agreed_at);
	add_day(p, "Last contact", c->last_contact_at);
	if (c->score >= 0) {
		str_addf(&t, "%s: worked out by the program from the answers, as a help to judge (%d of 100)",
			 config_label(cfg, "bands", c->band_calculated), score_points(c->score));
		add_line(p, "Level, calculated", str_text(&t));
	}
	if (*c->band_assigned)
		add_line(p, "Level, as judged", config_label(cfg, "bands", c->band_assigned));
	add_line(p, "Rule of contact", c->alert ? c->alert : "");
	str_fini(&t);
}

static void tell_left(struct making *m)
{
	struct str t = {0};
	for (int i = 0; kind_at(i); i++) {
		if (m->left[i])
			str_addf(&t, "%s%s (%d)", t.len ? ", " : "", kind_at(i)->label, m->left[i]);
	}
	m->to->left_out = text_cut(str_text(&t), LEFT_COLS);
	str_fini(&t);
}

static bool read_all(struct making *m, const char *case_id, struct err *e)
{
	struct record_filter f = {.case_id = case_id, .with_answers = true};
	struct record person = {0};
	if (!store_case_get(m->s->store, case_id, &m->case_row, e) || !store_record_list(m->s->store, &f, &m->all, e))
		return false;
	if (!*m->case_row.person_id)
		return err_set(e, ERR_DATA, m->case_row.number, "Nothing about a person is kept in this file any more.");
	if (!store_record_get(m->s->store, m->case_row.person_id, &person, e))
		return false;
	memcpy(m->to->number, m->case_row.number, sizeof m->to->number);
	snprintf(m->to->name, sizeof m->to->name, "%s", m->case_row.name ? m->case_row.name : "");
	add_case(m);
	add_record(m, &person);
	record_fini(&person);
	/* By section, those reached from elsewhere last. */
	for (int section = SECTION_NONE + 1; section <= SECTION_COUNT; section++) {
		for (int i = 0; i < m->all.n; i++) {
			const struct kind *k = kind_get(m->all.at[i].kind);
			if (k && (int)k->section == section % SECTION_COUNT)
				add_record(m, &m->all.at[i]);
		}
	}
	tell_left(m);
	return true;
}

bool person_copy_read(struct session *s, const char *case_id, struct person_copy *out, struct err *e)
{
	struct making m = {.s = s, .to = out};
	memset(out, 0, sizeof *out);
	if (!access_check_case(s, PERMIT_REGISTER, case_id, e) || !access_check_case(s, PERMIT_NAMES, case_id, e))
		return false;
	m.left = mem_alloc((size_t)(kind_index(NULL) + 1) * sizeof *m.left);
	m.seen = restricted_seen(s, case_id);
	bool good = read_all(&m, case_id, e);
	if (!good)
		person_copy_fini(out);
	free(m.left);
	record_list_fini(&m.all);
	case_row_fini(&m.case_row);
	return good;
}

static bool put(struct edit *w, const char *field, const char *value, struct err *e)
{
	int i = form_def_field(form_definition(w->form), field);
	return !*value || (i >= 0 && form_set(w->form, i, value)) ||
	       err_set(e, ERR_DATA, w->kind->label, "\"%s\" is not taken here.", value);
}

bool person_copy_log(struct session *s, const char *case_id, const struct person_copy *c, const char *format,
		      const char *given_to, struct err *e)
{
	char parts[16];
	struct audit_note n = {.action = "copied", .kind = "person-copy", .case_id = case_id, .detail = format};
	bool own;
	snprintf(parts, sizeof parts, "%d", c->n);
	if (!access_check_case(s, PERMIT_NAMES, case_id, e))
		return false;
	struct edit *w = edit_open(s, "person-copy", case_id, NULL, NULL, e);
	bool good = w && put(w, "format", format, e) && put(w, "given_to", given_to, e) && put(w, "parts", parts, e) &&
		    put(w, "left_out", c->left_out, e) && transaction_begin(s, &own, e) &&
		    transaction_end(s, own, edit_save(s, w, NULL, e) && audit_add(s, &n, e), e);
	edit_close(&w);
	return good;
}
