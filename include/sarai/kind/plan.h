/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef SARAI_KIND_PLAN_H
#define SARAI_KIND_PLAN_H

#include <sarai/access/session.h>
#include <sarai/base/clock.h>
#include <sarai/base/err.h>
#include <sarai/kind/assessment.h>
#include <sarai/model/gate.h>
#include <sarai/model/plan.h>
#include <sarai/store/casefile.h>
#include <sarai/store/record.h>

struct edit;

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
	int n_suggestions, n_withheld; /* those withheld stand after the others */
	struct gate_facts gates; /* for gates_of_action: which actions are locked; only where there are actions */
};

bool plan_read(struct session *s, const char *case_id, struct plan_view *out, struct err *e);
void plan_view_fini(struct plan_view *v);

/* Say no to a suggestion, with the reason. */
bool plan_dismiss(struct session *s, const char *case_id, const char *service, const char *reason, struct err *e);

/* One reason why several risks (factor indexes) get no action: all of them, or none. */
bool plan_no_actions(struct session *s, const char *case_id, const int *factors, int n, const char *reason, struct err *e);

#endif
