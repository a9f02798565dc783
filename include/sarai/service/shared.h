/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What several cases share: households, families and groups; profiles of communities and countries; and what an
 * assessment takes over from either. One mechanism for all: a shared assessment is a record of a kind with rounds that
 * stands under its household, or under the first version of its profile; a finished round stays as it is.
 */
#ifndef SARAI_SERVICE_SHARED_H
#define SARAI_SERVICE_SHARED_H

#include <sarai/base/str.h>
#include <sarai/model/household.h>
#include <sarai/model/inherit.h>
#include <sarai/service/records.h>
#include <sarai/store/shared.h>

/* ---- households, families, groups ---- */

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
struct work *household_join(struct session *s, const char *case_id, enum household_type type, const char *other,
			    struct err *e);
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
/* Seen alone today. */
bool household_seen(struct session *s, const char *member_id, struct err *e);

/* ---- profiles of places ---- */

/* Newest version of each, by name. */
bool contexts_list(struct session *s, struct shared_list *out, struct err *e);
/* The cases that rest on a household or a profile; names only for those who may see them. */
bool source_users(struct session *s, const char *source, struct case_list *out, struct err *e);
/* A shared assessment as text to read: what is answered, with its notes. record_id NULL: the newest one finished under
 * `source`. Owned. */
char *shared_page(struct session *s, const char *source, const char *kind, const char *record_id, struct err *e);
/* Who did what to a household or a profile and all that stands under it. */
bool shared_history(struct session *s, const char *source, struct history_list *out, struct err *e);

/* Open cases whose newest assessment rests on less than there is. case_id NULL: all. */
bool stale_cases(struct session *s, const char *case_id, struct stale_list *out, struct err *e);
/* "Household, round 2", "Northtown, version 3". */
void source_words(const char *kind, const char *title, int round, struct str *out);

/* ---- inheritance ---- */

enum inherit_how {
	INHERIT_AT_START, /* a new round: suggest the profiles where none is named, take over what is new */
	INHERIT_NEW,	  /* take over what is new; what the case answered itself stays */
	INHERIT_ALL	  /* the source's answer everywhere */
};
struct inherit_count {
	int taken;   /* answers that are other than before */
	int differs; /* factors on which the case differs */
};
/* Take over, into the form; nothing is saved. n may be NULL. */
bool work_inherit(struct session *s, struct work *w, enum inherit_how how, struct inherit_count *n, struct err *e);

/* Where a level's factors came from, as kept beside the answers: "Household, round 2", "" for nowhere. */
void inherit_words(const struct pairs *kept, enum inherit_from from, struct str *out);
/* How a factor stands to what it inherited; false when nothing was. source: what was inherited. */
bool inherit_of(const struct form *f, const struct config *cfg, int factor, enum answer *source,
		struct inherit_result *out);
/* The first factor that differs without a reason, -1 when there is none. */
int inherit_wanting(const struct pairs *answers, const struct config *cfg);

/* What there is to inherit for this case now, for showing beside the form. */
struct inherit_source {
	char source[ID_TEXT]; /* "": none */
	char record_id[ID_TEXT], kind[32];
	int round;
	char *title; /* owned, may be NULL */
	struct pairs answers;
};
struct inherit_sources {
	struct inherit_source at[INHERIT_COUNT];
};
bool inherit_read(struct session *s, const struct work *w, struct inherit_sources *out, struct err *e);
void inherit_sources_fini(struct inherit_sources *x);
/* Is there something newer than what the answers rest on? Its words, one a line, in out (may be NULL). */
bool inherit_newer(const struct inherit_sources *x, const struct pairs *kept, struct str *out);

#endif
