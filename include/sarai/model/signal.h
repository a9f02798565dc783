/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Programme signals: a community or structural factor that is judged a risk in many cases of one place. They are for
 * whoever plans programmes, and speak of places, never of people: a number of people smaller than the configured one is
 * not shown, and cannot be worked out from those that are. Pure: over rows that were counted elsewhere.
 */
#ifndef SARAI_MODEL_SIGNAL_H
#define SARAI_MODEL_SIGNAL_H

#include <sarai/base/date.h>
#include <sarai/base/str.h>
#include <sarai/model/response.h>

/* ---- how many, as it may be shown ---- */

struct cell {
	int risk, judged; /* cases at risk, of those in which it was judged at all */
};
enum cell_how {
	CELL_HIDDEN,   /* too few were judged: nothing is said */
	CELL_FEWER,    /* fewer at risk than the smallest number */
	CELL_AT_LEAST, /* ... and here it is those not at risk who are so few: "n or more" hides them */
	CELL_EXACT
};
struct cell_view {
	enum cell_how how;
	int risk, judged; /* as they may be shown; 0 where they may not */
};
void cell_show(struct cell c, int smallest, struct cell_view *out);
/* "14 of 20 cases", "16 or more of 20 cases", "fewer than 5 of 20 cases", "too few cases to be shown". */
void cell_words(struct cell c, int smallest, struct str *out);

/* ---- places ---- */

#define SIGNAL_PLACE 72
#define SIGNAL_COUNTRY "country:" /* begins a place that is a country without a profile */

/* One row as counted: the profiles that cases rest on ("": none), the country they stay in (""), a factor. */
struct signal_count {
	char community[32], country[32], stay[56], factor[48];
	bool since; /* of the second of two periods */
	struct cell cell;
};
/* The place a factor of this level is counted at: the profile of the level, else that of the country, else the country
 * of stay; false where none is known, or where the level is not told of places. */
bool signal_place(const struct signal_count *c, enum inherit_from level, char out[SIGNAL_PLACE]);

/* ---- signals ---- */

struct signal {
	char place[SIGNAL_PLACE];
	int factor; /* index */
	struct cell cell;
};
struct signal_list {
	struct signal *at;
	int n, cap;
};
/* Those that come up: as many cases at risk as the rules ask for, and no fewer than may be shown. Most cases first,
 * then by place and in the catalogue's order. */
void signals_find(const struct signal_rules *r, const struct catalogue *c, const struct signal_count *counts, int n,
		  struct signal_list *out);
void signal_list_fini(struct signal_list *l);

/* ---- interventions ---- */

/* Is it under way on a day? year 0: not known, or still to come. */
enum intervention_stage { INTERVENTION_PLANNED, INTERVENTION_RUNNING, INTERVENTION_ENDED };
enum intervention_stage intervention_stage(struct date start, struct date end, struct date today);
const char *intervention_stage_words(enum intervention_stage s);

#endif
