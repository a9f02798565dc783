/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The verbs of test scripts: decisions, households, referrals, rights, keys.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <sarai/base/clock.h>
#include <sarai/base/mem.h>
#include <sarai/base/pairs.h>
#include <sarai/edit/kind.h>
#include <sarai/edit/open.h>
#include <sarai/edit/temporary_access.h>
#include <sarai/kind/action.h>
#include <sarai/kind/approval.h>
#include <sarai/kind/notification.h>
#include <sarai/kind/plan.h>
#include <sarai/kind/referral_start.h>
#include <sarai/kind/status_change.h>
#include <sarai/kind/transfer.h>
#include <sarai/model/catalogue.h>
#include <sarai/store/record.h>
#include <sarai/store/store.h>
#include <sarai/view/notices.h>
#include <sarai/view/today.h>

#include "keys.h"
#include "script.h"

/* ---- plan and status ---- */

static bool act_state(struct script *x, struct words *w)
{
	const struct script_name *n = script_known(x, words_take(x, w, "the name of an action"));
	const char *state = words_take(x, w, "a state");
	return action_set_state(x->s, n->record, state, words_take_or(w, NULL), &x->e);
}

static bool act_dismiss(struct script *x, struct words *w)
{
	const char *service = words_take(x, w, "a service");
	return plan_dismiss(x->s, x->case_id, service, words_take(x, w, "the reason"), &x->e);
}

static bool act_status(struct script *x, struct words *w)
{
	const char *status = words_take(x, w, "a status");
	return case_set_status(x->s, x->case_id, status, words_take(x, w, "the reason"), &x->e);
}

static bool act_ask(struct script *x, struct words *w)
{
	const char *what = words_take(x, w, "what to ask for");
	return approval_ask(x->s, x->case_id, what, words_take_or(w, ""), &x->e);
}

/* The request of this case that waits: the only one, or of this kind ("plan", "closure"). */
static void waiting_request(struct script *x, const char *what, char id[ID_TEXT])
{
	struct record_list l = {0};
	int n = 0;
	script_must(x, store_record_list(
			       x->rig.store,
			       &(struct record_filter){.case_id = x->case_id, .kind = "approval", .with_answers = true},
			       &l, &x->e));
	for (int i = 0; i < l.n; i++) {
		if (strcmp(l.at[i].state, "waiting") || (what && strcmp(pairs_get(&l.at[i].answers, "what"), what)))
			continue;
		memcpy(id, l.at[i].id, ID_TEXT);
		n++;
	}
	record_list_fini(&l);
	if (n != 1)
		script_fail(x, "%d requests wait in this case, not one", n);
}

static bool answer_request(struct script *x, struct words *w, bool approved)
{
	char id[ID_TEXT] = "";
	const char *what = w->n && !w->quoted[0] ? words_take(x, w, "what") : NULL;
	waiting_request(x, what, id);
	return approval_answer(x->s, id, approved, words_take_or(w, ""), NULL, &x->e);
}

static bool act_approve(struct script *x, struct words *w)
{
	return answer_request(x, w, true);
}

static bool act_return(struct script *x, struct words *w)
{
	return answer_request(x, w, false);
}

/* What the program tells a supervisor in this case about this matter, and nobody has settled. */
static bool act_acknowledge(struct script *x, struct words *w)
{
	const char *about = words_take(x, w, "what it is about");
	bool end = !strcmp(words_take_or(w, ""), "end");
	char id[ID_TEXT] = "";
	struct record_list l = {0};
	struct record_filter f = {.case_id = x->case_id, .kind = NOTIFICATION, .with_answers = true};
	script_must(x, store_record_list(x->rig.store, &f, &l, &x->e));
	for (int i = 0; i < l.n; i++) {
		if (strcmp(l.at[i].state, NOTIFICATION_OVER) && !strcmp(pairs_get(&l.at[i].answers, "about"), about))
			memcpy(id, l.at[i].id, ID_TEXT);
	}
	record_list_fini(&l);
	if (!*id)
		script_fail(x, "nobody is told of \"%s\" in this case", about);
	return notification_acknowledge(x->s, id, end, &x->e);
}

/* Everything the closure form asks, then what the line says. */
static bool act_close(struct script *x, struct words *w)
{
	const char *reason = words_take(x, w, "the reason");
	struct edit *form = edit_open(x->s, "closure", x->case_id, NULL, NULL, &x->e);
	if (!form)
		return false;
	script_put(x, form, "reason", reason);
	script_put(x, form, "risks_gone", "yes");
	script_put(x, form, "told_come_back", "yes");
	script_put(x, form, "later_contact", "no");
	script_put(x, form, "file_complete", "yes");
	script_put(x, form, "retention_until", "$today+1826");
	return script_fill(x, form, NULL, w);
}

static bool act_assign(struct script *x, struct words *w)
{
	const char *to = words_take(x, w, "to whom");
	return cases_assign(x->s, (const char(*)[ID_TEXT])x->case_id, 1, to, words_take(x, w, "the reason"), &x->e);
}

static bool answer_transfer(struct script *x, struct words *w, const char *answer)
{
	const struct script_name *n = script_known(x, words_take(x, w, "the name of a transfer"));
	return transfer_answer(x->s, n->record, answer, words_take_or(w, ""), &x->e);
}

static bool act_accept(struct script *x, struct words *w)
{
	return answer_transfer(x, w, "accepted");
}

static bool act_decline(struct script *x, struct words *w)
{
	return answer_transfer(x, w, "rejected");
}

static bool act_withdraw(struct script *x, struct words *w)
{
	return answer_transfer(x, w, "withdrawn");
}

static bool act_seen(struct script *x, struct words *w)
{
	return notices_seen(x->s, x->case_id, &x->e);
}

static bool act_access(struct script *x, struct words *w)
{
	return access_open(x->s, x->case_id, words_take(x, w, "the reason"), &x->e);
}

/* ---- referrals ---- */

/* An entry of the directory is the receiver in the open form. */
static bool act_take(struct script *x, struct words *w)
{
	if (!x->form)
		script_fail(x, "no form is open");
	return referral_take_entry(x->s, x->form, script_known(x, words_take(x, w, "an entry"))->record, &x->e);
}

static bool act_step(struct script *x, struct words *w)
{
	char id[ID_TEXT];
	memcpy(id, script_known(x, words_take(x, w, "the name of a referral"))->record, ID_TEXT);
	return script_fill(x, referral_open_step(x->s, id, words_take(x, w, "what has happened"), &x->e), NULL, w);
}

const struct script_verb script_acts[] = {
	{"state", "ACTION STATE [RESULT]", act_state},
	{"dismiss", "SERVICE REASON", act_dismiss},
	{"status", "STATUS REASON", act_status},
	{"ask", "WHAT [COMMENT]", act_ask},
	{"approve", "[WHAT] [COMMENT]", act_approve},
	{"return", "[WHAT] COMMENT", act_return},
	{"acknowledge", "ABOUT [end]", act_acknowledge},
	{"close", "REASON [FIELD=VALUE...]", act_close},
	{"assign", "ACCOUNT REASON", act_assign},
	{"accept", "TRANSFER", act_accept},
	{"decline", "TRANSFER REASON", act_decline},
	{"withdraw", "TRANSFER", act_withdraw},
	{"seen", "", act_seen},
	{"access", "REASON", act_access},
	{"take", "ENTRY", act_take},
	{"step", "REFERRAL WHAT FIELD=VALUE...", act_step},
	{0},
};
