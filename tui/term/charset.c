/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Terminals that do not speak UTF-8 but a set of 256 characters. Inside everything is UTF-8; only here is it converted.
 */
#include <iconv.h>
#include <stdlib.h>
#include <string.h>

#include <sarai/base/text.h>

#include "charset.h"

/* Asked once, while the terminal is opened: later the program has shut itself in and reads no more files. */
bool charset_open(struct charset *c, const char *name)
{
	memset(c, 0, sizeof *c);
	if (!name || !strcmp(name, "utf-8"))
		return true;
	iconv_t to = iconv_open("UTF-8", name);
	if (to == (iconv_t)-1)
		return false;
	c->on = true;
	for (int i = 0; i < 128; i++) {
		char byte = (char)(0x80 + i), *from = &byte, *out = c->utf8[i];
		size_t in_left = 1, out_left = sizeof c->utf8[i] - 1;
		iconv(to, NULL, NULL, NULL, NULL);
		if (iconv(to, &from, &in_left, &out, &out_left) == (size_t)-1 || in_left)
			out = c->utf8[i]; /* no character stands here */
		*out = 0;
	}
	iconv_close(to);
	return true;
}

const char *charset_character(const struct charset *c, unsigned char byte)
{
	return byte < 0x80 ? "" : c->utf8[byte - 0x80];
}

void charset_text(const struct charset *c, struct str *s)
{
	struct str out = {0};
	for (size_t i = 0; i < s->len; i++) {
		if ((unsigned char)s->s[i] < 0x80)
			str_add_char(&out, s->s[i]);
		else
			str_add(&out, charset_character(c, (unsigned char)s->s[i]));
	}
	str_fini(s);
	*s = out;
}

/* What stands for the signs of print that small sets lack: a name is to be read whichever dash or quote is in it. */
static const struct {
	const char *sign, *instead;
} plain[] = {
	{"\u2018", "'"}, {"\u2019", "'"}, {"\u201c", "\""}, {"\u201d", "\""}, {"\u2013", "-"}, {"\u2014", "-"},
	{"\u2500", "-"}, {"\u2502", "|"}, {"\u00a0", " "},  {"\u2022", "*"},  {"\u2026", "."},
};

/* A character of n bytes into one byte, or into "?" for each of its columns. */
static void put(const struct charset *c, const char *character, size_t n, struct str *out)
{
	for (int i = 0; i < 128; i++) {
		if (strlen(c->utf8[i]) == n && !memcmp(c->utf8[i], character, n)) {
			str_add_char(out, (char)(0x80 + i));
			return;
		}
	}
	for (size_t i = 0; i < sizeof plain / sizeof *plain; i++) {
		if (strlen(plain[i].sign) == n && !memcmp(plain[i].sign, character, n)) {
			str_add(out, plain[i].instead);
			return;
		}
	}
	/* Behind a letter: a mark that joins it takes no column. */
	char both[6] = "x";
	memcpy(both + 1, character, n);
	for (int cols = text_width(both) - 1; cols > 0; cols--)
		str_add_char(out, '?');
}

/* Escape sequences are ASCII, so whatever is not stands for a character. */
char *charset_bytes(const struct charset *c, const char *utf8, size_t n, size_t *count)
{
	struct str out = {0};
	for (size_t i = 0, step = 1; i < n; i += step) {
		unsigned char first = (unsigned char)utf8[i];
		step = first < 0x80 ? 1 : first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2;
		if (step > n - i)
			step = n - i;
		if (step == 1)
			str_add_char(&out, utf8[i]);
		else
			put(c, utf8 + i, step, &out);
	}
	*count = out.len;
	return str_take(&out);
}
