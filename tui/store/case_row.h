/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Rows of cases and case numbers, for the files that read them.
 */
#ifndef STORE_CASE_ROW_H
#define STORE_CASE_ROW_H

#include <sarai/store/casefile.h>

#include "connection.h"

void case_row_read(sqlite3_stmt *st, struct case_row *out); /* CASE_COLUMNS; out is overwritten */
void case_row_read_from(sqlite3_stmt *st, int column, struct case_row *out); /* ... from a later column on */
/* Add every row that comes; whether a limit is needed is the statement's affair. Closes st. */
bool case_rows_read(struct store *s, sqlite3_stmt *st, struct case_list *to, struct err *e);
void case_list_add(struct case_list *l, struct case_row *c); /* takes what c owns */

/* For order and comparison: capitals, digits padded to 8, one "-" between parts and where letters meet digits:
 * "hr-2026-143" and "HR2026-0143" are HR-00002026-00000143. *serial: the last number, -1 when it does not end so. */
#define NUMBER_ORDER_TEXT 192
void case_number_order(const char *number, char out[NUMBER_ORDER_TEXT], int64_t *serial);

#endif
