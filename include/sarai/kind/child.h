/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Within the module: whether the person of a case is a child, and what has been done of a child's steps.
 */
#ifndef SARAI_KIND_CHILD_H
#define SARAI_KIND_CHILD_H

#include <sarai/access/session.h>
#include <sarai/base/date.h>
#include <sarai/base/err.h>
#include <sarai/base/pairs.h>
#include <sarai/model/due.h>
#include <sarai/store/casefile.h>
#include <sarai/store/record.h>

struct edit;

struct child_view {
	bool is_child; /* declared under 18, or age disputed: nothing else in the service decides it */
	bool age_known, disputed;
	int least, most;		 /* declared age in completed years, where it is known */
	struct record person, situation; /* id "" where there is none */
	struct child_facts facts;	 /* what is due is worked out from these */
};

bool child_read(struct session *s, const struct case_row *k, struct child_view *out, struct err *e);
void child_view_fini(struct child_view *v);

/* By the answers of a person's form. age_known and the bounds are filled too. */
bool child_by_answers(const struct pairs *person, struct date today, struct child_view *out);

/* The newest of a kind in a case, id "" when there is none. */
bool child_newest(struct session *s, const char *case_id, const char *kind, struct record *out, struct err *e);
bool child_note_since(struct session *s, struct edit *w, struct record *next, struct case_row *c, struct err *e);

#endif
