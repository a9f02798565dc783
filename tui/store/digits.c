/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "digits.h"

int digit_at(const char *s, size_t *bytes)
{
	unsigned char c = (unsigned char)s[0], d = c ? (unsigned char)s[1] : 0;
	*bytes = 1;
	if (c >= '0' && c <= '9')
		return c - '0';
	*bytes = 2;
	if (c == 0xd9 && d >= 0xa0 && d <= 0xa9) /* U+0660 to U+0669 */
		return d - 0xa0;
	if (c == 0xdb && d >= 0xb0 && d <= 0xb9) /* U+06F0 to U+06F9 */
		return d - 0xb0;
	*bytes = 1;
	return -1;
}

size_t digits_of(const char *s, size_t n, char *to, size_t size)
{
	size_t out = 0, bytes;
	for (size_t i = 0; i < n && s[i] && out + 1 < size; i += bytes) {
		int digit = digit_at(s + i, &bytes);
		if (digit >= 0)
			to[out++] = (char)('0' + digit);
	}
	to[out] = '\0';
	return out;
}
