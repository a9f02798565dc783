/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Within the module: the codes of one case that figures and exports use, and what stays of it without a name.
 */
#ifndef SARAI_KIND_STATISTICS_RECORD_H
#define SARAI_KIND_STATISTICS_RECORD_H

#include <sarai/access/session.h>
#include <sarai/base/err.h>
#include <sarai/base/pairs.h>
#include <sarai/base/str.h>
#include <sarai/store/casefile.h>

/* Columns of figures under their names (year, sex, ...), sources of HTCDS columns under "=htcds.COLUMN.FIELD", and
 * "=statistics": codes of recipients that figures may go to, or "-" where they may not be made at all. From its
 * records, or, of a case kept without a name, as they were then. *out is replaced. */
bool figures_of_case(struct session *s, const struct case_row *c, struct pairs *out, struct err *e);

/* Where an HTCDS column comes from. A later source that says something, and may be seen, takes the place of an earlier.
 */
struct code_map {
	const char *ours, *theirs; /* ours NULL: all else */
};

struct htcds_source {
	const char *column, *kind, *field;
	const struct code_map *map; /* NULL: the codes are theirs already */
	bool each;		    /* of every record of that kind, one after the other */
};

extern const struct htcds_source htcds_sources[];
extern const int htcds_source_count;
void htcds_source_name(const struct htcds_source *x, struct str *out); /* among the figures of a case */

#define REPORT_NUMBER "CaseNumber"
#define REPORT_STATISTICS "=statistics"
#define REPORT_NOT_AT_ALL "-"
#define REPORT_NOBODY "none"

#endif
