/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Giving a case to somebody else: assigning it, and handing it over with the other side's yes. Whoever has the case
 * keeps it until then.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <sarai/access/check.h>
#include <sarai/access/session.h>
#include <sarai/access/transaction.h>
#include <sarai/base/clock.h>
#include <sarai/base/err.h>
#include <sarai/base/list.h>
#include <sarai/base/mem.h>
#include <sarai/base/pairs.h>
#include <sarai/base/str.h>
#include <sarai/base/text.h>
#include <sarai/edit/kind.h>
#include <sarai/edit/open.h>
#include <sarai/edit/reason.h>
#include <sarai/edit/save.h>
#include <sarai/edit/temporary_access.h>
#include <sarai/form/form.h>
#include <sarai/kind/consent_check.h>
#include <sarai/kind/kinds.h>
#include <sarai/kind/transfer.h>
#include <sarai/kind/transfer_reach.h>
#include <sarai/model/permit.h>
#include <sarai/model/status.h>
#include <sarai/store/account.h>
#include <sarai/store/casefile.h>
#include <sarai/store/history.h>
#include <sarai/store/record.h>

#define ASSIGNMENT_FIELDS(X) \
	X(ASSIGNMENT_TO, "to") X(ASSIGNMENT_REASON, "reason")
KIND_FIELDS(ASSIGNMENT_FIELDS)

#define TRANSFER_FIELDS(X) \
	X(TRANSFER_TO_KIND, "to_kind") X(TRANSFER_COLLEAGUE, "colleague") \
	X(TRANSFER_ORGANISATION, "organisation") X(TRANSFER_PERSON_AGREES, "person_agrees") \
	X(TRANSFER_REASON, "reason")
KIND_FIELDS(TRANSFER_FIELDS)

#define TRANSFER_ANSWER_FIELDS(X) \
	X(TRANSFER_ANSWER_ANSWER, "answer") X(TRANSFER_ANSWER_REASON, "reason")
KIND_FIELDS(TRANSFER_ANSWER_FIELDS)

#define LOOK_HOURS (7 * 24) /* to look at a case that is offered */
#define LOOK_REASON "Offered to take over"

static bool put(struct edit *w, const char *field, const char *value, struct err *e)
{
	int i = form_def_field(form_definition(w->form), field);
	if (i >= 0 && form_set(w->form, i, value))
		return true;
	return err_set(e, ERR_DATA, w->kind->label, "\"%s\" is not a possible answer.", value);
}

/* ---- colleagues ---- */

/* Without accounts (practice): whoever has open cases, and this person. */
static bool from_cases(struct session *s, struct option_list *to, struct err *e)
{
	struct case_load *loads;
	int n;
	if (!store_case_loads(s->store, &loads, &n, e))
		return false;
	for (int i = 0; i < n; i++) {
		if (*loads[i].owner && option_list_find(to, loads[i].owner) < 0)
			option_list_add(to, loads[i].owner, loads[i].owner);
	}
	if (option_list_find(to, s->actor) < 0)
		option_list_add(to, s->actor, s->actor);
	free(loads);
	return true;
}

struct option_list *colleagues_read(struct session *s, const char *list_name, struct err *e)
{
	struct option_list *l = option_list_new(list_name);
	int accounts = 0;
	if (session_may(s, PERMIT_VIEW, e) && store_account_count(s->store, &accounts, e) &&
	    (accounts > 0 ? receivers_add(s, l, e) : from_cases(s, l, e)))
		return l;
	option_list_free(&l);
	return NULL;
}

static bool lists_colleagues(struct save *save, struct err *e)
{
	struct option_list *l = colleagues_read(save->session, "case-colleagues", e);
	if (!l)
		return false;
	form_add_list(save->edit->form, l);
	return true;
}

/* ---- may it be shared? ---- */

/* Handing over the whole case to another organisation needs a yes to just that. Within the house the yes to the work
 * itself is enough, or the case could not even be closed; but nobody gets it whom the person has ruled out. */
static bool may_be_shared(struct session *s, const struct case_row *c, const char *with, bool outside, struct err *e)
{
	struct session reader = *s; /* one may hand a case over without the right to look through cases */
	struct consent_answer answer;
	struct str to = {0};
	reader.permits |= PERMIT_BIT(PERMIT_VIEW);
	reader.scope[PERMIT_VIEW] = SCOPE_ALL;
	str_addf(&to, "%s:%s", outside ? "provider" : "us", with);
	bool good = consent_ask(&reader, c->id, outside ? "transfer" : "case-work", str_text(&to), &answer, e);
	if (good && !answer.allowed && (outside || answer.reason == CONSENT_BECAUSE_NEVER))
		good = err_set(e, ERR_DATA, c->number, "%.180s Ask the person, and note it (2 Consent).", answer.why);
	str_fini(&to);
	return good;
}

/* ---- assigning ---- */

bool transfer_pending(struct session *s, const char *case_id, char id[ID_TEXT], struct err *e)
{
	static const char *const states[] = {"requested", "sent"};
	bool good = true;
	*id = 0;
	for (int i = 0; good && i < 2; i++) {
		struct record_filter f = {.case_id = case_id, .kind = "transfer", .state = states[i]};
		struct record_list found = {0};
		good = store_record_list(s->store, &f, &found, e);
		if (good && found.n > 0)
			memcpy(id, found.at[0].id, ID_TEXT);
		record_list_fini(&found);
	}
	return good;
}

static bool none_pending(struct session *s, const struct case_row *c, struct err *e)
{
	char pending[ID_TEXT];
	if (!transfer_pending(s, c->id, pending, e))
		return false;
	return !*pending ||
	       err_set(e, ERR_DATA, c->number, "A transfer is pending: it has to be answered first (8 Status).");
}

/* The name, without blanks around it, as the record's title; "to nobody" and "to who has it" are refused. */
static bool name_target(struct record *next, const char *typed, const struct case_row *c, const char *ask,
			struct err *e)
{
	char *line = text_clean(typed, strlen(typed), false);
	size_t from = strspn(line, " "), n = strlen(line);
	while (n > from && line[n - 1] == ' ')
		n--;
	free(next->title);
	next->title = mem_strndup(line + from, n - from);
	free(line);
	if (!*next->title)
		return err_set(e, ERR_DATA, c->number, "%s", ask);
	return true;
}

static bool to_colleague(struct session *s, struct record *next, const char *typed, const struct case_row *c,
			 struct err *e)
{
	if (!name_target(next, typed, c, "Say to whom the case goes.", e))
		return false;
	if (strlen(next->title) >= sizeof c->owner)
		return err_set(e, ERR_DATA, c->number, "This name is too long for somebody who logs in here.");
	return receiver_check(s, next->title, c->number, e) &&
	       (!text_is(next->title, c->owner) || err_set(e, ERR_DATA, c->number, "%s has this case already.", c->owner));
}

static bool before_assignment(struct save *save, struct err *e)
{
	struct session *s = save->session;
	struct record *next = save->next;
	struct case_row *c = save->case_row;
	if (!to_colleague(s, next, pairs_get(&next->answers, ASSIGNMENT_TO), c, e))
		return false;
	if (!*pairs_get(&next->answers, "reason"))
		return err_set(e, ERR_DATA, c->number, "Say why, so that whoever gets it knows what comes next.");
	if (!none_pending(s, c, e) || !may_be_shared(s, c, next->title, false, e))
		return false;
	bool own = text_is(next->title, s->actor);
	snprintf(next->state, sizeof next->state, "%s", own ? "taken" : "given");
	if (!own)
		session_now(s, next->due); /* news for who gets it */
	return true;
}

static bool change_hands(struct session *s, struct case_row *c, const char *owner, const char *record, struct err *e)
{
	bool good = supervisors_still_see(s, c, owner, record, e);
	snprintf(c->owner, sizeof c->owner, "%s", owner);
	return good;
}

static bool after_assignment(struct save *save, struct err *e)
{
	const struct record *r = &save->edit->record;
	return change_hands(save->session, save->case_row, r->title, r->id, e);
}

static char *assignment_loss(const struct save *save)
{
	const struct edit *w = save->edit;
	return transfer_loss(save->session, (const char(*)[ID_TEXT])w->case_row.id, 1, form_value_of(w->form, ASSIGNMENT_TO),
			     false);
}

/* An organisation gets no account: its yes is written down later, by whoever has the case. */
static char *offer_loss(const struct save *save)
{
	const struct edit *w = save->edit;
	if (text_is(form_value_of(w->form, TRANSFER_TO_KIND), "organisation"))
		return NULL;
	return transfer_loss(save->session, (const char(*)[ID_TEXT])w->case_row.id, 1,
			     form_value_of(w->form, TRANSFER_COLLEAGUE), true);
}

static bool assign_one(struct session *s, const char *case_id, const char *to, const char *reason, struct err *e)
{
	struct edit *w = edit_open(s, "assignment", case_id, NULL, NULL, e);
	bool good = w && put(w, "to", to, e) && put(w, "reason", reason, e) && edit_save(s, w, NULL, e);
	edit_close(&w);
	return good;
}

bool cases_assign(struct session *s, const char (*case_ids)[ID_TEXT], int n, const char *to, const char *reason,
		  struct err *e)
{
	bool own, repeat;
	if (!session_may(s, PERMIT_ASSIGN, e) || !reason_shared_begin(s, reason, "assignment", &repeat, e))
		return false;
	bool good = transaction_begin(s, &own, e);
	if (good) {
		for (int i = 0; good && i < n; i++)
			good = assign_one(s, case_ids[i], to, reason, e);
		good = transaction_end(s, own, good, e);
	}
	reason_shared_end(s, repeat);
	return good;
}

/* ---- handing over ---- */

/* Whose case it is decides about it, or who may assign. */
static bool may_hand_over(struct session *s, const struct case_row *c, struct err *e)
{
	return text_is(c->owner, s->actor) || access_check_row(s, PERMIT_ASSIGN, c, e);
}

static bool before_transfer(struct save *save, struct err *e)
{
	struct session *s = save->session;
	struct record *next = save->next;
	struct case_row *c = save->case_row;
	const struct pairs *a = &next->answers;
	bool outside = text_is(pairs_get(a, TRANSFER_TO_KIND), "organisation");
	if (!may_hand_over(s, c, e) || !none_pending(s, c, e))
		return false;
	if (outside ? !name_target(next, pairs_get(a, "organisation"), c, "Say which organisation takes the case.", e)
		    : !to_colleague(s, next, pairs_get(a, TRANSFER_COLLEAGUE), c, e))
		return false;
	if (!*pairs_get(a, "reason"))
		return err_set(e, ERR_DATA, c->number, "Say why, so that they can decide.");
	if (!text_is(pairs_get(a, TRANSFER_PERSON_AGREES), "yes"))
		return err_set(e, ERR_DATA, c->number,
			       "The person's yes is needed before the case is handed over (\"The person agrees\").");
	if (!may_be_shared(s, c, next->title, outside, e))
		return false;
	snprintf(next->state, sizeof next->state, "%s", outside ? "sent" : "requested");
	session_now(s, next->due);
	/* To decide, the colleague has to see the case. */
	return outside || access_lend(s, c->id, next->title, LOOK_REASON, LOOK_HOURS, e);
}

static bool transfer_of(struct session *s, const struct record *answer, struct record *out, struct err *e)
{
	struct err why = {0};
	if (*answer->parent_id && store_record_get(s->store, answer->parent_id, out, &why) &&
	    text_is(out->kind, "transfer") && text_is(out->case_id, answer->case_id))
		return true;
	if (*why.detail && why.code != ERR_MISSING)
		return err_set(e, why.code, why.where, "%s", why.detail);
	record_fini(out);
	return err_set(e, ERR_DATA, "transfer",
		       "There is no transfer here to answer. Choose it in the case, under 8 Status.");
}

static bool may_answer(struct session *s, const struct record *t, const char *answer, const struct case_row *c,
		       struct err *e)
{
	bool outside = text_is(t->state, "sent");
	if (!outside && !text_is(t->state, "requested"))
		return err_set(e, ERR_DATA, c->number, "This transfer has been answered already.");
	if (outside || text_is(answer, "withdrawn"))
		return may_hand_over(s, c, e);
	return text_is(t->title, s->actor) ||
	       err_set(e, ERR_DENIED, c->number, "Only %s can say yes or no to this.", t->title);
}

static bool before_transfer_answer(struct save *save, struct err *e)
{
	struct session *s = save->session;
	struct record *next = save->next;
	struct case_row *c = save->case_row;
	const char *answer = pairs_get(&next->answers, "answer");
	struct record t = {0};
	bool good = transfer_of(s, next, &t, e) && may_answer(s, &t, answer, c, e);
	if (good && !*answer)
		good = err_set(e, ERR_DATA, c->number, "Say what the answer is.");
	if (good && !text_is(answer, "accepted"))
		good = reason_check(s, pairs_get(&next->answers, "reason"), NULL, c->number, e);
	/* Consent may have been taken back since. */
	if (good && text_is(answer, "accepted"))
		good = may_be_shared(s, c, t.title, text_is(t.state, "sent"), e) &&
		       (text_is(t.state, "sent") || receiver_check(s, t.title, c->number, e)); /* the role may be another since */
	record_fini(&t);
	return good;
}

static bool after_transfer_answer(struct save *save, struct err *e)
{
	struct session *s = save->session;
	struct edit *w = save->edit;
	struct case_row *c = save->case_row;
	struct record t = {0};
	if (!transfer_of(s, &w->record, &t, e))
		return false;
	bool accepted = text_is(w->record.state, "accepted"), outside = text_is(t.state, "sent");
	if (accepted && outside) {
		snprintf(c->status, sizeof c->status, "%s", status_name(STATUS_TRANSFERRED));
	} else if (accepted && !change_hands(s, c, t.title, t.id, e)) {
		record_fini(&t);
		return false;
	}
	snprintf(t.state, sizeof t.state, "%s", w->record.state);
	snprintf(t.updated_by, sizeof t.updated_by, "%s", s->actor);
	session_now(s, t.updated_at);
	/* News for who asked, unless they have written it themselves. */
	snprintf(t.due, sizeof t.due, "%s", text_is(t.created_by, s->actor) ? "" : t.updated_at);
	/* The look was lent to decide: whatever the answer, it ends with it. */
	bool good = store_record_update(s->store, &t, e) &&
		    (outside || access_lent_end(s, t.case_id, t.title, LOOK_REASON, e));
	record_fini(&t);
	return good;
}

bool transfer_answer(struct session *s, const char *transfer_id, const char *answer, const char *reason, struct err *e)
{
	struct record t = {0};
	if (!session_may(s, PERMIT_FOLLOW_UP, e) || !store_record_get(s->store, transfer_id, &t, e))
		return false;
	struct edit *w = edit_open(s, "transfer-answer", t.case_id, NULL, transfer_id, e);
	bool good = w && put(w, "answer", answer, e);
	if (good && reason && *reason)
		good = put(w, "reason", reason, e);
	good = good && edit_save(s, w, NULL, e);
	edit_close(&w);
	record_fini(&t);
	return good;
}

const struct kind kind_assignment = {
	.name = "assignment",
	.label = "Assignment",
	.form = "assignment",
	.permit = PERMIT_ASSIGN,
	.section = SECTION_STATUS,
	.title_field = "to",
	.reason_field = "reason",
	.final = true,
	.lists = lists_colleagues,
	.before = before_assignment,
	.gives_up = assignment_loss,
	.after = after_assignment,
	.reasons = "reason",
	.needs = KIND_NEEDS(ASSIGNMENT_FIELDS),
};

const struct kind kind_transfer = {
	.name = "transfer",
	.label = "Transfer",
	.form = "transfer",
	.permit = PERMIT_FOLLOW_UP,
	.section = SECTION_STATUS,
	.final = true,
	.lists = lists_colleagues,
	.before = before_transfer,
	.gives_up = offer_loss,
	.reasons = "reason",
	.needs = KIND_NEEDS(TRANSFER_FIELDS),
};

const struct kind kind_transfer_answer = {
	.name = "transfer-answer",
	.label = "Answer to the transfer",
	.form = "transfer-answer",
	.permit = PERMIT_FOLLOW_UP,
	.section = SECTION_NONE,
	.title_field = "answer",
	.state_field = "answer",
	.reason_field = "reason",
	.final = true,
	.before = before_transfer_answer,
	.after = after_transfer_answer,
	.reasons = "reason?",
	.needs = KIND_NEEDS(TRANSFER_ANSWER_FIELDS),
};
