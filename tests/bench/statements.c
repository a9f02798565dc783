/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Answers written with statements kept prepared, as the store keeps them, against prepared anew each time.
 */
#include <stdbool.h>
#include <stdio.h>

#include <sqlite3.h>

#include "figures.h"

#define SAVES 200
#define ANSWERS 90

static const char insert[] =
	"insert into answer (record_id, name, place, value) values (?1, ?2, ?3, ?4) "
	"on conflict (record_id, name) do update set value = excluded.value where value <> excluded.value";

static sqlite3_stmt *prepared(sqlite3 *db)
{
	sqlite3_stmt *st = NULL;
	if (sqlite3_prepare_v2(db, insert, -1, &st, NULL) != SQLITE_OK) {
		fprintf(stderr, "%s\n", sqlite3_errmsg(db));
		exit(1);
	}
	return st;
}

static double save(sqlite3 *db, bool keep)
{
	sqlite3_stmt *st = keep ? prepared(db) : NULL;
	double start = seconds(CLOCK_PROCESS_CPUTIME_ID);
	for (int save = 0; save < SAVES; save++) {
		sqlite3_exec(db, "begin immediate", NULL, NULL, NULL);
		for (int i = 0; i < ANSWERS; i++) {
			char name[24], value[24];
			snprintf(name, sizeof name, "question_%d", i);
			snprintf(value, sizeof value, "answer %d", (save + i) % 7);
			if (!keep)
				st = prepared(db);
			sqlite3_bind_text(st, 1, "01JDEXAMPLE", -1, SQLITE_STATIC);
			sqlite3_bind_text(st, 2, name, -1, SQLITE_TRANSIENT);
			sqlite3_bind_int(st, 3, i);
			sqlite3_bind_text(st, 4, value, -1, SQLITE_TRANSIENT);
			if (sqlite3_step(st) != SQLITE_DONE)
				fprintf(stderr, "%s\n", sqlite3_errmsg(db));
			if (keep)
				sqlite3_reset(st);
			else
				sqlite3_finalize(st);
		}
		sqlite3_exec(db, "commit", NULL, NULL, NULL);
	}
	double took = seconds(CLOCK_PROCESS_CPUTIME_ID) - start;
	if (keep)
		sqlite3_finalize(st);
	return took;
}

int main(void)
{
	sqlite3 *db;
	sqlite3_open(":memory:", &db); /* the disk is left out: it is the same for both */
	sqlite3_exec(db,
		     "create table answer (record_id text not null, name text not null, place integer not null, "
		     "value text not null, primary key (record_id, name)) strict, without rowid",
		     NULL, NULL, NULL);
	heading("A save of 90 answers");
	save(db, true);
	double kept = save(db, true), anew = save(db, false);
	beside("statements", "us", "kept", kept / SAVES * 1e6, "anew", anew / SAVES * 1e6);
	sqlite3_close(db);
	return 0;
}
