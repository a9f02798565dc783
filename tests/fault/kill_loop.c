/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Sixteen people save through the services, each a process of their own; one after the other is killed at a moment that
 * chance picks, and another takes the place. What was told to be saved is there; what is there is whole.
 *
 * SARAI_KILLS says how many (`make kill-loop`: 10,000), SARAI_SEED by which chance.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sqlite3.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <time.h>

#include <sarai/access/audit.h>
#include <sarai/access/session.h>
#include <sarai/base/clock.h>
#include <sarai/base/err.h>
#include <sarai/base/mem.h>
#include <sarai/edit/drafts.h>
#include <sarai/edit/open.h>
#include <sarai/edit/save.h>
#include <sarai/form/form.h>
#include <sarai/model/signal.h>
#include <sarai/store/store.h>

#include "lib/service_env.h"

#define WRITERS 16
#define KILLS_USUAL 300
#define NOTE "writer %d, text %d. "

/* What a writer tells when a call has come back. */
struct told {
	int i;	    /* of the text */
	bool saved; /* else: kept as a draft */
	char id[ID_TEXT];
};

struct life {
	int last_saved, last_kept, saves;
};

struct writer {
	pid_t pid;
	int from, n;
};

struct loop {
	struct service_env d;
	char db[96];
	struct writer at[WRITERS];
	struct life *lives; /* by number of the writer */
	int n_lives, cap;
	char (*saved)[ID_TEXT]; /* every record that was told to be saved */
	int n_saved, cap_saved;
	unsigned seed;
};

/* ---- a writer ---- */

static bool tell(int to, int i, bool saved, const char *id)
{
	struct told t = {.i = i, .saved = saved};
	snprintf(t.id, sizeof t.id, "%s", id);
	return write(to, &t, sizeof t) == (ssize_t)sizeof t;
}

static bool fill_contact(struct edit *w, int n, int i, bool whole)
{
	static const char *const rows[][2] = {{"contact", "contact"},
					      {"safe_to_talk", "yes"},
					      {"alone", "no"},
					      {"changes", "same"},
					      {"next", "standard"}};
	const struct form_def *def = form_definition(w->form);
	char note[64];
	bool good = true;
	snprintf(note, sizeof note, NOTE, n, i);
	for (size_t k = 0; whole && k < sizeof rows / sizeof rows[0]; k++)
		good = good && form_set(w->form, form_def_field(def, rows[k][0]), rows[k][1]);
	return good && form_set(w->form, form_def_field(def, "note"), note);
}

/* A contact after the other: typed (and kept as a draft), saved; and the person changed as well. */
static bool one_round(struct session *s, const char *case_id, int n, int i, int to, struct err *e)
{
	struct edit *w = edit_open(s, "follow-up", case_id, NULL, NULL, e);
	char also[64];
	bool good = w && fill_contact(w, n, i, false) && edit_save_draft(s, w, NULL, NULL, e) &&
		    tell(to, i, false, "") && fill_contact(w, n, i, true) && edit_save(s, w, NULL, e) &&
		    tell(to, i, true, w->record.id);
	edit_close(&w);
	if (!good || i % 3)
		return good;
	w = edit_open(s, "person", case_id, NULL, NULL, e);
	snprintf(also, sizeof also, "also %d", i);
	good = w && form_set(w->form, form_def_field(form_definition(w->form), "other_names"), also) &&
	       edit_save(s, w, NULL, e);
	edit_close(&w);
	return good;
}

static int write_on(struct loop *l, int n, int to)
{
	struct clock clock = clock_system();
	struct session s;
	struct err e = {0};
	char name[64], case_id[ID_TEXT];
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	struct store *store = store_open(l->db, STORE_OPEN, &e);
	snprintf(name, sizeof name, "writer%d", n);
	session_init(&s, name, store, l->d.config, &clock);
	struct edit *w = store ? edit_open(&s, "person", NULL, NULL, NULL, &e) : NULL;
	bool good = w && form_set(w->form, form_def_field(form_definition(w->form), "name"), name) &&
		    edit_save(&s, w, NULL, &e);
	if (good)
		memcpy(case_id, w->case_row.id, sizeof case_id);
	edit_close(&w);
	for (int i = 1; good; i++)
		good = one_round(&s, case_id, n, i, to, &e);
	fprintf(stderr, "writer %d: %s: %s\n", n, e.where, e.detail);
	return 1;
}

/* ---- the one who kills ---- */

static unsigned chance(struct loop *l, unsigned n)
{
	l->seed = l->seed * 1103515245u + 12345u;
	return (l->seed >> 16) % n;
}

static void start(struct loop *l, struct writer *w)
{
	int ends[2];
	assert_int_equal(pipe2(ends, O_CLOEXEC), 0);
	fflush(NULL);
	w->n = l->n_lives++;
	l->lives = mem_grow(l->lives, &l->cap, l->n_lives, sizeof *l->lives);
	l->lives[w->n] = (struct life){0};
	w->pid = fork();
	assert_true(w->pid >= 0);
	if (w->pid == 0)
		_exit(write_on(l, w->n, ends[1]));
	close(ends[1]);
	w->from = ends[0];
	fcntl(w->from, F_SETFL, O_NONBLOCK);
}

/* All it has told so far. */
static void hear(struct loop *l, struct writer *w)
{
	struct told t;
	while (read(w->from, &t, sizeof t) == (ssize_t)sizeof t) {
		struct life *life = &l->lives[w->n];
		if (!t.saved) {
			life->last_kept = t.i;
			continue;
		}
		life->last_saved = t.i;
		life->saves++;
		l->saved = mem_grow(l->saved, &l->cap_saved, l->n_saved + 1, sizeof *l->saved);
		memcpy(l->saved[l->n_saved++], t.id, ID_TEXT);
	}
}

static void kill_one(struct loop *l, struct writer *w)
{
	int status;
	assert_int_equal(kill(w->pid, SIGKILL), 0);
	while (waitpid(w->pid, &status, 0) < 0 && errno == EINTR)
		continue;
	hear(l, w);
	close(w->from);
	/* None has ended by itself: each was saving, or about to. */
	if (!WIFSIGNALED(status) || WTERMSIG(status) != SIGKILL)
		fail_msg("writer %d ended by itself (status %d)", w->n, status);
}

static void kill_many(struct loop *l, int kills)
{
	for (int i = 0; i < WRITERS; i++)
		start(l, &l->at[i]);
	for (int k = 0; k < kills; k++) {
		struct writer *w = &l->at[chance(l, WRITERS)];
		/* Half of them right after a call has come back, the others at any moment; some as they begin. */
		if (chance(l, 2)) {
			struct pollfd f = {.fd = w->from, .events = POLLIN};
			assert_int_equal(poll(&f, 1, 60000), 1);
		}
		nanosleep(&(struct timespec){0, chance(l, 6000) * 1000}, NULL);
		kill_one(l, w);
		for (int i = 0; i < WRITERS; i++) {
			if (&l->at[i] != w)
				hear(l, &l->at[i]);
		}
		start(l, w);
	}
	for (int i = 0; i < WRITERS; i++)
		kill_one(l, &l->at[i]);
}

/* ---- afterwards ---- */

static sqlite3 *open_file(struct loop *l)
{
	sqlite3 *db = NULL;
	assert_int_equal(sqlite3_open_v2(l->db, &db, SQLITE_OPEN_READWRITE, NULL), SQLITE_OK);
	return db;
}

static int number(sqlite3 *db, const char *query)
{
	sqlite3_stmt *st;
	if (sqlite3_prepare_v2(db, query, -1, &st, NULL) != SQLITE_OK)
		fail_msg("%s: %s", query, sqlite3_errmsg(db));
	int n = sqlite3_step(st) == SQLITE_ROW ? sqlite3_column_int(st, 0) : -1;
	sqlite3_finalize(st);
	return n;
}

/* Nothing of a save without all of it. Each of these finds halves. */
static void nothing_is_half_there(sqlite3 *db)
{
	static const char *const halves[] = {
		/* a record with more or fewer entries in history or trail than it has versions, or the other way round
		 */
		"select count(*) from record r where r.version <> (select count(*) from history h where h.record_id = "
		"r.id)",
		"select count(*) from record r where r.version <> (select count(*) from audit a where a.record_id = "
		"r.id)",
		"select count(*) from history where record_id <> '' and record_id not in (select id from record)",
		"select count(*) from audit where record_id <> '' and record_id not in (select id from record)",
		/* answers: each contact has the same ones */
		"select count(*) from record r where kind = 'follow-up' and 7 > (select count(*) from answer a where "
		"a.record_id = "
		"r.id)",
		"select count(distinct n) - 1 from (select count(*) n from answer a join record r on r.id = "
		"a.record_id where "
		"r.kind = 'follow-up' group by r.id)",
		"select count(*) from answer where record_id not in (select id from record)",
		/* a case without its person, a person without the case, numbers that were left out */
		"select count(*) from case_file c where not exists (select 1 from record r where r.id = c.person_id and "
		"r.kind = "
		"'person')",
		"select count(*) from record where kind = 'person' and id not in (select person_id from case_file)",
		"select max(cast(substr(number, 9) as integer)) - count(*) from case_file",
		/* a draft of what has been saved */
		"select count(*) from draft d where exists (select 1 from record r join answer a on a.record_id = r.id "
		"and a.name = "
		"'note' where r.case_id = d.case_id and instr(d.content, a.value) > 0)",
		/* and each text is where its writer works */
		"select count(*) from record r join answer a on a.record_id = r.id and a.name = 'note' where a.value "
		"not like "
		"'writer ' || substr(r.created_by, 7) || ', text %'",
	};
	for (size_t i = 0; i < sizeof halves / sizeof halves[0]; i++) {
		int n = number(db, halves[i]);
		if (n != 0)
			fail_msg("%d found by: %s", n, halves[i]);
	}
}

/* The newest text of each writer, in what they saved and in the draft they left. */
static void newest(sqlite3 *db, const char *query, int *by_writer, int writers)
{
	sqlite3_stmt *st;
	assert_int_equal(sqlite3_prepare_v2(db, query, -1, &st, NULL), SQLITE_OK);
	while (sqlite3_step(st) == SQLITE_ROW) {
		int n = -1, i = 0;
		const char *text = (const char *)sqlite3_column_text(st, 0);
		const char *at = strstr(text, "writer ");
		assert_non_null(at);
		assert_int_equal(sscanf(at, "writer %d, text %d.", &n, &i), 2);
		assert_in_range(n, 0, writers - 1);
		if (i > by_writer[n])
			by_writer[n] = i;
	}
	sqlite3_finalize(st);
}

static void nothing_told_is_lost(struct loop *l, sqlite3 *db)
{
	int *saved = mem_alloc((size_t)l->n_lives * sizeof *saved),
	    *kept = mem_alloc((size_t)l->n_lives * sizeof *kept);
	sqlite3_stmt *st;
	assert_int_equal(sqlite3_prepare_v2(db, "select 1 from record where id = ?1", -1, &st, NULL), SQLITE_OK);
	for (int i = 0; i < l->n_saved; i++) {
		sqlite3_bind_text(st, 1, l->saved[i], -1, SQLITE_STATIC);
		if (sqlite3_step(st) != SQLITE_ROW)
			fail_msg("told to be saved, and not there: %s", l->saved[i]);
		sqlite3_reset(st);
	}
	sqlite3_finalize(st);
	newest(db, "select value from answer where name = 'note'", saved, l->n_lives);
	newest(db, "select content from draft", kept, l->n_lives);
	for (int n = 0; n < l->n_lives; n++) {
		const struct life *life = &l->lives[n];
		if (saved[n] < life->last_saved || saved[n] > life->last_saved + 1)
			fail_msg("writer %d was told of %d, saved is %d", n, life->last_saved, saved[n]);
		/* What was kept stands in the draft, or has been saved since. */
		int there = saved[n] > kept[n] ? saved[n] : kept[n];
		if (there < life->last_kept)
			fail_msg("writer %d had kept %d, and there is %d", n, life->last_kept, there);
	}
	free(saved);
	free(kept);
}

static int set_up(void **state)
{
	struct loop *l = mem_alloc(sizeof *l);
	const char *seed = getenv("SARAI_SEED");
	service_env_open(&l->d);
	snprintf(l->db, sizeof l->db, "%s/sarai.db", l->d.folder);
	l->seed = seed ? (unsigned)strtoul(seed, NULL, 10) : 20261124;
	*state = l;
	return 0;
}

static int tear_down(void **state)
{
	struct loop *l = *state;
	service_env_close(&l->d);
	free(l->lives);
	free(l->saved);
	free(l);
	return 0;
}

static void killed_at_any_moment(void **state)
{
	struct loop *l = *state;
	struct audit_state trail;
	struct err *e = &l->d.e;
	const char *wanted = getenv("SARAI_KILLS");
	int kills = wanted && atoi(wanted) > 0 ? atoi(wanted) : KILLS_USUAL;
	/* No process shares a connection with another. */
	store_close(&l->d.s.store);
	kill_many(l, kills);

	struct store *s = store_open(l->db, STORE_OPEN, e);
	if (!s || !store_check(s, e))
		fail_msg("%s", e->detail);
	assert_true(audit_verify(s, 0, NULL, NULL, NULL, &trail, e));
	assert_int_equal(trail.bad, 0);
	store_close(&s);
	sqlite3 *db = open_file(l);
	assert_int_equal(number(db, "select count(*) from audit"), trail.rows);
	nothing_is_half_there(db);
	nothing_told_is_lost(l, db);
	/* It was worth it: saves were told of and drafts were left. */
	assert_true(l->n_saved > kills / 4);
	assert_true(number(db, "select count(*) from draft") > kills / 20);
	printf("# figure: %d killed, %d saves told, %d drafts left, %d rows of the trail\n", kills + WRITERS,
	       l->n_saved, number(db, "select count(*) from draft"), (int)trail.rows);
	sqlite3_close(db);
	/* And work goes on. */
	l->d.s.store = store_open(l->db, STORE_OPEN, e);
	assert_non_null(l->d.s.store);
	char id[ID_TEXT];
	register_as(&l->d, "Afterwards", id);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(killed_at_any_moment, set_up, tear_down),
	};
	signal(SIGPIPE, SIG_IGN);
	return cmocka_run_group_tests_name("kill loop", tests, NULL, NULL);
}
