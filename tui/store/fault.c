/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What SQLite says, in the program's own errors and in plain words.
 */
#include <errno.h>
#include <string.h>

#include "connection.h"

static const struct {
	int primary;
	enum err_code code;
	const char *words;
} table[] = {
	{SQLITE_FULL, ERR_FULL, "There is no room left on the disk."},
	{SQLITE_BUSY, ERR_BUSY, "Others were saving for too long."},
	{SQLITE_LOCKED, ERR_BUSY, "Others were saving for too long."},
	{SQLITE_PROTOCOL, ERR_BUSY, "Others were saving for too long."},
	{SQLITE_IOERR, ERR_IO, "Reading or writing the disk failed."},
	{SQLITE_CANTOPEN, ERR_IO, "The database file, or a file beside it, cannot be opened."},
	{SQLITE_CORRUPT, ERR_CORRUPT, "The database file is damaged."},
	{SQLITE_NOTADB, ERR_CORRUPT, "The file is not a database, or its beginning is damaged."},
	{SQLITE_READONLY, ERR_DENIED, "The database may be read here, not changed."},
	{SQLITE_PERM, ERR_DENIED, "The system does not allow it."},
	{SQLITE_AUTH, ERR_DENIED, "The system does not allow it."},
	{SQLITE_NOMEM, ERR_NOMEM, "There was not enough memory."},
	{SQLITE_INTERRUPT, ERR_CANCELLED, "It was stopped."},
	{SQLITE_TOOBIG, ERR_DATA, "A text is too long to be kept."},
	{SQLITE_CONSTRAINT, ERR_DATA, "It does not fit with what is there."},
};

/* Codes that say more than their family. */
static const struct {
	int extended;
	enum err_code code;
	const char *words;
} finer[] = {
	{SQLITE_CONSTRAINT_FOREIGNKEY, ERR_DATA, "It belongs to something that is not there."},
	{SQLITE_CONSTRAINT_PRIMARYKEY, ERR_DATA, "One with the same id is there already."},
	{SQLITE_CONSTRAINT_UNIQUE, ERR_DATA, "One with the same id or number is there already."},
	{SQLITE_IOERR_NOMEM, ERR_NOMEM, "There was not enough memory."},
	{SQLITE_IOERR_CORRUPTFS, ERR_CORRUPT, "The disk's own tables are damaged."},
	{SQLITE_CANTOPEN_SYMLINK, ERR_DATA, "It is a link. Name the database file itself."},
};

static bool no_room(int system_error)
{
	return system_error == ENOSPC || system_error == EDQUOT || system_error == EFBIG;
}

bool fault(struct store *s, int rc, const char *where, struct err *e)
{
	int system_error = s->db ? sqlite3_system_errno(s->db) : 0;
	int primary = rc & 0xff;
	if (s->in_transaction)
		s->failed = true;
	for (size_t i = 0; i < sizeof finer / sizeof *finer; i++)
		if (finer[i].extended == rc)
			return err_set(e, finer[i].code, where, "%s", finer[i].words);
	if ((primary == SQLITE_IOERR || primary == SQLITE_CANTOPEN) && no_room(system_error))
		primary = SQLITE_FULL;
	if (primary == SQLITE_CANTOPEN && (system_error == EACCES || system_error == EPERM || system_error == EROFS))
		return err_set(e, ERR_DENIED, where, "The system does not allow opening the database file (%s).",
			       strerror(system_error));
	for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
		if (table[i].primary != primary)
			continue;
		if (primary == SQLITE_IOERR || primary == SQLITE_CANTOPEN)
			return err_set(e, table[i].code, where, "%s (%d%s%s)", table[i].words, rc,
				       system_error ? ", " : "", system_error ? strerror(system_error) : "");
		return err_set(e, table[i].code, where, "%s", table[i].words);
	}
	return err_set(e, ERR_INTERNAL, where, "%s (%d)", s->db ? sqlite3_errmsg(s->db) : sqlite3_errstr(rc), rc);
}
