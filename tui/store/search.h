/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The steps of a search: who may be meant (search_keys, search_lookup), how alike they are (search_likeness), and what
 * comes out best (search.c).
 */
#ifndef STORE_SEARCH_H
#define STORE_SEARCH_H

#include "connection.h"

#define CANDIDATES_MAX 2000 /* of one look-up, and in the end */

/* How much a way of being found says; half of it for a word that very many have. Per typed word the best counts. */
enum { HIT_HINT = 2, HIT_SOUNDS = 8, HIT_BEGINS = 10, HIT_WRITTEN = 12 };
#define HIT_PHONE -1 /* as word: the weight is the likeness itself */

struct hit {
	int64_t person_no;
	short word, weight; /* which typed word, and how well */
	bool hint;	    /* no more than that */
};
struct hits {
	struct hit *at;
	int n, cap;
};

/* *words: how many were typed. */
bool hits_by_name(struct store *s, const char *folded, struct hits *h, int *words, struct err *e);
bool hits_by_phone(struct store *s, const char *typed, struct hits *h, struct err *e);

#define LIKENESS_LEAST 650 /* less is not worth showing */
#define LIKENESS_SOUND 700 /* every typed word was found, if only by its sound */

/* 0 to 1000. A name typed in part counts nearly as a whole one. others: lines. All folded. */
int name_likeness(const char *typed, const char *name, const char *others);

#endif
