/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The service directory as a table: the first row names the columns, which are the fields of the form service-entry,
 * and "id". Choices are written by their code, several divided by semicolons; read also by their label.
 */
#ifndef SARAI_REPORT_DIRECTORY_CSV_H
#define SARAI_REPORT_DIRECTORY_CSV_H

#include <sarai/access/session.h>
#include <sarai/base/diag.h>
#include <sarai/base/err.h>
#include <sarai/base/str.h>
#include <sarai/report/directory_csv.h>

struct directory_tally {
	int made, changed, same;
};
/* All or nothing: with one finding nothing is taken over, and d says all that is wrong in the file. An entry that has
 * the same id, or the same organisation, services and areas, is changed in the columns there are; others are made.
 * dry_run: only looks. PERMIT_DIRECTORY. false: with findings in d or *e. */
bool directory_import(struct session *s, const char *path, bool dry_run, struct directory_tally *out, struct diags *d,
		      struct err *e);

/* All entries, those not active too, added to *to; *n of them. Noted in the audit trail. PERMIT_DIRECTORY. */
bool directory_export(struct session *s, struct str *to, int *n, struct err *e);

#endif
