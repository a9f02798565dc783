/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What several cases share: households, families and groups; profiles of communities and countries; and what an
 * assessment takes over from either. One mechanism for all: a shared assessment is a record of a kind with rounds that
 * stands under its household, or under the first version of its profile; a finished round stays as it is.
 */
#ifndef SARAI_KIND_HOUSEHOLD_H
#define SARAI_KIND_HOUSEHOLD_H

#include <sarai/access/session.h>
#include <sarai/base/clock.h>
#include <sarai/base/err.h>
#include <sarai/model/household.h>
#include <sarai/model/permit.h>
#include <sarai/store/casefile.h>
#include <sarai/store/record.h>
#include <sarai/store/shared.h>

struct edit;

struct household_view {
	struct record household; /* id "" when there is none */
	enum household_type type;
	struct member_list members; /* oldest first; names only for those who may see them */
	struct record assessment;   /* the newest finished one; id "" when there is none */
	int begun;		    /* round of a newer one not finished yet; 0 */
	char begun_id[ID_TEXT];
	int unlinked;		    /* current members whose case is not linked: nothing is shared with them */
	char not_linked[ID_TEXT];   /* the case's own membership, where that is such a one: all else is left out; "" */
	int current, with_case, unseen; /* linked members and those without a case; of those, with a case; adults here nobody has seen alone since the
					 * last finished assessment */
};

bool household_read(struct session *s, const char *household_id, struct household_view *out, struct err *e);

/* The one of this type that a case is in now; a view with id "" when it is in none. */
bool household_of_case(struct session *s, const char *case_id, enum household_type type, struct household_view *out,
		       struct err *e);
void household_view_fini(struct household_view *v);

/* As the rules see a member. */
void household_person_of(const struct member_row *m, struct household_person *out);

/* A household with this case as its first member; its id in out. */
bool household_make(struct session *s, const char *case_id, enum household_type type, char out[ID_TEXT], struct err *e);

/* A new member for filling in: this case, in the household of another (by number or name). Owned; NULL on failure. */
struct edit *household_join(struct session *s, const char *case_id, enum household_type type, const char *other,
			    struct err *e);

/* Seen alone today. */
bool household_seen(struct session *s, const char *member_id, struct err *e);

/* What several cases share is reached by whoever reaches the case of a member; without any case, and profiles of places,
 * by everybody with the permission. */
bool household_access(struct session *s, enum permit p, const struct record *r, struct err *e);

/* A shared assessment: its state from its answers; a finished one stays as it is. */
bool shared_round_settle(struct edit *w, struct record *next, struct err *e);

/* The household of this type that a case is in now; "" when it is in none. */
bool household_id_of(struct session *s, const char *case_id, enum household_type type, char out[ID_TEXT],
		     struct err *e);

#endif
