/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The register of interventions: what is done for a place, and how many are at risk there before and after.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <sarai/base/mem.h>
#include <sarai/model/directory.h>
#include <sarai/store/count.h>

#include "signal_place.h"
#include "work.h"

#define KIND "intervention"

void intervention_place(const struct record *r, char out[SIGNAL_PLACE])
{
	const char *profile = pairs_get(&r->answers, "place"), *country = pairs_get(&r->answers, "country");
	snprintf(out, SIGNAL_PLACE, "%s%.60s", !*profile && *country ? SIGNAL_COUNTRY : "",
		 *profile ? profile : country);
}

static enum intervention_stage stage_of(struct session *s, const struct record *r)
{
	struct date start = {0}, end = {0};
	date_from_iso(pairs_get(&r->answers, "start_on"), &start);
	date_from_iso(pairs_get(&r->answers, "end_on"), &end);
	return intervention_stage(start, end, clock_today(s->clock));
}

/* ---- the register ---- */

bool interventions_list(struct session *s, struct intervention_list *out, struct err *e)
{
	struct record_filter f = {.kind = KIND, .newest_first = true, .with_answers = true};
	struct record_list found = {0};
	struct shared_list profiles = {0};
	*out = (struct intervention_list){0};
	if (!session_may(s, PERMIT_CONTEXT, e) || !store_record_list(s->store, &f, &found, e))
		return false;
	bool good = store_shared_list(s->store, "context", &profiles, e);
	for (int i = 0; good && i < found.n; i++) {
		char place[SIGNAL_PLACE];
		out->at = mem_grow(out->at, &out->cap, out->n + 1, sizeof *out->at);
		struct intervention_row *r = &out->at[out->n++];
		intervention_place(&found.at[i], place);
		*r = (struct intervention_row){.place = place_words(s->config, &profiles, place),
					       .stage = stage_of(s, &found.at[i])};
		record_copy(&r->record, &found.at[i]);
	}
	shared_list_fini(&profiles);
	record_list_fini(&found);
	return good;
}

void intervention_list_fini(struct intervention_list *l)
{
	for (int i = 0; i < l->n; i++) {
		record_fini(&l->at[i].record);
		free(l->at[i].place);
	}
	free(l->at);
	*l = (struct intervention_list){0};
}

/* ---- before and after ---- */

static void count_at(const struct catalogue *c, const char *place, const struct signal_count *n, bool of_profile,
		     struct effect *to)
{
	char its[SIGNAL_PLACE];
	if (strcmp(n->factor, c->factors[to->factor].name))
		return;
	/* Those of a profile were counted as its own; for a country without one they come with all their places. */
	if (!of_profile && (!signal_place(n, inherit_of_factor(c, to->factor), its) || strcmp(its, place)))
		return;
	struct cell *cell = n->since ? &to->since : &to->before;
	cell->risk += n->cell.risk;
	cell->judged += n->cell.judged;
}

static struct effect *effects_of(const struct catalogue *c, const char *factors, int *n)
{
	struct effect *all = mem_alloc((size_t)(c->n_factors + 1) * sizeof *all);
	*n = 0;
	for (int i = 0; i < c->n_factors; i++) {
		if (codes_have(factors, c->factors[i].name))
			all[(*n)++] = (struct effect){.factor = i};
	}
	return all;
}

bool intervention_effect(struct session *s, const struct record *r, struct effect **out, int *n, struct err *e)
{
	const struct catalogue *c = s->config->catalogue;
	char place[SIGNAL_PLACE], since[TIME_TEXT] = "~";
	struct count_list counts = {0};
	struct date start;
	bool fictitious;
	*out = NULL;
	*n = 0;
	if (!session_may(s, PERMIT_CONTEXT, e) || !signals_fictitious(s, &fictitious, e))
		return false;
	intervention_place(r, place);
	if (date_from_iso(pairs_get(&r->answers, "start_on"), &start))
		time_to_iso(time_of_day_end(date_from_days(date_days(start) - 1)) + 1, since);
	bool of_profile = *pairs_get(&r->answers, "place");
	if (of_profile ? !store_profile_counts(s->store, place, since, fictitious, &counts, e)
		       : !store_signal_counts(s->store, "", since, fictitious, &counts, e))
		return false;
	*out = effects_of(c, pairs_get(&r->answers, "factors"), n);
	for (int i = 0; i < counts.n; i++) {
		for (int k = 0; k < *n; k++)
			count_at(c, place, &counts.at[i], of_profile, &(*out)[k]);
	}
	count_list_fini(&counts);
	return true;
}

static void write_effect(struct session *s, const struct record *r, struct str *out, struct err *e)
{
	const struct catalogue *c = s->config->catalogue;
	int smallest = s->config->response->signals.smallest_cell, n;
	struct effect *all;
	if (!intervention_effect(s, r, &all, &n, e))
		return;
	str_add(out, "\nAt risk there, by the newest assessment of each case\n");
	for (int i = 0; i < n; i++) {
		str_addf(out, "%s\n  before it began: ", c->factors[all[i].factor].label);
		cell_words(all[i].before, smallest, out);
		str_add(out, "\n  since: ");
		cell_words(all[i].since, smallest, out);
		str_add(out, "\n");
	}
	str_addf(out,
		 "\nThat it is fewer or more may have other reasons: other people came, other people were asked. "
		 "Fewer than %d people are not shown as a number.\n",
		 smallest);
	free(all);
}

char *intervention_page(struct session *s, const char *record_id, struct err *e)
{
	struct record r = {0};
	struct str out = {0};
	struct err why = {0};
	if (!session_may(s, PERMIT_CONTEXT, e) || !store_record_get(s->store, record_id, &r, e))
		return NULL;
	const struct record_kind *k = record_kind_get(r.kind);
	if (!k || strcmp(k->name, KIND)) {
		err_set(e, ERR_MISSING, KIND, "This is no intervention.");
		record_fini(&r);
		return NULL;
	}
	struct work *w = work_open(s, KIND, NULL, record_id, NULL, e);
	const struct form_def *def = w ? form_definition(w->form) : NULL;
	for (int i = 0; def && i < def->n_fields; i++) {
		if (!form_answerable(w->form, i) || !*form_value(w->form, i))
			continue;
		char *shown = form_show(w->form, i);
		str_addf(&out, "%s: %s\n", def->fields[i].label, shown);
		free(shown);
	}
	if (w)
		write_effect(s, &r, &out, &why);
	work_close(&w);
	record_fini(&r);
	if (why.code == ERR_NONE)
		return out.len ? str_take(&out) : NULL;
	str_fini(&out);
	err_set(e, why.code, why.where, "%s", why.detail);
	return NULL;
}

/* ---- filling in ---- */

static void put(struct work *w, const char *field, const char *value)
{
	int i = form_def_field(form_definition(w->form), field);
	if (i >= 0)
		form_set(w->form, i, value);
}

struct work *intervention_open(struct session *s, const struct signal_row *from, struct err *e)
{
	const struct catalogue *c = s->config->catalogue;
	const struct factor *f = &c->factors[from->signal.factor];
	const char *place = from->signal.place;
	size_t country = strlen(SIGNAL_COUNTRY);
	struct work *w = work_open(s, KIND, NULL, NULL, NULL, e);
	struct str done = {0};
	if (!w)
		return NULL;
	put(w, "level", c->levels[f->level].name);
	if (strncmp(place, SIGNAL_COUNTRY, country))
		put(w, "place", place);
	else
		put(w, "country", place + country);
	put(w, "factors", f->name);
	responses_line(s->config, from->signal.factor, inherit_of_factor(c, from->signal.factor), &done);
	put(w, "done", str_text(&done));
	str_fini(&done);
	return w;
}

static void list_places(struct work *w, const struct shared_list *profiles)
{
	const struct form_def *def = form_definition(w->form);
	int field = form_def_field(def, "place");
	if (field < 0 || !def->fields[field].list)
		return;
	struct option_list *l = option_list_new(def->fields[field].list);
	for (int i = 0; i < profiles->n; i++) {
		const struct record *r = &profiles->at[i].newest;
		option_list_add(l, r->parent_id, r->title && *r->title ? r->title : "(no name)");
	}
	if (l->n == 0)
		form_leave_out(w->form, field);
	form_add_list(w->form, l);
}

/* What is one person's own is answered in their case. */
static void list_factors(struct session *s, struct work *w)
{
	const struct catalogue *c = s->config->catalogue;
	const struct form_def *def = form_definition(w->form);
	int field = form_def_field(def, "factors");
	if (field < 0 || !def->fields[field].list)
		return;
	struct option_list *l = option_list_new(def->fields[field].list);
	for (int i = 0; i < c->n_factors; i++) {
		if (inherit_of_factor(c, i) < INHERIT_COUNT ||
		    codes_have(pairs_get(&w->record.answers, "factors"), c->factors[i].name))
			option_list_add(l, c->factors[i].name, c->factors[i].label);
	}
	form_add_list(w->form, l);
}

bool lists_intervention(struct session *s, struct work *w, struct err *e)
{
	struct shared_list profiles;
	if (!store_shared_list(s->store, "context", &profiles, e))
		return false;
	list_places(w, &profiles);
	list_factors(s, w);
	shared_list_fini(&profiles);
	return true;
}

bool before_intervention(struct session *s, struct work *w, struct record *next, struct case_row *c, struct err *e)
{
	char place[SIGNAL_PLACE];
	(void)s;
	(void)w;
	(void)c;
	intervention_place(next, place);
	if (!*pairs_get(&next->answers, "title"))
		return err_set(e, ERR_DATA, "", "It needs something to be called by.");
	if (!*place)
		return err_set(e, ERR_DATA, "", "Say for which place it is.");
	return true;
}
