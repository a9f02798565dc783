/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * All that waits for approval, with the head of the case in focus.
 */
#include <stdlib.h>
#include <string.h>

#include <sarai/access/account_admin.h>
#include <sarai/access/session.h>
#include <sarai/base/clock.h>
#include <sarai/base/date.h>
#include <sarai/base/err.h>
#include <sarai/base/mem.h>
#include <sarai/base/pairs.h>
#include <sarai/base/str.h>
#include <sarai/config/config.h>
#include <sarai/kind/approval.h>
#include <sarai/screen/app.h>
#include <sarai/store/casefile.h>
#include <sarai/term/key.h>
#include <sarai/term/screen.h>
#include <sarai/term/term.h>
#include <sarai/term/widget.h>

#include "screens.h"

static const struct action_def own_actions[] = {
	{ACT_APPROVE, "approve", "a F9", "Approve", "Approve what is asked, with a comment where one is needed."},
	{ACT_REJECT, "reject", "r F11", "Not approve", "Say no, with what is to be changed."},
	{ACT_CHART, "read", "v", "Read", "Read what was asked, and what the asker wrote."},
	{ACT_LEVELS, "levels", "l", "Levels", "All open cases with a level below the calculated one."},
	{ACT_REQUESTS, "accounts", "k", "Accounts", "What people who keep accounts have asked for themselves."},
};
const struct action_table actions_approvals = {"approvals", own_actions, (int)(sizeof own_actions / sizeof own_actions[0])};

struct approvals {
	struct approval_list found;
	char asked[ID_TEXT];
	bool yes;
	int accounts; /* changes of accounts that wait */
};

static struct approvals *of(const struct list_page *p)
{
	return p->data;
}

static bool read_approvals(struct list_page *p, int *count, struct err *e)
{
	struct approvals *g = of(p);
	struct account_request_list accounts;
	g->accounts = 0;
	if (account_requests(p->app->session, &accounts, NULL)) {
		g->accounts = accounts.n;
		account_request_list_fini(&accounts);
	}
	*count = 0;
	approval_list_fini(&g->found);
	if (!approvals_waiting(p->app->session, &g->found, e))
		return false;
	*count = g->found.n;
	return true;
}

static void row(struct list_page *p, int i, struct canvas *line)
{
	const struct approval *a = &of(p)->found.at[i];
	const struct case_row *k = &a->case_row;
	const char *band = *k->band_assigned ? k->band_assigned : k->band_calculated;
	struct str s = {0};
	char span[DATE_TEXT] = "";
	int64_t at;
	if (time_from_iso(a->request.created_at, &at))
		time_span(p->now - at, span);
	paint_text(line, 0, 2, 14, ROLE_LABEL, k->number);
	level_words(p->app->session->config, band, &s);
	paint_text(line, 0, 17, 10, level_role(p->app->session->config, band), str_text(&s));
	paint_text(line, 0, 28, 26, ROLE_TEXT, a->request.title);
	paint_text(line, 0, 55, 13, ROLE_TEXT, a->own ? "you" : a->request.created_by);
	paint_text(line, 0, 69, -1, ROLE_DIM, span);
	str_fini(&s);
}

static void match(struct list_page *p, int i, struct str *text)
{
	const struct approval *a = &of(p)->found.at[i];
	str_addf(text, "%s %s %s ", a->case_row.number, a->request.title ? a->request.title : "", a->request.created_by);
	person_words(p->app, &a->case_row, text);
}

/* Of a lower level: "Medium instead of High." */
static void add_levels(const struct list_page *p, const struct record *request, struct str *out)
{
	const struct config *c = p->app->session->config;
	const char *about = pairs_get(&request->answers, "=about"), *middle = strstr(about, " instead of ");
	if (strcmp(pairs_get(&request->answers, "what"), "level") != 0 || !middle)
		return;
	char *low = mem_strndup(about, (size_t)(middle - about));
	str_addf(out, "%s instead of %s. ", config_label(c, "bands", low), config_label(c, "bands", middle + strlen(" instead of ")));
	free(low);
}

static void hint(struct list_page *p, int i, struct str *out)
{
	if (i < 0)
		return;
	const struct approval *a = &of(p)->found.at[i];
	const char *comment = pairs_get(&a->request.answers, "comment");
	if (a->own)
		str_add(out, "You have asked for this yourself. ");
	add_levels(p, &a->request, out);
	if (*comment)
		str_addf(out, "\"%s\" ", comment);
	str_add(out, "Enter opens the case.");
}

static void open_row(struct list_page *p, int i)
{
	const struct approval *a = &of(p)->found.at[i];
	if (!strcmp(pairs_get(&a->request.answers, "what"), "plan"))
		open_plan(p->app, a->case_row.id);
	else if (!strcmp(pairs_get(&a->request.answers, "what"), "level") && *a->request.parent_id)
		open_record(p->app, "assessment", a->case_row.id, a->request.parent_id, NULL);
	else
		open_case(p->app, a->case_row.id);
}

static void answered(void *ctx, const char *comment)
{
	struct list_page *p = ctx;
	struct approvals *g = of(p);
	struct err e = {0};
	bool own;
	if (!comment)
		return;
	if (!approval_answer(p->app->session, g->asked, g->yes, comment, &own, &e)) {
		stack_say_err(p->app->stack, &e);
		return;
	}
	list_page_shown(stack_top(p->app->stack));
	stack_say(p->app->stack, ROLE_GOOD,
		  own ? "%s by yourself: you had asked for it." : "%s. They see it on their page of today.",
		  g->yes ? "Approved" : "Not approved");
}

static bool act(struct list_page *p, int action, int i)
{
	struct approvals *g = of(p);
	struct str question = {0};
	if (action == ACT_LEVELS) {
		open_cases(p->app, CASES_BELOW);
		return true;
	}
	if (action == ACT_REQUESTS) {
		open_account_requests(p->app);
		return true;
	}
	if ((action != ACT_APPROVE && action != ACT_REJECT && action != ACT_CHART) || i < 0)
		return false;
	const struct approval *a = &g->found.at[i];
	if (action == ACT_CHART) {
		open_record(p->app, "approval", a->case_row.id, a->request.id, NULL);
		return true;
	}
	memcpy(g->asked, a->request.id, sizeof g->asked);
	g->yes = action == ACT_APPROVE;
	str_addf(&question, "%s: %s%s. ", a->case_row.number, a->request.title ? a->request.title : "",
		 a->own ? ", which you asked for yourself" : "");
	if (g->yes && !strcmp(pairs_get(&a->request.answers, "what"), "closure"))
		str_add(&question, "This closes the case. ");
	str_add(&question, g->yes ? "A comment (may stay empty):" : "What is to be changed?");
	dialog_ask(p->app->stack, g->yes ? "Approve" : "Not approved", str_text(&question), "", 400, 3, answered, p);
	str_fini(&question);
	return true;
}

static const struct case_row *head(const struct list_page *p, int i)
{
	return &of(p)->found.at[i].case_row;
}

static void title(struct list_page *p, struct str *out)
{
	(void)p;
	str_add(out, "Approvals");
}

static void top(struct list_page *p, struct canvas *line)
{
	int n = of(p)->found.n;
	int col = paintf(line, 0, 0, 50, ROLE_HEADING,
			 n == 1 ? "%d request waits, oldest first" : "%d requests wait, oldest first", n);
	if (of(p)->accounts)
		paintf(line, 0, col + 2, -1, ROLE_TITLE, "and %d change%s of accounts", of(p)->accounts,
		       of(p)->accounts == 1 ? "" : "s");
}

static void fini(struct list_page *p)
{
	approval_list_fini(&of(p)->found);
	free(p->data);
}

static const struct list_page_spec spec = {
	.empty = "Nothing waits for approval.",
	.read = read_approvals,
	.row = row,
	.match = match,
	.hint = hint,
	.open = open_row,
	.act = act,
	.title = title,
	.top = top,
	.head = head,
	.fini = fini,
};

static const struct screen_class approvals_class = {
	.name = "approvals",
	.actions = &actions_approvals,
	.help = "Plans of high-level cases, closures and whatever else was asked. Enter opens the case: look before "
		"you "
		"approve. a approves, r says no with what is to be changed. An approved closure closes its case.\n"
		"What you have asked for yourself is better approved by somebody else; where you may, it is noted that "
		"it was "
		"you.",
	LIST_PAGE_FUNCTIONS,
};

void open_approvals(struct app *a)
{
	list_page_push(a, &approvals_class, &spec, NULL, mem_alloc(sizeof(struct approvals)));
}
