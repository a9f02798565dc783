/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Within the room: what somebody waits for, and what is new to somebody, by kind and state of a record. A record with
 * something to tell has a time in `due`; when it is settled or seen, it has none.
 */
#ifndef SERVICE_NOTICES_H
#define SERVICE_NOTICES_H

#include <sarai/base/str.h>
#include <sarai/service/oversight.h>

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
