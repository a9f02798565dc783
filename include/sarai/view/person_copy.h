/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef SARAI_VIEW_PERSON_COPY_H
#define SARAI_VIEW_PERSON_COPY_H

#include <sarai/access/session.h>
#include <sarai/base/err.h>
#include <sarai/edit/kind.h>

struct copy_line {
	char *label, *text; /* owned; text "" for a heading within the part */
};

struct copy_part {
	enum case_section section;
	char *title; /* "Screening, 3 Nov 2026, by amina"; owned */
	struct copy_line *at;
	int n, cap;
};

struct person_copy {
	struct copy_part *at; /* by section, oldest first */
	int n, cap;
	char number[32], name[200];
	char *left_out; /* kinds about other people, with how many: "Contact (2), Perpetrator (1)"; owned, "" for none
			 */
	int hidden;	/* parts and answers that whoever makes the copy may not see */
};

/* All that is kept about the person, in the words of the forms it was asked by. Kinds named in [rights]
 * copy_leaves_out are left out. */
bool person_copy_read(struct session *s, const char *case_id, struct person_copy *out, struct err *e);
void person_copy_fini(struct person_copy *c);

/* That it was made: as a record, in history and audit. format: "text" or "pdf". */
bool person_copy_log(struct session *s, const char *case_id, const struct person_copy *c, const char *format,
		      const char *given_to, struct err *e);

#endif
