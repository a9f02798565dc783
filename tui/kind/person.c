/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A person saved: the row that lists and searches use, and for a new person the case opened for them.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <sarai/access/session.h>
#include <sarai/base/clock.h>
#include <sarai/base/date.h>
#include <sarai/base/err.h>
#include <sarai/base/inidoc.h>
#include <sarai/base/mem.h>
#include <sarai/base/pairs.h>
#include <sarai/base/str.h>
#include <sarai/base/text.h>
#include <sarai/config/config.h>
#include <sarai/edit/kind.h>
#include <sarai/edit/mask.h>
#include <sarai/edit/open.h>
#include <sarai/form/form.h>
#include <sarai/kind/anonymise.h>
#include <sarai/kind/child.h>
#include <sarai/kind/kinds.h>
#include <sarai/kind/person.h>
#include <sarai/model/permit.h>
#include <sarai/model/status.h>
#include <sarai/store/casefile.h>
#include <sarai/store/history.h>
#include <sarai/store/record.h>

#define LISTED_COLS 60

#define PERSON_FIELDS(X) \
	X(PERSON_NAME, "name") X(PERSON_BIRTH_DATE, "birth_date") X(PERSON_SEX, "sex") \
	X(PERSON_PHONE, "phone") X(PERSON_CONTACT_ALERT, "contact_alert") X(PERSON_UNNAMED, "unnamed")
KIND_FIELDS(PERSON_FIELDS)

#define GROUP_FIELDS(X) \
	X(GROUP_NAME, "name") X(GROUP_PHONE, "phone") X(GROUP_CONTACT_ALERT, "contact_alert")
KIND_FIELDS(GROUP_FIELDS)

/* A group is shown with how many they are. Owned. */
static char *shown_name(const struct pairs *a)
{
	struct str name = {0};
	str_add(&name, pairs_get(a, "name"));
	if (*pairs_get(a, "=people"))
		str_addf(&name, " (%s people)", pairs_get(a, "=people"));
	char *out = str_take(&name);
	return out ? out : mem_strdup("");
}

static void add_line(struct str *to, const char *name)
{
	if (*name)
		str_addf(to, "%s%s", to->len ? "\n" : "", name);
}

/* Each name by itself on a line, so that each can be found. */
static void add_names(struct str *to, const char *names)
{
	for (const char *p = names; *p;) {
		size_t skip = strspn(p, " "), n = strcspn(p, ",;\n");
		if (skip < n) {
			char *one = mem_strndup(p + skip, n - skip);
			add_line(to, one);
			free(one);
		}
		p += n + (p[n] != 0);
	}
}

/* Answers that a form names `search`, each on a line; nothing restricted. */
static void add_search(const struct session *s, const struct record *r, struct str *to)
{
	const struct kind *k = kind_get(r->kind);
	const struct form_def *def = k && !k->restricted ? config_form(s->config, k->form) : NULL;
	for (int i = 0; def && i < def->n_fields; i++) {
		if (def->fields[i].search && !restricted_field(def, def->fields[i].name))
			add_line(to, pairs_get(&r->answers, def->fields[i].name));
	}
}

static bool form_searches(const struct form_def *def)
{
	for (int i = 0; def && i < def->n_fields; i++) {
		if (def->fields[i].search)
			return true;
	}
	return false;
}

/* By what else a case is found: such answers of the person's record as it is now, and of the other records of the case. */
static bool found_by(struct session *s, const struct record *person, const char *case_id, struct str *to, struct err *e)
{
	const struct kind *k;
	if (!strcmp(pairs_get(&person->answers, PERSON_UNNAMED), "yes"))
		return true;
	add_search(s, person, to);
	for (int i = 0; *case_id && (k = kind_at(i)); i++) {
		struct record_filter f = {.case_id = case_id, .kind = k->name, .with_answers = true};
		struct record_list l = {0};
		if (k->opens_case || k->shared || !form_searches(config_form(s->config, k->form)))
			continue;
		if (!store_record_list(s->store, &f, &l, e))
			return false;
		for (int n = 0; n < l.n; n++)
			add_search(s, &l.at[n], to);
		record_list_fini(&l);
	}
	return true;
}

/* Answers that the form wants in lists, in one line. Owned. */
static char *listed_answers(const struct form_def *def, const struct pairs *a)
{
	struct str all = {0};
	for (int i = 0; def && i < def->n_fields && strcmp(pairs_get(a, PERSON_UNNAMED), "yes") != 0; i++) {
		const char *value = pairs_get(a, def->fields[i].name);
		if (def->fields[i].list_shown && *value)
			str_addf(&all, "%s%s", all.len ? ", " : "", value);
	}
	char *line = text_cut(str_text(&all), LISTED_COLS);
	str_fini(&all);
	return line;
}

/* What lists show is the name the person chose; in their own script, when it is the only one. The others, also that of
 * their papers, are only searched. Lists and searches have nothing else of a restricted field. */
static void fill_row(const struct session *s, struct person_row *p, const struct record *r, const char *found_by)
{
	const struct kind *k = kind_get(r->kind);
	const struct form_def *def = k ? config_form(s->config, k->form) : NULL;
	struct pairs open = {0};
	const struct pairs *a = &open;
	struct str others = {0};
	for (int i = 0; i < r->answers.n; i++) {
		if (!restricted_answer(def, r->answers.at[i].name))
			pairs_set(&open, r->answers.at[i].name, r->answers.at[i].value);
	}
	snprintf(p->id, sizeof p->id, "%s", r->id);
	free(p->name);
	p->name = pairs_has(a, "name") ? shown_name(a) : mem_strdup(pairs_get(a, "name_script"));
	if (pairs_has(a, "name"))
		add_line(&others, pairs_get(a, "name_script"));
	add_names(&others, pairs_get(a, "other_names"));
	add_line(&others, pairs_get(&r->answers, "document_name"));
	add_line(&others, found_by);
	free(p->other_names);
	p->other_names = str_take(&others);
	snprintf(p->birth, sizeof p->birth, "%s", pairs_get(a, PERSON_BIRTH_DATE));
	snprintf(p->sex, sizeof p->sex, "%s", pairs_get(a, "sex"));
	snprintf(p->phone, sizeof p->phone, "%s", pairs_get(a, "phone"));
	free(p->listed);
	p->listed = listed_answers(def, a);
	pairs_clear(&open);
}

static bool open_case_for(struct session *s, const struct record *r, bool fictitious, struct case_row *c, struct err *e)
{
	struct date today = clock_today(s->clock);
	const char *prefix = fictitious ? "DEMO" : s->config->settings.case_prefix;
	case_row_fini(c);
	if (!store_case_number(s->store, prefix, today.year, c->number, e))
		return false;
	id_new(&s->ids, c->id);
	memcpy(c->person_id, r->id, sizeof c->person_id);
	snprintf(c->status, sizeof c->status, "%s", status_name(STATUS_NEW));
	snprintf(c->owner, sizeof c->owner, "%s", s->actor);
	session_now(s, c->opened_at);
	memcpy(c->registered_at, c->opened_at, sizeof c->registered_at);
	c->fictitious = fictitious;
	c->score = c->low = c->high = -1;
	return store_case_insert(s->store, c, e);
}

static bool after_person(struct save *save, struct err *e)
{
	struct session *s = save->session;
	struct edit *w = save->edit;
	struct case_row *c = save->case_row;
	struct history_entry *h = save->history;
	struct person_row row = {0};
	bool good = true;
	if (w->is_new)
		row.fictitious = !strcmp(pairs_get(&w->record.answers, "=fictitious"), "yes");
	else
		good = store_person_get(s->store, w->record.id, &row, e);
	struct str found = {0};
	good = good && found_by(s, &w->record, c->id, &found, e);
	if (good) {
		fill_row(s, &row, &w->record, str_text(&found));
		row.version = 0; /* the record's own version has been checked */
		good = store_person_put(s->store, &row, e);
	}
	if (good && w->is_new)
		good = open_case_for(s, &w->record, row.fictitious, c, e);
	else if (good && !*c->id)
		good = store_case_of_person(s->store, w->record.id, c,
					    e); /* registered at another terminal meanwhile */
	if (good && !w->is_new && !strcmp(pairs_get(&w->record.answers, PERSON_UNNAMED), "yes"))
		good = person_forget_old(s, &w->record, c->id, h, e);
	if (good) {
		free(c->name);
		c->name = mem_strdup(row.name);
		free(c->listed);
		c->listed = mem_strdup(row.listed);
		snprintf(c->birth, sizeof c->birth, "%s", row.birth);
		snprintf(c->sex, sizeof c->sex, "%s", row.sex);
		memcpy(h->case_id, c->id, sizeof h->case_id);
	}
	str_fini(&found);
	person_row_fini(&row);
	return good;
}

static bool before_group(struct save *save, struct err *e)
{
	struct record *next = save->next;
	const struct form_def *def = form_definition(save->edit->form);
	int people = 0;
	char text[16];
	long n;
	if (!*pairs_get(&next->answers, "name"))
		return err_set(e, ERR_DATA, "", "The group needs something to be called by: a place, a day.");
	for (int i = 0; i < def->n_fields; i++) {
		/* Every number that is asked under "people_" is of people. */
		if (!strncmp(def->fields[i].name, "people_", 7) &&
		    ini_int(pairs_get(&next->answers, def->fields[i].name), 0, 100000, &n))
			people += (int)n;
	}
	snprintf(text, sizeof text, "%d", people);
	pairs_set(&next->answers, "=people", people ? text : NULL);
	return true;
}

static bool before_person(struct save *save, struct err *e)
{
	return child_note_since(save->session, save->edit, save->next, save->case_row, e);
}

bool search_follow(struct session *s, const struct edit *w, const struct case_row *c, struct err *e)
{
	struct record person = {0};
	struct person_row row = {0};
	struct str found = {0};
	if (w->kind->opens_case || w->kind->shared || !*c->person_id || !form_searches(form_definition(w->form)))
		return true;
	bool good = store_record_get(s->store, c->person_id, &person, e) && found_by(s, &person, c->id, &found, e) &&
		    store_person_get(s->store, c->person_id, &row, e);
	if (good) {
		fill_row(s, &row, &person, str_text(&found));
		row.version = 0;
		good = store_person_put(s->store, &row, e);
	}
	str_fini(&found);
	person_row_fini(&row);
	record_fini(&person);
	return good;
}

const struct kind kind_person = {
	.name = "person",
	.label = "Person",
	.form = "person",
	.permit = PERMIT_REGISTER,
	.section = SECTION_PERSON,
	.opens_case = true,
	.names = true,
	.when_ended = true,
	.any_episode = true,
	.before = before_person,
	.after = after_person,
	.needs = KIND_NEEDS(PERSON_FIELDS),
};

const struct kind kind_group = {
	.name = "group",
	.label = "Group",
	.form = "group",
	.permit = PERMIT_REGISTER,
	.section = SECTION_PERSON,
	.opens_case = true,
	.names = true,
	.when_ended = true,
	.any_episode = true,
	.before = before_group,
	.after = after_person,
	.needs = KIND_NEEDS(GROUP_FIELDS),
};
