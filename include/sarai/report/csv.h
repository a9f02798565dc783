/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Tables as text, RFC 4180: commas, quotes where needed, lines that end in CR LF, UTF-8. Cells that a spreadsheet would
 * take for a formula (= + - @, tab, line end in front) are written with an apostrophe in front, and so are cells that
 * begin with one; reading takes it back.
 */
#ifndef SARAI_REPORT_CSV_H
#define SARAI_REPORT_CSV_H

#include <sarai/base/diag.h>
#include <sarai/base/err.h>
#include <sarai/base/str.h>

#define CSV_FILE_MAX (16 * 1024 * 1024)

struct csv_cell {
	char *text; /* owned */
	int line;   /* of the file, where the cell begins; a cell of several lines goes on below */
};
struct csv_row {
	struct csv_cell *at;
	int n, cap;
	int line; /* where it begins */
};
struct csv_table {
	struct csv_row *at;
	int n, cap;
};

/* Every row, the header too; empty lines are passed over. What is no CSV goes to d, line by line, and the rows around
 * it are read all the same. false when the file could not be read. */
bool csv_read(const char *path, struct csv_table *out, struct diags *d, struct err *e);
void csv_read_text(const char *label, const char *text, size_t n, struct csv_table *out, struct diags *d);
void csv_table_fini(struct csv_table *t);

struct csv_writer {
	struct str text; /* to be taken or freed by whoever made it */
	int cells;	 /* in the row so far */
};
void csv_add(struct csv_writer *w, const char *cell);
void csv_end(struct csv_writer *w); /* of the row */

#endif
