/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The factor catalogue: factors at four levels, urgent flags, rules and weights, as an organisation wrote them in
 * factors.ini. Source of the levels and of "risk or protective in context": IOM Handbook, Part 1 (determinants of
 * migrant vulnerability). The weights are the organisation's own; the handbook has no numbers.
 */
#ifndef SARAI_MODEL_CATALOGUE_H
#define SARAI_MODEL_CATALOGUE_H

#include <stdbool.h>

#include <sarai/base/diag.h>
#include <sarai/base/inidoc.h>
#include <sarai/base/names.h>

/* The one scale. Code, name in files, words on screen, short mark on screen. */
#define ANSWER_TABLE(X)                                                                                                \
	X(NONE, "", "not asked yet", "")                                                                               \
	X(SEVERE_RISK, "severe-risk", "severe risk", "R3")                                                             \
	X(MODERATE_RISK, "moderate-risk", "moderate risk", "R2")                                                       \
	X(MILD_RISK, "mild-risk", "mild risk", "R1")                                                                   \
	X(NEUTRAL, "neutral", "neither", "0")                                                                          \
	X(MILD_PROTECTION, "mild-protection", "mild protection", "P1")                                                 \
	X(MODERATE_PROTECTION, "moderate-protection", "moderate protection", "P2")                                     \
	X(STRONG_PROTECTION, "strong-protection", "strong protection", "P3")                                           \
	X(UNKNOWN, "unknown", "unknown", "?")                                                                          \
	X(DECLINED, "declined", "declined to answer", "D")                                                             \
	X(NOT_APPLICABLE, "not-applicable", "does not apply", "-")

enum answer {
#define X(id, name, words, mark) ANSWER_##id,
	ANSWER_TABLE(X)
#undef X
	ANSWER_COUNT
};

const char *answer_name(enum answer a);  /* "severe-risk" */
const char *answer_words(enum answer a); /* "severe risk" */
const char *answer_mark(enum answer a);  /* "R3" */
bool answer_from_name(const char *name, enum answer *out);
int answer_ordinal(enum answer a);       /* -3 to 3; 0 where it has none */
bool answer_known(enum answer a);        /* has an ordinal: not none, unknown, declined or not-applicable */
bool answer_missing(enum answer a);      /* none, unknown or declined: anywhere from -3 to 3 */

enum flag_answer { FLAG_NONE, FLAG_YES, FLAG_NO, FLAG_UNKNOWN, FLAG_DECLINED };
const char *flag_answer_name(enum flag_answer a); /* "yes"; "" for none */
bool flag_answer_from_name(const char *name, enum flag_answer *out);

struct level {
	char *name, *label;
	int share, risk_half, protection_half;
};
struct band {
	char *name, *label;
	int from;
};
struct factor {
	char *name, *label;
	char *question, *risk_when, *protection_when, *help; /* "" where not given */
	int level;           /* index */
	int risk, protection;
	int *services;       /* indexes into services, in the file's order */
	int n_services;
	int *excludes;	     /* services never suggested while it is a risk; indexes */
	int n_excludes;
	int order;           /* place among factors and flags as they stand in the file */
	bool core;	     /* one of the questions that decide most */
	bool restricted;     /* answer, note and reason only for those with the permission; it counts all the same */
};
struct flag {
	char *name, *label, *question, *help;
	int floor;           /* band index or -1 */
	int due_hours;       /* or -1 */
	int *services, *excludes; /* suggested, never suggested, while it is yes; indexes */
	int n_services, n_excludes;
	int order;
};
struct condition {
	int factor;  /* index or -1 */
	int ordinal; /* factor: at least this if > 0, at most this if < 0 */
	int flag;    /* index or -1: this flag is yes */
};
struct rule {
	char *name, *label;
	struct condition *when;
	int n_when;
	int floor;   /* band index or -1 */
	int add;     /* points, when floor is -1 */
};

struct catalogue {
	char *version, *authority;
	int mild, moderate, severe, buffer;
	struct level *levels;
	struct band *bands;
	struct factor *factors;
	struct flag *flags;
	struct rule *rules;
	char **services;
	int n_levels, n_bands, n_factors, n_flags, n_rules, n_services;
	struct names level_names, band_names, factor_names, flag_names, service_names; /* to indexes */
	char *source; /* the text it was made from: archived with every assessment */
	bool earlier_formula; /* a stored text of the formula with risk_full: to be read, never to score with */
};

/* Read a catalogue from its file. Every error goes to d; NULL when there is one. Owned. */
struct catalogue *catalogue_parse(const struct ini_doc *doc, struct diags *d);

/* Read a text that was stored with assessments. It may be of the earlier formula (risk_full): then its names, labels,
 * questions, bands and rules are there, and earlier_formula says that nothing may be scored with it. Owned. */
struct catalogue *catalogue_parse_stored(const struct ini_doc *doc, struct diags *d);

/* The sections of factors.ini and their keys. */
extern const struct ini_part catalogue_file_parts[];
extern const int catalogue_file_part_count;
void catalogue_free(struct catalogue **c);

/* Indexes by name, -1 when there is none. */
int catalogue_level(const struct catalogue *c, const char *name);
int catalogue_band(const struct catalogue *c, const char *name);
int catalogue_factor(const struct catalogue *c, const char *name);
int catalogue_flag(const struct catalogue *c, const char *name);

#endif
