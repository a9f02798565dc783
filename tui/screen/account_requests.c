/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What people who keep accounts have asked for themselves, and somebody else confirms.
 */
#include <stdlib.h>
#include <string.h>

#include <sarai/access/account_admin.h>
#include <sarai/access/session.h>
#include <sarai/base/date.h>
#include <sarai/base/err.h>
#include <sarai/base/mem.h>
#include <sarai/base/str.h>
#include <sarai/model/role.h>
#include <sarai/screen/app.h>
#include <sarai/term/key.h>
#include <sarai/term/screen.h>
#include <sarai/term/term.h>
#include <sarai/term/widget.h>

#include "screens.h"

static const struct action_def own_actions[] = {
	{ACT_APPROVE, "approve", "a F9", "Approve", "Approve what somebody who keeps accounts has asked for themselves."},
	{ACT_REJECT, "reject", "r F11", "Not approve", "Say no: nothing changes."},
};
const struct action_table actions_account_requests = {"account-requests", own_actions, 2};

struct requests {
	struct account_request_list found;
	char account[64]; /* being asked about */
	bool yes;
};

static struct requests *of(const struct list_page *p)
{
	return p->data;
}

static const char *role_label(const struct list_page *p, const char *role)
{
	const struct user_role *r = roles_get(p->app->session->config->roles, role);
	return r ? r->label : role;
}

static bool read_requests(struct list_page *p, int *count, struct err *e)
{
	*count = 0;
	account_request_list_fini(&of(p)->found);
	if (!account_requests(p->app->session, &of(p)->found, e))
		return false;
	*count = of(p)->found.n;
	return true;
}

static void row(struct list_page *p, int i, struct canvas *line)
{
	const struct account_request *r = &of(p)->found.at[i];
	char when[DATE_TEXT] = "";
	int64_t at;
	if (time_from_iso(r->asked_at, &at))
		time_show(at, when);
	paint_text(line, 0, 2, 14, ROLE_VALUE, r->account);
	paintf(line, 0, 17, 40, ROLE_TEXT, "%s -> %s", role_label(p, r->role_now), role_label(p, r->role));
	paint_text(line, 0, 58, -1, ROLE_DIM, when);
}

static void match(struct list_page *p, int i, struct str *text)
{
	const struct account_request *r = &of(p)->found.at[i];
	str_addf(text, "%s %s %s %s %s", r->account, r->full_name, role_label(p, r->role), r->team, r->office);
}

static void hint(struct list_page *p, int i, struct str *out)
{
	if (i < 0)
		return;
	const struct account_request *r = &of(p)->found.at[i];
	str_addf(out, "%s asks for: role %s, team %s, office %s.%s", *r->full_name ? r->full_name : r->account,
		 role_label(p, r->role), *r->team ? r->team : "none", *r->office ? r->office : "none",
		 r->own ? " Somebody else has to answer it." : "");
}

static void answered(void *ctx, int choice)
{
	struct list_page *p = ctx;
	struct err e = {0};
	if (choice != 0)
		return;
	if (account_request_answer(p->app->session, of(p)->account, of(p)->yes, &e))
		stack_say(p->app->stack, ROLE_GOOD, "%s",
			  of(p)->yes ? "Approved. They have to log in again." : "Not approved. Nothing has changed.");
	else
		stack_say_err(p->app->stack, &e);
	list_page_shown(stack_top(p->app->stack));
}

static bool act(struct list_page *p, int action, int i)
{
	static const struct choice choices[] = {{'y', "Yes"}, {'n', "No"}};
	struct str q = {0};
	if ((action != ACT_APPROVE && action != ACT_REJECT) || i < 0)
		return false;
	const struct account_request *r = &of(p)->found.at[i];
	snprintf(of(p)->account, sizeof of(p)->account, "%s", r->account);
	of(p)->yes = action == ACT_APPROVE;
	str_addf(&q, of(p)->yes ? "Give %s the role %s (team %s, office %s)?" : "Leave %s as it is, without the role %s (team %s, office %s)?",
		 r->account, role_label(p, r->role), *r->team ? r->team : "none", *r->office ? r->office : "none");
	dialog_choose(p->app->stack, "Change of an account", str_text(&q), choices, 2, answered, p);
	str_fini(&q);
	return true;
}

static void open_row(struct list_page *p, int i)
{
	act(p, ACT_APPROVE, i);
}

static void title(struct list_page *p, struct str *out)
{
	(void)p;
	str_add(out, "Changes of accounts");
}

static void top(struct list_page *p, struct canvas *line)
{
	int n = of(p)->found.n;
	paintf(line, 0, 0, -1, ROLE_HEADING, n == 1 ? "%d change waits: account, role now and then" : "%d changes wait: account, role now and then", n);
}

static void fini(struct list_page *p)
{
	account_request_list_fini(&of(p)->found);
	free(p->data);
}

static const struct list_page_spec spec = {
	.empty = "Nobody has asked for more rights.",
	.read = read_requests,
	.row = row,
	.match = match,
	.hint = hint,
	.open = open_row,
	.act = act,
	.title = title,
	.top = top,
	.fini = fini,
};

static const struct screen_class requests_class = {
	.name = "account-requests",
	.actions = &actions_account_requests,
	.help = "Who keeps accounts cannot give themselves more cases, or more to do with them: they ask, and another "
		"administrator or a supervisor answers here. Whether yes or no, it is in the audit log.",
	LIST_PAGE_FUNCTIONS,
};

void open_account_requests(struct app *a)
{
	list_page_push(a, &requests_class, &spec, NULL, mem_alloc(sizeof(struct requests)));
}
