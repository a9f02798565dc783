/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Rules of safety work: the overall rating of a safety and security risk assessment, and when a talk about self-harm
 * must be told to the supervisor. Field practice; see also follow-up.ini [safety].
 */
#ifndef SARAI_MODEL_SAFETY_H
#define SARAI_MODEL_SAFETY_H

#include <stdbool.h>

#define SAFETY_RATING_TABLE(X)                                                                                         \
	X(NONE, "", "not rated")                                                                                       \
	X(LOW, "low", "low")                                                                                           \
	X(MEDIUM, "medium", "medium")                                                                                  \
	X(HIGH, "high", "high")
enum safety_rating {
#define X(id, name, words) SAFETY_##id,
	SAFETY_RATING_TABLE(X)
#undef X
	SAFETY_RATING_COUNT
};
/* Unknown, "does not apply" and anything else: SAFETY_NONE. */
enum safety_rating safety_rating_from(const char *name);
const char *safety_rating_words(enum safety_rating r);

/* No part outweighs another: the whole is as grave as its gravest part. */
enum safety_rating safety_overall(const enum safety_rating *parts, int n);

/* What was said in a talk about self-harm, as the form has it: thoughts never|past|current|unknown|declined, and
 * plan, means, attempt (in these days) yes|no|unknown|declined. */
struct self_harm_facts {
	const char *thoughts, *plan, *means, *attempt;
};
/* A thought now, a plan, means at hand or an attempt of these days: the supervisor is told the same day. */
bool self_harm_tell(const struct self_harm_facts *f);
/* A plan, means or an attempt: the person is not left alone. */
bool self_harm_stay(const struct self_harm_facts *f);

#endif
