/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>
#include <string.h>

#include <sarai/base/clock.h>
#include <sarai/base/err.h>
#include <sarai/base/mem.h>
#include <sarai/base/str.h>
#include <sarai/edit/cases.h>
#include <sarai/screen/app.h>
#include <sarai/store/casefile.h>
#include <sarai/term/key.h>
#include <sarai/term/screen.h>
#include <sarai/term/term.h>
#include <sarai/term/widget.h>

#include "screens.h"

static struct list_page *of(const struct screen *s)
{
	return s->data;
}

static void page_row(void *ctx, int i, struct canvas *line, bool focus)
{
	struct list_page *p = ctx;
	(void)focus;
	p->spec->row(p, i, line);
}

static void page_match(void *ctx, int i, struct str *text)
{
	struct list_page *p = ctx;
	if (p->spec->match)
		p->spec->match(p, i, text);
}

void list_page_shown(struct screen *s)
{
	struct list_page *p = of(s);
	struct err e = {0};
	int count = 0;
	p->now = clock_now(p->app->session->clock);
	if (*p->case_row.id) {
		char id[ID_TEXT];
		memcpy(id, p->case_row.id, sizeof id);
		case_row_fini(&p->case_row);
		memset(&p->case_row, 0, sizeof p->case_row);
		if (!cases_get(p->app->session, id, &p->case_row, &e)) {
			memcpy(p->case_row.id, id, sizeof id);
			stack_say_err(p->app->stack, &e);
		}
	}
	if (!p->spec->read(p, &count, &e))
		stack_say_err(p->app->stack, &e);
	list_set_count(&p->list, count);
}

void list_page_tick(struct screen *s)
{
	of(s)->now = clock_now(of(s)->app->session->clock);
}

struct list_page *list_page_push(struct app *a, const struct screen_class *class, const struct list_page_spec *spec,
				 const char *case_id, void *data)
{
	struct list_page *p = mem_alloc(sizeof *p);
	p->app = a;
	p->spec = spec;
	p->data = data;
	p->page_rows = 10;
	if (case_id)
		snprintf(p->case_row.id, sizeof p->case_row.id, "%s", case_id);
	p->in_case = top_is_of_case(a);
	list_init(&p->list, p, page_row, spec->match ? page_match : NULL);
	stack_push(a->stack, class, p);
	return p;
}

void list_page_title(const struct screen *s, struct str *out)
{
	struct list_page *p = of(s);
	if (*p->case_row.number && !p->in_case)
		str_addf(out, "%s > ", p->case_row.number);
	p->spec->title(p, out);
}

void list_page_draw(const struct screen *s, struct canvas *body)
{
	struct list_page *p = of(s);
	int top = 0, i = list_index(&p->list);
	const struct case_row *k = p->spec->head && i >= 0 ? p->spec->head(p, i) : &p->case_row;
	if (p->spec->head && p->head_at != i && p->head_rows && paint_later(body, 0, p->head_rows)) {
		top = p->head_rows; /* of the row before, until the cursor rests */
	} else if (*k->number) {
		top = case_head_rows(k, body->cols);
		struct canvas head = canvas_cut(body, 0, 0, top, body->cols);
		case_head_draw(p->app, k, &head);
		paint_rule(body, top++);
		p->head_rows = top;
		p->head_at = i;
	}
	if (p->spec->top) {
		struct canvas line = canvas_cut(body, top, 0, 1, body->cols);
		p->spec->top(p, &line);
		top++;
	}
	p->page_rows = body->rows - top;
	if (p->list.count == 0) {
		/* A look that was lent may have ended while the page stood here. */
		bool closed = *p->case_row.id && !*p->case_row.number;
		paint_text(body, top, 2, -1, ROLE_TEXT,
			   closed ? "This case is no longer open to you. F10 goes back." : p->spec->empty);
		paint_cursor(body, top, 0);
		return;
	}
	struct canvas list = canvas_cut(body, top, 0, body->rows - top, body->cols);
	list_draw(&p->list, &list);
}

bool list_page_act(struct screen *s, int action)
{
	struct list_page *p = of(s);
	int i = list_index(&p->list);
	if (list_act(&p->list, action, p->page_rows))
		return true;
	if (action == ACT_ENTER && i >= 0 && p->spec->open) {
		p->spec->open(p, i);
		return true;
	}
	return p->spec->act && p->spec->act(p, action, i);
}

bool list_page_text(struct screen *s, const char *utf8)
{
	return list_text(&of(s)->list, utf8);
}

bool list_page_typing(const struct screen *s)
{
	return list_typing(&of(s)->list);
}

void list_page_hint(const struct screen *s, struct str *out)
{
	struct list_page *p = of(s);
	if (p->spec->hint)
		p->spec->hint(p, list_index(&p->list), out);
}

void list_page_close(struct screen *s)
{
	struct list_page *p = of(s);
	p->spec->fini(p);
	list_fini(&p->list);
	case_row_fini(&p->case_row);
	free(p);
}
