/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>
#include <string.h>

#include <sarai/base/mem.h>
#include <sarai/base/str.h>
#include <sarai/base/text.h>

#include "digits.h"
#include "search_keys.h"

#define WORDS_MAX 24 /* of one line: a bound against pasted pages */
#define KEYS_MAX 400

void key_set_add(struct key_set *k, char kind, const char *text)
{
	struct key key = {.kind = kind};
	size_t n = strnlen(text, sizeof key.text - 1);
	if (text[n]) /* cut between characters */
		while (n > 0 && ((unsigned char)text[n] & 0xc0) == 0x80)
			n--;
	memcpy(key.text, text, n);
	if (!n || k->n >= KEYS_MAX)
		return;
	for (int i = 0; i < k->n; i++)
		if (k->at[i].kind == kind && !strcmp(k->at[i].text, key.text))
			return;
	k->at = mem_grow(k->at, &k->cap, k->n + 1, sizeof *k->at);
	k->at[k->n++] = key;
}

void key_set_fini(struct key_set *k)
{
	free(k->at);
	*k = (struct key_set){0};
}

static void add_word(struct key_set *k, const char *word)
{
	key_set_add(k, KEY_WORD, word);
	char *sound = text_sound(word);
	key_set_add(k, KEY_SOUND, sound);
	free(sound);
}

void keys_of_name(struct key_set *k, const char *folded)
{
	struct str before = {0}, word = {0}, both = {0};
	int words = 0;
	for (const char *at = folded; *at && words < WORDS_MAX; words++) {
		size_t n = strcspn(at, " \n");
		str_clear(&word);
		str_add_n(&word, at, n);
		if (word.len) {
			add_word(k, str_text(&word));
			if (before.len) {
				str_clear(&both);
				str_add(&both, str_text(&before));
				str_add(&both, str_text(&word));
				add_word(k, str_text(&both));
			}
		}
		str_clear(&before);
		if (at[n] != '\n')
			str_add(&before, str_text(&word));
		at += n + (at[n] != '\0');
	}
	str_fini(&before);
	str_fini(&word);
	str_fini(&both);
}

void keys_of_phone(struct key_set *k, const char *typed)
{
	for (const char *at = typed; *at;) {
		size_t n = strcspn(at, ",;/\n");
		char digits[KEY_TEXT];
		size_t count = digits_of(at, n, digits, sizeof digits);
		/* 0044 and +44 are the same. */
		const char *number = !strncmp(digits, "00", 2) ? digits + 2 : digits;
		count -= (size_t)(number - digits);
		if (count >= 3)
			key_set_add(k, KEY_DIGITS, number);
		if (count >= TAIL_DIGITS)
			key_set_add(k, KEY_TAIL, number + count - TAIL_DIGITS);
		at += n + (at[n] != '\0');
	}
}

char *fold_lines(const char *lines)
{
	struct str out = {0};
	for (const char *at = lines ? lines : ""; *at;) {
		size_t n = strcspn(at, "\n");
		char *line = mem_strndup(at, n);
		char *folded = text_fold(line);
		if (*folded)
			str_addf(&out, "%s%s", out.len ? "\n" : "", folded);
		free(folded);
		free(line);
		at += n + (at[n] != '\0');
	}
	return str_take(&out);
}
