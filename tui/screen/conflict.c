/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Two people have changed the same record: the second to save sees both, answer by answer, and chooses.
 */
#include <stdlib.h>
#include <string.h>

#include <sarai/base/clock.h>
#include <sarai/base/err.h>
#include <sarai/base/mem.h>
#include <sarai/base/pairs.h>
#include <sarai/base/str.h>
#include <sarai/edit/open.h>
#include <sarai/edit/save.h>
#include <sarai/form/form.h>
#include <sarai/screen/app.h>
#include <sarai/store/record.h>
#include <sarai/term/key.h>
#include <sarai/term/screen.h>
#include <sarai/term/term.h>
#include <sarai/term/widget.h>

#include "screens.h"

static const struct action_def own[] = {
	{ACT_TAKE_MINE, "mine", "1 m", "Mine", "Keep your answer."},
	{ACT_TAKE_THEIRS, "theirs", "2 t", "Theirs", "Take the other's answer."},
	{ACT_SAVE, "save", "F2 ^S", "Save", "Save what you chose."},
};
const struct action_table actions_conflict = {"conflict", own, 3};

enum take { UNDECIDED, MINE, THEIRS };

struct difference {
	char *name, *mine, *theirs;
	enum take take;
};

struct conflict {
	struct edit *work;
	struct record theirs;
	struct pairs mine;
	struct form *form_mine, *form_theirs; /* to show the answers in words */
	struct difference *at;
	int n, cap;
	void (*done)(void *ctx, bool saved);
	void *ctx;
};

static struct conflict *of(struct list_page *p)
{
	return p->data;
}

static void add(void *ctx, const char *name, const char *mine, const char *theirs)
{
	struct conflict *c = ctx;
	const char *base = pairs_get(&c->work->base, name);
	if (name[0] == '=')
		return; /* figures are worked out again */
	c->at = mem_grow(c->at, &c->cap, c->n + 1, sizeof *c->at);
	struct difference *d = &c->at[c->n++];
	d->name = mem_strdup(name);
	d->mine = mem_strdup(mine);
	d->theirs = mem_strdup(theirs);
	/* Where only one of the two changed an answer, that change is proposed. */
	d->take = !strcmp(base, mine) ? THEIRS : !strcmp(base, theirs) ? MINE : UNDECIDED;
}

static bool read_conflict(struct list_page *p, int *count, struct err *e)
{
	(void)e;
	*count = of(p)->n;
	return true;
}

static const struct field_def *field_of(struct conflict *c, const char *name)
{
	const struct form_def *def = form_definition(c->work->form);
	int i = form_def_field(def, name);
	return i >= 0 ? &def->fields[i] : NULL;
}

/* An answer as it is read on the form; owned. */
static char *shown(const struct form *f, const char *name, const char *value)
{
	int field = form_def_field(form_definition(f), name);
	if (!*value)
		return mem_strdup("(no answer)");
	return field >= 0 ? form_show(f, field) : mem_strdup(value);
}

static void row(struct list_page *p, int i, struct canvas *line)
{
	struct conflict *c = of(p);
	const struct difference *d = &c->at[i];
	const struct field_def *field = field_of(c, d->name);
	char *mine = shown(c->form_mine, d->name, d->mine), *theirs = shown(c->form_theirs, d->name, d->theirs);
	static const char *const marks[] = {"choose", "mine", "theirs"};
	paint_text(line, 0, 2, 8, d->take == UNDECIDED ? ROLE_ERROR : ROLE_GOOD, marks[d->take]);
	paint_text(line, 0, 10, 22, ROLE_LABEL, field ? field->label : d->name);
	paint_text(line, 0, 33, 22, d->take == MINE ? ROLE_VALUE : ROLE_DIM, mine);
	paint_text(line, 0, 56, -1, d->take == THEIRS ? ROLE_VALUE : ROLE_DIM, theirs);
	free(mine);
	free(theirs);
}

static void top(struct list_page *p, struct canvas *line)
{
	struct conflict *c = of(p);
	paintf(line, 0, 0, -1, ROLE_HEADING, "  Take    Question              Yours                  By %s",
	       c->theirs.updated_by);
}

static void hint(struct list_page *p, int i, struct str *out)
{
	struct conflict *c = of(p);
	if (i < 0)
		return;
	char *mine = shown(c->form_mine, c->at[i].name, c->at[i].mine);
	char *theirs = shown(c->form_theirs, c->at[i].name, c->at[i].theirs);
	str_addf(out, "Yours: %s | Theirs: %s", mine, theirs);
	free(mine);
	free(theirs);
}

static void open_row(struct list_page *p, int i)
{
	const struct difference *d = &of(p)->at[i];
	struct str s = {0};
	const struct field_def *field = field_of(of(p), d->name);
	str_addf(&s, "%s\n\nYours:\n%s\n\nBy %s:\n%s\n", field ? field->label : d->name, d->mine,
		 of(p)->theirs.updated_by, d->theirs);
	dialog_text(p->app->stack, "Both answers", str_text(&s));
	str_fini(&s);
}

static void save(struct list_page *p)
{
	struct conflict *c = of(p);
	struct app *a = p->app;
	struct err e = {0};
	struct pairs chosen = {0};
	struct record again = {0};
	for (int i = 0; i < c->n; i++) {
		if (c->at[i].take == UNDECIDED) {
			list_focus(&p->list, i);
			stack_say(a->stack, ROLE_HINT, "Choose here: 1 keeps yours, 2 takes theirs.");
			return;
		}
	}
	pairs_copy(&chosen, &c->mine);
	for (int i = 0; i < c->n; i++) {
		if (c->at[i].take == THEIRS)
			pairs_set(&chosen, c->at[i].name, c->at[i].theirs);
	}
	edit_rebase(c->work, &c->theirs, &chosen);
	pairs_clear(&chosen);
	bool saved = edit_save(a->session, c->work, &again, &e);
	if (!saved && e.code != ERR_CONFLICT) {
		stack_say_err(a->stack, &e);
		record_fini(&again);
		return;
	}
	record_fini(&again);
	void (*done)(void *, bool) = c->done;
	void *ctx = c->ctx;
	stack_pop(a->stack);
	done(ctx, saved); /* not saved: somebody was faster once more; F2 shows the new differences */
}

static bool act(struct list_page *p, int action, int i)
{
	struct conflict *c = of(p);
	if (action == ACT_SAVE) {
		save(p);
		return true;
	}
	if ((action != ACT_TAKE_MINE && action != ACT_TAKE_THEIRS) || i < 0)
		return false;
	c->at[i].take = action == ACT_TAKE_MINE ? MINE : THEIRS;
	list_act(&p->list, ACT_DOWN, p->page_rows);
	return true;
}

static void title(struct list_page *p, struct str *out)
{
	(void)p;
	str_add(out, "Two versions");
}

static void fini(struct list_page *p)
{
	struct conflict *c = of(p);
	for (int i = 0; i < c->n; i++) {
		free(c->at[i].name);
		free(c->at[i].mine);
		free(c->at[i].theirs);
	}
	free(c->at);
	pairs_clear(&c->mine);
	form_free(&c->form_mine);
	form_free(&c->form_theirs);
	record_fini(&c->theirs);
	free(c);
}

static const struct list_page_spec spec = {
	.empty = "Both versions have the same answers. F2 saves.",
	.read = read_conflict,
	.row = row,
	.hint = hint,
	.open = open_row,
	.act = act,
	.title = title,
	.top = top,
	.fini = fini,
};

static const struct screen_class conflict_class = {
	.name = "conflict",
	.actions = &actions_conflict,
	.help = "Somebody saved this while you were typing. Nothing is lost: for each answer that differs, 1 keeps yours and "
		"2 takes theirs. Where only one of you changed an answer, that change is proposed. Enter shows both in full. "
		"F2 saves what you chose; Esc goes back to your form.",
	LIST_PAGE_FUNCTIONS,
};

void open_conflict(struct app *a, struct edit *w, struct record *theirs, void (*done)(void *ctx, bool saved), void *ctx)
{
	struct conflict *c = mem_alloc(sizeof *c);
	c->work = w;
	c->done = done;
	c->ctx = ctx;
	record_copy(&c->theirs, theirs);
	edit_answers(a->session, w, &c->mine);
	c->form_mine = form_new(form_definition(w->form), clock_today(a->session->clock), &a->session->config->lists);
	c->form_theirs = form_new(form_definition(w->form), clock_today(a->session->clock), &a->session->config->lists);
	form_hide_restricted(c->form_mine, !w->sees_restricted);
	form_hide_restricted(c->form_theirs, !w->sees_restricted);
	form_load(c->form_mine, &c->mine);
	form_load(c->form_theirs, &c->theirs.answers);
	pairs_diff(&c->mine, &c->theirs.answers, add, c);
	list_page_push(a, &conflict_class, &spec, NULL, c);
	stack_say(a->stack, ROLE_ERROR, "%s has saved this while you were typing. Choose, then F2 saves.",
		  theirs->updated_by);
}
