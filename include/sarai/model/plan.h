/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Rules of the protection plan. Every open risk has an action, a referral, or an explicit "no action, because",
 * before the plan can be agreed; suggestions come from the services that would take most risk away.
 */
#ifndef SARAI_MODEL_PLAN_H
#define SARAI_MODEL_PLAN_H

#include <stdbool.h>

#include <sarai/model/score.h>

/* What a plan holds about risks, as the service layer hands it in. */
struct plan_cover {
	bool *by_action;    /* n_factors: a live action or referral addresses it */
	bool *by_no_action; /* n_factors: "no action, because ..." */
	bool *by_household; /* n_factors: a live action of the household names it; NULL: none does */
};
/* Has this risk its answer? What is planned for the household answers household factors, for each of its members, and
 * no others: what is one person's own is planned with that person. */
bool plan_covered(const struct catalogue *c, const struct plan_cover *cover, int factor);

/* The reading order of two factors, as below: under 0 where x comes first. */
int plan_compare(const struct catalogue *c, const struct answers *a, const struct score *s, int x, int y);

/* The reasons of a score as they are read: risks in this order, then what protects, what does most first. n_reasons.
 * Owned. */
struct reason *plan_reasons(const struct catalogue *c, const struct answers *a, const struct score *s);

/* All factors at risk (mild or worse): those that make a rule hold first, then the person's and the household's before the
 * place's, then the gravest answers, among equals by the points they add; out has room for n_factors. Returns their number. */
int plan_risks(const struct catalogue *c, const struct answers *a, const struct score *s, int *out);

/* Those without either, in that order. Returns their number, writes at most max indexes. */
int plan_open_risks(const struct catalogue *c, const struct answers *a, const struct score *s,
		    const struct plan_cover *cover, int *out, int max);

/* What decides on suggestions beside the assessment. Arrays of n_services; NULL where there is nothing of it. */
struct suggest_facts {
	const bool *dismissed; /* the worker said no to it */
	const bool *screened;  /* the screening decided for it */
	const bool *planned;   /* a live action is on it: what a flag or the screening asks for is done */
	bool adult;	       /* the person is known to be no child */
	bool never_family;     /* the person said: never to the family */
};
enum suggest_against {
	SUGGEST_FREE,	 /* may be suggested */
	SUGGEST_DANGER,	 /* a factor at risk or a flag excludes it */
	SUGGEST_UNKNOWN, /* it may: the factor or flag is not known, or declined. The question to ask first */
	SUGGEST_NEVER,	 /* it speaks with the family, and the person said never to */
};
struct suggestion {
	int service;     /* index into the catalogue's services */
	int points;      /* what it could take away, 10000 = 100 */
	int *factors;    /* the at-risk factors it serves that no live action covers, in reading order; owned */
	int n_factors;
	int flag;      /* the first urgent flag that asks for it, or -1 */
	bool screened; /* the screening decided for it */
	enum suggest_against against;
	int against_factor, against_flag; /* what stands against it: one of them, or -1 */
};
/* Services worth an action: those that serve an uncovered risk, and those that an urgent flag or the screening asks for.
 * What a flag asks for first, then by the first of their risks, then by points. *n may be suggested; after them in the
 * same array stand *n_withheld that would be, and are not because they could put the person in danger. Services for
 * children are left out where no child is concerned. facts may be NULL. Owned, *n + *n_withheld long; free with
 * suggestions_free and that number. */
struct suggestion *plan_suggest(const struct catalogue *c, const struct answers *a, const struct score *s,
				const struct plan_cover *cover, const struct suggest_facts *facts, int *n,
				int *n_withheld);
/* The first service of a factor that is not withheld in such an array; -1 when there is none. */
int plan_service_for(const struct catalogue *c, int factor, const struct suggestion *all, int n);
void suggestions_free(struct suggestion **s, int n);

#define ACTION_STATE_TABLE(X)                                                                                          \
	X(PLANNED, "planned", "Planned", true)                                                                         \
	X(STARTED, "started", "Under way", true)                                                                       \
	X(WAITING, "waiting", "Waiting", true)                                                                         \
	X(DONE, "done", "Done", true)                                                                                  \
	X(NOT_DONE, "not-done", "Not done", false)                                                                     \
	X(CANCELLED, "cancelled", "Cancelled", false)
enum action_state {
#define X(id, name, words, live) ACTION_STATE_##id,
	ACTION_STATE_TABLE(X)
#undef X
	ACTION_STATE_COUNT
};
const char *action_state_name(enum action_state s);
const char *action_state_words(enum action_state s);
bool action_state_from_name(const char *name, enum action_state *out);
bool action_state_live(enum action_state s); /* counts as addressing its risks */
bool action_state_open(enum action_state s); /* still to be done: planned, started, waiting */

#endif
