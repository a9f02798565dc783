/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Asking for approval, and answering. A request is a record whose state is moved by the answer to it.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <sarai/access/case_mask.h>
#include <sarai/access/check.h>
#include <sarai/access/session.h>
#include <sarai/base/clock.h>
#include <sarai/base/err.h>
#include <sarai/base/mem.h>
#include <sarai/base/pairs.h>
#include <sarai/base/str.h>
#include <sarai/base/text.h>
#include <sarai/edit/kind.h>
#include <sarai/edit/open.h>
#include <sarai/edit/reason.h>
#include <sarai/edit/save.h>
#include <sarai/form/form.h>
#include <sarai/kind/approval.h>
#include <sarai/kind/approval_request.h>
#include <sarai/kind/assessment.h>
#include <sarai/kind/closure.h>
#include <sarai/kind/kinds.h>
#include <sarai/model/level.h>
#include <sarai/model/oversight.h>
#include <sarai/model/permit.h>
#include <sarai/store/casefile.h>
#include <sarai/store/history.h>
#include <sarai/store/record.h>

#define APPROVAL_FIELDS(X) \
	X(APPROVAL_WHAT, "what") X(APPROVAL_COMMENT, "comment")
KIND_FIELDS(APPROVAL_FIELDS)

#define DECISION_FIELDS(X) \
	X(DECISION_ANSWER, "answer") X(DECISION_COMMENT, "comment")
KIND_FIELDS(DECISION_FIELDS)

/* What a request of this subject is about: the plan, the closure, the round with a lower level; id "" for all else. */
static bool subject_of(struct session *s, const char *case_id, const char *what, struct record *out, struct err *e)
{
	memset(out, 0, sizeof *out);
	if (text_is(what, "plan") || text_is(what, "closure"))
		return edit_existing(s, kind_get(what), case_id, out, e);
	if (!text_is(what, "level"))
		return true;
	if (!edit_existing(s, kind_get("assessment"), case_id, out, e))
		return false;
	if (level_need_from_name(pairs_get(&out->answers, LEVEL_NEED)) != LEVEL_NEEDS_APPROVAL)
		record_fini(out); /* asked by hand, about the level in words */
	return true;
}

/* ---- asking ---- */

static bool put(struct edit *w, const char *field, const char *value)
{
	int i = form_def_field(form_definition(w->form), field);
	return i >= 0 && form_set(w->form, i, value);
}

static bool ready(struct session *s, const char *what, const struct record *subject, const struct case_row *c,
		  struct err *e)
{
	if (text_is(what, "plan") && !text_is(pairs_get(&subject->answers, "agreed"), "yes"))
		return err_set(e, ERR_DATA, c->number, "The plan is not agreed with the person yet (5 Plan, w).");
	if (text_is(what, "closure") && !*subject->id)
		return err_set(e, ERR_DATA, c->number, "Fill in the closure form first.");
	return !text_is(what, "closure") || closure_check(s, subject, c, e);
}

static bool before_approval(struct save *save, struct err *e)
{
	struct session *s = save->session;
	struct record *next = save->next;
	struct case_row *c = save->case_row;
	const char *what = pairs_get(&next->answers, APPROVAL_WHAT);
	struct record subject;
	char about[LEVEL_ABOUT];
	bool already;
	if (!*what)
		return err_set(e, ERR_DATA, c->number, "Say what you ask approval for.");
	if (!approval_waits(s, c, what, &already, e))
		return false;
	if (already)
		return err_set(e, ERR_DATA, c->number, "This has been asked for already and waits for its answer.");
	if (!subject_of(s, c->id, what, &subject, e))
		return false;
	bool good = ready(s, what, &subject, c, e);
	if (good) {
		memcpy(next->parent_id, subject.id, sizeof next->parent_id);
		if (text_is(what, "plan"))
			pairs_set(&next->answers, APPROVAL_ABOUT, pairs_get(&subject.answers, "agreed_on"));
		if (text_is(what, "level") && *subject.id) {
			level_about(&subject.answers, about);
			pairs_set(&next->answers, APPROVAL_ABOUT, about);
		}
		snprintf(next->state, sizeof next->state, "waiting");
		session_now(s, next->due); /* what waits or is news has a time here; what is settled has none */
	}
	record_fini(&subject);
	return good;
}

bool approval_ask(struct session *s, const char *case_id, const char *what, const char *comment, struct err *e)
{
	struct edit *w = edit_open(s, "approval", case_id, NULL, NULL, e);
	bool good =
		w && (put(w, "what", what) || err_set(e, ERR_DATA, "approval", "\"%s\" cannot be asked for.", what));
	if (good && comment && *comment)
		good = put(w, "comment", comment) || err_set(e, ERR_DATA, "approval", "The comment is too long.");
	good = good && edit_save(s, w, NULL, e);
	edit_close(&w);
	return good;
}

/* A request about another lower level than the round has now is answered by the change itself. */
static bool settle_levels(struct session *s, const struct record *round, const char *about, struct err *e)
{
	struct record_filter f = {.parent_id = round->id, .case_id = round->case_id, .kind = "approval", .state = "waiting",
				  .with_answers = true};
	struct record_list found = {0};
	bool good = store_record_list(s->store, &f, &found, e);
	for (int i = 0; good && i < found.n; i++) {
		struct record *r = &found.at[i];
		if (text_is(pairs_get(&r->answers, APPROVAL_ABOUT), about))
			continue;
		snprintf(r->state, sizeof r->state, "withdrawn");
		r->due[0] = 0;
		good = store_record_update(s->store, r, e);
	}
	record_list_fini(&found);
	return good;
}

static bool level_follow(struct session *s, const struct edit *w, struct err *e)
{
	const struct record *round = &w->record;
	char about[LEVEL_ABOUT] = "", state[32] = "", request[ID_TEXT];
	bool needed = level_need_from_name(pairs_get(&round->answers, LEVEL_NEED)) == LEVEL_NEEDS_APPROVAL;
	if (needed)
		level_about(&round->answers, about);
	if (!settle_levels(s, round, about, e) ||
	    (needed && !approval_state_of(s, round->case_id, round->id, about, state, request, e)))
		return false;
	/* After a no it is asked for again with another reason. */
	bool again = text_is(state, "rejected") &&
		     !text_is(pairs_get(&w->base, "assigned_reason"), pairs_get(&round->answers, "assigned_reason"));
	return !needed || (*state && !again) ||
	       approval_file(s, round->case_id, "level", pairs_get(&round->answers, "assigned_reason"), e);
}

bool approvals_follow(struct session *s, const struct edit *w, const struct case_row *c, struct err *e)
{
	const struct oversight *o = &s->config->due->oversight;
	struct record plan;
	char state[32], request[ID_TEXT];
	if (!text_is(w->kind->name, "plan") && !text_is(w->kind->name, "assessment"))
		return true;
	if (text_is(w->kind->name, "assessment") && !level_follow(s, w, e))
		return false;
	if (!oversight_plan_needs_approval(o, c->level_rank - 1) ||
	    !edit_existing(s, kind_get("plan"), c->id, &plan, e))
		return !oversight_plan_needs_approval(o, c->level_rank - 1);
	bool good = true;
	if (text_is(pairs_get(&plan.answers, "agreed"), "yes")) {
		good = approval_state_of(s, c->id, plan.id, pairs_get(&plan.answers, "agreed_on"), state, request, e);
		/* After a no: agreed on anew, if on the same day. */
		bool anew = text_is(state, "rejected") && text_is(w->kind->name, "plan");
		if (good && (!*state || anew))
			good = approval_file(s, c->id, "plan", NULL, e);
	}
	record_fini(&plan);
	return good;
}

/* ---- answering ---- */

static bool request_of(struct session *s, const struct record *answer, struct record *out, struct err *e)
{
	struct err why = {0};
	if (*answer->parent_id && store_record_get(s->store, answer->parent_id, out, &why) &&
	    text_is(out->kind, "approval") && text_is(out->case_id, answer->case_id))
		return true;
	if (*why.detail && why.code != ERR_MISSING)
		return err_set(e, why.code, why.where, "%s", why.detail);
	record_fini(out);
	return err_set(e, ERR_DATA, "approval", "There is nothing here to answer. Choose it from Approvals.");
}

static bool may_answer(struct session *s, const struct record *request, const struct record *answer,
		       const struct case_row *c, struct err *e)
{
	const char *said = pairs_get(&answer->answers, "answer");
	struct record closure;
	if (!text_is(request->state, "waiting"))
		return err_set(e, ERR_DATA, c->number, "%s has answered this already.", request->updated_by);
	if (text_is(request->created_by, s->actor) && !access_check_row(s, PERMIT_SELF_APPROVE, c, e))
		return false;
	if (!*said)
		return err_set(e, ERR_DATA, c->number, "Say whether it is approved.");
	if (text_is(said, "rejected") && !reason_check(s, pairs_get(&answer->answers, "comment"), NULL, c->number, e))
		return false;
	if (text_is(said, "rejected") || !text_is(pairs_get(&request->answers, APPROVAL_WHAT), "closure"))
		return true;
	/* Things may have happened since it was asked for. */
	if (!edit_existing(s, kind_get("closure"), c->id, &closure, e))
		return false;
	bool good = closure_check(s, &closure, c, e);
	record_fini(&closure);
	return good;
}

static bool before_decision(struct save *save, struct err *e)
{
	struct session *s = save->session;
	struct record *next = save->next;
	struct record request = {0};
	bool good = request_of(s, next, &request, e) && may_answer(s, &request, next, save->case_row, e);
	if (good && text_is(request.created_by, s->actor))
		pairs_set(&next->answers, "=own", "yes");
	record_fini(&request);
	return good;
}

static bool after_decision(struct save *save, struct err *e)
{
	struct session *s = save->session;
	struct edit *w = save->edit;
	struct record request = {0}, closure = {0};
	bool own = *pairs_get(&w->record.answers, "=own");
	if (!request_of(s, &w->record, &request, e))
		return false;
	bool closes = text_is(w->record.state, "approved") && text_is(pairs_get(&request.answers, APPROVAL_WHAT), "closure");
	snprintf(request.state, sizeof request.state, "%s", w->record.state);
	snprintf(request.updated_by, sizeof request.updated_by, "%s", s->actor);
	session_now(s, request.updated_at);
	snprintf(request.due, sizeof request.due, "%s", own ? "" : request.updated_at); /* news for who asked */
	bool good = store_record_update(s->store, &request, e);
	if (good && closes)
		good = edit_existing(s, kind_get("closure"), save->case_row->id, &closure, e) &&
		       closure_close(s, &closure, save->case_row, e);
	record_fini(&closure);
	record_fini(&request);
	return good;
}

bool approval_answer(struct session *s, const char *request_id, bool approved, const char *comment, bool *own,
		     struct err *e)
{
	struct record request = {0};
	if (!session_may(s, PERMIT_APPROVE, e) || !store_record_get(s->store, request_id, &request, e))
		return false;
	struct edit *w = edit_open(s, "decision", request.case_id, NULL, request_id, e);
	bool good = w && (put(w, "answer", approved ? "approved" : "rejected") ||
			  err_set(e, ERR_CONFIG, "decision", "The form does not take this answer."));
	if (good && comment && *comment)
		good = put(w, "comment", comment) || err_set(e, ERR_DATA, "decision", "The comment is too long.");
	good = good && edit_save(s, w, NULL, e);
	if (good && own)
		*own = text_is(request.created_by, s->actor);
	edit_close(&w);
	record_fini(&request);
	return good;
}

/* ---- those that wait ---- */

bool approvals_waiting(struct session *s, struct approval_list *out, struct err *e)
{
	struct record_filter f = {.kind = "approval", .state = "waiting", .with_answers = true};
	struct record_list found = {0};
	memset(out, 0, sizeof *out);
	if (!session_may(s, PERMIT_APPROVE, e) || !store_record_list(s->store, &f, &found, e))
		return false;
	bool good = true;
	for (int i = 0; good && i < found.n; i++) {
		struct case_row c = {0};
		good = store_case_get(s->store, found.at[i].case_id, &c, e);
		/* Of a case that has gone another way meanwhile nothing is asked any more. */
		if (good && case_is_open(&c) && c.episode == found.at[i].episode &&
		    access_covers(s, PERMIT_APPROVE, &c)) {
			case_row_show(s, &c);
			out->at = mem_grow(out->at, &out->cap, out->n + 1, sizeof *out->at);
			out->at[out->n++] = (struct approval){
				.request = found.at[i], .case_row = c, .own = text_is(found.at[i].created_by, s->actor)};
			found.at[i] = (struct record){0};
		} else {
			case_row_fini(&c);
		}
	}
	record_list_fini(&found);
	if (!good)
		approval_list_fini(out);
	return good;
}

void approval_list_fini(struct approval_list *l)
{
	for (int i = 0; i < l->n; i++) {
		record_fini(&l->at[i].request);
		case_row_fini(&l->at[i].case_row);
	}
	free(l->at);
	*l = (struct approval_list){0};
}

const struct kind kind_approval = {
	.name = "approval",
	.label = "Approval asked for",
	.form = "approval",
	.permit = PERMIT_FOLLOW_UP,
	.section = SECTION_STATUS,
	.title_field = "what",
	.final = true,
	.before = before_approval,
	.needs = KIND_NEEDS(APPROVAL_FIELDS),
};

const struct kind kind_decision = {
	.name = "decision",
	.label = "Answer to a request",
	.form = "decision",
	.permit = PERMIT_APPROVE,
	.section = SECTION_NONE,
	.title_field = "answer",
	.state_field = "answer",
	.reason_field = "comment",
	.final = true,
	.before = before_decision,
	.after = after_decision,
	.reasons = "comment?",
	.needs = KIND_NEEDS(DECISION_FIELDS),
};
