/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * An index of names: which number a name has. Small ones are searched from the start, larger ones by hash, so that a
 * file of many thousand names is read in one pass.
 */
#ifndef SARAI_BASE_NAMES_H
#define SARAI_BASE_NAMES_H

/* Zeroed is empty. */
struct names {
	const char **at; /* borrowed: they outlive the index; at[i] is the i-th name put in */
	int *number;
	int *slot; /* hash table of 1 + place in at; 0 is free */
	int n, cap, n_slots;
};

/* The name's number, -1 when it is not there. */
int names_find(const struct names *x, const char *name);

/* Put a name in. Of equal names the first counts. */
void names_put(struct names *x, const char *name, int number);

void names_fini(struct names *x);

#endif
