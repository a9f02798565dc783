/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Steps of a referral, and gaps. A step is checked against the referral as it stands in the transaction that saves it,
 * and moves it in the same one.
 */
#include <stdlib.h>
#include <string.h>

#include <sarai/access/check.h>
#include <sarai/access/session.h>
#include <sarai/base/date.h>
#include <sarai/base/err.h>
#include <sarai/base/mem.h>
#include <sarai/base/pairs.h>
#include <sarai/base/str.h>
#include <sarai/base/text.h>
#include <sarai/config/config.h>
#include <sarai/edit/kind.h>
#include <sarai/edit/open.h>
#include <sarai/edit/save.h>
#include <sarai/form/form.h>
#include <sarai/kind/action_locks.h>
#include <sarai/kind/kinds.h>
#include <sarai/kind/referral.h>
#include <sarai/kind/referral_consent.h>
#include <sarai/kind/referral_step.h>
#include <sarai/model/permit.h>
#include <sarai/model/referral.h>
#include <sarai/store/casefile.h>
#include <sarai/store/history.h>
#include <sarai/store/record.h>

#define REFERRAL_STEP_FIELDS(X) \
	X(REFERRAL_STEP_STEP, "step") X(REFERRAL_STEP_HAPPENED_ON, "happened_on") \
	X(REFERRAL_STEP_WHO, "who") X(REFERRAL_STEP_VIA, "via") \
	X(REFERRAL_STEP_DECLINE_REASON, "decline_reason") X(REFERRAL_STEP_REASON, "reason") \
	X(REFERRAL_STEP_NEXT_ON, "next_on") X(REFERRAL_STEP_RESULT, "result") \
	X(REFERRAL_STEP_CONSENT, "consent") X(REFERRAL_STEP_OVERRIDE, "override")
KIND_FIELDS(REFERRAL_STEP_FIELDS)

#define GAP_FIELDS(X) \
	X(GAP_SERVICE, "service") X(GAP_PLACE, "place") X(GAP_WHY, "why") X(GAP_RECEIVER, "receiver") \
	X(GAP_DETAIL, "detail")
KIND_FIELDS(GAP_FIELDS)

#define REMINDER "reminder"
#define FEEDBACK "feedback"
#define SEEN "override-seen"

static bool read_referral(struct session *s, const struct record *step, struct record *out, struct err *e)
{
	*out = (struct record){0};
	if (!*step->parent_id)
		return err_set(e, ERR_DATA, "referral-step", "A step belongs to a referral: open that first.");
	if (!store_record_get(s->store, step->parent_id, out, e))
		return false;
	if (text_is(out->kind, "referral") && text_is(out->case_id, step->case_id))
		return true;
	record_fini(out);
	return err_set(e, ERR_MISSING, "referral-step", "This referral does not belong to the case.");
}

/* ---- opening ---- */

static bool start_referral_step(struct save *save, struct err *e)
{
	struct edit *w = save->edit;
	struct record r;
	struct referral_consent consent;
	if (!*w->record.parent_id)
		return true; /* it cannot be saved so */
	if (!read_referral(save->session, &w->record, &r, e))
		return false;
	bool good = referral_consent_ask(save->session, w->case_row.id, &r.answers, &consent, e);
	int via = form_def_field(form_definition(w->form), "via"),
	    field = form_def_field(form_definition(w->form), "consent");
	if (good && field >= 0)
		form_set(w->form, field, consent.allowed ? "given" : "none");
	if (good && via >= 0)
		form_set(w->form, via, pairs_get(&r.answers, "via"));
	record_fini(&r);
	return good;
}

static bool start_gap(struct save *save, struct err *e)
{
	struct edit *w = save->edit;
	static const char *const same[] = {"service", "receiver"};
	struct record r;
	if (!*w->record.parent_id)
		return true;
	if (!read_referral(save->session, &w->record, &r, e))
		return false;
	for (size_t i = 0; i < sizeof same / sizeof *same; i++) {
		int field = form_def_field(form_definition(w->form), same[i]);
		if (field >= 0)
			form_set(w->form, field, pairs_get(&r.answers, same[i]));
	}
	record_fini(&r);
	return true;
}

/* ---- checking ---- */

static bool need(const struct pairs *a, const char *field, const char *words, struct err *e)
{
	if (*pairs_get(a, field))
		return true;
	return err_set(e, ERR_DATA, "referral-step", "%s", words);
}

/* Consent for this receiver, or a life in danger and the permission to act on it. */
static bool check_consent(struct session *s, const struct record *r, struct record *step, struct err *e)
{
	struct referral_consent consent;
	const char *because = pairs_get(&step->answers, REFERRAL_STEP_OVERRIDE);
	if (!referral_consent_ask(s, r->case_id, &r->answers, &consent, e))
		return false;
	pairs_set(&step->answers, "consent", consent.allowed ? "given" : "none");
	pairs_set(&step->answers, BESIDE_CONSENT, consent.record_id);
	if (consent.allowed) {
		pairs_set(&step->answers, REFERRAL_STEP_OVERRIDE, NULL);
		return true;
	}
	if (!*because)
		return err_set(e, ERR_DATA, "referral",
			       "Not sent, there is no consent for this receiver: %s Ask the person and note it under "
			       "Consent; in danger of life, your supervisor.",
			       consent.why);
	if (!access_check_case(s, PERMIT_CONSENT_OVERRIDE, r->case_id, e))
		return false;
	snprintf(step->state, sizeof step->state, STEP_UNSEEN);
	memcpy(step->due, step->happened, sizeof step->due); /* so that it is found among what is due */
	return true;
}

static bool check_sending(struct session *s, const struct record *r, struct record *step, struct err *e)
{
	struct str missing = {0};
	referral_missing(s, &r->answers, &missing);
	bool whole = !missing.len;
	if (!whole)
		err_set(e, ERR_DATA, "referral", "Not sent: still open in the referral: %s.", str_text(&missing));
	str_fini(&missing);
	return whole && need(&step->answers, "via", "Say how it was delivered.", e) &&
	       gates_allow(s, r->case_id, &r->answers, e) && check_consent(s, r, step, e);
}

static bool check_reason(enum referral_state to, const struct pairs *a, struct err *e)
{
	if (to == REFERRAL_DECLINED)
		return need(a, "decline_reason", "Say why they decline; what they say in words can stand below.", e);
	if (to == REFERRAL_COMPLETED)
		return need(a, "result", "Say what came of it, and whether it helped.", e);
	return !referral_needs_reason(to) || need(a, "reason", "Say why, in a few words.", e);
}

static bool check_state(struct session *s, const struct record *r, enum referral_state to, struct record *step,
			struct err *e)
{
	enum referral_state from = referral_state_of(r);
	if (!referral_may_follow(from, to))
		return err_set(e, ERR_DATA, "referral", "\"%s\" cannot follow: the referral stands at \"%s\".",
			       referral_state_words(to), referral_state_words(from));
	if (!check_reason(to, &step->answers, e))
		return false;
	return to != REFERRAL_SENT || check_sending(s, r, step, e);
}

/* Who sent it does not take note of it for the others, but where one person is everything. */
static bool check_other(struct session *s, const struct record *r, struct err *e)
{
	struct record_filter f = {.parent_id = r->id, .kind = "referral-step", .state = STEP_UNSEEN};
	struct record_list found = {0};
	if (!store_record_list(s->store, &f, &found, e))
		return false;
	bool own = false;
	for (int i = 0; i < found.n; i++)
		own |= text_is(found.at[i].created_by, s->actor);
	record_list_fini(&found);
	return !own || access_check_case(s, PERMIT_SELF_APPROVE, r->case_id, e);
}

/* Steps that do not move it. */
static bool check_note(struct session *s, const struct record *r, const char *what, const struct pairs *a,
		       struct err *e)
{
	enum referral_state state = referral_state_of(r);
	if (text_is(what, SEEN)) {
		if (!text_is(pairs_get(&r->answers, BESIDE_UNSEEN), "yes"))
			return err_set(e, ERR_DATA, "referral", "There is nothing to take note of.");
		return access_check_case(s, PERMIT_APPROVE, r->case_id, e) && check_other(s, r, e);
	}
	if (text_is(what, FEEDBACK))
		return state != REFERRAL_DRAFT ? need(a, "result", "Write down what was said.", e)
					       : err_set(e, ERR_DATA, "referral", "It has not been sent yet.");
	if (text_is(what, REMINDER))
		return (state != REFERRAL_DRAFT && referral_state_open(state)) ||
		       err_set(e, ERR_DATA, "referral", "There is nothing to remind them of.");
	return err_set(e, ERR_DATA, "referral-step", "Choose what has happened.");
}

static bool before_referral_step(struct save *save, struct err *e)
{
	struct session *s = save->session;
	struct record *next = save->next;
	struct record r;
	enum referral_state to;
	const char *what = pairs_get(&next->answers, REFERRAL_STEP_STEP);
	if (!save->edit->is_new)
		return pairs_equal(&save->edit->record.answers, &next->answers) ||
		       err_set(e, ERR_DATA, "referral-step", "What has been noted stays. Note another step beside it.");
	if (!read_referral(s, next, &r, e))
		return false;
	const char *sent = pairs_get(&r.answers, BESIDE_SENT);
	bool good = !*next->happened || strncmp(next->happened, sent, 10) >= 0 ||
		    err_set(e, ERR_DATA, "referral-step", "The day is before the one on which it was sent.");
	if (good)
		good = referral_state_from_name(what, &to) ? check_state(s, &r, to, next, e)
							   : check_note(s, &r, what, &next->answers, e);
	record_fini(&r);
	return good;
}

/* ---- moving ---- */

/* Nobody looks for it any more. */
static bool settle_unseen(struct session *s, const char *referral_id, struct err *e)
{
	struct record_filter f = {
		.parent_id = referral_id, .kind = "referral-step", .state = STEP_UNSEEN, .with_answers = true};
	struct record_list found = {0};
	bool good = store_record_list(s->store, &f, &found, e);
	for (int i = 0; good && i < found.n; i++) {
		snprintf(found.at[i].state, sizeof found.at[i].state, "sent");
		found.at[i].due[0] = 0;
		good = store_record_update(s->store, &found.at[i], e);
	}
	record_list_fini(&found);
	return good;
}

static bool note(struct session *s, struct record *r, const struct record *step, const char *next, struct err *e)
{
	const char *what = pairs_get(&step->answers, REFERRAL_STEP_STEP);
	if (text_is(what, REMINDER))
		pairs_set(&r->answers, BESIDE_REMINDED, step->happened);
	if (text_is(what, FEEDBACK))
		pairs_set(&r->answers, BESIDE_NEXT, next);
	if (text_is(what, SEEN)) {
		pairs_set(&r->answers, BESIDE_UNSEEN, NULL);
		if (!settle_unseen(s, r->id, e))
			return false;
	}
	referral_set_due(s, r);
	return store_record_update(s->store, r, e);
}

/* What the plan's action says came of it. */
static char *action_words(struct session *s, const struct record *r, const struct record *step, enum referral_state to)
{
	const struct pairs *a = &step->answers;
	const char *said = pairs_get(a, to == REFERRAL_COMPLETED ? "result" : "reason");
	struct str out = {0};
	if (to == REFERRAL_DECLINED)
		str_addf(&out, "%s declined: %s. ", pairs_get(&r->answers, "receiver"),
			 config_label(s->config, "decline-reasons", pairs_get(a, REFERRAL_STEP_DECLINE_REASON)));
	else if (!referral_state_open(to))
		str_addf(&out, "Referral: %s. ", referral_state_words(to));
	if (!referral_state_open(to))
		str_add(&out, said);
	return str_take(&out);
}

static void tell(struct history_entry *h, const char *what, bool without_consent)
{
	enum referral_state to;
	struct str line = {0};
	str_addf(&line, "Referral: %s%s", referral_state_from_name(what, &to) ? referral_state_words(to) : what,
		 without_consent ? " WITHOUT CONSENT, to protect a life" : "");
	free(h->summary);
	h->summary = str_take(&line);
}

static bool after_referral_step(struct save *save, struct err *e)
{
	struct session *s = save->session;
	const struct record *step = &save->edit->record;
	const char *what = pairs_get(&step->answers, REFERRAL_STEP_STEP);
	bool unseen = text_is(step->state, STEP_UNSEEN), moves;
	enum referral_state to;
	struct record r;
	char next[TIME_TEXT];
	if (!save->edit->is_new)
		return true;
	if (!read_referral(s, step, &r, e))
		return false;
	date_as_due(pairs_get(&step->answers, "next_on"), next);
	moves = referral_state_from_name(what, &to);
	tell(save->history, what, unseen);
	bool good;
	if (moves) {
		char *words = action_words(s, &r, step, to);
		if (to == REFERRAL_SENT) {
			pairs_set(&r.answers, BESIDE_CONSENT, pairs_get(&step->answers, BESIDE_CONSENT));
			pairs_set(&r.answers, "via", pairs_get(&step->answers, "via"));
			pairs_set(&r.answers, BESIDE_UNSEEN, unseen ? "yes" : NULL);
		}
		good = referral_move(s, &r, to, step->happened, next, words, save->case_row, e);
		free(words);
	} else {
		good = note(s, &r, step, next, e);
	}
	record_fini(&r);
	return good;
}

/* A gap noted of a referral ends it where it may end so: there is nobody to send it to. */
static bool after_gap(struct save *save, struct err *e)
{
	struct session *s = save->session;
	struct edit *w = save->edit;
	struct record r;
	struct str words = {0};
	if (!w->is_new || !*w->record.parent_id)
		return true;
	if (!read_referral(s, &w->record, &r, e))
		return false;
	pairs_set(&r.answers, BESIDE_GAP, w->record.id);
	bool good;
	if (referral_may_follow(referral_state_of(&r), REFERRAL_UNAVAILABLE)) {
		char now[TIME_TEXT];
		session_now(s, now);
		str_addf(&words, "Service unavailable: %s.",
			 config_label(s->config, "gap-reasons", pairs_get(&w->record.answers, GAP_WHY)));
		good = referral_move(s, &r, REFERRAL_UNAVAILABLE, now, "", str_text(&words), save->case_row, e);
	} else {
		referral_set_due(s, &r);
		good = store_record_update(s->store, &r, e);
	}
	str_fini(&words);
	record_fini(&r);
	return good;
}

const struct kind kind_referral_step = {
	.name = "referral-step",
	.label = "Step of a referral",
	.form = "referral-step",
	.permit = PERMIT_PLAN,
	.when_ended = true, /* an answer may come late */
	.any_episode = true,
	.title_field = "step",
	.state_field = "step",
	.happened_field = "happened_on",
	.start = start_referral_step,
	.before = before_referral_step,
	.after = after_referral_step,
	.reasons = "reason override",
	.needs = KIND_NEEDS(REFERRAL_STEP_FIELDS),
};

const struct kind kind_gap = {
	.name = "gap",
	.label = "Service unavailable",
	.form = "gap",
	.permit = PERMIT_PLAN,
	.when_ended = true,
	.section = SECTION_REFERRALS,
	.title_field = "service",
	.state_field = "why",
	.happened_field = "noted_on",
	.start = start_gap,
	.after = after_gap,
	.needs = KIND_NEEDS(GAP_FIELDS),
};
