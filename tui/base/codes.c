/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include <sarai/base/codes.h>

bool codes_next(const char **at, const char **code, size_t *n)
{
	if (!*at)
		return false;
	*code = *at + strspn(*at, " ");
	*n = strcspn(*code, " ");
	*at = *code + *n;
	return *n > 0;
}

bool codes_have(const char *codes, const char *code)
{
	const char *one;
	size_t n, wanted = strlen(code);
	while (codes_next(&codes, &one, &n)) {
		if (n == wanted && !strncmp(one, code, n))
			return true;
	}
	return false;
}
