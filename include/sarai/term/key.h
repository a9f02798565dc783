/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Keys, and the actions they stand for. Actions are declared in tables (a name for keys.ini, default keys, the word in
 * the footer, a sentence for the help screen); parser, footer, help and manual are made from them.
 */
#ifndef SARAI_TERM_KEY_H
#define SARAI_TERM_KEY_H

#include <stdbool.h>

#include <sarai/base/diag.h>
#include <sarai/base/inidoc.h>

/* A key is a character (its code point; controls are 1 to 31) or one of these. */
enum term_key {
	TKEY_NONE = 0,
	TKEY_ENTER = 13,
	TKEY_TAB = 9,
	TKEY_ESC = 27,
	TKEY_SPACE = 32,
	TKEY_BACKSPACE = 127,
	TKEY_UP = 0x200000,
	TKEY_DOWN,
	TKEY_LEFT,
	TKEY_RIGHT,
	TKEY_HOME,
	TKEY_END,
	TKEY_PGUP,
	TKEY_PGDN,
	TKEY_DELETE,
	TKEY_INSERT,
	TKEY_BACKTAB,
	TKEY_F1,
	TKEY_F12 = TKEY_F1 + 11
};
#define TKEY_CTRL(c) ((c)&31)

bool key_from_name(const char *name, int *key); /* "F1" "^S" "Up" "Shift-Tab" "Space" "a" */
const char *key_name(int key);                  /* borrowed, valid until the next call */

enum action { /* those of the toolkit; a screen's own start at ACT_OWN */
	ACT_NONE,
	ACT_UP, ACT_DOWN, ACT_LEFT, ACT_RIGHT, ACT_PAGE_UP, ACT_PAGE_DOWN, ACT_HOME, ACT_END,
	ACT_NEXT, ACT_PREV,   /* field */
	ACT_ENTER, ACT_PICK,
	ACT_BACKSPACE, ACT_DELETE, ACT_CLEAR, ACT_WORD_BACK, ACT_UNDO,
	ACT_BACK, ACT_HELP, ACT_SAVE, ACT_FIND, ACT_JUMP, ACT_REFRESH, ACT_HIDE, ACT_PRINT, ACT_LOCK,
	ACT_NARROW,           /* "/" in lists */
	ACT_REDRAW,
	ACT_OWN = 100
};

struct action_def {
	int id;
	const char *name;   /* in keys.ini */
	const char *keys;   /* defaults, blanks between, the first is shown: "F2 ^S" */
	const char *label;  /* in the footer; NULL: not shown there */
	const char *help;   /* one sentence */
};
struct action_table {
	const char *name;   /* section in keys.ini: [keys NAME] */
	const struct action_def *at;
	int n;
};
extern const struct action_table actions_global, actions_list, actions_menu, actions_page, actions_form;

/* The keys in force: defaults of every table handed in, with keys.ini laid over. */
struct keymap;
struct keymap *keymap_new(const struct action_table *const *tables, int n, const struct ini_doc *site, struct diags *d);
void keymap_free(struct keymap **m);
/* The action of a key where these tables hold, the first table winning; ACT_NONE when there is none. While typing,
 * printable characters are text and never an action. */
int keymap_action(const struct keymap *m, const struct action_table *const *tables, int n, int key, bool typing);
/* The small Latin letter that is on the same key as this letter of another script, by the [layout NAME] sections of
 * keys.ini; 0 for none. */
int keymap_latin(const struct keymap *m, int key);
/* The key to show for an action ("F2"); "" when it has none. Borrowed. */
const char *keymap_shown(const struct keymap *m, const struct action_table *t, int action);
/* All keys of an action, blanks between. Borrowed. */
const char *keymap_keys(const struct keymap *m, const struct action_table *t, int action);

#endif
