/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A referral being written, and its going from state to state.
 */
#include <stdlib.h>
#include <string.h>

#include <sarai/access/session.h>
#include <sarai/base/clock.h>
#include <sarai/base/date.h>
#include <sarai/base/err.h>
#include <sarai/base/mem.h>
#include <sarai/base/pairs.h>
#include <sarai/base/str.h>
#include <sarai/config/config.h>
#include <sarai/edit/kind.h>
#include <sarai/edit/open.h>
#include <sarai/form/form.h>
#include <sarai/kind/action.h>
#include <sarai/kind/choices.h>
#include <sarai/kind/directory.h>
#include <sarai/kind/kinds.h>
#include <sarai/kind/referral.h>
#include <sarai/kind/referral_start.h>
#include <sarai/model/permit.h>
#include <sarai/model/plan.h>
#include <sarai/model/referral.h>
#include <sarai/store/casefile.h>
#include <sarai/store/history.h>
#include <sarai/store/record.h>

#define REFERRAL_FIELDS(X) \
	X(REFERRAL_PRIORITY, "priority") X(REFERRAL_SERVICE, "service") X(REFERRAL_RECEIVER, "receiver") \
	X(REFERRAL_RECEIVER_KIND, "receiver_kind") X(REFERRAL_RECEIVER_CONTACT, "receiver_contact") \
	X(REFERRAL_REASON, "reason") X(REFERRAL_ALREADY, "already") X(REFERRAL_IDENTIFY, "identify") \
	X(REFERRAL_SHARES, "shares") X(REFERRAL_SHARED_NOTE, "shared_note") \
	X(REFERRAL_EXPLAINED, "explained") X(REFERRAL_CHILD, "child") X(REFERRAL_CAREGIVER, "caregiver") \
	X(REFERRAL_CAREGIVER_CONTACT, "caregiver_contact") \
	X(REFERRAL_CAREGIVER_INFORMED, "caregiver_informed") \
	X(REFERRAL_CAREGIVER_WHY_NOT, "caregiver_why_not") X(REFERRAL_ESCORT, "escort") \
	X(REFERRAL_VIA, "via") X(REFERRAL_REFERRED_BY, "referred_by") X(REFERRAL_RISKS, "risks") \
	X(REFERRAL_NOTE, "note")
KIND_FIELDS(REFERRAL_FIELDS)

/* ---- what it stands at ---- */

enum referral_state referral_state_of(const struct record *r)
{
	enum referral_state state = REFERRAL_DRAFT;
	referral_state_from_name(r->state, &state);
	return state;
}

enum referral_priority referral_priority_of(const struct record *r)
{
	enum referral_priority p = PRIORITY_NORMAL;
	referral_priority_from_name(pairs_get(&r->answers, REFERRAL_PRIORITY), &p);
	return p;
}

static int64_t beside_time(const struct record *r, const char *name)
{
	int64_t t;
	return time_from_iso(pairs_get(&r->answers, name), &t) ? t : 0;
}

void referral_set_due(struct session *s, struct record *r)
{
	struct referral_facts f = {
		.state = referral_state_of(r),
		.priority = referral_priority_of(r),
		.changed_at = beside_time(r, BESIDE_SINCE),
		.sent_at = beside_time(r, BESIDE_SENT),
		.reminded_at = beside_time(r, BESIDE_REMINDED),
		.next_at = beside_time(r, BESIDE_NEXT),
		.settled = pairs_has(&r->answers, BESIDE_AGAIN) || pairs_has(&r->answers, BESIDE_GAP),
	};
	if (!time_from_iso(r->created_at, &f.made_at))
		f.made_at = clock_now(s->clock);
	int64_t due = referral_due(&s->config->due->referral, &f);
	r->due[0] = 0;
	if (due)
		time_to_iso(due, r->due);
}

static void add_missing(struct session *s, const struct pairs *a, const char *field, struct str *out)
{
	const struct form_def *def = config_form(s->config, "referral");
	int i = form_def_field(def, field);
	if (i >= 0 && !*pairs_get(a, field))
		str_addf(out, "%s%s", out->len ? ", " : "", def->fields[i].label);
}

void referral_missing(struct session *s, const struct pairs *a, struct str *out)
{
	static const char *const always[] = {"priority", "service", "receiver",	  "reason",
					     "identify", "escort",  "referred_by"};
	for (size_t i = 0; i < sizeof always / sizeof *always; i++)
		add_missing(s, a, always[i], out);
	if (strcmp(pairs_get(a, REFERRAL_EXPLAINED), "yes"))
		str_addf(out, "%s%s", out->len ? ", " : "", "that it has been explained to the person");
	if (!strcmp(pairs_get(a, REFERRAL_CHILD), "yes"))
		add_missing(s, a, "caregiver_informed", out);
	if (!strcmp(pairs_get(a, REFERRAL_CAREGIVER_INFORMED), "no"))
		add_missing(s, a, "caregiver_why_not", out);
}

/* ---- saving one ---- */

/* Once it has been sent, what was told stays as it was told; the note for us does not. */
static bool only_our_note(const struct pairs *was, const struct pairs *now)
{
	struct pairs a = {0}, b = {0};
	pairs_copy(&a, was);
	pairs_copy(&b, now);
	pairs_set(&a, "note", NULL);
	pairs_set(&b, "note", NULL);
	bool same = pairs_equal(&a, &b);
	pairs_clear(&a);
	pairs_clear(&b);
	return same;
}

/* Somebody typed another name over what came from the directory. */
static void let_go_of_entry(struct session *s, struct record *r)
{
	struct directory_entry d;
	const char *id = pairs_get(&r->answers, BESIDE_ENTRY);
	if (!*id || !directory_get(s, id, &d, NULL))
		return;
	if (strcmp(pairs_get(&r->answers, "receiver"), pairs_get(&d.record.answers, "organisation")))
		pairs_set(&r->answers, BESIDE_ENTRY, NULL);
	directory_entry_fini(&d);
}

static bool before_referral(struct save *save, struct err *e)
{
	struct session *s = save->session;
	struct record *next = save->next;
	if (save->edit->is_new) {
		char now[TIME_TEXT];
		session_now(s, now);
		snprintf(next->state, sizeof next->state, "%s", referral_state_name(REFERRAL_DRAFT));
		pairs_set(&next->answers, BESIDE_SINCE, now);
	} else if (referral_state_of(next) != REFERRAL_DRAFT && !only_our_note(&save->edit->record.answers, &next->answers)) {
		return err_set(
			e, ERR_DATA, "referral",
			"It is not a draft any more: what was told stays as it is. Note a step, or send it elsewhere.");
	}
	if (referral_state_of(next) == REFERRAL_DRAFT)
		let_go_of_entry(s, next);
	referral_set_due(s, next);
	return true;
}

static bool settle_before(struct session *s, const struct record *r, const char *name, const char *before,
			  struct err *e)
{
	struct record old = {0};
	if (!store_record_get(s->store, before, &old, e))
		return false;
	pairs_set(&old.answers, name, r->id);
	referral_set_due(s, &old);
	bool good = store_record_update(s->store, &old, e);
	record_fini(&old);
	return good;
}

static bool after_referral(struct save *save, struct err *e)
{
	struct edit *w = save->edit;
	const char *before = pairs_get(&w->record.answers, BESIDE_AGAIN_OF);
	return !w->is_new || !*before || settle_before(save->session, &w->record, BESIDE_AGAIN, before, e);
}

/* ---- going on ---- */

/* The action of the plan goes with it. Its save changes the case: it is read again. */
static bool move_action(struct session *s, const struct record *r, enum referral_state to, const char *words,
			struct case_row *c, struct err *e)
{
	struct record action = {0};
	enum action_state state;
	if (!*r->parent_id || !referral_action_state(to, &state))
		return true;
	if (!store_record_get(s->store, r->parent_id, &action, NULL))
		return true;
	bool same = !strcmp(action.state, action_state_name(state));
	/* What belongs to an ended case or an earlier episode of it stays as it is. */
	bool follows = !strcmp(action.kind, "action") && case_is_open(c) && action.episode == c->episode;
	record_fini(&action);
	if (same || !follows)
		return true;
	char id[ID_TEXT];
	memcpy(id, c->id, sizeof id);
	if (!action_set_state(s, r->parent_id, action_state_name(state), words, e))
		return false;
	case_row_fini(c);
	return store_case_get(s->store, id, c, e);
}

bool referral_move(struct session *s, struct record *r, enum referral_state to, const char *at, const char *next,
		   const char *words, struct case_row *c, struct err *e)
{
	snprintf(r->state, sizeof r->state, "%s", referral_state_name(to));
	pairs_set(&r->answers, BESIDE_SINCE, at);
	pairs_set(&r->answers, BESIDE_NEXT, next);
	if (to == REFERRAL_SENT)
		pairs_set(&r->answers, BESIDE_SENT, at);
	referral_set_due(s, r);
	session_now(s, r->updated_at);
	snprintf(r->updated_by, sizeof r->updated_by, "%s", s->actor);
	return store_record_update(s->store, r, e) && move_action(s, r, to, words, c, e);
}

static bool lists_referral(struct save *save, struct err *e)
{
	return choices_referral(save->session, save->edit, e);
}

static bool start_referral(struct save *save, struct err *e)
{
	return referral_prefill(save->session, save->edit, e);
}

const struct kind kind_referral = {
	.name = "referral",
	.label = "Referral",
	.form = "referral",
	.permit = PERMIT_PLAN,
	.section = SECTION_REFERRALS,
	.names = true, /* of a caregiver */
	.title_field = "service",
	.lists = lists_referral,
	.start = start_referral,
	.before = before_referral,
	.after = after_referral,
	.reasons = "caregiver_why_not",
	.needs = KIND_NEEDS(REFERRAL_FIELDS),
};
