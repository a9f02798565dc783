/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a definition owns, and where the options of a field come from.
 */
#include <stdlib.h>
#include <string.h>

#include <sarai/base/mem.h>

#include "form_state.h"

static struct option_list *yesno_options(void)
{
	struct option_list *l = option_list_new("yesno");
	option_list_add(l, "yes", "Yes");
	option_list_add(l, "no", "No");
	option_list_add(l, "unknown", "Unknown");
	option_list_add(l, "declined", "Declined to answer");
	return l;
}

/* In the order of the digits that choose them: 0 neither, 1 to 3 risk, 4 to 6 protection, 7 to 9 the rest. */
static struct option_list *factor_options(void)
{
	static const enum answer order[] = {ANSWER_NEUTRAL,	    ANSWER_MILD_RISK,	      ANSWER_MODERATE_RISK,
					    ANSWER_SEVERE_RISK,	    ANSWER_MILD_PROTECTION,   ANSWER_MODERATE_PROTECTION,
					    ANSWER_STRONG_PROTECTION, ANSWER_UNKNOWN,	      ANSWER_DECLINED,
					    ANSWER_NOT_APPLICABLE};
	struct option_list *l = option_list_new("factor");
	for (size_t i = 0; i < sizeof order / sizeof order[0]; i++)
		option_list_add(l, answer_name(order[i]), answer_words(order[i]));
	return l;
}

struct form_memory *form_memory_new(void)
{
	struct form_memory *m = mem_alloc(sizeof *m);
	m->yesno = yesno_options();
	m->factor = factor_options();
	return m;
}

void form_memory_free(struct form_memory *m, int n_fields)
{
	if (!m)
		return;
	for (int i = 0; i < m->n; i++)
		free(m->kept[i]);
	free(m->kept);
	for (int i = 0; m->own && i < n_fields; i++)
		option_list_free(&m->own[i]);
	free(m->own);
	option_list_free(&m->yesno);
	option_list_free(&m->factor);
	free(m);
}

const char *form_keep_text(struct form_memory *m, const char *s)
{
	m->kept = mem_grow(m->kept, &m->cap, m->n + 1, sizeof *m->kept);
	return m->kept[m->n++] = mem_strdup(s);
}

bool form_field_takes_value(const struct field_def *field)
{
	return field->type != FIELD_HEADING && field->type != FIELD_NOTE;
}

bool form_list_is_of_case(const char *list)
{
	return list && !strncmp(list, CASE_LIST, strlen(CASE_LIST));
}

const struct option_list *form_def_options(const struct form_def *def, int field, const struct option_lists *own,
					   const struct option_lists *lists)
{
	const struct form_memory *m = def->memory;
	const struct field_def *f = &def->fields[field];
	const struct option_list *l;
	switch (f->type) {
	case FIELD_YESNO:
		return m->yesno;
	case FIELD_FACTOR:
		return m->factor;
	case FIELD_CHOICE:
		if (m->own[field] || !f->list)
			return m->own[field];
		l = option_lists_get(own, f->list);
		return l ? l : option_lists_get(lists, f->list);
	default:
		return NULL;
	}
}

const struct option_list *form_options(const struct form *f, int field)
{
	const struct option_list *l = form_def_options(f->def, field, &f->own, f->lists);
	return l || f->def->fields[field].type != FIELD_CHOICE ? l : f->none;
}

void form_add_list(struct form *f, struct option_list *l)
{
	option_lists_put(&f->own, l);
}

bool form_codes_have(const char *codes, const char *code, size_t n)
{
	for (const char *p = codes; *p;) {
		size_t length = strcspn(p, " ");
		if (length == n && !strncmp(p, code, n))
			return true;
		p += length + strspn(p + length, " ");
	}
	return false;
}
