/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a person can be found by, and what is looked up for typed text: made by the same functions, so that they meet.
 */
#ifndef STORE_SEARCH_KEYS_H
#define STORE_SEARCH_KEYS_H

#include <stdbool.h>
#include <stddef.h>

#define KEY_TEXT 64 /* bytes; longer words are cut */
#define KEY_WORD 'w'
#define KEY_SOUND 's'
#define KEY_DIGITS 'd'
#define KEY_TAIL 't' /* the last seven digits: the same with and without country code */
#define TAIL_DIGITS 7

struct key {
	char kind;
	char text[KEY_TEXT];
};
struct key_set {
	struct key *at; /* each once */
	int n, cap;
};

void key_set_add(struct key_set *k, char kind, const char *text);
void key_set_fini(struct key_set *k);

/* Words, neighbours written as one ("abdul rahman"), and their sounds, of a folded line. */
void keys_of_name(struct key_set *k, const char *folded);
/* Numbers divided by , ; or a slash or a line end. */
void keys_of_phone(struct key_set *k, const char *typed);

char *fold_lines(const char *lines); /* each line folded, lines kept; owned, never NULL */

#endif
