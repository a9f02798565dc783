/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What is wrong in files that people write: every finding of a run, in order, as "file:line: reason".
 */
#ifndef SARAI_BASE_DIAG_H
#define SARAI_BASE_DIAG_H

#include <stdbool.h>
#include <stdio.h>

struct diag {
	char *file; /* owned */
	int line;   /* from 1; 0: the file as a whole */
	char *reason;
};

struct diags {
	struct diag *at;
	int n, cap;
	bool missing; /* one of the files could not be opened at all */
};

void diag_add(struct diags *d, const char *file, int line, const char *fmt, ...) __attribute__((format(printf, 4, 5)));
void diags_sort(struct diags *d);                   /* by file (in order of first mention), then line; stable */
void diags_print(const struct diags *d, FILE *to);  /* "file:line: reason" or "file: reason", one a line */
void diags_fini(struct diags *d);

#endif
