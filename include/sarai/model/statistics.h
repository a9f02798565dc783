/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Figures about many cases, and none about one: cases counted by some of these columns, bands in the place of dates,
 * countries in the place of places. A combination of fewer than k cases is left out, and so is what would give it away.
 * Age bands and the threshold of 11 as in CTDC's data (domain notes 8.2).
 */
#ifndef SARAI_MODEL_STATISTICS_H
#define SARAI_MODEL_STATISTICS_H

#include <stdbool.h>

#include <sarai/base/date.h>

#define STAT_TABLE(X)                                                                                                  \
	X(YEAR, "year", "Year of registration")                                                                        \
	X(SEX, "sex", "Sex")                                                                                           \
	X(AGE, "age", "Age band at registration")                                                                      \
	X(CITIZENSHIP, "citizenship", "Citizenship")                                                                   \
	X(LEVEL, "level", "Level: assigned, else calculated")                                                          \
	X(STATUS, "status", "Status of the case")                                                                      \
	X(DECISION, "decision", "Screening decision")                                                                  \
	X(CLOSURE, "closure", "Reason of closing")                                                                     \
	X(TRAFFICKING, "trafficking", "Trafficking status, as decided")                                                \
	X(EXPLOITATION, "exploitation", "Types of exploitation")                                                       \
	X(COUNTRY, "country", "Country of exploitation")
enum stat_column {
#define X(id, name, words) STAT_##id,
	STAT_TABLE(X)
#undef X
		STAT_COUNT
};
const char *stat_name(enum stat_column c);
const char *stat_words(enum stat_column c);
bool stat_from_name(const char *name, enum stat_column *out);

/* "year sex age": columns in that order, none twice. Returns how many; 0 with *bad (borrowed, into names) at what is
 * not known, given twice, or (at the end) where there is none. */
int stat_columns(const char *names, enum stat_column out[STAT_COUNT], const char **bad);

/* "0-8", "9-17", "18-20" ... "48+"; "child" or "adult" where a birth date leaves open more than one band of these;
 * "unknown". birth: as declared. Borrowed. */
const char *stat_age_band(struct date birth, struct date on);

struct stat_case {
	char *value[STAT_COUNT]; /* codes, "" where nothing is known; owned */
};
void stat_case_set(struct stat_case *c, enum stat_column column, const char *value);
void stat_case_fini(struct stat_case *c);

struct stat_row {
	const char *value[STAT_COUNT]; /* of the columns asked for, in their order; borrowed from the cases */
	int cases;
};
struct stat_table {
	struct stat_row *at; /* combinations of k cases and more, in the order of their values; owned */
	int n, cap;
	int total;	  /* cases that went in */
	int kept_back;	  /* cases in combinations that were left out */
	int combinations; /* that were left out */
	bool told;	  /* kept_back may be told: it is nobody, or k and more */
};
/* The cases must stay until stat_table_fini. k at least 1. */
void stat_count(const struct stat_case *cases, int n, const enum stat_column *by, int n_by, int k,
		struct stat_table *out);
void stat_table_fini(struct stat_table *t);

#endif
