/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A compiled condition: atoms in a row, "and" between them, "or" before each that begins anew.
 */
#ifndef FORM_CONDITION_H
#define FORM_CONDITION_H

#include "form_state.h"

enum comparison { COND_ANSWERED, COND_OPEN, COND_IS, COND_NOT, COND_LESS, COND_AT_MOST, COND_MORE, COND_AT_LEAST };

struct atom {
	bool begins; /* behind "|", or the first */
	enum comparison is;
	int field, other; /* other: the field on the right, or -1 */
	char *text;	  /* the literal on the right; owned */
	long number;
	struct date date;
	bool today;
	enum answer answer;
};

struct cond { /* no atoms: always */
	struct atom *at;
	int n, cap;
};

void cond_free(struct cond **c);

#endif
