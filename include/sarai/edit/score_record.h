/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the program works out and keeps beside the answers of a record, under names that begin with "=": a form does
 * not know them and gives them back. So an old round always shows the figures of its own day.
 */
#ifndef SARAI_EDIT_SCORE_RECORD_H
#define SARAI_EDIT_SCORE_RECORD_H

#include <sarai/base/pairs.h>
#include <sarai/crypto/digest.h>
#include <sarai/model/catalogue.h>

#define CONSENT_SINCE "=since.consent" /* since when the screening has its answer to "may we talk" */

struct score_record {
	int score, low, high; /* -1: none are stored */
	char band[48], band_low[48], band_high[48];
	bool settled;
	char catalogue[DIGEST_TEXT];
};

/* What an assessment has taken over from others, see inherit.c. */
#define META_FROM "=from."
#define META_SOURCE "=source."
bool meta_reserved(const char *name);
void score_record_drop(struct pairs *a); /* all that is reserved and worked out anew; what was inherited stays */

/* Score the answers as they stand. */
void score_record_put(struct pairs *a, const struct catalogue *c, const char *digest);
void score_record_get(const struct pairs *a, struct score_record *out);

/* The figures of another set of answers, as they are stored there. */
void figures_copy(struct pairs *to, const struct pairs *from);

/* Since when each urgent flag has its answer (yes or no), kept from `before` where the answer is the same; and since when
 * it is raised, which only a no ends: not an unknown, not a yes given twice. again (may be NULL): was this yes given now,
 * on a flag whose clock has ended? Then it begins now. */
void flag_times_put(struct pairs *a, const struct pairs *before, const struct catalogue *c, const char *now,
		    bool (*again)(void *ctx, const char *flag), void *ctx);
const char *flag_time(const struct pairs *a, const char *flag); /* borrowed; "" */
const char *flag_yes_time(const struct pairs *a, const char *flag); /* since when it is raised in this record; "" */
const char *flag_no_time(const struct pairs *a, const char *flag);  /* since when it is answered with no; "" */

/* Since when a flag is raised, by the answers of screening and newest round; "" when it is not. Borrowed. */
const char *flag_raised(const struct pairs *screening, const struct pairs *round, const char *flag);

#endif
