/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What can only be read: signed notes with what was put right beside them, answers, and what belongs to an ended case
 * or an earlier episode.
 */
#include <stdlib.h>
#include <string.h>

#include <sarai/base/date.h>
#include <sarai/base/mem.h>
#include <sarai/base/str.h>
#include <sarai/edit/kind.h>
#include <sarai/edit/open.h>
#include <sarai/screen/app.h>
#include <sarai/store/record.h>
#include <sarai/term/formview.h>
#include <sarai/term/key.h>
#include <sarai/term/screen.h>
#include <sarai/term/term.h>
#include <sarai/view/case_records.h>

#include "screens.h"

static struct form_screen *of(const struct screen *s)
{
	return s->data;
}

static const struct action_def own[] = {
	{ACT_CORRECT, "correct", "c F9", "Correction", "Put right what is wrong, in a new note beside this one."},
};
const struct action_table actions_signed = {"signed", own, 1};

#define SIGNED_ROWS 2 /* who signed, and what was put right */

static void correct(struct form_screen *f)
{
	const struct edit *w = f->work;
	open_record(f->app, w->kind->name, w->case_row.id, NULL, *w->record.parent_id ? w->record.parent_id : w->record.id);
}

static bool signed_act(struct screen *s, int action)
{
	struct form_screen *f = of(s);
	switch (action) {
	case ACT_CORRECT:
		correct(f);
		return true;
	case ACT_UP:
	case ACT_DOWN:
	case ACT_NEXT:
	case ACT_PREV:
	case ACT_PAGE_UP:
	case ACT_PAGE_DOWN:
	case ACT_HOME:
	case ACT_END:
		return form_view_act(&f->view, action);
	case ACT_ENTER:
		stack_pop(s->stack);
		return true; /* the screen is gone */
	case ACT_SAVE:
	case ACT_PICK:
	case ACT_BACKSPACE:
	case ACT_DELETE:
	case ACT_CLEAR:
	case ACT_WORD_BACK:
	case ACT_LEFT:
	case ACT_RIGHT:
		stack_say(f->app->stack, ROLE_HINT, "%s", edit_readonly_reason(f->work));
		return true;
	default:
		return false;
	}
}

static bool signed_text(struct screen *s, const char *utf8)
{
	(void)utf8;
	stack_say(s->stack, ROLE_HINT, "%s", edit_readonly_reason(of(s)->work));
	return true;
}

static bool signed_typing(const struct screen *s)
{
	(void)s;
	return false;
}

static void signed_hint(const struct screen *s, struct str *out)
{
	str_add(out, edit_readonly_reason(of(s)->work));
}

static void day_and_name(const char *at, const char *who, struct str *out)
{
	char when[DATE_TEXT] = "";
	int64_t t;
	if (time_from_iso(at, &t))
		time_show(t, when);
	str_addf(out, "%s, %s", who, when);
}

/* What was put right, read when the page is shown: extra is its text. */
static void read_corrections(struct form_screen *f)
{
	const struct edit *w = f->work;
	struct record_list found = {0};
	struct str t = {0};
	if (w->kind->final && records_list(f->app->session, w->case_row.id, w->kind->name, &found, NULL)) {
		for (int i = found.n - 1; i >= 0; i--) {
			if (strcmp(found.at[i].parent_id, w->record.id))
				continue;
			str_addf(&t, "%s", t.len ? "; " : "Corrected: ");
			day_and_name(found.at[i].created_at, found.at[i].created_by, &t);
			if (found.at[i].title && *found.at[i].title)
				str_addf(&t, ", %s", found.at[i].title);
		}
	}
	record_list_fini(&found);
	free(f->extra);
	f->extra = str_take(&t);
}

static void signed_shown(struct screen *s)
{
	read_corrections(of(s));
}

static void signed_head(const struct form_screen *f, struct canvas *c)
{
	const struct edit *w = f->work;
	struct str t = {0};
	struct canvas of_case = canvas_cut(c, 0, 0, c->rows - SIGNED_ROWS, c->cols);
	if (*w->case_row.number)
		case_head_draw(f->app, &w->case_row, &of_case);
	str_add(&t, w->kind->final
			    ? (*w->record.parent_id && w->kind->section == SECTION_NOTES ? "A correction, signed by "
											 : "Signed by ")
			    : "Written by ");
	day_and_name(w->record.created_at, w->record.created_by, &t);
	int row = c->rows - SIGNED_ROWS;
	paint_text(c, row, 0, -1, ROLE_TITLE, str_text(&t));
	if (f->extra)
		paint_text(c, row + 1, 0, -1, ROLE_HINT, f->extra);
	str_fini(&t);
}

static void signed_done(struct form_screen *f)
{
	free(f->extra);
}

static bool signed_may_close(struct screen *s)
{
	(void)s;
	return true;
}

#define SIGNED_FUNCTIONS                                                                                               \
	.title = form_screen_title, .draw = form_screen_draw, .act = signed_act, .text = signed_text,                  \
	.typing = signed_typing, .hint = signed_hint, .may_close = signed_may_close, .shown = signed_shown,            \
	.close = form_screen_close

static const struct screen_class signed_class = {
	.name = "signed",
	.actions = &actions_signed,
	.widget = &actions_page,
	.help = "This can be read and not changed: it is signed, or belongs to a time that is over.\n"
		"What is wrong in a note is put right in a correction beside it; both are shown together.",
	SIGNED_FUNCTIONS,
};

/* The same for what has no corrections: answers, what belongs to an ended case or an earlier episode. */
static const struct screen_class fixed_class = {
	.name = "fixed",
	.widget = &actions_page,
	.help = "This can be read and not changed: it is signed, or belongs to a time that is over.",
	SIGNED_FUNCTIONS,
};

void form_screen_signed(struct app *a, struct edit *w)
{
	bool corrected = w->kind->final && w->kind->section == SECTION_NOTES;
	struct screen *s = form_screen_push(a, w, corrected ? &signed_class : &fixed_class);
	struct form_screen *f = of(s);
	f->head = signed_head;
	f->done = signed_done;
	f->head_rows += SIGNED_ROWS;
}
