/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What there is to take over: the household's assessment, the profiles named in the form; which are suggested, and
 * which can be chosen.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <sarai/access/check.h>
#include <sarai/access/session.h>
#include <sarai/base/clock.h>
#include <sarai/base/err.h>
#include <sarai/base/list.h>
#include <sarai/base/pairs.h>
#include <sarai/base/text.h>
#include <sarai/edit/kind.h>
#include <sarai/edit/mask.h>
#include <sarai/edit/open.h>
#include <sarai/form/form.h>
#include <sarai/kind/household.h>
#include <sarai/kind/inherit_sources.h>
#include <sarai/model/inherit.h>
#include <sarai/model/permit.h>
#include <sarai/store/record.h>
#include <sarai/store/shared.h>

static const char *const place_fields[INHERIT_COUNT] = {
	[INHERIT_COMMUNITY] = "context_community",
	[INHERIT_STRUCTURAL] = "context_country",
};

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

bool inherit_read_whole(struct session *s, const struct edit *w, struct inherit_sources *out, struct err *e)
{
	char household[ID_TEXT];
	memset(out, 0, sizeof *out);
	bool good = household_id_of(s, w->case_row.id, HOUSEHOLD_FAMILY, household, e) &&
		    read_source(s, household, "household-assessment", &out->at[INHERIT_HOUSEHOLD], e);
	for (int i = 0; good && i < INHERIT_COUNT; i++) {
		if (place_fields[i])
			good = read_source(s, form_value_of(w->form, place_fields[i]), "context", &out->at[i], e);
	}
	if (!good)
		inherit_sources_fini(out);
	return good;
}

bool inherit_read(struct session *s, const struct edit *w, struct inherit_sources *out, struct err *e)
{
	memset(out, 0, sizeof *out);
	if (!access_check_case(s, PERMIT_VIEW, w->case_row.id, e) || !inherit_read_whole(s, w, out, e))
		return false;
	for (int i = 0; i < INHERIT_COUNT; i++) {
		struct inherit_source *x = &out->at[i];
		const struct kind *k = kind_get(x->kind);
		struct pairs open = {0}, hidden = {0};
		if (!k)
			continue;
		mask_split(s->config, w->sees_restricted, k, &x->answers, &open, &hidden);
		pairs_clear(&x->answers);
		pairs_clear(&hidden);
		x->answers = open;
	}
	return true;
}

void inherit_sources_fini(struct inherit_sources *x)
{
	for (int i = 0; i < INHERIT_COUNT; i++) {
		free(x->at[i].title);
		pairs_clear(&x->at[i].answers);
	}
	memset(x, 0, sizeof *x);
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

static void name_place(struct edit *w, enum inherit_from from, const char *source)
{
	int field = form_def_field(form_definition(w->form), place_fields[from]);
	if (field >= 0 && source && !*form_value(w->form, field))
		form_set(w->form, field, source);
}

/* The community whose place is in what is written of where the person stays; the country that community is in. */
bool inherit_suggest(struct session *s, struct edit *w, enum inherit_how how, struct err *e)
{
	struct shared_list all = {0};
	struct record person = {0};
	if (*form_value_of(w->form, place_fields[INHERIT_COMMUNITY]) &&
	    *form_value_of(w->form, place_fields[INHERIT_STRUCTURAL]))
		return true;
	if (!store_shared_list(s->store, "context", &all, e))
		return false;
	if (how == INHERIT_AT_START && all.n > 0 && *w->case_row.person_id &&
	    store_record_get(s->store, w->case_row.person_id, &person, NULL)) {
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

/* ---- lists of the form ---- */

static void list_profiles(struct edit *w, const char *field_name, const char *type, const struct shared_list *all)
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

bool inherit_list_profiles(struct session *s, struct edit *w, struct err *e)
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
