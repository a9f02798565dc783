/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Many cases with an assessment each, written straight into a database file: what would take the services hours. The
 * same for the same numbers, whenever they are made.
 */
#ifndef SARAI_TESTS_MANY_H
#define SARAI_TESTS_MANY_H

#include <sarai/model/catalogue.h>

/* Cases number first to first + n - 1, answered in about `tenths` tenths of the factors, with the figures of this
 * catalogue under `digest`; nine of ten finished, most of these with an assigned level. Ends the program when it cannot
 * be done. */
void many_assessments(const char *db, const struct catalogue *c, const char *digest, int first, int n, int tenths);

#endif
