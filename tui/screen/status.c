/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The status of a case: what waits for an answer, what is missing before it can be closed, all that has moved it, and
 * what can be done.
 */
#include <stdlib.h>
#include <string.h>

#include <sarai/base/clock.h>
#include <sarai/base/date.h>
#include <sarai/base/err.h>
#include <sarai/base/mem.h>
#include <sarai/base/str.h>
#include <sarai/edit/kind.h>
#include <sarai/kind/approval.h>
#include <sarai/kind/closure.h>
#include <sarai/kind/transfer.h>
#include <sarai/model/status.h>
#include <sarai/screen/app.h>
#include <sarai/term/key.h>
#include <sarai/term/screen.h>
#include <sarai/term/term.h>
#include <sarai/term/widget.h>
#include <sarai/view/notices.h>
#include <sarai/view/status_page.h>

#include "screens.h"

static const struct action_def own_actions[] = {
	{ACT_STATE, "status", "s F9", "Status", "Change the status: on hold, monitoring, a duplicate, opened again."},
	{ACT_ASK, "ask", "a F11", "Ask", "Ask your supervisor for an approval."},
	{ACT_ASSIGN, "assign", "g F12", "Give", "Give the case to a colleague at once."},
	{ACT_TRANSFER, "transfer", "t", "Transfer", "Offer the case to a colleague or another organisation."},
	{ACT_CLOSE, "close", "x", "Close", "Close the case: the form, and asking for approval."},
	{ACT_CHART, "episodes", "e", NULL, "An earlier episode: all that was written in it."},
};
const struct action_table actions_status = {"status", own_actions, 6};

struct status_page {
	struct status_view view;
	char asked[ID_TEXT]; /* the request or transfer a question is about */
	char answer[16];
};

static struct status_page *of(struct list_page *p)
{
	return p->data;
}

static bool read_status(struct list_page *p, int *count, struct err *e)
{
	struct status_page *g = of(p);
	status_view_fini(&g->view);
	if (!status_read(p->app->session, p->case_row.id, &g->view, e))
		return false;
	*count = g->view.n;
	/* It is on the screen now: news are seen. */
	return notices_seen(p->app->session, p->case_row.id, e);
}

static void row(struct list_page *p, int i, struct canvas *line)
{
	const struct status_row *r = &of(p)->view.at[i];
	char day[DATE_TEXT] = "";
	int64_t at;
	if (r->kind == STATUS_ROW_MISSING || r->kind == STATUS_ROW_DUPLICATE) {
		paint_text(line, 0, 2, -1, r->kind == STATUS_ROW_MISSING ? ROLE_HINT : ROLE_TITLE, r->text);
		return;
	}
	if (time_from_iso(r->at, &at))
		date_show(time_date(at), day);
	paint_text(line, 0, 2, 12, ROLE_LABEL, day);
	paint_text(line, 0, 15, 12, ROLE_DIM, r->who);
	paint_text(line, 0, 28, -1, r->kind < STATUS_ROW_MISSING ? ROLE_TITLE : ROLE_TEXT, r->text);
}

static void match(struct list_page *p, int i, struct str *text)
{
	const struct status_row *r = &of(p)->view.at[i];
	str_addf(text, "%s %s", r->who, r->text);
}

static void hint(struct list_page *p, int i, struct str *out)
{
	if (i < 0)
		return;
	const struct status_row *r = &of(p)->view.at[i];
	switch (r->kind) {
	case STATUS_ROW_APPROVAL:
		str_add(out, r->answerable ? "Enter answers it: approve, not approve, or read what was asked."
					   : "It waits for somebody who may approve. Enter shows what was asked.");
		break;
	case STATUS_ROW_TRANSFER:
		str_add(out, r->answerable ? "Enter answers it, or takes it back."
					   : "It waits for the other side. Enter shows it.");
		break;
	case STATUS_ROW_MISSING:
		str_add(out, r->part == '8' ? "Answer the transfer first: it stands above."
					    : "Still to be done before the case can be closed. Enter goes to it.");
		break;
	case STATUS_ROW_DUPLICATE:
		str_add(out, "Enter goes to that case.");
		break;
	case STATUS_ROW_PAST:
		str_addf(out, "%s. Enter shows it.", r->text);
		break;
	case STATUS_ROW_MOVE:
		str_add(out, r->text);
		break;
	}
}

/* ---- answering ---- */

static void say_own(struct list_page *p, bool own, const char *what)
{
	stack_say(p->app->stack, ROLE_GOOD, own ? "%s by yourself: you had asked for it." : "%s.", what);
}

static void decided(void *ctx, const char *comment)
{
	struct list_page *p = ctx;
	struct err e = {0};
	bool own, yes = !strcmp(of(p)->answer, "approved");
	if (!comment)
		return;
	if (approval_answer(p->app->session, of(p)->asked, yes, comment, &own, &e)) {
		list_page_shown(stack_top(p->app->stack));
		say_own(p, own, yes ? "Approved" : "Not approved");
	} else {
		stack_say_err(p->app->stack, &e);
	}
}

static void ask_comment(struct list_page *p, bool yes)
{
	snprintf(of(p)->answer, sizeof of(p)->answer, "%s", yes ? "approved" : "rejected");
	dialog_ask(p->app->stack, yes ? "Approve" : "Not approved",
		   yes ? "A comment (may stay empty):" : "Why not, and what is to be changed?", "", 400, 3, decided, p);
}

static void show_request(struct list_page *p)
{
	open_record(p->app, "approval", p->case_row.id, of(p)->asked, NULL);
}

static void answer_request(void *ctx, int choice)
{
	struct list_page *p = ctx;
	if (choice == 0 || choice == 1)
		ask_comment(p, choice == 0);
	else if (choice == 2)
		show_request(p);
}

static void transfer_said(void *ctx, const char *reason)
{
	struct list_page *p = ctx;
	struct err e = {0};
	if (!reason)
		return;
	if (transfer_answer(p->app->session, of(p)->asked, of(p)->answer, reason, &e)) {
		list_page_shown(stack_top(p->app->stack));
		stack_say(p->app->stack, ROLE_GOOD, "%s",
			  !strcmp(of(p)->answer, "accepted") ? "Taken over: the history says so."
							     : "Noted: the case stays where it is.");
	} else {
		stack_say_err(p->app->stack, &e);
	}
}

/* What this person may say to a transfer; the last is for everybody. */
static const struct {
	const char *answer, *label;
	bool taking; /* said by the other side, or for another organisation; otherwise by whoever has the case */
} says[] = {
	{"accepted", "Taken over", true},
	{"rejected", "Not taken over, with the reason", true},
	{"withdrawn", "Take the transfer back, with the reason", false},
	{"", "Read it", false},
};
#define SAYS ((int)(sizeof says / sizeof says[0]))

static bool may_say(const struct status_row *r, int i)
{
	return !*says[i].answer || (says[i].taking ? r->may_take : r->may_withdraw);
}

static void answer_transfer(void *ctx, int choice)
{
	struct list_page *p = ctx;
	const struct status_row *r = NULL;
	int i = 0;
	for (int k = 0; k < of(p)->view.n && !r; k++) {
		if (!strcmp(of(p)->view.at[k].record_id, of(p)->asked))
			r = &of(p)->view.at[k];
	}
	if (choice < 0 || !r)
		return;
	for (; i < SAYS; i++) {
		if (may_say(r, i) && choice-- == 0)
			break;
	}
	if (i == SAYS || !*says[i].answer) {
		open_record(p->app, "transfer", p->case_row.id, of(p)->asked, NULL);
		return;
	}
	snprintf(of(p)->answer, sizeof of(p)->answer, "%s", says[i].answer);
	dialog_ask(p->app->stack, "Transfer", i == 0 ? "A word on it (may stay empty):" : "Why?", "", 400, 3,
		   transfer_said, p);
}

static void ask_transfer(struct list_page *p, const struct status_row *r)
{
	struct choice choices[SAYS];
	int n = 0;
	for (int i = 0; i < SAYS; i++) {
		if (!may_say(r, i))
			continue;
		choices[n] = (struct choice){(char)('1' + n), says[i].label};
		n++;
	}
	dialog_choose(p->app->stack, "Transfer", r->text, choices, n, answer_transfer, p);
}

/* To where what is missing is written down. */
static void open_missing(struct list_page *p, char part)
{
	switch (part) {
	case '5':
		open_plan(p->app, p->case_row.id);
		break;
	case '6':
		open_section(p->app, SECTION_FOLLOW_UP, p->case_row.id);
		break;
	case '7':
		open_record(p->app, "urgent-response", p->case_row.id, NULL, NULL);
		break;
	default:
		open_record(p->app, "closure", p->case_row.id, NULL, NULL);
		break;
	}
}

static void open_row(struct list_page *p, int i)
{
	static const struct choice request[] = {
		{'1', "Approve"}, {'2', "Not approve, with the reason"}, {'3', "Read what was asked"}};
	const struct status_row *r = &of(p)->view.at[i];
	memcpy(of(p)->asked, r->record_id, sizeof of(p)->asked);
	switch (r->kind) {
	case STATUS_ROW_APPROVAL:
		if (r->answerable)
			dialog_choose(p->app->stack, "Approval", r->text, request, 3, answer_request, p);
		else
			show_request(p);
		break;
	case STATUS_ROW_TRANSFER:
		if (r->answerable)
			ask_transfer(p, r);
		else
			open_record(p->app, r->record_kind, p->case_row.id, r->record_id, NULL);
		break;
	case STATUS_ROW_PAST:
		if (r->told) /* the words of the answer are what one looks for */
			dialog_text(p->app->stack, "What happened", r->text);
		else
			open_record(p->app, r->record_kind, p->case_row.id, r->record_id, NULL);
		break;
	case STATUS_ROW_MISSING:
		open_missing(p, r->part);
		break;
	case STATUS_ROW_DUPLICATE:
		if (*r->case_id)
			open_case(p->app, r->case_id);
		break;
	case STATUS_ROW_MOVE:
		dialog_text(p->app->stack, "What happened", r->text);
		break;
	}
}

/* ---- doing ---- */

static void ask_closure(void *ctx, int choice)
{
	struct list_page *p = ctx;
	struct err e = {0};
	if (choice == 1)
		open_record(p->app, "closure", p->case_row.id, NULL, NULL);
	if (choice != 0)
		return;
	if (approval_ask(p->app->session, p->case_row.id, "closure", "", &e)) {
		list_page_shown(stack_top(p->app->stack));
		stack_say(p->app->stack, ROLE_GOOD, "Asked. The case is closed as soon as it is approved.");
	} else {
		stack_say_err(p->app->stack, &e);
	}
}

/* Nothing missing, and not asked yet (something was done elsewhere since the form was saved): then it is to ask. */
static void close_case(struct list_page *p)
{
	static const struct choice choices[] = {{'1', "Ask for approval now"}, {'2', "Open the closure form"}};
	const struct closure_view *v = &of(p)->view.closure;
	bool approve = p->app->session->config->due->oversight.approve_closure;
	if (approve && *v->record.id && strcmp(v->record.state, "closed") && v->n_missing == 0 && !*v->request_id)
		dialog_choose(p->app->stack, "Close", "Nothing is missing any more.", choices, 2, ask_closure, p);
	else
		open_record(p->app, "closure", p->case_row.id, NULL, NULL);
}

static void pick_episode(void *ctx, int choice)
{
	struct list_page *p = ctx;
	if (choice >= 0)
		open_episode(p->app, choice + 1, p->case_row.id);
}

static void ask_episode(struct list_page *p)
{
	struct choice choices[9];
	char labels[9][24];
	int n = p->case_row.episode - 1 < 9 ? p->case_row.episode - 1 : 9;
	if (n < 1) {
		stack_say(p->app->stack, ROLE_HINT, "This is the first episode of the case.");
		return;
	}
	for (int i = 0; i < n; i++) {
		snprintf(labels[i], sizeof labels[i], "Episode %d", i + 1);
		choices[i] = (struct choice){(char)('1' + i), labels[i]};
	}
	dialog_choose(p->app->stack, "Earlier", "Which one?", choices, n, pick_episode, p);
}

static bool act(struct list_page *p, int action, int i)
{
	static const struct {
		int action;
		const char *kind;
	} forms[] = {{ACT_STATE, "status-change"},
		     {ACT_ASK, "approval"},
		     {ACT_ASSIGN, "assignment"},
		     {ACT_TRANSFER, "transfer"}};
	(void)i;
	for (size_t k = 0; k < sizeof forms / sizeof *forms; k++) {
		if (forms[k].action == action) {
			open_record(p->app, forms[k].kind, p->case_row.id, NULL, NULL);
			return true;
		}
	}
	if (action == ACT_CLOSE)
		close_case(p);
	else if (action == ACT_CHART)
		ask_episode(p);
	else
		return false;
	return true;
}

static void title(struct list_page *p, struct str *out)
{
	(void)p;
	str_add(out, "Status");
}

static void top(struct list_page *p, struct canvas *line)
{
	const struct closure_view *v = &of(p)->view.closure;
	enum case_status status;
	bool open = !status_from_name(p->case_row.status, &status) || status_is_open(status);
	struct str t = {0};
	if (!open)
		str_add(&t, "The case has ended: s opens it again.");
	else if (*v->request_id)
		str_add(&t, "The closure waits for approval: with it the case is closed.");
	else if (*v->record.id && v->n_missing > 0)
		str_addf(&t, "Closing: %d thing%s still missing.", v->n_missing, v->n_missing == 1 ? "" : "s");
	else if (*v->record.id)
		str_add(&t, "Closing: nothing is missing; x asks for approval.");
	else
		str_add(&t, "What waits, then all that has moved it, newest first.");
	if (p->case_row.episode > 1)
		str_add(&t, "  e: earlier episodes.");
	paint_text(line, 0, 0, -1, ROLE_HEADING, str_text(&t));
	str_fini(&t);
}

static void fini(struct list_page *p)
{
	status_view_fini(&of(p)->view);
	free(p->data);
}

static const struct list_page_spec spec = {
	.empty = "Nothing has moved this case yet.",
	.read = read_status,
	.row = row,
	.match = match,
	.hint = hint,
	.open = open_row,
	.act = act,
	.title = title,
	.top = top,
	.fini = fini,
};

static const struct screen_class status_class = {
	.name = "status",
	.actions = &actions_status,
	.help = "Approvals and transfers that wait are on top: Enter answers them. Below, every change of status and "
		"owner: "
		"when, by whom, why.\n"
		"To close a case, x: the form says what is missing and where it is done; when nothing is, approval is "
		"asked "
		"for by itself, and the approval closes the case.\n"
		"To hand a case over, t: you keep it until they say yes. g gives it at once.",
	LIST_PAGE_FUNCTIONS,
};

void open_status(struct app *a, const char *case_id)
{
	list_page_push(a, &status_class, &spec, case_id, mem_alloc(sizeof(struct status_page)));
}
