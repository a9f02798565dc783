/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>
#include <string.h>

#include <sarai/base/text.h>
#include <sarai/model/erasure.h>

#define WORD_LEAST 3

static const struct {
	const char *name, *words;
	enum case_status status;
} ways[] = {
#define X(id, name, words, status) {name, words, status},
	ERASURE_TABLE(X)
#undef X
};

const char *erasure_name(enum erasure_how h)
{
	return ways[h].name;
}

const char *erasure_words(enum erasure_how h)
{
	return ways[h].words;
}

enum case_status erasure_status(enum erasure_how h)
{
	return ways[h].status;
}

bool erasure_from_name(const char *name, enum erasure_how *out)
{
	for (int i = 0; i < ERASURE_HOW_COUNT; i++) {
		if (!strcmp(ways[i].name, name)) {
			*out = (enum erasure_how)i;
			return true;
		}
	}
	return false;
}

const char *erasure_why_not(enum case_status status, enum erasure_how how, bool waits)
{
	if (status_is_open(status))
		return "Close the case first: while work goes on, its file is needed.";
	if (status == STATUS_ERASED)
		return "The file has been erased already.";
	if (status == STATUS_PSEUDONYMISED && how == ERASURE_NAMES)
		return "The file is kept without a name already.";
	if (waits)
		return "This has been proposed already and waits for its answer.";
	return NULL;
}

bool erasure_may_answer(const char *proposed_by, const char *answers)
{
	return *answers && strcmp(proposed_by, answers) != 0;
}

enum retention retention_at(struct date until, struct date today, int soon_days)
{
	long left = date_days_last(until) - date_days(today);
	return left < 0 ? RETENTION_OVER : left <= soon_days ? RETENTION_SOON : RETENTION_FAR;
}

/* Of folded text words stand between blanks and signs; letters of any script are above ASCII. */
static bool in_word(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (unsigned char)c >= 0x80;
}

static const char *next_word(const char *p, size_t *n)
{
	while (*p && !in_word(*p))
		p++;
	for (*n = 0; in_word(p[*n]); (*n)++)
		;
	return p;
}

static bool holds(const char *text, const char *word, size_t n)
{
	size_t len;
	for (const char *p = next_word(text, &len); len; p = next_word(p + len, &len)) {
		if (len == n && !memcmp(p, word, n))
			return true;
	}
	return false;
}

bool erasure_names(const char *text, const char *names)
{
	char *in = text_fold(text), *of = text_fold(names);
	bool found = false;
	size_t n;
	for (const char *p = next_word(of, &n); n && !found; p = next_word(p + n, &n))
		found = text_width_n(p, n) >= WORD_LEAST && holds(in, p, n);
	free(in);
	free(of);
	return found;
}
