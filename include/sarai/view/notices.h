/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Within the module: what somebody waits for, and what is new to somebody, by kind and state of a record. A record with
 * something to tell has a time in `due`; when it is settled or seen, it has none.
 */
#ifndef SARAI_VIEW_NOTICES_H
#define SARAI_VIEW_NOTICES_H

#include <sarai/access/session.h>
#include <sarai/base/err.h>
#include <sarai/base/str.h>
#include <sarai/edit/kind.h>
#include <sarai/store/casefile.h>
#include <sarai/store/record.h>

/* WAITING: somebody waits for this person's answer. NEWS: an answer, or a case given to them, to be seen once. */
enum today_kind { TODAY_URGENT, TODAY_OVERDUE, TODAY_DUE, TODAY_WAITING, TODAY_NEWS, TODAY_DRAFT };

/* Answers to what this person has asked for in a case, and a case given to them: seen, and off their page of today. */
bool notices_seen(struct session *s, const char *case_id, struct err *e);

struct notice {
	const char *kind, *state;
	enum today_kind as;
	bool once; /* gone when it has been seen */
	/* Is it for this person? c is the case as it stands. */
	bool (*mine)(const struct session *s, const struct record *r, const struct case_row *c);
	void (*words)(const struct session *s, const struct record *r, struct str *out);
	enum case_section section; /* where it is answered; SECTION_NONE: on the page of the status */
	bool ended;		   /* also of a case that has ended */
};

extern const struct notice notices[];
extern const int notice_count;

#endif
