/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <sarai/base/text.h>

#include "digits.h"

size_t digits_of(const char *s, size_t n, char *to, size_t size)
{
	size_t out = 0, bytes;
	for (size_t i = 0; i < n && s[i] && out + 1 < size; i += bytes) {
		int digit = text_digit(s + i, &bytes);
		if (digit >= 0)
			to[out++] = (char)('0' + digit);
	}
	to[out] = '\0';
	return out;
}
