/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <sarai/access/session.h>
#include <sarai/base/err.h>
#include <sarai/base/mem.h>
#include <sarai/base/str.h>
#include <sarai/report/export_file.h>
#include <sarai/store/store.h>

#define NAMES_MAX 999

static bool fail(const char *path, struct err *e)
{
	return err_set(e, errno == ENOSPC || errno == EDQUOT ? ERR_FULL : ERR_IO, path, "%s.", strerror(errno));
}

static bool write_all(int fd, const char *bytes, size_t n)
{
	while (n > 0) {
		ssize_t done = write(fd, bytes, n);
		if (done < 0 && errno != EINTR)
			return false;
		if (done > 0) {
			bytes += done;
			n -= (size_t)done;
		}
	}
	return true;
}

/* So that the name is on the disk too. */
static void sync_folder(const char *path)
{
	char *folder = mem_strdup(path);
	char *slash = strrchr(folder, '/');
	if (slash)
		slash[slash == folder] = 0;
	int fd = open(slash ? folder : ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (fd >= 0) {
		fsync(fd);
		close(fd);
	}
	free(folder);
}

bool export_file_write(const char *path, const char *bytes, size_t n, struct err *e)
{
	struct stat st;
	struct str beside = {0};
	if (lstat(path, &st) == 0 && !S_ISREG(st.st_mode))
		return err_set(e, ERR_DATA, path, "Something that is not a plain file has this name.");
	str_addf(&beside, "%s.%ld", path, (long)getpid());
	int fd = open(str_text(&beside), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
	bool good = fd >= 0;
	if (good) {
		good = fchmod(fd, 0600) == 0 && write_all(fd, bytes, n) && fsync(fd) == 0;
		int saved = errno;
		good = close(fd) == 0 && good;
		errno = good ? errno : saved;
		good = good && rename(str_text(&beside), path) == 0;
		saved = errno;
		if (!good)
			unlink(str_text(&beside));
		errno = saved;
	}
	if (fd < 0)
		err_cannot_create(e, path, "It cannot be made");
	else if (!good)
		fail(path, e);
	else
		sync_folder(path);
	str_fini(&beside);
	return good;
}

static char *folder_of(const struct session *s)
{
	struct str out = {0};
	const char *db = store_path(s->store), *slash = strrchr(db, '/');
	if (slash)
		str_add_n(&out, db, (size_t)(slash - db) + 1);
	str_add(&out, "exports");
	return str_take(&out);
}

char *export_file_name(const struct session *s, const char *name, const char *suffix, struct err *e)
{
	struct stat st;
	char *folder = folder_of(s), *found = NULL;
	if (mkdir(folder, 0700) != 0 && errno != EEXIST) {
		fail(folder, e);
	} else if (lstat(folder, &st) != 0 || !S_ISDIR(st.st_mode)) {
		err_set(e, ERR_DATA, folder, "This is not a folder.");
	} else {
		for (int i = 1; i <= NAMES_MAX && !found; i++) {
			struct str path = {0};
			str_addf(&path, "%s/%s", folder, name);
			if (i > 1)
				str_addf(&path, "-%d", i);
			str_addf(&path, ".%s", suffix);
			if (lstat(str_text(&path), &st) != 0 && errno == ENOENT)
				found = str_take(&path);
			str_fini(&path);
		}
		if (!found)
			err_set(e, ERR_DATA, folder, "There are too many files of this name: \"%s\".", name);
	}
	free(folder);
	return found;
}
