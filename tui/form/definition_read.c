/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Definitions from their files: [form], [field NAME], [check NAME]. Fields come in the order of the file; factors and
 * urgent flags are put in from the catalogue where the file says so.
 */
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <sarai/base/mem.h>
#include <sarai/base/str.h>

#include "form_state.h"

/* Types a file may name beyond the types of fields. */
enum file_type { TYPE_FACTORS = FIELD_TYPE_COUNT, TYPE_FLAGS, TYPE_COUNTRY, TYPE_LANGUAGE };
#define X(id, name) name " "
#define TYPE_NAMES FIELD_TYPE_TABLE(X) "factors flags country language"

struct form_text {
	char *id, *title, *help;
	int version;
};
#define F(member) offsetof(struct form_text, member)
static const struct ini_key form_keys[] = {
	{"id", INI_WORD, F(id), 0, 0, true, NULL, "The name of the form: that of its file."},
	{"title", INI_TEXT, F(title), 0, 60, true, NULL, "What stands above it."},
	{"version", INI_INT, F(version), 1, 1000000, true, NULL, "Counted up with every change that is put to use."},
	{"help", INI_TEXT, F(help), 0, 1000, false, NULL, "What the form is for."},
};
#undef F

struct field_text {
	int type, when, not_before, min, max;
	char *label, *help, *list, *options, *show_if, *required_if, *initial, *level;
	bool several, others, partial, ages, restricted, search, in_lists, exported;
};
#define F(member) offsetof(struct field_text, member)
static const struct ini_key field_keys[] = {
	{"type", INI_CHOICE, F(type), 0, 0, true, TYPE_NAMES, "What kind of answer it takes."},
	{"label", INI_TEXT, F(label), 0, 0, false, NULL, "The words before the answer."},
	{"help", INI_TEXT, F(help), 0, 1000, false, NULL, "A sentence or two for whoever asks the question."},
	{"list", INI_TEXT, F(list), 0, 0, false, NULL, "choice: the list of options, by name. yes: in_lists."},
	{"options", INI_TEXT, F(options), 0, 0, false, NULL, "choice: code:Label|code:Label instead of a list."},
	{"several", INI_BOOL, F(several), 0, 0, false, NULL, "choice: any number of the options."},
	{"others", INI_BOOL, F(others), 0, 0, false, NULL, "choice: something that is not in the list may be typed."},
	{"min", INI_INT, F(min), -1000000000, 1000000000, false, NULL, "number: the least."},
	{"max", INI_INT, F(max), -1000000000, 1000000000, false, NULL, "number: the most; text: characters."},
	{"partial", INI_BOOL, F(partial), 0, 0, false, NULL, "date: month, year, age or about are enough."},
	{"ages", INI_BOOL, F(ages), 0, 0, false, NULL, "date: of a birth. A bare number is an age."},
	{"not_before", INI_CHOICE, F(not_before), 0, 0, false, "any birth opening",
	 "date: asked about when it is before the birth of the person, or the opening of the case."},
	{"when", INI_CHOICE, F(when), 0, 0, false, "any past future", "date: not after, or not before, today."},
	{"show_if", INI_TEXT, F(show_if), 0, 0, false, NULL, "When the question is asked."},
	{"required_if", INI_TEXT, F(required_if), 0, 0, false, NULL, "When a missing answer is said at saving."},
	{"restricted", INI_BOOL, F(restricted), 0, 0, false, NULL, "Only for those with the permission."},
	{"initial", INI_TEXT, F(initial), 0, 0, false, NULL, "The answer of a new form."},
	{"search", INI_BOOL, F(search), 0, 0, false, NULL, "A case is found by this answer."},
	{"in_lists", INI_BOOL, F(in_lists), 0, 0, false, NULL, "Shown in lists; also written list = yes."},
	{"export", INI_BOOL, F(exported), 0, 0, false, NULL, "A column of sarai export records."},
	{"level", INI_TEXT, F(level), 0, 0, false, NULL, "factors: those of this level only."},
};
#undef F

struct kind_text {
	char *label, *section, *permission, *title, *due, *date;
	bool many, restricted, is_signed;
};
#define F(member) offsetof(struct kind_text, member)
static const struct ini_key kind_keys[] = {
	{"label", INI_TEXT, F(label), 0, 60, true, NULL, "What one record is called."},
	{"section", INI_WORD, F(section), 0, 0, true, NULL,
	 "Where in the case it stands: consent follow-up safety notes journey child trafficking rights."},
	{"permission", INI_WORD, F(permission), 0, 0, true, NULL, "Who may fill it in: a permission of roles.ini."},
	{"many", INI_BOOL, F(many), 0, 0, false, NULL, "Any number per case; else one."},
	{"restricted", INI_BOOL, F(restricted), 0, 0, false, NULL, "As a whole for those with the permission only."},
	{"signed", INI_BOOL, F(is_signed), 0, 0, false, NULL, "Never changed once saved; a correction is a new one."},
	{"title", INI_TEXT, F(title), 0, 0, false, NULL, "The field that lists show it by."},
	{"due", INI_TEXT, F(due), 0, 0, false, NULL, "The date field that stands in Today until then."},
	{"date", INI_TEXT, F(date), 0, 0, false, NULL, "The date field that says when it happened."},
};
#undef F

struct check_text {
	char *assert, *message, *field;
};
#define F(member) offsetof(struct check_text, member)
static const struct ini_key check_keys[] = {
	{"assert", INI_TEXT, F(assert), 0, 0, true, NULL, "What should hold once all it names is answered."},
	{"message", INI_TEXT, F(message), 0, 150, true, NULL, "What to say when it does not."},
	{"field", INI_TEXT, F(field), 0, 0, false, NULL, "At which field to say it; else the first it names."},
};
#undef F
#define COUNT(a) ((int)(sizeof(a) / sizeof(a)[0]))

const struct ini_part form_file_parts[] = {
	{"form", form_keys, COUNT(form_keys)},
	{"kind", kind_keys, COUNT(kind_keys)},
	{"field NAME", field_keys, COUNT(field_keys)},
	{"check NAME", check_keys, COUNT(check_keys)},
};
const int form_file_part_count = COUNT(form_file_parts);

struct reader {
	struct form_def *def;
	struct form_memory *m;
	const struct catalogue *c;
	struct diags *d;
	struct form_origin origin;
	int cap_fields, cap_checks, cap_field_from, cap_check_from;
};

/* ---- fields ---- */

static const char *keep(struct reader *r, const char *s)
{
	return s && *s ? form_keep_text(r->m, s) : NULL;
}

static const char *keep_both(struct reader *r, const char *a, const char *b)
{
	struct str s = {0};
	str_add(&s, a);
	if (*a && *b)
		str_add_char(&s, ' ');
	str_add(&s, b);
	const char *kept = keep(r, str_text(&s));
	str_fini(&s);
	return kept;
}

static struct field_def *add_field(struct reader *r, const struct ini_section *from, const char *name,
				   enum field_type type)
{
	struct form_def *def = r->def;
	def->fields = mem_grow(def->fields, &r->cap_fields, def->n_fields + 1, sizeof *def->fields);
	r->origin.field = mem_grow(r->origin.field, &r->cap_field_from, def->n_fields + 1, sizeof *r->origin.field);
	r->origin.field[def->n_fields] = from;
	struct field_def *f = &def->fields[def->n_fields++];
	*f = (struct field_def){.name = form_keep_text(r->m, name), .type = type, .group = -1};
	return f;
}

static void take_conditions(struct reader *r, struct field_def *f, const struct field_text *t)
{
	f->show_if = keep(r, t->show_if);
	f->restricted = t->restricted;
	if (form_field_takes_value(f))
		f->required_if = keep(r, t->required_if);
}

static void take_factor(struct reader *r, const struct ini_section *s, int factor, const struct field_text *t)
{
	const struct factor *from = &r->c->factors[factor];
	struct field_def *f = add_field(r, s, from->name, FIELD_FACTOR);
	f->label = keep(r, from->label);
	f->help = keep_both(r, from->question, from->help);
	f->risk_when = keep(r, from->risk_when);
	f->protection_when = keep(r, from->protection_when);
	f->group = from->level;
	take_conditions(r, f, t);
	f->restricted |= from->restricted;
}

/* All factors of a level; without one, those of all levels, each level under its own name. */
static void take_factors(struct reader *r, const struct ini_section *s, const char *name, const struct field_text *t)
{
	bool all = !t->level || !*t->level;
	int only = all ? -1 : catalogue_level(r->c, t->level);
	if (!all && only < 0) {
		const struct ini_entry *e = inidoc_entry(s, "level");
		diag_add(r->d, e->file, e->line, "level: there is no level \"%s\" in factors.ini", t->level);
		return;
	}
	for (int level = 0; level < r->c->n_levels; level++) {
		if (!all && level != only)
			continue;
		if (all) {
			struct str heading = {0};
			str_addf(&heading, "%s_%d", name, level + 1);
			struct field_def *f = add_field(r, s, str_text(&heading), FIELD_HEADING);
			f->label = keep(r, r->c->levels[level].label);
			take_conditions(r, f, t);
			str_fini(&heading);
		}
		for (int i = 0; i < r->c->n_factors; i++) {
			if (r->c->factors[i].level == level)
				take_factor(r, s, i, t);
		}
	}
}

static void take_flags(struct reader *r, const struct ini_section *s, const struct field_text *t)
{
	for (int i = 0; i < r->c->n_flags; i++) {
		const struct flag *from = &r->c->flags[i];
		struct field_def *f = add_field(r, s, from->name, FIELD_YESNO);
		f->label = keep(r, from->label);
		f->help = keep_both(r, from->question, from->help);
		take_conditions(r, f, t);
	}
}

static void take_field(struct reader *r, const struct ini_section *s, const char *name, const struct field_text *t)
{
	enum field_type type = t->type < FIELD_TYPE_COUNT ? (enum field_type)t->type : FIELD_CHOICE;
	struct field_def *f = add_field(r, s, name, type);
	f->label = keep(r, t->label);
	f->help = keep(r, t->help);
	bool listed = t->list && !strcmp(t->list, "yes"); /* no list of options is called that */
	f->list = listed ? NULL : keep(r, t->list);
	if (t->type == TYPE_COUNTRY || t->type == TYPE_LANGUAGE)
		f->list = t->type == TYPE_COUNTRY ? "country" : "language";
	f->options = keep(r, t->options);
	f->several = t->several;
	f->others = t->others;
	f->min = t->min;
	f->max = t->max;
	f->partial = t->partial;
	f->ages = t->ages;
	f->not_before = t->not_before == 1 ? "birth" : t->not_before == 2 ? "opening" : NULL;
	f->when = t->when == 1 ? "past" : t->when == 2 ? "future" : NULL;
	f->show_if = keep(r, t->show_if);
	f->required_if = keep(r, t->required_if);
	f->restricted = t->restricted;
	f->search = t->search;
	f->list_shown = t->in_lists || listed;
	f->exported = t->exported;
	f->initial = keep(r, t->initial);
}

/* One factor alone: the words are the catalogue's unless the form has its own. */
static void take_one_factor(struct reader *r, const struct ini_section *s, const char *name, const struct field_text *t)
{
	int factor = catalogue_factor(r->c, name);
	if (factor < 0) {
		diag_add(r->d, s->file, s->line, "there is no factor \"%s\" in factors.ini", name);
		add_field(r, s, name, FIELD_FACTOR)->label = form_keep_text(r->m, name);
		return;
	}
	take_factor(r, s, factor, t);
	struct field_def *f = &r->def->fields[r->def->n_fields - 1];
	if (t->label && *t->label)
		f->label = keep(r, t->label);
	if (t->help && *t->help)
		f->help = keep(r, t->help);
	f->initial = keep(r, t->initial);
}

/* A placeholder for many fields has nothing of a field's own. */
static void check_placeholder(struct reader *r, const struct ini_section *s)
{
	static const char *const fit[] = {"type", "level", "show_if", "required_if", "restricted"};
	for (int i = 0; i < s->n; i++) {
		bool good = false;
		for (int k = 0; k < COUNT(fit); k++)
			good |= !strcmp(s->at[i].key, fit[k]);
		if (!good)
			diag_add(r->d, s->at[i].file, s->at[i].line,
				 "%s: this stands for several fields and takes only level, show_if, required_if, "
				 "restricted",
				 s->at[i].key);
	}
}

static void read_field(struct reader *r, const struct ini_section *s, const char *name)
{
	struct field_text t = {0};
	if (!inidoc_fill(r->origin.doc, s, field_keys, COUNT(field_keys), &t, NULL, r->d)) {
		/* There, so that what refers to it is not a finding too; no further findings about it. */
		add_field(r, s, name, FIELD_LONG)->label = form_keep_text(r->m, name);
	} else if (t.type == TYPE_FACTORS || t.type == TYPE_FLAGS) {
		check_placeholder(r, s);
		if (t.type == TYPE_FACTORS)
			take_factors(r, s, name, &t);
		else
			take_flags(r, s, &t);
	} else if (t.type == FIELD_FACTOR) {
		take_one_factor(r, s, name, &t);
	} else {
		take_field(r, s, name, &t);
	}
	if (t.level && *t.level && t.type != TYPE_FACTORS)
		diag_add(r->d, s->file, inidoc_entry(s, "level")->line, "level: this is for type = factors");
	char *const owned[] = {t.label, t.help, t.list, t.options, t.show_if, t.required_if, t.initial, t.level};
	for (int i = 0; i < COUNT(owned); i++)
		free(owned[i]);
}

/* ---- checks and the form itself ---- */

static void read_check(struct reader *r, const struct ini_section *s, const char *name)
{
	struct form_def *def = r->def;
	struct check_text t = {0};
	if (inidoc_fill(r->origin.doc, s, check_keys, COUNT(check_keys), &t, NULL, r->d)) {
		def->checks = mem_grow(def->checks, &r->cap_checks, def->n_checks + 1, sizeof *def->checks);
		r->origin.check =
			mem_grow(r->origin.check, &r->cap_check_from, def->n_checks + 1, sizeof *r->origin.check);
		r->origin.check[def->n_checks] = s;
		def->checks[def->n_checks++] = (struct check_def){
			.name = form_keep_text(r->m, name),
			.assert = form_keep_text(r->m, t.assert),
			.message = form_keep_text(r->m, t.message),
			.field = keep(r, t.field),
		};
	}
	free(t.assert);
	free(t.message);
	free(t.field);
}

static void check_check_fields(struct reader *r)
{
	for (int i = 0; i < r->def->n_checks; i++) {
		const struct check_def *c = &r->def->checks[i];
		if (c->field && form_def_field(r->def, c->field) < 0) {
			const struct ini_entry *e = inidoc_entry(r->origin.check[i], "field");
			diag_add(r->d, e->file, e->line, "field: there is no field \"%s\"", c->field);
		}
	}
}

static void read_form(struct reader *r)
{
	const struct ini_section *s = inidoc_section(r->origin.doc, "form");
	struct form_text t = {0};
	if (s)
		inidoc_fill(r->origin.doc, s, form_keys, COUNT(form_keys), &t, NULL, r->d);
	else
		diag_add(r->d, r->origin.doc->file, 0, "there is no [form] in it");
	r->def->id = t.id ? t.id : mem_strdup("");
	r->def->title = t.title ? t.title : mem_strdup("");
	r->def->help = t.help ? t.help : mem_strdup("");
	r->def->version = t.version;
}

static void check_kind_field(struct reader *r, const struct ini_section *s, const char *key, const char *name, bool date)
{
	const struct ini_entry *e = inidoc_entry(s, key);
	int i = name && *name ? form_def_field(r->def, name) : -1;
	if (!name || !*name || !e)
		return;
	if (i < 0)
		diag_add(r->d, e->file, e->line, "%s: there is no field \"%s\"", key, name);
	else if (date && r->def->fields[i].type != FIELD_DATE)
		diag_add(r->d, e->file, e->line, "%s: the field \"%s\" is not a date", key, name);
	else if (r->def->fields[i].restricted)
		diag_add(r->d, e->file, e->line, "%s: the field \"%s\" is restricted, and lists show this", key, name);
}

static const char *kept_or_empty(struct reader *r, char *owned)
{
	const char *kept = keep(r, owned);
	free(owned);
	return kept ? kept : "";
}

static void read_kind(struct reader *r, const struct ini_section *s)
{
	struct kind_text t = {0};
	bool good = inidoc_fill(r->origin.doc, s, kind_keys, COUNT(kind_keys), &t, NULL, r->d);
	if (good) {
		check_kind_field(r, s, "title", t.title, false);
		check_kind_field(r, s, "due", t.due, true);
		check_kind_field(r, s, "date", t.date, true);
	}
	r->def->kind = mem_alloc(sizeof *r->def->kind);
	*r->def->kind = (struct form_kind){
		.label = kept_or_empty(r, t.label),
		.section = kept_or_empty(r, t.section),
		.permission = kept_or_empty(r, t.permission),
		.title = kept_or_empty(r, t.title),
		.due = kept_or_empty(r, t.due),
		.date = kept_or_empty(r, t.date),
		.many = t.many,
		.restricted = t.restricted,
		.is_signed = t.is_signed,
		.file = form_keep_text(r->m, s->file),
		.line = s->line,
	};
}

struct form_def *form_def_parse(const struct ini_doc *doc, const struct catalogue *c, const struct option_lists *lists,
				struct diags *d)
{
	struct reader r = {.def = mem_alloc(sizeof *r.def), .m = form_memory_new(), .c = c, .d = d};
	const char *name;
	bool asks = false;
	int before = d->n;
	r.def->memory = r.m;
	r.origin.doc = doc;
	r.origin.lists = lists;
	read_form(&r);
	for (int i = 0; i < doc->n; i++) {
		const struct ini_section *s = &doc->at[i];
		asks |= inidoc_is(s, "field", &name);
		if (inidoc_is(s, "field", &name))
			read_field(&r, s, name);
		else if (inidoc_is(s, "check", &name))
			read_check(&r, s, name);
		else if (!inidoc_is(s, "form", NULL) && !inidoc_is(s, "kind", NULL))
			diag_add(d, s->file, s->line, "[%s] is not known in a form: [form], [kind], [field NAME], [check NAME]",
				 s->name);
	}
	if (!asks)
		diag_add(d, doc->file, 0, "the form asks nothing: there is no [field NAME] in it");
	const struct ini_section *kind = inidoc_section(doc, "kind");
	if (kind)
		read_kind(&r, kind);
	form_def_finish(r.def, &r.origin, d);
	check_check_fields(&r);
	if (d->n == before)
		r.def->source = form_def_source(r.def, &r.origin);
	else
		form_def_free(&r.def);
	free(r.origin.field);
	free(r.origin.check);
	return r.def;
}
