/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The form on the screen: one field a line (label, then value, so that a braille line reads both), headings between,
 * errors at the field. Enter, Tab, Down: next; Up, Shift-Tab, ^P: back; digits or first letters choose; Space picks.
 */
#ifndef SARAI_TERM_FORMVIEW_H
#define SARAI_TERM_FORMVIEW_H

#include <sarai/form/form.h>
#include <sarai/term/widget.h>

struct form_view {
	struct form *form;      /* borrowed */
	struct stack *stack;    /* borrowed: pickers and messages */
	int at;                 /* field in focus */
	int top;                /* first line shown */
	struct editor editor;   /* text being typed into the field in focus */
	bool editing;           /* the editor holds something not yet entered */
	int answered;           /* the factor that the last key answered: note and stage are about it; -1: the one in focus */
	int noting;             /* the factor whose note is open in a dialog */
	struct date_reading asked[DATE_READINGS]; /* of the date that a dialog asks about, with what is doubted of it */
	int n_asked;
	char *wrong;            /* what is wrong with the field in focus; owned, NULL when nothing is */
	/* More about a field than the form knows: words beside its value, and a line below it while it has the focus.
	 * Either may be NULL. */
	void (*beside)(void *ctx, int field, struct str *out);
	void (*below)(void *ctx, int field, struct str *out);
	void *about_ctx;
	int label_cols;
	int painted_at, painted_rows; /* field whose explanation is painted, and the rows that it has */
	int last_rows, last_cols; /* of the canvas at the last draw: for paging */
};

void form_view_init(struct form_view *v, struct form *form, struct stack *stack);
void form_view_fini(struct form_view *v);
/* The text not yet entered and the field it belongs to: for drafts. NULL when there is none. Borrowed. */
const char *form_view_pending(const struct form_view *v, const char **field);
void form_view_restore(struct form_view *v, const char *field, const char *pending); /* from a draft */
/* Enter what is being typed. false when it is wrong: the field keeps the focus and says why. */
bool form_view_commit(struct form_view *v);
void form_view_focus(struct form_view *v, int field);
bool form_view_act(struct form_view *v, int action);
bool form_view_text(struct form_view *v, const char *utf8);
bool form_view_typing(const struct form_view *v);
void form_view_hint(const struct form_view *v, struct str *out);
void form_view_draw(struct form_view *v, struct canvas *c);
void form_view_about(const struct form_view *v, struct str *out); /* all that explains the field in focus, for F1 */
/* Is the last answerable field in focus (Enter there offers to save)? */
bool form_view_at_end(const struct form_view *v);
bool form_view_grabs(const struct form_view *v, int action); /* needs this action itself (newline in long text) */

#endif
