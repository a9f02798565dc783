/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The kinds of record, in one table, and the lists made for a form from what its case holds.
 */
#include <stdlib.h>
#include <string.h>

#include <sarai/base/mem.h>
#include <sarai/model/score.h>

#include "restricted.h"
#include "safety.h"
#include "referral.h"
#include "work.h"

/* ---- lists for one form ---- */

/* The list a choice of this form takes its options from; NULL when the form has no such field, or its own options. */
static const char *list_of(const struct work *w, const char *field)
{
	const struct form_def *def = form_definition(w->form);
	int i = form_def_field(def, field);
	return i >= 0 ? def->fields[i].list : NULL;
}

static bool holds_code(const char *codes, const char *code)
{
	size_t n = strlen(code);
	for (const char *p = codes; (p = strstr(p, code)); p++) {
		if ((p == codes || p[-1] == ' ') && (p[n] == 0 || p[n] == ' '))
			return true;
	}
	return false;
}

/* What is chosen already stays choosable, also when it is no longer open. */
static bool chosen(const struct work *w, const char *field, const char *code)
{
	return holds_code(pairs_get(&w->record.answers, field), code);
}

static bool list_goals(struct session *s, struct work *w, struct err *e)
{
	struct record_filter f = {.case_id = w->kase.id, .kind = "goal", .with_answers = true};
	struct record_list goals = {0};
	const char *name = list_of(w, "goal");
	if (!name)
		return true;
	if (!store_record_list(s->store, &f, &goals, e))
		return false;
	records_keep_episode(&goals, w->kase.episode);
	struct option_list *l = option_list_new(name);
	for (int i = 0; i < goals.n; i++)
		option_list_add(l, goals.at[i].id, pairs_get(&goals.at[i].answers, "goal"));
	form_add_list(w->form, l);
	record_list_fini(&goals);
	return true;
}

/* Factors judged a risk in the newest round. */
static bool list_risks(struct session *s, struct work *w, const char *field, struct err *e)
{
	const struct catalogue *c = s->config->catalogue;
	const char *name = list_of(w, field);
	struct record last;
	struct answers a;
	if (!name)
		return true;
	if (!work_forerunner(s, record_kind_get("assessment"), w->kase.id, &last, e))
		return false;
	answers_init(&a, c);
	form_answers(&last.answers, c, &a);
	struct option_list *l = option_list_new(name);
	for (int i = 0; i < c->n_factors; i++) {
		if (c->factors[i].restricted && !w->sees_restricted)
			continue;
		if (answer_ordinal(a.factor[i]) > 0 || chosen(w, field, c->factors[i].name))
			option_list_add(l, c->factors[i].name, c->factors[i].label);
	}
	if (l->n > 0 || !option_lists_get(&s->config->lists, name))
		form_add_list(w->form, l);
	else
		option_list_free(&l); /* nothing assessed yet: any factor may be named */
	answers_fini(&a);
	record_fini(&last);
	return true;
}

static bool lists_action(struct session *s, struct work *w, struct err *e)
{
	return list_goals(s, w, e) && list_risks(s, w, "factors", e);
}

static bool lists_referral(struct session *s, struct work *w, struct err *e)
{
	return list_risks(s, w, "risks", e);
}

static bool lists_no_action(struct session *s, struct work *w, struct err *e)
{
	return list_risks(s, w, "factor", e);
}

/* The flags nobody has acted on; none needs to be chosen when there is only one. */
static bool lists_urgent(struct session *s, struct work *w, struct err *e)
{
	const struct catalogue *c = s->config->catalogue;
	const char *name = list_of(w, "flags"), *open = w->kase.flags ? w->kase.flags : "";
	int field = form_def_field(form_definition(w->form), "flags");
	(void)e;
	if (!name)
		return true;
	struct option_list *l = option_list_new(name);
	for (int i = 0; i < c->n_flags; i++) {
		if (holds_code(open, c->flags[i].name) || chosen(w, "flags", c->flags[i].name))
			option_list_add(l, c->flags[i].name, c->flags[i].label);
	}
	bool only = l->n == 1;
	char *code = only ? mem_text(l->at[0].code) : NULL;
	form_add_list(w->form, l);
	if (only && w->is_new)
		form_set(w->form, field, code);
	free(code);
	return true;
}

/* ---- the table ---- */

const struct record_kind record_kinds[] = {
	{.name = "person",
	 .label = "Person",
	 .form = "person",
	 .permit = PERMIT_REGISTER,
	 .section = SECTION_PERSON,
	 .opens_case = true,
	 .names = true,
	 .when_ended = true,
	 .any_episode = true,
	 .before = before_person,
	 .after = after_person,
	 .needs = "name birth_date sex phone contact_alert unnamed"},
	{.name = "group",
	 .label = "Group",
	 .form = "group",
	 .permit = PERMIT_REGISTER,
	 .section = SECTION_PERSON,
	 .opens_case = true,
	 .names = true,
	 .when_ended = true,
	 .any_episode = true,
	 .before = before_group,
	 .after = after_person,
	 .needs = "name phone contact_alert"},
	{.name = "household",
	 .label = "Household",
	 .form = "household",
	 .permit = PERMIT_REGISTER,
	 .shared = true,
	 .state_field = "type",
	 .before = before_household,
	 .needs = "type"},
	{.name = "household-member",
	 .label = "Household member",
	 .form = "household-member",
	 .permit = PERMIT_REGISTER,
	 .shared = true,
	 .names = true,
	 .title_field = "relation",
	 .state_field = "whereabouts",
	 .before = before_member,
	 .needs = "member_case name relation whereabouts seen_alone seen_alone_on"},
	{.name = "household-assessment",
	 .label = "Household assessment",
	 .form = "household-assessment",
	 .permit = PERMIT_ASSESS,
	 .shared = true,
	 .rounds = true,
	 .anew = "finished not_alone",
	 .happened_field = "assessed_on",
	 .before = before_household_assessment,
	 .needs = "assessed_on not_alone finished"},
	{.name = "household-action",
	 .label = "Action for the household",
	 .form = "household-action",
	 .permit = PERMIT_PLAN,
	 .shared = true,
	 .when_ended = true, /* of the case it was planned from: the others still wait for it */
	 .any_episode = true,
	 .title_field = "service",
	 .state_field = "state",
	 .due_field = "due_on",
	 .happened_field = "start_on",
	 .lists = lists_household_action,
	 .before = before_household_action,
	 .needs = "action service factors state result due_on"},
	{.name = "context",
	 .label = "Context",
	 .form = "context",
	 .permit = PERMIT_CONTEXT,
	 .shared = true,
	 .rounds = true,
	 .anew = "finished",
	 .round_word = "version",
	 .title_field = "name",
	 .happened_field = "valid_from",
	 .before = before_context,
	 .needs = "name type country place valid_from finished"},
	{.name = "intervention",
	 .label = "Intervention",
	 .form = "intervention",
	 .permit = PERMIT_CONTEXT,
	 .shared = true,
	 .title_field = "title",
	 .state_field = "level",
	 .happened_field = "start_on",
	 .lists = lists_intervention,
	 .before = before_intervention,
	 .needs = "title level place country factors partner start_on end_on"},
	{.name = "consent",
	 .label = "Consent",
	 .form = "consent",
	 .permit = PERMIT_SCREEN,
	 .section = SECTION_CONSENT,
	 .when_ended = true, /* it can be taken back at any time */
	 .any_episode = true,
	 .title_field = "consent",
	 .state_field = "consent",
	 .happened_field = "given_on",
	 .before = before_consent,
	 .needs = "consent given_on given_by purposes recipients never_to method"},
	{.name = "document",
	 .label = "Document",
	 .form = "document",
	 .permit = PERMIT_REGISTER,
	 .section = SECTION_JOURNEY,
	 .any_episode = true,
	 .title_field = "doc_type",
	 .state_field = "held_by",
	 .before = before_document,
	 .needs = "doc_type held_by"},
	{.name = "journey-stage",
	 .label = "Journey",
	 .form = "journey-stage",
	 .permit = PERMIT_REGISTER,
	 .section = SECTION_JOURNEY,
	 .any_episode = true,
	 .day_in_title = true,
	 .state_field = "stage",
	 .happened_field = "left_on",
	 .before = before_journey,
	 .needs = "stage from_country to_country left_on"},
	{.name = "contact-person",
	 .label = "Contact",
	 .form = "contact-person",
	 .permit = PERMIT_REGISTER,
	 .section = SECTION_JOURNEY,
	 .any_episode = true,
	 .names = true,
	 .state_field = "safe",
	 .before = before_contact,
	 .needs = "contact_name safe"},
	{.name = "screening",
	 .label = "Screening",
	 .form = "screening",
	 .permit = PERMIT_SCREEN,
	 .section = SECTION_SCREENING,
	 .one_per_case = true,
	 .title_field = "decision",
	 .state_field = "decision",
	 .happened_field = "screened_on",
	 .before = before_screening,
	 .needs = "consent decision"},
	{.name = "assessment",
	 .label = "Assessment",
	 .form = "assessment",
	 .permit = PERMIT_ASSESS,
	 .section = SECTION_ASSESSMENT,
	 .rounds = true,
	 .anew = "finished assigned assigned_reason",
	 .happened_field = "assessed_on",
	 .lists = lists_assessment,
	 .start = start_assessment,
	 .before = before_assessment,
	 .after = after_assessment,
	 .needs = "assigned assigned_reason assessed_on finished"},
	{.name = "plan",
	 .label = "Plan",
	 .form = "plan",
	 .permit = PERMIT_PLAN,
	 .section = SECTION_PLAN,
	 .one_per_case = true,
	 .state_field = "agreed",
	 .due_field = "review_on",
	 .happened_field = "agreed_on",
	 .before = before_plan,
	 .needs = "wishes agreed agreed_on"},
	{.name = "goal",
	 .label = "Goal",
	 .form = "goal",
	 .permit = PERMIT_PLAN,
	 .section = SECTION_PLAN,
	 .title_field = "goal",
	 .state_field = "state",
	 .due_field = "target_on",
	 .needs = "goal"},
	{.name = "action",
	 .label = "Action",
	 .form = "action",
	 .permit = PERMIT_PLAN,
	 .section = SECTION_PLAN,
	 .title_field = "service",
	 .state_field = "state",
	 .due_field = "due_on",
	 .happened_field = "start_on",
	 .lists = lists_action,
	 .before = before_action,
	 .warns = warns_action,
	 .needs = "action service factors goal state result due_on"},
	{.name = "no-action",
	 .label = "No action",
	 .form = "no-action",
	 .permit = PERMIT_PLAN,
	 .section = SECTION_PLAN,
	 .title_field = "factor",
	 .lists = lists_no_action,
	 .needs = "factor because"},
	{.name = "dismissed",
	 .label = "Suggestion dismissed",
	 .form = "dismissed",
	 .permit = PERMIT_PLAN,
	 .section = SECTION_PLAN,
	 .title_field = "service",
	 .needs = "service reason"},
	{.name = "referral",
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
	 .needs = "priority service receiver receiver_kind receiver_contact reason already identify shares shared_note "
		  "explained child caregiver caregiver_contact caregiver_informed caregiver_why_not escort via "
		  "referred_by risks note"},
	{.name = "referral-step",
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
	 .needs = "step happened_on who via decline_reason reason next_on result consent override"},
	{.name = "gap",
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
	 .needs = "service place why receiver detail"},
	{.name = "service-entry",
	 .label = "Service",
	 .form = "service-entry",
	 .permit = PERMIT_DIRECTORY,
	 .shared = true,
	 .title_field = "organisation",
	 .state_field = "active",
	 .happened_field = "verified_on",
	 .needs = "entry_kind organisation services areas languages reporting active"},
	{.name = "follow-up",
	 .label = "Follow-up contact",
	 .form = "follow-up",
	 .permit = PERMIT_FOLLOW_UP,
	 .section = SECTION_FOLLOW_UP,
	 .title_field = "contact",
	 .state_field = "contact",
	 .due_field = "next_on",
	 .happened_field = "happened_on",
	 .when_ended = true, /* contact after closing, where it was agreed */
	 .before = before_follow_up,
	 .needs = "contact happened_on next next_on"},
	{.name = "urgent-response",
	 .label = "Urgent: acted",
	 .form = "urgent-response",
	 .permit = PERMIT_FOLLOW_UP,
	 .section = SECTION_SAFETY,
	 .title_field = "flags",
	 .happened_field = "done_on",
	 .lists = lists_urgent,
	 .needs = "flags done"},
	{.name = "child",
	 .label = "Situation and care",
	 .form = "child",
	 .permit = PERMIT_ASSESS,
	 .section = SECTION_CHILD,
	 .one_per_case = true,
	 .any_episode = true,
	 .title_field = "situation",
	 .state_field = "situation",
	 .warns = warns_child,
	 .needs = "situation with_abuser guardian care assent"},
	{.name = "bia",
	 .label = "Best interests assessment",
	 .form = "bia",
	 .permit = PERMIT_ASSESS,
	 .section = SECTION_CHILD,
	 .title_field = "result",
	 .happened_field = "assessed_on",
	 .before = before_bia,
	 .needs = "views result"},
	{.name = "bid",
	 .label = "Best interests determination",
	 .form = "bid",
	 .permit = PERMIT_ASSESS,
	 .section = SECTION_CHILD,
	 .rounds = true,
	 .anew = "reopen_reason panel views views_how guardian_present decision reasons decided_on finished told_on "
		 "appeal "
		 "appeal_on appeal_by appeal_decided_on",
	 .title_field = "decision",
	 .happened_field = "decided_on",
	 .lists = lists_bid,
	 .before = before_bid,
	 .needs = "opened reopen_reason question panel options views views_how guardian_present decision reasons "
		  "decided_on "
		  "finished appeal"},
	{.name = "tracing",
	 .label = "Family tracing",
	 .form = "tracing",
	 .permit = PERMIT_PLAN,
	 .section = SECTION_CHILD,
	 .title_field = "sought",
	 .state_field = "state",
	 .happened_field = "started_on",
	 .needs = "agreed state verified"},
	{.name = "family-assessment",
	 .label = "Family assessment",
	 .form = "family-assessment",
	 .permit = PERMIT_ASSESS,
	 .section = SECTION_CHILD,
	 .title_field = "result",
	 .state_field = "result",
	 .happened_field = "assessed_on",
	 .needs = "for_plan safe willing able conditions_met result child_agrees guardian_agrees"},
	{.name = "protection-counselling",
	 .label = "Counselling on asylum",
	 .form = "protection-counselling",
	 .permit = PERMIT_SCREEN,
	 .section = SECTION_SAFETY,
	 .title_field = "referral",
	 .state_field = "referral",
	 .happened_field = "counselled_on",
	 .needs = "told referral"},
	{.name = "ssra",
	 .label = "Safety assessment",
	 .form = "ssra",
	 .permit = PERMIT_FOLLOW_UP,
	 .section = SECTION_SAFETY,
	 .one_per_case = true,
	 .title_field = "overall",
	 .state_field = "overall",
	 .due_field = "review_on",
	 .happened_field = "assessed_on",
	 .before = before_ssra,
	 .says = ssra_says,
	 .agenda = AGENDA_EACH,
	 .agenda_words = "Safety review",
	 .needs = "person family others staff transport shelter overall assessed_on review_on"},
	{.name = "safety-plan",
	 .label = "Safety plan",
	 .form = "safety-plan",
	 .permit = PERMIT_FOLLOW_UP,
	 .section = SECTION_SAFETY,
	 .restricted = true,
	 .one_per_case = true,
	 .due_field = "review_on",
	 .happened_field = "made_on",
	 .agenda = AGENDA_EACH,
	 .agenda_words = "Restricted: review",
	 .needs = "made_on review_on"},
	{.name = "self-harm",
	 .label = "Self-harm protocol",
	 .form = "self-harm",
	 .permit = PERMIT_FOLLOW_UP,
	 .section = SECTION_SAFETY,
	 .restricted = true,
	 .due_field = "recheck_on",
	 .happened_field = "talked_on",
	 .before = before_self_harm,
	 .says = self_harm_says,
	 .clock = self_harm_clock,
	 .agenda = AGENDA_NEWEST,
	 .agenda_words = "Restricted: ask again",
	 .needs = "thoughts plan means attempt supervisor_told talked_on recheck_on"},
	{.name = "sexual-violence-care",
	 .label = "Care after sexual violence",
	 .form = "sexual-violence-care",
	 .permit = PERMIT_FOLLOW_UP,
	 .section = SECTION_SAFETY,
	 .restricted = true,
	 .happened_field = "happened_on",
	 .before = before_care,
	 .says = care_says,
	 .clock = care_clock,
	 .agenda = AGENDA_EACH,
	 .agenda_words = "Care window",
	 .needs = "happened_on happened_hour pep contraception"},
	{.name = "trafficking",
	 .label = "Trafficking",
	 .form = "trafficking",
	 .permit = PERMIT_SCREEN,
	 .section = SECTION_TRAFFICKING,
	 .one_per_case = true,
	 .happened_field = "noted_on",
	 .before = before_trafficking,
	 .says = trafficking_says,
	 .clock = trafficking_clock,
	 .agenda = AGENDA_EACH,
	 .agenda_words = "Reflection: what next",
	 .needs = "indicators acts means control exploitation age_when status decided_by decided_on noted_on "
		  "reflection reflection_from reflection_until reflection_after"},
	{.name = "trafficking-event",
	 .label = "Event",
	 .form = "trafficking-event",
	 .permit = PERMIT_SCREEN,
	 .section = SECTION_TRAFFICKING,
	 .title_field = "type",
	 .happened_field = "date",
	 .needs = "type date country description"},
	{.name = "perpetrator",
	 .label = "Perpetrator",
	 .form = "perpetrator",
	 .permit = PERMIT_SCREEN,
	 .section = SECTION_TRAFFICKING,
	 .restricted = true,
	 .needs = "role"},
	{.name = "note",
	 .label = "Note",
	 .form = "note",
	 .permit = PERMIT_FOLLOW_UP,
	 .section = SECTION_NOTES,
	 .title_field = "subject",
	 .happened_field = "happened_on",
	 .final = true,
	 .when_ended = true,
	 .needs = "subject note"},
	{.name = RESTRICTED_KIND,
	 .label = "Restricted note",
	 .form = "restricted-note",
	 .permit = PERMIT_FOLLOW_UP,
	 .section = SECTION_NOTES,
	 .restricted = true,
	 .title_field = "subject",
	 .happened_field = "happened_on",
	 .final = true,
	 .when_ended = true,
	 .needs = "subject note"},
	{.name = "conference",
	 .label = "Case conference",
	 .form = "conference",
	 .permit = PERMIT_FOLLOW_UP,
	 .section = SECTION_NOTES,
	 .title_field = "result",
	 .state_field = "result",
	 .happened_field = "held_on",
	 .needs = "result held_on"},
	{.name = "approval",
	 .label = "Approval asked for",
	 .form = "approval",
	 .permit = PERMIT_FOLLOW_UP,
	 .section = SECTION_STATUS,
	 .title_field = "what",
	 .final = true,
	 .before = before_approval,
	 .needs = "what comment"},
	{.name = "decision",
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
	 .needs = "answer comment"},
	{.name = "closure",
	 .label = "Closing the case",
	 .form = "closure",
	 .permit = PERMIT_FOLLOW_UP,
	 .section = SECTION_STATUS,
	 .one_per_case = true,
	 .title_field = "reason",
	 .reason_field = "reason",
	 .before = before_closure,
	 .after = after_closure,
	 .needs = "reason risks_gone told_come_back later_contact later_how file_complete retention_until"},
	{.name = "assignment",
	 .label = "Assignment",
	 .form = "assignment",
	 .permit = PERMIT_ASSIGN,
	 .section = SECTION_STATUS,
	 .title_field = "to",
	 .reason_field = "reason",
	 .final = true,
	 .lists = lists_colleagues,
	 .before = before_assignment,
	 .after = after_assignment,
	 .needs = "to reason"},
	{.name = "transfer",
	 .label = "Transfer",
	 .form = "transfer",
	 .permit = PERMIT_FOLLOW_UP,
	 .section = SECTION_STATUS,
	 .final = true,
	 .lists = lists_colleagues,
	 .before = before_transfer,
	 .needs = "to_kind colleague organisation person_agrees reason"},
	{.name = "transfer-answer",
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
	 .needs = "answer reason"},
	{.name = "status-change",
	 .label = "Change of status",
	 .form = "status-change",
	 .permit = PERMIT_FOLLOW_UP,
	 .section = SECTION_NONE,
	 .title_field = "status",
	 .state_field = "status",
	 .due_field = "look_again_on",
	 .reason_field = "reason",
	 .final = true,
	 .when_ended = true, /* opening it again */
	 .lists = lists_status,
	 .before = before_status_change,
	 .after = after_status_change,
	 .needs = "status reason look_again_on other_case"},
	{.name = "correction-request",
	 .label = "Correction",
	 .form = "correction-request",
	 .permit = PERMIT_FOLLOW_UP,
	 .section = SECTION_RIGHTS,
	 .when_ended = true,
	 .any_episode = true,
	 .title_field = "decision",
	 .happened_field = "asked_on",
	 .before = before_correction,
	 .agenda = AGENDA_EACH,
	 .agenda_words = "Correction asked for",
	 .needs = "asked_on wrong decision reason done_on"},
	{.name = "person-copy",
	 .label = "Copy for the person",
	 .form = "person-copy",
	 .permit = PERMIT_REGISTER,
	 .section = SECTION_RIGHTS,
	 .when_ended = true,
	 .any_episode = true,
	 .title_field = "format",
	 .happened_field = "given_on",
	 .final = true,
	 .made_by_program = true,
	 .needs = "given_on format given_to parts left_out"},
	{.name = "keep-longer",
	 .label = "Keep the file longer",
	 .form = "keep-longer",
	 .permit = PERMIT_APPROVE,
	 .section = SECTION_RIGHTS,
	 .when_ended = true,
	 .title_field = "until",
	 .final = true,
	 .start = start_keep_longer,
	 .before = before_keep_longer,
	 .after = after_keep_longer,
	 .needs = "until reason"},
	{.name = "erasure",
	 .label = "Erasure",
	 .form = "erasure",
	 .permit = PERMIT_FOLLOW_UP,
	 .section = SECTION_RIGHTS,
	 .when_ended = true,
	 .when_gone = true,
	 .any_episode = true,
	 .title_field = "how",
	 .final = true,
	 .start = start_erasure,
	 .before = before_erasure,
	 .needs = "how basis reason"},
	{.name = "figures",
	 .label = "Kept for figures",
	 .form = "figures",
	 .permit = PERMIT_EXPORT,
	 .section = SECTION_RIGHTS,
	 .restricted = true,
	 .final = true,
	 .made_by_program = true,
	 .needs = "year sex age citizenship level decision closure trafficking exploitation country"},
};
const int record_kind_count = (int)(sizeof record_kinds / sizeof record_kinds[0]);

const char *section_words(enum case_section section)
{
	static const char *const words[] = {
#define X(id, text) text,
		SECTION_TABLE(X)
#undef X
	};
	return words[section];
}

const char *record_round_word(const struct record_kind *k)
{
	return k->round_word ? k->round_word : "round";
}

const char *record_kind_words(const struct record_kind *k)
{
	return k->restricted ? record_kind_get(RESTRICTED_KIND)->label : k->label;
}

const struct record_kind *record_kind_get(const char *name)
{
	for (int i = 0; i < record_kind_count; i++) {
		if (!strcmp(record_kinds[i].name, name))
			return &record_kinds[i];
	}
	return NULL;
}
