/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <wchar.h>

#include <sarai/base/text.h>
#include <sarai/term/key.h>

static const struct {
	const char *name;
	int key;
} names[] = {
	{"Enter", TKEY_ENTER},	   {"Tab", TKEY_TAB},	  {"Shift-Tab", TKEY_BACKTAB}, {"Esc", TKEY_ESC},
	{"Space", TKEY_SPACE},	   {"Backspace", TKEY_BACKSPACE}, {"Up", TKEY_UP},     {"Down", TKEY_DOWN},
	{"Left", TKEY_LEFT},	   {"Right", TKEY_RIGHT}, {"Home", TKEY_HOME},	       {"End", TKEY_END},
	{"PgUp", TKEY_PGUP},	   {"PgDn", TKEY_PGDN},	  {"Delete", TKEY_DELETE},     {"Insert", TKEY_INSERT},
};
#define COUNT (sizeof names / sizeof *names)

/* Not by the locale: a file of keys reads the same everywhere. */
static int character(const char *s)
{
	const unsigned char *p = (const unsigned char *)s;
	size_t n = strlen(s);
	if (text_invalid_at(s, n) >= 0 || text_length(s) != 1)
		return 0;
	int c = n == 1 ? p[0] : p[0] & (0xff >> (n + 1));
	for (size_t i = 1; i < n; i++) {
		if ((p[i] & 0xc0) != 0x80)
			return 0; /* a letter and its marks: more than one key */
		c = c << 6 | (p[i] & 0x3f);
	}
	return c;
}

bool key_from_name(const char *name, int *key)
{
	char *end;
	for (size_t i = 0; i < COUNT; i++) {
		if (!strcmp(names[i].name, name)) {
			*key = names[i].key;
			return true;
		}
	}
	if (name[0] == '^' && ((name[1] >= 'A' && name[1] <= 'Z') || name[1] == '_') && !name[2]) {
		*key = TKEY_CTRL(name[1]);
		return true;
	}
	if (name[0] == 'F' && name[1] >= '1' && name[1] <= '9') {
		long n = strtol(name + 1, &end, 10);
		if (!*end && n <= 12) {
			*key = TKEY_F1 + (int)n - 1;
			return true;
		}
	}
	int c = character(name);
	if (c <= 32)
		return false;
	*key = c;
	return true;
}

const char *key_name(int key)
{
	static char text[16];
	for (size_t i = 0; i < COUNT; i++) {
		if (names[i].key == key)
			return names[i].name;
	}
	if (key >= TKEY_F1 && key <= TKEY_F12)
		snprintf(text, sizeof text, "F%d", key - TKEY_F1 + 1);
	else if (key > 0 && key < 32)
		snprintf(text, sizeof text, "^%c", key + 64);
	else if (key < 0x80)
		snprintf(text, sizeof text, "%c", key);
	else if (key < 0x800)
		snprintf(text, sizeof text, "%c%c", 0xc0 | key >> 6, 0x80 | (key & 0x3f));
	else
		snprintf(text, sizeof text, "%c%c%c", 0xe0 | key >> 12, 0x80 | (key >> 6 & 0x3f), 0x80 | (key & 0x3f));
	return text;
}
