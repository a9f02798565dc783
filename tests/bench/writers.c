/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Many processes that write at the same time: waiting in the queue, against waiting by SQLite's busy handler alone.
 */
#include <stdbool.h>
#include <stdio.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <sqlite3.h>

#include "../../tui/store/queue.h"
#include "figures.h"

#define WRITERS 16
#define WRITES 30
#define WAIT_MS 20000

static void must(int rc, sqlite3 *db)
{
	if (rc != SQLITE_OK) {
		fprintf(stderr, "%s\n", sqlite3_errmsg(db));
		_exit(1);
	}
}

static sqlite3 *open_file(const char *path)
{
	sqlite3 *db;
	must(sqlite3_open(path, &db), db);
	sqlite3_busy_timeout(db, WAIT_MS);
	must(sqlite3_exec(db, "pragma journal_mode = wal; pragma synchronous = full", NULL, NULL, NULL), db);
	return db;
}

static void writer(const char *path, bool queued, int start, double *took)
{
	struct queue q;
	struct stat st;
	char go;
	sqlite3 *db = open_file(path);
	if (stat(path, &st) != 0)
		_exit(1);
	queue_find(&q, &st);
	if (queued && q.set < 0)
		_exit(2);
	if (read(start, &go, 1) != 0) /* all at once: at the end of the pipe */
		_exit(1);
	for (int i = 0; i < WRITES; i++) {
		double from = seconds(CLOCK_MONOTONIC);
		if (queued && queue_enter(&q, WAIT_MS) != QUEUE_IN)
			_exit(3);
		must(sqlite3_exec(db, "begin immediate", NULL, NULL, NULL), db);
		must(sqlite3_exec(db, "insert into t (text) values ('what somebody has written')", NULL, NULL, NULL),
		     db);
		must(sqlite3_exec(db, "commit", NULL, NULL, NULL), db);
		if (queued)
			queue_leave(&q);
		took[i] = seconds(CLOCK_MONOTONIC) - from;
	}
	sqlite3_close(db);
	_exit(0);
}

static int by_size(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;
	return x < y ? -1 : x > y;
}

/* All waits, sorted. NULL when a writer failed. */
static double *run(bool queued)
{
	char folder[64], path[96];
	int start[2], status;
	bool good = true;
	double *took = mmap(NULL, sizeof(double) * WRITERS * WRITES, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS,
			    -1, 0);
	folder_make(folder);
	snprintf(path, sizeof path, "%s/t.db", folder);
	sqlite3 *db = open_file(path);
	must(sqlite3_exec(db, "create table t (n integer primary key, text text not null) strict", NULL, NULL, NULL),
	     db);
	sqlite3_close(db);
	if (took == MAP_FAILED || pipe(start) != 0) {
		perror("writers");
		exit(1);
	}
	for (int i = 0; i < WRITERS; i++) {
		if (fork() == 0) {
			close(start[1]);
			writer(path, queued, start[0], took + i * WRITES);
		}
	}
	close(start[0]);
	close(start[1]);
	for (int i = 0; i < WRITERS; i++) {
		wait(&status);
		good = good && status == 0;
	}
	folder_remove(folder);
	if (!good)
		return NULL;
	qsort(took, WRITERS * WRITES, sizeof *took, by_size);
	return took;
}

int main(void)
{
	static const struct {
		const char *what;
		double part;
	} rows[] = {{"half wait less than", 0.5}, {"99 of 100 wait less than", 0.99}, {"the longest", 1}};
	double *queue = run(true), *handler = run(false);
	heading("16 processes writing at once, 30 times each");
	if (!queue || !handler) {
		puts("  not measured: no queue to be had here, or somebody waited too long");
		return 0;
	}
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		int at = (int)(rows[i].part * (WRITERS * WRITES - 1));
		beside(rows[i].what, "ms", "queue", queue[at] * 1e3, "busy handler", handler[at] * 1e3);
	}
	return 0;
}
