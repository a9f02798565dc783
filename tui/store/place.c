/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Where the database file lies. It is looked at by name only: opening and closing it here would drop the locks that
 * another connection of this process holds on it.
 */
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <sarai/base/mem.h>
#include <sarai/base/str.h>

#include "connection.h"

#define HEADER_BYTES 100 /* SQLite takes a file of one byte for an empty one */

static bool system_fault(const char *path, const char *what, struct err *e)
{
	int number = errno;
	enum err_code code = number == ENOENT || number == ENOTDIR		      ? ERR_MISSING
			     : number == EACCES || number == EPERM || number == EROFS ? ERR_DENIED
			     : number == ENOSPC || number == EDQUOT		      ? ERR_FULL
			     : number == ENAMETOOLONG || number == ELOOP	      ? ERR_DATA
										      : ERR_IO;
	return err_set(e, code, path, "%s: %s.", what, strerror(number));
}

static bool make_folders(const char *folder, struct err *e)
{
	char *path = mem_strdup(folder);
	bool good = true;
	for (char *at = path + 1; good && *path; at++) {
		if (*at != '/' && *at != '\0')
			continue;
		char kept = *at;
		*at = '\0';
		if (mkdir(path, 0700) != 0 && errno != EEXIST)
			good = system_fault(path, "This folder cannot be made", e);
		*at = kept;
		if (!kept)
			break;
	}
	free(path);
	return good;
}

bool place_make(const char *real, struct err *e)
{
	int fd = open(real, O_CREAT | O_EXCL | O_RDWR | O_NOFOLLOW | O_CLOEXEC, 0600);
	if (fd < 0)
		return system_fault(real, "The file cannot be made", e);
	bool good = fsync(fd) == 0 || system_fault(real, "The file cannot be made", e);
	close(fd);
	return good;
}

/* A log belongs to the database it was written for; a new one would be damaged by it. */
static bool log_without_database(const char *real)
{
	struct stat st;
	struct str log = {0};
	str_addf(&log, "%s-wal", real);
	bool found = lstat(str_text(&log), &st) == 0 && st.st_size > 0;
	str_fini(&log);
	return found;
}

static bool judge(const char *path, const char *real, enum store_mode mode, struct err *e)
{
	struct stat st;
	if (lstat(real, &st) != 0) {
		if (errno != ENOENT)
			return system_fault(path, "The database file cannot be reached", e);
		if (mode != STORE_CREATE)
			return err_set(e, ERR_MISSING, path, "There is no database file of this name.");
		if (log_without_database(real))
			return err_set(e, ERR_DATA, path,
				       "The database is missing and its log (NAME-wal) is there: it was moved, or a "
				       "restore was cut short. Move both together, or run 'sarai restore --in-place' again.");
		/* Another process making it in the same moment is as good. */
		return place_make(real, e) || (access(real, F_OK) == 0 && (err_set(e, ERR_NONE, "", "%s", ""), true));
	}
	if (S_ISLNK(st.st_mode))
		return err_set(e, ERR_DATA, path, "It is a link. Name the database file itself.");
	if (S_ISDIR(st.st_mode))
		return err_set(e, ERR_DATA, path, "It is a folder. Name a database file.");
	if (!S_ISREG(st.st_mode))
		return err_set(e, ERR_DATA, path, "It is not an ordinary file. Name a database file.");
	if (st.st_size == 0 && mode != STORE_CREATE)
		return err_set(e, ERR_DATA, path, "The file is empty: it holds no database yet.");
	if (st.st_size > 0 && st.st_size < HEADER_BYTES)
		return err_set(e, ERR_CORRUPT, path, "The file is too short for a database.");
	return true;
}

bool place_find(const char *path, enum store_mode mode, char **real, struct err *e)
{
	*real = NULL;
	const char *slash = path ? strrchr(path, '/') : NULL;
	const char *name = slash ? slash + 1 : path;
	if (!name || !*name || !strcmp(name, ".") || !strcmp(name, ".."))
		return err_set(e, ERR_DATA, path && *path ? path : "database", "Name a database file, not a folder.");
	char *folder = slash == path ? mem_strdup("/") : slash ? mem_strndup(path, (size_t)(slash - path)) : mem_strdup(".");
	bool good = mode != STORE_CREATE || make_folders(folder, e);
	/* Folders may be links (an administrator's choice); the file itself may not. */
	char *resolved = good ? realpath(folder, NULL) : NULL;
	if (good && !resolved)
		good = system_fault(path, "The folder of the database cannot be reached", e);
	if (good) {
		struct str s = {0};
		str_addf(&s, "%s/%s", strcmp(resolved, "/") ? resolved : "", name);
		*real = str_take(&s);
		good = judge(path, *real, mode, e);
	}
	if (!good) {
		free(*real);
		*real = NULL;
	}
	free(resolved);
	free(folder);
	return good;
}
