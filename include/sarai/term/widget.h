/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Pieces screens are made of: the line editor, numbered menus, lists, text pages, and dialogs that answer through a
 * function. A widget is a struct inside the screen's data; it paints into a canvas and takes actions and text.
 */
#ifndef SARAI_TERM_WIDGET_H
#define SARAI_TERM_WIDGET_H

#include <sarai/base/list.h>
#include <sarai/term/screen.h>

/* ---- line and text editor ---- */
struct editor {
	char *text;   /* owned */
	size_t len, cap, at; /* at: byte offset of the cursor, at a grapheme */
	size_t left;  /* first byte shown (one line) or first line's start (several) */
	int max;      /* characters; 0: no limit */
	bool multiline;
	bool secret;  /* shown as stars: passwords; set after editor_init */
	int want_col; /* column kept while moving up and down */
	struct editor_past *past; /* the text before each change, the latest last; owned */
	int n_past, past_cap;
	size_t typed_to; /* where the letters typed last end: a word typed is one change; (size_t)-1 elsewhere */
};
void editor_init(struct editor *ed, const char *text, int max, bool multiline);
void editor_fini(struct editor *ed);
void editor_set(struct editor *ed, const char *text); /* and nothing to undo before it */
bool editor_replace(struct editor *ed, const char *text); /* all of it, in one step; false at the limit */
bool editor_can_undo(const struct editor *ed);
const char *editor_before(const struct editor *ed); /* the text before the last change; NULL: none. Borrowed */
bool editor_insert(struct editor *ed, const char *utf8); /* false at the limit */
bool editor_act(struct editor *ed, int action, int cols); /* cols: width when wrapping; false: not an editing action */
void editor_draw(struct editor *ed, struct canvas *c, enum role role, bool focus); /* places the cursor when focus */
int editor_lines(const struct editor *ed, int cols);

/* ---- numbered menu: the digit acts at once ---- */
struct menu_item {
	char key;          /* '1'...'9', '0', or a letter */
	const char *label; /* borrowed */
	const char *hint;  /* borrowed; may be NULL */
	int id;
};
struct menu {
	const struct menu_item *items;
	int n, at;
};
bool menu_act(struct menu *m, int action, int *chosen);       /* *chosen = id when one was chosen, else -1 */
bool menu_text(struct menu *m, const char *utf8, int *chosen);
void menu_draw(const struct menu *m, struct canvas *c);

/* ---- list: one line a row, ">" marks it, "/" narrows ---- */
struct list_view {
	int count;                         /* rows there are */
	int at, top;                       /* among those shown */
	int foot_at;                       /* `at` when the last line was painted */
	int *shown, n_shown, cap;          /* indexes that pass the narrowing */
	struct editor narrow;
	bool narrowing;
	void *ctx;
	void (*row)(void *ctx, int index, struct canvas *line, bool focus); /* paints from column 0 */
	void (*match)(void *ctx, int index, struct str *text);              /* what "/" searches; NULL: no narrowing */
	/* How well a row fits what is typed, folded, where there are thousands of rows: those whose text begins so stand
	 * before those that only hold the words. NULL: match says it, and the order stays. */
	enum list_fit { FIT_NOT, FIT_HOLDS, FIT_BEGINS } (*fit)(void *ctx, int index, const char *typed);
};
void list_init(struct list_view *l, void *ctx, void (*row)(void *, int, struct canvas *, bool),
	       void (*match)(void *, int, struct str *));
void list_fini(struct list_view *l);
void list_set_count(struct list_view *l, int count); /* keeps the place where it can */
int list_index(const struct list_view *l);           /* the row in focus, or -1 */
void list_focus(struct list_view *l, int index);
bool list_act(struct list_view *l, int action, int page_rows);
bool list_text(struct list_view *l, const char *utf8);
bool list_typing(const struct list_view *l);
void list_draw(struct list_view *l, struct canvas *c); /* last line: "12 of 40, narrowed to 'ab'" when it matters */

/* ---- a page of text that scrolls ---- */
struct text_view {
	char *text; /* owned */
	int top;
};
void text_view_set(struct text_view *v, const char *text);
void text_view_fini(struct text_view *v);
bool text_view_act(struct text_view *v, int action, int rows, int cols);
void text_view_draw(struct text_view *v, struct canvas *c);

/* ---- dialogs: pushed on the stack, answer through done(), then they are gone ---- */
struct choice {
	char key;
	const char *label; /* copied */
};
/* A question with choices, by letter or digit or arrows and Enter; Back answers -1. */
void dialog_choose(struct stack *s, const char *title, const char *question, const struct choice *choices, int n,
		   void (*done)(void *ctx, int choice), void *ctx);
/* One line or (lines > 1) several; Back answers NULL. */
void dialog_ask(struct stack *s, const char *title, const char *question, const char *initial, int max, int lines,
		void (*done)(void *ctx, const char *text), void *ctx);
/* The same for words that belong to a draft: done has them also at every tick and when the line drops, and may be
 * called many times; Back answers what was there before. */
void dialog_ask_kept(struct stack *s, const char *title, const char *question, const char *initial, int max, int lines,
		     void (*done)(void *ctx, const char *text), void *ctx);
/* One line that is shown as stars, and wiped afterwards. */
void dialog_secret(struct stack *s, const char *title, const char *question, void (*done)(void *ctx, const char *text),
		   void *ctx);
/* A page of text to read; Back closes. */
void dialog_text(struct stack *s, const char *title, const char *text);
/* Picker with search over a list; several: Space marks, Enter takes. chosen: codes with blanks between. Back: NULL. */
void dialog_pick(struct stack *s, const char *title, const struct option_list *options, bool several,
		 const char *chosen, void (*done)(void *ctx, const char *codes), void *ctx);
/* Help for the screen below: its paragraphs, the field's hint, and every key that works there. */
void dialog_help(struct stack *s);

#endif
