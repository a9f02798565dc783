/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What an assessment takes over. Beside the answers stand, for each level, which source was used ("=source.LEVEL":
 * whose, record, round, words), and for each factor what it said ("=from.FACTOR"). The answers themselves are the
 * effective ones: scored, shown and exported as they stand.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <sarai/base/mem.h>
#include <sarai/base/text.h>
#include <sarai/service/shared.h>

#include "figures.h"
#include "work.h"

static const char *const place_fields[INHERIT_COUNT] = {
	[INHERIT_COMMUNITY] = "context_community",
	[INHERIT_STRUCTURAL] = "context_country",
};

void source_words(const char *kind, const char *title, int round, struct str *out)
{
	const struct record_kind *k = record_kind_get(kind);
	str_addf(out, "%s, %s %d", title && *title ? title : k ? k->label : kind, k ? record_round_word(k) : "round", round);
}

/* ---- names of what is kept ---- */

static void name_of(const char *prefix, const char *name, char out[80])
{
	snprintf(out, 80, "%s%s", prefix, name);
}

static void from_name(const struct factor *f, char out[80])
{
	name_of(FIGURES_FROM, f->name, out);
}

/* "WHOSE RECORD ROUND WORDS"; the words run to the end. */
static bool kept_source(const struct pairs *kept, enum inherit_from from, struct case_source *out, const char **words)
{
	char name[80];
	int used = 0;
	name_of(FIGURES_SOURCE, inherit_level(from), name);
	const char *value = pairs_get(kept, name);
	*out = (struct case_source){0};
	if (sscanf(value, "%26s %26s %d %n", out->source, out->record_id, &out->round, &used) < 3 || !used)
		return false;
	snprintf(out->kind, sizeof out->kind, "%s", from == INHERIT_HOUSEHOLD ? "household-assessment" : "context");
	if (words)
		*words = value + used;
	return true;
}

static void keep_source(struct form *f, enum inherit_from from, const struct inherit_source *x)
{
	struct str value = {0};
	char name[80];
	name_of(FIGURES_SOURCE, inherit_level(from), name);
	if (*x->source) {
		str_addf(&value, "%s %s %d ", x->source, x->record_id, x->round);
		source_words(x->kind, x->title, x->round, &value);
	}
	form_set_other(f, name, str_text(&value));
	str_fini(&value);
}

void inherit_words(const struct pairs *kept, enum inherit_from from, struct str *out)
{
	struct case_source x;
	const char *words;
	if (from < INHERIT_COUNT && kept_source(kept, from, &x, &words))
		str_add(out, words);
}

/* ---- how it stands ---- */

static enum answer answer_in(const struct pairs *p, const char *name)
{
	enum answer a;
	return answer_from_name(pairs_get(p, name), &a) ? a : ANSWER_NONE;
}

static bool has_note(const struct pairs *answers, const struct factor *f)
{
	struct str name = {0};
	str_addf(&name, "%s.note", f->name);
	bool has = *pairs_get(answers, str_text(&name));
	str_fini(&name);
	return has;
}

bool inherit_of(const struct form *f, const struct catalogue *c, int factor, enum answer *source,
		struct inherit_result *out)
{
	int field = form_def_field(form_definition(f), c->factors[factor].name);
	struct inherit_facts facts = {0};
	char name[80];
	from_name(&c->factors[factor], name);
	facts.was = answer_in(form_others(f), name);
	if (field < 0 || facts.was == ANSWER_NONE)
		return false;
	answer_from_name(form_value(f, field), &facts.own);
	facts.reason = *form_note(f, field);
	*source = facts.was;
	inherit_look(&facts, out);
	return true;
}

int inherit_wanting(const struct pairs *answers, const struct catalogue *c)
{
	for (int i = 0; i < c->n_factors; i++) {
		const struct factor *f = &c->factors[i];
		struct inherit_result r;
		char name[80];
		from_name(f, name);
		struct inherit_facts facts = {.own = answer_in(answers, f->name), .was = answer_in(answers, name)};
		if (facts.was == ANSWER_NONE)
			continue;
		facts.reason = has_note(answers, f);
		inherit_look(&facts, &r);
		if (r.needs_reason)
			return i;
	}
	return -1;
}

/* ---- sources ---- */

/* The newest finished one under `source`; nothing when there is none. */
static bool read_source(struct session *s, const char *source, const char *kind, struct inherit_source *out,
			struct err *e)
{
	struct record r = {0};
	struct err why = {0};
	if (!*source)
		return true;
	if (!store_record_newest_under(s->store, source, kind, "finished", &r, &why))
		return why.code == ERR_MISSING || err_set(e, why.code, why.where, "%s", why.detail);
	snprintf(out->source, sizeof out->source, "%s", source);
	memcpy(out->record_id, r.id, sizeof out->record_id);
	memcpy(out->kind, r.kind, sizeof out->kind);
	out->round = r.round;
	out->title = r.title;
	out->answers = r.answers;
	r.title = NULL;
	r.answers = (struct pairs){0};
	record_fini(&r);
	return true;
}

bool inherit_read(struct session *s, const struct work *w, struct inherit_sources *out, struct err *e)
{
	char household[ID_TEXT];
	memset(out, 0, sizeof *out);
	bool good = household_id_of(s, w->kase.id, HOUSEHOLD_FAMILY, household, e) &&
		    read_source(s, household, "household-assessment", &out->at[INHERIT_HOUSEHOLD], e);
	for (int i = 0; good && i < INHERIT_COUNT; i++) {
		if (place_fields[i])
			good = read_source(s, form_value_of(w->form, place_fields[i]), "context", &out->at[i], e);
	}
	if (!good)
		inherit_sources_fini(out);
	return good;
}

void inherit_sources_fini(struct inherit_sources *x)
{
	for (int i = 0; i < INHERIT_COUNT; i++) {
		free(x->at[i].title);
		pairs_clear(&x->at[i].answers);
	}
	memset(x, 0, sizeof *x);
}

bool inherit_newer(const struct inherit_sources *x, const struct pairs *kept, struct str *out)
{
	struct case_source used;
	bool newer = false;
	for (enum inherit_from i = 0; i < INHERIT_COUNT; i++) {
		const struct inherit_source *now = &x->at[i];
		bool same = kept_source(kept, i, &used, NULL) && !strcmp(used.record_id, now->record_id);
		if (!*now->source || same)
			continue;
		if (out) {
			str_add(out, newer ? "; " : "");
			source_words(now->kind, now->title, now->round, out);
		}
		newer = true;
	}
	return newer;
}

/* ---- suggesting the places ---- */

static bool is_in(const char *place, const char *text)
{
	char *p = text_fold(place), *t = text_fold(text);
	bool in = *p && strstr(t, p);
	free(p);
	free(t);
	return in;
}

/* The one profile of its type whose answer to `field` fits; NULL when none or several do. */
static const char *only_profile(const struct shared_list *l, const char *type, const char *field, const char *value,
				bool within)
{
	const char *found = NULL;
	for (int i = 0; i < l->n; i++) {
		const struct record *r = &l->at[i].newest;
		const char *answer = pairs_get(&r->answers, field);
		bool fits = *answer && *value && (within ? is_in(answer, value) : !strcmp(answer, value));
		if (!l->at[i].finished || strcmp(pairs_get(&r->answers, "type"), type) || !fits)
			continue;
		if (found)
			return NULL;
		found = r->parent_id;
	}
	return found;
}

static const struct record *profile(const struct shared_list *l, const char *source)
{
	for (int i = 0; i < l->n; i++) {
		if (*source && !strcmp(l->at[i].newest.parent_id, source))
			return &l->at[i].newest;
	}
	return NULL;
}

static void name_place(struct work *w, enum inherit_from from, const char *source)
{
	int field = form_def_field(form_definition(w->form), place_fields[from]);
	if (field >= 0 && source && !*form_value(w->form, field))
		form_set(w->form, field, source);
}

/* The community whose place is in what is written of where the person stays; the country that community is in. */
static bool suggest(struct session *s, struct work *w, enum inherit_how how, struct err *e)
{
	struct shared_list all = {0};
	struct record person = {0};
	if (*form_value_of(w->form, place_fields[INHERIT_COMMUNITY]) &&
	    *form_value_of(w->form, place_fields[INHERIT_STRUCTURAL]))
		return true;
	if (!store_shared_list(s->store, "context", &all, e))
		return false;
	if (how == INHERIT_AT_START && all.n > 0 && *w->kase.person_id &&
	    store_record_get(s->store, w->kase.person_id, &person, NULL)) {
		name_place(w, INHERIT_COMMUNITY,
			   only_profile(&all, "community", "place", pairs_get(&person.answers, "location"), true));
		record_fini(&person);
	}
	const struct record *community = profile(&all, form_value_of(w->form, place_fields[INHERIT_COMMUNITY]));
	if (community)
		name_place(w, INHERIT_STRUCTURAL,
			   only_profile(&all, "country", "country", pairs_get(&community->answers, "country"), false));
	shared_list_fini(&all);
	return true;
}

/* ---- taking over ---- */

static void copy_stage(struct form *f, int field, const struct pairs *from, const char *factor)
{
	static const struct {
		const char *word;
		unsigned bit;
	} stages[] = {{"before", STAGE_BEFORE}, {"during", STAGE_DURING}, {"after", STAGE_AFTER}};
	struct str name = {0};
	unsigned bits = 0;
	str_addf(&name, "%s.stage", factor);
	for (size_t i = 0; i < sizeof stages / sizeof stages[0]; i++) {
		if (strstr(pairs_get(from, str_text(&name)), stages[i].word))
			bits |= stages[i].bit;
	}
	form_set_stage(f, field, bits);
	str_fini(&name);
}

static void take_factor(struct work *w, const struct factor *f, const struct inherit_source *x, bool all,
			struct inherit_count *n)
{
	int field = form_def_field(form_definition(w->form), f->name);
	struct inherit_facts facts = {0};
	struct inherit_result r;
	char name[80];
	if (field < 0)
		return;
	from_name(f, name);
	answer_from_name(form_value(w->form, field), &facts.own);
	facts.was = answer_in(form_others(w->form), name);
	facts.now = answer_in(&x->answers, f->name);
	facts.reason = *form_note(w->form, field);
	if (facts.was == ANSWER_NONE && facts.now == ANSWER_NONE)
		return;
	inherit_take(&facts, all, &r);
	if (r.set != facts.own) {
		form_set(w->form, field, answer_name(r.set));
		if (r.follows)
			copy_stage(w->form, field, &x->answers, f->name);
		else if (r.set == ANSWER_NONE)
			form_set_stage(w->form, field, 0);
		n->taken++;
	}
	n->differs += r.differs;
	form_set_other(w->form, name, answer_name(facts.now));
}

bool work_inherit(struct session *s, struct work *w, enum inherit_how how, struct inherit_count *n, struct err *e)
{
	const struct catalogue *c = s->config->catalogue;
	struct inherit_sources x;
	struct inherit_count count = {0};
	if (!suggest(s, w, how, e) || !inherit_read(s, w, &x, e))
		return false;
	for (int i = 0; i < c->n_factors; i++) {
		enum inherit_from from = inherit_of_factor(c, i);
		if (from < INHERIT_COUNT)
			take_factor(w, &c->factors[i], &x.at[from], how == INHERIT_ALL, &count);
	}
	for (enum inherit_from i = 0; i < INHERIT_COUNT; i++)
		keep_source(w->form, i, &x.at[i]);
	inherit_sources_fini(&x);
	if (n)
		*n = count;
	return true;
}

/* ---- saving ---- */

bool inherit_check(struct session *s, const struct pairs *answers, struct err *e)
{
	const struct catalogue *c = s->config->catalogue;
	struct str words = {0};
	if (strcmp(pairs_get(answers, "finished"), "yes"))
		return true;
	int i = inherit_wanting(answers, c);
	if (i < 0)
		return true;
	inherit_words(answers, inherit_of_factor(c, i), &words);
	err_set(e, ERR_DATA, "", "\"%s\" differs from %s: write why (n at this factor).", c->factors[i].label,
		str_text(&words));
	str_fini(&words);
	return false;
}

bool after_assessment(struct session *s, struct work *w, struct case_row *k, struct history_entry *h, struct err *e)
{
	struct case_source at[INHERIT_COUNT];
	struct record newest;
	int n = 0;
	(void)h;
	if (!work_forerunner(s, w->kind, k->id, &newest, e))
		return false;
	bool is_newest = !strcmp(newest.id, w->record.id);
	record_fini(&newest);
	if (!is_newest)
		return true;
	for (enum inherit_from i = 0; i < INHERIT_COUNT; i++)
		n += kept_source(&w->record.answers, i, &at[n], NULL);
	return store_sources_put(s->store, k->id, at, n, e);
}

/* ---- lists of the form ---- */

static void list_profiles(struct work *w, const char *field_name, const char *type, const struct shared_list *all)
{
	const struct form_def *def = form_definition(w->form);
	int field = form_def_field(def, field_name);
	if (field < 0 || !def->fields[field].list)
		return;
	struct option_list *l = option_list_new(def->fields[field].list);
	for (int i = 0; i < all->n; i++) {
		const struct shared_row *r = &all->at[i];
		if (r->finished && !strcmp(pairs_get(&r->newest.answers, "type"), type))
			option_list_add(l, r->newest.parent_id, r->newest.title ? r->newest.title : "(no name)");
	}
	if (l->n == 0)
		form_leave_out(w->form, field);
	form_add_list(w->form, l);
}

bool lists_assessment(struct session *s, struct work *w, struct err *e)
{
	struct shared_list all;
	if (form_def_field(form_definition(w->form), place_fields[INHERIT_COMMUNITY]) < 0 &&
	    form_def_field(form_definition(w->form), place_fields[INHERIT_STRUCTURAL]) < 0)
		return true;
	if (!store_shared_list(s->store, "context", &all, e))
		return false;
	list_profiles(w, place_fields[INHERIT_COMMUNITY], "community", &all);
	list_profiles(w, place_fields[INHERIT_STRUCTURAL], "country", &all);
	shared_list_fini(&all);
	return true;
}
