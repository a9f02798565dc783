/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A form that is not part of a case: filled in and handed to a function when it is saved. Nothing of it is kept as a
 * draft, so what is secret may stand in it.
 */
#include <stdlib.h>

#include <sarai/base/mem.h>

#include "screens.h"

struct small {
	struct app *app;
	struct form_def *def;
	struct form *form;
	struct form_view view;
	char *title;
	bool (*save)(void *ctx, struct form *f, struct err *e);
	void *ctx;
};

static struct small *of(const struct screen *s)
{
	return s->data;
}

static void title(const struct screen *s, struct str *out)
{
	str_add(out, of(s)->title);
}

static void draw(const struct screen *s, struct canvas *body)
{
	form_view_draw(&of(s)->view, body);
}

static bool act(struct screen *s, int action)
{
	struct small *f = of(s);
	struct err e = {0};
	struct form_problem problem;
	if (action != ACT_SAVE)
		return form_view_act(&f->view, action);
	if (!form_view_commit(&f->view))
		return true;
	if (form_problems(f->form, &problem, 1) > 0) {
		form_view_focus(&f->view, problem.field);
		stack_say(f->app->stack, ROLE_HINT, "%s", problem.text);
	} else if (!f->save(f->ctx, f->form, &e)) {
		stack_say(f->app->stack, ROLE_ERROR, "%s", e.detail);
	}
	return true;
}

static bool text(struct screen *s, const char *utf8)
{
	return form_view_text(&of(s)->view, utf8);
}

static bool typing(const struct screen *s)
{
	return form_view_typing(&of(s)->view);
}

static void hint(const struct screen *s, struct str *out)
{
	form_view_hint(&of(s)->view, out);
}

static void close_small(struct screen *s)
{
	struct small *f = of(s);
	form_view_fini(&f->view);
	form_free(&f->form);
	form_def_free(&f->def);
	free(f->title);
	free(f);
}

static const struct screen_class small_class = {
	.name = "small-form",
	.widget = &actions_form,
	.help = "Fill in what is asked; F2 saves. Esc leaves without saving.",
	.title = title,
	.draw = draw,
	.act = act,
	.text = text,
	.typing = typing,
	.hint = hint,
	.close = close_small,
};

void open_plain_form(struct app *a, const char *name, struct form_def *def, struct form *form,
		     bool (*save)(void *ctx, struct form *f, struct err *e), void *ctx)
{
	struct small *f = mem_alloc(sizeof *f);
	*f = (struct small){.app = a, .def = def, .form = form, .title = mem_strdup(name), .save = save, .ctx = ctx};
	form_view_init(&f->view, form, a->stack);
	stack_push(a->stack, &small_class, f);
}
