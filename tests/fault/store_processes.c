/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Several processes on one database: nothing is lost, nothing is half there, everybody gets a turn, and whoever is
 * killed holds nobody up.
 */
#include "unit/store_rig.h"

#include <errno.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <time.h>

#include "../../tui/store/connection.h"

#define PUT(member, text) snprintf(member, sizeof(member), "%s", text)
#define ANSWERS 20

/* A process that runs work(r, n, to the test) and ends. */
struct worker {
	pid_t pid;
	int from; /* what it tells */
};
typedef int work(struct screen_env *r, int n, int tell);

static struct worker start(struct screen_env *r, int n, work *w)
{
	int ends[2];
	assert_int_equal(pipe(ends), 0);
	fflush(NULL);
	pid_t pid = fork();
	assert_true(pid >= 0);
	if (pid == 0) {
		prctl(PR_SET_PDEATHSIG, SIGKILL); /* a test that fails leaves nobody behind */
		close(ends[0]);
		_exit(w(r, n, ends[1]));
	}
	close(ends[1]);
	return (struct worker){pid, ends[0]};
}

static int finish(struct worker *w)
{
	int status = 0;
	close(w->from);
	while (waitpid(w->pid, &status, 0) < 0 && errno == EINTR)
		;
	return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

static bool hear(const struct worker *w, int *said)
{
	return read(w->from, said, sizeof *said) == (ssize_t)sizeof *said;
}

/* Workers never share the connection of the test: it is closed before they are made. */
static void part(struct screen_env *r)
{
	store_close(&r->store);
}

static struct store *meet(struct screen_env *r)
{
	struct err e = {0};
	if (!r->store)
		r->store = store_open(r->path, STORE_OPEN, &e);
	must(r->store != NULL);
	return r->store;
}

/* ---- counting together ---- */

#define WRITERS 8
#define SAVES 60

static void make_counter(struct screen_env *r)
{
	struct err e = {0};
	struct record c = {.kind = "counter"};
	screen_env_id(c.id, 'R', 0);
	pairs_set(&c.answers, "count", "0");
	must(store_begin(r->store, &e));
	must(store_record_insert(r->store, &c, &e));
	must(store_commit(r->store, &e));
	record_fini(&c);
}

/* One more, with the version that was read before the transaction; someone else may be faster. */
static bool count_up(struct store *s, int who, int *count, struct err *e)
{
	struct record c;
	char id[ID_TEXT], text[32];
	if (!store_record_get(s, screen_env_id(id, 'R', 0), &c, e))
		return false;
	*count = atoi(pairs_get(&c.answers, "count")) + 1;
	snprintf(text, sizeof text, "%d", *count);
	pairs_set(&c.answers, "count", text);
	snprintf(text, sizeof text, "by_%d", who);
	pairs_set(&c.answers, text, "yes");
	bool good = store_record_update(s, &c, e);
	record_fini(&c);
	return good;
}

static bool add_case(struct store *s, int who, int n, struct err *e)
{
	struct person_row p = {.name = (char *)"Amina Yusuf"};
	struct case_row c = {.status = "new", .owner = "amina"};
	struct history_entry h = {.who = "amina", .kind = "case", .action = "made"};
	int key = who * 1000 + n;
	screen_env_id(p.id, 'P', key);
	screen_env_id(c.id, 'C', key);
	screen_env_id(h.id, 'H', key);
	PUT(c.person_id, p.id);
	PUT(h.case_id, c.id);
	return store_case_number(s, "HR", 2026, c.number, e) && store_person_put(s, &p, e) &&
	       store_case_insert(s, &c, e) && store_history_add(s, &h, e);
}

static int save_many(struct screen_env *r, int who, int tell)
{
	struct err e = {0};
	struct store *s = store_open(r->path, STORE_OPEN, &e);
	(void)tell;
	for (int i = 0; s && i < SAVES; i++) {
		int count;
		if (!store_begin(s, &e) || !add_case(s, who, i, &e) || !count_up(s, who, &count, &e) ||
		    !store_commit(s, &e)) {
			fprintf(stderr, "worker %d, save %d: %s: %s\n", who, i, e.where, e.detail);
			return 1;
		}
	}
	bool good = s != NULL;
	store_close(&s);
	return good ? 0 : 2;
}

static void nothing_is_lost_and_numbers_have_no_gap(void **state)
{
	struct screen_env *r = *state;
	struct err e = {0};
	struct worker w[WRITERS];
	make_counter(r);
	part(r);
	for (int i = 0; i < WRITERS; i++)
		w[i] = start(r, i, save_many);
	for (int i = 0; i < WRITERS; i++)
		assert_int_equal(finish(&w[i]), 0);

	struct store *s = meet(r);
	struct record c;
	struct case_list l;
	char id[ID_TEXT];
	must(store_record_get(s, screen_env_id(id, 'R', 0), &c, &e));
	assert_int_equal(c.version, 1 + WRITERS * SAVES);
	assert_int_equal(atoi(pairs_get(&c.answers, "count")), WRITERS * SAVES);
	assert_int_equal(c.answers.n, 1 + WRITERS);
	record_fini(&c);
	must(store_case_list(s, &(struct case_filter){.order = CASE_BY_NUMBER}, &l, &e));
	assert_int_equal(l.n, WRITERS * SAVES);
	for (int i = 0; i < l.n; i++) {
		char number[32];
		struct history_list h;
		snprintf(number, sizeof number, "HR-2026-%04d", i + 1);
		assert_string_equal(l.at[i].number, number);
		must(store_history_list(s, l.at[i].id, NULL, 0, &h, &e));
		assert_int_equal(h.n, 1);
		history_list_fini(&h);
	}
	case_list_fini(&l);
	must(store_check(s, &e));
}

/* Reading before the transaction, as people do: whoever was slower is told, reads again and saves. */
static int save_after_reading(struct screen_env *r, int who, int tell)
{
	struct err e = {0};
	struct store *s = store_open(r->path, STORE_OPEN, &e);
	char id[ID_TEXT], text[32];
	(void)who;
	(void)tell;
	screen_env_id(id, 'R', 0);
	for (int saved = 0; s && saved < 15;) {
		struct record c;
		if (!store_record_get(s, id, &c, &e))
			return 1;
		snprintf(text, sizeof text, "%d", atoi(pairs_get(&c.answers, "count")) + 1);
		pairs_set(&c.answers, "count", text);
		if (!store_begin(s, &e))
			return 2;
		if (store_record_update(s, &c, &e)) {
			if (!store_commit(s, &e))
				return 3;
			saved++;
		} else {
			store_rollback(s);
			if (e.code != ERR_CONFLICT)
				return 4;
		}
		record_fini(&c);
	}
	bool good = s != NULL;
	store_close(&s);
	return good ? 0 : 5;
}

static void the_slower_one_is_told(void **state)
{
	struct screen_env *r = *state;
	struct err e = {0};
	struct worker w[4];
	struct record c;
	char id[ID_TEXT];
	make_counter(r);
	part(r);
	for (int i = 0; i < 4; i++)
		w[i] = start(r, i, save_after_reading);
	for (int i = 0; i < 4; i++)
		assert_int_equal(finish(&w[i]), 0);
	must(store_record_get(meet(r), screen_env_id(id, 'R', 0), &c, &e));
	assert_int_equal(atoi(pairs_get(&c.answers, "count")), 60);
	assert_int_equal(c.version, 61);
	record_fini(&c);
}

/* ---- turns ---- */

#define TOGETHER 300

/* Saves until all have saved TOGETHER times, then tells how many were its own. */
static int save_in_turn(struct screen_env *r, int who, int tell)
{
	struct err e = {0};
	struct store *s = store_open(r->path, STORE_OPEN, &e);
	int own = 0;
	for (int count = 0; s && count < TOGETHER;) {
		if (!store_begin(s, &e) || !count_up(s, who, &count, &e))
			return 1;
		if (count > TOGETHER) {
			store_rollback(s);
			break;
		}
		if (!store_commit(s, &e))
			return 2;
		/* Those who were quick to begin do not count while others are still being started. */
		if (count > TOGETHER / 3)
			own++;
	}
	if (!s || write(tell, &own, sizeof own) < 0)
		return 3;
	store_close(&s);
	return 0;
}

static void everybody_gets_a_turn(void **state)
{
	struct screen_env *r = *state;
	struct worker w[6];
	int least = TOGETHER, most = 0, sum = 0;
	bool queue = r->store->queue.set >= 0;
	make_counter(r);
	part(r);
	for (int i = 0; i < 6; i++)
		w[i] = start(r, i, save_in_turn);
	for (int i = 0; i < 6; i++) {
		int own = -1;
		assert_true(hear(&w[i], &own));
		assert_int_equal(finish(&w[i]), 0);
		least = own < least ? own : least;
		most = own > most ? own : most;
		sum += own;
	}
	assert_int_equal(sum, TOGETHER - TOGETHER / 3);
	/* In order of arrival nobody comes twice before the others; a machine under load may be slower in starting
	 * some. */
	if (queue)
		assert_true(least * 3 >= most);
}

/* ---- readers ---- */

static void readers_and_a_writer_do_not_wait_for_each_other(void **state)
{
	struct screen_env *r = *state;
	struct err e = {0};
	int count;
	bool own;
	make_counter(r);
	struct store *reader = store_open(r->path, STORE_READ, &e);
	must(reader != NULL);
	struct record none, meanwhile, after;
	char id[ID_TEXT];
	screen_env_id(id, 'R', 0);
	/* A long list is being read ... */
	must(snapshot_begin(reader, &own, &e));
	must_fail(store_record_newest(reader, "nothing", "counter", &none, &e), ERR_MISSING);
	store_set_deadline(r->store, 1);
	store_set_deadline(reader, 1);
	for (int i = 0; i < 5; i++) {
		must(store_begin(r->store, &e));
		must(count_up(r->store, 1, &count, &e));
		/* ... and goes on while somebody saves. */
		sqlite3_stmt *st = open_record_get(reader, &e, id);
		must(st != NULL);
		assert_int_equal(statement_next(reader, st, &e), STEP_ROW);
		assert_int_equal(column_int(st, 13), 1); /* the version of when the list was begun */
		statement_close(st);
		must(store_commit(r->store, &e));
	}
	snapshot_end(reader, own);
	/* In the middle of a save others read what was before. */
	must(store_begin(r->store, &e));
	must(count_up(r->store, 1, &count, &e));
	must(store_record_get(reader, id, &meanwhile, &e));
	assert_string_equal(pairs_get(&meanwhile.answers, "count"), "5");
	must(store_commit(r->store, &e));
	must(store_record_get(reader, id, &after, &e));
	assert_string_equal(pairs_get(&after.answers, "count"), "6");
	record_fini(&meanwhile);
	record_fini(&after);
	store_close(&reader);
}

/* ---- a held lock, and the death of its holder ---- */

static int hold(struct screen_env *r, int n, int tell)
{
	struct err e = {0};
	struct store *s = store_open(r->path, STORE_OPEN, &e);
	int count;
	(void)n;
	if (!s || !store_begin(s, &e) || !count_up(s, 7, &count, &e) || write(tell, &count, sizeof count) < 0)
		return 1;
	for (;;)
		pause();
}

static void a_held_lock_is_said_and_dies_with_its_holder(void **state)
{
	struct screen_env *r = *state;
	struct err e = {0};
	int count;
	struct record c;
	char id[ID_TEXT];
	make_counter(r);
	part(r);
	for (int i = 0; i < 3; i++) {
		struct worker w = start(r, 0, hold);
		assert_true(hear(&w, &count));
		struct store *s = meet(r);
		store_set_deadline(s, 40);
		must_fail(store_begin(s, &e), ERR_BUSY);
		must_fail(store_begin(s, &e), ERR_BUSY);
		assert_false(store_in_transaction(s));
		must(store_record_get(s, screen_env_id(id, 'R', 0), &c, &e));
		record_fini(&c);
		kill(w.pid, SIGKILL);
		assert_int_equal(finish(&w), 128 + SIGKILL);
		/* What it had not saved is gone, and so is its place in the queue. */
		must(store_begin(s, &e));
		must(count_up(s, 1, &count, &e));
		assert_int_equal(count, i + 1);
		must(store_commit(s, &e));
		part(r);
	}
}

static volatile sig_atomic_t rung;
static void ring(int sig)
{
	(void)sig;
	rung++;
}

/* A window that is resized interrupts the waiting, not the save. */
static void a_signal_does_not_end_the_waiting(void **state)
{
	struct screen_env *r = *state;
	struct err e = {0};
	int count;
	make_counter(r);
	part(r);
	struct worker w = start(r, 0, hold);
	assert_true(hear(&w, &count));
	struct store *s = meet(r);
	struct sigaction act = {.sa_handler = ring}, was;
	sigaction(SIGALRM, &act, &was);
	timer_t timer;
	struct sigevent event = {.sigev_notify = SIGEV_SIGNAL, .sigev_signo = SIGALRM};
	assert_int_equal(timer_create(CLOCK_MONOTONIC, &event, &timer), 0);
	rung = 0;
	assert_int_equal(timer_settime(timer, 0, &(struct itimerspec){{0, 5000000}, {0, 5000000}}, NULL), 0);
	store_set_deadline(s, 60);
	must_fail(store_begin(s, &e), ERR_BUSY);
	if (s->queue.set >= 0)
		assert_int_equal(queue_enter(&s->queue, 30), QUEUE_LATE);
	timer_delete(timer);
	sigaction(SIGALRM, &was, NULL);
	assert_true(rung > 0);
	kill(w.pid, SIGKILL);
	finish(&w);
	must(store_begin(s, &e));
	must(store_commit(s, &e));
}

/* ---- killed at any moment ---- */

#define KILLS 60
#define AT_ONCE 3

static int save_until_killed(struct screen_env *r, int n, int tell)
{
	struct err e = {0};
	struct store *s = store_open(r->path, STORE_OPEN, &e);
	for (int i = 0; s && i < 1000; i++) {
		struct record a = {.kind = "assessment"};
		struct history_entry h = {.who = "amina", .kind = "assessment", .action = "made"};
		struct draft d = {.owner = "amina", .kind = "assessment", .content = (char *)"a=1\n"};
		char name[32];
		int key = n * 1000 + i, count;
		screen_env_id(a.id, 'A', key);
		screen_env_id(h.id, 'J', key); /* 'H' is the case's */
		screen_env_id(d.id, 'D', n);
		PUT(h.record_id, a.id);
		for (int k = 0; k < ANSWERS; k++) {
			snprintf(name, sizeof name, "answer_%d", k);
			pairs_set(&a.answers, name, a.id);
		}
		if (!store_draft_put(s, &d, &e) || !store_begin(s, &e) || !store_record_insert(s, &a, &e) ||
		    !count_up(s, n % 5, &count, &e) || !add_case(s, n, i, &e) || !store_history_add(s, &h, &e) ||
		    !store_draft_drop(s, d.id, "amina", &e) || !store_commit(s, &e)) {
			fprintf(stderr, "worker %d: %s: %s\n", n, e.where, e.detail);
			return 1;
		}
		record_fini(&a);
		if (write(tell, &key, sizeof key) < 0)
			return 2;
	}
	return 3;
}

static unsigned seed = 77;
static unsigned chance(unsigned n)
{
	seed = seed * 1103515245u + 12345u;
	return (seed >> 16) % n;
}

static void the_killed_leave_all_or_nothing(void **state)
{
	struct screen_env *r = *state;
	struct err e = {0};
	struct worker w[AT_ONCE];
	int saved[KILLS * 400], n_saved = 0, started = 0, said;
	make_counter(r);
	part(r);
	for (int i = 0; i < AT_ONCE; i++)
		w[i] = start(r, 1 + started++, save_until_killed);
	for (int k = 0; k < KILLS; k++) {
		struct worker *victim = &w[chance(AT_ONCE)];
		/* Some after a save, some at the very start, each at another moment of its work. */
		if (chance(4)) {
			assert_true(hear(victim, &said));
			saved[n_saved++] = said;
		}
		nanosleep(&(struct timespec){0, chance(4000000)}, NULL);
		assert_int_equal(kill(victim->pid, SIGKILL), 0);
		/* All it could still say was saved. */
		while (hear(victim, &said)) {
			assert_true(n_saved < (int)(sizeof saved / sizeof *saved));
			saved[n_saved++] = said;
		}
		assert_int_equal(finish(victim), 128 + SIGKILL);
		*victim = start(r, 1 + started++, save_until_killed);
	}
	for (int i = 0; i < AT_ONCE; i++) {
		kill(w[i].pid, SIGKILL);
		while (hear(&w[i], &said) && n_saved < (int)(sizeof saved / sizeof *saved))
			saved[n_saved++] = said;
		finish(&w[i]);
	}

	struct store *s = meet(r);
	struct record_list l;
	struct record c;
	struct case_list cases;
	char id[ID_TEXT];
	must(store_check(s, &e));
	assert_true(n_saved >= KILLS / 4);
	for (int i = 0; i < n_saved; i++) {
		must(store_record_get(s, screen_env_id(id, 'A', saved[i]), &c, &e));
		record_fini(&c);
	}
	/* Each that is there is whole, and everything that was saved with it is there; counted exactly once. */
	must(store_record_list(s, &(struct record_filter){.kind = "assessment", .with_answers = true}, &l, &e));
	assert_true(l.n >= n_saved && l.n <= n_saved + started);
	for (int i = 0; i < l.n; i++) {
		struct history_list h;
		assert_int_equal(l.at[i].answers.n, ANSWERS);
		for (int k = 0; k < ANSWERS; k++)
			assert_string_equal(l.at[i].answers.at[k].value, l.at[i].id);
		must(store_history_list(s, NULL, l.at[i].id, 0, &h, &e));
		assert_int_equal(h.n, 1);
		history_list_fini(&h);
	}
	must(store_record_get(s, screen_env_id(id, 'R', 0), &c, &e));
	assert_int_equal(atoi(pairs_get(&c.answers, "count")), l.n);
	assert_int_equal(c.version, 1 + l.n);
	record_fini(&c);
	must(store_case_list(s, &(struct case_filter){.order = CASE_BY_NUMBER}, &cases, &e));
	assert_int_equal(cases.n, l.n);
	for (int i = 0; i < cases.n; i++)
		assert_int_equal(atoi(cases.at[i].number + 8), i + 1);
	case_list_fini(&cases);
	record_list_fini(&l);
	printf("# figure: %d killed while saving, %d saves\n", KILLS + AT_ONCE, n_saved);
}

/* ---- all at the beginning ---- */

static int make(struct screen_env *r, int n, int tell)
{
	struct err e = {0};
	struct store *s = store_open(r->path, STORE_CREATE, &e);
	(void)tell;
	if (!s || !store_begin(s, &e) || !add_case(s, n, 0, &e) || !store_commit(s, &e)) {
		fprintf(stderr, "worker %d: %s: %s\n", n, e.where, e.detail);
		return 1;
	}
	store_close(&s);
	return 0;
}

static void made_by_several_at_once(void **state)
{
	struct screen_env *r = *state;
	struct err e = {0};
	for (int round = 0; round < 4; round++) {
		struct worker w[5];
		int n;
		part(r);
		unlink(r->path);
		for (int i = 0; i < 5; i++)
			w[i] = start(r, i, make);
		for (int i = 0; i < 5; i++)
			assert_int_equal(finish(&w[i]), 0);
		must(store_case_count(meet(r), &(struct case_filter){0}, &n, &e));
		assert_int_equal(n, 5);
		must(store_check(r->store, &e));
	}
}

int main(void)
{
#define TEST(f) cmocka_unit_test_setup_teardown(f, screen_env_setup, screen_env_teardown)
	const struct CMUnitTest tests[] = {
		TEST(nothing_is_lost_and_numbers_have_no_gap),
		TEST(the_slower_one_is_told),
		TEST(everybody_gets_a_turn),
		TEST(readers_and_a_writer_do_not_wait_for_each_other),
		TEST(a_held_lock_is_said_and_dies_with_its_holder),
		TEST(a_signal_does_not_end_the_waiting),
		TEST(the_killed_leave_all_or_nothing),
		TEST(made_by_several_at_once),
	};
	signal(SIGPIPE, SIG_IGN);
	return cmocka_run_group_tests_name("store: processes", tests, NULL, NULL);
}
