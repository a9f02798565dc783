/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Lists made for one form from what its case holds: open goals, risks, urgent flags.
 */
#include <stdlib.h>
#include <string.h>

#include <sarai/access/session.h>
#include <sarai/base/codes.h>
#include <sarai/base/err.h>
#include <sarai/base/list.h>
#include <sarai/base/mem.h>
#include <sarai/base/pairs.h>
#include <sarai/edit/kind.h>
#include <sarai/edit/open.h>
#include <sarai/form/form.h>
#include <sarai/kind/choices.h>
#include <sarai/model/catalogue.h>
#include <sarai/model/score.h>
#include <sarai/store/record.h>

/* The list a choice of this form takes its options from; NULL when the form has no such field, or its own options. */
static const char *list_of(const struct edit *w, const char *field)
{
	const struct form_def *def = form_definition(w->form);
	int i = form_def_field(def, field);
	return i >= 0 ? def->fields[i].list : NULL;
}

/* What is chosen already stays choosable, also when it is no longer open. */
static bool chosen(const struct edit *w, const char *field, const char *code)
{
	return codes_have(pairs_get(&w->record.answers, field), code);
}

static bool list_goals(struct session *s, struct edit *w, struct err *e)
{
	struct record_filter f = {.case_id = w->case_row.id, .kind = "goal", .with_answers = true};
	struct record_list goals = {0};
	const char *name = list_of(w, "goal");
	if (!name)
		return true;
	if (!store_record_list(s->store, &f, &goals, e))
		return false;
	records_keep_episode(&goals, w->case_row.episode);
	struct option_list *l = option_list_new(name);
	for (int i = 0; i < goals.n; i++)
		option_list_add(l, goals.at[i].id, pairs_get(&goals.at[i].answers, "goal"));
	form_add_list(w->form, l);
	record_list_fini(&goals);
	return true;
}

/* Factors judged a risk in the newest round. */
static bool list_risks(struct session *s, struct edit *w, const char *field, struct err *e)
{
	const struct catalogue *c = s->config->catalogue;
	const char *name = list_of(w, field);
	struct record last;
	struct answers a;
	if (!name)
		return true;
	if (!edit_existing(s, kind_get("assessment"), w->case_row.id, &last, e))
		return false;
	answers_init(&a, c);
	form_answers(&last.answers, c, &a);
	struct option_list *l = option_list_new(name);
	for (int i = 0; i < c->n_factors; i++) {
		if (c->factors[i].restricted && !w->sees_restricted)
			continue;
		if (answer_ordinal(a.factor[i]) > 0 || chosen(w, field, c->factors[i].name))
			option_list_add(l, c->factors[i].name, c->factors[i].label);
	}
	if (l->n > 0 || !option_lists_get(&s->config->lists, name))
		form_add_list(w->form, l);
	else
		option_list_free(&l); /* nothing assessed yet: any factor may be named */
	answers_fini(&a);
	record_fini(&last);
	return true;
}

bool choices_action(struct session *s, struct edit *w, struct err *e)
{
	return list_goals(s, w, e) && list_risks(s, w, "factors", e);
}

bool choices_referral(struct session *s, struct edit *w, struct err *e)
{
	return list_risks(s, w, "risks", e);
}

bool choices_no_action(struct session *s, struct edit *w, struct err *e)
{
	return list_risks(s, w, "factor", e);
}

/* The flags nobody has acted on; none needs to be chosen when there is only one. */
bool choices_urgent(struct session *s, struct edit *w, struct err *e)
{
	const struct catalogue *c = s->config->catalogue;
	const char *name = list_of(w, "flags"), *open = w->case_row.flags ? w->case_row.flags : "";
	int field = form_def_field(form_definition(w->form), "flags");
	(void)e;
	if (!name)
		return true;
	struct option_list *l = option_list_new(name);
	for (int i = 0; i < c->n_flags; i++) {
		if (codes_have(open, c->flags[i].name) || chosen(w, "flags", c->flags[i].name))
			option_list_add(l, c->flags[i].name, c->flags[i].label);
	}
	bool only = l->n == 1;
	char *code = only ? mem_strdup(l->at[0].code) : NULL;
	form_add_list(w->form, l);
	if (only && w->is_new)
		form_set(w->form, field, code);
	free(code);
	return true;
}
