/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Within the module: which cases are linked with a household. A link is made by somebody who works on both sides, or on
 * request with the yes of the other case's owner. Without that, nothing goes from one case to the other.
 */
#ifndef SERVICE_HOUSEHOLD_LINK_H
#define SERVICE_HOUSEHOLD_LINK_H

#include "work.h"

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

bool before_household_request(struct session *s, struct work *w, struct record *next, struct case_row *c, struct err *e);
bool after_member(struct session *s, struct work *w, struct case_row *c, struct history_entry *h, struct err *e);
char *warns_member(struct session *s, const struct work *w);

#endif
