/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Drafts: what this person has typed and not saved.
 */
#include <stdlib.h>
#include <string.h>

#include <sarai/base/clock.h>
#include <sarai/base/date.h>
#include <sarai/base/err.h>
#include <sarai/base/mem.h>
#include <sarai/base/str.h>
#include <sarai/edit/drafts.h>
#include <sarai/edit/open.h>
#include <sarai/screen/app.h>
#include <sarai/store/draft.h>
#include <sarai/term/key.h>
#include <sarai/term/screen.h>
#include <sarai/term/term.h>
#include <sarai/term/widget.h>

#include "screens.h"

static const struct action_def own[] = {
	{ACT_DROP, "drop", "x Delete", "Throw away", "Throw this draft away, after asking."},
};
const struct action_table actions_drafts = {"drafts", own, 1};

struct drafts {
	struct draft_list found;
	char asked[ID_TEXT];
};

static struct drafts *of(struct list_page *p)
{
	return p->data;
}

static bool read_drafts(struct list_page *p, int *count, struct err *e)
{
	struct drafts *d = of(p);
	draft_list_fini(&d->found);
	if (!drafts_list(p->app->session, &d->found, e))
		return false;
	*count = d->found.n;
	p->app->drafts = d->found.n;
	return true;
}

static void row(struct list_page *p, int i, struct canvas *line)
{
	const struct draft *d = &of(p)->found.at[i];
	char when[DATE_TEXT] = "";
	int64_t at;
	if (time_from_iso(d->updated_at, &at))
		time_show(at, when);
	paint_text(line, 0, 2, 18, ROLE_LABEL, when);
	paint_text(line, 0, 21, -1, ROLE_TEXT, d->title);
}

static void hint(struct list_page *p, int i, struct str *out)
{
	(void)p;
	if (i >= 0)
		str_add(out, "Enter goes on where you were. It is not in the case until you save it.");
}

/* ---- a draft whose case is not in this database: to read and to type again ---- */

struct draft_page {
	char id[ID_TEXT];
	char *title;
};

static char *read_text(struct text_page *p, int cols, struct err *e)
{
	struct draft_page *d = p->data;
	(void)cols;
	return draft_text(p->app->session, d->id, e);
}

static void text_title(struct text_page *p, struct str *out)
{
	const struct draft_page *d = p->data;
	str_addf(out, "Draft: %s", d->title);
}

static void text_hint(struct text_page *p, struct str *out)
{
	(void)p;
	str_add(out, "Its case is not in this database. Type what is still needed into the right case.");
}

static void text_fini(struct text_page *p)
{
	struct draft_page *d = p->data;
	free(d->title);
	free(d);
}

static const struct text_page_spec text_spec = {
	.read = read_text, .title = text_title, .hint = text_hint, .fini = text_fini};

static const struct screen_class draft_text_class = {
	.name = "draft-text",
	.help = "The text of a draft whose case is not in this database, for instance after a backup was restored. It stays "
		"in the list of drafts until you discard it there.",
	TEXT_PAGE_FUNCTIONS,
};

static void open_draft_text(struct app *a, const struct draft *draft)
{
	struct draft_page *d = mem_alloc(sizeof *d);
	memcpy(d->id, draft->id, sizeof d->id);
	d->title = mem_strdup(draft->title);
	text_page_push(a, &draft_text_class, &text_spec, NULL, d);
}

static void open_row(struct list_page *p, int i)
{
	struct err e = {0};
	struct app *a = p->app;
	struct edit *w = edit_open_draft(a->session, of(p)->found.at[i].id, &e);
	if (!w && e.code == ERR_MISSING) {
		open_draft_text(a, &of(p)->found.at[i]);
		return;
	}
	if (!w) {
		stack_say_err(a->stack, &e);
		return;
	}
	stack_pop(a->stack);
	open_work(a, w);
	stack_say(a->stack, ROLE_HINT, "You go on with your draft. It is not saved yet: F2 saves it.");
}

static void drop_answer(void *ctx, int choice)
{
	struct list_page *p = ctx;
	struct err e = {0};
	if (choice != 0)
		return;
	bool gone = draft_discard(p->app->session, of(p)->asked, &e);
	list_page_shown(stack_top(p->app->stack)); /* the box has closed over the list as it was */
	if (gone)
		stack_say(p->app->stack, ROLE_GOOD, "The draft is gone.");
	else
		stack_say_err(p->app->stack, &e);
}

static bool act(struct list_page *p, int action, int i)
{
	static const struct choice choices[] = {{'y', "Yes, throw it away"}, {'n', "No, keep it"}};
	if (action != ACT_DROP || i < 0)
		return false;
	memcpy(of(p)->asked, of(p)->found.at[i].id, ID_TEXT);
	dialog_choose(p->app->stack, "Throw away", "Throw this draft away? What was typed in it cannot be brought back.",
		      choices, 2, drop_answer, p);
	return true;
}

static void title(struct list_page *p, struct str *out)
{
	(void)p;
	str_add(out, "Drafts");
}

static void top(struct list_page *p, struct canvas *line)
{
	paintf(line, 0, 0, -1, ROLE_HEADING, "Typed and not saved yet (%d). Only you can see these.", of(p)->found.n);
}

static void fini(struct list_page *p)
{
	draft_list_fini(&of(p)->found);
	free(p->data);
}

static const struct list_page_spec spec = {
	.empty = "No drafts: everything you typed is saved.",
	.read = read_drafts,
	.row = row,
	.hint = hint,
	.open = open_row,
	.act = act,
	.title = title,
	.top = top,
	.fini = fini,
};

static const struct screen_class drafts_class = {
	.name = "drafts",
	.actions = &actions_drafts,
	.help = "What you typed in a form is kept here until you save it, also when the line drops or the program is ended. "
		"Nobody else sees your drafts.",
	LIST_PAGE_FUNCTIONS,
};

void open_drafts(struct app *a)
{
	list_page_push(a, &drafts_class, &spec, NULL, mem_alloc(sizeof(struct drafts)));
}
