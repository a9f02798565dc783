/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Rows of records and their answers, for the files that read them.
 */
#ifndef STORE_RECORD_ROW_H
#define STORE_RECORD_ROW_H

#include <sarai/store/record.h>

#include "connection.h"

void record_row_read(sqlite3_stmt *st, struct record *out); /* RECORD_COLUMNS; out is overwritten, without answers */
/* One record with its answers, inside a snapshot; ERR_MISSING. Closes st. */
bool record_read_one(struct store *s, sqlite3_stmt *st, struct record *out, struct err *e);
/* Into *to (empty); *last_place (may be NULL) is the greatest place among them. */
bool answers_read(struct store *s, const char *record_id, struct pairs *to, int *last_place, struct err *e);

#endif
