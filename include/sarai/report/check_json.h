/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What `sarai check` has found, as a JSON object.
 */
#ifndef SARAI_REPORT_CHECK_JSON_H
#define SARAI_REPORT_CHECK_JSON_H

struct check_row {
	const char *check; /* its name; borrowed */
	const char *grade; /* "ok", "warning", "error"; borrowed */
	char *text;	   /* owned by whoever made the row */
};

/* {"errors": 1, "warnings": 0, "findings": [{"check", "grade", "text"}, ...]}: one line without its end; owned. */
char *check_json(const struct check_row *rows, int n, int errors, int warnings);

#endif
