/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Interventions: the list, their page, and what changed since they began.
 */
#include <stdlib.h>
#include <string.h>

#include <sarai/access/session.h>
#include <sarai/base/clock.h>
#include <sarai/base/codes.h>
#include <sarai/base/date.h>
#include <sarai/base/err.h>
#include <sarai/base/mem.h>
#include <sarai/base/pairs.h>
#include <sarai/base/str.h>
#include <sarai/edit/kind.h>
#include <sarai/edit/open.h>
#include <sarai/form/form.h>
#include <sarai/kind/intervention.h>
#include <sarai/model/catalogue.h>
#include <sarai/model/directory.h>
#include <sarai/model/inherit.h>
#include <sarai/model/permit.h>
#include <sarai/model/signal.h>
#include <sarai/store/count.h>
#include <sarai/store/record.h>
#include <sarai/store/shared.h>
#include <sarai/view/interventions.h>
#include <sarai/view/trend_words.h>

#define KIND "intervention"

static enum intervention_stage stage_of(struct session *s, const struct record *r)
{
	struct date start = {0}, end = {0};
	date_from_iso(pairs_get(&r->answers, "start_on"), &start);
	date_from_iso(pairs_get(&r->answers, "end_on"), &end);
	return intervention_stage(start, end, clock_today(s->clock));
}

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
	const struct kind *k = kind_get(r.kind);
	if (!k || strcmp(k->name, KIND)) {
		err_set(e, ERR_MISSING, KIND, "This is no intervention.");
		record_fini(&r);
		return NULL;
	}
	struct edit *w = edit_open(s, KIND, NULL, record_id, NULL, e);
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
	edit_close(&w);
	record_fini(&r);
	if (why.code == ERR_NONE)
		return out.len ? str_take(&out) : NULL;
	str_fini(&out);
	err_set(e, why.code, why.where, "%s", why.detail);
	return NULL;
}

static void put(struct edit *w, const char *field, const char *value)
{
	int i = form_def_field(form_definition(w->form), field);
	if (i >= 0)
		form_set(w->form, i, value);
}

struct edit *intervention_open(struct session *s, const struct signal_row *from, struct err *e)
{
	const struct catalogue *c = s->config->catalogue;
	const struct factor *f = &c->factors[from->signal.factor];
	const char *place = from->signal.place;
	size_t country = strlen(SIGNAL_COUNTRY);
	struct edit *w = edit_open(s, KIND, NULL, NULL, NULL, e);
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
