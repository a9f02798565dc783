/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Conditions: read once, when the form is defined, and checked against its fields then, so that a mistyped name or
 * code is a finding and not a question that never comes up.
 */
#include <stdlib.h>
#include <string.h>

#include <sarai/base/mem.h>
#include <sarai/base/str.h>

#include "condition.h"

struct reading {
	struct form_def *def;
	const struct option_lists *lists;
	struct str why;
};

static const struct {
	const char *sign;
	enum comparison is;
} signs[] = {{"!=", COND_NOT}, {"<=", COND_AT_MOST}, {">=", COND_AT_LEAST}, {"=", COND_IS}, {"<", COND_LESS}, {">", COND_MORE}};

static const char *skip_blanks(const char *s)
{
	return s + strspn(s, " \t");
}

static size_t name_length(const char *s)
{
	return strspn(s, "abcdefghijklmnopqrstuvwxyz0123456789_");
}

/* n bytes without the blanks around them; owned. */
static char *trimmed(const char *s, size_t n)
{
	const char *from = skip_blanks(s), *to = s + n;
	if (from > to)
		from = to;
	while (to > from && (to[-1] == ' ' || to[-1] == '\t'))
		to--;
	return mem_strndup(from, (size_t)(to - from));
}

static bool field_named(struct reading *r, const char *name, int *out)
{
	*out = form_def_field(r->def, name);
	if (*out < 0)
		str_addf(&r->why, "there is no field \"%s\"", name);
	else if (!form_field_takes_value(&r->def->fields[*out]))
		str_addf(&r->why, "\"%s\" is a %s and has no answer", name,
			 r->def->fields[*out].type == FIELD_NOTE ? "note" : "heading");
	return !r->why.len;
}

static bool ordered(enum field_type t)
{
	return t == FIELD_NUMBER || t == FIELD_DATE || t == FIELD_FACTOR;
}

static bool read_code(struct reading *r, struct atom *a, const char *text)
{
	const struct field_def *field = &r->def->fields[a->field];
	const struct option_list *l = form_def_options(r->def, a->field, NULL, r->lists);
	if (field->type == FIELD_CHOICE && (field->others || form_list_is_of_case(field->list) || (!l && !r->lists)))
		return true;
	if (l && option_list_find(l, text) >= 0)
		return true;
	str_addf(&r->why, "\"%s\" is not an answer to \"%s\"", text, field->name);
	return false;
}

/* What stands on the right: a literal of the field's type, today, or another field of the same type. */
static bool read_right(struct reading *r, struct atom *a, const char *text)
{
	const struct field_def *field = &r->def->fields[a->field];
	size_t n = strlen(text);
	a->other = -1;
	if (text[0] == '{' && n > 2 && text[n - 1] == '}') {
		char *name = trimmed(text + 1, n - 2);
		bool good = field_named(r, name, &a->other);
		if (good && r->def->fields[a->other].type != field->type) {
			str_addf(&r->why, "\"%s\" and \"%s\" are not of one type", field->name, name);
			good = false;
		}
		free(name);
		return good;
	}
	switch (field->type) {
	case FIELD_NUMBER:
		if (!ini_int(text, -1000000000, 1000000000, &a->number))
			str_addf(&r->why, "\"%s\" is compared with a whole number, not \"%s\"", field->name, text);
		break;
	case FIELD_DATE:
		a->today = !strcmp(text, "today");
		if (!a->today && !date_from_iso(text, &a->date))
			str_addf(&r->why, "\"%s\" is compared with a date (2026-11-23) or today, not \"%s\"", field->name,
				 text);
		break;
	case FIELD_CHOICE:
	case FIELD_YESNO:
	case FIELD_FACTOR:
		read_code(r, a, text);
		if (!r->why.len && field->type == FIELD_FACTOR)
			answer_from_name(text, &a->answer);
		if (!r->why.len && a->is != COND_IS && a->is != COND_NOT && !answer_known(a->answer))
			str_addf(&r->why, "\"%s\" has no place on the scale", text);
		break;
	default:
		break;
	}
	a->text = mem_strdup(text);
	return !r->why.len;
}

static bool read_atom(struct reading *r, const char *text, struct atom *a)
{
	size_t n = name_length(text);
	bool not = *text == '!';
	if (not) {
		text = skip_blanks(text + 1);
		n = name_length(text);
	}
	if (!n) {
		str_addf(&r->why, *text ? "\"%s\" does not begin with a field" : "a condition is missing%s",
			 *text ? text : "");
		return false;
	}
	char *name = mem_strndup(text, n);
	bool good = field_named(r, name, &a->field);
	free(name);
	if (!good)
		return false;
	text = skip_blanks(text + n);
	a->is = not ? COND_OPEN : COND_ANSWERED;
	if (!*text)
		return true;
	size_t k = 0;
	while (k < sizeof signs / sizeof signs[0] && strncmp(text, signs[k].sign, strlen(signs[k].sign)))
		k++;
	size_t length = k < sizeof signs / sizeof signs[0] ? strlen(signs[k].sign) : 0;
	if (not || !length || strchr("=<>!", text[length] ? text[length] : ' ')) {
		str_addf(&r->why, "\"%s\" is not understood; use = != < <= > >= , and |", text);
		return false;
	}
	a->is = signs[k].is;
	const struct field_def *field = &r->def->fields[a->field];
	if (a->is != COND_IS && a->is != COND_NOT && !ordered(field->type)) {
		str_addf(&r->why, "\"%s\" has no order: use = or !=", field->name);
		return false;
	}
	text = skip_blanks(text + length);
	if (!*text) {
		str_addf(&r->why, "after %s something is missing", signs[k].sign);
		return false;
	}
	return read_right(r, a, text);
}

struct cond *cond_compile(struct form_def *def, const char *text, const struct option_lists *lists, char **why)
{
	struct reading r = {.def = def, .lists = lists};
	struct cond *c = mem_alloc(sizeof *c);
	bool begins = true;
	*why = NULL;
	if (!strcmp(text, "always"))
		return c;
	for (const char *p = text; !r.why.len;) {
		size_t n = strcspn(p, ",|");
		char *part = trimmed(p, n);
		struct atom a = {.other = -1, .begins = begins};
		read_atom(&r, part, &a);
		c->at = mem_grow(c->at, &c->cap, c->n + 1, sizeof *c->at);
		c->at[c->n++] = a;
		free(part);
		begins = p[n] == '|';
		if (!p[n])
			break;
		p += n + 1;
	}
	if (!r.why.len)
		return c;
	*why = str_take(&r.why);
	cond_free(&c);
	return NULL;
}

void cond_free(struct cond **cond)
{
	struct cond *c = *cond;
	if (!c)
		return;
	for (int i = 0; i < c->n; i++)
		free(c->at[i].text);
	free(c->at);
	free(c);
	*cond = NULL;
}

bool cond_each_field(const struct cond *c, bool (*each)(void *ctx, int field), void *ctx)
{
	for (int i = 0; i < c->n; i++) {
		if (!each(ctx, c->at[i].field) || (c->at[i].other >= 0 && !each(ctx, c->at[i].other)))
			return false;
	}
	return true;
}
