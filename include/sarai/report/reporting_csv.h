/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Figures, and codes of single cases, as tables: written to a file of mode 0600 and told in the audit trail. Without
 * the telling the file does not stay.
 */
#ifndef SARAI_REPORT_REPORTING_CSV_H
#define SARAI_REPORT_REPORTING_CSV_H

#include <sarai/access/session.h>
#include <sarai/base/err.h>
#include <sarai/base/str.h>
#include <sarai/report/reporting_csv.h>

struct reporting_tally {
	int rows;      /* written */
	int refused;   /* cases left out because of what the person has said */
	int kept_back; /* figures: cases in combinations of too few; -1: some, but how many would tell too much */
};

/* Figures by columns (names with blanks between; NULL: those of [statistics] columns). */
bool statistics_export(struct session *s, const char *columns, const char *path, struct reporting_tally *out,
		       struct err *e);

/* HTCDS 2.0 columns, one case a row. recipient: a code of lists/consent-recipients.ini. */
bool htcds_export(struct session *s, const char *recipient, const char *path, struct reporting_tally *out,
		  struct err *e);

/* Records of a kind, one a row: what its form names `export`. */
bool records_export(struct session *s, const char *kind, const char *recipient, const char *path,
		    struct reporting_tally *out, struct err *e);

#endif
