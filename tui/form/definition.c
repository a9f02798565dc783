/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A definition as a whole: what it owns, whether its fields agree with each other, its conditions compiled.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <sarai/base/mem.h>
#include <sarai/base/str.h>
#include <sarai/base/text.h>

#include "condition.h"

#define LABEL_MAX 60

struct finishing {
	struct form_def *def;
	const struct form_origin *o;
	struct diags *d;
};

/* ---- findings, at the line of the key they are about ---- */

static void found(struct finishing *x, const struct ini_section *s, const char *key, const char *what)
{
	const struct ini_entry *e = s ? inidoc_entry(s, key) : NULL;
	if (!s)
		diag_add(x->d, x->def->id, 0, "%s: %s", key, what);
	else if (e)
		diag_add(x->d, e->file, e->line, "%s: %s", key, what);
	else
		diag_add(x->d, s->file, s->line, "[%s] %s: %s", s->name, key, what);
}

static void found_at(struct finishing *x, int field, const char *key, const char *what)
{
	const struct ini_section *s = x->o->field ? x->o->field[field] : NULL;
	struct str text = {0};
	if (!s)
		str_addf(&text, "(in %s) ", x->def->fields[field].name);
	str_add(&text, what);
	found(x, s, key, str_text(&text));
	str_fini(&text);
}

/* ---- options written into the field itself ---- */

static bool good_code(const char *s)
{
	return *s && !s[strspn(s, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-")];
}

static char *part(const char *s, size_t n)
{
	while (n && *s == ' ')
		s++, n--;
	while (n && s[n - 1] == ' ')
		n--;
	return mem_strndup(s, n);
}

static void read_options(struct finishing *x, int field)
{
	const struct field_def *f = &x->def->fields[field];
	struct form_memory *m = x->def->memory;
	struct option_list *l = m->own[field] = option_list_new(f->name);
	for (const char *p = f->options;;) {
		size_t n = strcspn(p, "|"), colon = strcspn(p, ":|");
		char *code = part(p, colon < n ? colon : n), *label = colon < n ? part(p + colon + 1, n - colon - 1) : NULL;
		if (!good_code(code) || !label || !*label)
			found_at(x, field, "options", "write code:Label|code:Label, codes of letters, digits, - and _");
		else if (option_list_find(l, code) >= 0)
			found_at(x, field, "options", "a code is there twice");
		else
			option_list_add(l, code, label);
		free(code);
		free(label);
		if (!p[n])
			break;
		p += n + 1;
	}
}

static void check_choice(struct finishing *x, int field)
{
	const struct field_def *f = &x->def->fields[field];
	struct str text = {0};
	if (!f->list == !f->options)
		found_at(x, field, "list", "a choice needs a list, or options of its own, one of the two");
	else if (f->options)
		read_options(x, field);
	else if (x->o->lists && !form_list_is_of_case(f->list) && !option_lists_get(x->o->lists, f->list)) {
		str_addf(&text, "there is no list \"%s\"", f->list);
		found_at(x, field, "list", str_text(&text));
	}
	if (f->several && f->others)
		found_at(x, field, "others", "several and others do not go together");
	str_fini(&text);
}

/* ---- one field ---- */

static void check_name(struct finishing *x, int field)
{
	const char *name = x->def->fields[field].name;
	if (*name < 'a' || *name > 'z' || name[strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789_")]) {
		found_at(x, field, "field", "a name is of small letters, digits and _, beginning with a letter");
	} else if (form_def_field(x->def, name) != field) {
		struct str text = {0};
		str_addf(&text, "there is a field \"%s\" already", name);
		found_at(x, field, "field", str_text(&text));
		str_fini(&text);
	}
}

static void check_fits(struct finishing *x, int field)
{
	const struct field_def *f = &x->def->fields[field];
	bool choice = f->type == FIELD_CHOICE, date = f->type == FIELD_DATE;
	bool sized = f->type == FIELD_NUMBER || f->type == FIELD_TEXT || f->type == FIELD_LONG;
	if (!f->label || !*f->label)
		found_at(x, field, "label", "it needs the words that stand before the answer");
	else if (f->type != FIELD_NOTE && text_length(f->label) > LABEL_MAX)
		found_at(x, field, "label", "it is too long: 60 characters at most; put the rest into help");
	if (!choice && (f->list || f->options || f->several || f->others))
		found_at(x, field, f->list ? "list" : f->options ? "options" : f->several ? "several" : "others",
			 "this is for type = choice");
	if (!date && (f->partial || f->when || f->ages || f->not_before))
		found_at(x, field, f->partial ? "partial" : f->when ? "when" : f->ages ? "ages" : "not_before",
			 "this is for type = date");
	if (f->ages && !f->partial)
		found_at(x, field, "ages", "an age is no day: it needs partial = yes");
	if (f->when && strcmp(f->when, "past") && strcmp(f->when, "future"))
		found_at(x, field, "when", "past or future");
	if (!sized && (f->min || f->max))
		found_at(x, field, f->max ? "max" : "min", "this is for numbers and text");
	else if (f->min > f->max || (f->type != FIELD_NUMBER && f->min))
		found_at(x, field, "min", f->type == FIELD_NUMBER ? "it is more than max" : "only numbers have one");
	if (f->restricted && (f->search || f->list_shown || f->exported))
		found_at(x, field, f->search ? "search" : f->list_shown ? "in_lists" : "export",
			 "what is restricted is not searched, listed or exported");
	if (!form_field_takes_value(f) && (f->search || f->list_shown || f->exported))
		found_at(x, field, f->search ? "search" : f->list_shown ? "in_lists" : "export", "there is nothing to answer here");
	if (!form_field_takes_value(f) && (f->required_if || f->initial))
		found_at(x, field, f->initial ? "initial" : "required_if", "there is nothing to answer here");
}

static void check_initial(struct finishing *x, int field)
{
	const struct field_def *f = &x->def->fields[field];
	struct form_memory *m = x->def->memory;
	const struct option_list *l = form_def_options(x->def, field, NULL, x->o->lists);
	if (!f->initial || !form_field_takes_value(f) || (f->type == FIELD_DATE && !strcmp(f->initial, "today")))
		return;
	/* "no", where the file says so of a list that is not there, has been found already. */
	if (f->type == FIELD_CHOICE && !l && !m->own[field])
		return;
	char *value = form_canonical(x->def, field, l, f->initial);
	if (!value)
		found_at(x, field, "initial", "this is not a possible answer");
	free(value);
}

/* ---- conditions ---- */

static struct cond *compile(struct finishing *x, const struct ini_section *s, const char *key, const char *text)
{
	char *why;
	struct cond *c = cond_compile(x->def, text, x->o->lists, &why);
	if (!c) {
		struct str named = {0};
		if (!s)
			str_addf(&named, "(\"%s\") ", text);
		str_add(&named, why);
		found(x, s, key, str_text(&named));
		str_fini(&named);
		free(why);
	}
	return c;
}

static void compile_all(struct finishing *x)
{
	struct form_def *def = x->def;
	for (int i = 0; i < def->n_fields; i++) {
		struct field_def *f = &def->fields[i];
		const struct ini_section *s = x->o->field ? x->o->field[i] : NULL;
		if (f->show_if)
			f->show = compile(x, s, "show_if", f->show_if);
		if (f->required_if)
			f->required = compile(x, s, "required_if", f->required_if);
	}
	for (int i = 0; i < def->n_checks; i++) {
		struct check_def *c = &def->checks[i];
		c->cond = compile(x, x->o->check ? x->o->check[i] : NULL, "assert", c->assert);
	}
}

/* A field is shown by fields that are shown by others: the way must not lead back to it. */
struct walk {
	const struct form_def *def;
	unsigned char *seen; /* 1: on the way, 2: done */
};

static bool walk_from(void *ctx, int field)
{
	struct walk *w = ctx;
	const struct cond *show = w->def->fields[field].show;
	if (w->seen[field])
		return w->seen[field] == 2;
	w->seen[field] = 1;
	bool good = !show || cond_each_field(show, walk_from, w);
	w->seen[field] = 2;
	return good;
}

static void check_circles(struct finishing *x)
{
	struct form_def *def = x->def;
	struct walk w = {def, mem_alloc((size_t)def->n_fields + 1)};
	for (int i = 0; i < def->n_fields; i++) {
		if (walk_from(&w, i))
			continue;
		found_at(x, i, "show_if", "whether it is shown depends, in a circle, on itself");
		cond_free(&def->fields[i].show); /* so that nothing can run round in it */
	}
	free(w.seen);
}

/* That a question is asked can tell the answer it hangs on: then it is as restricted as that one. */
static bool is_open(void *ctx, int field)
{
	const struct form_def *def = ctx;
	return !def->fields[field].restricted;
}

static void spread_restricted(struct form_def *def)
{
	bool more = true;
	while (more) {
		more = false;
		for (int i = 0; i < def->n_fields; i++) {
			struct field_def *f = &def->fields[i];
			if (f->restricted || !f->show || cond_each_field(f->show, is_open, def))
				continue;
			f->restricted = more = true;
		}
	}
}

void form_def_finish(struct form_def *def, const struct form_origin *o, struct diags *d)
{
	struct finishing x = {def, o, d};
	struct form_memory *m = def->memory;
	m->own = mem_alloc((size_t)(def->n_fields + 1) * sizeof(struct option_list *));
	for (int i = 0; i < def->n_fields; i++) {
		check_name(&x, i);
		check_fits(&x, i);
		if (def->fields[i].type == FIELD_CHOICE)
			check_choice(&x, i);
		check_initial(&x, i);
	}
	compile_all(&x);
	check_circles(&x);
	spread_restricted(def);
}

/* ---- built-in forms, and the end of all ---- */

struct form_def *form_def_builtin(const char *id, const char *title, const struct field_def *fields, int n)
{
	struct form_def *def = mem_alloc(sizeof *def);
	struct form_origin none = {0};
	struct diags d = {0};
	def->id = mem_strdup(id);
	def->title = mem_strdup(title);
	def->help = mem_strdup("");
	def->source = mem_strdup("");
	def->version = 1;
	def->memory = form_memory_new();
	def->fields = mem_alloc((size_t)(n + 1) * sizeof *def->fields);
	memcpy(def->fields, fields, (size_t)n * sizeof *fields);
	def->n_fields = n;
	form_def_finish(def, &none, &d);
	if (d.n) {
		diags_print(&d, stderr);
		abort();
	}
	return def;
}

int form_def_field(const struct form_def *def, const char *name)
{
	for (int i = 0; i < def->n_fields; i++) {
		if (!strcmp(def->fields[i].name, name))
			return i;
	}
	return -1;
}

void form_def_free(struct form_def **definition)
{
	struct form_def *def = *definition;
	if (!def)
		return;
	for (int i = 0; i < def->n_fields; i++) {
		cond_free(&def->fields[i].show);
		cond_free(&def->fields[i].required);
	}
	for (int i = 0; i < def->n_checks; i++)
		cond_free(&def->checks[i].cond);
	form_memory_free(def->memory, def->n_fields);
	free(def->fields);
	free(def->checks);
	free(def->id);
	free(def->title);
	free(def->help);
	free(def->source);
	free(def->kind);
	free(def);
	*definition = NULL;
}
