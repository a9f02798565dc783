/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>
#include <string.h>

#include <sarai/base/mem.h>
#include <sarai/base/text.h>

#include "digits.h"
#include "search.h"
#include "search_keys.h"

#define WORDS_MAX 6

struct word {
	char text[KEY_TEXT], sound[KEY_TEXT];
	bool common; /* more people have it than one look-up gives */
};

static void hit_add(struct hits *h, int64_t person_no, int word, int weight)
{
	h->at = mem_grow(h->at, &h->cap, h->n + 1, sizeof *h->at);
	h->at[h->n++] = (struct hit){person_no, (short)word, (short)weight, weight == HIT_HINT};
}

static void key_copy(char to[KEY_TEXT], const char *from, size_t n)
{
	if (n > KEY_TEXT - 1) {
		n = KEY_TEXT - 1;
		while (n > 0 && ((unsigned char)from[n] & 0xc0) == 0x80)
			n--;
	}
	memcpy(to, from, n);
	to[n] = '\0';
}

static void sound_of(const char *word, char to[KEY_TEXT])
{
	char *sound = text_sound(word);
	key_copy(to, sound, strlen(sound));
	free(sound);
}

/* Where to stop: after the key alone, or after all that begin with it. */
enum extent { WHOLE, BEGINNING };
#define END_TEXT (KEY_TEXT + 8)
static const char *end_of(const char *key, enum extent extent, char to[END_TEXT])
{
	size_t n = strnlen(key, KEY_TEXT - 1);
	memcpy(to, key, n);
	memcpy(to + n, extent == WHOLE ? "\x01" : "\xf4\x8f\xbf\xbf", extent == WHOLE ? 2 : 5);
	return to;
}

struct lookup {
	char kind;
	const char *key;
	enum extent extent;
	int word;
	int whole, partial; /* weight of those who have just this key, and of those whose key only begins so */
};

/* *n (may be NULL): how many were found. */
static bool look_up(struct store *s, const struct lookup *l, struct hits *h, int *n, struct err *e)
{
	char kind[2] = {l->kind, '\0'}, end[END_TEXT];
	int before = h->n;
	if (*l->key) {
		sqlite3_stmt *st = open_key_find(s, e, kind, l->key, end_of(l->key, l->extent, end), CANDIDATES_MAX);
		if (!st)
			return false;
		enum step step;
		while ((step = statement_next(s, st, e)) == STEP_ROW)
			hit_add(h, sqlite3_column_int64(st, 0), l->word, column_int(st, 1) ? l->whole : l->partial);
		statement_close(st);
		if (step != STEP_END)
			return false;
	}
	if (n)
		*n = h->n - before;
	return true;
}

/* Two words that very many people have: those who have both are looked up together. The last word typed may be only the
 * beginning of one. */
static bool look_up_both(struct store *s, const struct word *w, int a, int b, bool last, struct hits *h, struct err *e)
{
	bool sound = *w[a].sound, others[2] = {true, false};
	for (int pass = *w[b].sound ? 0 : 1; pass < (last || !*w[b].sound ? 2 : 1); pass++) {
		const char *second = others[pass] ? w[b].sound : w[b].text;
		char end[END_TEXT];
		sqlite3_stmt *st = open_key_find_both(
			s, e, sound ? "s" : "w", sound ? w[a].sound : w[a].text, others[pass] ? "s" : "w", second,
			end_of(second, others[pass] ? WHOLE : BEGINNING, end), CANDIDATES_MAX);
		if (!st)
			return false;
		enum step step;
		while ((step = statement_next(s, st, e)) == STEP_ROW) {
			int64_t no = sqlite3_column_int64(st, 0);
			hit_add(h, no, a, HIT_SOUNDS);
			hit_add(h, no, b, HIT_SOUNDS);
		}
		statement_close(st);
		if (step != STEP_END)
			return false;
	}
	return true;
}

static int split(const char *folded, struct word *w)
{
	int n = 0;
	for (const char *at = folded; *at && n < WORDS_MAX;) {
		size_t length = strcspn(at, " ");
		if (length) {
			key_copy(w[n].text, at, length);
			sound_of(w[n].text, w[n].sound);
			n++;
		}
		at += length + (at[length] != '\0');
	}
	return n;
}

static bool look_up_word(struct store *s, struct word *w, int i, struct hits *h, struct err *e)
{
	int written, sounds, begins, before = h->n;
	/* Written just so first: those who only begin so may be very many. */
	if (!look_up(s, &(struct lookup){KEY_WORD, w->text, WHOLE, i, HIT_WRITTEN, 0}, h, &written, e) ||
	    !look_up(s, &(struct lookup){KEY_SOUND, w->sound, WHOLE, i, HIT_SOUNDS, 0}, h, &sounds, e) ||
	    !look_up(s, &(struct lookup){KEY_WORD, w->text, BEGINNING, i, HIT_WRITTEN, HIT_BEGINS}, h, &begins, e))
		return false;
	w->common = written == CANDIDATES_MAX || sounds == CANDIDATES_MAX || begins == CANDIDATES_MAX;
	for (int k = before; w->common && k < h->n; k++)
		h->at[k].weight /= 2;

	/* A slip of the pen further on in the word. */
	char start[KEY_TEXT];
	size_t length = 0;
	for (int k = 0; k < 3 && w->text[length]; k++)
		length += text_next(w->text + length);
	if (!w->text[length])
		return true;
	key_copy(start, w->text, length);
	return look_up(s, &(struct lookup){KEY_WORD, start, BEGINNING, i, HIT_HINT, HIT_HINT}, h, NULL, e);
}

/* Written as one word by someone else. */
static bool look_up_joined(struct store *s, const struct word *w, int i, struct hits *h, struct err *e)
{
	char joined[2 * KEY_TEXT], key[KEY_TEXT], sound[KEY_TEXT];
	size_t a = strlen(w[i].text), b = strlen(w[i + 1].text);
	memcpy(joined, w[i].text, a);
	memcpy(joined + a, w[i + 1].text, b);
	key_copy(key, joined, a + b);
	sound_of(key, sound);
	for (int word = i; word <= i + 1; word++)
		if (!look_up(s, &(struct lookup){KEY_WORD, key, WHOLE, word, HIT_WRITTEN, 0}, h, NULL, e) ||
		    !look_up(s, &(struct lookup){KEY_SOUND, sound, WHOLE, word, HIT_SOUNDS, 0}, h, NULL, e))
			return false;
	return true;
}

bool hits_by_name(struct store *s, const char *folded, struct hits *h, int *words, struct err *e)
{
	struct word w[WORDS_MAX] = {0};
	int n = *words = split(folded, w);
	if (n == 1 && (unsigned char)w[0].text[0] < 0x80 && !w[0].text[1])
		return look_up(s, &(struct lookup){KEY_WORD, w[0].text, WHOLE, 0, HIT_WRITTEN, 0}, h, NULL, e);
	for (int i = 0; i < n; i++)
		if (!look_up_word(s, &w[i], i, h, e))
			return false;
	for (int i = 0; i + 1 < n; i++) {
		if (!look_up_joined(s, w, i, h, e))
			return false;
		for (int k = i + 1; k < n; k++)
			if (w[i].common && w[k].common && !look_up_both(s, w, i, k, k == n - 1, h, e))
				return false;
	}
	return true;
}

static bool like_a_phone(const char *typed)
{
	for (const char *at = typed; *at; at++)
		if ((unsigned char)*at < 0x80 && !strchr("0123456789+-()./ ", *at))
			return false;
	return true;
}

bool hits_by_phone(struct store *s, const char *typed, struct hits *h, struct err *e)
{
	char all[KEY_TEXT];
	size_t n = digits_of(typed, strlen(typed), all, sizeof all);
	const char *digits = !strncmp(all, "00", 2) ? all + 2 : all;
	n -= (size_t)(digits - all);
	if (n < 3 || !like_a_phone(typed))
		return true;
	struct lookup whole = {KEY_DIGITS, digits, BEGINNING, HIT_PHONE, 1000, 850};
	struct lookup tail = {KEY_TAIL, digits, BEGINNING, HIT_PHONE, 850, 850};
	if (n >= TAIL_DIGITS)
		tail = (struct lookup){KEY_TAIL, digits + n - TAIL_DIGITS, WHOLE, HIT_PHONE, 950, 0};
	return look_up(s, &whole, h, NULL, e) && look_up(s, &tail, h, NULL, e);
}
