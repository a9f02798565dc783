/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What is missing and what contradicts. It is said, never forced: nothing here keeps anybody from saving.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <sarai/base/mem.h>
#include <sarai/base/text.h>
#include <sarai/model/score.h>

#include "condition.h"

struct gathering {
	const struct form *f;
	struct form_problem *out;
	int n, max;
};

static void add(struct gathering *g, int field, bool missing, const char *before, const char *text)
{
	if (g->n < g->max) {
		struct form_problem *p = &g->out[g->n];
		size_t n = strlen(before), step, from = 0;
		p->field = field;
		p->missing = missing;
		memcpy(p->text, before, n);
		while ((step = text_next(text + from)) > 0 && n + step < sizeof p->text) {
			memcpy(p->text + n, text + from, step);
			n += step;
			from += step;
		}
		p->text[n] = 0;
	}
	g->n++;
}

static bool is_answered(void *ctx, int field)
{
	return *form_counts(ctx, field) != 0;
}

static bool may_be_told(void *ctx, int field)
{
	return !form_hidden(ctx, field);
}

static bool take_first(void *ctx, int field)
{
	*(int *)ctx = field;
	return false;
}

/* Where a check speaks: at the field it names, else at the first one in it. */
static int place_of(const struct form_def *def, const struct check_def *c)
{
	int field = c->field ? form_def_field(def, c->field) : -1;
	if (field < 0)
		cond_each_field(c->cond, take_first, &field);
	return field;
}

static void check_field(struct gathering *g, int field)
{
	const struct form *f = g->f;
	const struct field_def *def = &f->def->fields[field];
	struct date d;
	if (form_required(f, field) && !*form_value(f, field))
		add(g, field, true, "Not answered yet: ", def->label);
	if (def->type == FIELD_DATE && def->when && !strcmp(def->when, "past") && form_answerable(f, field) &&
	    date_from_iso(form_value(f, field), &d) && date_days(d) > date_days(f->today))
		add(g, field, false, def->label, ": the date is after today. Use the day on which it happened.");
	for (int i = 0; i < f->def->n_checks; i++) {
		const struct check_def *c = &f->def->checks[i];
		if (c->cond && place_of(f->def, c) == field && !form_hidden(f, field) &&
		    cond_each_field(c->cond, may_be_told, (void *)f) &&
		    cond_each_field(c->cond, is_answered, (void *)f) && !cond_holds(c->cond, f))
			add(g, field, false, "", c->message);
	}
}

int form_problems(const struct form *f, struct form_problem *out, int max)
{
	struct gathering g = {f, out, 0, max};
	for (int i = 0; i < f->def->n_fields; i++)
		check_field(&g, i);
	return g.n;
}

void form_progress(const struct form *f, int *answered, int *answerable)
{
	*answered = *answerable = 0;
	for (int i = 0; i < f->def->n_fields; i++) {
		if (!form_answerable(f, i))
			continue;
		++*answerable;
		*answered += *form_value(f, i) != 0;
	}
}

void form_answers(const struct pairs *from, const struct catalogue *c, struct answers *to)
{
	for (int i = 0; i < c->n_factors; i++) {
		enum answer a;
		to->factor[i] = answer_from_name(pairs_get(from, c->factors[i].name), &a) ? a : ANSWER_NONE;
	}
	for (int i = 0; i < c->n_flags; i++) {
		enum flag_answer a;
		to->flag[i] = flag_answer_from_name(pairs_get(from, c->flags[i].name), &a) ? a : FLAG_NONE;
	}
}
