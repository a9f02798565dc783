/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Sequences that terminals send whatever their type says.
 */
#include <string.h>

#include "terminal.h"

static const struct {
	const char *bytes;
	int key; /* KEY_... or a character */
} rows[] = {
	{"\033[A", KEY_UP},
	{"\033[B", KEY_DOWN},
	{"\033[C", KEY_RIGHT},
	{"\033[D", KEY_LEFT},
	{"\033OA", KEY_UP},
	{"\033OB", KEY_DOWN},
	{"\033OC", KEY_RIGHT},
	{"\033OD", KEY_LEFT},
	{"\033[H", KEY_HOME},
	{"\033[F", KEY_END},
	{"\033OH", KEY_HOME},
	{"\033OF", KEY_END},
	{"\033[1~", KEY_HOME},
	{"\033[4~", KEY_END},
	{"\033[7~", KEY_HOME},
	{"\033[8~", KEY_END},
	{"\033[2~", KEY_IC},
	{"\033[3~", KEY_DC},
	{"\033[5~", KEY_PPAGE},
	{"\033[6~", KEY_NPAGE},
	{"\033[Z", KEY_BTAB},
	{"\033OP", KEY_F(1)},
	{"\033OQ", KEY_F(2)},
	{"\033OR", KEY_F(3)},
	{"\033OS", KEY_F(4)},
	{"\033[[A", KEY_F(1)},
	{"\033[[B", KEY_F(2)},
	{"\033[[C", KEY_F(3)},
	{"\033[[D", KEY_F(4)},
	{"\033[[E", KEY_F(5)},
	{"\033[11~", KEY_F(1)},
	{"\033[12~", KEY_F(2)},
	{"\033[13~", KEY_F(3)},
	{"\033[14~", KEY_F(4)},
	{"\033[15~", KEY_F(5)},
	{"\033[17~", KEY_F(6)},
	{"\033[18~", KEY_F(7)},
	{"\033[19~", KEY_F(8)},
	{"\033[20~", KEY_F(9)},
	{"\033[21~", KEY_F(10)},
	{"\033[23~", KEY_F(11)},
	{"\033[24~", KEY_F(12)},
	{"\033[200~", KEY_PASTE_BEGIN},
	{"\033[201~", KEY_PASTE_END},
	/* The number pad, which some keyboards send in a way of its own: the digits are digits. */
	{"\033Op", '0'},
	{"\033Oq", '1'},
	{"\033Or", '2'},
	{"\033Os", '3'},
	{"\033Ot", '4'},
	{"\033Ou", '5'},
	{"\033Ov", '6'},
	{"\033Ow", '7'},
	{"\033Ox", '8'},
	{"\033Oy", '9'},
	{"\033Oj", '*'},
	{"\033Ok", '+'},
	{"\033Ol", ','},
	{"\033Om", '-'},
	{"\033On", '.'},
	{"\033Oo", '/'},
	{"\033OM", '\r'},
};
#define COUNT (sizeof rows / sizeof *rows)

void keys_make_known(void)
{
	for (size_t i = 0; i < COUNT; i++) {
		/* A type's own names win, but for the number pad. */
		if (key_defined(rows[i].bytes) == 0 || rows[i].key < KEY_MIN)
			define_key(rows[i].bytes, rows[i].key);
	}
}

int keys_of_sequence(const char *bytes)
{
	for (size_t i = 0; i < COUNT; i++) {
		if (!strcmp(rows[i].bytes, bytes))
			return rows[i].key;
	}
	return ERR;
}
