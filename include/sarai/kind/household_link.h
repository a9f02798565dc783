/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Within the module: which cases are linked with a household. A link is made by somebody who works on both sides, or on
 * request with the yes of the other case's owner. Without that, nothing goes from one case to the other.
 */
#ifndef SARAI_KIND_HOUSEHOLD_LINK_H
#define SARAI_KIND_HOUSEHOLD_LINK_H

#include <sarai/access/session.h>
#include <sarai/base/clock.h>
#include <sarai/base/err.h>
#include <sarai/model/household.h>
#include <sarai/store/casefile.h>
#include <sarai/store/history.h>
#include <sarai/store/record.h>
#include <sarai/store/shared.h>

struct edit;

/* Ask the owner of the case with this number to link one's own case with their household. Succeeds as well where that
 * case is in no household: that is not told to who does not reach it. ERR_MISSING: no such number. */
bool household_ask_join(struct session *s, const char *case_id, enum household_type type, const char *number,
			struct err *e);

/* Requests to link this case that wait for an answer; none for who does not work on the case. */
bool household_requests(struct session *s, const char *case_id, struct record_list *out, struct err *e);

/* The answer of who works on the case: links it, or not; the asker is told. */
bool household_answer(struct session *s, const char *request_id, bool accepted, struct err *e);

/* Accept a membership from before requests (view.not_linked). *asked: the other side has been asked first. */
bool household_confirm(struct session *s, const char *member_id, bool *asked, struct err *e);

#define HOUSEHOLD_MEMBER "household-member"
#define HOUSEHOLD_REQUEST "household-request"
/* Metadata of a member: LINK_ACCEPTED, LINK_REQUESTED, LINK_REJECTED; none in databases from before requests. */
#define MEMBER_LINK "=link"
#define LINK_ACCEPTED "accepted"
#define LINK_REQUESTED "requested"
#define LINK_REJECTED "rejected"
#define LINK_OLD "old" /* never stored: from before requests, across the limits of reach */

/* The members of a household with MEMBER_LINK filled in for links from before requests: accepted where the session could
 * make all of these links itself, or where the household's maker linked their own case; else LINK_OLD. Owned by the caller. */
bool household_members(struct session *s, const char *household_id, struct member_list *out, struct err *e);

/* Is this a current member whose case is linked? */
bool member_linked(const struct member_row *m);

/* The current membership of a case in a household of this type; linked: only an accepted one. household and link are ""
 * when there is none; but_not is a membership to leave out, or "". */
bool household_find(struct session *s, const char *case_id, enum household_type type, bool linked, const char *but_not,
		    char household[ID_TEXT], char link[ID_TEXT], struct err *e);
bool household_link_after_member(struct session *s, struct edit *w, struct case_row *c, struct history_entry *h, struct err *e);
char *household_link_warning(struct session *s, const struct edit *w);

#endif
