/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef SARAI_VIEW_CHECK_LINES_H
#define SARAI_VIEW_CHECK_LINES_H

#include <sarai/base/clock.h>
#include <sarai/base/date.h>

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

void checklist_fini(struct checklist *l);
const char *check_state_words(enum check_state s); /* "done", "missing", "late"; "" for the others */

/* A line at the end, to be filled further; not counted. Valid until the next one. */
struct check_line *checklist_add(struct checklist *l, enum check_state state, const char *text, const char *more);

#endif
