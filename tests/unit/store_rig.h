/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * For tests of the store: a database in a folder of its own, removed again.
 */
#ifndef TESTS_STORE_RIG_H
#define TESTS_STORE_RIG_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <ftw.h>
#include <unistd.h>

#include <sarai/base/mem.h>
#include <sarai/store/casefile.h>
#include <sarai/store/draft.h>
#include <sarai/store/history.h>
#include <sarai/store/record.h>

/* In tests with a `struct err e`. */
#define must(call)                                                                                                     \
	do {                                                                                                           \
		if (!(call))                                                                                           \
			fail_msg("%s: error %d, %s: %s", #call, e.code, e.where, e.detail);                            \
	} while (0)
#define must_fail(call, wanted)                                                                                        \
	do {                                                                                                           \
		e = (struct err){0};                                                                                   \
		if (call)                                                                                              \
			fail_msg("%s went well", #call);                                                               \
		if (e.code != (wanted))                                                                                \
			fail_msg("%s: error %d (%s), not %s", #call, e.code, e.detail, #wanted);                       \
		assert_true(*e.detail &&*e.where);                                                                     \
		e = (struct err){0};                                                                                   \
	} while (0)

struct screen_env {
	char folder[128], path[160];
	struct store *store;
};

static inline int screen_env_remove_one(const char *path, const struct stat *st, int kind, struct FTW *walk)
{
	(void)st;
	(void)kind;
	(void)walk;
	return remove(path);
}

static inline int screen_env_folder(void **state)
{
	struct screen_env *r = calloc(1, sizeof *r);
	const char *base = getenv("TMPDIR");
	snprintf(r->folder, sizeof r->folder, "%.80s/sarai-store-XXXXXX", base && *base ? base : "/tmp");
	if (!mkdtemp(r->folder))
		return -1;
	snprintf(r->path, sizeof r->path, "%s/sarai.db", r->folder);
	*state = r;
	return 0;
}

static inline int screen_env_setup(void **state)
{
	struct err e = {0};
	if (screen_env_folder(state))
		return -1;
	struct screen_env *r = *state;
	r->store = store_open(r->path, STORE_CREATE, &e);
	if (!r->store)
		fprintf(stderr, "%s: %s\n", e.where, e.detail);
	return r->store ? 0 : -1;
}

static inline int screen_env_teardown(void **state)
{
	struct screen_env *r = *state;
	store_close(&r->store);
	nftw(r->folder, screen_env_remove_one, 8, FTW_DEPTH | FTW_PHYS);
	free(r);
	return 0;
}

/* Ids as the program makes them, one for each kind and number. */
static inline const char *screen_env_id(char out[ID_TEXT], char kind, int n)
{
	snprintf(out, ID_TEXT, "01%c%023d", kind, n);
	return out;
}

/* A person and a case of theirs: number HR-2026-<n>. In the open transaction, or each in its own. */
static inline void screen_env_add_case(struct store *s, int n, const char *name, const char *others, const char *phone)
{
	struct err e = {0};
	struct person_row p = {.name = (char *)name, .other_names = (char *)others, .birth = "1994", .sex = "f"};
	struct case_row c = {.status = "new", .owner = "amina", .score = -1, .low = -1, .high = -1};
	screen_env_id(p.id, 'P', n);
	snprintf(p.phone, sizeof p.phone, "%s", phone ? phone : "");
	must(store_person_put(s, &p, &e));
	screen_env_id(c.id, 'C', n);
	snprintf(c.person_id, sizeof c.person_id, "%s", p.id);
	snprintf(c.number, sizeof c.number, "HR-2026-%04d", n);
	time_to_iso(1790000000 + n * 60, c.opened_at);
	must(store_case_insert(s, &c, &e));
}

/* Texts that would do harm if they ever became part of a statement, and texts that are merely unusual. */
static const char *const screen_env_texts[] = {
	"'; drop table person; --",
	"\" or 1=1 --",
	"Robert'); delete from case_file; --",
	"?1 $1 :name @x %s %n \\",
	"%_*?[a-z]",
	"null",
	"0",
	"Nguyễn Văn An",
	"محمد بن عبد الله",
	"ተስፋዬ በቀለ",
	"Zoë O’Connor-Łęcki",
	"\xf0\x9f\x8f\xb3\xef\xb8\x8f\xe2\x80\x8d\xf0\x9f\x8c\x88",
	"two\nlines\tand a tab",
	" blanks around ",
};
#define RIG_TEXTS ((int)(sizeof screen_env_texts / sizeof *screen_env_texts))

#endif
