/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * demo_large FILE CASES [FULL]: makes a large database of fictitious cases. FULL: how many, the newest, have all their
 * records; the others are a person, search keys and a case.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <sarai/access/session.h>
#include <sarai/base/clock.h>
#include <sarai/base/diag.h>
#include <sarai/base/err.h>
#include <sarai/config/config.h>
#include <sarai/config/load.h>
#include <sarai/demo/demo.h>
#include <sarai/store/store.h>

#include "large.h"

#define TO_COPY 240 /* cases that the program itself writes */

static int fail(const char *what, const struct err *e)
{
	fprintf(stderr, "demo-large: %s: %s: %s\n", what, e->where, e->detail);
	return 1;
}

static bool write_practice_cases(const char *path, int cases)
{
	struct diags d = {0};
	struct err e = {0};
	struct session s;
	struct clock clock = clock_system();
	struct config *config = config_load_builtin(&d);
	struct store *store = config ? store_open(path, STORE_CREATE, &e) : NULL;
	if (!store)
		return fail(path, &e), false;
	session_init(&s, "demo", store, config, &clock);
	bool good = demo_fill(&s, cases, &e);
	if (!good)
		fail("practice cases", &e);
	store_close(&store);
	config_free(&config);
	diags_fini(&d);
	return good;
}

int main(int argc, char **argv)
{
	static struct units units;
	sqlite3 *db;
	int cases = argc > 2 ? atoi(argv[2]) : 0;
	if (argc < 3 || cases < 1 || access(argv[1], F_OK) == 0) {
		fprintf(stderr, "usage: demo_large FILE CASES [FULL], where FILE is not there yet\n");
		return 2;
	}
	struct clock clock = clock_system();
	struct large_plan plan = {
		.cases = cases, .full = argc > 3 ? atoi(argv[3]) : cases, .now = clock_now(&clock), .chance = 2026};
	if (!write_practice_cases(argv[1], cases < TO_COPY ? cases : TO_COPY))
		return 1;
	if (sqlite3_open(argv[1], &db) != SQLITE_OK) {
		fprintf(stderr, "demo-large: %s\n", sqlite3_errmsg(db));
		return 1;
	}
	/* Nobody waits for a file that is made again in minutes: it is safe only once it is whole. */
	large_run(db, "pragma journal_mode = off; pragma synchronous = off; pragma cache_size = -400000; "
		      "pragma foreign_keys = off; pragma locking_mode = exclusive");
	units_read(db, &units);
	large_fill(db, &units, &plan);
	large_run(db, "analyze; pragma locking_mode = normal; pragma journal_mode = wal");
	for (int i = 0; i < LARGE_TABLES; i++)
		sqlite3_finalize(units.tables[i].insert);
	return sqlite3_close(db) == SQLITE_OK ? 0 : 1;
}
