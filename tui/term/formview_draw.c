/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The form painted: label then value on one line, with what is wrong beneath; what explains the field in focus has a place
 * of its own below, so that no row moves with the cursor.
 */
#include <stdlib.h>
#include <string.h>

#include <sarai/base/mem.h>
#include <sarai/base/text.h>

#include "dialog.h"
#include "formview_layout.h"

#define LABEL_MAX 34
#define EXPLAIN_LEAST 2 /* rows */
#define EXPLAIN_FACTOR 3 /* question, risk, protection */

/* Painting and measuring are one walk: with no canvas it only counts rows. */
struct walk {
	struct form_view *v;
	struct canvas *c;
	int row, cols;
};

static const struct form_def *def_of(const struct form_view *v)
{
	return form_definition(v->form);
}

static int label_cols(const struct form_view *v, int cols)
{
	int widest = 8, most = cols / 2 < LABEL_MAX ? cols / 2 : LABEL_MAX;
	for (int i = 0; i < def_of(v)->n_fields; i++) {
		const struct field_def *f = &def_of(v)->fields[i];
		int w = text_width(f->label ? f->label : "") + 1;
		if ((field_typed(f) || field_chosen(f)) && w > widest)
			widest = w;
	}
	return widest > most ? most : widest;
}

static void wrapped(struct walk *w, int indent, enum role role, const char *text)
{
	struct canvas cut;
	if (!text || !*text)
		return;
	if (w->c)
		cut = canvas_cut(w->c, w->row, indent, w->c->rows - w->row, w->cols - indent);
	w->row += dialog_wrap(w->c && w->row >= 0 && w->row < w->c->rows ? &cut : NULL, 0, w->cols - indent, role, text);
}

static void walk_heading(struct walk *w, const struct field_def *f, bool first)
{
	if (!first)
		w->row++;
	if (w->c)
		paint_text(w->c, w->row, 0, -1, ROLE_HEADING, f->label);
	w->row++;
}

/* ---- what explains a field ---- */

/* "1 yes  2 no  3 unknown": what the digits mean. */
static void walk_options(struct walk *w, const struct field_def *f, int i)
{
	const struct option_list *l = form_options(w->v->form, i);
	struct str s = {0};
	if (!l || f->type == FIELD_FACTOR)
		return;
	if (f->several) /* said before the first is taken, since the cursor stays */
		str_add(&s, "Several:");
	if (l->n > OPTIONS_SHOWN) {
		str_addf(&s, "%s%d to choose from: type the first letters, or Space for the list.", s.len ? " " : "", l->n);
	} else {
		/* A digit and its word stay on one row. */
		for (int k = 0; k < l->n; k++) {
			int wide = text_width(l->at[k].label) + 2;
			if (s.len && text_width(str_text(&s)) + 3 + wide > w->cols - INDENT) {
				wrapped(w, INDENT, ROLE_DIM, str_text(&s));
				str_clear(&s);
			}
			str_addf(&s, "%s%d %s", s.len ? "   " : "", k + 1, l->at[k].label);
		}
	}
	wrapped(w, INDENT, ROLE_DIM, str_text(&s));
	str_fini(&s);
}

static void walk_said(struct walk *w, enum role role, const char *before, const char *text)
{
	struct str s = {0};
	if (!text || !*text)
		return;
	str_addf(&s, "%s%s", before, text);
	wrapped(w, INDENT, role, str_text(&s));
	str_fini(&s);
}

static void walk_explanation(struct walk *w, int i)
{
	struct form_view *v = w->v;
	const struct field_def *f = &def_of(v)->fields[i];
	/* A label that did not fit is said in full where it matters. */
	if (text_width(f->label) > v->label_cols)
		walk_said(w, ROLE_TEXT, "", f->label);
	if (v->below && i == v->at) {
		struct str below = {0};
		v->below(v->about_ctx, i, &below);
		walk_said(w, ROLE_HINT, "", str_text(&below));
		str_fini(&below);
	}
	if (f->type == FIELD_FACTOR) {
		walk_said(w, ROLE_VALUE, "Note: ", form_note(v->form, i)); /* the line above may have had no room for it */
		walk_said(w, ROLE_TEXT, "", f->help);
		walk_said(w, ROLE_DIM, "Risk: ", f->risk_when);
		walk_said(w, ROLE_DIM, "Protection: ", f->protection_when);
	} else if (field_chosen(f)) {
		walk_options(w, f, i);
	}
}

/* Rows for it: always so many that none moves for most fields; for some more, over the last rows of the form. */
static int explain_rows(struct form_view *v, const struct canvas *c)
{
	struct walk measure = {.v = v, .cols = c->cols};
	int least = form_view_field(v) && form_view_field(v)->type == FIELD_FACTOR ? EXPLAIN_FACTOR : EXPLAIN_LEAST;
	int most = c->rows * 2 / 5;
	if (v->at >= 0)
		walk_explanation(&measure, v->at);
	return measure.row < least ? least : measure.row > most && most > least ? most : measure.row;
}

static void paint_explanation(struct form_view *v, struct canvas *c)
{
	struct walk measure = {.v = v, .cols = c->cols}, paint = {.v = v, .c = c, .cols = c->cols};
	if (v->at < 0)
		return;
	walk_explanation(&measure, v->at);
	walk_explanation(&paint, v->at);
	if (measure.row > c->rows && c->rows > 0) /* F1 has all of it */
		paint_text(c, c->rows - 1, c->cols - 1, 1, ROLE_KEY, "~");
}

/* The value as shown when the field is not being typed in. */
static char *value_text(const struct form_view *v, int i)
{
	const struct field_def *f = &def_of(v)->fields[i];
	struct str s = {0};
	char *shown = form_show(v->form, i);
	unsigned stage = f->type == FIELD_FACTOR ? form_stage(v->form, i) : 0;
	str_add(&s, shown);
	if (stage)
		str_addf(&s, "  (%s%s%s migration)", stage & STAGE_BEFORE ? "before" : "",
			 stage & STAGE_DURING ? (stage & STAGE_BEFORE ? ", during" : "during") : "",
			 stage & STAGE_AFTER ? (stage & (STAGE_BEFORE | STAGE_DURING) ? ", after" : "after") : "");
	if (v->beside) {
		struct str beside = {0};
		v->beside(v->about_ctx, i, &beside);
		if (beside.len)
			str_addf(&s, "  %s", str_text(&beside));
		str_fini(&beside);
	}
	if (f->type == FIELD_FACTOR && *form_note(v->form, i))
		str_addf(&s, "  Note: %s", form_note(v->form, i));
	free(shown);
	return str_take(&s);
}

static enum role value_role(const struct form_view *v, int i)
{
	enum answer a;
	if (def_of(v)->fields[i].type != FIELD_FACTOR || !answer_from_name(form_value(v->form, i), &a))
		return ROLE_VALUE;
	return answer_ordinal(a) >= 2 ? ROLE_HIGH : answer_ordinal(a) > 0 ? ROLE_MEDIUM : answer_ordinal(a) < 0 ? ROLE_GOOD : ROLE_VALUE;
}

bool form_view_below(const struct form_view *v)
{
	const struct field_def *f = form_view_field(v);
	const char *text = v->editor.text;
	return f && f->type == FIELD_LONG && (strchr(text, '\n') || text_width(text) >= v->last_cols - INDENT - v->label_cols - 1);
}

int form_view_editor_cols(const struct form_view *v)
{
	return v->last_cols - INDENT - (form_view_below(v) ? 0 : v->label_cols + 1);
}

/* As many rows as are written, as far as the page has them. */
static int long_rows(const struct form_view *v)
{
	int rows = editor_lines(&v->editor, form_view_editor_cols(v)), most = v->last_rows - 1 - LONG_KEEPS;
	return rows < most ? rows : most > 1 ? most : 1;
}

/* Letters typed at a choice, and what they mean. */
static void paint_search(struct walk *w, int col)
{
	const struct option_list *l = form_options(w->v->form, w->v->at);
	int i = form_view_match(w->v), used = text_width(w->v->editor.text);
	struct canvas box = canvas_cut(w->c, w->row, col, 1, 30);
	editor_draw(&w->v->editor, &box, ROLE_VALUE, true);
	int behind = col + (used < 30 ? used : 30) + 2;
	if (i >= 0)
		paintf(w->c, w->row, behind, -1, ROLE_HINT, "= %s", l->at[i].label);
	else if (!def_of(w->v)->fields[w->v->at].others)
		paint_text(w->c, w->row, behind, -1, ROLE_HINT, "= no option");
}

static void paint_value(struct walk *w, int i, int col, bool focus)
{
	struct form_view *v = w->v;
	const struct field_def *f = &def_of(v)->fields[i];
	if (focus && field_typed(f)) {
		bool below = form_view_below(v);
		struct canvas box = canvas_cut(w->c, w->row + below, below ? INDENT : col, below ? long_rows(v) : 1, form_view_editor_cols(v));
		editor_draw(&v->editor, &box, ROLE_VALUE, true);
		return;
	}
	if (focus && *v->editor.text) {
		paint_search(w, col);
		return;
	}
	char *text = value_text(v, i), *line = strchr(text, '\n');
	if (line)
		memcpy(line, "~", 2); /* one line of it, and a sign that there is more */
	char *cut = text_cut(text, w->cols - col);
	paint_text(w->c, w->row, col, -1, value_role(v, i), cut);
	if (focus)
		paint_cursor(w->c, w->row, 0); /* on the mark: nothing is typed here */
	free(cut);
	free(text);
}

static void walk_answer(struct walk *w, int i)
{
	struct form_view *v = w->v;
	const struct field_def *f = &def_of(v)->fields[i];
	bool focus = i == v->at;
	int col = INDENT + v->label_cols + 1;
	if (w->c && w->row >= 0 && w->row < w->c->rows) {
		bool missing = form_required(v->form, i) && !*form_value(v->form, i);
		char *label = text_cut(f->label, v->label_cols - missing);
		if (focus)
			paint_text(w->c, w->row, 0, 1, ROLE_TEXT, ">"); /* plain: a few bytes */
		int used = paint_text(w->c, w->row, INDENT, -1, ROLE_LABEL, label);
		if (missing)
			paint_text(w->c, w->row, INDENT + used, 1, ROLE_ERROR, "*");
		paint_value(w, i, col, focus);
		free(label);
	}
	w->row += focus && form_view_below(v) ? 1 + long_rows(v) : 1;
	if (focus && v->wrong)
		wrapped(w, INDENT + 2, ROLE_ERROR, v->wrong);
}

/* Does a question stand before the one in focus? */
static bool answerable_before(const struct form_view *v)
{
	for (int i = 0; i < v->at; i++) {
		if (form_answerable(v->form, i))
			return true;
	}
	return false;
}

/* Rows from *from to *to hold the field in focus, with what is wrong with it. */
static void walk(struct walk *w, int *from, int *to)
{
	bool first = true;
	*from = *to = 0;
	for (int i = 0; i < def_of(w->v)->n_fields; i++) {
		const struct field_def *f = &def_of(w->v)->fields[i];
		if (!form_visible(w->v->form, i))
			continue;
		int row = w->row;
		if (f->type == FIELD_HEADING)
			walk_heading(w, f, first);
		else if (f->type == FIELD_NOTE)
			wrapped(w, INDENT, ROLE_TEXT, f->label);
		else
			walk_answer(w, i);
		if (i == w->v->at) {
			*from = row;
			*to = w->row;
		}
		first = false;
	}
}

void form_view_draw(struct form_view *v, struct canvas *c)
{
	int from, to, answered, answerable;
	v->label_cols = label_cols(v, c->cols);
	v->last_cols = c->cols;
	/* What explains the field waits until the cursor rests, in the place it had. */
	bool late = v->painted_at != v->at && v->painted_rows && paint_later(c, c->rows - v->painted_rows, v->painted_rows);
	int explain = late ? v->painted_rows - 1 : explain_rows(v, c);
	struct canvas body = canvas_cut(c, 0, 0, c->rows - explain - 1, c->cols);
	v->last_rows = c->rows - EXPLAIN_LEAST; /* one page is as long from every field */
	struct walk measure = {.v = v, .cols = c->cols};
	walk(&measure, &from, &to);
	/* The field, and what is wrong with it, are seen. Where it leaves the page it comes back in the middle, since each new
	 * row costs a line as much as ten moves within the page. */
	if (to > v->top + body.rows || from < v->top) {
		v->top = from - body.rows / 2;
		if (v->top > measure.row - body.rows)
			v->top = measure.row - body.rows;
		if (v->top < to - body.rows)
			v->top = to - body.rows;
		if (v->top > from)
			v->top = from;
	}
	/* What stands before the first question is part of it. */
	if (v->top < 0 || (from < body.rows && to <= body.rows && !answerable_before(v)))
		v->top = 0;
	if (v->at < 0)
		v->top = 0;
	struct walk paint = {.v = v, .c = &body, .row = -v->top, .cols = c->cols};
	walk(&paint, &from, &to);
	if (!late) {
		struct canvas place = canvas_cut(c, body.rows + 1, 0, explain, c->cols);
		form_progress(v->form, &answered, &answerable);
		paint_rule(c, body.rows);
		paintf(c, body.rows, 2, -1, ROLE_DIM, " %d of %d answered%s ", answered, answerable,
		       measure.row > v->top + body.rows ? "; more below" : "");
		paint_explanation(v, &place);
		v->painted_at = v->at;
		v->painted_rows = explain + 1;
	}
	if (v->at < 0)
		paint_cursor(c, 0, 0);
	c->focus = true;
}

void form_view_about(const struct form_view *v, struct str *out)
{
	const struct field_def *f = form_view_field(v);
	if (!f)
		return;
	str_addf(out, "%s\n", f->label);
	if (v->below)
		v->below(v->about_ctx, v->at, out);
	if (f->type != FIELD_FACTOR)
		return;
	if (*form_note(v->form, v->at))
		str_addf(out, "Note: %s\n", form_note(v->form, v->at));
	str_addf(out, "%s\n", f->help ? f->help : "");
	if (f->risk_when && *f->risk_when)
		str_addf(out, "Risk: %s\n", f->risk_when);
	if (f->protection_when && *f->protection_when)
		str_addf(out, "Protection: %s\n", f->protection_when);
}
