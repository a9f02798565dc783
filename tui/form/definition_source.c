/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The definition as it is kept with the answers. The file alone does not say how factors, flags and the labels of
 * short lists read on that day, so these are written behind it, as comments: what was asked can be read for ever, and
 * another wording is another definition.
 */
#include <string.h>

#include <sarai/base/str.h>
#include <sarai/base/text.h>

#include "form_state.h"

#define LIST_KEPT_MAX 60 /* countries and languages are standards: their codes say enough */
#define COLS 100

static void add_words(struct str *out, const char *before, const char *text)
{
	struct str all = {0};
	size_t next;
	if (text)
		str_addf(&all, "%s%s", before, text);
	for (const char *at = str_text(&all); *at; at += next) {
		size_t n = text_wrap(at, COLS, &next);
		if (!next)
			break;
		str_add(out, ";   ");
		str_add_n(out, at, n);
		str_add_char(out, '\n');
	}
	str_fini(&all);
}

/* Is it written in the file itself, word by word? */
static bool from_file(const struct form_origin *o, int field, const struct field_def *f)
{
	const char *name;
	return inidoc_is(o->field[field], "field", &name) && !strcmp(name, f->name) && f->type != FIELD_FACTOR;
}

static void add_list(struct str *out, const struct option_list *l)
{
	str_addf(out, "; list %s:\n", l->name);
	for (int i = 0; i < l->n; i++) {
		struct str line = {0};
		str_addf(&line, "%s = %s", l->at[i].code, l->at[i].label);
		add_words(out, "", str_text(&line));
		str_fini(&line);
	}
}

static bool named_before(const struct form_def *def, int field)
{
	for (int i = 0; i < field; i++) {
		if (def->fields[i].list && !strcmp(def->fields[i].list, def->fields[field].list))
			return true;
	}
	return false;
}

char *form_def_source(const struct form_def *def, const struct form_origin *o)
{
	struct str out = {0};
	str_add(&out, o->doc->source);
	if (out.len && out.s[out.len - 1] != '\n')
		str_add_char(&out, '\n');
	for (int i = 0; i < def->n_fields; i++) {
		const struct field_def *f = &def->fields[i];
		const struct option_list *l = f->list ? option_lists_get(o->lists, f->list) : NULL;
		if (!from_file(o, i, f)) {
			str_addf(&out, "; %s:\n", f->name);
			add_words(&out, "", f->label);
			add_words(&out, "", f->help);
			add_words(&out, "risk: ", f->risk_when);
			add_words(&out, "protection: ", f->protection_when);
		}
		if (l && l->n <= LIST_KEPT_MAX && !named_before(def, i))
			add_list(&out, l);
	}
	return str_take(&out);
}
