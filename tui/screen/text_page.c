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

static struct text_page *of(const struct screen *s)
{
	return s->data;
}

static bool read_case(struct text_page *p, struct err *e)
{
	char id[ID_TEXT];
	if (!*p->case_row.id)
		return true;
	memcpy(id, p->case_row.id, sizeof id);
	case_row_fini(&p->case_row);
	memset(&p->case_row, 0, sizeof p->case_row);
	bool good = cases_get(p->app->session, id, &p->case_row, e);
	memcpy(p->case_row.id, id, sizeof id);
	return good;
}

void text_page_shown(struct screen *s)
{
	struct text_page *p = of(s);
	struct err e = {0};
	char *text = read_case(p, &e) ? p->spec->read(p, p->cols, &e) : NULL;
	if (!text)
		stack_say_err(p->app->stack, &e);
	text_view_set(&p->text, text ? text : "");
	free(text);
}

struct text_page *text_page_push(struct app *a, const struct screen_class *class, const struct text_page_spec *spec,
				 const char *case_id, void *data)
{
	struct text_page *p = mem_alloc(sizeof *p);
	p->app = a;
	p->spec = spec;
	p->data = data;
	p->rows = 15;
	p->cols = term_cols(stack_term(a->stack));
	if (case_id)
		snprintf(p->case_row.id, sizeof p->case_row.id, "%s", case_id);
	p->in_case = top_is_of_case(a);
	stack_push(a->stack, class, p);
	return p;
}

void text_page_title(const struct screen *s, struct str *out)
{
	struct text_page *p = of(s);
	if (*p->case_row.number && !p->in_case)
		str_addf(out, "%s > ", p->case_row.number);
	p->spec->title(p, out);
}

void text_page_draw(const struct screen *s, struct canvas *body)
{
	struct text_page *p = of(s);
	int top = 0;
	if (*p->case_row.number) {
		top = case_head_rows(&p->case_row, body->cols);
		struct canvas head = canvas_cut(body, 0, 0, top, body->cols);
		case_head_draw(p->app, &p->case_row, &head);
		paint_rule(body, top++);
	}
	struct canvas page = canvas_cut(body, top, 0, body->rows - top, body->cols);
	p->rows = page.rows;
	p->cols = page.cols;
	text_view_draw(&p->text, &page);
}

bool text_page_act(struct screen *s, int action)
{
	struct text_page *p = of(s);
	if (text_view_act(&p->text, action, p->rows, p->cols))
		return true;
	if (p->spec->act && p->spec->act(p, action))
		return true;
	if (action != ACT_ENTER)
		return false;
	stack_pop(s->stack);
	return true;
}

void text_page_hint(const struct screen *s, struct str *out)
{
	struct text_page *p = of(s);
	if (p->spec->hint)
		p->spec->hint(p, out);
}

void text_page_close(struct screen *s)
{
	struct text_page *p = of(s);
	p->spec->fini(p);
	text_view_fini(&p->text);
	case_row_fini(&p->case_row);
	free(p);
}
