/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A whole copy of the database in one go, while others work (a stepwise one would begin again at each save), and
 * checking it.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include <sarai/base/str.h>

#include "connection.h"

static bool flush(const char *path, int how)
{
	int fd = open(path, how | O_CLOEXEC | O_NOFOLLOW);
	if (fd < 0)
		return false;
	bool good = fsync(fd) == 0;
	close(fd);
	return good;
}

bool flush_folder(const char *file)
{
	struct str folder = {0};
	const char *slash = strrchr(file, '/');
	str_add_n(&folder, file, slash ? (size_t)(slash - file) : 0);
	bool good = flush(slash ? (folder.len ? str_text(&folder) : "/") : ".", O_RDONLY | O_DIRECTORY);
	str_fini(&folder);
	return good;
}

static bool vacuum_into(struct store *s, const char *to, struct err *e)
{
	sqlite3_stmt *st = NULL;
	int rc = sqlite3_prepare_v2(s->db, "vacuum into ?1", -1, &st, NULL);
	if (rc == SQLITE_OK)
		rc = sqlite3_bind_text(st, 1, to, -1, SQLITE_STATIC);
	if (rc == SQLITE_OK)
		rc = sqlite3_step(st);
	bool good = rc == SQLITE_DONE || fault(s, rc, to, e);
	sqlite3_finalize(st);
	return good;
}

bool copy_make(struct store *s, const char *to, bool replace, struct err *e)
{
	struct str part = {0};
	if (s->in_transaction)
		return err_set(e, ERR_INTERNAL, "copy_make", "A copy cannot be made inside a transaction.");
	if (!replace && access(to, F_OK) == 0)
		return err_set(e, ERR_DATA, to, "There is a file of this name already. Choose another name.");
	str_addf(&part, "%s.part", to);
	unlink(str_text(&part)); /* of a copy that was cut short */
	bool good = place_make(str_text(&part), e) && vacuum_into(s, str_text(&part), e);
	if (good && !(flush(str_text(&part), O_RDWR) && rename(str_text(&part), to) == 0))
		good = err_set(e, errno == ENOSPC ? ERR_FULL : ERR_IO, to, "The copy cannot be kept: %s.",
			       strerror(errno));
	if (good)
		flush_folder(to);
	else
		unlink(str_text(&part));
	str_fini(&part);
	return good;
}

bool store_copy(struct store *s, const char *to, struct err *e)
{
	return connection_need(s, e) && copy_make(s, to, false, e);
}

bool store_check(struct store *s, struct err *e)
{
	sqlite3_stmt *st = NULL;
	if (!connection_need(s, e))
		return false;
	int rc = sqlite3_prepare_v2(s->db, "pragma integrity_check(1)", -1, &st, NULL);
	if (rc == SQLITE_OK)
		rc = sqlite3_step(st);
	bool good = rc == SQLITE_ROW || fault(s, rc, s->path, e);
	if (good && strcmp(column_text(st, 0), "ok"))
		good = err_set(e, ERR_CORRUPT, s->path, "%.200s", column_text(st, 0));
	sqlite3_finalize(st);
	if (!good)
		return false;
	rc = sqlite3_prepare_v2(s->db, "pragma foreign_key_check", -1, &st, NULL);
	if (rc == SQLITE_OK)
		rc = sqlite3_step(st);
	if (rc == SQLITE_ROW)
		good = err_set(e, ERR_CORRUPT, s->path, "Something in '%.60s' belongs to nothing.", column_text(st, 0));
	else if (rc != SQLITE_DONE)
		good = fault(s, rc, s->path, e);
	sqlite3_finalize(st);
	return good;
}
