/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>
#include <string.h>

#include <sarai/base/str.h>
#include <sarai/base/text.h>

#include "search.h"

static int larger(int a, int b)
{
	return a > b ? a : b;
}

/* One typed word against one of a name: typed to its end, in part, or alike. */
static int word_likeness(const char *typed, size_t n, const char *word, size_t m)
{
	char a[64], b[64];
	if (n == m && !memcmp(typed, word, n))
		return 1000;
	if (n < m && !memcmp(typed, word, n))
		return 900 + (int)(100 * n / m);
	if (n >= sizeof a || m >= sizeof b)
		return 0;
	memcpy(a, typed, n);
	memcpy(b, word, m);
	a[n] = b[m] = '\0';
	return text_likeness(a, b);
}

/* How well every typed word is found among the words of the name, by the length of the words. */
static int cover(const char *typed, const char *name)
{
	long sum = 0, weight = 0;
	for (const char *t = typed; *t;) {
		size_t n = strcspn(t, " ");
		int best = 0;
		for (const char *w = name; *w && best < 1000;) {
			size_t m = strcspn(w, " \n");
			if (n && m)
				best = larger(best, word_likeness(t, n, w, m));
			w += m + (w[m] != '\0');
		}
		sum += (long)n * best;
		weight += (long)n;
		t += n + (t[n] != '\0');
	}
	return weight ? (int)(sum / weight) : 0;
}

static void add_joined(struct str *to, const char *words, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (words[i] != ' ')
			str_add_char(to, words[i]);
}

/* Against one line of a name, as a whole, and written without blanks. */
static int line_likeness(const char *typed, const char *typed_joined, const char *line, size_t n)
{
	struct str one = {0}, joined = {0};
	str_add_n(&one, line, n);
	add_joined(&joined, line, n);
	int best = text_likeness(typed, str_text(&one));
	/* Blanks set elsewhere are a smaller matter than other letters, but not none. */
	best = larger(best, text_likeness(typed_joined, str_text(&joined)) - 20);
	str_fini(&one);
	str_fini(&joined);
	return best;
}

int name_likeness(const char *typed, const char *name, const char *others)
{
	struct str joined = {0}, every = {0};
	add_joined(&joined, typed, strlen(typed));
	int best = line_likeness(typed, str_text(&joined), name, strlen(name));
	for (const char *at = others; *at && best < 1000;) {
		size_t n = strcspn(at, "\n");
		best = larger(best, line_likeness(typed, str_text(&joined), at, n));
		at += n + (at[n] != '\0');
	}
	if (best < 1000) {
		str_add(&every, name);
		str_add_char(&every, ' ');
		str_add(&every, others);
		best = larger(best, cover(typed, str_text(&every)) * 96 / 100);
	}
	str_fini(&joined);
	str_fini(&every);
	return best;
}
