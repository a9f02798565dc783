/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The answers of the one scale, and the catalogue in memory. How it is read from its file is in catalogue_parse.c.
 */
#include <stdlib.h>
#include <string.h>

#include <sarai/model/catalogue.h>

static const struct {
	const char *name, *words, *mark;
} answers[] = {
#define X(id, name, words, mark) {name, words, mark},
	ANSWER_TABLE(X)
#undef X
};

static const char *const flag_answers[] = {"", "yes", "no", "unknown", "declined"};

const char *answer_name(enum answer a)
{
	return answers[a].name;
}

const char *answer_words(enum answer a)
{
	return answers[a].words;
}

const char *answer_mark(enum answer a)
{
	return answers[a].mark;
}

bool answer_from_name(const char *name, enum answer *out)
{
	for (int i = ANSWER_NONE + 1; i < ANSWER_COUNT; i++) {
		if (!strcmp(answers[i].name, name)) {
			*out = (enum answer)i;
			return true;
		}
	}
	return false;
}

int answer_ordinal(enum answer a)
{
	switch (a) {
	case ANSWER_SEVERE_RISK:
		return 3;
	case ANSWER_MODERATE_RISK:
		return 2;
	case ANSWER_MILD_RISK:
		return 1;
	case ANSWER_MILD_PROTECTION:
		return -1;
	case ANSWER_MODERATE_PROTECTION:
		return -2;
	case ANSWER_STRONG_PROTECTION:
		return -3;
	default:
		return 0;
	}
}

bool answer_missing(enum answer a)
{
	return a == ANSWER_NONE || a == ANSWER_UNKNOWN || a == ANSWER_DECLINED;
}

bool answer_known(enum answer a)
{
	return !answer_missing(a) && a != ANSWER_NOT_APPLICABLE;
}

const char *flag_answer_name(enum flag_answer a)
{
	return flag_answers[a];
}

bool flag_answer_from_name(const char *name, enum flag_answer *out)
{
	for (int i = FLAG_YES; i <= FLAG_DECLINED; i++) {
		if (!strcmp(flag_answers[i], name)) {
			*out = (enum flag_answer)i;
			return true;
		}
	}
	return false;
}

/* ---- by name ---- */

#define BY_NAME(function, names)                                                                                       \
	int function(const struct catalogue *c, const char *name)                                                      \
	{                                                                                                              \
		return names_find(&c->names, name);                                                                    \
	}
BY_NAME(catalogue_level, level_names)
BY_NAME(catalogue_band, band_names)
BY_NAME(catalogue_factor, factor_names)
BY_NAME(catalogue_flag, flag_names)

void catalogue_free(struct catalogue **catalogue)
{
	struct catalogue *c = *catalogue;
	if (!c)
		return;
	for (int i = 0; i < c->n_levels; i++) {
		free(c->levels[i].name);
		free(c->levels[i].label);
	}
	for (int i = 0; i < c->n_bands; i++) {
		free(c->bands[i].name);
		free(c->bands[i].label);
	}
	for (int i = 0; i < c->n_factors; i++) {
		struct factor *f = &c->factors[i];
		free(f->name);
		free(f->label);
		free(f->question);
		free(f->risk_when);
		free(f->protection_when);
		free(f->help);
		free(f->services);
		free(f->excludes);
	}
	for (int i = 0; i < c->n_flags; i++) {
		free(c->flags[i].name);
		free(c->flags[i].label);
		free(c->flags[i].question);
		free(c->flags[i].help);
		free(c->flags[i].services);
		free(c->flags[i].excludes);
	}
	for (int i = 0; i < c->n_rules; i++) {
		free(c->rules[i].name);
		free(c->rules[i].label);
		free(c->rules[i].when);
	}
	for (int i = 0; i < c->n_services; i++)
		free(c->services[i]);
	free(c->levels);
	free(c->bands);
	free(c->factors);
	free(c->flags);
	free(c->rules);
	free(c->services);
	names_fini(&c->level_names);
	names_fini(&c->band_names);
	names_fini(&c->factor_names);
	names_fini(&c->flag_names);
	names_fini(&c->service_names);
	free(c->version);
	free(c->authority);
	free(c->source);
	free(c);
	*catalogue = NULL;
}
