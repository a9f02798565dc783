/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Names written in several ways: how alike two are, and a key by which they are found.
 */
#include <string.h>

#include <utf8proc.h>

#include <sarai/base/str.h>
#include <sarai/base/text.h>

#define WORDS 12
#define LETTERS 32

struct word {
	int32_t at[LETTERS];
	int n;
};

static int words_of(const char *s, struct word *w)
{
	int n = 0;
	while (*s && n < WORDS) {
		w[n].n = 0;
		while (*s && *s != ' ') {
			int32_t cp;
			utf8proc_ssize_t step = utf8proc_iterate((const utf8proc_uint8_t *)s, -1, &cp);
			if (step <= 0) {
				cp = (unsigned char)*s;
				step = 1;
			}
			if (w[n].n < LETTERS)
				w[n].at[w[n].n++] = cp;
			s += step;
		}
		if (w[n].n)
			n++;
		while (*s == ' ')
			s++;
	}
	return n;
}

/* Jaro-Winkler, 0 to 1000. */
static int word_likeness(const struct word *a, const struct word *b)
{
	bool used_a[LETTERS] = {false}, used_b[LETTERS] = {false};
	int longest = a->n > b->n ? a->n : b->n;
	int reach = longest / 2 - 1, same = 0, swapped = 0, prefix = 0;
	if (reach < 0)
		reach = 0;
	for (int i = 0; i < a->n; i++) {
		for (int k = i - reach < 0 ? 0 : i - reach; k <= i + reach && k < b->n; k++) {
			if (!used_b[k] && a->at[i] == b->at[k]) {
				used_a[i] = used_b[k] = true;
				same++;
				break;
			}
		}
	}
	if (!same)
		return 0;
	for (int i = 0, k = 0; i < a->n; i++) {
		if (!used_a[i])
			continue;
		while (!used_b[k])
			k++;
		swapped += a->at[i] != b->at[k++];
	}
	while (prefix < 4 && prefix < a->n && prefix < b->n && a->at[prefix] == b->at[prefix])
		prefix++;
	double jaro = ((double)same / a->n + (double)same / b->n + (same - swapped / 2.0) / same) / 3;
	return (int)(1000 * (jaro + prefix * 0.1 * (1 - jaro)) + 0.5);
}

int text_likeness(const char *folded_a, const char *folded_b)
{
	struct word a[WORDS], b[WORDS];
	bool used_a[WORDS] = {false}, used_b[WORDS] = {false};
	int na = words_of(folded_a, a), nb = words_of(folded_b, b);
	int few = na < nb ? na : nb, more = na < nb ? nb : na;
	long sum = 0, letters = 0;
	if (!few)
		return na == nb ? 1000 : 0;
	for (int pair = 0; pair < few; pair++) {
		int best = -1, bi = 0, bk = 0;
		for (int i = 0; i < na; i++) {
			for (int k = 0; k < nb && !used_a[i]; k++) {
				int like = used_b[k] ? -1 : word_likeness(&a[i], &b[k]);
				/* Among equals the longer pair: the same whichever name comes first. */
				if (like > best || (like == best && a[i].n + b[k].n > a[bi].n + b[bk].n)) {
					best = like;
					bi = i;
					bk = k;
				}
			}
		}
		used_a[bi] = used_b[bk] = true;
		sum += (long)best * (a[bi].n + b[bk].n);
		letters += a[bi].n + b[bk].n;
	}
	/* A name more on one side (a father's, a grandfather's) says little against it. */
	int missing = more - few;
	return (int)(sum / letters) * (100 - (missing > 4 ? 20 : missing * 5)) / 100;
}

/* ---- the phonetic key ---- */

static bool vowel(char c)
{
	return c && strchr("aeiouy", c);
}

/* Groups of letters that are one consonant in one spelling or another; longest first. */
static const struct {
	const char *from, *to;
} sounds[] = {
	{"sch", "s"}, {"tch", "s"}, {"sh", "s"}, {"ch", "s"}, {"kh", "k"}, {"gh", "g"}, {"ph", "f"}, {"th", "t"},
	{"dh", "d"},  {"bh", "b"},  {"zh", "j"}, {"dj", "j"}, {"dz", "s"}, {"ts", "s"}, {"ck", "k"}, {"qu", "k"},
	{"x", "ks"},  {"c", "k"},   {"q", "k"},	 {"z", "s"},  {"w", "v"},
};

static const char *sound_of(const char *s, size_t *step)
{
	for (size_t i = 0; i < sizeof sounds / sizeof *sounds; i++) {
		size_t n = strlen(sounds[i].from);
		if (!strncmp(s, sounds[i].from, n)) {
			*step = n;
			return sounds[i].to;
		}
	}
	*step = 1;
	return NULL;
}

static void add_sound(struct str *key, char c, bool *joined)
{
	if (!*joined || !key->len || key->s[key->len - 1] != c)
		str_add_char(key, c);
	*joined = true;
}

/* Latin letters: consonants in classes, doubles once, vowels dropped but for the fact that a name begins with one. */
static void latin_sound(const char *w, struct str *key)
{
	bool joined = false;
	for (size_t i = 0; w[i] && key->len < 12;) {
		size_t step;
		const char *to = sound_of(w + i, &step);
		if (to) {
			for (; *to; to++)
				add_sound(key, *to, &joined);
		} else if (i == 0 && w[i] == 'y') {
			add_sound(key, 'y', &joined);
		} else if (vowel(w[i])) {
			joined = false;
			if (i == 0)
				str_add_char(key, 'a');
		} else if (w[i] >= 'a' && w[i] <= 'z') {
			/* h is heard between vowels; behind a consonant it only colours it, at the end it is silent. */
			if (w[i] != 'h' || i == 0 || (vowel(w[i - 1]) && w[i + 1]))
				add_sound(key, w[i], &joined);
		}
		i += step;
	}
}

char *text_sound(const char *folded_word)
{
	struct str key = {0};
	if ((unsigned char)folded_word[0] < 0x80) {
		latin_sound(folded_word, &key);
	} else {
		/* Other scripts: the beginning as it is written. */
		const char *s = folded_word;
		for (int i = 0; i < 8 && *s && *s != ' '; i++) {
			size_t n = text_next(s);
			str_add_n(&key, s, n);
			s += n;
		}
	}
	return str_take(&key);
}
