/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Every service, called by somebody whose role may nothing, and by a case worker of another team on a case that is not
 * theirs: refused, nothing changed, nothing told. access_refused.sh fails when a screen, report or command calls a
 * function that does not stand in this table.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <sqlite3.h>

#include <sarai/access/account.h>
#include <sarai/access/account_admin.h>
#include <sarai/access/audit.h>
#include <sarai/access/check.h>
#include <sarai/access/session.h>
#include <sarai/base/clock.h>
#include <sarai/base/date.h>
#include <sarai/base/diag.h>
#include <sarai/base/err.h>
#include <sarai/base/list.h>
#include <sarai/base/mem.h>
#include <sarai/base/pairs.h>
#include <sarai/base/str.h>
#include <sarai/crypto/digest.h>
#include <sarai/crypto/password.h>
#include <sarai/demo/demo.h>
#include <sarai/edit/cases.h>
#include <sarai/edit/drafts.h>
#include <sarai/edit/kind.h>
#include <sarai/edit/open.h>
#include <sarai/edit/save.h>
#include <sarai/edit/temporary_access.h>
#include <sarai/form/form.h>
#include <sarai/kind/action.h>
#include <sarai/kind/action_locks.h>
#include <sarai/kind/anonymise.h>
#include <sarai/kind/approval.h>
#include <sarai/kind/assessment.h>
#include <sarai/kind/closure.h>
#include <sarai/kind/consent_check.h>
#include <sarai/kind/context.h>
#include <sarai/kind/directory.h>
#include <sarai/kind/erasure.h>
#include <sarai/kind/household.h>
#include <sarai/kind/household_action.h>
#include <sarai/kind/household_link.h>
#include <sarai/kind/inherit.h>
#include <sarai/kind/inherit_sources.h>
#include <sarai/kind/leaver.h>
#include <sarai/kind/notify.h>
#include <sarai/kind/plan.h>
#include <sarai/kind/referral_consent.h>
#include <sarai/kind/referral_start.h>
#include <sarai/kind/retention.h>
#include <sarai/kind/status_change.h>
#include <sarai/kind/notification.h>
#include <sarai/kind/transfer.h>
#include <sarai/model/gate.h>
#include <sarai/model/role.h>
#include <sarai/store/account.h>
#include <sarai/store/audit.h>
#include <sarai/store/casefile.h>
#include <sarai/store/draft.h>
#include <sarai/store/history.h>
#include <sarai/store/record.h>
#include <sarai/store/shared.h>
#include <sarai/view/audit_log.h>
#include <sarai/view/case_records.h>
#include <sarai/view/caseload.h>
#include <sarai/view/check_lines.h>
#include <sarai/view/checklist.h>
#include <sarai/view/interventions.h>
#include <sarai/view/notices.h>
#include <sarai/view/person_copy.h>
#include <sarai/view/referral_disclosure.h>
#include <sarai/view/referrals.h>
#include <sarai/view/statistics.h>
#include <sarai/view/status_page.h>
#include <sarai/view/summary.h>
#include <sarai/view/timeline.h>
#include <sarai/view/today.h>
#include <sarai/view/trend_words.h>
#include <sarai/view/trends.h>
#include <sarai/view/weights.h>
#include <sarai/view/weights_adoption.h>
#include <sarai/view/weights_overrides.h>

#include "lib/service_env.h"

#define NAME "Zuleikhawati"
#define WORDS "Heldincellars"

/* What there is to ask for: all of it another's. */
struct world {
	struct service_env d; /* amina, who may everything */
	char case_id[ID_TEXT], number[32];
	char closed_id[ID_TEXT], proposal[ID_TEXT];
	char action[ID_TEXT], request[ID_TEXT], transfer[ID_TEXT], household[ID_TEXT], member[ID_TEXT],
		context[ID_TEXT];
	char notification[ID_TEXT];
	char draft[ID_TEXT], consent[ID_TEXT], entry[ID_TEXT], referral[ID_TEXT];
};

/* One call: s is who calls; what comes back in words is added to told. */
struct call {
	struct world *w;
	struct session *s;
	struct str told;
	struct err e;
};

/* ---- the calls ---- */

#define CALL(name) static bool call_##name(struct call *c)
#define S c->s
#define E &c->e
#define CASE c->w->case_id

static void tell(struct call *c, const char *text)
{
	str_addf(&c->told, "%s\n", text ? text : "");
}

static void tell_pairs(struct call *c, const struct pairs *p)
{
	for (int i = 0; i < p->n; i++)
		tell(c, p->at[i].value);
}

static void tell_cases(struct call *c, struct case_list *l)
{
	for (int i = 0; i < l->n; i++) {
		tell(c, l->at[i].name);
		tell(c, l->at[i].alert);
		tell(c, l->at[i].birth);
	}
	case_list_fini(l);
}

static void tell_records(struct call *c, struct record_list *l)
{
	for (int i = 0; i < l->n; i++) {
		tell(c, l->at[i].title);
		tell_pairs(c, &l->at[i].answers);
	}
	record_list_fini(l);
}

static void log_history(struct call *c, struct history_list *l)
{
	for (int i = 0; i < l->n; i++) {
		tell(c, l->at[i].summary);
		for (int k = 0; k < l->at[i].n_changes; k++)
			tell(c, l->at[i].changes[k].new_value);
	}
	history_list_fini(l);
}

static void tell_today(struct call *c, struct today *t)
{
	for (int i = 0; i < t->n; i++) {
		tell(c, t->at[i].what);
		tell(c, t->at[i].name);
	}
	today_fini(t);
}

static bool tell_owned(struct call *c, char *text)
{
	tell(c, text);
	free(text);
	return text != NULL;
}

/* A work of theirs, opened by amina and carried over: what counts is who saves. */
static struct edit *borrowed(struct call *c, const char *kind)
{
	struct edit *w = open_kind(&c->w->d, kind, CASE);
	for (int i = 0; i < form_definition(w->form)->n_fields; i++) {
		if (form_definition(w->form)->fields[i].type == FIELD_LONG)
			form_set(w->form, i, "Typed by somebody else");
	}
	return w;
}

CALL(access_turned_away)
{
	return access_turned_away(S, CASE, E);
}
CALL(access_open)
{
	return access_open(S, CASE, "I would like to see it", E);
}
CALL(access_unseen)
{
	struct grant_list l = {0};
	bool yes = access_unseen(S, &l, E);
	for (int i = 0; yes && i < l.n; i++)
		tell(c, l.at[i].reason);
	grant_list_fini(&l);
	return yes;
}
CALL(access_seen)
{
	return access_seen(S, c->w->request, E);
}
CALL(account_add)
{
	char once[PASSWORD_ONCE];
	struct account_facts f = {.name = "friend", .full_name = "A Friend", .role = "case-worker"};
	return account_add(S, &f, once, E);
}
CALL(account_change)
{
	bool asked;
	return account_change(S, &(struct account_facts){.name = "sara", .role = "administrator"}, &asked, E);
}
CALL(account_requests)
{
	struct account_request_list l;
	bool good = account_requests(S, &l, E);
	if (good)
		account_request_list_fini(&l);
	return good;
}
CALL(account_request_answer)
{
	return account_request_answer(S, "sara", true, E);
}
CALL(account_disable)
{
	return account_disable(S, "sara", true, E);
}
CALL(account_reset)
{
	char once[PASSWORD_ONCE];
	return account_reset(S, "sara", once, E);
}
CALL(account_leave)
{
	struct leaving l;
	bool yes = account_leave(S, "sara", "amina", &l, E);
	if (yes)
		leaving_fini(&l);
	return yes;
}
CALL(accounts_list)
{
	struct account_list l = {0};
	bool yes = accounts_list(S, &l, E);
	account_list_fini(&l);
	return yes;
}
CALL(account_first)
{
	return account_first(S, "first", "The First", "a long enough word to log in", E);
}
CALL(audit_read)
{
	struct audit_list l = {0};
	bool yes = audit_read(S, &(struct audit_filter){0}, &l, E);
	audit_list_fini(&l);
	return yes;
}
CALL(audit_check)
{
	struct audit_state st;
	return audit_check(S, &st, E);
}
CALL(cases_find)
{
	struct case_list l = {0};
	int likeness[10];
	bool yes = cases_find(S, NAME, 10, &l, likeness, E);
	tell_cases(c, &l);
	return yes;
}
static bool send_nothing(void *ctx, const struct notify_message *m, struct err *e)
{
	(void)ctx;
	(void)m;
	(void)e;
	return true;
}
CALL(notify_run)
{
	struct notify_tally t;
	return notify_run(S, send_nothing, NULL, &t, E);
}
CALL(cases_below)
{
	struct case_list l = {0};
	bool yes = cases_below(S, &l, E);
	case_list_fini(&l);
	return yes;
}
CALL(cases_list)
{
	struct case_list l = {0};
	bool yes = cases_list(S, &(struct case_filter){0}, &l, E);
	tell_cases(c, &l);
	return yes;
}
CALL(cases_get)
{
	struct case_row k = {0};
	bool yes = cases_get(S, CASE, &k, E);
	tell(c, k.name);
	case_row_fini(&k);
	return yes;
}
CALL(cases_jump)
{
	struct case_row k = {0};
	bool yes = cases_jump(S, c->w->number, &k, E);
	tell(c, k.name);
	tell(c, k.alert);
	case_row_fini(&k);
	return yes;
}
CALL(today_read)
{
	struct today t = {0};
	bool yes = today_read(S, &t, E);
	tell_today(c, &t);
	return yes;
}
CALL(agenda_read)
{
	struct today t = {0};
	bool yes = agenda_read(S, (struct date){2027, 12, 31, false}, true, &t, E);
	tell_today(c, &t);
	return yes;
}
CALL(assessment_read)
{
	struct assessment a = {0};
	bool yes = assessment_read(S, CASE, &a, E);
	tell_pairs(c, &a.record.answers);
	assessment_fini(&a);
	return yes;
}
CALL(rounds_read)
{
	struct round_figures *r = NULL;
	int n = 0;
	bool yes = rounds_read(S, CASE, &r, &n, E);
	free(r);
	return yes;
}
CALL(plan_read)
{
	struct plan_view v = {0};
	bool yes = plan_read(S, CASE, &v, E);
	if (yes)
		tell_pairs(c, &v.plan.answers);
	plan_view_fini(&v);
	return yes;
}
CALL(plan_dismiss)
{
	return plan_dismiss(S, CASE, "accommodation", "Not wanted", E);
}
CALL(action_set_state)
{
	return action_set_state(S, c->w->action, "done", "Done by me", E);
}
CALL(case_set_status)
{
	return case_set_status(S, CASE, "monitoring", "Looks calm", E);
}
CALL(records_list)
{
	struct record_list l = {0};
	bool yes = records_list(S, CASE, NULL, &l, E);
	tell_records(c, &l);
	return yes;
}
CALL(section_read)
{
	struct record_list l = {0};
	bool yes = section_read(S, CASE, SECTION_PLAN, &l, E);
	tell_records(c, &l);
	return yes;
}
CALL(history_read)
{
	struct history_list l = {0};
	bool yes = history_read(S, CASE, 0, &l, E);
	log_history(c, &l);
	return yes;
}
CALL(case_summary)
{
	return tell_owned(c, case_summary(S, CASE, 60, E));
}
CALL(demo_fill)
{
	return demo_fill(S, 1, E);
}
CALL(consent_ask)
{
	struct consent_answer a;
	return consent_ask(S, CASE, "services", "provider", &a, E);
}
CALL(consent_line)
{
	bool yes = consent_line(S, CASE, &c->told, E);
	return yes;
}
CALL(person_is_named)
{
	bool named;
	return person_is_named(S, CASE, &named, E);
}
CALL(person_anonymise)
{
	return person_anonymise(S, CASE, E);
}
CALL(gates_read)
{
	struct gate_facts f;
	return gates_read(S, CASE, &f, E);
}
CALL(gates_allow)
{
	struct pairs a = {0};
	pairs_set(&a, "service", "accommodation");
	bool yes = gates_allow(S, CASE, &a, E);
	pairs_clear(&a);
	return yes;
}
CALL(checklist_read)
{
	struct checklist l = {0};
	bool yes = checklist_read(S, CASE, SECTION_RIGHTS, &l, E);
	for (int i = 0; yes && i < l.n; i++)
		tell(c, l.at[i].more);
	checklist_fini(&l);
	return yes;
}
CALL(approvals_waiting)
{
	struct approval_list l = {0};
	bool yes = approvals_waiting(S, &l, E);
	for (int i = 0; yes && i < l.n; i++)
		tell(c, l.at[i].case_row.name);
	approval_list_fini(&l);
	return yes;
}
CALL(approval_ask)
{
	return approval_ask(S, CASE, "plan", "Please", E);
}
CALL(approval_answer)
{
	return approval_answer(S, c->w->request, true, "Fine", NULL, E);
}
CALL(closure_read)
{
	struct closure_view v = {0};
	bool yes = closure_read(S, CASE, &v, E);
	closure_view_fini(&v);
	return yes;
}
CALL(colleagues_read)
{
	struct option_list *l = colleagues_read(S, "colleagues", E);
	bool yes = l != NULL;
	option_list_free(&l);
	return yes;
}
CALL(cases_assign)
{
	char ids[1][ID_TEXT];
	memcpy(ids[0], CASE, ID_TEXT);
	return cases_assign(S, (const char(*)[ID_TEXT])ids, 1, S->actor, "To me", E);
}
CALL(notification_acknowledge)
{
	return notification_acknowledge(S, c->w->notification, true, E);
}
CALL(transfer_answer)
{
	return transfer_answer(S, c->w->transfer, "accepted", "Gladly", E);
}
CALL(status_read)
{
	struct status_view v = {0};
	bool yes = status_read(S, CASE, &v, E);
	for (int i = 0; yes && i < v.n; i++)
		tell(c, v.at[i].text);
	status_view_fini(&v);
	return yes;
}
CALL(notices_seen)
{
	return notices_seen(S, CASE, E);
}
CALL(caseloads_read)
{
	struct caseload_list l = {0};
	bool yes = caseloads_read(S, &l, E);
	caseload_list_fini(&l);
	return yes;
}
CALL(edit_open)
{
	struct edit *w = edit_open(S, "screening", CASE, NULL, NULL, E);
	bool yes = w != NULL;
	if (w)
		tell_pairs(c, &w->record.answers);
	edit_close(&w);
	return yes;
}
CALL(edit_open_draft)
{
	struct edit *w = edit_open_draft(S, c->w->draft, E);
	bool yes = w != NULL;
	edit_close(&w);
	return yes;
}
CALL(edit_save)
{
	struct edit *w = borrowed(c, "screening");
	bool yes = edit_save(S, w, NULL, E);
	edit_close(&w);
	return yes;
}
CALL(edit_save_draft)
{
	struct edit *w = borrowed(c, "screening");
	bool yes = edit_save_draft(S, w, NULL, NULL, E);
	edit_close(&w);
	return yes;
}
CALL(edit_discard_draft)
{
	struct edit *w = edit_open_draft(&c->w->d.s, c->w->draft, E);
	assert_non_null(w);
	bool yes = edit_discard_draft(S, w, E);
	edit_close(&w);
	return yes;
}
CALL(draft_text)
{
	char *text = draft_text(S, c->w->draft, E);
	bool yes = text != NULL;
	str_add(&c->told, text ? text : "");
	free(text);
	return yes;
}
CALL(draft_discard)
{
	return draft_discard(S, c->w->draft, E);
}
CALL(drafts_list)
{
	struct draft_list l = {0};
	bool yes = drafts_list(S, &l, E);
	assert_int_equal(l.n, 0);
	draft_list_fini(&l);
	return yes;
}
CALL(statistics_read)
{
	struct stat_cases k = {0};
	bool yes = statistics_read(S, &k, E);
	stat_cases_fini(&k);
	return yes;
}
CALL(htcds_read)
{
	struct htcds_rows r = {0};
	bool yes = htcds_read(S, "research", &r, E);
	htcds_rows_fini(&r);
	return yes;
}
CALL(record_rows_read)
{
	struct record_rows r = {0};
	bool yes = record_rows_read(S, "note", "research", &r, E);
	record_rows_fini(&r);
	return yes;
}
CALL(export_log)
{
	return export_log(S, "statistics", 3, "by me", E);
}
CALL(retention_read)
{
	struct retention_list l = {0};
	bool yes = retention_read(S, &l, E);
	retention_list_fini(&l);
	return yes;
}
CALL(retention_keep)
{
	return retention_keep(S, c->w->closed_id, "2040-01-01", "For ever", E);
}
CALL(erasure_propose)
{
	return erasure_propose(S, c->w->closed_id, ERASURE_ALL, "person-asks", "Asked", E);
}
CALL(erasure_carry_out)
{
	return erasure_carry_out(S, c->w->proposal, "", NULL, E);
}
CALL(erasure_refuse)
{
	return erasure_refuse(S, c->w->proposal, "No", E);
}
CALL(erasure_certificate)
{
	return tell_owned(c, erasure_certificate(S, c->w->proposal, E));
}
CALL(person_copy_read)
{
	struct person_copy k = {0};
	bool yes = person_copy_read(S, CASE, &k, E);
	person_copy_fini(&k);
	return yes;
}
CALL(person_copy_log)
{
	char none[] = "";
	struct person_copy k = {.left_out = none};
	return person_copy_log(S, CASE, &k, "text", "Me", E);
}
CALL(household_read)
{
	struct household_view v = {0};
	bool yes = household_read(S, c->w->household, &v, E);
	household_view_fini(&v);
	return yes;
}
CALL(household_of_case)
{
	struct household_view v = {0};
	bool yes = household_of_case(S, CASE, 0, &v, E);
	household_view_fini(&v);
	return yes;
}
CALL(household_make)
{
	char id[ID_TEXT];
	return household_make(S, CASE, 1, id, E);
}
CALL(household_join)
{
	struct edit *w = household_join(S, CASE, 0, c->w->number, E);
	bool yes = w != NULL;
	edit_close(&w);
	return yes;
}
CALL(household_ask_join)
{
	return household_ask_join(S, CASE, 0, c->w->number, E);
}
CALL(household_requests)
{
	struct record_list l = {0};
	bool yes = household_requests(S, CASE, &l, E);
	for (int i = 0; yes && i < l.n; i++)
		tell(c, l.at[i].title);
	record_list_fini(&l);
	return yes;
}
CALL(household_answer)
{
	return household_answer(S, c->w->request, true, E);
}
CALL(household_confirm)
{
	bool asked;
	return household_confirm(S, c->w->member, &asked, E);
}
CALL(household_seen)
{
	return household_seen(S, c->w->member, E);
}
CALL(contexts_list)
{
	struct shared_list l = {0};
	bool yes = contexts_list(S, &l, E);
	shared_list_fini(&l);
	return yes;
}
CALL(source_users)
{
	struct case_list l = {0};
	bool yes = source_users(S, c->w->household, &l, E);
	tell_cases(c, &l);
	return yes;
}
CALL(shared_page)
{
	return tell_owned(c, shared_page(S, c->w->household, "household-assessment", NULL, E));
}
CALL(shared_history)
{
	struct history_list l = {0};
	bool yes = shared_history(S, c->w->household, &l, E);
	log_history(c, &l);
	return yes;
}
CALL(stale_cases)
{
	struct stale_list l = {0};
	bool yes = stale_cases(S, NULL, &l, E);
	stale_list_fini(&l);
	return yes;
}
CALL(edit_inherit)
{
	struct edit *w = borrowed(c, "assessment");
	bool yes = edit_inherit(S, w, INHERIT_NEW, NULL, E);
	edit_close(&w);
	return yes;
}
CALL(inherit_read)
{
	struct edit *w = borrowed(c, "assessment");
	struct inherit_sources x = {0};
	bool yes = inherit_read(S, w, &x, E);
	inherit_sources_fini(&x);
	edit_close(&w);
	return yes;
}
CALL(timeline_read)
{
	struct timeline t = {0};
	bool yes = timeline_read(S, CASE, &t, E);
	for (int i = 0; yes && i < t.n; i++)
		tell(c, t.at[i].what);
	timeline_fini(&t);
	return yes;
}

CALL(directory_read)
{
	struct directory l = {0};
	bool yes = directory_read(S, &l, E);
	directory_fini(&l);
	return yes;
}
CALL(directory_get)
{
	struct directory_entry x = {0};
	bool yes = directory_get(S, c->w->entry, &x, E);
	directory_entry_fini(&x);
	return yes;
}
CALL(directory_need_of)
{
	struct case_need n = {0};
	bool yes = directory_need_of(S, CASE, "accommodation", &n, E);
	case_need_fini(&n);
	return yes;
}
static bool opened(struct edit *w)
{
	bool yes = w != NULL;
	edit_close(&w);
	return yes;
}
CALL(plan_no_actions)
{
	int factor = 0;
	return plan_no_actions(S, CASE, &factor, 1, "Not wanted", E);
}
CALL(referral_consent_ask)
{
	struct referral_consent a;
	struct pairs answers = {0};
	pairs_set(&answers, "receiver", "Somebody");
	bool yes = referral_consent_ask(S, CASE, &answers, &a, E);
	pairs_clear(&answers);
	return yes;
}
CALL(referral_read)
{
	struct referral_view v = {0};
	bool yes = referral_read(S, c->w->referral, &v, E);
	if (yes)
		tell_pairs(c, &v.record.answers);
	referral_view_fini(&v);
	return yes;
}
CALL(referral_open_new)
{
	return opened(referral_open_new(S, CASE, NULL, E));
}
CALL(referral_open_again)
{
	return opened(referral_open_again(S, c->w->referral, E));
}
CALL(referral_open_step)
{
	return opened(referral_open_step(S, c->w->referral, "sent", E));
}
CALL(referral_open_gap)
{
	return opened(referral_open_gap(S, c->w->referral, E));
}
CALL(referral_of_action)
{
	struct record r = {0};
	bool yes = referral_of_action(S, CASE, c->w->action, &r, E);
	tell_pairs(c, &r.answers);
	record_fini(&r);
	return yes;
}
CALL(referral_take_entry)
{
	struct edit *w = borrowed(c, "action");
	bool yes = referral_take_entry(S, w, c->w->entry, E);
	edit_close(&w);
	return yes;
}
CALL(referral_told)
{
	struct referral_view v = {0};
	struct pairs told = {0};
	good(&c->w->d, referral_read(&c->w->d.s, c->w->referral, &v, &c->w->d.e));
	bool yes = referral_told(S, &v, &told, E);
	tell_pairs(c, &told);
	pairs_clear(&told);
	referral_view_fini(&v);
	return yes;
}
CALL(referrals_list)
{
	struct referral_list l = {0};
	bool yes = referrals_list(S, REFERRALS_ALL, NULL, NULL, &l, E);
	for (int i = 0; yes && i < l.n; i++)
		tell(c, l.at[i].detail);
	referral_list_fini(&l);
	return yes;
}

CALL(household_plan_read)
{
	struct household_plan p = {0};
	bool yes = household_plan_read(S, c->w->household, &p, E);
	for (int i = 0; yes && i < p.actions.n; i++)
		tell_pairs(c, &p.actions.at[i].answers);
	if (yes)
		household_plan_fini(&p);
	return yes;
}
CALL(household_action_open)
{
	struct edit *w = household_action_open(S, c->w->household, CASE, "cash", NULL, E);
	bool yes = w != NULL;
	edit_close(&w);
	return yes;
}
CALL(signals_read)
{
	struct signal_rows l = {0};
	bool yes = signals_read(S, &l, E);
	signal_rows_fini(&l);
	return yes;
}
CALL(intervention_open)
{
	struct signal_row row = {.signal = {.place = "country:KE"}};
	struct edit *w = intervention_open(S, &row, E);
	bool yes = w != NULL;
	edit_close(&w);
	return yes;
}
CALL(interventions_list)
{
	struct intervention_list l = {0};
	bool yes = interventions_list(S, &l, E);
	intervention_list_fini(&l);
	return yes;
}
CALL(intervention_effect)
{
	struct record r = {.kind = "intervention"};
	struct effect *all = NULL;
	int n;
	bool yes = intervention_effect(S, &r, &all, &n, E);
	free(all);
	return yes;
}
CALL(intervention_page)
{
	return tell_owned(c, intervention_page(S, c->w->household, E));
}
CALL(weights_compare)
{
	struct weights_comparison r = {0};
	bool yes = weights_compare(S, S->config->catalogue, NULL, &r, E);
	if (yes)
		weights_comparison_fini(&r);
	return yes;
}
CALL(weights_overrides)
{
	struct override_report r = {0};
	bool yes = weights_overrides(S, NULL, &r, E);
	if (yes)
		override_report_fini(&r);
	return yes;
}
CALL(weights_adopt)
{
	struct diags d = {0};
	bool yes = weights_adopt(S, "none.ini", "Nobody", &d, NULL, E);
	diags_fini(&d);
	return yes;
}
CALL(weights_history)
{
	struct history_list l = {0};
	bool yes = weights_history(S, &l, E);
	history_list_fini(&l);
	return yes;
}
CALL(weights_candidates)
{
	struct weights_files f = {0};
	bool yes = weights_candidates(S, &f, E);
	weights_files_fini(&f);
	return yes;
}
CALL(weights_candidate_path)
{
	return tell_owned(c, weights_candidate_path(S, "a.ini", E));
}

/* ---- the table ---- */

/* What a case worker of another team gets. */
enum stranger {
	REFUSED, /* ERR_REACH, ERR_DENIED, or that it is not there */
	NUMBERS, /* no more than numbers, and figures that name no one */
	GIVEN,	 /* theirs to do: a reason opens a case, and is told */
};
static const struct {
	const char *name;
	bool (*call)(struct call *c);
	enum stranger stranger;
} services[] = {
#define SERVICE(name, stranger)                                                                                        \
	{                                                                                                              \
#name, call_##name, stranger                                                                           \
	}
	SERVICE(access_turned_away, GIVEN),
	SERVICE(access_open, GIVEN),	       SERVICE(access_unseen, REFUSED),
	SERVICE(access_seen, REFUSED),	       SERVICE(account_add, REFUSED),
	SERVICE(account_change, REFUSED),      SERVICE(account_disable, REFUSED),
	SERVICE(account_requests, REFUSED),    SERVICE(account_request_answer, REFUSED),
	SERVICE(account_reset, REFUSED),       SERVICE(accounts_list, REFUSED), SERVICE(account_leave, REFUSED),
	SERVICE(account_first, REFUSED),       SERVICE(audit_read, REFUSED),
	SERVICE(audit_check, REFUSED),	       SERVICE(cases_find, NUMBERS),
	SERVICE(notify_run, REFUSED),
	SERVICE(cases_below, REFUSED),
	SERVICE(cases_list, NUMBERS),	       SERVICE(cases_get, REFUSED),
	SERVICE(cases_jump, NUMBERS),	       SERVICE(today_read, NUMBERS),
	SERVICE(agenda_read, NUMBERS),	       SERVICE(assessment_read, REFUSED),
	SERVICE(rounds_read, REFUSED),	       SERVICE(plan_read, REFUSED),
	SERVICE(plan_dismiss, REFUSED),	       SERVICE(action_set_state, REFUSED),
	SERVICE(case_set_status, REFUSED),     SERVICE(records_list, REFUSED),
	SERVICE(section_read, REFUSED),	       SERVICE(history_read, REFUSED),
	SERVICE(case_summary, REFUSED),	       SERVICE(consent_ask, REFUSED),
	SERVICE(consent_line, REFUSED),	       SERVICE(person_is_named, REFUSED),
	SERVICE(person_anonymise, REFUSED),       SERVICE(gates_read, REFUSED),
	SERVICE(gates_allow, REFUSED),	       SERVICE(checklist_read, REFUSED),
	SERVICE(approvals_waiting, REFUSED),   SERVICE(approval_ask, REFUSED),
	SERVICE(approval_answer, REFUSED),     SERVICE(closure_read, REFUSED),
	SERVICE(colleagues_read, NUMBERS),     SERVICE(cases_assign, REFUSED),
	SERVICE(notification_acknowledge, REFUSED),
	SERVICE(transfer_answer, REFUSED),     SERVICE(status_read, REFUSED),
	SERVICE(notices_seen, NUMBERS),	       SERVICE(caseloads_read, NUMBERS),
	SERVICE(edit_open, REFUSED),	       SERVICE(edit_open_draft, REFUSED),
	SERVICE(edit_save, REFUSED),	       SERVICE(edit_save_draft, REFUSED),
	SERVICE(edit_discard_draft, NUMBERS), /* of one's own drafts alone: another's stays */
	SERVICE(draft_text, REFUSED),	       SERVICE(draft_discard, NUMBERS), /* the same */
	SERVICE(drafts_list, NUMBERS),	       SERVICE(statistics_read, REFUSED),
	SERVICE(record_rows_read, REFUSED),
	SERVICE(htcds_read, REFUSED),	       SERVICE(export_log, REFUSED),
	SERVICE(retention_read, REFUSED),      SERVICE(retention_keep, REFUSED),
	SERVICE(erasure_propose, REFUSED),     SERVICE(erasure_carry_out, REFUSED),
	SERVICE(erasure_refuse, REFUSED),      SERVICE(erasure_certificate, REFUSED),
	SERVICE(person_copy_read, REFUSED),    SERVICE(person_copy_log, REFUSED),
	SERVICE(household_plan_read, REFUSED), SERVICE(household_action_open, REFUSED),
	SERVICE(signals_read, REFUSED),	       SERVICE(intervention_open, REFUSED),
	SERVICE(interventions_list, REFUSED),  SERVICE(intervention_effect, REFUSED),
	SERVICE(intervention_page, REFUSED),   SERVICE(weights_compare, REFUSED),
	SERVICE(weights_overrides, REFUSED),   SERVICE(weights_adopt, REFUSED),
	SERVICE(weights_history, REFUSED),     SERVICE(weights_candidates, REFUSED),
	SERVICE(weights_candidate_path, REFUSED),
	SERVICE(household_read, REFUSED),      SERVICE(household_of_case, REFUSED),
	SERVICE(household_make, REFUSED),      SERVICE(household_join, REFUSED),
	SERVICE(household_ask_join, REFUSED),  SERVICE(household_requests, NUMBERS),
	SERVICE(household_answer, REFUSED),    SERVICE(household_confirm, REFUSED),
	SERVICE(household_seen, REFUSED),      SERVICE(contexts_list, NUMBERS),
	SERVICE(source_users, NUMBERS),	       SERVICE(shared_page, REFUSED),
	SERVICE(shared_history, REFUSED),      SERVICE(stale_cases, NUMBERS),
	SERVICE(edit_inherit, REFUSED),	       SERVICE(inherit_read, REFUSED),
	SERVICE(timeline_read, REFUSED),       SERVICE(directory_read, NUMBERS), /* of services, not of cases */
	SERVICE(directory_get, NUMBERS),       SERVICE(directory_need_of, REFUSED),
	SERVICE(plan_no_actions, REFUSED),     SERVICE(referral_consent_ask, REFUSED),
	SERVICE(referral_read, REFUSED),       SERVICE(referral_open_new, REFUSED),
	SERVICE(referral_open_again, REFUSED), SERVICE(referral_open_step, REFUSED),
	SERVICE(referral_open_gap, REFUSED),   SERVICE(referral_of_action, REFUSED),
	SERVICE(referral_take_entry, NUMBERS), /* of the directory, into what one has in hand */
	SERVICE(referral_told, REFUSED),       SERVICE(referrals_list, NUMBERS),
};
#define SERVICES (sizeof services / sizeof services[0])

/* Not called here, each with the reason. service_powerless.sh reads these names too. */
static const char *const exempt[][2] = {
	{"access_lend", "part of a service that has asked already"},
	{"access_lent_end", "part of a service that has asked already"},
	{"audit_add", "part of a service that has asked already"},
	{"history_log", "part of a service that has asked already"},
	{"demo_fill", "called below: a command's, and it asks for registering people"},
	{"referral_note_print", "part of a service that has asked already"},
	{"directory_show", "reads what the caller has in hand"},
	{"directory_find", "reads what the caller has in hand"},
	{"transfer_loss", "says what the caller may do with what they reach"},
	{"edit_answers", "reads what the caller has in hand"},
	{"edit_score", "reads what the caller has in hand"},
	{"account_login", "before anybody is known"},
	{"one_time_password_holds", "before anybody is known"},
	{"account_unlock", "one's own account"},
	{"session_read_preferences", "one's own settings"},
	{"session_set_calendar", "one's own settings"},
	{"account_set_password", "one's own account"},
	{"account_totp_confirm", "one's own account"},
	{"account_totp_off", "one's own account"},
	{"account_has_totp", "one's own account"},
	{"session_set_calendar", "one's own account"},
	{"session_init", "makes the session"},
	{"session_may", "is the question itself"},
	{"session_take_role", "makes the session"},
	{"session_take_rights", "makes the session"},
	{"session_set_calendar", "one's own account"},
	{"session_still_holds", "is the question itself"},
	{"session_is_over", "is the question itself"},
	{"session_leave", "ends the session"},
	{"session_read_preferences", "one's own account"},
	{"suggest_read", "part of a service that has asked already"},
	{"urgent_alarm_saved", "reads what the caller has in hand"},
	{"session_now", "tells the time"},
};

/* ---- the world ---- */

static void make_account(struct service_env *d, const char *name, const char *role, const char *team)
{
	char once[PASSWORD_ONCE];
	struct account_facts f = {.name = name, .full_name = name, .role = role, .team = team, .office = team};
	good(d, account_add(&d->s, &f, once, &d->e));
}

static void first_of(struct service_env *d, const char *case_id, const char *kind, char out[ID_TEXT])
{
	struct record_list l = {0};
	struct record_filter f = {.case_id = case_id, .kind = kind};
	good(d, store_record_list(d->s.store, &f, &l, &d->e));
	if (!l.n)
		fail_msg("there is no %s", kind);
	memcpy(out, l.at[0].id, ID_TEXT);
	record_list_fini(&l);
}

static void close_one(struct world *w)
{
	struct service_env *d = &w->d;
	struct retention_list l;
	register_as(d, "Closed Example", w->closed_id);
	fill(d, w->closed_id, "screening", NULL, "consent", "consents", "exposure", "no", "capability", "no",
	     "decision", "information-only");
	close_case(d, w->closed_id);
	good(d, erasure_propose(&d->s, w->closed_id, ERASURE_ALL, "person-asks", "Has asked.", &d->e));
	good(d, retention_read(&d->s, &l, &d->e));
	memcpy(w->proposal, l.at[0].proposal_id, ID_TEXT);
	retention_list_fini(&l);
}

static void tell_story(struct world *w)
{
	struct service_env *d = &w->d;
	struct edit *work;
	register_as(d, NAME " Example", w->case_id);
	struct case_row k = head(d, w->case_id);
	memcpy(w->number, k.number, sizeof w->number);
	case_row_fini(&k);
	fill(d, w->case_id, "screening", NULL, "consent", "consents", "exposure", "yes", "exposure_text", WORDS,
	     "capability", "no", "decision", "assess", "decision_reason", WORDS);
	fill(d, w->case_id, "consent", w->consent, "consent", "consents", "given_by", "person", "informed",
	     "purpose withdraw", "purposes", "statistics", "recipients", "us", "method", "spoken", "certified", "yes");
	good(d, household_make(&d->s, w->case_id, 0, w->household, &d->e));
	first_of(d, w->case_id, "household-member", w->member);
	work = edit_open(&d->s, "household-assessment", NULL, NULL, w->household, &d->e);
	assert_non_null(work);
	put(work, "not_alone", "The only one here.");
	put(work, "finished", "yes");
	save(d, work);
	edit_close(&work);
	work = household_action_open(&d->s, w->household, w->case_id, "cash", NULL, &d->e);
	assert_non_null(work);
	put(work, "action", WORDS);
	put(work, "due_on", "2026-12-01");
	save(d, work);
	edit_close(&work);
	assess_all(d, w->case_id, "neutral");
	fill(d, w->case_id, "plan", NULL, "wishes", WORDS);
	fill(d, w->case_id, "goal", NULL, "goal", WORDS);
	fill(d, w->case_id, "action", w->action, "action", WORDS, "service", "accommodation", "state", "planned");
	fill(d, NULL, "service-entry", w->entry, "organisation", "Clinic Example", "services", "health");
	work = referral_open_new(&d->s, w->case_id, w->action, &d->e);
	if (!work)
		fail_msg("%s", d->e.detail);
	put(work, "reason", WORDS);
	put(work, "receiver", "Clinic Example");
	save(d, work);
	memcpy(w->referral, work->record.id, ID_TEXT);
	edit_close(&work);
	fill(d, w->case_id, "note", NULL, "subject", "visit", "note", WORDS);
	fill(d, w->case_id, "screening", NULL, "consent", "consents", "immediate_danger", "yes");
	fill(d, w->case_id, "urgent-response", NULL, "flags", "immediate_danger", "done", WORDS, "outcome", "contact-lost");
	first_of(d, w->case_id, "notification", w->notification);
	good(d, approval_ask(&d->s, w->case_id, "other", WORDS, &d->e));
	first_of(d, w->case_id, "approval", w->request);
	fill(d, w->case_id, "transfer", w->transfer, "to_kind", "colleague", "colleague", "sara", "person_agrees",
	     "yes", "reason", WORDS);
	work = open_kind(d, "follow-up", w->case_id);
	put(work, "contact", "contact");
	good(d, edit_save_draft(&d->s, work, NULL, NULL, &d->e));
	memcpy(w->draft, work->draft_id, ID_TEXT);
	edit_close(&work);
}

static int set_up(void **state)
{
	struct world *w = mem_alloc(sizeof *w);
	service_env_open(&w->d);
	make_account(&w->d, "amina", "case-worker", "north");
	make_account(&w->d, "sara", "supervisor", "north");
	make_account(&w->d, "zoran", "case-worker", "south");
	make_account(&w->d, "nemo", "case-worker", "north");
	tell_story(w);
	close_one(w);
	*state = w;
	return 0;
}

static int tear_down(void **state)
{
	struct world *w = *state;
	service_env_close(&w->d);
	free(w);
	return 0;
}

/* All rows of all tables in one digest. */
static void dump(struct world *w, char out[DIGEST_TEXT])
{
	char path[128];
	sqlite3 *db;
	sqlite3_stmt *tables, *rows;
	struct str all = {0};
	snprintf(path, sizeof path, "%s/sarai.db", w->d.folder);
	assert_int_equal(sqlite3_open_v2(path, &db, SQLITE_OPEN_READONLY, NULL), SQLITE_OK);
	assert_int_equal(sqlite3_prepare_v2(db, "select name from sqlite_schema where type = 'table' order by name", -1,
					    &tables, NULL),
			 SQLITE_OK);
	while (sqlite3_step(tables) == SQLITE_ROW) {
		char sql[200];
		snprintf(sql, sizeof sql, "select * from \"%s\" order by 1, 2", sqlite3_column_text(tables, 0));
		assert_int_equal(sqlite3_prepare_v2(db, sql, -1, &rows, NULL), SQLITE_OK);
		str_addf(&all, "\n%s\n", sqlite3_column_text(tables, 0));
		while (sqlite3_step(rows) == SQLITE_ROW) {
			for (int i = 0; i < sqlite3_column_count(rows); i++) {
				const char *text = (const char *)sqlite3_column_text(rows, i);
				str_addf(&all, "%s|", text ? text : "");
			}
		}
		sqlite3_finalize(rows);
	}
	sqlite3_finalize(tables);
	sqlite3_close(db);
	assert_true(all.len > 5000);
	digest_of(all.s, all.len, out);
	str_fini(&all);
}

static void session_of(struct world *w, struct session *s, const char *actor, const char *role, const char *team)
{
	session_init(s, actor, w->d.s.store, w->d.config, &w->d.clock);
	session_take_role(s, role ? roles_get(w->d.config->roles, role) : NULL);
	snprintf(s->team, sizeof s->team, "%s", team);
	snprintf(s->office, sizeof s->office, "%s", team);
}

/* ---- tests ---- */

static void whoever_may_nothing_gets_nothing_and_changes_nothing(void **state)
{
	struct world *w = *state;
	struct session s;
	char before[DIGEST_TEXT], after[DIGEST_TEXT];
	int wrong = 0;
	session_of(w, &s, "nemo", NULL, "north");
	dump(w, before);
	for (size_t i = 0; i < SERVICES; i++) {
		struct call c = {.w = w, .s = &s};
		bool yes = services[i].call(&c);
		dump(w, after);
		if (yes || c.e.code != ERR_DENIED) {
			print_error("%s: %s, code %d: %s\n", services[i].name, yes ? "done" : "refused", c.e.code,
				    c.e.detail);
			wrong++;
		}
		if (strcmp(before, after)) {
			print_error("%s has changed something\n", services[i].name);
			memcpy(before, after, sizeof before);
			wrong++;
		}
		str_fini(&c.told);
	}
	struct call c = {.w = w, .s = &s};
	assert_false(call_demo_fill(&c));
	assert_int_equal(c.e.code, ERR_DENIED);
	assert_int_equal(wrong, 0);
}

static void another_team_gets_numbers_at_most(void **state)
{
	struct world *w = *state;
	struct session s;
	char before[DIGEST_TEXT], after[DIGEST_TEXT];
	int wrong = 0;
	session_of(w, &s, "zoran", "case-worker", "south");
	dump(w, before);
	for (size_t i = 0; i < SERVICES; i++) {
		struct call c = {.w = w, .s = &s};
		if (services[i].stranger == GIVEN)
			continue;
		bool yes = services[i].call(&c);
		bool refused_well =
			!yes && (c.e.code == ERR_REACH || c.e.code == ERR_DENIED || c.e.code == ERR_MISSING);
		dump(w, after);
		if (services[i].stranger == REFUSED ? !refused_well : !yes && !refused_well) {
			print_error("%s: %s, code %d: %s\n", services[i].name, yes ? "done" : "refused", c.e.code,
				    c.e.detail);
			wrong++;
		}
		if (strstr(str_text(&c.told), NAME) || strstr(str_text(&c.told), WORDS)) {
			print_error("%s tells:\n%s\n", services[i].name, str_text(&c.told));
			wrong++;
		}
		if (strcmp(before, after)) {
			print_error("%s has changed something\n", services[i].name);
			memcpy(before, after, sizeof before);
			wrong++;
		}
		str_fini(&c.told);
	}
	assert_int_equal(wrong, 0);
	/* With a reason: the case is open for a day, and that is told. */
	struct call c = {.w = w, .s = &s};
	assert_true(call_access_open(&c));
	dump(w, after);
	assert_string_not_equal(before, after);
	assert_true(call_cases_get(&c));
	assert_non_null(strstr(str_text(&c.told), NAME));
	str_fini(&c.told);
}

static void whoever_may_gets_it(void **state)
{
	/* So that a refusal above is not a fault of this table: amina reads what she may. */
	struct world *w = *state;
	static bool (*const reading[])(struct call *) = {
		call_cases_find,	call_cases_list,	call_cases_get,		call_cases_jump,
		call_today_read,	call_agenda_read,	call_assessment_read,	call_rounds_read,
		call_plan_read,		call_records_list,	call_section_read,	call_history_read,
		call_case_summary,	call_consent_ask,	call_consent_line,	call_gates_read,
		call_checklist_read,	call_closure_read,	call_status_read,	call_edit_open,
		call_edit_open_draft,	call_household_read,	call_household_of_case, call_shared_page,
		call_shared_history,	call_timeline_read,	call_person_copy_read,	call_statistics_read,
		call_htcds_read,	call_retention_read,	call_directory_read,	call_directory_get,
		call_directory_need_of, call_referral_read,	call_referral_told,	call_referral_of_action,
		call_referrals_list,	call_referral_open_new, call_audit_read,	call_accounts_list,
		call_inherit_read,	call_edit_inherit,
	};
	for (size_t i = 0; i < sizeof reading / sizeof *reading; i++) {
		struct call c = {.w = w, .s = &w->d.s};
		if (!reading[i](&c))
			fail_msg("%zu: %s %s", i, c.e.where, c.e.detail);
		str_fini(&c.told);
	}
}

static void each_exemption_says_why(void **state)
{
	for (size_t i = 0; i < sizeof exempt / sizeof *exempt; i++) {
		assert_true(strlen(exempt[i][1]) > 5);
		for (size_t k = 0; k < SERVICES; k++)
			assert_string_not_equal(exempt[i][0], services[k].name);
	}
}

int main(void)
{
#define T(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)
	const struct CMUnitTest tests[] = {
		T(whoever_may_nothing_gets_nothing_and_changes_nothing),
		T(another_team_gets_numbers_at_most),
		T(whoever_may_gets_it),
		cmocka_unit_test(each_exemption_says_why),
	};
	return cmocka_run_group_tests_name("services without permission", tests, NULL, NULL);
}
