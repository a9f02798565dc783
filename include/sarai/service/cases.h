/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Finding and reading cases; *Today*; the case file as a whole.
 */
#ifndef SARAI_SERVICE_CASES_H
#define SARAI_SERVICE_CASES_H

#include <sarai/model/plan.h>
#include <sarai/model/score.h>
#include <sarai/service/gates.h>
#include <sarai/service/records.h>

/* Likely matches, best first (at most max <= 100), likeness[i] 0 to 1000. */
bool cases_find(struct session *s, const char *typed, int max, struct case_list *out, int *likeness, struct err *e);
bool cases_list(struct session *s, const struct case_filter *f, struct case_list *out, struct err *e);
bool cases_get(struct session *s, const char *case_id, struct case_row *out, struct err *e);
/* By case number (any case of letters, year and prefix may be left out: "143") or, when it is the only one, by name. */
bool cases_jump(struct session *s, const char *typed, struct case_row *out, struct err *e);

/* WAITING: somebody waits for this person's answer. NEWS: an answer, or a case given to them, to be seen once. */
enum today_kind { TODAY_URGENT, TODAY_OVERDUE, TODAY_DUE, TODAY_WAITING, TODAY_NEWS, TODAY_DRAFT };
struct today_item {
	enum today_kind kind;
	char case_id[ID_TEXT], number[32], draft_id[ID_TEXT];
	char referral_id[ID_TEXT]; /* where it is about one; "" */
	char grant_id[ID_TEXT];    /* a case opened with a reason, of which to take note; "" */
	char *what;          /* "Follow-up contact", "Action: legal aid"; owned; no names */
	char due[TIME_TEXT]; /* "" for drafts; of what waits and of news: since when */
	char *name;          /* owned; may be NULL */
	char level[48];      /* band name or "" */
	enum case_section section; /* of what waits: where it is answered; SECTION_NONE: on the page of the status */
};
struct today {
	struct today_item *at; /* by kind, each by due time */
	int n, cap;
	int urgent, overdue, due_today, waiting, news, drafts;
};
/* All that a person should know of today: their own cases (owner), plan actions included. */
bool today_read(struct session *s, struct today *out, struct err *e);
void today_fini(struct today *t);

/* Agenda: everything due up to a day, by day; overdue on top. Same items. */
bool agenda_read(struct session *s, struct date until, bool everyone, struct today *out, struct err *e);

/* The assessment of a case: newest saved round. */
struct assessment {
	struct record record;     /* id "" when there is none */
	struct answers answers;
	struct score *score;      /* by the catalogue in force today, NULL when there is none */
	bool same_catalogue;      /* the stored figures were made by today's catalogue */
};
bool assessment_read(struct session *s, const char *case_id, struct assessment *out, struct err *e);
void assessment_fini(struct assessment *a);

/* Figures of every round, oldest first, as they were stored at the time. */
struct round_figures {
	char record_id[ID_TEXT], at[TIME_TEXT];
	int round, score, low, high;
	char band[48], assigned[48];
	bool settled;
};
bool rounds_read(struct session *s, const char *case_id, struct round_figures **out, int *n, struct err *e); /* owned */

/* The plan of a case, with what the rules say about it. */
struct plan_view {
	struct record plan;            /* id "" when there is none yet */
	struct record_list goals, actions, no_actions, dismissed;
	char household[ID_TEXT];	       /* the family or household the case is in; "" */
	struct record_list household_actions;  /* planned for all of it */
	struct assessment assessment;
	struct plan_cover cover;
	char approval[32]; /* of this agreement: "" none needed, "needed", "waiting", "approved", "rejected" */
	int *open_risks, n_open_risks; /* factor indexes */
	int n_hidden_risks;            /* open ones that whoever looks may not see */
	struct suggestion *suggestions;
	int n_suggestions;
	struct gate_facts gates; /* for gates_of_action: which actions are locked; only where there are actions */
};
bool plan_read(struct session *s, const char *case_id, struct plan_view *out, struct err *e);
void plan_view_fini(struct plan_view *v);

/* Say no to a suggestion, with the reason. */
bool plan_dismiss(struct session *s, const char *case_id, const char *service, const char *reason, struct err *e);
/* One reason why several risks (factor indexes) get no action: all of them, or none. */
bool plan_no_actions(struct session *s, const char *case_id, const int *factors, int n, const char *reason, struct err *e);
/* Set an action's state from a list (follow-up, plan), with its result. */
bool action_set_state(struct session *s, const char *record_id, const char *state, const char *result, struct err *e);

/* Change the status by hand, with the reason: a record of kind "status-change" filled in. On hold and duplicate need
 * more than a reason: open that kind. Closing: kind "closure"; handing over: kind "transfer". */
bool case_set_status(struct session *s, const char *case_id, const char *status, const char *reason, struct err *e);

/* The records of a kind (NULL: of all) in a case, newest first, without their answers. Restricted ones as in
 * section_read; a restricted kind by itself is refused without the permission. */
bool records_list(struct session *s, const char *case_id, const char *kind, struct record_list *out, struct err *e);

/* Those of all kinds in a section, newest first, each correction behind what it corrects, without their answers. Without
 * the permission, restricted ones are there as "restricted-note", whatever they are: that there is something may be
 * known, not what. */
bool section_read(struct session *s, const char *case_id, enum case_section section, struct record_list *out,
		  struct err *e);

bool history_read(struct session *s, const char *case_id, int limit, struct history_list *out, struct err *e);

/* One page that a colleague taking over reads in a minute, as plain lines. Owned. */
char *case_summary(struct session *s, const char *case_id, int cols, struct err *e);

/* About 40 clearly fictitious cases at every stage, saved through these services. */
bool demo_fill(struct session *s, int cases, struct err *e);

#endif
