/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Text by grapheme and by terminal column. A byte that is not valid UTF-8 counts as one character of one column, so
 * that nothing here can run past the end of a string whatever it holds.
 */
#include <locale.h>
#include <stdlib.h>
#include <string.h>
#include <wchar.h>

#include <utf8proc.h>

#include <sarai/base/mem.h>
#include <sarai/base/str.h>
#include <sarai/base/text.h>

static size_t decode(const char *s, int32_t *cp)
{
	utf8proc_ssize_t n;
	if ((unsigned char)*s < 0x80) {
		*cp = (unsigned char)*s;
		return *s ? 1 : 0;
	}
	n = utf8proc_iterate((const utf8proc_uint8_t *)s, -1, cp);
	if (n <= 0) {
		*cp = 0xfffd;
		return 1;
	}
	return (size_t)n;
}

long text_invalid_at(const char *s, size_t n)
{
	for (size_t i = 0; i < n;) {
		int32_t cp;
		utf8proc_ssize_t step = 1;
		if (!s[i])
			return (long)i;
		if ((unsigned char)s[i] >= 0x80)
			step = utf8proc_iterate((const utf8proc_uint8_t *)s + i, (utf8proc_ssize_t)(n - i), &cp);
		if (step <= 0)
			return (long)i;
		i += (size_t)step;
	}
	return -1;
}

size_t text_next(const char *s)
{
	int32_t cp, following, state = 0;
	size_t at = decode(s, &cp);
	while (at) {
		size_t n = decode(s + at, &following);
		if (!n || (cp < 0x80 && following < 0x80))
			break;
		if (utf8proc_grapheme_break_stateful(cp, following, &state))
			break;
		cp = following;
		at += n;
	}
	return at;
}

/* Graphemes can only be found going forward: start at the last place that surely begins one. */
size_t text_prev(const char *s, size_t at)
{
	size_t from = at, i, last;
	if (!at)
		return 0;
	while (from > 0) {
		from--;
		if ((unsigned char)s[from] < 0x80 && at - from > 1)
			break;
	}
	for (i = last = from; i < at;) {
		size_t n = text_next(s + i);
		last = i;
		i += n ? n : 1;
	}
	return at - last;
}

/* Columns of one code point as curses and terminals count them; -1 where the C library does not know it. */
static int width_of(int32_t cp)
{
	static bool ready;
	if (cp >= 0x20 && cp < 0x7f)
		return 1;
	if (cp < 0x20 || cp == 0x7f)
		return 0;
	if (!ready && wcwidth(0x6f22) != 2) /* the widths of a locale without UTF-8 */
		setlocale(LC_CTYPE, "C.UTF-8");
	ready = true;
	return wcwidth((wchar_t)cp);
}

/* A cluster takes the columns of all its code points: a vowel sign that stands beside its letter has one of its own.
 * A mark without a letter is shown on a blank; what is unknown as one sign. */
static int width_of_cluster(const char *s, size_t n)
{
	int cols = 0;
	for (size_t i = 0; i < n;) {
		int32_t cp;
		size_t step = decode(s + i, &cp);
		int w = width_of(cp);
		cols += w < 0 ? 1 : w;
		i += step ? step : 1;
	}
	return cols || (unsigned char)*s < 0x80 ? cols : 1;
}

int text_width_n(const char *s, size_t n)
{
	int cols = 0;
	for (size_t i = 0; i < n && s[i];) {
		size_t step = text_next(s + i);
		if (step > n - i)
			step = n - i;
		cols += width_of_cluster(s + i, step);
		i += step;
	}
	return cols;
}

char *text_shown(const char *s)
{
	struct str out = {0};
	while (*s) {
		size_t n = text_next(s);
		int cols = 0, unknown = 0;
		for (size_t i = 0; i < n;) {
			int32_t cp;
			size_t step = decode(s + i, &cp);
			int w = width_of(cp);
			if (w < 0)
				unknown++;
			else
				cols += w;
			i += step;
		}
		if (!cols && !unknown && (unsigned char)*s >= 0x80)
			str_add_char(&out, ' ');
		for (size_t i = 0; i < n;) {
			int32_t cp;
			size_t step = decode(s + i, &cp);
			if (width_of(cp) < 0)
				str_add_char(&out, '?');
			else
				str_add_n(&out, s + i, step);
			i += step;
		}
		s += n;
	}
	char *shown = str_take(&out);
	return shown ? shown : mem_strdup("");
}

int text_width(const char *s)
{
	return text_width_n(s, strlen(s));
}

size_t text_fit(const char *s, int cols, int *used)
{
	size_t at = 0, n;
	int taken = 0;
	while ((n = text_next(s + at)) > 0) {
		int w = text_width_n(s + at, n);
		if (taken + w > cols)
			break;
		taken += w;
		at += n;
	}
	if (used)
		*used = taken;
	return at;
}

char *text_cut(const char *s, int cols)
{
	if (cols <= 0)
		return mem_strdup("");
	size_t n = text_fit(s, cols, NULL);
	if (!s[n])
		return mem_strdup(s);
	n = text_fit(s, cols - 1, NULL);
	char *cut = mem_strndup(s, n + 1);
	cut[n] = '~';
	return cut;
}

void text_add_column(struct str *out, const char *s, int cols)
{
	char *cut = text_cut(s, cols);
	str_addf(out, "%s%*s", cut, cols - text_width(cut), "");
	free(cut);
}

int text_length(const char *s)
{
	int n = 0;
	for (size_t step; (step = text_next(s)) > 0; s += step)
		n++;
	return n;
}

size_t text_wrap(const char *s, int cols, size_t *next)
{
	size_t at = 0, blank = 0, n;
	int used = 0;
	bool have_blank = false;
	if (cols < 1)
		cols = 1;
	while ((n = text_next(s + at)) > 0 && s[at] != '\n') {
		int w = text_width_n(s + at, n);
		if (s[at] == ' ') {
			if (at == 0 || s[at - 1] != ' ')
				blank = at; /* where the run of blanks begins */
			have_blank = have_blank || at > 0;
		}
		if (used + w > cols) {
			if (s[at] == ' ') { /* exactly full: the blanks hang over the edge */
				size_t over = at;
				while (s[over] == ' ')
					over++;
				*next = over + (s[over] == '\n');
				return blank;
			}
			if (have_blank && blank > 0) {
				size_t over = blank;
				while (s[over] == ' ')
					over++;
				*next = over;
				return blank;
			}
			if (at == 0)
				at = n; /* one character wider than the line: let it be cut when painted */
			*next = at;
			return at;
		}
		used += w;
		at += n;
	}
	*next = at + (s[at] == '\n');
	while (at > 0 && s[at - 1] == ' ')
		at--;
	return at;
}

bool text_is(const char *a, const char *b)
{
	return !strcmp(a, b);
}
