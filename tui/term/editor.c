/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The line editor. The cursor is a byte offset that always stands at the border of a character as people see it.
 */
#include <stdlib.h>
#include <string.h>

#include <sarai/base/mem.h>
#include <sarai/base/text.h>
#include <sarai/term/widget.h>

/* ---- lines, when there are several ---- */

struct line {
	size_t start, n, next; /* bytes shown; where the following line starts */
	bool last;
};

/* Lines are wrapped one column short, so that the cursor has a place behind the last character. */
static struct line line_at(const char *text, size_t start, int cols)
{
	struct line l = {.start = start};
	size_t step = 0;
	l.n = text_wrap(text + start, cols > 1 ? cols - 1 : 1, &step);
	l.next = start + step;
	/* A newline at the very end has one more, empty, line behind it. */
	l.last = !text[l.next] && !(step > 0 && text[l.next - 1] == '\n');
	return l;
}

static struct line line_of(const char *text, size_t at, int cols, int *number)
{
	struct line l = line_at(text, 0, cols);
	*number = 0;
	while (!l.last && at >= l.next) {
		l = line_at(text, l.next, cols);
		++*number;
	}
	return l;
}

static struct line line_numbered(const char *text, int number, int cols)
{
	struct line l = line_at(text, 0, cols);
	while (number-- > 0 && !l.last)
		l = line_at(text, l.next, cols);
	return l;
}

static int col_in(const struct editor *ed, const struct line *l)
{
	size_t to = ed->at > l->start + l->n && ed->at < l->next ? l->start + l->n : ed->at;
	return text_width_n(ed->text + l->start, to - l->start);
}

int editor_lines(const struct editor *ed, int cols)
{
	int n;
	if (!ed->multiline)
		return 1;
	line_of(ed->text, ed->len, cols, &n);
	return n + 1;
}

/* ---- state ---- */

static void put(struct editor *ed, const char *text)
{
	size_t n = strlen(text);
	if (n + 1 > ed->cap) {
		ed->cap = n + 64;
		ed->text = mem_resize(ed->text, ed->cap);
	}
	memmove(ed->text, text, n + 1);
	ed->len = n;
}

/* ---- undo ---- */

#define PAST_MAX 50

struct editor_past {
	char *text;
	size_t at;
};

static void forget(struct editor_past *p)
{
	mem_wipe(p->text, strlen(p->text));
	free(p->text);
}

static void forget_all(struct editor *ed)
{
	for (int i = 0; i < ed->n_past; i++)
		forget(&ed->past[i]);
	free(ed->past);
	ed->past = NULL;
	ed->n_past = ed->past_cap = 0;
	ed->typed_to = (size_t)-1;
}

/* Where there are too many, the first stays: it is the text as it was found. */
static void remember(struct editor *ed)
{
	if (ed->secret)
		return;
	if (ed->n_past == PAST_MAX) {
		forget(&ed->past[1]);
		memmove(ed->past + 1, ed->past + 2, (size_t)(--ed->n_past - 1) * sizeof *ed->past);
	}
	ed->past = mem_grow(ed->past, &ed->past_cap, ed->n_past + 1, sizeof *ed->past);
	ed->past[ed->n_past++] = (struct editor_past){mem_strdup(ed->text), ed->at};
}

bool editor_can_undo(const struct editor *ed)
{
	return ed->n_past > 0;
}

const char *editor_before(const struct editor *ed)
{
	return ed->n_past ? ed->past[ed->n_past - 1].text : NULL;
}

static bool undo(struct editor *ed)
{
	if (!ed->n_past)
		return false;
	struct editor_past *p = &ed->past[--ed->n_past];
	put(ed, p->text);
	ed->at = p->at;
	ed->typed_to = (size_t)-1;
	forget(p);
	return true;
}

void editor_init(struct editor *ed, const char *text, int max, bool multiline)
{
	memset(ed, 0, sizeof *ed);
	ed->max = max;
	ed->multiline = multiline;
	ed->want_col = -1;
	editor_set(ed, text);
}

void editor_fini(struct editor *ed)
{
	if (ed->text)
		mem_wipe(ed->text, ed->cap);
	free(ed->text);
	forget_all(ed);
	memset(ed, 0, sizeof *ed);
}

void editor_set(struct editor *ed, const char *text)
{
	char *clean = text_clean(text ? text : "", strlen(text ? text : ""), ed->multiline);
	forget_all(ed);
	put(ed, clean);
	ed->at = ed->len;
	ed->left = 0;
	ed->want_col = -1;
	free(clean);
}

/* After a change the cursor may stand inside what has become one character: move it behind. */
static void settle(struct editor *ed)
{
	size_t at = 0;
	while (at < ed->at)
		at += text_next(ed->text + at);
	ed->at = at > ed->len ? ed->len : at;
	ed->want_col = -1;
}

/* The text with `n` bytes from `from` replaced by `with`. Composed as a whole, so that an accent typed after its letter
 * becomes part of it. A joiner may stand last until the letter it joins is typed. false when it does not fit. */
static bool replace(struct editor *ed, size_t from, size_t n, const char *with)
{
	struct str s = {0};
	bool joiner = !strcmp(with, "\u200c") || !strcmp(with, "\u200d");
	char *clean = joiner ? mem_strdup(with) : text_clean(with, strlen(with), ed->multiline);
	str_add_n(&s, ed->text, from);
	str_add(&s, clean);
	char *head = text_nfc(str_text(&s));
	str_add(&s, ed->text + from + n);
	char *all = text_nfc(str_text(&s));
	bool fits = !ed->max || !*with || text_length(all) <= ed->max;
	if (fits && strcmp(all, ed->text)) {
		bool goes_on = !n && from == ed->typed_to && *with != ' ' && *with != '\n';
		if (!goes_on)
			remember(ed);
		put(ed, all);
		ed->at = strlen(head);
		settle(ed);
		ed->typed_to = n ? (size_t)-1 : ed->at;
	}
	free(clean);
	free(head);
	free(all);
	str_fini(&s);
	return fits;
}

bool editor_insert(struct editor *ed, const char *utf8)
{
	return replace(ed, ed->at, 0, utf8);
}

bool editor_replace(struct editor *ed, const char *text)
{
	bool fits = replace(ed, 0, ed->len, text);
	ed->typed_to = ed->at; /* what is typed next belongs to it */
	return fits;
}

static void delete_back(struct editor *ed, size_t n)
{
	if (n)
		replace(ed, ed->at - n, n, "");
}

/* The line the cursor is on, as it is seen; an empty one goes altogether. */
static void clear_line(struct editor *ed, int cols)
{
	int number;
	struct line l = {.n = ed->len, .next = ed->len};
	if (ed->multiline)
		l = line_of(ed->text, ed->at, cols, &number);
	size_t n = l.n ? l.n : l.next - l.start;
	if (!n && l.start > 0) {
		l.start--;
		n = 1;
	}
	replace(ed, l.start, n, "");
	ed->at = l.start < ed->len ? l.start : ed->len;
	settle(ed);
}

static size_t word_back(const struct editor *ed)
{
	size_t at = ed->at;
	while (at > 0 && (ed->text[at - 1] == ' ' || ed->text[at - 1] == '\n'))
		at--;
	while (at > 0 && ed->text[at - 1] != ' ' && ed->text[at - 1] != '\n')
		at -= text_prev(ed->text, at);
	return ed->at - at;
}

static bool move_line(struct editor *ed, int by, int cols)
{
	int number;
	struct line here = line_of(ed->text, ed->at, cols, &number);
	int col = ed->want_col >= 0 ? ed->want_col : col_in(ed, &here);
	if (number + by < 0 || (by > 0 && here.last))
		return false;
	struct line there = line_numbered(ed->text, number + by, cols);
	size_t n = text_fit(ed->text + there.start, col, NULL);
	ed->at = there.start + (n > there.n ? there.n : n);
	ed->want_col = col;
	return true;
}

bool editor_act(struct editor *ed, int action, int cols)
{
	int number;
	struct line l;
	if (action != ACT_UP && action != ACT_DOWN)
		ed->want_col = -1;
	ed->typed_to = (size_t)-1;
	switch (action) {
	case ACT_LEFT:
		ed->at -= text_prev(ed->text, ed->at);
		return true;
	case ACT_RIGHT:
		ed->at += text_next(ed->text + ed->at);
		return true;
	case ACT_HOME:
	case ACT_END:
		l = (struct line){.n = ed->len};
		if (ed->multiline)
			l = line_of(ed->text, ed->at, cols, &number);
		ed->at = action == ACT_HOME ? l.start : l.start + l.n;
		return true;
	case ACT_BACKSPACE:
		delete_back(ed, text_prev(ed->text, ed->at));
		return true;
	case ACT_DELETE:
		replace(ed, ed->at, text_next(ed->text + ed->at), "");
		return true;
	case ACT_WORD_BACK:
		delete_back(ed, word_back(ed));
		return true;
	case ACT_CLEAR:
		clear_line(ed, cols);
		return true;
	case ACT_UNDO:
		return undo(ed);
	case ACT_UP:
		return ed->multiline && move_line(ed, -1, cols);
	case ACT_DOWN:
		return ed->multiline && move_line(ed, 1, cols);
	case ACT_ENTER:
		return ed->multiline && (editor_insert(ed, "\n"), true);
	default:
		return false;
	}
}

/* ---- painting ---- */

static void draw_one(struct editor *ed, struct canvas *c, enum role role, bool focus)
{
	/* Scroll so that the cursor, and the character it stands on, are seen. */
	if (ed->at == ed->len && ed->left >= ed->len) /* what was shown has been deleted */
		ed->left = 0;
	if (ed->at < ed->left || !focus)
		ed->left = focus ? ed->at : 0;
	while (text_width_n(ed->text + ed->left, ed->at > ed->left ? ed->at - ed->left : 0) >= c->cols && ed->left < ed->at)
		ed->left += text_next(ed->text + ed->left);
	/* The cursor shows that there is more, not a sign that looks typed. */
	char *seen = mem_strndup(ed->text + ed->left, text_fit(ed->text + ed->left, c->cols, NULL));
	paint_text(c, 0, 0, -1, role, seen);
	free(seen);
	if (focus)
		paint_cursor(c, 0, text_width_n(ed->text + ed->left, ed->at - ed->left));
}

static void draw_lines(struct editor *ed, struct canvas *c, enum role role, bool focus)
{
	int number, first = 0;
	struct line here = line_of(ed->text, focus ? ed->at : 0, c->cols, &number);
	int col = col_in(ed, &here), cursor = number;
	if (focus) { /* what was the first line stays so while the cursor is within sight */
		line_of(ed->text, ed->left > ed->len ? ed->len : ed->left, c->cols, &first);
		if (cursor < first)
			first = cursor;
		if (cursor >= first + c->rows)
			first = cursor - c->rows + 1;
	}
	struct line l = line_numbered(ed->text, first, c->cols);
	ed->left = l.start;
	for (int row = 0; row < c->rows; row++) {
		char *text = mem_strndup(ed->text + l.start, l.n);
		paint_text(c, row, 0, -1, role, text);
		free(text);
		if (l.last)
			break;
		l = line_at(ed->text, l.next, c->cols);
	}
	if (focus)
		paint_cursor(c, cursor - first, col);
}

void editor_draw(struct editor *ed, struct canvas *c, enum role role, bool focus)
{
	if (c->rows < 1 || c->cols < 1)
		return;
	if (ed->secret) {
		int n = text_length(ed->text);
		for (int i = 0; i < n && i < c->cols - 1; i++)
			paint_text(c, 0, i, 1, role, "*");
		if (focus)
			paint_cursor(c, 0, n < c->cols - 1 ? n : c->cols - 1);
		return;
	}
	if (ed->multiline)
		draw_lines(ed, c, role, focus);
	else
		draw_one(ed, c, role, focus);
}
