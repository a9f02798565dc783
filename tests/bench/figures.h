/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Two figures side by side, a clock, and a folder for a database.
 */
#ifndef SARAI_BENCH_FIGURES_H
#define SARAI_BENCH_FIGURES_H

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#define UNUSED __attribute__((unused))

static UNUSED double seconds(clockid_t which)
{
	struct timespec t;
	clock_gettime(which, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static UNUSED void heading(const char *text)
{
	printf("%s\n", text);
}

static UNUSED void beside(const char *what, const char *unit, const char *a_is, double a, const char *b_is, double b)
{
	printf("  %-34s %s %.4g, %s %.4g %s: %.2f times\n", what, a_is, a, b_is, b, unit, a > 0 ? b / a : 0);
	fflush(stdout);
}

static UNUSED void folder_make(char folder[64])
{
	const char *tmp = getenv("TMPDIR");
	snprintf(folder, 64, "%s/sarai-bench-XXXXXX", tmp && *tmp == '/' ? tmp : "/tmp");
	if (!mkdtemp(folder)) {
		perror(folder);
		exit(1);
	}
}

static UNUSED void folder_remove(const char *folder)
{
	char command[96];
	snprintf(command, sizeof command, "rm -rf '%s'", folder);
	if (system(command) != 0)
		fprintf(stderr, "could not remove %s\n", folder);
}

/* A source of numbers that is the same each time. */
static UNUSED unsigned chance(unsigned *x)
{
	*x = *x * 1664525u + 1013904223u;
	return *x >> 8;
}

#endif
