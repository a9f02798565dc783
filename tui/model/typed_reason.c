/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <sarai/base/text.h>
#include <sarai/model/typed_reason.h>

#define ONE 2		/* halves of a letter that a Latin letter is worth */
#define VARIED (3 * ONE) /* different letters that a reason of any length has */

/* Characters that are worth more than one Latin letter, in halves: what a word of the same meaning usually takes. */
static const struct script {
	uint32_t from, to;
	int halves;
} scripts[] = {
	{0x0590, 0x08ff, 3},   /* Hebrew, Arabic, Syriac: short vowels are not written */
	{0x0900, 0x0dff, 3},   /* scripts of India: a consonant brings its vowel along */
	{0x0e00, 0x0fff, 3},   /* Thai, Lao, Tibetan */
	{0x1000, 0x109f, 3},   /* Burmese */
	{0x1200, 0x139f, 4},   /* Ethiopic: a syllable each */
	{0x1780, 0x17ff, 3},   /* Khmer */
	{0x2d80, 0x2ddf, 4},   /* Ethiopic */
	{0x3040, 0x30ff, 4},   /* kana: a syllable each */
	{0x3400, 0x9fff, 8},   /* Chinese characters: a word or half of one */
	{0xa000, 0xa4cf, 4},   /* Yi: a syllable each */
	{0xab00, 0xab2f, 4},   /* Ethiopic */
	{0xac00, 0xd7af, 5},   /* Hangul syllables */
	{0xf900, 0xfaff, 8},   /* Chinese characters */
	{0x20000, 0x3ffff, 8}, /* Chinese characters */
};

static int halves_of(uint32_t c)
{
	for (size_t i = 0; i < sizeof scripts / sizeof *scripts; i++) {
		if (c >= scripts[i].from && c <= scripts[i].to)
			return scripts[i].halves;
	}
	return ONE;
}

/* The character at *s, which is valid UTF-8, and on to the next. */
static uint32_t take(const char **s)
{
	const unsigned char *p = (const unsigned char *)*s;
	int more = *p >= 0xf0 ? 3 : *p >= 0xe0 ? 2 : *p >= 0xc0 ? 1 : 0;
	uint32_t c = more ? *p & (0x3fu >> more) : *p;
	for (int i = 1; i <= more; i++)
		c = c << 6 | (p[i] & 0x3fu);
	*s += more + 1;
	return c;
}

struct measure {
	int characters;
	int halves;    /* of all, long runs cut */
	int different; /* of each character once, as far as VARIED */
	int kinds;     /* different characters, as far as they were counted */
};

static struct measure measure(const char *folded)
{
	struct measure m = {0};
	uint32_t seen[VARIED], last = 0;
	int run = 0;
	while (*folded) {
		uint32_t c = take(&folded);
		if (c == ' ')
			continue;
		m.characters++;
		run = c == last ? run + 1 : 1;
		last = c;
		if (run <= 2)
			m.halves += halves_of(c);
		bool known = m.kinds == VARIED;
		for (int i = 0; i < m.kinds && !known; i++)
			known = seen[i] == c;
		if (!known) {
			seen[m.kinds++] = c;
			m.different += halves_of(c);
		}
	}
	return m;
}

int reason_letters(const char *text)
{
	char *folded = text_fold(text);
	struct measure m = measure(folded);
	free(folded);
	return m.halves / ONE;
}

static bool used(const char *folded, const char *const *last, int n)
{
	bool same = false;
	for (int i = 0; i < n && !same; i++) {
		char *before = text_fold(last[i]);
		same = !strcmp(folded, before);
		free(before);
	}
	return same;
}

enum reason_fault reason_judge(const char *text, int least, const char *const *last, int n)
{
	char *folded = text_fold(text);
	struct measure m = measure(folded);
	enum reason_fault fault = REASON_GOOD;
	if (m.halves == 0)
		fault = REASON_MISSING;
	else if ((m.characters > 1 && m.kinds < 2) || (m.characters > 3 && m.different < VARIED))
		fault = REASON_REPEATED;
	else if (m.halves < least * ONE)
		fault = REASON_SHORT;
	else if (used(folded, last, n))
		fault = REASON_USED;
	free(folded);
	return fault;
}

const char *reason_fault_words(enum reason_fault fault)
{
	switch (fault) {
	case REASON_MISSING:
		return "The reason is missing.";
	case REASON_REPEATED:
		return "Repeated characters are not a reason.";
	case REASON_SHORT:
		return "This reason is too short.";
	case REASON_USED:
		return "You gave this reason before.";
	case REASON_GOOD:
		break;
	}
	return "";
}
