/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Which cases figures and exports go through, and which have agreed to it.
 */
#ifndef SARAI_VIEW_EXPORT_CASES_H
#define SARAI_VIEW_EXPORT_CASES_H

#include <sarai/access/session.h>
#include <sarai/base/err.h>
#include <sarai/base/pairs.h>
#include <sarai/model/permit.h>
#include <sarai/store/casefile.h>

/* Calls each with every case in reach and its figures (kind/statistics_record.h); made-up ones only where all are. */
bool export_every_case(struct session *s, enum permit p,
		       bool (*each)(void *ctx, const struct case_row *c, const struct pairs *figures, struct err *e),
		       void *ctx, struct err *e);
/* Has the person agreed that codes of their case go to this recipient? */
bool export_agreed(const struct pairs *figures, const char *recipient);

#endif
