/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Reads the cases of a database as units that can be copied: all rows of a case or household, each text cut where a
 * copy has something of its own. Rows are found by the ids they name, not by kind, so that new kinds of record need
 * nothing here.
 */
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <sarai/base/date.h>
#include <sarai/base/mem.h>
#include <sarai/base/str.h>

#include "large.h"

void large_run(sqlite3 *db, const char *sql)
{
	if (sqlite3_exec(db, sql, NULL, NULL, NULL) == SQLITE_OK)
		return;
	fprintf(stderr, "demo-large: %s: %s\n", sqlite3_errmsg(db), sql);
	exit(1);
}

sqlite3_stmt *large_prepare(sqlite3 *db, const char *sql)
{
	sqlite3_stmt *st;
	if (sqlite3_prepare_v2(db, sql, -1, &st, NULL) == SQLITE_OK)
		return st;
	fprintf(stderr, "demo-large: %s: %s\n", sqlite3_errmsg(db), sql);
	exit(1);
}

static const char *text_of(sqlite3_stmt *st, int i)
{
	const unsigned char *t = sqlite3_column_text(st, i);
	return t ? (const char *)t : "";
}

/* ---- tables ---- */

static void table_open(sqlite3 *db, struct table *t, const char *name)
{
	struct str sql = {0};
	sqlite3_stmt *columns = large_prepare(db, "select name from pragma_table_info(?1) order by cid");
	sqlite3_bind_text(columns, 1, name, -1, SQLITE_STATIC);
	t->name = name;
	str_addf(&sql, "insert into %s (", name);
	while (sqlite3_step(columns) == SQLITE_ROW) {
		t->names[t->columns] = mem_strdup(text_of(columns, 0));
		str_addf(&sql, "%s%s", t->columns ? ", " : "", t->names[t->columns]);
		t->columns++;
	}
	sqlite3_finalize(columns);
	str_add(&sql, ") values (");
	for (int i = 0; i < t->columns; i++)
		str_addf(&sql, "%s?", i ? ", " : "");
	str_add(&sql, ")");
	t->insert = large_prepare(db, str_text(&sql));
	str_fini(&sql);
}

/* ---- which rows belong together ---- */

/* Adds a case or a shared record and what hangs on it. What many cases use, as a profile, an organisation or a project
 * of the directory, stays one for all: it is named by no membership. */
static const char gather[] =
	"with recursive member(id) as (select ?1 union "
	"select r.case_id from member m join record r on r.parent_id = m.id where r.case_id is not null "
	"and r.kind = 'household-member' union "
	"select r.parent_id from member m join record r on r.case_id = m.id where r.kind = 'household-member' union "
	"select r.id from member m join record r on r.parent_id = m.id where r.case_id is null) "
	"select id from member where id is not null";

static void add_id(char (**to)[ID_TEXT], int *n, int *cap, const char *id)
{
	if (strlen(id) != ID_TEXT - 1)
		return;
	for (int i = 0; i < *n; i++)
		if (!strcmp((*to)[i], id))
			return;
	*to = mem_grow(*to, cap, *n + 1, sizeof **to);
	snprintf((*to)[(*n)++], ID_TEXT, "%s", id);
}

static void add_ids(sqlite3 *db, struct unit *u, const char *sql, const char *of)
{
	sqlite3_stmt *st = large_prepare(db, sql);
	sqlite3_bind_text(st, 1, of, -1, SQLITE_TRANSIENT);
	while (sqlite3_step(st) == SQLITE_ROW)
		add_id(&u->ids, &u->n_ids, &u->cap_ids, text_of(st, 0));
	sqlite3_finalize(st);
}

static void gather_ids(sqlite3 *db, struct unit *u, const char *case_id)
{
	add_ids(db, u, gather, case_id);
	for (int i = 0; i < u->n_ids; i++) {
		sqlite3_stmt *st = large_prepare(db, "select 1 from case_file where id = ?1");
		sqlite3_bind_text(st, 1, u->ids[i], -1, SQLITE_STATIC);
		bool is_case = sqlite3_step(st) == SQLITE_ROW;
		sqlite3_finalize(st);
		if (is_case)
			add_id(&u->cases, &u->n_cases, &u->cap_cases, u->ids[i]);
	}
	for (int i = 0; i < u->n_cases; i++) {
		add_ids(db, u, "select person_id from case_file where id = ?1 and person_id is not null", u->cases[i]);
		add_ids(db, u, "select id from record where case_id = ?1", u->cases[i]);
	}
	int n = u->n_ids;
	for (int i = 0; i < n; i++) {
		add_ids(db, u, "select id from record where id = ?1 or person_id = ?1", u->ids[i]);
		add_ids(db, u, "select id from history where record_id = ?1", u->ids[i]);
		add_ids(db, u, "select id from history where case_id = ?1", u->ids[i]);
	}
}

/* ---- cutting texts ---- */

struct cut {
	struct unit *u;
	struct {
		char text[128];
		size_t length;
		enum segment_kind kind;
		int n;
	} own[LARGE_SUBJECTS * 8];
	int n;
};

static void cut_add(struct cut *c, const char *text, enum segment_kind kind, int n)
{
	if (strlen(text) < 4 || c->n == LARGE_SUBJECTS * 8)
		return;
	snprintf(c->own[c->n].text, sizeof c->own[0].text, "%s", text);
	c->own[c->n].length = strlen(text);
	c->own[c->n].kind = kind;
	c->own[c->n++].n = n;
}

static void add_segment(struct value *v, struct segment s)
{
	v->at = mem_resize(v->at, (size_t)(v->n + 1) * sizeof *v->at);
	v->at[v->n++] = s;
}

static bool digits_at(const char *p, const char *form)
{
	for (; *form; form++, p++)
		if (*form == '9' ? !isdigit((unsigned char)*p) : *p != *form)
			return false;
	return true;
}

static size_t id_at(const struct unit *u, const char *p, struct segment *out)
{
	if (strspn(p, "0123456789ABCDEFGHJKMNPQRSTVWXYZ") != ID_TEXT - 1)
		return 0;
	for (int i = 0; i < u->n_ids; i++)
		if (!memcmp(u->ids[i], p, ID_TEXT - 1)) {
			*out = (struct segment){.kind = SEGMENT_ID, .n = i};
			return ID_TEXT - 1;
		}
	return 0;
}

static size_t time_at(const char *p, struct segment *out)
{
	char text[TIME_TEXT];
	struct date d;
	if (!digits_at(p, "9999-99-99"))
		return 0;
	if (digits_at(p, "9999-99-99T99:99:99Z")) {
		snprintf(text, sizeof text, "%.20s", p);
		out->kind = SEGMENT_TIME;
		return time_from_iso(text, &out->at) ? 20 : 0;
	}
	snprintf(text, sizeof text, "%.10s", p);
	out->kind = SEGMENT_DATE;
	if (!date_from_iso(text, &d))
		return 0;
	out->at = date_days(d);
	return 10;
}

static size_t own_at(const struct cut *c, const char *p, struct segment *out)
{
	for (int i = 0; i < c->n; i++)
		if (*p == *c->own[i].text && !strncmp(p, c->own[i].text, c->own[i].length)) {
			*out = (struct segment){.kind = c->own[i].kind, .n = c->own[i].n};
			return c->own[i].length;
		}
	return 0;
}

static void cut_text(const struct cut *c, const char *text, struct value *v)
{
	const char *kept = mem_strdup(text), *from = kept, *p = kept;
	while (*p) {
		struct segment s = {0};
		bool begins = p == kept || !isalnum((unsigned char)p[-1]);
		size_t n = begins ? id_at(c->u, p, &s) : 0;
		if (!n && begins)
			n = time_at(p, &s);
		if (!n)
			n = own_at(c, p, &s);
		if (!n) {
			p++;
			continue;
		}
		if (p > from)
			add_segment(v, (struct segment){SEGMENT_TEXT, 0, 0, from, (size_t)(p - from)});
		add_segment(v, s);
		from = p += n;
	}
	if (p > from || !v->n)
		add_segment(v, (struct segment){SEGMENT_TEXT, 0, 0, from, (size_t)(p - from)});
}

/* ---- reading rows ---- */

static int actor_of(struct unit *u, const char *name)
{
	for (int i = 0; i < u->n_actors; i++)
		if (!strcmp(u->actors[i], name))
			return i;
	if (u->n_actors == 8)
		return 0;
	snprintf(u->actors[u->n_actors], sizeof u->actors[0], "%s", name);
	return u->n_actors++;
}

static bool is_actor(const char *column)
{
	static const char *const columns[] = {"owner", "who", "created_by", "updated_by"};
	for (size_t i = 0; i < sizeof columns / sizeof *columns; i++)
		if (!strcmp(columns[i], column))
			return true;
	return false;
}

/* The answer to a question about nationality or language is the person's own. */
static enum segment_kind own_answer(const struct table *t, const struct row *r, int column, const char *text)
{
	if (!*text || (strcmp(t->names[column], "value") && strcmp(t->names[column], "new_value")))
		return SEGMENT_TEXT;
	for (int i = 0; i < column; i++) {
		const struct value *v = &r->at[i];
		if ((!strcmp(t->names[i], "name") || !strcmp(t->names[i], "field")) && v->n == 1) {
			if (!strcmp(v->at->text, "nationality"))
				return SEGMENT_COUNTRY;
			if (!strcmp(v->at->text, "language"))
				return SEGMENT_LANGUAGE;
		}
	}
	return SEGMENT_TEXT;
}

static void read_value(struct cut *c, const struct table *t, struct row *r, sqlite3_stmt *st, int i)
{
	struct value *v = &r->at[i];
	enum segment_kind own;
	v->type = sqlite3_column_type(st, i);
	if (v->type == SQLITE_INTEGER)
		v->number = sqlite3_column_int64(st, i);
	if (v->type != SQLITE_TEXT)
		return;
	const char *text = text_of(st, i);
	if (*text && is_actor(t->names[i]))
		add_segment(v, (struct segment){.kind = SEGMENT_ACTOR, .n = actor_of(c->u, text)});
	else if ((own = own_answer(t, r, i, text)) != SEGMENT_TEXT)
		add_segment(v, (struct segment){.kind = own});
	else
		cut_text(c, text, v);
}

static void read_rows(sqlite3 *db, struct cut *c, const struct units *all, int table, const char *key, const char *id)
{
	const struct table *t = &all->tables[table];
	struct unit *u = c->u;
	struct str sql = {0};
	str_add(&sql, "select ");
	for (int i = 0; i < t->columns; i++)
		str_addf(&sql, "%s%s", i ? ", " : "", t->names[i]);
	str_addf(&sql, " from %s where %s = ?1", t->name, key);
	sqlite3_stmt *st = large_prepare(db, str_text(&sql));
	sqlite3_bind_text(st, 1, id, -1, SQLITE_TRANSIENT);
	while (sqlite3_step(st) == SQLITE_ROW) {
		u->at = mem_grow(u->at, &u->cap, u->n + 1, sizeof *u->at);
		struct row *r = &u->at[u->n++];
		r->table = table;
		r->at = mem_alloc((size_t)t->columns * sizeof *r->at);
		for (int i = 0; i < t->columns; i++)
			read_value(c, t, r, st, i);
	}
	sqlite3_finalize(st);
	str_fini(&sql);
}

static void read_subjects(sqlite3 *db, struct cut *c)
{
	struct unit *u = c->u;
	sqlite3_stmt *st = large_prepare(
		db, "select c.number, c.number_order, c.open, c.opened_at, p.name, p.name_folded, p.other_names, "
		    "p.other_folded, p.phone, p.sex from case_file c left join person p on p.id = c.person_id where "
		    "c.id = ?1");
	for (int i = 0; i < u->n_cases; i++) {
		int64_t opened;
		sqlite3_bind_text(st, 1, u->cases[i], -1, SQLITE_STATIC);
		if (sqlite3_step(st) == SQLITE_ROW) {
			cut_add(c, text_of(st, 0), SEGMENT_NUMBER, i);
			cut_add(c, text_of(st, 1), SEGMENT_NUMBER_ORDER, i);
			cut_add(c, text_of(st, 4), SEGMENT_NAME, i);
			cut_add(c, text_of(st, 6), SEGMENT_OTHER, i);
			cut_add(c, text_of(st, 5), SEGMENT_FOLDED, i);
			cut_add(c, text_of(st, 7), SEGMENT_OTHER_FOLDED, i);
			cut_add(c, text_of(st, 8), SEGMENT_PHONE, i);
			u->open |= sqlite3_column_int(st, 2) != 0;
			u->female[i] = !strcmp(text_of(st, 9), "female");
			if (time_from_iso(text_of(st, 3), &opened) && (!u->begins || opened < u->begins))
				u->begins = opened;
		}
		sqlite3_reset(st);
	}
	sqlite3_finalize(st);
}

static void read_unit(sqlite3 *db, const struct units *all, struct unit *u)
{
	struct cut c = {.u = u};
	read_subjects(db, &c);
	for (int i = 0; i < u->n_ids; i++) {
		const char *id = u->ids[i];
		read_rows(db, &c, all, TABLE_PERSON, "id", id);
		read_rows(db, &c, all, TABLE_CASE, "id", id);
		read_rows(db, &c, all, TABLE_RECORD, "id", id);
		read_rows(db, &c, all, TABLE_ANSWER, "record_id", id);
		read_rows(db, &c, all, TABLE_HISTORY, "id", id);
		read_rows(db, &c, all, TABLE_CHANGE, "history_id", id);
		read_rows(db, &c, all, TABLE_SOURCE, "case_id", id);
		read_rows(db, &c, all, TABLE_AUDIT, "coalesce(nullif(record_id, ''), case_id)", id);
	}
}

static bool is_in(const struct units *all, const char *case_id)
{
	for (int i = 0; i < all->n; i++)
		for (int k = 0; k < all->at[i].n_cases; k++)
			if (!strcmp(all->at[i].cases[k], case_id))
				return true;
	return false;
}

void units_read(sqlite3 *db, struct units *out)
{
	static const char *const names[LARGE_TABLES] = {"person",  "case_file",	     "record",	    "answer",
							"history", "history_change", "case_source", "audit"};
	for (int i = 0; i < LARGE_TABLES; i++)
		table_open(db, &out->tables[i], names[i]);
	large_run(db, "create index large_audit on audit (coalesce(nullif(record_id, ''), case_id))");
	sqlite3_stmt *st = large_prepare(db, "select id from case_file order by id");
	while (sqlite3_step(st) == SQLITE_ROW) {
		if (is_in(out, text_of(st, 0)))
			continue;
		struct unit u = {0};
		gather_ids(db, &u, text_of(st, 0));
		if (u.n_cases > LARGE_SUBJECTS)
			continue;
		out->at = mem_grow(out->at, &out->cap, out->n + 1, sizeof *out->at);
		out->at[out->n] = u;
		read_unit(db, out, &out->at[out->n++]);
	}
	sqlite3_finalize(st);
	large_run(db, "drop index large_audit");
}
