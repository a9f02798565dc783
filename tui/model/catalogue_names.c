/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include <sarai/base/mem.h>

#include "catalogue_names.h"

#define NAME_MAX_CHARS 40

bool catalogue_name_good(const char *s, bool dash)
{
	if (strlen(s) > NAME_MAX_CHARS || *s < 'a' || *s > 'z')
		return false;
	for (; *s; s++) {
		bool letter = (*s >= 'a' && *s <= 'z') || (*s >= '0' && *s <= '9') || *s == '_';
		if (!letter && !(dash && *s == '-'))
			return false;
	}
	return true;
}

enum catalogue_kind catalogue_kind_of(const struct ini_section *s, const char **name)
{
	static const char *const kinds[CATALOGUE_KINDS] = {"level", "band", "factor", "flag", "rule"};
	for (int k = 0; k < CATALOGUE_KINDS; k++) {
		if (inidoc_is(s, kinds[k], name))
			return (enum catalogue_kind)k;
	}
	return CATALOGUE_KINDS;
}

/* What names are taken, and in which section of the file: levels have names of their own, and bands; factors, flags and
 * rules share theirs. */
struct taken {
	struct names level, band, shared;
};

static void claim(struct taken *t, enum catalogue_kind kind, const char *name, const struct ini_doc *doc, int i,
		  struct diags *d)
{
	const struct ini_section *s = &doc->at[i];
	struct names *space = kind == CATALOGUE_LEVEL ? &t->level : kind == CATALOGUE_BAND ? &t->band : &t->shared;
	int other = names_find(space, name);
	if (!catalogue_name_good(name, false))
		diag_add(d, s->file, s->line,
			 "[%s]: the name is small letters, digits and _, begins with a letter, at most %d", s->name,
			 NAME_MAX_CHARS);
	if (other >= 0)
		diag_add(d, s->file, s->line, "[%s]: the name is taken by [%s] in line %d", s->name,
			 doc->at[other].name, doc->at[other].line);
	names_put(space, name, i);
}

static void add_row(struct catalogue *c, enum catalogue_kind kind, const char *name)
{
	char *copy = mem_strdup(name);
	switch (kind) {
	case CATALOGUE_LEVEL:
		names_put(&c->level_names, copy, c->n_levels);
		c->levels[c->n_levels++] = (struct level){.name = copy};
		break;
	case CATALOGUE_BAND:
		names_put(&c->band_names, copy, c->n_bands);
		c->bands[c->n_bands++] = (struct band){.name = copy};
		break;
	case CATALOGUE_FACTOR:
		names_put(&c->factor_names, copy, c->n_factors);
		c->factors[c->n_factors] =
			(struct factor){.name = copy, .level = -1, .order = c->n_factors + c->n_flags};
		c->n_factors++;
		break;
	case CATALOGUE_FLAG:
		names_put(&c->flag_names, copy, c->n_flags);
		c->flags[c->n_flags] =
			(struct flag){.name = copy, .floor = -1, .due_hours = -1, .order = c->n_factors + c->n_flags};
		c->n_flags++;
		break;
	default:
		c->rules[c->n_rules++] = (struct rule){.name = copy, .floor = -1};
		break;
	}
}

void catalogue_gather_names(struct catalogue *c, const struct ini_doc *doc, struct diags *d)
{
	size_t n = (size_t)doc->n + 1;
	struct taken taken = {0};
	c->levels = mem_alloc(n * sizeof *c->levels);
	c->bands = mem_alloc(n * sizeof *c->bands);
	c->factors = mem_alloc(n * sizeof *c->factors);
	c->flags = mem_alloc(n * sizeof *c->flags);
	c->rules = mem_alloc(n * sizeof *c->rules);
	for (int i = 0; i < doc->n; i++) {
		const struct ini_section *s = &doc->at[i];
		const char *name;
		enum catalogue_kind kind = catalogue_kind_of(s, &name);
		if (kind < CATALOGUE_KINDS) {
			claim(&taken, kind, name, doc, i, d);
			add_row(c, kind, name);
		} else if (strcmp(s->name, "model") != 0) {
			diag_add(d, s->file, s->line,
				 "[%s] is not known; there are [model], [level NAME], [band NAME], [factor NAME], "
				 "[flag NAME] and "
				 "[rule NAME]",
				 s->name);
		}
	}
	names_fini(&taken.level);
	names_fini(&taken.band);
	names_fini(&taken.shared);
}
