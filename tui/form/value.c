/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Canonical values: what may be stored for a field, and in which one way it is written.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <sarai/base/mem.h>
#include <sarai/base/str.h>
#include <sarai/base/text.h>

#include "form_state.h"

static char *canonical_text(const struct field_def *field, const char *value)
{
	bool several_lines = field->type == FIELD_LONG;
	long max = field->max > 0 ? field->max : several_lines ? LONG_MAX_USUAL : TEXT_MAX_USUAL;
	char *clean = text_clean(value, strlen(value), several_lines);
	size_t n = strlen(clean), from = 0;
	while (n > 0 && (clean[n - 1] == ' ' || clean[n - 1] == '\n'))
		n--;
	while (from < n && (clean[from] == ' ' || clean[from] == '\n'))
		from++;
	char *out = mem_strndup(clean + from, n - from);
	free(clean);
	if (*out && text_length(out) <= max)
		return out;
	free(out);
	return NULL;
}

static char *canonical_number(const struct field_def *field, const char *value)
{
	bool any = !field->min && !field->max;
	long n;
	char text[24];
	if (!ini_int(value, any ? -1000000000 : field->min, any ? 1000000000 : field->max, &n))
		return NULL;
	snprintf(text, sizeof text, "%ld", n);
	return strcmp(text, value) ? NULL : mem_strdup(text);
}

static char *canonical_date(const struct field_def *field, const char *value)
{
	struct date d;
	if (!date_from_iso(value, &d) || (!field->partial && (!date_full(d) || d.estimated)))
		return NULL;
	return mem_strdup(value);
}

static char *canonical_time(const char *value)
{
	int minutes;
	return time_of_day_from(value, &minutes) && strlen(value) == 5 ? mem_strdup(value) : NULL;
}

/* The codes in the order of the list; NULL when one of them is not in it. */
static char *in_order(const struct option_list *l, const char *codes)
{
	struct str out = {0};
	int named = 0, placed = 0;
	for (const char *p = codes; *p; p += strspn(p, " ")) {
		named++;
		p += strcspn(p, " ");
	}
	for (int i = 0; i < l->n; i++) {
		if (form_codes_have(codes, l->at[i].code, strlen(l->at[i].code))) {
			str_addf(&out, "%s%s", placed ? " " : "", l->at[i].code);
			placed++;
		}
	}
	if (placed == named && placed > 0)
		return str_take(&out);
	str_fini(&out);
	return NULL;
}

char *form_canonical(const struct form_def *def, int field, const struct option_list *options, const char *value)
{
	const struct field_def *f = &def->fields[field];
	switch (f->type) {
	case FIELD_TEXT:
	case FIELD_LONG:
		return canonical_text(f, value);
	case FIELD_NUMBER:
		return canonical_number(f, value);
	case FIELD_DATE:
		return canonical_date(f, value);
	case FIELD_TIME:
		return canonical_time(value);
	case FIELD_CHOICE:
		if (f->several)
			return options ? in_order(options, value) : NULL;
		if (options && option_list_find(options, value) >= 0)
			return mem_strdup(value);
		return f->others ? canonical_text(f, value) : NULL;
	case FIELD_YESNO:
	case FIELD_FACTOR:
		return option_list_find(options, value) >= 0 ? mem_strdup(value) : NULL;
	default:
		return NULL;
	}
}

bool form_touched(const struct form *f, int field)
{
	return f->touched[field];
}

void form_touch(struct form *f, int field)
{
	f->touched[field] = true;
}

static void touch(struct form *f, int field, const char *value)
{
	bool again = !f->touched[field] && f->def->fields[field].type == FIELD_YESNO && *value &&
		     !strcmp(form_value(f, field), value);
	f->touched[field] = true;
	f->revision += again;
}

bool form_set(struct form *f, int field, const char *value)
{
	if (!form_field_takes_value(&f->def->fields[field]) || form_hidden(f, field))
		return false;
	if (!*value) {
		f->touched[field] = true;
		form_put(f, field, NULL);
		return true;
	}
	char *canonical = form_canonical(f->def, field, form_options(f, field), value);
	if (!canonical)
		return false;
	touch(f, field, canonical);
	form_put(f, field, canonical);
	free(canonical);
	return true;
}

/* What was chosen once and has left the list since stays behind the others until it is taken out. */
bool form_toggle(struct form *f, int field, const char *code)
{
	const struct field_def *def = &f->def->fields[field];
	const struct option_list *l = form_options(f, field);
	const char *now = form_value(f, field);
	bool chosen = form_codes_have(now, code, strlen(code));
	struct str out = {0};
	if (def->type != FIELD_CHOICE || !def->several || form_hidden(f, field) || (!chosen && option_list_find(l, code) < 0))
		return false;
	for (int i = 0; i < l->n; i++) {
		const char *each = l->at[i].code;
		bool this = !strcmp(each, code);
		if (this ? !chosen : form_codes_have(now, each, strlen(each)))
			str_addf(&out, "%s%s", out.len ? " " : "", each);
	}
	for (const char *p = now; *p;) {
		size_t n = strcspn(p, " ");
		char *each = mem_strndup(p, n);
		if (option_list_find(l, each) < 0 && strcmp(each, code))
			str_addf(&out, "%s%s", out.len ? " " : "", each);
		free(each);
		p += n + strspn(p + n, " ");
	}
	form_put(f, field, str_text(&out));
	str_fini(&out);
	return true;
}

/* ---- as a person reads it ---- */

static void add_label(const struct option_list *l, const char *code, struct str *out)
{
	int i = l ? option_list_find(l, code) : -1;
	str_addf(out, "%s%s", out->len ? ", " : "", i >= 0 ? l->at[i].label : code);
}

char *form_show(const struct form *f, int field)
{
	const struct field_def *def = &f->def->fields[field];
	const char *value = form_value(f, field);
	struct str out = {0};
	struct date d;
	char day[DATE_TEXT];
	if (def->type == FIELD_DATE && date_from_iso(value, &d)) {
		date_show(d, day);
		return mem_strdup(day);
	}
	if (!*value || !form_options(f, field))
		return mem_strdup(value);
	for (const char *p = value; def->several && *p;) {
		size_t n = strcspn(p, " ");
		char *code = mem_strndup(p, n);
		add_label(form_options(f, field), code, &out);
		free(code);
		p += n + strspn(p + n, " ");
	}
	if (!def->several)
		add_label(form_options(f, field), value, &out);
	char *shown = str_take(&out);
	return shown ? shown : mem_strdup("");
}
