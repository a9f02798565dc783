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

/* All factors at risk (mild or worse), gravest answers first, among equals by the points they add; out has room for
 * n_factors. Returns their number. */
int plan_risks(const struct catalogue *c, const struct answers *a, const struct score *s, int *out);

/* Those without either, in that order. Returns their number, writes at most max indexes. */
int plan_open_risks(const struct catalogue *c, const struct answers *a, const struct score *s,
		    const struct plan_cover *cover, int *out, int max);

struct suggestion {
	int service;     /* index into the catalogue's services */
	int points;      /* what it could take away, 10000 = 100 */
	int *factors;    /* the at-risk factors it serves that no live action covers, most points first; owned */
	int n_factors;
};
/* Services worth an action: those that serve an uncovered risk, most points first. `dismissed` (n_services, may be
 * NULL) leaves out those the worker said no to. Owned array, *n long; free with suggestions_free. */
struct suggestion *plan_suggest(const struct catalogue *c, const struct answers *a, const struct score *s,
				const struct plan_cover *cover, const bool *dismissed, int *n);
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
