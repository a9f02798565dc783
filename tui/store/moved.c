/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * An open database and the file that its path names now: the same, another after a restore, or none where a folder was
 * renamed. And who else has it open.
 */
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "connection.h"

/* Where SQLite's locks lie in the file: whoever works keeps a shared one on it all the time (WAL). */
#define LOCKS_AT 0x40000000
#define LOCKS_BYTES 512

bool connection_in_place(struct store *s, struct err *e)
{
	struct stat st;
	int moved = 0;
	if (!s->ino)
		return true;
	if (lstat(s->real, &st) != 0) {
		if (errno == EACCES)
			return true; /* the right to look has gone, not the file: that is for the next statement to say */
		return err_set(e, ERR_MOVED, s->path, "The database is not in its place any more.");
	}
	/* By what the path says, and by what SQLite has really opened. */
	if (st.st_dev == s->dev && st.st_ino == s->ino &&
	    (!s->db || sqlite3_file_control(s->db, "main", SQLITE_FCNTL_HAS_MOVED, &moved) != SQLITE_OK || !moved))
		return true;
	return err_set(e, ERR_MOVED, s->path, "The database has been replaced by another file.");
}

void store_follow(struct store *s)
{
	struct store *there;
	store_rollback(s);
	s->leaving = true;
	if (!s->db || connection_in_place(s, NULL))
		return;
	there = store_open_with(s->real, STORE_AS_IS, s->migrations, s->n_migrations, NULL);
	if (!there)
		return;
	/* Whoever holds s goes on with it; what it was is closed. */
	struct store was = *s;
	*s = *there;
	s->leaving = true;
	s->deadline_ms = was.deadline_ms;
	s->told = was.told;
	s->told_ctx = was.told_ctx;
	s->told_after_ms = was.told_after_ms;
	*there = was;
	store_close(&there);
}

int store_used_by(const char *path)
{
	struct flock lock = {.l_type = F_WRLCK, .l_whence = SEEK_SET, .l_start = LOCKS_AT, .l_len = LOCKS_BYTES};
	int fd = open(path, O_RDWR | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
	if (fd < 0)
		return 0;
	int rc = fcntl(fd, F_GETLK, &lock);
	close(fd);
	return rc == 0 && lock.l_type != F_UNLCK ? (lock.l_pid > 0 ? (int)lock.l_pid : -1) : 0;
}
