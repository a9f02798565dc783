/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A page of text to read; and help, which is such a page made from the key tables in force.
 */
#include <stdlib.h>
#include <string.h>

#include <sarai/base/mem.h>
#include <sarai/base/text.h>

#include "dialog.h"
#include "stack.h"

struct page {
	char *title;
	struct text_view text;
	int rows, cols;
};

static void page_title(const struct screen *s, struct str *out)
{
	str_add(out, ((struct page *)s->data)->title);
}

static void page_draw(const struct screen *s, struct canvas *body)
{
	struct page *p = s->data;
	p->rows = body->rows;
	p->cols = body->cols;
	text_view_draw(&p->text, body);
}

static bool page_act(struct screen *s, int action)
{
	struct page *p = s->data;
	if (action == ACT_ENTER || action == ACT_HELP) {
		stack_pop(s->stack);
		return true;
	}
	return text_view_act(&p->text, action, p->rows, p->cols);
}

static void page_hint(const struct screen *s, struct str *out)
{
	(void)s;
	str_add(out, "Enter or Esc goes back.");
}

static void page_close(struct screen *s)
{
	struct page *p = s->data;
	text_view_fini(&p->text);
	free(p->title);
	free(p);
}

static const struct screen_class page_class = {
	.name = "text",
	.widget = &actions_page,
	.help = "A page to read. Arrows, PgUp and PgDn move in it; Enter or Esc goes back.",
	.title = page_title,
	.draw = page_draw,
	.act = page_act,
	.hint = page_hint,
	.close = page_close,
};

void dialog_text(struct stack *s, const char *title, const char *text)
{
	struct page *p = mem_alloc(sizeof *p);
	p->title = mem_strdup(title);
	p->rows = 19;
	p->cols = 80;
	text_view_set(&p->text, text);
	stack_push(s, &page_class, p);
}

/* ---- help ---- */

#define KEYS_COLS 15 /* the keys; what they do stands beside them, also its second line */

/* Those keys of an action that mean it on this page: the page's own come first, and may have taken one over. */
static void keys_here(const struct stack *s, const struct action_table *t, int action, struct str *out)
{
	const struct action_table *tables[3];
	int n = stack_tables(stack_top(s), tables), key;
	for (const char *p = keymap_keys(s->options.keys, t, action); *p;) {
		char name[24];
		size_t len = strcspn(p, " ");
		snprintf(name, sizeof name, "%.*s", (int)(len < sizeof name - 1 ? len : sizeof name - 1), p);
		if (key_from_name(name, &key) && keymap_action(s->options.keys, tables, n, key, false) == action)
			str_addf(out, "%s%s", out->len ? " " : "", name);
		p += len;
		p += strspn(p, " ");
	}
}

static void add_keys(const struct stack *s, const struct action_table *t, const char *heading, struct str *out)
{
	struct str keys = {0};
	str_addf(out, "\n%s\n", heading);
	for (int i = 0; i < t->n; i++) {
		str_clear(&keys);
		keys_here(s, t, t->at[i].id, &keys);
		int width = text_width(str_text(&keys));
		if (!keys.len)
			continue;
		str_addf(out, "  %s%*s ", str_text(&keys), width < KEYS_COLS ? KEYS_COLS - width : 1, "");
		size_t next;
		for (const char *help = t->at[i].help; *help; help += next) {
			size_t n = text_wrap(help, 80 - 3 - KEYS_COLS, &next);
			str_addf(out, "%*s%.*s\n", help == t->at[i].help ? 0 : KEYS_COLS + 3, "", (int)n, help);
		}
	}
	str_fini(&keys);
}

static const char *heading_of(const struct action_table *t)
{
	static const struct {
		const struct action_table *table;
		const char *heading;
	} rows[] = {{&actions_form, "Keys in a form"},
		    {&actions_list, "Keys in a list"},
		    {&actions_menu, "Keys in a menu"}};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		if (rows[i].table == t)
			return rows[i].heading;
	}
	return "Keys in a text";
}

void dialog_help(struct stack *s)
{
	const struct screen *top = stack_top(s);
	struct str text = {0}, hint = {0};
	if (!top || top->class == &page_class)
		return;
	if (top->class->about) { /* the field one is at first: it may not fit on the page */
		top->class->about(top, &text);
		str_add(&text, "\n");
	}
	if (top->class->help)
		str_addf(&text, "%s\n", top->class->help);
	if (top->class->hint)
		top->class->hint(top, &hint);
	if (hint.len)
		str_addf(&text, "\nHere: %s\n", str_text(&hint));
	if (top->class->actions && top->class->actions->n)
		add_keys(s, top->class->actions, "Keys of this page", &text);
	/* From a page that stands alone (login, locked) nothing else opens. */
	if (top->class->widget && !top->class->alone)
		add_keys(s, top->class->widget, heading_of(top->class->widget), &text);
	if (!top->class->alone)
		add_keys(s, &actions_global, "Keys everywhere", &text);
	str_add(&text, "\nWhere function keys do not arrive: Esc, then a digit (Esc 2 is F2, Esc 0 is F10).\n");
	dialog_text(s, "Help", str_text(&text));
	str_fini(&text);
	str_fini(&hint);
}
