/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * libcsv finds cells and rows; it is fed line by line, so that it is known on which line each stands.
 */
#include <csv.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <sarai/base/mem.h>
#include <sarai/base/text.h>
#include <sarai/report/csv.h>

#define BOM "\xEF\xBB\xBF"
#define GUARDED "=+-@\t\r\n'"

struct reading {
	struct csv_table *to;
	struct csv_row row;
	int line;      /* being fed */
	int cell_line; /* where the next cell begins */
};

static void row_fini(struct csv_row *r)
{
	for (int i = 0; i < r->n; i++)
		free(r->at[i].text);
	free(r->at);
	*r = (struct csv_row){0};
}

void csv_table_fini(struct csv_table *t)
{
	for (int i = 0; i < t->n; i++)
		row_fini(&t->at[i]);
	free(t->at);
	*t = (struct csv_table){0};
}

static void cell(void *text, size_t n, void *ctx)
{
	struct reading *r = ctx;
	const char *s = text;
	if (n > 1 && s[0] == '\'' && strchr(GUARDED, s[1])) {
		s++;
		n--;
	}
	r->row.at = mem_grow(r->row.at, &r->row.cap, r->row.n + 1, sizeof *r->row.at);
	r->row.at[r->row.n++] = (struct csv_cell){mem_strndup(n ? s : "", n), r->cell_line};
	r->cell_line = r->line;
}

static void row(int end, void *ctx)
{
	struct reading *r = ctx;
	(void)end;
	r->to->at = mem_grow(r->to->at, &r->to->cap, r->to->n + 1, sizeof *r->to->at);
	r->row.line = r->row.at[0].line;
	r->to->at[r->to->n++] = r->row;
	r->row = (struct csv_row){0};
}

static void begin(struct csv_parser *p)
{
	if (csv_init(p, CSV_STRICT | CSV_STRICT_FINI) != 0)
		abort(); /* only for options it does not know */
	csv_set_realloc_func(p, mem_resize);
}

/* Where the row began that is being read; the parser starts afresh behind it. */
static int give_up(struct csv_parser *p, struct reading *r)
{
	int line = r->row.n ? r->row.at[0].line : r->cell_line;
	csv_free(p);
	begin(p);
	row_fini(&r->row);
	r->cell_line = r->line + 1;
	return line;
}

static void feed(struct csv_parser *p, struct reading *r, const char *label, const char *s, size_t n, struct diags *d)
{
	if (text_invalid_at(s, n) >= 0) {
		give_up(p, r);
		diag_add(d, label, r->line, "not valid UTF-8; save the table as UTF-8");
	} else if (csv_parse(p, s, n, cell, row, r) != n) {
		give_up(p, r);
		diag_add(d, label, r->line, "a quote stands where none may; quotes inside a cell are doubled");
	}
}

void csv_read_text(const char *label, const char *text, size_t n, struct csv_table *out, struct diags *d)
{
	struct csv_parser p;
	struct reading r = {.to = out, .line = 0};
	size_t at = n >= 3 && !memcmp(text, BOM, 3) ? 3 : 0;
	*out = (struct csv_table){0};
	begin(&p);
	bool fresh = true; /* no row is open: the next line begins one */
	while (at < n) {
		const char *end = memchr(text + at, '\n', n - at);
		size_t length = end ? (size_t)(end - (text + at)) + 1 : n - at;
		r.line++;
		if (fresh)
			r.cell_line = r.line;
		feed(&p, &r, label, text + at, length, d);
		fresh = r.row.n == 0 && p.pstate == 0;
		at += length;
	}
	if (csv_fini(&p, cell, row, &r) != 0)
		diag_add(d, label, give_up(&p, &r), "a quote is opened here and never closed");
	row_fini(&r.row);
	csv_free(&p);
}

/* ---- files ---- */

static bool read_all(int fd, const char *path, char **text, size_t *n, struct err *e)
{
	struct stat st;
	if (fstat(fd, &st) != 0)
		return err_set(e, ERR_MISSING, path, "%s.", strerror(errno));
	if (!S_ISREG(st.st_mode))
		return err_set(e, ERR_DATA, path, "This is not a file.");
	if (st.st_size > CSV_FILE_MAX)
		return err_set(e, ERR_DATA, path, "The file is larger than %d MB.", CSV_FILE_MAX / 1024 / 1024);
	*text = mem_alloc((size_t)st.st_size + 1);
	*n = 0;
	while (*n < (size_t)st.st_size) {
		ssize_t got = read(fd, *text + *n, (size_t)st.st_size - *n);
		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0)
			return err_set(e, ERR_IO, path, "%s.", strerror(errno));
		if (got == 0)
			break;
		*n += (size_t)got;
	}
	return true;
}

bool csv_read(const char *path, struct csv_table *out, struct diags *d, struct err *e)
{
	char *text = NULL;
	size_t n = 0;
	*out = (struct csv_table){0};
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
	if (fd < 0)
		return err_set(e, ERR_MISSING, path, "%s.", strerror(errno));
	bool good = read_all(fd, path, &text, &n, e);
	close(fd);
	if (good)
		csv_read_text(path, text, n, out, d);
	free(text);
	return good;
}

/* ---- writing ---- */

static bool needs_quotes(const char *cell)
{
	size_t n = strlen(cell);
	return strpbrk(cell, ",\"\r\n") || (n && (cell[0] == ' ' || cell[n - 1] == ' '));
}

static bool plain(const char *s)
{
	for (; *s; s++) {
		if ((*s < ' ' && !strchr("\t\r\n", *s)) || *s > '~')
			return false;
	}
	return true;
}

void csv_add(struct csv_writer *w, const char *typed)
{
	/* First what cannot be seen, or it would hide what the guard looks for. */
	char *clean = plain(typed) ? mem_strdup(typed) : text_clean(typed, strlen(typed), true);
	const char *cell = clean;
	bool guarded = *cell && strchr(GUARDED, *cell), quoted = guarded || needs_quotes(cell);
	if (w->cells++)
		str_add_char(&w->text, ',');
	str_add(&w->text, quoted ? "\"" : "");
	str_add(&w->text, guarded ? "'" : "");
	for (; *cell; cell++) {
		if (*cell == '"')
			str_add_char(&w->text, '"');
		str_add_char(&w->text, *cell);
	}
	str_add(&w->text, quoted ? "\"" : "");
	free(clean);
}

void csv_end(struct csv_writer *w)
{
	str_add(&w->text, "\r\n");
	w->cells = 0;
}
