/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>
#include <string.h>

#include <sarai/base/mem.h>
#include <sarai/model/score.h>

void answers_init(struct answers *a, const struct catalogue *c)
{
	a->factor = mem_alloc(((size_t)c->n_factors + 1) * sizeof *a->factor);
	a->flag = mem_alloc(((size_t)c->n_flags + 1) * sizeof *a->flag);
}

void answers_fini(struct answers *a)
{
	free(a->factor);
	free(a->flag);
	memset(a, 0, sizeof *a);
}

static void factor_line(const struct catalogue *c, const struct ini_entry *e, struct answers *a, struct diags *d)
{
	int i = catalogue_factor(c, e->key);
	if (i < 0)
		diag_add(d, e->file, e->line, "there is no factor '%s' in the catalogue", e->key);
	else if (!answer_from_name(e->value, &a->factor[i]))
		diag_add(d, e->file, e->line, "%s: '%s' is no answer; use severe-risk, moderate-risk, mild-risk, neutral, "
			 "mild-protection, moderate-protection, strong-protection, unknown, declined or not-applicable", e->key, e->value);
}

static void flag_line(const struct catalogue *c, const struct ini_entry *e, struct answers *a, struct diags *d)
{
	int i = catalogue_flag(c, e->key);
	if (i < 0)
		diag_add(d, e->file, e->line, "there is no flag '%s' in the catalogue", e->key);
	else if (!flag_answer_from_name(e->value, &a->flag[i]))
		diag_add(d, e->file, e->line, "%s: '%s' is no answer; use yes, no, unknown or declined", e->key, e->value);
}

bool answers_parse(const struct catalogue *c, const struct ini_doc *doc, struct answers *a, struct diags *d)
{
	int before = d->n;
	for (int i = 0; i < doc->n; i++) {
		const struct ini_section *s = &doc->at[i];
		bool factors = !strcmp(s->name, "answers"), flags = !strcmp(s->name, "flags");
		if (!factors && !flags)
			diag_add(d, s->file, s->line, "[%s] is not known; there are [answers] and [flags]", s->name);
		for (int k = 0; k < s->n; k++) {
			if (factors)
				factor_line(c, &s->at[k], a, d);
			else if (flags)
				flag_line(c, &s->at[k], a, d);
		}
	}
	return d->n == before;
}
