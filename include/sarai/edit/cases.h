/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Finding and reading cases; *Today*; the case file as a whole.
 */
#ifndef SARAI_EDIT_CASES_H
#define SARAI_EDIT_CASES_H

#include <sarai/access/session.h>
#include <sarai/base/err.h>
#include <sarai/store/casefile.h>

/* Likely matches, best first (at most max <= 100), likeness[i] 0 to 1000. */
bool cases_find(struct session *s, const char *typed, int max, struct case_list *out, int *likeness, struct err *e);
bool cases_list(struct session *s, const struct case_filter *f, struct case_list *out, struct err *e);
/* Open cases with a level below the calculated one, newest first; for whoever approves. */
bool cases_below(struct session *s, struct case_list *out, struct err *e);
bool cases_get(struct session *s, const char *case_id, struct case_row *out, struct err *e);

/* By case number (any case of letters, year and prefix may be left out: "143") or, when it is the only one, by name. */
bool cases_jump(struct session *s, const char *typed, struct case_row *out, struct err *e);

#endif
