/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The toolkit's actions. Each has a function key or an arrow, and a plain twin for terminals that lack it.
 */
#include <stddef.h>

#include <sarai/term/key.h>

#define TABLE(name, rows) const struct action_table actions_##name = {#name, rows, (int)(sizeof rows / sizeof *rows)}

static const struct action_def global[] = {
	{ACT_HELP, "help", "F1 ^_ ?", "Help", "What this page is for, and every key that works on it."},
	{ACT_FIND, "find", "F3 ^F", "Find", "Find a person by name, phone or case number; register a new one from there."},
	{ACT_JUMP, "jump", "F4 ^G", "Go to", "Go to any case by its number or the person's name."},
	{ACT_REFRESH, "refresh", "F5 ^R", NULL, "Read again what others may have changed."},
	{ACT_HIDE, "hide", "F6 ^Y", NULL, "Hide names on every page, or show them again."},
	{ACT_PRINT, "print", "F7 ^X", NULL, "Print this page, where there is something to print."},
	{ACT_LOCK, "cover", "F8 ^K", NULL, "Cover the page at once when somebody walks by."},
	{ACT_REDRAW, "redraw", "^L", NULL, "Draw the page again when the line has garbled it."},
	{ACT_BACK, "back", "F10 Esc ^C", "Back", "Go back. Nothing typed is lost: it is kept as a draft."},
};

static const struct action_def list[] = {
	{ACT_ENTER, "open", "Enter", "Open", "Open what the > stands at."},
	{ACT_UP, "up", "Up ^P", NULL, "One row up."},
	{ACT_DOWN, "down", "Down ^N Tab", NULL, "One row down."},
	{ACT_PAGE_UP, "page-up", "PgUp ^B", NULL, "One page up."},
	{ACT_PAGE_DOWN, "page-down", "PgDn ^V", NULL, "One page down."},
	{ACT_HOME, "home", "Home ^A", NULL, "To the first row."},
	{ACT_END, "end", "End ^E", NULL, "To the last row."},
	{ACT_LEFT, "left", "Left", NULL, "To the left."},
	{ACT_RIGHT, "right", "Right", NULL, "To the right."},
	{ACT_PICK, "mark", "Space", NULL, "Mark the row, where several can be taken."},
	{ACT_NARROW, "narrow", "/", "Narrow", "Show only the rows that hold what you type next."},
	{ACT_BACKSPACE, "backspace", "Backspace", NULL, "Take back the last character typed."},
	{ACT_DELETE, "delete", "Delete ^D", NULL, "Delete the character under the cursor."},
	{ACT_CLEAR, "clear", "^U", NULL, "Clear what was typed."},
	{ACT_WORD_BACK, "word-back", "^W", NULL, "Take back the last word typed."},
	{ACT_UNDO, "undo", "^Z", NULL, "Undo the last change of what was typed."},
};

/* Numbered menus, and choices of a dialog. */
static const struct action_def menu[] = {
	{ACT_ENTER, "choose", "Enter", "Choose", "Take what the > stands at."},
	{ACT_UP, "up", "Up ^P", NULL, "One row up."},
	{ACT_DOWN, "down", "Down ^N Tab", NULL, "One row down."},
	{ACT_PAGE_UP, "page-up", "PgUp ^B", NULL, "One page up."},
	{ACT_PAGE_DOWN, "page-down", "PgDn ^V", NULL, "One page down."},
	{ACT_HOME, "home", "Home ^A", NULL, "To the first row."},
	{ACT_END, "end", "End ^E", NULL, "To the last row."},
};

/* A text to read. */
static const struct action_def page[] = {
	{ACT_ENTER, "close", "Enter", "Close", "Back to where you were."},
	{ACT_UP, "up", "Up ^P", NULL, "One line up."},
	{ACT_DOWN, "down", "Down ^N", NULL, "One line down."},
	{ACT_PAGE_UP, "page-up", "PgUp ^B", NULL, "One page up."},
	{ACT_PAGE_DOWN, "page-down", "PgDn ^V Space", "More", "One page down."},
	{ACT_HOME, "home", "Home ^A", NULL, "To the beginning."},
	{ACT_END, "end", "End ^E", NULL, "To the end."},
};

static const struct action_def form[] = {
	{ACT_SAVE, "save", "F2 ^S", "Save", "Save. What is missing is said, not forced."},
	{ACT_ENTER, "enter", "Enter", NULL, "Enter the answer and go to the next question."},
	{ACT_NEXT, "next", "Tab", NULL, "To the next question."},
	{ACT_PREV, "previous", "Shift-Tab ^P", NULL, "To the question before."},
	{ACT_UP, "up", "Up", NULL, "One line up."},
	{ACT_DOWN, "down", "Down ^N", NULL, "One line down."},
	{ACT_PAGE_UP, "page-up", "PgUp ^B", NULL, "One page up."},
	{ACT_PAGE_DOWN, "page-down", "PgDn ^V", NULL, "One page down."},
	{ACT_LEFT, "left", "Left", NULL, "One character to the left."},
	{ACT_RIGHT, "right", "Right", NULL, "One character to the right."},
	{ACT_HOME, "home", "Home ^A", NULL, "To the beginning of the line."},
	{ACT_END, "end", "End ^E", NULL, "To the end of the line."},
	{ACT_PICK, "pick", "Space ^O", NULL, "Choose from a list with search."},
	{ACT_BACKSPACE, "backspace", "Backspace", NULL, "Take back the last character typed."},
	{ACT_DELETE, "delete", "Delete ^D", NULL, "Delete the character under the cursor, or the answer."},
	{ACT_CLEAR, "clear", "^U", NULL, "Clear the line that is typed in, or the answer."},
	{ACT_WORD_BACK, "word-back", "^W", NULL, "Take back the last word."},
	{ACT_UNDO, "undo", "^Z", NULL, "Undo the last change, in the text or in the form; again for the one before."},
};

TABLE(global, global);
TABLE(list, list);
TABLE(menu, menu);
TABLE(page, page);
TABLE(form, form);
