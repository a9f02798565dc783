/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Who is treated as a child. The age a person declares opens the work for children, whatever a paper says; the benefit
 * of the doubt is theirs: practice of age assessment, which is a last resort (domain notes 4.11).
 */
#ifndef SARAI_MODEL_AGE_H
#define SARAI_MODEL_AGE_H

#include <sarai/base/date.h>

#define AGE_ADULT 18 /* completed years */

/* Is the person presumed to be a child (under 18) on this day? declared: the date of birth as the person says it,
 * partial or estimated, year 0 when none is known. disputed: somebody doubts whether they are under 18; while that is
 * so, a child is presumed. A date that leaves both open counts as a child's. Nothing declared and no dispute: false. */
bool age_is_child(struct date declared, bool disputed, struct date today);

/* Do papers say child where the person says adult, or the other way round? Only where both leave no doubt. */
bool age_papers_differ(struct date declared, struct date papers, struct date today);

/* The band that is kept where nobody may be named: "child" under 18, "adult" 18 to 59, "older" 60 and more, "unknown".
 * A date that leaves it open gives the younger one. Borrowed. */
const char *age_band(struct date declared, bool disputed, struct date today);

#endif
