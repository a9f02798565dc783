/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <sarai/access/check.h>
#include <sarai/access/session.h>
#include <sarai/base/mem.h>
#include <sarai/base/pairs.h>
#include <sarai/base/str.h>
#include <sarai/config/config.h>
#include <sarai/edit/kind.h>
#include <sarai/edit/mask.h>
#include <sarai/edit/score_record.h>
#include <sarai/form/form.h>
#include <sarai/model/catalogue.h>
#include <sarai/model/permit.h>
#include <sarai/model/score.h>
#include <sarai/store/history.h>
#include <sarai/store/record.h>

bool restricted_seen(struct session *s, const char *case_id)
{
	return access_check_case(s, PERMIT_RESTRICTED, case_id, NULL);
}

/* ---- what is restricted ---- */

/* The field an answer belongs to, also one beside it ("mental_health.note"); -1 when there is none. */
static int field_of(const struct form_def *def, const char *name)
{
	const char *dot = strchr(name, '.');
	if (!dot)
		return form_def_field(def, name);
	char *factor = mem_strndup(name, (size_t)(dot - name));
	int i = form_def_field(def, factor);
	free(factor);
	return i;
}

bool restricted_field(const struct form_def *def, const char *name)
{
	int i = def ? field_of(def, name) : -1;
	return i < 0 || def->fields[i].restricted;
}

bool restricted_answer(const struct form_def *def, const char *name)
{
	size_t n = strlen(META_FROM);
	if (!strncmp(name, META_FROM, n)) /* what a factor took over is as restricted as the factor */
		return restricted_field(def, name + n);
	return !meta_reserved(name) && restricted_field(def, name);
}

static bool takes_list(const struct form_def *def, const char *name, const char *wanted)
{
	int i = def ? form_def_field(def, name) : -1;
	const char *list = i >= 0 && def->fields[i].type == FIELD_CHOICE ? def->fields[i].list : NULL;
	return list && !strcmp(list, wanted);
}

/* Does this field name factors as risks? */
static bool names_factors(const struct form_def *def, const char *name)
{
	return takes_list(def, name, "factors");
}

static bool restricted_factor(const struct catalogue *c, const char *code, size_t n)
{
	char *name = mem_strndup(code, n);
	int i = catalogue_factor(c, name);
	free(name);
	return i >= 0 && c->factors[i].restricted;
}

/* Codes in two, in their order. */
static void split_codes(const struct catalogue *c, const char *codes, struct str *open, struct str *hidden)
{
	while (*codes) {
		size_t n = strcspn(codes, " ");
		struct str *to = restricted_factor(c, codes, n) ? hidden : open;
		if (to->len)
			str_add_char(to, ' ');
		str_add_n(to, codes, n);
		codes += n + strspn(codes + n, " ");
	}
}

static bool about_restricted(const struct config *c, const struct kind *k, const struct pairs *answers)
{
	const struct form_def *def = config_form(c, k->form);
	const char *value = k->title_field ? pairs_get(answers, k->title_field) : "";
	return *value && names_factors(def, k->title_field) && restricted_factor(c->catalogue, value, strlen(value));
}

bool restricted_record(const struct config *c, const struct record *r)
{
	const struct kind *k = kind_get(r->kind);
	return !k || k->restricted || about_restricted(c, k, &r->answers);
}

/* ---- answers ---- */

void mask_split(const struct config *c, bool seen, const struct kind *k, const struct pairs *whole,
		      struct pairs *open, struct pairs *hidden)
{
	const struct form_def *def = config_form(c, k->form);
	struct pairs told = {0}, kept = {0};
	bool none = !seen && (k->restricted || about_restricted(c, k, whole));
	for (int i = 0; i < whole->n; i++) {
		const struct pair *p = &whole->at[i];
		struct str in = {0}, out = {0};
		if (seen)
			str_add(&in, p->value);
		else if (none || restricted_answer(def, p->name))
			str_add(&out, p->value);
		else if (names_factors(def, p->name))
			split_codes(c->catalogue, p->value, &in, &out);
		else
			str_add(&in, p->value);
		pairs_set(&told, p->name, str_text(&in));
		pairs_set(&kept, p->name, str_text(&out));
		str_fini(&in);
		str_fini(&out);
	}
	pairs_clear(open);
	pairs_clear(hidden);
	*open = told;
	*hidden = kept;
}

void mask_join(const struct form_def *def, struct pairs *answers, const struct pairs *hidden,
		     enum restricted_part part)
{
	for (int i = 0; i < hidden->n; i++) {
		const struct pair *p = &hidden->at[i];
		struct str all = {0};
		bool codes = names_factors(def, p->name) && !restricted_field(def, p->name);
		if (!codes && part != RESTRICTED_CODES)
			pairs_set(answers, p->name, p->value);
		if (!codes || part == RESTRICTED_ANSWERS)
			continue;
		str_add(&all, pairs_get(answers, p->name));
		str_addf(&all, "%s%s", all.len ? " " : "", p->value);
		pairs_set(answers, p->name, str_text(&all));
		str_fini(&all);
	}
}

/* ---- records ---- */

static void become_note(struct record *r)
{
	free(r->title);
	r->title = NULL;
	snprintf(r->kind, sizeof r->kind, RESTRICTED_KIND);
	r->state[0] = r->due[0] = r->form_id[0] = r->form_hash[0] = r->parent_id[0] = 0;
	r->form_version = r->round = 0;
	pairs_clear(&r->answers);
}

void record_mask(const struct config *c, bool seen, struct record *r)
{
	const struct kind *k = kind_get(r->kind);
	struct pairs open = {0}, hidden = {0};
	if (seen || !*r->kind)
		return;
	if (!k || restricted_record(c, r)) {
		become_note(r);
		return;
	}
	const struct form_def *def = config_form(c, k->form);
	if (r->title && k->title_field &&
	    (restricted_field(def, k->title_field) || names_factors(def, k->title_field) ||
	     takes_list(def, k->title_field, "flags"))) {
		/* Without its answers one cannot know which factor or urgent flag it names. */
		free(r->title);
		r->title = NULL;
	}
	if (k->state_field && restricted_field(def, k->state_field))
		r->state[0] = 0;
	if (k->due_field && restricted_field(def, k->due_field))
		r->due[0] = 0;
	if (k->happened_field && restricted_field(def, k->happened_field))
		r->happened[0] = 0;
	mask_split(c, seen, k, &r->answers, &open, &hidden);
	pairs_clear(&r->answers);
	r->answers = open;
	pairs_clear(&hidden);
}

void record_list_mask(const struct config *c, bool seen, struct record_list *l)
{
	for (int i = 0; i < l->n; i++)
		record_mask(c, seen, &l->at[i]);
}

/* ---- history ---- */

static void change_fini(struct history_change *c)
{
	free(c->field);
	free(c->old_value);
	free(c->new_value);
}

static void strip_codes(const struct catalogue *c, char **codes)
{
	struct str in = {0}, out = {0};
	split_codes(c, *codes ? *codes : "", &in, &out);
	free(*codes);
	*codes = str_take(&in);
	if (!*codes)
		*codes = mem_strdup("");
	str_fini(&out);
}

static void entry_becomes_note(struct history_entry *h)
{
	for (int i = 0; i < h->n_changes; i++)
		change_fini(&h->changes[i]);
	h->n_changes = 0;
	snprintf(h->kind, sizeof h->kind, RESTRICTED_KIND);
	free(h->summary);
	h->summary = mem_strdup("Restricted note saved");
}

/* Which restricted questions were answered would tell as much as the answers: of all of them one line stays. */
static void hide_changes(const struct session *s, const struct form_def *def, struct history_entry *h)
{
	int kept = 0, was = h->n_changes;
	for (int i = 0; i < was; i++) {
		struct history_change *c = &h->changes[i];
		if (restricted_answer(def, c->field)) {
			change_fini(c);
			continue;
		}
		if (names_factors(def, c->field)) {
			strip_codes(s->config->catalogue, &c->old_value);
			strip_codes(s->config->catalogue, &c->new_value);
		}
		h->changes[kept++] = *c;
	}
	h->n_changes = kept;
	if (kept < was)
		history_change_add(h, "Restricted", "", "answers changed");
}

/* A kind that may be about a restricted factor: only the record itself knows. */
static bool entry_restricted(struct session *s, const struct kind *k, const struct history_entry *h)
{
	struct record r;
	if (k->restricted)
		return true;
	if (!k->title_field || !names_factors(config_form(s->config, k->form), k->title_field))
		return false;
	for (int i = 0; i < h->n_changes; i++) {
		const struct history_change *c = &h->changes[i];
		const char *was = c->old_value ? c->old_value : "", *is = c->new_value ? c->new_value : "";
		if (!strcmp(c->field, k->title_field) && (restricted_factor(s->config->catalogue, was, strlen(was)) ||
							  restricted_factor(s->config->catalogue, is, strlen(is))))
			return true;
	}
	if (!store_record_get(s->store, h->record_id, &r, NULL))
		return true;
	bool yes = about_restricted(s->config, k, &r.answers);
	record_fini(&r);
	return yes;
}

void history_mask_restricted(struct session *s, bool seen, struct history_list *l)
{
	if (seen)
		return;
	for (int i = 0; i < l->n; i++) {
		struct history_entry *h = &l->at[i];
		const struct kind *k = kind_get(h->kind);
		if (!k)
			continue; /* of the case itself */
		if (entry_restricted(s, k, h)) {
			entry_becomes_note(h);
			continue;
		}
		hide_changes(s, config_form(s->config, k->form), h);
	}
}

/* ---- scores ---- */

static bool rule_tells(const struct catalogue *c, const struct rule *r)
{
	for (int i = 0; i < r->n_when; i++) {
		if (r->when[i].factor >= 0 && c->factors[r->when[i].factor].restricted)
			return true;
	}
	return false;
}

void score_mask(const struct catalogue *c, bool seen, struct answers *a, struct score *score)
{
	int kept = 0;
	if (seen)
		return;
	for (int i = 0; i < c->n_factors; i++) {
		if (c->factors[i].restricted)
			a->factor[i] = ANSWER_NONE;
	}
	if (!score)
		return;
	for (int i = 0; i < score->n_reasons; i++) {
		if (!c->factors[score->reasons[i].factor].restricted)
			score->reasons[kept++] = score->reasons[i];
	}
	score->n_reasons = kept;
	kept = 0;
	for (int i = 0; i < score->n_rules; i++) {
		if (!rule_tells(c, &c->rules[score->rules[i]]))
			score->rules[kept++] = score->rules[i];
	}
	score->n_rules = kept;
	kept = 0;
	for (int i = 0; i < score->n_next; i++) {
		int f = score->next[i].factor;
		if (f < 0 || !c->factors[f].restricted)
			score->next[kept++] = score->next[i];
	}
	score->n_next = kept;
	/* What a service could take away, as far as it follows from what may be seen. */
	struct score *told = score_evaluate(c, a);
	struct service_gain *services = score->services;
	score->services = told->services;
	score->n_services = told->n_services;
	told->services = services;
	score_free(&told);
}

/* Names stand in the changes of a person's answers. */
void history_mask(bool names, struct history_list *l)
{
	if (names)
		return;
	for (int i = 0; i < l->n; i++) {
		struct history_entry *h = &l->at[i];
		const struct kind *kind = kind_get(h->kind);
		for (int k = 0; kind && kind->names && k < h->n_changes; k++) {
			free(h->changes[k].old_value);
			free(h->changes[k].new_value);
			h->changes[k].old_value = mem_strdup("");
			h->changes[k].new_value = mem_strdup("(hidden)");
		}
	}
}
