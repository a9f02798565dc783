/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The state of a form: its values come in and go out as pairs; what is shown and what is required follows from them.
 */
#include <stdlib.h>
#include <string.h>

#include <sarai/base/mem.h>
#include <sarai/base/str.h>
#include <sarai/base/text.h>

#include "condition.h"

#define STAGE_SUFFIX ".stage"
#define NOTE_SUFFIX ".note"

static const struct {
	enum stage bit;
	const char *name;
} stages[] = {{STAGE_BEFORE, "before"}, {STAGE_DURING, "during"}, {STAGE_AFTER, "after"}};
#define STAGE_COUNT (sizeof stages / sizeof stages[0])
#define STAGE_ALL (STAGE_BEFORE | STAGE_DURING | STAGE_AFTER)

struct form *form_new(const struct form_def *def, struct date today, const struct option_lists *lists)
{
	struct form *f = mem_alloc(sizeof *f);
	size_t n = (size_t)def->n_fields + 1;
	f->def = def;
	f->lists = lists;
	f->today = today;
	f->none = option_list_new("");
	f->value = mem_alloc(n * sizeof *f->value);
	f->note = mem_alloc(n * sizeof *f->note);
	f->stage = mem_alloc(n * sizeof *f->stage);
	f->left_out = mem_alloc(n * sizeof *f->left_out);
	f->touched = mem_alloc(n * sizeof *f->touched);
	for (int i = 0; i < def->n_fields; i++) {
		const struct field_def *field = &def->fields[i];
		char day[DATE_TEXT];
		if (!field->initial)
			continue;
		date_to_iso(today, day);
		bool now = field->type == FIELD_DATE && !strcmp(field->initial, "today");
		f->value[i] = mem_strdup(now ? day : field->initial);
	}
	return f;
}

static void clear(struct form *f)
{
	for (int i = 0; i < f->def->n_fields; i++) {
		free(f->value[i]);
		free(f->note[i]);
		f->value[i] = f->note[i] = NULL;
		f->stage[i] = 0;
		f->touched[i] = false;
	}
	pairs_clear(&f->others);
	form_forget_past(f);
}

void form_free(struct form **form)
{
	struct form *f = *form;
	if (!f)
		return;
	clear(f);
	option_lists_fini(&f->own);
	option_list_free(&f->none);
	free(f->value);
	free(f->note);
	free(f->stage);
	free(f->left_out);
	free(f->touched);
	free(f);
	*form = NULL;
}

const struct form_def *form_definition(const struct form *f)
{
	return f->def;
}

unsigned form_revision(const struct form *f)
{
	return f->revision;
}

/* ---- in and out ---- */

/* The factor a name like "documents.note" belongs to, or -1. */
static int factor_of(const struct form_def *def, const char *name, const char *suffix)
{
	size_t n = strlen(name), k = strlen(suffix);
	if (n <= k || strcmp(name + n - k, suffix))
		return -1;
	char *factor = mem_strndup(name, n - k);
	int i = form_def_field(def, factor);
	free(factor);
	return i >= 0 && def->fields[i].type == FIELD_FACTOR ? i : -1;
}

static unsigned read_stages(const char *text)
{
	unsigned bits = 0;
	for (size_t i = 0; i < STAGE_COUNT; i++) {
		if (form_codes_have(text, stages[i].name, strlen(stages[i].name)))
			bits |= stages[i].bit;
	}
	return bits;
}

void form_load(struct form *f, const struct pairs *answers)
{
	clear(f);
	f->revision++;
	for (int i = 0; answers && i < answers->n; i++) {
		const struct pair *p = &answers->at[i];
		int field = form_def_field(f->def, p->name), k;
		if (field >= 0 && form_field_takes_value(&f->def->fields[field])) {
			free(f->value[field]);
			f->value[field] = *p->value ? mem_strdup(p->value) : NULL;
		} else if ((k = factor_of(f->def, p->name, STAGE_SUFFIX)) >= 0) {
			f->stage[k] = read_stages(p->value);
		} else if ((k = factor_of(f->def, p->name, NOTE_SUFFIX)) >= 0) {
			free(f->note[k]);
			f->note[k] = *p->value ? mem_strdup(p->value) : NULL;
		} else {
			pairs_set(&f->others, p->name, p->value);
		}
	}
}

static void put_beside(struct pairs *to, const char *name, const char *suffix, const char *value)
{
	struct str key = {0};
	str_addf(&key, "%s%s", name, suffix);
	pairs_set(to, str_text(&key), value);
	str_fini(&key);
}

static void store_stages(const struct form *f, int field, struct pairs *to)
{
	struct str words = {0};
	for (size_t i = 0; i < STAGE_COUNT; i++) {
		if (f->stage[field] & stages[i].bit)
			str_addf(&words, "%s%s", words.len ? " " : "", stages[i].name);
	}
	put_beside(to, f->def->fields[field].name, STAGE_SUFFIX, str_text(&words));
	str_fini(&words);
}

static void store(const struct form *f, struct pairs *to, bool hidden_too)
{
	struct pairs out = {0};
	for (int i = 0; i < f->def->n_fields; i++) {
		const struct field_def *field = &f->def->fields[i];
		if (!hidden_too && !form_shown(f, i))
			continue;
		pairs_set(&out, field->name, f->value[i]);
		if (field->type != FIELD_FACTOR)
			continue;
		store_stages(f, i, &out);
		put_beside(&out, field->name, NOTE_SUFFIX, f->note[i]);
	}
	for (int i = 0; i < f->others.n; i++)
		pairs_set(&out, f->others.at[i].name, f->others.at[i].value);
	pairs_clear(to);
	*to = out;
}

void form_store(const struct form *f, struct pairs *to)
{
	store(f, to, false);
}

void form_store_all(const struct form *f, struct pairs *to)
{
	store(f, to, true);
}

const struct pairs *form_others(const struct form *f)
{
	return &f->others;
}

void form_set_other(struct form *f, const char *name, const char *value)
{
	if (!strcmp(pairs_get(&f->others, name), value ? value : ""))
		return;
	pairs_set(&f->others, name, value);
	f->revision++;
}

/* ---- values ---- */

const char *form_value(const struct form *f, int field)
{
	return f->value[field] && !form_hidden(f, field) ? f->value[field] : "";
}

const char *form_value_of(const struct form *f, const char *name)
{
	int i = form_def_field(f->def, name);
	return i >= 0 ? form_value(f, i) : "";
}

static void replace(struct form *f, int field, enum form_part part, const char *with)
{
	char **at = part == FORM_NOTE ? &f->note[field] : &f->value[field];
	const char *value = with ? with : "";
	if (!strcmp(*at ? *at : "", value))
		return;
	form_remember(f, field, part);
	char *copy = *value ? mem_strdup(value) : NULL;
	free(*at);
	*at = copy;
	f->revision++;
}

void form_put(struct form *f, int field, const char *value)
{
	replace(f, field, FORM_VALUE, value);
}

unsigned form_stage(const struct form *f, int field)
{
	return form_hidden(f, field) ? 0 : f->stage[field];
}

void form_set_stage(struct form *f, int field, unsigned bits)
{
	if (f->def->fields[field].type != FIELD_FACTOR || form_hidden(f, field) ||
	    f->stage[field] == (bits & STAGE_ALL))
		return;
	form_remember(f, field, FORM_STAGE);
	f->stage[field] = bits & STAGE_ALL;
	f->revision++;
}

const char *form_note(const struct form *f, int field)
{
	return f->note[field] && !form_hidden(f, field) ? f->note[field] : "";
}

void form_set_note(struct form *f, int field, const char *note)
{
	size_t n = 0;
	int graphemes = 0;
	if (f->def->fields[field].type != FIELD_FACTOR || form_hidden(f, field))
		return;
	char *clean = text_clean(note, strlen(note), true);
	while (clean[n] && graphemes++ < NOTE_MAX)
		n += text_next(clean + n);
	while (n > 0 && (clean[n - 1] == ' ' || clean[n - 1] == '\n'))
		n--;
	clean[n] = 0;
	replace(f, field, FORM_NOTE, clean);
	free(clean);
}

/* ---- shown and required ---- */

bool form_shown(const struct form *f, int field)
{
	const struct cond *show = f->def->fields[field].show;
	return !show || cond_holds(show, f);
}

const char *form_counts(const struct form *f, int field)
{
	return f->value[field] && form_shown(f, field) ? f->value[field] : "";
}

bool form_hidden(const struct form *f, int field)
{
	return f->hide_restricted && f->def->fields[field].restricted;
}

bool form_visible(const struct form *f, int field)
{
	return !form_hidden(f, field) && !f->left_out[field] && form_shown(f, field);
}

bool form_answerable(const struct form *f, int field)
{
	return form_field_takes_value(&f->def->fields[field]) && form_visible(f, field);
}

bool form_required(const struct form *f, int field)
{
	const struct cond *required = f->def->fields[field].required;
	return required && form_answerable(f, field) && cond_holds(required, f);
}

void form_hide_restricted(struct form *f, bool hide)
{
	f->hide_restricted = hide;
}

void form_leave_out(struct form *f, int field)
{
	f->left_out[field] = true;
}
