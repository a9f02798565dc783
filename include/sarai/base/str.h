/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A string that grows. struct str s = {0}; is an empty one; str_text never gives NULL.
 */
#ifndef SARAI_BASE_STR_H
#define SARAI_BASE_STR_H

#include <stddef.h>

struct str {
	char *s;
	size_t len, cap;
};

void str_add(struct str *b, const char *s);
void str_add_n(struct str *b, const char *s, size_t n);
void str_add_char(struct str *b, char c);
void str_addf(struct str *b, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
void str_clear(struct str *b);             /* empty, memory kept */
const char *str_text(const struct str *b); /* borrowed, "" when empty */
char *str_take(struct str *b);             /* owned; b is empty afterwards */
void str_fini(struct str *b);

#endif
