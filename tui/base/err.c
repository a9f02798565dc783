/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <sarai/base/err.h>

#define X(id, status, advice, admin) {status, advice, admin},
static const struct {
	int status;
	const char *advice, *admin;
} rows[] = {ERR_TABLE(X)};
#undef X

bool err_set(struct err *e, enum err_code code, const char *where, const char *fmt, ...)
{
	va_list ap;
	if (!e)
		return false;
	e->code = code;
	snprintf(e->where, sizeof e->where, "%s", where ? where : "");
	va_start(ap, fmt);
	vsnprintf(e->detail, sizeof e->detail, fmt, ap);
	va_end(ap);
	return false;
}

int err_exit_status(enum err_code code)
{
	return code < ERR_COUNT ? rows[code].status : rows[ERR_INTERNAL].status;
}

const char *err_advice(enum err_code code)
{
	return code < ERR_COUNT ? rows[code].advice : rows[ERR_INTERNAL].advice;
}

const char *err_advice_admin(enum err_code code)
{
	return code < ERR_COUNT ? rows[code].admin : rows[ERR_INTERNAL].admin;
}

bool err_cannot_create(struct err *e, const char *path, const char *what)
{
	int why = errno;
	bool full = why == ENOSPC || why == EDQUOT;
	return err_set(e, full ? ERR_FULL : ERR_CANNOT_CREATE, path, "%s: %s.", what, strerror(why));
}
