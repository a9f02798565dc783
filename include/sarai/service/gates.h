/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What must not be possible yet in a case, and why; and checklists of what is done and what is missing. A locked action
 * may be written down as planned and is shown locked; it cannot be started or done.
 */
#ifndef SARAI_SERVICE_GATES_H
#define SARAI_SERVICE_GATES_H

#include <sarai/base/str.h>
#include <sarai/model/gate.h>
#include <sarai/service/records.h>

/* What is known of a case for the locks. */
bool gates_read(struct session *s, const char *case_id, struct gate_facts *out, struct err *e);

/* The locks that stand before an action with these answers. Returns their number. */
int gates_of_action(const struct gate_facts *f, const struct pairs *action, enum gate_lock out[GATE_LOCK_COUNT]);
/* "Assisted return is locked: needs a guardian, ..." for those; nothing when there are none. */
void gates_words(const struct gate_facts *f, const struct pairs *action, struct str *out);

/* May one begin what such an action stands for? Otherwise ERR_DATA with the words of the locks. */
bool gates_allow(struct session *s, const char *case_id, const struct pairs *action, struct err *e);

/* Lines on top of a section of the case file: steps with what is done, missing or late; what is locked until what. */
enum check_state { CHECK_HEADING, CHECK_NOTE, CHECK_DONE, CHECK_MISSING, CHECK_LATE };
struct check_line {
	enum check_state state;
	char *text;		 /* owned */
	char *more;		 /* what to do, or what was found; owned, may be NULL */
	char due[TIME_TEXT];	 /* "" */
	const char *kind;	 /* of the entry that answers it; NULL */
	char record_id[ID_TEXT]; /* the entry there is; "" for a new one */
};
struct checklist {
	struct check_line *at;
	int n, cap;
	int missing, late;
	bool return_locked;
	bool closed; /* the section is not for this person: nothing is added here; the first line says why */
};
/* Empty for sections that have none. */
bool checklist_read(struct session *s, const char *case_id, enum case_section section, struct checklist *out,
		    struct err *e);
void checklist_fini(struct checklist *l);
const char *check_state_words(enum check_state s); /* "done", "missing", "late"; "" for the others */

#endif
