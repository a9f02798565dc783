/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Digits as people type them: of any script.
 */
#ifndef STORE_DIGITS_H
#define STORE_DIGITS_H

#include <stddef.h>

/* All digits of the first n bytes as ASCII, cut at size. Returns how many. */
size_t digits_of(const char *s, size_t n, char *to, size_t size);

#endif
