/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <sarai/base/diag.h>
#include <sarai/base/mem.h>
#include <sarai/base/str.h>

void diag_add(struct diags *d, const char *file, int line, const char *fmt, ...)
{
	char text[512];
	va_list ap;
	va_start(ap, fmt);
	vsnprintf(text, sizeof text, fmt, ap);
	va_end(ap);
	d->at = mem_grow(d->at, &d->cap, d->n + 1, sizeof *d->at);
	d->at[d->n++] = (struct diag){mem_text(file ? file : ""), line, mem_text(text)};
}

static int first_mention(const struct diags *d, const char *file)
{
	for (int i = 0; i < d->n; i++) {
		if (!strcmp(d->at[i].file, file))
			return i;
	}
	return d->n;
}

void diags_sort(struct diags *d)
{
	int *place = mem_alloc((size_t)(d->n + 1) * sizeof *place);
	for (int i = 0; i < d->n; i++)
		place[i] = first_mention(d, d->at[i].file);
	/* Insertion: stable, and findings are few. */
	for (int i = 1; i < d->n; i++) {
		struct diag one = d->at[i];
		int file = place[i], k = i;
		for (; k > 0 && (place[k - 1] > file || (place[k - 1] == file && d->at[k - 1].line > one.line)); k--) {
			d->at[k] = d->at[k - 1];
			place[k] = place[k - 1];
		}
		d->at[k] = one;
		place[k] = file;
	}
	free(place);
}

void diags_print(const struct diags *d, FILE *to)
{
	for (int i = 0; i < d->n; i++) {
		if (d->at[i].line > 0)
			fprintf(to, "%s:%d: %s\n", d->at[i].file, d->at[i].line, d->at[i].reason);
		else
			fprintf(to, "%s: %s\n", d->at[i].file, d->at[i].reason);
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
