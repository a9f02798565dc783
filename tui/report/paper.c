/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>
#include <string.h>

#include <sarai/base/mem.h>
#include <sarai/base/text.h>
#include <sarai/report/paper.h>

#define LABEL_COLS 26

void paper_add(struct paper *p, enum paper_kind kind, const char *label, const char *text)
{
	if ((kind == PAPER_LINE || kind == PAPER_SCRIPT || kind == PAPER_TEXT) && !*text)
		return;
	p->at = mem_grow(p->at, &p->cap, p->n + 1, sizeof *p->at);
	/* Another program may have written into the database: on paper, too, only what can be seen. */
	p->at[p->n++] = (struct paper_item){kind, text_clean(label, strlen(label), true),
					    text_clean(text, strlen(text), true)};
}

void paper_name(struct paper *p, const char *name, const char *footer)
{
	free(p->name);
	free(p->footer);
	p->name = mem_strdup(name);
	p->footer = mem_strdup(footer);
}

void paper_fini(struct paper *p)
{
	for (int i = 0; i < p->n; i++) {
		free(p->at[i].label);
		free(p->at[i].text);
	}
	free(p->at);
	free(p->name);
	free(p->footer);
	*p = (struct paper){0};
}

static void add_blanks(struct str *to, int n)
{
	while (n-- > 0)
		str_add_char(to, ' ');
}

/* Text from a column on; the first line stands where the label ends. */
static void add_wrapped(struct str *to, const char *text, int from, int cols)
{
	bool first = true;
	size_t step;
	for (const char *p = text; *p; p += step) {
		size_t n = text_wrap(p, cols - from, &step);
		if (!first)
			add_blanks(to, from);
		str_add_n(to, p, n);
		str_add_char(to, '\n');
		first = false;
		if (!step)
			break;
	}
}

static void add_item(struct str *to, const struct paper_item *i, int cols)
{
	int width = text_width(i->label) + 1;
	switch (i->kind) {
	case PAPER_TITLE:
		add_wrapped(to, i->label, 0, cols);
		break;
	case PAPER_LOUD:
		str_add(to, "** ");
		add_wrapped(to, i->label, 3, cols);
		break;
	case PAPER_HEADING:
		str_addf(to, "\n%s\n", i->label);
		break;
	case PAPER_LINE:
	case PAPER_SCRIPT:
		str_addf(to, "%s:", i->label);
		if (width < LABEL_COLS) {
			add_blanks(to, LABEL_COLS - width);
		} else {
			str_add_char(to, '\n');
			add_blanks(to, LABEL_COLS);
		}
		add_wrapped(to, i->text, LABEL_COLS, cols);
		break;
	case PAPER_TEXT:
		add_wrapped(to, i->text, 0, cols);
		break;
	case PAPER_BLANK:
		str_addf(to, "%s: ", i->label);
		for (int k = width + 1; k < cols; k++)
			str_add_char(to, '_');
		str_add_char(to, '\n');
		break;
	}
}

char *paper_text(const struct paper *p, int cols)
{
	struct str out = {0};
	for (int i = 0; i < p->n; i++)
		add_item(&out, &p->at[i], cols);
	if (p->footer)
		str_addf(&out, "\n%s\n", p->footer);
	return str_take(&out);
}
