/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <sqlite3.h>

#include <sarai/base/clock.h>
#include <sarai/model/score.h>

#include "many.h"

struct making {
	sqlite3 *db;
	sqlite3_stmt *case_row, *record, *answer;
	const struct catalogue *c;
	const char *digest;
	char record_id[ID_TEXT];
	uint64_t chance;
	int place;
};

static void need(struct making *m, int rc, int wanted)
{
	if (rc == wanted)
		return;
	fprintf(stderr, "many: %s\n", sqlite3_errmsg(m->db));
	exit(1);
}

static unsigned draw(struct making *m, unsigned below)
{
	m->chance = m->chance * 6364136223846793005u + 1442695040888963407u;
	return (unsigned)(m->chance >> 33) % below;
}

static void step(struct making *m, sqlite3_stmt *st)
{
	need(m, sqlite3_step(st), SQLITE_DONE);
	sqlite3_reset(st);
}

static void add(struct making *m, const char *name, const char *value)
{
	sqlite3_bind_text(m->answer, 1, m->record_id, -1, SQLITE_TRANSIENT);
	sqlite3_bind_text(m->answer, 2, name, -1, SQLITE_TRANSIENT);
	sqlite3_bind_int(m->answer, 3, m->place++);
	sqlite3_bind_text(m->answer, 4, value, -1, SQLITE_TRANSIENT);
	step(m, m->answer);
}

static void add_number(struct making *m, const char *name, int value)
{
	char text[16];
	snprintf(text, sizeof text, "%d", value);
	add(m, name, text);
}

static void add_answers(struct making *m, int tenths, struct answers *a)
{
	const struct catalogue *c = m->c;
	memset(a->factor, 0, (size_t)c->n_factors * sizeof *a->factor);
	memset(a->flag, 0, (size_t)c->n_flags * sizeof *a->flag);
	for (int i = 0; i < c->n_factors; i++) {
		if (draw(m, 10) >= (unsigned)tenths)
			continue;
		a->factor[i] = draw(m, 3) ? ANSWER_NEUTRAL : (enum answer)(1 + draw(m, ANSWER_COUNT - 1));
		add(m, c->factors[i].name, answer_name(a->factor[i]));
	}
	for (int i = 0; i < c->n_flags; i++) {
		unsigned k = draw(m, 40);
		a->flag[i] = k == 0 ? FLAG_YES : k < 30 ? FLAG_NO : FLAG_NONE;
		if (a->flag[i] != FLAG_NONE)
			add(m, c->flags[i].name, flag_answer_name(a->flag[i]));
	}
}

static void add_figures(struct making *m, const struct answers *a, bool finished)
{
	const struct catalogue *c = m->c;
	struct score *s = score_evaluate_brief(c, a);
	add_number(m, "=score", s->score);
	add_number(m, "=low", s->low);
	add_number(m, "=high", s->high);
	add(m, "=band", c->bands[s->band].name);
	add(m, "=catalogue", m->digest);
	if (finished && draw(m, 5))
		add(m, "assigned", c->bands[draw(m, 4) ? s->band : (int)draw(m, (unsigned)c->n_bands)].name);
	if (finished)
		add(m, "finished", "yes");
	score_free(&s);
}

static void make_one(struct making *m, int number, int tenths, struct answers *a)
{
	char case_id[ID_TEXT], shown[32], order[32];
	bool finished = draw(m, 10) != 0;
	snprintf(case_id, sizeof case_id, "01C%023d", number);
	snprintf(m->record_id, sizeof m->record_id, "01A%023d", number);
	snprintf(shown, sizeof shown, "HR-2026-%06d", number);
	snprintf(order, sizeof order, "HR-00002026-%08d", number);
	sqlite3_bind_text(m->case_row, 1, case_id, -1, SQLITE_TRANSIENT);
	sqlite3_bind_text(m->case_row, 2, shown, -1, SQLITE_TRANSIENT);
	sqlite3_bind_text(m->case_row, 3, order, -1, SQLITE_TRANSIENT);
	sqlite3_bind_int(m->case_row, 4, number);
	step(m, m->case_row);
	sqlite3_bind_text(m->record, 1, m->record_id, -1, SQLITE_TRANSIENT);
	sqlite3_bind_text(m->record, 2, case_id, -1, SQLITE_TRANSIENT);
	sqlite3_bind_text(m->record, 3, finished ? "finished" : "open", -1, SQLITE_TRANSIENT);
	step(m, m->record);
	m->place = 0;
	add_answers(m, tenths, a);
	add_figures(m, a, finished);
}

void many_assessments(const char *db, const struct catalogue *c, const char *digest, int first, int n, int tenths)
{
	struct making m = {.c = c, .digest = digest};
	struct answers a;
	need(&m, sqlite3_open_v2(db, &m.db, SQLITE_OPEN_READWRITE, NULL), SQLITE_OK);
	sqlite3_busy_timeout(m.db, 10000);
	need(&m,
	     sqlite3_prepare_v2(
		     m.db,
		     "insert into case_file (id, number, number_order, serial, status, open, owner, opened_at) "
		     "values (?1, ?2, ?3, ?4, 'assessed', 1, 'amina', '2026-11-01T08:00:00Z')",
		     -1, &m.case_row, NULL),
	     SQLITE_OK);
	need(&m,
	     sqlite3_prepare_v2(m.db,
				"insert into record (id, kind, case_id, round, state, happened, form_id, created_at) "
				"values (?1, 'assessment', ?2, 1, ?3, '2026-11-02T12:00:00Z', 'assessment', "
				"'2026-11-02T12:00:00Z')",
				-1, &m.record, NULL),
	     SQLITE_OK);
	need(&m,
	     sqlite3_prepare_v2(m.db, "insert into answer (record_id, name, place, value) values (?1, ?2, ?3, ?4)", -1,
				&m.answer, NULL),
	     SQLITE_OK);
	need(&m, sqlite3_exec(m.db, "pragma synchronous = off; begin immediate", NULL, NULL, NULL), SQLITE_OK);
	answers_init(&a, c);
	for (int i = 0; i < n; i++) {
		m.chance = (uint64_t)(first + i) * 2654435761u + 12345;
		make_one(&m, first + i, tenths, &a);
	}
	answers_fini(&a);
	need(&m, sqlite3_exec(m.db, "commit", NULL, NULL, NULL), SQLITE_OK);
	sqlite3_finalize(m.case_row);
	sqlite3_finalize(m.record);
	sqlite3_finalize(m.answer);
	sqlite3_close(m.db);
}
