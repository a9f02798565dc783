/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Within the room: whether the person of a case is a child, and what has been done of a child's steps.
 */
#ifndef SERVICE_CHILD_H
#define SERVICE_CHILD_H

#include <sarai/model/child.h>
#include <sarai/model/due.h>
#include <sarai/service/session.h>
#include <sarai/store/casefile.h>
#include <sarai/store/record.h>

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

#endif
