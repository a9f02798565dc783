/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Digits as people type them: those of Arabic and Persian writing too.
 */
#ifndef STORE_DIGITS_H
#define STORE_DIGITS_H

#include <stddef.h>

/* The digit at s, with its length in bytes; -1 (and one byte) when it is none. */
int digit_at(const char *s, size_t *bytes);
/* All digits of the first n bytes as ASCII, cut at size. Returns how many. */
size_t digits_of(const char *s, size_t n, char *to, size_t size);

#endif
