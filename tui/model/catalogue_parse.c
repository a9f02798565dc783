/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A catalogue from its file. Names are gathered first, so that sections may stand in any order; then each section is
 * read. Every error is found in one run, so a check that needs two values is made whenever both are sound, whatever
 * else is wrong.
 */
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <sarai/base/mem.h>
#include <sarai/base/str.h>

#include "catalogue_names.h"
#include "catalogue_rule.h"

#define COUNT(a) (int)(sizeof(a) / sizeof *(a))

/* Out of their ranges: what could not be read. */
#define FROM_NONE (-1)
#define ADD_NONE 1000

/* The text keys may also be given per language: "label.fr". */
static bool translation(const char *key)
{
	static const char *const texts[] = {"label", "text", "question", "risk_when", "protection_when", "help"};
	const char *dot = strchr(key, '.');
	for (int i = 0; dot && dot[1] && i < COUNT(texts); i++) {
		if (strlen(texts[i]) == (size_t)(dot - key) && !strncmp(texts[i], key, (size_t)(dot - key)))
			return true;
	}
	return false;
}

#define TEXT_KEY(type, key, member, doc)                                                                               \
	{                                                                                                              \
		key, INI_TEXT, offsetof(type, member), 0, 0, false, NULL, doc                                          \
	}
#define INT_KEY(type, key, member, min, max, required, doc)                                                            \
	{                                                                                                              \
		key, INI_INT, offsetof(type, member), min, max, required, NULL, doc                                    \
	}
#define LABEL "What people read; else the name with blanks."
#define ALSO_LABEL "The same as label."
#define NOT_YET " Checked; this version does not act on it."
#define EXCLUDES "Services that are not suggested while this is a risk or not known, commas between."

static const struct ini_key model_keys[] = {
	{"version", INI_TEXT, offsetof(struct catalogue, version), 0, 0, true, NULL, "Which version of the weights this is."},
	{"authority", INI_TEXT, offsetof(struct catalogue, authority), 0, 0, true, NULL, "Who approved the weights, and when."},
	INT_KEY(struct catalogue, "mild", mild, 1, 100, true, "What a mild answer counts, times its factor's weight."),
	INT_KEY(struct catalogue, "moderate", moderate, 1, 100, true, "What a moderate answer counts; at least as much as a mild one."),
	INT_KEY(struct catalogue, "severe", severe, 1, 100, true, "What a severe or strong answer counts; at least as much as a moderate one."),
	INT_KEY(struct catalogue, "buffer", buffer, 0, 100, true, "Percent of a level's risk that full protection takes away."),
};

static const struct ini_key level_keys[] = {
	TEXT_KEY(struct level, "label", label, LABEL),
	INT_KEY(struct level, "share", share, 0, 100, true, "Percent of the safety still left that full vulnerability at this level takes."),
	INT_KEY(struct level, "risk_half", risk_half, 1, 10000, true,
		"The weight of severe risks at which the level's risk is half of what it can be."),
	INT_KEY(struct level, "protection_half", protection_half, 1, 10000, true,
		"The weight of strong protections at which its protection is half of what it can be."),
};

/* Of the formula before, in which risk and protection could be full. A file for use may not have them; a stored text
 * is still read for its names and questions. */
static const struct {
	const char *was, *is;
} earlier_keys[] = {{"risk_full", "risk_half"}, {"protection_full", "protection_half"}};
static const struct ini_key earlier_level_keys[] = {
	TEXT_KEY(struct level, "label", label, LABEL),
	INT_KEY(struct level, "share", share, 0, 100, true, "Percent of the safety still left that full vulnerability at this level takes."),
};

static bool earlier_key(const char *key)
{
	for (int i = 0; i < COUNT(earlier_keys); i++) {
		if (!strcmp(earlier_keys[i].was, key))
			return true;
	}
	return false;
}

static bool translation_or_earlier(const char *key)
{
	return translation(key) || earlier_key(key);
}

static const struct ini_key band_keys[] = {
	TEXT_KEY(struct band, "label", label, LABEL),
	INT_KEY(struct band, "from", from, 0, 100, true, "The score from which the band begins; 0 for the first."),
};

/* Keys whose value is a name, or a list of names, are read apart. */
struct factor_file {
	struct factor f;
	char *level, *services, *excludes;
};
static const struct ini_key factor_keys[] = {
	TEXT_KEY(struct factor_file, "label", f.label, LABEL),
	TEXT_KEY(struct factor_file, "text", f.label, ALSO_LABEL),
	TEXT_KEY(struct factor_file, "question", f.question, "What is asked; else the label."),
	TEXT_KEY(struct factor_file, "risk_when", f.risk_when, "When it is a risk to a person."),
	TEXT_KEY(struct factor_file, "protection_when", f.protection_when, "When it protects a person."),
	TEXT_KEY(struct factor_file, "help", f.help, "A sentence or two for whoever asks."),
	{"level", INI_TEXT, offsetof(struct factor_file, level), 0, 0, true, NULL, "The level it belongs to."},
	TEXT_KEY(struct factor_file, "services", services, "Services that answer it, commas between."),
	TEXT_KEY(struct factor_file, "excludes", excludes, EXCLUDES),
	{"core", INI_BOOL, offsetof(struct factor_file, f.core), 0, 0, false, NULL, "One of the questions that decide most." NOT_YET},
	INT_KEY(struct factor_file, "risk", f.risk, 0, 1000, false, "Its weight as a risk; 0 or left out: that side never counts."),
	INT_KEY(struct factor_file, "protection", f.protection, 0, 1000, false, "Its weight as a protection; likewise."),
	{"restricted", INI_BOOL, offsetof(struct factor_file, f.restricted), 0, 0, false, NULL,
	 "Answer, note and reason only for those with the permission."},
};

struct flag_file {
	struct flag f;
	char *floor, *services, *excludes;
};
static const struct ini_key flag_keys[] = {
	TEXT_KEY(struct flag_file, "label", f.label, LABEL),
	TEXT_KEY(struct flag_file, "text", f.label, ALSO_LABEL),
	TEXT_KEY(struct flag_file, "question", f.question, "What is asked; else the label."),
	TEXT_KEY(struct flag_file, "help", f.help, "A sentence or two for whoever asks."),
	TEXT_KEY(struct flag_file, "floor", floor, "The band is at least this one."),
	INT_KEY(struct flag_file, "due_hours", f.due_hours, 0, 100000, false, "Hours within which someone must have acted."),
	TEXT_KEY(struct flag_file, "services", services, "Services to suggest while it is yes, the first one first, commas between."),
	TEXT_KEY(struct flag_file, "excludes", excludes, "Services that are not suggested until the answer is no, commas between."),
};

struct rule_file {
	struct rule r;
	char *floor, *when;
};
static const struct ini_key rule_keys[] = {
	TEXT_KEY(struct rule_file, "label", r.label, LABEL),
	TEXT_KEY(struct rule_file, "text", r.label, ALSO_LABEL),
	{"when", INI_TEXT, offsetof(struct rule_file, when), 0, 0, true, NULL, "The conditions, commas between; all must hold."},
	TEXT_KEY(struct rule_file, "floor", floor, "The band is at least this one; or"),
	INT_KEY(struct rule_file, "add", r.add, -100, 100, false, "points added to the score: one of the two, not both."),
};

const struct ini_part catalogue_file_parts[] = {
	{"model", model_keys, COUNT(model_keys)},	{"level NAME", level_keys, COUNT(level_keys)},
	{"band NAME", band_keys, COUNT(band_keys)},	{"factor NAME", factor_keys, COUNT(factor_keys)},
	{"flag NAME", flag_keys, COUNT(flag_keys)},	{"rule NAME", rule_keys, COUNT(rule_keys)},
};
const int catalogue_file_part_count = COUNT(catalogue_file_parts);

/* ---- sections ---- */

__attribute__((format(printf, 4, 5))) static void say_entry(struct diags *d, const struct ini_section *s,
							    const char *key, const char *fmt, ...)
{
	const struct ini_entry *e = inidoc_entry(s, key);
	char text[256];
	va_list ap;
	va_start(ap, fmt);
	vsnprintf(text, sizeof text, fmt, ap);
	va_end(ap);
	diag_add(d, e ? e->file : s->file, e ? e->line : s->line, "%s: %s", key, text);
}

/* What is read as a label when none is given: the name, with blanks. */
static void default_text(char **text, const char *otherwise, bool blanks)
{
	if (*text && **text)
		return;
	free(*text);
	*text = mem_strdup(otherwise);
	for (char *s = *text; blanks && *s; s++) {
		if (*s == '_')
			*s = ' ';
	}
}

static void read_model(struct catalogue *c, const struct ini_doc *doc, struct diags *d)
{
	const struct ini_section *s = inidoc_section(doc, "model");
	if (!s) {
		diag_add(d, doc->file, 1, "there is no [model]");
		return;
	}
	inidoc_fill(doc, s, model_keys, COUNT(model_keys), c, translation, d);
	/* What could not be read is 0. */
	int least = c->moderate ? c->moderate : c->mild;
	if (c->moderate && c->mild > c->moderate)
		say_entry(d, s, "moderate", "must be at least %d, that of mild", c->mild);
	if (c->severe && least > c->severe)
		say_entry(d, s, "severe", "must be at least %d, that of %s", least, c->moderate ? "moderate" : "mild");
}

static bool of_earlier_formula(const struct ini_section *s)
{
	for (int i = 0; i < COUNT(earlier_keys); i++) {
		if (inidoc_entry(s, earlier_keys[i].was))
			return true;
	}
	return false;
}

/* stored: the text is kept for reading only; then the keys of the earlier formula are no error. */
static void read_level(struct catalogue *c, struct level *l, const struct ini_doc *doc, const struct ini_section *s,
		       bool stored, struct diags *d)
{
	if (stored && of_earlier_formula(s)) {
		c->earlier_formula = true;
		inidoc_fill(doc, s, earlier_level_keys, COUNT(earlier_level_keys), l, translation_or_earlier, d);
	} else {
		for (int i = 0; i < COUNT(earlier_keys); i++) {
			if (inidoc_entry(s, earlier_keys[i].was))
				say_entry(d, s, earlier_keys[i].was,
					  "the key is now %s: the weight for half, where this was the weight for all. Choose "
					  "its number again; sarai-factors(5) says how",
					  earlier_keys[i].is);
		}
		inidoc_fill(doc, s, level_keys, COUNT(level_keys), l, translation_or_earlier, d);
	}
	default_text(&l->label, l->name, true);
}

/* before: the last band above whose `from` could be read, or NULL. */
static void read_band(struct catalogue *c, int i, const struct band *before, const struct ini_doc *doc,
		      const struct ini_section *s, struct diags *d)
{
	struct band *b = &c->bands[i];
	b->from = FROM_NONE;
	inidoc_fill(doc, s, band_keys, COUNT(band_keys), b, translation, d);
	default_text(&b->label, b->name, true);
	if (b->from == FROM_NONE)
		return;
	if (i == 0 && b->from != 0)
		say_entry(d, s, "from", "must be %d in the first band", 0);
	if (before && b->from <= before->from)
		say_entry(d, s, "from", "must be more than %d, that of the band before", before->from);
}

static int service_index(struct catalogue *c, const char *name)
{
	int i = names_find(&c->service_names, name);
	if (i >= 0)
		return i;
	c->services = mem_resize(c->services, (size_t)(c->n_services + 1) * sizeof *c->services);
	c->services[c->n_services] = mem_strdup(name);
	names_put(&c->service_names, c->services[c->n_services], c->n_services);
	return c->n_services++;
}

/* The services that a key names, as indexes. Owned by the caller. */
static void read_services(struct catalogue *c, const struct ini_section *s, const char *key, int **at, int *n,
			  struct diags *d)
{
	const struct ini_entry *e = inidoc_entry(s, key);
	const char *list = e ? e->value : NULL;
	while (list && *list) {
		char *name = catalogue_list_word(&list);
		if (!catalogue_name_good(name, true)) {
			say_entry(d, s, key, "'%s' is no name of a service (small letters, digits, _ and -)", name);
			free(name);
			continue;
		}
		int service = service_index(c, name);
		bool twice = false;
		for (int i = 0; i < *n; i++)
			twice = twice || (*at)[i] == service;
		if (twice) {
			say_entry(d, s, key, "%s is there twice", name);
		} else {
			*at = mem_resize(*at, (size_t)(*n + 1) * sizeof **at);
			(*at)[(*n)++] = service;
		}
		free(name);
	}
}

static void read_factor(struct catalogue *c, struct factor *f, const struct ini_doc *doc, const struct ini_section *s,
			struct diags *d)
{
	struct factor_file file = {.f = *f};
	inidoc_fill(doc, s, factor_keys, COUNT(factor_keys), &file, translation, d);
	*f = file.f;
	if (file.level && (f->level = catalogue_level(c, file.level)) < 0)
		say_entry(d, s, "level", "there is no [level %s]", file.level);
	read_services(c, s, "services", &f->services, &f->n_services, d);
	default_text(&f->label, f->name, true);
	default_text(&f->question, f->label, false);
	default_text(&f->risk_when, "", false);
	default_text(&f->protection_when, "", false);
	default_text(&f->help, "", false);
	free(file.level);
	free(file.services);
	free(file.excludes);
}

static int floor_of(const struct catalogue *c, const char *name, const struct ini_section *s, struct diags *d)
{
	int band = name ? catalogue_band(c, name) : -1;
	if (name && band < 0)
		say_entry(d, s, "floor", "there is no [band %s]", name);
	return band;
}

static void read_flag(struct catalogue *c, struct flag *f, const struct ini_doc *doc, const struct ini_section *s,
		      struct diags *d)
{
	struct flag_file file = {.f = *f};
	inidoc_fill(doc, s, flag_keys, COUNT(flag_keys), &file, translation, d);
	*f = file.f;
	f->floor = floor_of(c, file.floor, s, d);
	default_text(&f->label, f->name, true);
	default_text(&f->question, f->label, false);
	default_text(&f->help, "", false);
	free(file.floor);
	free(file.services);
	free(file.excludes);
}

/* Which side a rule may ask: 1 what raises the score, -1 what lowers it, 0 either. */
static int side_of(const struct rule *r, bool floor, bool add)
{
	if (floor == add || (add && r->add == ADD_NONE))
		return 0; /* wrong already */
	return floor || r->add > 0 ? 1 : r->add < 0 ? -1 : 0;
}

static void read_rule(struct catalogue *c, struct rule *r, const struct ini_doc *doc, const struct ini_section *s,
		      struct diags *d)
{
	struct rule_file file = {.r = *r};
	file.r.add = ADD_NONE;
	inidoc_fill(doc, s, rule_keys, COUNT(rule_keys), &file, translation, d);
	*r = file.r;
	default_text(&r->label, r->name, true);
	bool floor = inidoc_entry(s, "floor") != NULL, add = inidoc_entry(s, "add") != NULL;
	if (floor == add)
		diag_add(d, s->file, s->line, "[%s] needs either floor or add%s", s->name, floor ? ", not both" : "");
	r->floor = floor_of(c, file.floor, s, d);
	if (file.when)
		catalogue_rule_when(c, r, file.when, side_of(r, floor, add), s, d);
	if (!add)
		r->add = 0;
	free(file.floor);
	free(file.when);
}

static void read_sections(struct catalogue *c, const struct ini_doc *doc, bool stored, struct diags *d)
{
	int at[CATALOGUE_KINDS] = {0};
	const struct band *band_before = NULL;
	for (int i = 0; i < doc->n; i++) {
		const struct ini_section *s = &doc->at[i];
		const char *name;
		enum catalogue_kind kind = catalogue_kind_of(s, &name);
		int row = kind < CATALOGUE_KINDS ? at[kind]++ : 0;
		switch (kind) {
		case CATALOGUE_LEVEL:
			read_level(c, &c->levels[row], doc, s, stored, d);
			break;
		case CATALOGUE_BAND:
			read_band(c, row, band_before, doc, s, d);
			band_before = c->bands[row].from == FROM_NONE ? band_before : &c->bands[row];
			break;
		case CATALOGUE_FACTOR:
			read_factor(c, &c->factors[row], doc, s, d);
			break;
		case CATALOGUE_FLAG:
			read_flag(c, &c->flags[row], doc, s, d);
			break;
		case CATALOGUE_RULE:
			read_rule(c, &c->rules[row], doc, s, d);
			break;
		case CATALOGUE_KINDS:
			break;
		}
	}
}

/* After all factors: services count in the order in which the factors name them. */
static void read_other_services(struct catalogue *c, const struct ini_doc *doc, struct diags *d)
{
	int factor = 0, flag = 0;
	for (int i = 0; i < doc->n; i++) {
		const struct ini_section *s = &doc->at[i];
		const char *name;
		enum catalogue_kind kind = catalogue_kind_of(s, &name);
		if (kind == CATALOGUE_FACTOR) {
			struct factor *f = &c->factors[factor++];
			read_services(c, s, "excludes", &f->excludes, &f->n_excludes, d);
		} else if (kind == CATALOGUE_FLAG) {
			struct flag *f = &c->flags[flag++];
			read_services(c, s, "services", &f->services, &f->n_services, d);
			read_services(c, s, "excludes", &f->excludes, &f->n_excludes, d);
		}
	}
}

static struct catalogue *parse(const struct ini_doc *doc, bool stored, struct diags *d)
{
	struct catalogue *c = mem_alloc(sizeof *c);
	int before = d->n;
	c->source = mem_strdup(doc->source ? doc->source : "");
	catalogue_gather_names(c, doc, d);
	read_model(c, doc, d);
	read_sections(c, doc, stored, d);
	read_other_services(c, doc, d);
	/* What is missing stands in no line: the first stands for the file. */
	if (!c->n_levels)
		diag_add(d, doc->file, 1, "there is no [level NAME]");
	if (!c->n_bands)
		diag_add(d, doc->file, 1, "there is no [band NAME]");
	if (d->n > before)
		catalogue_free(&c);
	return c;
}

struct catalogue *catalogue_parse(const struct ini_doc *doc, struct diags *d)
{
	return parse(doc, false, d);
}

struct catalogue *catalogue_parse_stored(const struct ini_doc *doc, struct diags *d)
{
	return parse(doc, true, d);
}
