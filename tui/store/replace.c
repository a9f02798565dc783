/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Another database in the place of the one in use. Both writers' locks are held while the files are moved, so that a
 * save is in the old one before it, or is refused after it. The database goes first and comes last: whoever opens it in
 * between finds none, never one with the log of the other.
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <sarai/base/mem.h>
#include <sarai/base/str.h>

#include "connection.h"

static const char *const suffixes[] = {"", "-wal", "-shm"};
#define FILES ((int)(sizeof suffixes / sizeof suffixes[0]))

static char *with(const char *path, const char *suffix)
{
	struct str s = {0};
	str_addf(&s, "%s%s", path, suffix);
	return str_take(&s);
}

void store_remove(const char *path)
{
	for (int i = 0; i < FILES; i++) {
		char *file = with(path, suffixes[i]);
		unlink(file);
		free(file);
	}
	char *part = with(path, ".part");
	unlink(part);
	free(part);
}

static bool move(const char *from, const char *to, bool must, struct err *e)
{
	if (rename(from, to) == 0 || (!must && errno == ENOENT))
		return true;
	return err_set(e, errno == ENOSPC ? ERR_FULL : ERR_IO, from, "It cannot be moved to %s: %s.", to,
		       strerror(errno));
}

static bool move_set(const char *path, const char *ready, const char *aside, bool there, struct err *e)
{
	bool good = true;
	int done = 0;
	for (; good && done < FILES; done++) {
		char *from = with(path, suffixes[done]), *to = with(aside, suffixes[done]);
		good = move(from, to, there && done == 0, e);
		free(from);
		free(to);
	}
	good = good && move(ready, path, true, e);
	/* Back, the database last. */
	for (int i = done - 1; !good && i >= 0; i--) {
		char *from = with(aside, suffixes[i]), *to = with(path, suffixes[i]);
		move(from, to, false, NULL);
		free(from);
		free(to);
	}
	return good;
}

static bool give_owner(const char *ready, const struct stat *like, mode_t mode, struct err *e)
{
	struct stat st;
	if (stat(ready, &st) != 0)
		return err_set(e, ERR_IO, ready, "It cannot be looked at: %s.", strerror(errno));
	if ((st.st_uid != like->st_uid || st.st_gid != like->st_gid) && chown(ready, like->st_uid, like->st_gid) != 0)
		return err_set(e, ERR_DENIED, ready, "Its owner cannot be changed: %s.", strerror(errno));
	return chmod(ready, mode) == 0 || err_set(e, ERR_DENIED, ready, "Its mode cannot be changed: %s.", strerror(errno));
}

static bool own_as_before(const char *path, const char *ready, bool there, struct err *e)
{
	struct stat st;
	if (there && lstat(path, &st) == 0)
		return give_owner(ready, &st, st.st_mode & 0777, e);
	/* Nothing to go by but the folder, whose group works on what is in it or does not. */
	const char *slash = strrchr(path, '/');
	char *folder = slash ? mem_strndup(path, slash == path ? 1 : (size_t)(slash - path)) : mem_strdup(".");
	bool good = stat(folder, &st) == 0 ? give_owner(ready, &st, 0600 | (st.st_mode & 0060), e)
					   : err_set(e, ERR_IO, folder, "It cannot be looked at: %s.", strerror(errno));
	free(folder);
	return good;
}

/* Those of the copy stay where they are newer. *n: how many; -1: one of the two cannot be read. */
static void carry_drafts(struct store *from, struct store *to, int *n)
{
	int carried = 0;
	*n = -1;
	sqlite3_stmt *st = statement_open(from, STATEMENT_DRAFT_ALL, NULL);
	enum step step = st && store_begin(to, NULL) ? STEP_ROW : STEP_FAILED;
	while (step == STEP_ROW && (step = statement_next(from, st, NULL)) == STEP_ROW) {
		const char *at[9];
		for (int i = 0; i < 9; i++)
			at[i] = column_text(st, i);
		if (!statement_run(to, STATEMENT_DRAFT_CARRY, NULL, at[0], at[1], at[2], at[3], at[4], column_int(st, 5),
				   at[6], at[7], at[8]))
			step = STEP_FAILED;
		else
			carried += statement_changes(to);
	}
	statement_close(st);
	if (step == STEP_END && store_commit(to, NULL))
		*n = carried;
	store_rollback(to);
}

bool store_replace(const char *path, const char *ready, const char *aside, int *drafts, struct err *e)
{
	struct stat st;
	struct err why = {0};
	int carried = -1;
	bool there = lstat(path, &st) == 0, good = true;
	struct store *old = there ? store_open(path, STORE_AS_IS, &why) : NULL;
	/* A damaged one, or one of another version, is moved all the same: that is what a restore is for. */
	if (there && !old && why.code != ERR_CORRUPT && why.code != ERR_NEWER && why.code != ERR_DATA && why.code != ERR_MOVED)
		return err_set(e, why.code, why.where, "%s", why.detail);
	if (old && !store_begin(old, &why)) {
		if (why.code != ERR_CORRUPT && why.code != ERR_IO)
			good = err_set(e, why.code, why.where, "%s", why.detail);
		else
			store_close(&old);
	}
	if (good && old) {
		struct store *to = store_open(ready, STORE_AS_IS, e);
		good = to != NULL;
		if (good)
			carry_drafts(old, to, &carried);
		store_close(&to);
	}
	good = good && own_as_before(path, ready, there, e) && move_set(path, ready, aside, there, e);
	if (good)
		flush_folder(path);
	store_close(&old); /* sees that it has been moved, and leaves its log with it */
	if (drafts)
		*drafts = there ? carried : 0;
	return good;
}
