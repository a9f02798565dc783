/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <sarai/base/diag.h>
#include <sarai/base/mem.h>
#include <sarai/base/names.h>
#include <sarai/base/text.h>
#include <sarai/base/str.h>

void diag_add(struct diags *d, const char *file, int line, const char *fmt, ...)
{
	char text[512];
	va_list ap;
	va_start(ap, fmt);
	vsnprintf(text, sizeof text, fmt, ap);
	va_end(ap);
	d->at = mem_grow(d->at, &d->cap, d->n + 1, sizeof *d->at);
	d->at[d->n++] = (struct diag){mem_strdup(file ? file : ""), line, mem_strdup(text)};
}

struct placed {
	struct diag diag;
	int file, at; /* where its file was first mentioned; where it stood */
};

static int by_place(const void *a, const void *b)
{
	const struct placed *x = a, *y = b;
	if (x->file != y->file)
		return x->file - y->file;
	if (x->diag.line != y->diag.line)
		return x->diag.line - y->diag.line;
	return x->at - y->at;
}

void diags_sort(struct diags *d)
{
	struct placed *all = mem_alloc((size_t)(d->n + 1) * sizeof *all);
	struct names files = {0};
	for (int i = 0; i < d->n; i++) {
		names_put(&files, d->at[i].file, i);
		all[i] = (struct placed){d->at[i], names_find(&files, d->at[i].file), i};
	}
	qsort(all, (size_t)d->n, sizeof *all, by_place);
	for (int i = 0; i < d->n; i++)
		d->at[i] = all[i].diag;
	names_fini(&files);
	free(all);
}

void diags_print(const struct diags *d, FILE *to)
{
	for (int i = 0; i < d->n; i++) {
		struct str s = {0};
		str_add(&s, d->at[i].file);
		if (d->at[i].line > 0)
			str_addf(&s, ":%d", d->at[i].line);
		str_addf(&s, ": %s", d->at[i].reason);
		/* A reason quotes the file: what a terminal would obey stays out. */
		char *clean = text_clean(str_text(&s), s.len, false);
		fprintf(to, "%s\n", clean);
		free(clean);
		str_fini(&s);
	}
}

void diags_fini(struct diags *d)
{
	for (int i = 0; i < d->n; i++) {
		free(d->at[i].file);
		free(d->at[i].reason);
	}
	free(d->at);
	memset(d, 0, sizeof *d);
}
