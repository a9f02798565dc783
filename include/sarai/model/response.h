/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What findings about many people can be answered with, at the level of the household, the community, the structure,
 * and from how many cases on they are told: response.ini. Community programming where community factors contribute,
 * structural programming with authorities (IOM, Essentials of Migration Management); which response fits which finding
 * is field practice, and each organisation's own.
 */
#ifndef SARAI_MODEL_RESPONSE_H
#define SARAI_MODEL_RESPONSE_H

#include <sarai/model/inherit.h>

struct signal_rules {
	int cases;	   /* at risk in one place, from which a signal comes up */
	int days;	   /* how old the assessments may be */
	int smallest_cell; /* fewer are never shown as a number */
};
struct response {
	char *name, *label;
	int *factors, n_factors;    /* indexes, in the file's order */
	char *words[INHERIT_COUNT]; /* household, community, structural; "" for none */
};
struct response_rules {
	struct signal_rules signals;
	struct response *at;
	int n, cap;
};

/* The sections of response.ini with their keys: for help and the manual. */
extern const struct ini_part response_file_parts[];
extern const int response_file_part_count;

/* [signals] and [response NAME]. What a built-in entry says of factors that a site's catalogue does not have is passed
 * over; in a site's own entries it is a finding. NULL with findings in d. Owned. */
struct response_rules *response_rules_parse(const struct ini_doc *doc, const struct catalogue *c, struct diags *d);
void response_rules_free(struct response_rules **r);

/* Those whose findings have this factor, in the file's order: the next after `after` (-1: the first), -1 for none. */
int response_next(const struct response_rules *r, int factor, int after);

#endif
