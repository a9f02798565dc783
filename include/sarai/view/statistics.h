/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What is told of many cases to others: figures, and the codes of single cases under HTCDS 2.0 column names. Never a
 * name, a free text, a day of birth or a place. Made-up cases stay out of it, except in a practice database.
 */
#ifndef SARAI_VIEW_STATISTICS_H
#define SARAI_VIEW_STATISTICS_H

#include <sarai/access/session.h>
#include <sarai/base/err.h>
#include <sarai/base/pairs.h>
#include <sarai/model/statistics.h>

struct stat_cases {
	struct stat_case *at;
	int n, cap;
	int refused; /* left out: the person has said no to figures */
};

bool statistics_read(struct session *s, struct stat_cases *out, struct err *e);
void stat_cases_fini(struct stat_cases *c);

/* In the order of the table that is sent; the first is the case number, the only thing that identifies. */
extern const char *const htcds_columns[];
extern const int htcds_column_count;

struct htcds_rows {
	struct pairs *at; /* by column */
	int n, cap;
	int refused; /* cases left out: no consent for figures towards this recipient */
};

/* Cases with something about trafficking, and consent for "statistics" towards the recipient (a code of
 * lists/consent-recipients.ini). What whoever asks may not see in a case is left empty. */
bool htcds_read(struct session *s, const char *recipient, struct htcds_rows *out, struct err *e);
void htcds_rows_fini(struct htcds_rows *r);

struct record_rows {
	char **heading; /* number of the case, day, and a column for each exported field; owned, as the cells */
	int n_columns;
	char ***at;
	int n, cap;
	int refused; /* cases left out, as for HTCDS */
};

/* Records of a kind: the answers that its form names `export`, as people read them; of cases with consent for
 * "statistics" towards the recipient. Nothing restricted. ERR_DATA where the kind exports nothing. */
bool record_rows_read(struct session *s, const char *kind, const char *recipient, struct record_rows *out, struct err *e);
void record_rows_fini(struct record_rows *r);

/* An export has been written: into the audit trail, with what was asked for. kind: "htcds", "statistics", or the kind of the records. Permission as
 * for reading it. */
bool export_log(struct session *s, const char *kind, int rows, const char *filter, struct err *e);

#endif
