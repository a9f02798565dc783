/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include <sarai/base/clock.h>
#include <sarai/base/err.h>
#include <sarai/base/mem.h>
#include <sarai/base/str.h>
#include <sarai/base/text.h>
#include <sarai/edit/cases.h>
#include <sarai/edit/open.h>
#include <sarai/form/form.h>
#include <sarai/model/status.h>
#include <sarai/screen/app.h>
#include <sarai/store/casefile.h>
#include <sarai/term/key.h>
#include <sarai/term/screen.h>
#include <sarai/term/term.h>
#include <sarai/term/widget.h>

#include "screens.h"

#define FIND_MAX 30

static const struct action_def own[] = {
	{ACT_NEW, "new", "F9 ^E", "New person", "Register a new person, after you have looked for them."},
	{ACT_NEW_GROUP, "group", "F11 ^O", "New group", "Register a group of migrants who are assessed together."},
	{ACT_ANONYMOUS, "no-name", "F12 ^T", "No name", "Keep a contact with somebody who does not wish to be named."},
};
const struct action_table actions_find = {"find", own, 3};

struct find {
	struct app *app;
	bool to_register;
	struct editor editor;
	bool in_list;
	char *asked; /* what the matches are for */
	struct case_list found;
	int likeness[FIND_MAX];
	struct list_view list;
};

static struct find *of(const struct screen *s)
{
	return s->data;
}

static void row(void *ctx, int i, struct canvas *line, bool focus)
{
	struct find *f = ctx;
	const struct case_row *k = &f->found.at[i];
	struct str s = {0};
	const char *band = *k->band_assigned ? k->band_assigned : k->band_calculated;
	(void)focus;
	paint_text(line, 0, 2, 14, ROLE_LABEL, k->number);
	person_words(f->app, k, &s);
	paint_text(line, 0, 17, 34, ROLE_TEXT, str_text(&s));
	str_clear(&s);
	person_facts(f->app, k, &s);
	paint_text(line, 0, 52, 13, ROLE_TEXT, str_text(&s));
	str_clear(&s);
	level_words(f->app->session->config, band, &s);
	paint_text(line, 0, 66, -1, level_role(f->app->session->config, band), str_text(&s));
	str_fini(&s);
}

static void search(struct find *f)
{
	struct err e = {0};
	if (f->asked && !strcmp(f->asked, f->editor.text))
		return;
	free(f->asked);
	f->asked = mem_strdup(f->editor.text);
	case_list_fini(&f->found);
	if (*f->asked && !cases_find(f->app->session, f->asked, FIND_MAX, &f->found, f->likeness, &e))
		stack_say_err(f->app->stack, &e);
	list_set_count(&f->list, f->found.n);
	list_focus(&f->list, 0);
	f->in_list = false;
}

static void find_title(const struct screen *s, struct str *out)
{
	str_add(out, of(s)->to_register ? "Find or register" : "Find");
}

static void find_draw(const struct screen *s, struct canvas *body)
{
	struct find *f = of(s);
	paint_text(body, 0, 0, -1, ROLE_LABEL, "Name, phone or case number:");
	struct canvas box = canvas_cut(body, 0, 28, 1, body->cols - 28);
	editor_draw(&f->editor, &box, ROLE_VALUE, !f->in_list);
	if (!f->asked || !*f->asked) {
		paint_text(body, 2, 0, -1, ROLE_TEXT, "Type a name or its beginning. Spelling and order of names need not be exact.");
		return;
	}
	if (f->found.n == 0)
		paint_text(body, 2, 0, -1, ROLE_TEXT, "Nobody found under this name.");
	else
		paintf(body, 2, 0, -1, ROLE_HEADING, "%d likely match%s, most alike first (Down, then Enter opens):",
		       f->found.n, f->found.n == 1 ? "" : "es");
	struct canvas list = canvas_cut(body, 3, 0, body->rows - 5, body->cols);
	bool cursor = body->focus;
	if (f->found.n > 0)
		list_draw(&f->list, &list);
	if (!f->in_list) { /* the list has placed the cursor: it belongs in the line being typed */
		struct canvas again = canvas_cut(body, 0, 28, 1, body->cols - 28);
		editor_draw(&f->editor, &again, ROLE_VALUE, true);
	}
	(void)cursor;
	if (f->found.n > 0)
		paintf(body, body->rows - 1, 0, -1, ROLE_HINT, "None of them? %s registers a new person.",
		       keymap_shown(stack_keys(s->stack), &actions_find, ACT_NEW));
	else
		paintf(body, 4, 0, -1, ROLE_HINT, "%s registers a new person under this name.",
		       keymap_shown(stack_keys(s->stack), &actions_find, ACT_NEW));
}

/* Where to what was typed: a number is a phone, another script has its own line. */
static const char *field_for(const char *typed)
{
	bool digits = false, letters = false;
	size_t n;
	for (const char *p = typed; *p; p += n) {
		digits |= text_digit(p, &n) >= 0;
		letters |= isalpha((unsigned char)*p) != 0;
	}
	/* Latin letters with marks lie below U+0250: two bytes that begin with 0xc3 to 0xc9. */
	for (const unsigned char *p = (const unsigned char *)typed; *p && !letters; p++)
		letters = *p >= 0xc3 && *p <= 0xc9;
	return letters ? "name" : digits ? "phone" : "name_script";
}

static void register_nameless(struct find *f)
{
	struct err e = {0};
	struct app *a = f->app;
	struct edit *w = edit_open(a->session, "person", NULL, NULL, NULL, &e);
	if (!w) {
		stack_say_err(a->stack, &e);
		return;
	}
	form_set(w->form, form_def_field(form_definition(w->form), "unnamed"), "yes");
	stack_pop(a->stack);
	open_work(a, w);
	stack_say(a->stack, ROLE_HINT, "Nothing here names the person. The case number finds the contact again.");
}

static void register_new(struct find *f, const char *kind)
{
	struct err e = {0};
	const char *typed = f->asked ? f->asked : "";
	char *folded = text_fold(typed);
	bool named = *folded;
	free(folded);
	if (!named) { /* a sign is no name */
		stack_say(f->app->stack, ROLE_HINT, "Look for the person first: type a name. That way nobody is registered twice.");
		return;
	}
	struct edit *w = edit_open(f->app->session, kind, NULL, NULL, NULL, &e);
	if (!w) {
		stack_say_err(f->app->stack, &e);
		return;
	}
	int field = form_def_field(form_definition(w->form), field_for(typed));
	const char *why;
	if (field >= 0)
		form_enter(w->form, field, typed, &why);
	struct app *a = f->app;
	stack_pop(a->stack);
	open_work(a, w);
}

static void open_match(struct find *f)
{
	int i = list_index(&f->list);
	char id[ID_TEXT];
	struct app *a = f->app;
	if (i < 0)
		return;
	memcpy(id, f->found.at[i].id, ID_TEXT);
	stack_pop(a->stack);
	open_case(a, id);
}

static bool find_act(struct screen *s, int action)
{
	struct find *f = of(s);
	switch (action) {
	case ACT_NEW:
		register_new(f, "person");
		return true;
	case ACT_NEW_GROUP:
		register_new(f, "group");
		return true;
	case ACT_ANONYMOUS:
		register_nameless(f);
		return true;
	case ACT_ENTER:
		if (f->in_list)
			open_match(f);
		else if (f->found.n > 0)
			f->in_list = true;
		else if (*f->editor.text)
			stack_say(s->stack, ROLE_HINT, "Nobody found. Try another spelling, or %s for a new person.",
				  keymap_shown(stack_keys(s->stack), &actions_find, ACT_NEW));
		return true;
	case ACT_DOWN:
	case ACT_NEXT:
		if (!f->in_list) {
			f->in_list = f->found.n > 0;
			return true;
		}
		return list_act(&f->list, ACT_DOWN, 10);
	case ACT_UP:
	case ACT_PREV:
		if (f->in_list && list_index(&f->list) <= 0) {
			f->in_list = false;
			return true;
		}
		return f->in_list && list_act(&f->list, ACT_UP, 10);
	default:
		break;
	}
	if (f->in_list && (action == ACT_PAGE_UP || action == ACT_PAGE_DOWN))
		return list_act(&f->list, action, 10);
	if (editor_act(&f->editor, action, 50)) {
		search(f);
		return true;
	}
	return false;
}

static bool find_text(struct screen *s, const char *utf8)
{
	struct find *f = of(s);
	editor_insert(&f->editor, utf8);
	search(f);
	return true;
}

static bool find_typing(const struct screen *s)
{
	(void)s;
	return true; /* a letter always goes on with the name */
}

static void find_hint(const struct screen *s, struct str *out)
{
	struct find *f = of(s);
	int i = f->in_list ? list_index(&f->list) : -1;
	if (i >= 0) {
		const struct case_row *k = &f->found.at[i];
		enum case_status status;
		str_addf(out, "%s, with %s, %d%% alike.", status_from_name(k->status, &status) ? status_words(status) : "",
			 *k->owner ? k->owner : "nobody", f->likeness[i] / 10);
	} else {
		str_add(out, "Look first, so that nobody is registered twice.");
	}
}

static void find_close(struct screen *s)
{
	struct find *f = of(s);
	editor_fini(&f->editor);
	list_fini(&f->list);
	case_list_fini(&f->found);
	free(f->asked);
	free(f);
}

static const struct screen_class find_class = {
	.name = "find",
	.actions = &actions_find,
	.widget = &actions_list,
	.help = "Type a name, a phone number or a case number. Likely matches appear as you type, also when the name is "
		"spelled otherwise or in another order.\nDown goes to the matches, Enter opens one. Only when the person "
		"is not among them, register a new one. Whoever does not wish to be named is kept without a name: only sex, "
		"age band, place.",
	.title = find_title,
	.draw = find_draw,
	.act = find_act,
	.text = find_text,
	.typing = find_typing,
	.hint = find_hint,
	.close = find_close,
};

void open_find(struct app *a, const char *typed, bool to_register)
{
	struct find *f = mem_alloc(sizeof *f);
	f->app = a;
	f->to_register = to_register;
	editor_init(&f->editor, typed ? typed : "", 80, false);
	list_init(&f->list, f, row, NULL);
	stack_push(a->stack, &find_class, f);
	search(f);
	f->in_list = f->found.n > 0; /* what was looked for has been typed already */
}
