/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <sarai/base/str.h>
#include <sarai/crypto/box.h>

#include "progress.h"
#include "sealed_file.h"

static bool tell(void *ctx, long long bytes)
{
	return progress_show(ctx, bytes);
}

bool sealed_file(const char *from, const char *to, const char *key,
		 bool (*how)(int, int, const char *, bool (*)(void *, long long), void *, struct err *), struct err *e)
{
	struct str part = {0};
	struct stat st;
	struct progress p = {0, -1};
	bool good = true;
	if (access(to, F_OK) == 0)
		return err_set(e, ERR_CANNOT_CREATE, to, "There is a file of this name already. Nothing is written over.");
	str_addf(&part, "%s.part", to);
	unlink(str_text(&part));
	int in = open(from, O_RDONLY | O_CLOEXEC);
	int out = in < 0 ? -1 : open(str_text(&part), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);
	if (in < 0)
		good = err_set(e, ERR_MISSING, from, "It cannot be read: %s.", strerror(errno));
	else if (out < 0)
		good = err_cannot_create(e, to, "It cannot be written");
	if (good && fstat(in, &st) == 0)
		p.all = st.st_size;
	good = good && how(in, out, key, tell, &p, e);
	progress_end(&p);
	if (good && (fsync(out) != 0 || rename(str_text(&part), to) != 0))
		good = err_set(e, errno == ENOSPC ? ERR_FULL : ERR_IO, to, "It cannot be kept: %s.", strerror(errno));
	if (in >= 0)
		close(in);
	if (out >= 0) {
		close(out);
		if (!good)
			unlink(str_text(&part));
	}
	if (!good && e && !*e->where)
		snprintf(e->where, sizeof e->where, "%s", how == box_open ? from : to);
	str_fini(&part);
	return good;
}
