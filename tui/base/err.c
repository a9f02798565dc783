/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdarg.h>
#include <stdio.h>

#include <sarai/base/err.h>

#define X(id, status, advice) {status, advice},
static const struct {
	int status;
	const char *advice;
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
