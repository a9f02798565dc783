/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Copies units until there are as many cases as wanted. Rows go in by one prepared insert a table, in the order of new
 * ids, without the other indexes: those are built at the end, as is the chain of the audit log, in the order of time.
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <sarai/base/date.h>
#include <sarai/base/mem.h>
#include <sarai/base/str.h>
#include <sarai/crypto/chain.h>

#include "../../tui/store/search_keys.h"
#include "large.h"

#define DAY INT64_C(86400)
#define YEARS 4 /* that the cases are spread over */
#define CASES_A_WORKER 150
#define WORKERS_A_TEAM 8
#define TEAMS_AN_OFFICE 4

struct copying {
	sqlite3 *db;
	struct units *units;
	const struct large_plan *plan;
	uint64_t chance, ids;
	int serial[3000]; /* last number given in a year */
	int made, workers;
	sqlite3_stmt *key, *person_no;
	/* of the unit being copied */
	const struct unit *u;
	int64_t shift; /* seconds */
	struct large_person people[LARGE_SUBJECTS];
	char (*new_ids)[ID_TEXT];
	int cap_ids;
	char numbers[LARGE_SUBJECTS][32], orders[LARGE_SUBJECTS][40];
	int first_serial[LARGE_SUBJECTS], year;
	char actors[8][24];
	struct str text[40]; /* of the row being written */
};

static void step(sqlite3 *db, sqlite3_stmt *st)
{
	if (sqlite3_step(st) != SQLITE_DONE) {
		fprintf(stderr, "demo-large: %s: %s\n", sqlite3_errmsg(db), sqlite3_sql(st));
		exit(1);
	}
	sqlite3_reset(st);
}

/* Sorts by time of making, as the program's own: ten letters of the time, then a number. */
static void make_id(struct copying *c, int64_t at, char out[ID_TEXT])
{
	static const char letters[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
	uint64_t ms = (uint64_t)at * 1000, n = ++c->ids;
	for (int i = 9; i >= 0; i--, ms >>= 5)
		out[i] = letters[ms & 31];
	for (int i = 25; i >= 10; i--, n >>= 5)
		out[i] = letters[n & 31];
	out[26] = '\0';
}

/* ---- texts of the copy ---- */

static const char *replaced(const struct copying *c, const struct segment *s, char buffer[40])
{
	switch (s->kind) {
	case SEGMENT_ID:
		return c->new_ids[s->n];
	case SEGMENT_TIME:
		time_to_iso(s->at + c->shift, buffer);
		return buffer;
	case SEGMENT_DATE:
		date_to_iso(date_from_days((long)(s->at + c->shift / DAY)), buffer);
		return buffer;
	case SEGMENT_NUMBER:
		return c->numbers[s->n];
	case SEGMENT_NUMBER_ORDER:
		return c->orders[s->n];
	case SEGMENT_NAME:
		return c->people[s->n].name;
	case SEGMENT_FOLDED:
		return c->people[s->n].folded;
	case SEGMENT_OTHER:
		return c->people[s->n].other;
	case SEGMENT_OTHER_FOLDED:
		return c->people[s->n].other_folded;
	case SEGMENT_PHONE:
		return c->people[s->n].phone;
	case SEGMENT_COUNTRY:
		return c->people[0].country;
	case SEGMENT_LANGUAGE:
		return c->people[0].language;
	case SEGMENT_ACTOR:
		return c->actors[s->n];
	case SEGMENT_TEXT:
		break;
	}
	return "";
}

static const char *text_of(struct copying *c, const struct value *v, struct str *to)
{
	str_clear(to);
	for (int i = 0; i < v->n; i++) {
		char buffer[40];
		const struct segment *s = &v->at[i];
		if (s->kind == SEGMENT_TEXT)
			str_add_n(to, s->text, s->length);
		else
			str_add(to, replaced(c, s, buffer));
	}
	return str_text(to);
}

static void add_keys(struct copying *c, int64_t no, const struct large_person *p)
{
	struct key_set keys = {0};
	keys_of_name(&keys, p->folded);
	keys_of_name(&keys, p->other_folded);
	keys_of_phone(&keys, p->phone);
	for (int i = 0; i < keys.n; i++) {
		char kind[2] = {keys.at[i].kind, '\0'};
		sqlite3_bind_text(c->key, 1, kind, -1, SQLITE_STATIC);
		sqlite3_bind_text(c->key, 2, keys.at[i].text, -1, SQLITE_STATIC);
		sqlite3_bind_int64(c->key, 3, no);
		step(c->db, c->key);
	}
	key_set_fini(&keys);
}

static void copy_row(struct copying *c, const struct row *r)
{
	const struct table *t = &c->units->tables[r->table];
	int name = -1;
	for (int i = 0; i < t->columns; i++) {
		const struct value *v = &r->at[i];
		if (v->type == SQLITE_NULL) {
			sqlite3_bind_null(t->insert, i + 1);
		} else if (v->type == SQLITE_INTEGER) {
			sqlite3_bind_int64(t->insert, i + 1, v->number);
		} else if (v->n == 1 && v->at->kind == SEGMENT_TEXT) {
			sqlite3_bind_text(t->insert, i + 1, v->at->text, (int)v->at->length, SQLITE_STATIC);
		} else {
			const char *text = text_of(c, v, &c->text[i]);
			sqlite3_bind_text(t->insert, i + 1, text, (int)c->text[i].len, SQLITE_STATIC);
		}
		if ((r->table == TABLE_PERSON && !strcmp(t->names[i], "no")) ||
		    (r->table == TABLE_AUDIT && !strcmp(t->names[i], "seq"))) /* the next one */
			sqlite3_bind_null(t->insert, i + 1);
		if (r->table == TABLE_PERSON && v->n == 1 && v->at->kind == SEGMENT_NAME)
			name = v->at->n;
		if (r->table == TABLE_CASE && !strcmp(t->names[i], "serial"))
			for (int k = 0; k < c->u->n_cases; k++)
				if (!strcmp(c->u->cases[k], c->u->ids[r->at[0].at->n]))
					sqlite3_bind_int(t->insert, i + 1, c->first_serial[k]);
	}
	step(c->db, t->insert);
	if (name >= 0)
		add_keys(c, sqlite3_last_insert_rowid(c->db), &c->people[name]);
}

/* ---- one copy ---- */

static void name_workers(struct copying *c)
{
	int first = (int)large_draw(&c->chance, (unsigned)c->workers), team = first / WORKERS_A_TEAM * WORKERS_A_TEAM;
	for (int i = 0; i < c->u->n_actors; i++) {
		int worker = i ? team + (first + i) % WORKERS_A_TEAM : first;
		snprintf(c->actors[i], sizeof c->actors[0], "worker%05d", worker % c->workers + 1);
	}
}

static void copy_unit(struct copying *c, const struct unit *u, int64_t begins, bool full)
{
	c->u = u;
	c->shift = (begins - u->begins) / DAY * DAY;
	c->year = time_date(begins).year;
	name_workers(c);
	c->new_ids = mem_grow(c->new_ids, &c->cap_ids, u->n_ids + 1, sizeof *c->new_ids);
	for (int i = 0; i < u->n_ids; i++)
		make_id(c, begins, c->new_ids[i]);
	for (int i = 0; i < u->n_cases; i++) {
		large_person_make(&c->chance, u->female[i], &c->people[i]);
		int serial = c->first_serial[i] = ++c->serial[c->year % 3000];
		snprintf(c->numbers[i], sizeof c->numbers[0], "DEMO-%04d-%04d", c->year, serial);
		snprintf(c->orders[i], sizeof c->orders[0], "DEMO-%08d-%08d", c->year, serial);
	}
	for (int i = 0; i < u->n; i++)
		if (full || u->at[i].table == TABLE_PERSON || u->at[i].table == TABLE_CASE)
			copy_row(c, &u->at[i]);
	c->made += u->n_cases;
}

/* ---- before and after ---- */

static void make_accounts(struct copying *c)
{
	sqlite3_stmt *st = large_prepare(
		c->db,
		"insert into account (id, name, full_name, role, team, office, disabled, created_at, created_by) "
		"values (?1, ?2, ?2 || ' (fictitious)', ?3, ?4, ?5, 1, ?6, 'demo')");
	for (int i = 0; i < c->workers; i++) {
		char id[ID_TEXT], name[24], team[24], office[24], at[TIME_TEXT];
		int64_t then = c->plan->now - YEARS * 366 * DAY;
		make_id(c, then, id);
		time_to_iso(then, at);
		snprintf(name, sizeof name, "worker%05d", i + 1);
		snprintf(team, sizeof team, "team-%d", i / WORKERS_A_TEAM + 1);
		snprintf(office, sizeof office, "office-%d", i / WORKERS_A_TEAM / TEAMS_AN_OFFICE + 1);
		sqlite3_bind_text(st, 1, id, -1, SQLITE_STATIC);
		sqlite3_bind_text(st, 2, name, -1, SQLITE_STATIC);
		sqlite3_bind_text(st, 3, i % WORKERS_A_TEAM ? "case-worker" : "supervisor", -1, SQLITE_STATIC);
		sqlite3_bind_text(st, 4, team, -1, SQLITE_STATIC);
		sqlite3_bind_text(st, 5, office, -1, SQLITE_STATIC);
		sqlite3_bind_text(st, 6, at, -1, SQLITE_STATIC);
		step(c->db, st);
	}
	sqlite3_finalize(st);
}

/* Takes out indexes and the triggers of the audit log; returns what makes them again. */
static char *take_out(sqlite3 *db, const char *select)
{
	struct str again = {0}, drop = {0};
	sqlite3_stmt *st = large_prepare(db, select);
	while (sqlite3_step(st) == SQLITE_ROW) {
		str_addf(&drop, "drop %s %s;", sqlite3_column_text(st, 0), sqlite3_column_text(st, 1));
		str_addf(&again, "%s;", sqlite3_column_text(st, 2));
	}
	sqlite3_finalize(st);
	large_run(db, str_text(&drop));
	str_fini(&drop);
	return again.s ? again.s : mem_strdup("");
}

static void chain_audit(struct copying *c)
{
	enum { COLUMNS = 9 };
	char digest[DIGEST_TEXT] = CHAIN_START, next[DIGEST_TEXT];
	int64_t seq = 0;
	large_run(c->db,
		  "create table large_audit as select at, who, source, action, kind, case_id, record_id, detail from "
		  "audit order by at, seq; delete from audit");
	sqlite3_stmt *from = large_prepare(c->db, "select * from large_audit order by rowid");
	sqlite3_stmt *to =
		large_prepare(c->db, "insert into audit (seq, at, who, source, action, kind, case_id, record_id, "
				     "detail, digest) values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)");
	while (sqlite3_step(from) == SQLITE_ROW) {
		char number[24];
		const char *fields[COLUMNS] = {number};
		snprintf(number, sizeof number, "%" PRId64, ++seq);
		sqlite3_bind_int64(to, 1, seq);
		for (int i = 1; i < COLUMNS; i++) {
			fields[i] = (const char *)sqlite3_column_text(from, i - 1);
			sqlite3_bind_text(to, i + 1, fields[i], -1, SQLITE_STATIC);
		}
		chain_link(digest, fields, COLUMNS, next);
		memcpy(digest, next, sizeof digest);
		sqlite3_bind_text(to, COLUMNS + 1, digest, -1, SQLITE_STATIC);
		step(c->db, to);
	}
	sqlite3_finalize(from);
	sqlite3_finalize(to);
	large_run(c->db, "drop table large_audit");
}

static void count_numbers(struct copying *c)
{
	sqlite3_stmt *st = large_prepare(c->db, "select year, last from case_counter where prefix = 'DEMO'");
	while (sqlite3_step(st) == SQLITE_ROW)
		c->serial[sqlite3_column_int(st, 0) % 3000] = sqlite3_column_int(st, 1);
	sqlite3_finalize(st);
	st = large_prepare(c->db, "select count(*) from case_file");
	if (sqlite3_step(st) == SQLITE_ROW)
		c->made = sqlite3_column_int(st, 0);
	sqlite3_finalize(st);
}

static void keep_numbers(struct copying *c)
{
	for (int year = 2000; year < 3000; year++) {
		char sql[160];
		if (!c->serial[year])
			continue;
		snprintf(sql, sizeof sql,
			 "insert or replace into case_counter (prefix, year, last) values ('DEMO', %d, %d)", year,
			 c->serial[year]);
		large_run(c->db, sql);
	}
}

/* Early cases are closed ones, as in life: open ones lie in the last months. */
static const struct unit *choose(struct copying *c, int64_t days_ago)
{
	for (int tries = 0; tries < 200; tries++) {
		const struct unit *u = &c->units->at[large_draw(&c->chance, (unsigned)c->units->n)];
		if (!u->open || days_ago < 240)
			return u;
	}
	return &c->units->at[0];
}

static void say(const struct copying *c, const char *what)
{
	if (!c->plan->quiet)
		fprintf(stderr, "\r%-40s %d cases", what, c->made);
}

void large_fill(sqlite3 *db, struct units *units, const struct large_plan *plan)
{
	static struct copying c;
	memset(&c, 0, sizeof c);
	c.db = db, c.units = units, c.plan = plan, c.chance = plan->chance;
	c.workers = (plan->cases / CASES_A_WORKER / WORKERS_A_TEAM + 1) * WORKERS_A_TEAM;
	c.key = large_prepare(db, "insert or ignore into person_key (kind, key, person_no) values (?1, ?2, ?3)");
	char *triggers = take_out(db, "select 'trigger', name, sql from sqlite_schema where type = 'trigger'");
	char *indexes =
		take_out(db, "select 'index', name, sql from sqlite_schema where type = 'index' and sql is not null");
	count_numbers(&c);
	large_run(db, "begin");
	make_accounts(&c);
	int first = c.made, said = 0;
	while (c.made < plan->cases) {
		/* The newest fifth in the last eight months, the rest evenly over the years before. */
		double part = (double)(c.made - first) / (plan->cases - first + 1);
		int64_t days_ago = (int64_t)(part < 0.8 ? YEARS * 365 - part / 0.8 * (YEARS * 365 - 240)
							: 240 - (part - 0.8) / 0.2 * 240);
		int64_t begins = plan->now - days_ago * DAY - large_draw(&c.chance, 8 * 3600);
		copy_unit(&c, choose(&c, days_ago), begins, c.made >= plan->cases - plan->full);
		if (c.made - said >= 1000) {
			said = c.made;
			say(&c, "copying");
		}
	}
	keep_numbers(&c);
	say(&c, "audit log");
	chain_audit(&c);
	say(&c, "indexes");
	large_run(db, indexes);
	large_run(db, triggers);
	large_run(db, "commit");
	if (!plan->quiet)
		fputc('\n', stderr);
	free(triggers);
	free(indexes);
	sqlite3_finalize(c.key);
	free(c.new_ids);
	for (int i = 0; i < 40; i++)
		str_fini(&c.text[i]);
}
