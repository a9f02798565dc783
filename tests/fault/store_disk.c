/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The disk fails, the disk is full, memory runs out: at every point of a save. Nothing crashes, nothing is half there,
 * the message says what it is, and when the cause is gone the same save goes through.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <sqlite3.h>

#include <sarai/base/clock.h>
#include <sarai/base/err.h>
#include <sarai/base/mem.h>
#include <sarai/edit/drafts.h>
#include <sarai/edit/open.h>
#include <sarai/edit/save.h>
#include <sarai/store/draft.h>
#include <sarai/store/store.h>

#include "lib/service_env.h"

/* ---- a file system that fails on order ---- */

enum operation { WRITE, SYNC, TRUNCATE, READ, OPEN, LOCK, SHM, OPERATIONS };
static const char *const words[OPERATIONS] = {"write", "sync", "truncate", "read", "open", "lock", "shared memory"};

static struct {
	sqlite3_vfs vfs;
	sqlite3_vfs *real;
	enum operation what;
	int code;
	long fail_at; /* counted from 1; 0: never */
	bool stays;   /* and all after it */
	long count[OPERATIONS];
	long failed;
} shim;

struct shim_file {
	sqlite3_file base;
	sqlite3_file *real; /* behind this struct */
};

static sqlite3_file *real_of(sqlite3_file *f)
{
	return ((struct shim_file *)f)->real;
}

static bool fails(enum operation o)
{
	long n = ++shim.count[o];
	bool now = shim.fail_at && o == shim.what && (n == shim.fail_at || (shim.stays && n > shim.fail_at));
	shim.failed += now;
	return now;
}

#define MAYBE(o)                                                                                                       \
	if (fails(o))                                                                                                  \
	return shim.code

static int f_close(sqlite3_file *f)
{
	return real_of(f)->pMethods->xClose(real_of(f));
}
static int f_read(sqlite3_file *f, void *to, int n, sqlite3_int64 at)
{
	MAYBE(READ);
	return real_of(f)->pMethods->xRead(real_of(f), to, n, at);
}
static int f_write(sqlite3_file *f, const void *from, int n, sqlite3_int64 at)
{
	/* A failing disk may have taken a part of it. */
	if (fails(WRITE)) {
		if (n > 8)
			real_of(f)->pMethods->xWrite(real_of(f), from, n / 2, at);
		return shim.code;
	}
	return real_of(f)->pMethods->xWrite(real_of(f), from, n, at);
}
static int f_truncate(sqlite3_file *f, sqlite3_int64 n)
{
	MAYBE(TRUNCATE);
	return real_of(f)->pMethods->xTruncate(real_of(f), n);
}
static int f_sync(sqlite3_file *f, int flags)
{
	MAYBE(SYNC);
	return real_of(f)->pMethods->xSync(real_of(f), flags);
}
static int f_size(sqlite3_file *f, sqlite3_int64 *n)
{
	return real_of(f)->pMethods->xFileSize(real_of(f), n);
}
static int f_lock(sqlite3_file *f, int level)
{
	MAYBE(LOCK);
	return real_of(f)->pMethods->xLock(real_of(f), level);
}
static int f_unlock(sqlite3_file *f, int level)
{
	return real_of(f)->pMethods->xUnlock(real_of(f), level);
}
static int f_reserved(sqlite3_file *f, int *out)
{
	return real_of(f)->pMethods->xCheckReservedLock(real_of(f), out);
}
static int f_control(sqlite3_file *f, int op, void *arg)
{
	return real_of(f)->pMethods->xFileControl(real_of(f), op, arg);
}
static int f_sector(sqlite3_file *f)
{
	return real_of(f)->pMethods->xSectorSize(real_of(f));
}
static int f_character(sqlite3_file *f)
{
	return real_of(f)->pMethods->xDeviceCharacteristics(real_of(f));
}
static int f_shm_map(sqlite3_file *f, int page, int size, int extend, void volatile **out)
{
	MAYBE(SHM);
	return real_of(f)->pMethods->xShmMap(real_of(f), page, size, extend, out);
}
static int f_shm_lock(sqlite3_file *f, int offset, int n, int flags)
{
	return real_of(f)->pMethods->xShmLock(real_of(f), offset, n, flags);
}
static void f_shm_barrier(sqlite3_file *f)
{
	real_of(f)->pMethods->xShmBarrier(real_of(f));
}
static int f_shm_unmap(sqlite3_file *f, int drop)
{
	return real_of(f)->pMethods->xShmUnmap(real_of(f), drop);
}

static const sqlite3_io_methods methods = {2,		f_close,   f_read,     f_write,	      f_truncate,  f_sync,
					   f_size,	f_lock,	   f_unlock,   f_reserved,    f_control,   f_sector,
					   f_character, f_shm_map, f_shm_lock, f_shm_barrier, f_shm_unmap, NULL,
					   NULL};

static int v_open(sqlite3_vfs *v, const char *name, sqlite3_file *f, int flags, int *out)
{
	struct shim_file *s = (struct shim_file *)f;
	(void)v;
	f->pMethods = NULL;
	if (fails(OPEN))
		return SQLITE_CANTOPEN;
	s->real = (sqlite3_file *)(s + 1);
	int rc = shim.real->xOpen(shim.real, name, s->real, flags, out);
	if (rc == SQLITE_OK || s->real->pMethods)
		f->pMethods = s->real->pMethods ? &methods : NULL;
	return rc;
}

static void shim_install(void)
{
	if (shim.real)
		return;
	shim.real = sqlite3_vfs_find(NULL);
	shim.vfs = *shim.real;
	shim.vfs.zName = "failing";
	shim.vfs.pNext = NULL;
	shim.vfs.szOsFile = (int)sizeof(struct shim_file) + shim.real->szOsFile;
	shim.vfs.xOpen = v_open;
	assert_int_equal(sqlite3_vfs_register(&shim.vfs, 1), SQLITE_OK);
}

static void shim_reset(void)
{
	shim.fail_at = 0;
	shim.failed = 0;
	memset(shim.count, 0, sizeof shim.count);
}

/* ---- memory that runs out on order ---- */

static struct {
	sqlite3_mem_methods real;
	long count, fail_at;
	long failed;
	bool stays;
} memory;

static bool refuses(void)
{
	long n = ++memory.count;
	bool now = memory.fail_at && (n == memory.fail_at || (memory.stays && n > memory.fail_at));
	memory.failed += now;
	return now;
}
static void *m_malloc(int n)
{
	return refuses() ? NULL : memory.real.xMalloc(n);
}
static void *m_realloc(void *p, int n)
{
	return refuses() ? NULL : memory.real.xRealloc(p, n);
}

static int group_set_up(void **state)
{
	sqlite3_mem_methods m;
	(void)state;
	sqlite3_config(SQLITE_CONFIG_GETMALLOC, &memory.real);
	m = memory.real;
	m.xMalloc = m_malloc;
	m.xRealloc = m_realloc;
	if (sqlite3_config(SQLITE_CONFIG_MALLOC, &m) != SQLITE_OK)
		return -1;
	sqlite3_config(SQLITE_CONFIG_LOOKASIDE, 0, 0); /* every request is counted */
	shim_install();
	return 0;
}

/* ---- the save that is disturbed ---- */

static char case_id[ID_TEXT];

static int set_up(void **state)
{
	struct service_env *d = mem_alloc(sizeof *d);
	shim_reset();
	memory.fail_at = 0;
	service_env_open(d);
	register_as(d, "Steady Example", case_id);
	*state = d;
	return 0;
}

static int tear_down(void **state)
{
	shim_reset();
	memory.fail_at = 0;
	service_env_close(*state);
	free(*state);
	return 0;
}

static struct edit *new_goal(struct service_env *d)
{
	struct edit *w = open_kind(d, "goal", case_id);
	put(w, "goal", "A door that can be locked");
	put(w, "target_on", "2026-12-24");
	return w;
}

/* What is there, seen by another connection without any fault: goals with both answers and one line of history each. */
static int goals_there(struct service_env *d)
{
	char path[128];
	sqlite3 *db;
	sqlite3_stmt *st;
	int n[4] = {0};
	static const char *const sql[4] = {
		"select count(*) from record where kind = 'goal'",
		"select count(*) from answer where value = 'A door that can be locked'",
		"select count(*) from answer where value = '2026-12-24'",
		"select count(*) from history where kind = 'goal'",
	};
	snprintf(path, sizeof path, "%s/sarai.db", d->folder);
	assert_int_equal(sqlite3_open_v2(path, &db, SQLITE_OPEN_READWRITE, "unix"), SQLITE_OK);
	for (int i = 0; i < 4; i++) {
		assert_int_equal(sqlite3_prepare_v2(db, sql[i], -1, &st, NULL), SQLITE_OK);
		assert_int_equal(sqlite3_step(st), SQLITE_ROW);
		n[i] = sqlite3_column_int(st, 0);
		sqlite3_finalize(st);
	}
	assert_int_equal(sqlite3_prepare_v2(db, "pragma integrity_check(1)", -1, &st, NULL), SQLITE_OK);
	assert_int_equal(sqlite3_step(st), SQLITE_ROW);
	assert_string_equal((const char *)sqlite3_column_text(st, 0), "ok");
	sqlite3_finalize(st);
	sqlite3_close(db);
	for (int i = 1; i < 4; i++)
		if (n[i] != n[0])
			fail_msg("half a save: %d goals, %d words, %d days, %d lines of history", n[0], n[1], n[2],
				 n[3]);
	return n[0];
}

static bool clear_words(const struct err *e)
{
	return e->code != ERR_NONE && e->code != ERR_INTERNAL && *e->detail && *err_advice(e->code);
}

/* Disturb the save at its n-th point; then lift the cause and save again. False when there is no n-th point. */
static bool disturbed(struct service_env *d, void (*disturb)(long n), void (*lift)(void), const long *failed, long n,
		      const char *what)
{
	struct edit *w = new_goal(d);
	int before = goals_there(d);
	memset(&d->e, 0, sizeof d->e);
	disturb(n);
	bool saved = edit_save(&d->s, w, NULL, &d->e);
	bool met = *failed > 0;
	lift();
	int after = goals_there(d);
	if (saved && after != before + 1)
		fail_msg("%s %ld: said to be saved, and is not there", what, n);
	if (!saved && !clear_words(&d->e))
		fail_msg("%s %ld: no clear words: %d \"%s\"", what, n, d->e.code, d->e.detail);
	if (!saved) {
		/* The cause is gone: the same work is saved. What a failing disk had taken already may be there. */
		memset(&d->e, 0, sizeof d->e);
		if (!edit_save(&d->s, w, NULL, &d->e) && d->e.code != ERR_CONFLICT)
			fail_msg("%s %ld: not saved afterwards: %s", what, n, d->e.detail);
		assert_int_equal(goals_there(d), before + 1);
	}
	edit_close(&w);
	return met;
}

static void disturb_disk(long n)
{
	shim_reset();
	shim.fail_at = n;
}
static void disturb_memory(long n)
{
	memory.count = memory.failed = 0;
	memory.fail_at = n;
}
static void lift_memory(void)
{
	memory.fail_at = 0;
}

static void disk_fails(struct service_env *d, int code, bool stays)
{
	long points = 0;
	for (int o = 0; o < OPERATIONS; o++) {
		shim.what = (enum operation)o;
		shim.code = code;
		shim.stays = stays;
		for (long n = 1; n < 400 && disturbed(d, disturb_disk, shim_reset, &shim.failed, n, words[o]); n++)
			points++;
	}
	assert_true(points >= 5);
	print_message("# figure: a save was disturbed at %ld points of the disk\n", points);
}

static void the_disk_fails_once(void **state)
{
	disk_fails(*state, SQLITE_IOERR, false);
}

static void the_disk_fails_for_good(void **state)
{
	disk_fails(*state, SQLITE_IOERR, true);
}

static void the_disk_is_full(void **state)
{
	struct service_env *d = *state;
	disk_fails(d, SQLITE_FULL, true);
	/* It says so, and the draft is kept for when there is room. */
	struct edit *w = new_goal(d);
	shim.what = WRITE;
	shim.code = SQLITE_FULL;
	shim.stays = true;
	disturb_disk(1);
	refused(d, ERR_FULL, edit_save(&d->s, w, NULL, &d->e));
	shim_reset();
	good(d, edit_save_draft(&d->s, w, NULL, NULL, &d->e));
	save(d, w);
	edit_close(&w);
}

/* Requests for memory in one save, undisturbed. */
static long requests(struct service_env *d)
{
	struct edit *w = new_goal(d);
	memory.count = 0;
	save(d, w);
	edit_close(&w);
	return memory.count;
}

static void memory_runs_out(void **state)
{
	struct service_env *d = *state;
	long all = requests(d), points = 0;
	assert_true(all > 50);
	for (int stays = 0; stays < 2; stays++) {
		memory.stays = stays;

		for (long n = 1; n <= all; n++)
			points += disturbed(d, disturb_memory, lift_memory, &memory.failed, n, "memory");
	}
	assert_true(points >= 2 * 50);
	print_message("# figure: memory was refused at each of %ld points of a save, once and for good: %ld saves "
		      "disturbed\n",
		      all, points);
}

/* A draft kept while the disk fails is not lost: the next tick keeps it. */
static void a_draft_is_kept_at_the_next_try(void **state)
{
	struct service_env *d = *state;
	struct draft_list l = {0};
	struct edit *w = new_goal(d);
	shim.what = SYNC;
	shim.code = SQLITE_IOERR;
	shim.stays = true;
	disturb_disk(1);
	memset(&d->e, 0, sizeof d->e);
	assert_false(edit_save_draft(&d->s, w, NULL, NULL, &d->e));
	assert_true(clear_words(&d->e));
	shim_reset();
	good(d, edit_save_draft(&d->s, w, NULL, NULL, &d->e));
	good(d, drafts_list(&d->s, &l, &d->e));
	assert_int_equal(l.n, 1);
	draft_list_fini(&l);
	edit_close(&w);
}

/* Opening, too, fails with words and not otherwise. */
static void opening_fails_with_words(void **state)
{
	struct service_env *d = *state;
	char path[128];
	snprintf(path, sizeof path, "%s/sarai.db", d->folder);
	for (int o = 0; o < OPERATIONS; o++) {
		shim.what = (enum operation)o;
		shim.code = SQLITE_IOERR;
		shim.stays = false;
		for (long n = 1; n < 200; n++) {
			struct err e = {0};
			shim_reset();
			shim.fail_at = n;
			struct store *s = store_open(path, STORE_OPEN, &e);
			bool met = shim.failed > 0;
			shim_reset();
			if (!s && !clear_words(&e))
				fail_msg("%s %ld: no clear words: %d \"%s\"", words[o], n, e.code, e.detail);
			store_close(&s);
			if (!met)
				break;
		}
	}
	goals_there(d);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(the_disk_fails_once, set_up, tear_down),
		cmocka_unit_test_setup_teardown(the_disk_fails_for_good, set_up, tear_down),
		cmocka_unit_test_setup_teardown(the_disk_is_full, set_up, tear_down),
		cmocka_unit_test_setup_teardown(memory_runs_out, set_up, tear_down),
		cmocka_unit_test_setup_teardown(a_draft_is_kept_at_the_next_try, set_up, tear_down),
		cmocka_unit_test_setup_teardown(opening_fails_with_words, set_up, tear_down),
	};
	return cmocka_run_group_tests_name("disk", tests, group_set_up, NULL);
}
