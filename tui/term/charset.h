/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Within the module: the characters of a terminal that does not speak UTF-8.
 */
#ifndef SARAI_TERM_CHARSET_H
#define SARAI_TERM_CHARSET_H

#include <stdbool.h>
#include <stddef.h>

#include <sarai/base/str.h>

struct charset {
	bool on;	   /* false: UTF-8, nothing is converted */
	char utf8[128][5]; /* what the bytes from 0x80 stand for; "" where nothing does */
};

/* name as iconv(3) knows it; NULL or "utf-8": nothing to convert. false when the system does not know it. */
bool charset_open(struct charset *c, const char *name);
const char *charset_character(const struct charset *c, unsigned char byte); /* "" for none; borrowed */
void charset_text(const struct charset *c, struct str *s);		     /* bytes of the terminal into UTF-8, in place */
/* What goes to the terminal; what its set lacks becomes something alike, or "?". Owned. */
char *charset_bytes(const struct charset *c, const char *utf8, size_t n, size_t *count);

#endif
