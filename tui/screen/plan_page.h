/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The page of the plan: what its two files share. plan.c reads and paints it, plan_steps.c does what one can do on it.
 */
#ifndef SCREEN_PLAN_PAGE_H
#define SCREEN_PLAN_PAGE_H

#include <sarai/kind/plan.h>
#include <sarai/model/catalogue.h>

#include "screens.h"

enum row_kind { ROW_HEADING, ROW_WISHES, ROW_GOAL, ROW_ACTION, ROW_HOUSEHOLD, ROW_RISK, ROW_NO_ACTION, ROW_SUGGESTION, ROW_WITHHELD };
struct plan_row {
	enum row_kind kind;
	int index;	  /* into goals, actions, open risks, ... */
	const char *text; /* headings */
	bool indent;
};

/* Risks that may share one reason: see together_of. */
enum together { ALONE, OF_PLACE, MILD };

struct plan {
	struct plan_view view;
	enum together together; /* of the risk being answered */
	struct plan_row *rows;
	int n, cap;
	char asked[64]; /* the service a question is about */
};

static inline struct plan *plan_of(struct list_page *p)
{
	return p->data;
}

static inline const struct catalogue *plan_catalogue(const struct list_page *p)
{
	return p->app->session->config->catalogue;
}

/* Enter on a row; the page's own actions. */
void plan_open_row(struct list_page *p, int i);
bool plan_act(struct list_page *p, int action, int i);

#endif
