/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the answers come to, in whole numbers (10000 = 100 points), with bounds for what is not known, reasons, what
 * to ask next, and which service could take most risk away. Pure: no I/O, no clock, the same everywhere.
 */
#ifndef SARAI_MODEL_SCORE_H
#define SARAI_MODEL_SCORE_H

#include <stdbool.h>

#include <sarai/model/catalogue.h>

struct answers {
	enum answer *factor;     /* n_factors */
	enum flag_answer *flag;  /* n_flags */
};
void answers_init(struct answers *a, const struct catalogue *c); /* all NONE */
void answers_fini(struct answers *a);

/* [answers] and [flags] of an answers file. Unknown sections, names and values are findings; false when any. */
bool answers_parse(const struct catalogue *c, const struct ini_doc *doc, struct answers *a, struct diags *d);

struct level_result {
	int risk, protection, net, net_low, net_high;
};
struct reason {
	int factor;
	int points; /* > 0 raises the score, < 0 lowers it */
};
struct next_question {
	int factor, flag; /* one of them is -1 */
	int bands, gain;
};
struct service_gain {
	int service;
	int points;
};

struct score {
	int score, low, high;             /* 0 to 10000 */
	int band, band_low, band_high;    /* indexes */
	bool settled;
	int due_hours;                    /* or -1 */
	struct level_result *levels;      /* n_levels */
	int *rules, n_rules;              /* indexes of those that fire */
	int *flags, n_flags;              /* indexes of those that are yes */
	struct reason *reasons;
	int n_reasons;
	struct next_question *next;
	int n_next;
	struct service_gain *services;
	int n_services;
};

struct score *score_evaluate(const struct catalogue *c, const struct answers *a); /* owned */
void score_free(struct score **s);

/* Only score, bounds, bands and levels (no reasons, next, services): what a list or a keystroke needs. */
struct score *score_evaluate_brief(const struct catalogue *c, const struct answers *a); /* owned */

int score_band(const struct catalogue *c, int score); /* by points alone, without the floors of flags and rules */
int score_points(int score); /* what people see: 0 to 100, rounded half up */
/* Hundredths as tenths, which are shown with one decimal: rounded half away from zero, so that -66.45 and 66.45 match. */
int score_tenths(int points);

#endif
