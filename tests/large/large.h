/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A large database of fictitious cases: what the program is measured on. The practice database is filled by the program
 * itself, so that each of its records is one that the program writes; its cases are then copied, each copy with people,
 * numbers, ids, workers and times of its own, and an audit log that verifies.
 */
#ifndef SARAI_TESTS_LARGE_H
#define SARAI_TESTS_LARGE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <sqlite3.h>

#include <sarai/base/clock.h>

/* ---- people (names.c) ---- */

/* The same sequence for the same seed, on every machine. */
unsigned large_draw(uint64_t *chance, unsigned below);

struct large_person {
	char name[96], folded[96], other[96], other_folded[96];
	char phone[24];
	const char *language, *country; /* borrowed: ISO 639-3, ISO 3166 */
};
void large_person_make(uint64_t *chance, bool female, struct large_person *out);

/* ---- cases to copy (unit.c) ---- */

enum segment_kind {
	SEGMENT_TEXT,
	SEGMENT_ID,	/* of a row of the unit: n is its place among the unit's ids */
	SEGMENT_TIME,	/* a date and time, shifted by seconds */
	SEGMENT_DATE,	/* a date, shifted by days: so that ages at a contact stay the same */
	SEGMENT_NUMBER, /* of the unit's case n, as shown */
	SEGMENT_NUMBER_ORDER,
	SEGMENT_NAME, /* of the unit's person n */
	SEGMENT_FOLDED,
	SEGMENT_OTHER,
	SEGMENT_OTHER_FOLDED,
	SEGMENT_PHONE,
	SEGMENT_COUNTRY,
	SEGMENT_LANGUAGE,
	SEGMENT_ACTOR, /* the account that was n-th in the unit */
};
struct segment {
	enum segment_kind kind;
	int n;
	int64_t at;	  /* of times, in seconds; of dates, in days */
	const char *text; /* of texts */
	size_t length;
};
struct value {
	int type; /* SQLITE_NULL, SQLITE_INTEGER, SQLITE_TEXT */
	int64_t number;
	struct segment *at;
	int n;
};
struct row {
	int table;
	struct value *at;
};
/* A person with their case, or a household with all its cases. */
struct unit {
	struct row *at;
	int n, cap;
	char (*ids)[ID_TEXT];
	int n_ids, cap_ids;
	char (*cases)[ID_TEXT];
	int n_cases, cap_cases;
	bool female[8];
	char actors[8][64];
	int n_actors;
	int64_t begins;
	bool open; /* one of its cases is */
};
struct table {
	const char *name;
	int columns;
	sqlite3_stmt *insert;
	const char *names[40];
};
#define LARGE_TABLES 8
enum { TABLE_PERSON, TABLE_CASE, TABLE_RECORD, TABLE_ANSWER, TABLE_HISTORY, TABLE_CHANGE, TABLE_SOURCE, TABLE_AUDIT };
#define LARGE_SUBJECTS 8 /* cases of one household at most; larger ones are not copied */

struct units {
	struct table tables[LARGE_TABLES];
	struct unit *at;
	int n, cap;
};
/* Reads all cases of the database; ends the program with a message when it cannot. */
void units_read(sqlite3 *db, struct units *out);

void large_run(sqlite3 *db, const char *sql); /* ends the program with a message when it fails */
sqlite3_stmt *large_prepare(sqlite3 *db, const char *sql);

/* ---- copying (copy.c) ---- */

struct large_plan {
	int cases; /* in all */
	int full;  /* of these have records, the newest ones; the others are a person and a case */
	int64_t now;
	uint64_t chance;
	bool quiet;
};
void large_fill(sqlite3 *db, struct units *units, const struct large_plan *plan);

#endif
