/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <sarai/base/mem.h>

#define RESERVE (256 * 1024)

/* Taken at the first use, given up once when the system refuses: enough to write a draft with. */
static void *reserve;
static int reserve_given;
static void (*exhausted)(void);

static void *refused(void *p, size_t size)
{
	void *again = NULL;
	if (reserve) {
		free(reserve);
		reserve = NULL;
		again = realloc(p, size);
	}
	if (!again) {
		if (exhausted)
			exhausted();
		fputs("sarai: the server is out of memory.\n", stderr);
		abort();
	}
	return again;
}

void mem_on_exhausted(void (*handler)(void))
{
	exhausted = handler;
}

void *mem_resize(void *p, size_t size)
{
	if (!reserve && !reserve_given) {
		reserve_given = 1;
		reserve = malloc(RESERVE);
	}
	void *q = realloc(p, size ? size : 1);
	return q ? q : refused(p, size ? size : 1);
}

void *mem_alloc(size_t size)
{
	void *p = mem_resize(NULL, size);
	memset(p, 0, size ? size : 1);
	return p;
}

void *mem_grow(void *p, int *cap, int need, size_t each)
{
	if (need <= *cap)
		return p;
	int more = *cap ? *cap : 8;
	while (more < need)
		more *= 2;
	*cap = more;
	return mem_resize(p, (size_t)more * each);
}

char *mem_strndup(const char *s, size_t n)
{
	char *t = mem_resize(NULL, n + 1);
	memcpy(t, s, n);
	t[n] = 0;
	return t;
}

char *mem_strdup(const char *s)
{
	return s ? mem_strndup(s, strlen(s)) : NULL;
}

void mem_wipe(void *p, size_t size)
{
	explicit_bzero(p, size);
}
