/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Cases and people as lists, heads and searches need them. The full answers stand in records (kind "person" has the
 * person's id); these rows are written in the same transaction.
 */
#ifndef SARAI_STORE_CASEFILE_H
#define SARAI_STORE_CASEFILE_H

#include <sarai/store/store.h>

struct person_row {
	char id[ID_TEXT];
	char *name;        /* as shown; owned */
	char *other_names; /* other names and scripts, one a line; owned, may be NULL */
	char birth[16];    /* ISO, "~" estimated, partial; "" */
	char sex[16];
	char phone[40];
	bool fictitious;
	char *listed;      /* of a site's own fields, for lists; owned, may be NULL */
	int version;
};
void person_row_fini(struct person_row *p);
/* Insert or update, and its search keys. version 0: whatever is there; otherwise only over that version (ERR_CONFLICT).
 * Like all that writes cases and people, part of the open transaction, or one of its own when none is open. */
bool store_person_put(struct store *s, struct person_row *p, struct err *e);
bool store_person_get(struct store *s, const char *id, struct person_row *out, struct err *e);

/* Something that runs on a case and stands in its head, in words that passers-by may read. */
#define CASE_CLOCKS_MAX 4
struct case_clock {
	char words[64];         /* "Care window", "Reflection until 23 Dec 2026" */
	char until[TIME_TEXT];  /* the time left is shown behind the words; "" for words alone */
	bool urgent;
};

struct case_row {
	char id[ID_TEXT];
	char number[32];        /* HR-2026-0143: what messages use instead of a name */
	char person_id[ID_TEXT];
	char status[24];
	char owner[64];
	char opened_at[TIME_TEXT];
	bool fictitious;
	/* the head, kept up to date by the service layer */
	char band_calculated[48], band_assigned[48]; /* "" before the first assessment */
	int level_rank;                              /* of the level that counts (assigned, else calculated): the band's
						      * place, more is worse; 0 before. Lists by level use it, then the score */
	char level_below[16];			     /* the level is below the calculated one: reason, waiting (for
						      * approval: the calculated one counts), approved, rejected; "" */
	bool provisional;			     /* missing answers could still raise it */
	int score, low, high;                        /* 0 to 10000; -1 before */
	bool settled;
	char *flags;                                 /* open urgent flags, names with blanks; owned, may be NULL */
	char urgent_due[TIME_TEXT];                  /* "" */
	char due_kind[24];
	char due[TIME_TEXT];                         /* next due, "" */
	char *alert;                                 /* safe-contact rule and the like, one line; owned, may be NULL */
	char registered_at[TIME_TEXT], screened_at[TIME_TEXT], assessed_at[TIME_TEXT], plan_agreed_at[TIME_TEXT],
		plan_reviewed_at[TIME_TEXT], last_contact_at[TIME_TEXT], next_contact_at[TIME_TEXT];
	int attempts;                                /* without contact, since the last contact */
	int episode;				     /* 1; one more each time it is opened again */
	char episode_at[TIME_TEXT];		     /* when it was; "" in the first */
	char duplicate_of[32];			     /* number of the case that goes on instead; "" */
	int version;
	/* joined from the person, for lists; not written by store_case_* */
	char *name;                                  /* owned, may be NULL */
	char *listed;                                /* of a site's own fields of the person; owned, may be NULL */
	char birth[16], sex[16];
	char team[48], office[48];                   /* of the owner's account */
	bool beyond;                                 /* set by services: another's case, only its number is told */
	/* worked out by the service for a case that is looked at by itself; not in lists, not written */
	struct case_clock clocks[CASE_CLOCKS_MAX];
	int n_clocks;
};
void case_row_fini(struct case_row *c);
void case_row_copy(struct case_row *to, const struct case_row *from);

/* Next free number "PREFIX-YEAR-NNNN"; inside a transaction. */
bool store_case_number(struct store *s, const char *prefix, int year, char out[32], struct err *e);
bool store_case_insert(struct store *s, struct case_row *c, struct err *e);
bool store_case_update(struct store *s, struct case_row *c, struct err *e); /* by version: ERR_CONFLICT */
bool store_case_get(struct store *s, const char *id, struct case_row *out, struct err *e);
/* Letters of any case, leading zeros as one likes: "hr-2026-143" is HR-2026-0143. */
bool store_case_by_number(struct store *s, const char *number, struct case_row *out, struct err *e);
bool store_case_of_person(struct store *s, const char *person_id, struct case_row *out, struct err *e); /* newest */

struct case_list {
	struct case_row *at;
	int n, cap;
};
void case_list_fini(struct case_list *l);

/* By due time, nothing due last; by number; by name; highest level first; newest first. */
enum case_order { CASE_BY_DUE, CASE_BY_NUMBER, CASE_BY_NAME, CASE_BY_LEVEL, CASE_BY_OPENED };
/* How far somebody reaches: their own cases, those of a team or office, those that are nobody's. name NULL: all. */
struct case_reach {
	const char *name, *team, *office; /* NULL or "": none */
	bool nobodys;
};
struct case_filter {
	const char *owner;       /* NULL: all; "": those of nobody */
	const char *status;      /* NULL: all */
	bool open_only;
	bool has_due;            /* only those with something due */
	const char *due_before;  /* ISO time; NULL */
	enum case_order order;
	struct case_reach reach;
	int limit;               /* 0: all */
};
bool store_case_list(struct store *s, const struct case_filter *f, struct case_list *out, struct err *e);
bool store_case_count(struct store *s, const struct case_filter *f, int *n, struct err *e);

/* Open cases whose level is below the calculated one, newest first. */
bool store_case_below(struct store *s, const struct case_reach *reach, int limit, struct case_list *out, struct err *e);

/* Cases that were marked as duplicates of this number. */
bool store_case_duplicates(struct store *s, const char *number, struct case_list *out, struct err *e);

/* Open cases counted by worker and level, in the order of workers and levels: one statement. */
struct case_load {
	char owner[64];
	int level_rank; /* 0: not assessed yet */
	int cases;
};
bool store_case_loads(struct store *s, struct case_load **out, int *n, struct err *e); /* owned */

#define CASE_FIGURES_LIKENESS 970 /* of each case whose number ends in just the figures typed, whatever its year */

/* Likely matches for a name, a part of one, a phone number or a case number, best first, at most max (<= 100). How
 * alike, 0 to 1000, stands in likeness[i]. Swapped order, spelling and script variants of transliterated names count.
 * One Latin letter finds only those whose name it is, as nearly everybody's begins so; one sign of another script may be
 * a whole name, or begin one. */
bool store_case_search(struct store *s, const char *typed, int max, struct case_list *out, int *likeness,
		       struct err *e);

#endif
