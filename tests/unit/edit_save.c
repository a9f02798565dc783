/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Opening and saving: every kind, two people at once, drafts, and who may not.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <sarai/access/session.h>
#include <sarai/base/clock.h>
#include <sarai/base/date.h>
#include <sarai/base/err.h>
#include <sarai/base/pairs.h>
#include <sarai/crypto/digest.h>
#include <sarai/demo/demo.h>
#include <sarai/edit/cases.h>
#include <sarai/edit/drafts.h>
#include <sarai/edit/kind.h>
#include <sarai/edit/open.h>
#include <sarai/edit/save.h>
#include <sarai/form/form.h>
#include <sarai/kind/action.h>
#include <sarai/kind/approval.h>
#include <sarai/kind/assessment.h>
#include <sarai/kind/closure.h>
#include <sarai/kind/plan.h>
#include <sarai/kind/status_change.h>
#include <sarai/kind/transfer.h>
#include <sarai/model/notification.h>
#include <sarai/model/permit.h>
#include <sarai/store/casefile.h>
#include <sarai/store/draft.h>
#include <sarai/store/history.h>
#include <sarai/store/record.h>
#include <sarai/store/store.h>
#include <sarai/view/case_records.h>
#include <sarai/view/caseload.h>
#include <sarai/view/notices.h>
#include <sarai/view/status_page.h>
#include <sarai/view/summary.h>
#include <sarai/view/today.h>

#include "lib/service_env.h"

/* ---- degenerate ---- */

static void an_unknown_kind_or_case_is_refused(void **state)
{
	struct service_env *d = *state;
	assert_null(edit_open(&d->s, "nonsense", NULL, NULL, NULL, &d->e));
	assert_int_equal(d->e.code, ERR_INTERNAL);
	assert_null(edit_open(&d->s, "screening", NULL, NULL, NULL, &d->e));
	assert_null(edit_open(&d->s, "screening", "01ARZ3NDEKTSV4RRFFQ69G5FAV", NULL, NULL, &d->e));
	assert_int_equal(d->e.code, ERR_MISSING);
	assert_null(edit_open_draft(&d->s, "01ARZ3NDEKTSV4RRFFQ69G5FAV", &d->e));
	assert_int_equal(d->e.code, ERR_MISSING);
	assert_null(kind_get(""));
}

/* ---- each kind ---- */

static void a_person_is_registered_with_a_case(void **state)
{
	struct service_env *d = *state;
	struct person_row row = {0};
	struct edit *w = open_kind(d, "person", NULL);
	put(w, "name", "Amina Example");
	put(w, "birth_date", "~1994");
	put(w, "phone", "+999 123456");
	assert_true(edit_dirty(w));
	save(d, w);
	assert_false(edit_dirty(w));
	assert_false(w->is_new);
	assert_int_equal(w->record.version, 1);
	assert_string_equal(w->case_row.status, "new");
	assert_string_equal(w->case_row.owner, "amina");
	assert_string_equal(w->case_row.due_kind, "screening");
	assert_string_equal(w->case_row.name, "Amina Example");
	assert_int_equal(w->case_row.score, -1);
	good(d, store_person_get(d->s.store, w->record.id, &row, &d->e));
	assert_string_equal(row.name, "Amina Example");
	assert_string_equal(row.birth, "~1994");
	assert_false(row.fictitious);
	person_row_fini(&row);
	/* Changed later, at another desk: the row follows, no second case is opened. */
	char case_id[ID_TEXT];
	memcpy(case_id, w->case_row.id, sizeof case_id);
	edit_close(&w);
	fill(d, case_id, "person", NULL, "name", "Amina Sample");
	struct case_list all = {0};
	good(d, cases_list(&d->s, &(struct case_filter){0}, &all, &d->e));
	assert_int_equal(all.n, 1);
	assert_string_equal(all.at[0].name, "Amina Sample");
	case_list_fini(&all);
}

/* Kinds that do something need more than a word to be saved. */
static const char *const least[][3] = {
	{"person-copy", "format", "text"},
	{"note", "note", "Words."},
	{"restricted-note", "note", "Words."},
	{"approval", "what", "review"},
	{"decision", "answer", "approved"},
	{"decision", "comment", "Yes."},
	{"assignment", "to", "bashir"},
	{"assignment", "reason", "On leave."},
	{"transfer", "to_kind", "colleague"},
	{"transfer", "colleague", "amina"},
	{"transfer", "reason", "Back again."},
	{"transfer", "person_agrees", "yes"},
	{"transfer-answer", "answer", "accepted"},
	{"status-change", "status", "screened"},
	{"status-change", "reason", "On paper."},
	{"referral-step", "step", "refused"},
	{"referral-step", "reason", "Not wanted."},
};

/* What an answer answers: the newest of the kind it belongs to. */
static const char *const answers_to[][2] = {
	{"decision", "approval"}, {"transfer-answer", "transfer"}, {"referral-step", "referral"}};

static struct edit *open_ready(struct service_env *d, const char *kind, const char *case_id)
{
	struct record parent = {0};
	for (size_t i = 0; i < sizeof answers_to / sizeof *answers_to; i++) {
		if (!strcmp(answers_to[i][0], kind))
			good(d, store_record_newest(d->s.store, case_id, answers_to[i][1], &parent, &d->e));
	}
	struct edit *w = edit_open(&d->s, kind, case_id, NULL, *parent.id ? parent.id : NULL, &d->e);
	assert_non_null(w);
	record_fini(&parent);
	for (size_t i = 0; i < sizeof least / sizeof *least; i++) {
		if (!strcmp(least[i][0], kind))
			put(w, least[i][1], least[i][2]);
	}
	return w;
}

/* In service_rights. */
static bool of_ended_cases(const struct kind *k)
{
	return !strcmp(k->name, "erasure") || !strcmp(k->name, "keep-longer");
}

/* Every kind of a case is saved and read back; the definition is archived, history written, no draft left. */
static void every_kind_is_saved_and_opened_again(void **state)
{
	struct service_env *d = *state;
	char case_id[ID_TEXT];
	register_as(d, "Amina Example", case_id);
	for (int i = 0; kind_at(i); i++) {
		const struct kind *k = kind_at(i);
		if (k->shared || (k->opens_case && strcmp(k->name, "person")))
			continue; /* in service_shared */
		if (of_ended_cases(k))
			continue;
		struct record_list found = {0};
		struct record r = {0};
		struct history_list h = {0};
		char hash[DIGEST_TEXT];
		struct edit *w = open_ready(d, k->name, case_id);
		const struct form_def *def = form_definition(w->form);
		int field = 0;
		while (field < def->n_fields &&
		       (!(def->fields[field].type == FIELD_TEXT || def->fields[field].type == FIELD_LONG) ||
			!form_visible(w->form, field)))
			field++;
		if (field < def->n_fields)
			assert_true(form_set(w->form, field, "Words"));
		bool shown = field < def->n_fields && form_visible(w->form, field);
		good(d, edit_save_draft(&d->s, w, NULL, NULL, &d->e));
		save(d, w);
		assert_false(edit_dirty(w));
		assert_string_equal(w->draft_id, "");
		good(d, store_record_get(d->s.store, w->record.id, &r, &d->e));
		assert_string_equal(r.kind, k->name);
		assert_string_equal(r.form_id, k->form);
		assert_string_equal(r.updated_by, "amina");
		assert_int_equal(r.version, w->record.version);
		if (shown)
			assert_string_equal(pairs_get(&r.answers, def->fields[field].name), "Words");
		digest_of(def->source, strlen(def->source), hash);
		assert_string_equal(r.form_hash, hash);
		char *kept = store_definition_get(d->s.store, hash, &d->e);
		assert_non_null(kept);
		assert_string_equal(kept, def->source);
		free(kept);
		good(d, store_history_list(d->s.store, NULL, r.id, 0, &h, &d->e));
		assert_true(h.n > 0);
		assert_string_equal(h.at[0].case_id, case_id);
		assert_null(strstr(h.at[0].summary, "Amina"));
		history_list_fini(&h);
		/* Of some the program has told a supervisor: there is another one. */
		if (strcmp(k->name, "person") && strcmp(k->name, NOTIFICATION)) {
			good(d, records_list(&d->s, case_id, k->name, &found, &d->e));
			assert_int_equal(found.n, 1);
			record_list_fini(&found);
		}
		record_fini(&r);
		char id[ID_TEXT];
		memcpy(id, w->record.id, sizeof id);
		edit_close(&w);
		w = edit_open(&d->s, k->name, case_id, id, NULL, &d->e);
		assert_non_null(w);
		assert_false(edit_dirty(w));
		assert_false(w->is_new);
		edit_close(&w);
	}
	struct draft_list drafts = {0};
	good(d, drafts_list(&d->s, &drafts, &d->e));
	assert_int_equal(drafts.n, 0);
	draft_list_fini(&drafts);
}

/* ---- two at once ---- */

static void while_somebody_else_saves_nothing_is_lost(void **state)
{
	struct service_env *d = *state, other;
	char case_id[ID_TEXT];
	register_as(d, "Amina Example", case_id);
	struct edit *w = open_kind(d, "plan", case_id);
	put(w, "wishes", "Work and a room");
	service_env_beside(&other, d, "besnik");
	store_set_deadline(d->s.store, 20);
	good(&other, store_begin(other.s.store, &other.e));
	refused(d, ERR_BUSY, edit_save(&d->s, w, NULL, &d->e));
	refused(d, ERR_BUSY, edit_save_draft(&d->s, w, NULL, NULL, &d->e));
	assert_true(edit_dirty(w));
	assert_true(w->is_new);
	assert_string_equal(w->draft_id, "");
	store_rollback(other.s.store);
	good(d, edit_save_draft(&d->s, w, NULL, NULL, &d->e));
	save(d, w);
	assert_int_equal(w->record.version, 1);
	edit_close(&w);
	service_env_leave(&other);
}

/* ---- drafts ---- */

static void a_draft_is_its_authors_alone(void **state)
{
	struct service_env *d = *state, other;
	struct draft_list l = {0};
	struct edit *w = open_kind(d, "person", NULL);
	put(w, "name", "Amina Example");
	good(d, edit_save_draft(&d->s, w, NULL, NULL, &d->e));
	service_env_beside(&other, d, "besnik");
	good(&other, drafts_list(&other.s, &l, &other.e));
	assert_int_equal(l.n, 0);
	draft_list_fini(&l);
	assert_null(edit_open_draft(&other.s, w->draft_id, &other.e));
	assert_int_equal(other.e.code, ERR_MISSING);
	service_env_leave(&other);
	good(d, edit_discard_draft(&d->s, w, &d->e));
	good(d, edit_discard_draft(&d->s, w, &d->e));
	good(d, drafts_list(&d->s, &l, &d->e));
	assert_int_equal(l.n, 0);
	draft_list_fini(&l);
	edit_close(&w);
}

static void the_same_draft_at_two_terminals_is_not_saved_twice(void **state)
{
	struct service_env *d = *state;
	struct record theirs = {0};
	struct case_list all = {0};
	struct pairs mine = {0};
	struct edit *one = open_kind(d, "person", NULL);
	put(one, "name", "Amina Example");
	good(d, edit_save_draft(&d->s, one, NULL, NULL, &d->e));
	struct edit *two = edit_open_draft(&d->s, one->draft_id, &d->e);
	assert_non_null(two);
	save(d, one);
	put(two, "phone", "12345");
	refused(d, ERR_CONFLICT, edit_save(&d->s, two, &theirs, &d->e));
	form_store(two->form, &mine);
	edit_rebase(two, &theirs, &mine);
	save(d, two);
	assert_string_equal(two->case_row.number, "HR-2026-0001");
	good(d, cases_list(&d->s, &(struct case_filter){0}, &all, &d->e));
	assert_int_equal(all.n, 1);
	case_list_fini(&all);
	pairs_clear(&mine);
	record_fini(&theirs);
	edit_close(&one);
	edit_close(&two);
}

/* ---- who may not ---- */

struct denied {
	struct service_env *d;
	struct edit *w; /* opened while one still might */
	char case_id[ID_TEXT], action[ID_TEXT], draft[ID_TEXT];
};

#define CALL(name, expression)                                                                                         \
	static bool call_##name(struct denied *x)                                                                      \
	{                                                                                                              \
		struct session *s = &x->d->s;                                                                          \
		struct err *e = &x->d->e;                                                                              \
		struct case_row k = {0};                                                                               \
		struct case_list cases = {0};                                                                          \
		struct record_list records = {0};                                                                      \
		struct history_list history = {0};                                                                     \
		struct draft_list drafts = {0};                                                                        \
		struct today today = {0};                                                                              \
		struct assessment assessment = {0};                                                                    \
		struct plan_view plan = {0};                                                                           \
		struct approval_list approvals = {0};                                                                  \
		struct closure_view closure = {0};                                                                     \
		struct status_view status = {0};                                                                       \
		struct caseload_list loads = {0};                                                                      \
		struct round_figures *rounds = NULL;                                                                   \
		int n = 0, likeness[10];                                                                               \
		(void)s, (void)e, (void)k, (void)cases, (void)records, (void)history, (void)drafts, (void)today;       \
		(void)assessment, (void)plan, (void)rounds, (void)n, (void)likeness, (void)approvals, (void)closure;   \
		(void)status, (void)loads;                                                                             \
		return (expression);                                                                                   \
	}
CALL(find, cases_find(s, "amina", 10, &cases, likeness, e))
CALL(list, cases_list(s, &(struct case_filter){0}, &cases, e))
CALL(get, cases_get(s, x->case_id, &k, e))
CALL(jump, cases_jump(s, "1", &k, e))
CALL(today, today_read(s, &today, e))
CALL(agenda, agenda_read(s, (struct date){2026, 12, 1, false}, true, &today, e))
CALL(assessment, assessment_read(s, x->case_id, &assessment, e))
CALL(rounds, rounds_read(s, x->case_id, &rounds, &n, e))
CALL(plan, plan_read(s, x->case_id, &plan, e))
CALL(dismiss, plan_dismiss(s, x->case_id, "legal-aid", "No.", e))
CALL(state, action_set_state(s, x->action, "done", "", e))
CALL(status, case_set_status(s, x->case_id, "duplicate", "Why.", e))
CALL(waiting, approvals_waiting(s, &approvals, e))
CALL(ask, approval_ask(s, x->case_id, "review", "", e))
CALL(answer, approval_answer(s, x->action, true, "", NULL, e))
CALL(closure, closure_read(s, x->case_id, &closure, e))
CALL(assign, cases_assign(s, (const char (*)[ID_TEXT])x->case_id, 1, "bashir", "Why.", e))
CALL(take, transfer_answer(s, x->action, "accepted", "", e))
CALL(status_page, status_read(s, x->case_id, &status, e))
CALL(seen, notices_seen(s, x->case_id, e))
CALL(loads, caseloads_read(s, &loads, e))
CALL(status_hold, case_set_status(s, x->case_id, "on-hold", "Why.", e))
CALL(status_none, case_set_status(s, x->case_id, "nonsense", "Why.", e))
CALL(records, records_list(s, x->case_id, "action", &records, e))
CALL(history, history_read(s, x->case_id, 0, &history, e))
CALL(summary, case_summary(s, x->case_id, 58, e) != NULL)
CALL(demo, demo_fill(s, 1, e))
CALL(demo_none, demo_fill(s, 0, e))
CALL(save, edit_save(s, x->w, NULL, e))
CALL(keep, edit_save_draft(s, x->w, NULL, NULL, e))
CALL(drop, edit_discard_draft(s, x->w, e))
CALL(drafts, drafts_list(s, &drafts, e))
CALL(open_draft, edit_open_draft(s, x->draft, e) != NULL)

static void without_permission_nothing_is_done(void **state)
{
	static const struct {
		const char *name;
		bool (*call)(struct denied *x);
	} calls[] = {
		{"find", call_find},
		{"list", call_list},
		{"get", call_get},
		{"jump", call_jump},
		{"today", call_today},
		{"agenda", call_agenda},
		{"assessment", call_assessment},
		{"rounds", call_rounds},
		{"plan", call_plan},
		{"dismiss", call_dismiss},
		{"state", call_state},
		{"status", call_status},
		{"waiting", call_waiting},
		{"ask", call_ask},
		{"answer", call_answer},
		{"closure", call_closure},
		{"assign", call_assign},
		{"take", call_take},
		{"status page", call_status_page},
		{"seen", call_seen},
		{"loads", call_loads},
		{"hold", call_status_hold},
		{"no status", call_status_none},
		{"records", call_records},
		{"history", call_history},
		{"summary", call_summary},
		{"demo", call_demo},
		{"demo of none", call_demo_none},
		{"save", call_save},
		{"keep", call_keep},
		{"drop", call_drop},
		{"drafts", call_drafts},
		{"open draft", call_open_draft},
	};
	struct service_env *d = *state;
	struct denied x = {.d = d};
	register_as(d, "Amina Example", x.case_id);
	fill(d, x.case_id, "action", x.action, "action", "Words");
	x.w = open_kind(d, "plan", x.case_id);
	put(x.w, "wishes", "Work and a room");
	good(d, edit_save_draft(&d->s, x.w, NULL, NULL, &d->e));
	memcpy(x.draft, x.w->draft_id, sizeof x.draft);
	put(x.w, "wishes", "Work and a room of her own");
	unsigned permits = d->s.permits;
	d->s.permits = 0;
	for (size_t i = 0; i < sizeof calls / sizeof calls[0]; i++) {
		memset(&d->e, 0, sizeof d->e);
		if (calls[i].call(&x) || d->e.code != ERR_DENIED)
			fail_msg("%s: code %d, %s", calls[i].name, d->e.code, d->e.detail);
	}
	for (int i = 0; kind_at(i); i++) {
		memset(&d->e, 0, sizeof d->e);
		assert_null(edit_open(&d->s, kind_at(i)->name, x.case_id, NULL, NULL, &d->e));
		assert_int_equal(d->e.code, ERR_DENIED);
	}
	d->s.permits = permits;
	struct history_list h = {0};
	good(d, history_read(&d->s, x.case_id, 0, &h, &d->e));
	assert_int_equal(h.n, 2); /* as it was */
	history_list_fini(&h);
	edit_close(&x.w);
}

static void each_kind_needs_its_own_permission(void **state)
{
	struct service_env *d = *state;
	char case_id[ID_TEXT];
	register_as(d, "Amina Example", case_id);
	for (int i = 0; kind_at(i); i++) {
		if (of_ended_cases(kind_at(i)))
			continue;
		struct edit *w = open_kind(d, kind_at(i)->name, case_id);
		d->s.permits = PERMIT_EVERYTHING & ~PERMIT_BIT(kind_at(i)->permit);
		refused(d, ERR_DENIED, edit_save(&d->s, w, NULL, &d->e));
		assert_null(edit_open(&d->s, kind_at(i)->name, case_id, NULL, NULL, &d->e));
		d->s.permits = PERMIT_EVERYTHING;
		edit_close(&w);
	}
}

static void names_are_for_those_who_may_see_them(void **state)
{
	struct service_env *d = *state;
	char case_id[ID_TEXT];
	struct case_list l = {0};
	struct history_list h = {0};
	int likeness[5];
	register_as(d, "Amina Example", case_id);
	d->s.permits &= ~PERMIT_BIT(PERMIT_NAMES);
	struct case_row k = head(d, case_id);
	assert_null(k.name);
	case_row_fini(&k);
	good(d, cases_list(&d->s, &(struct case_filter){0}, &l, &d->e));
	assert_null(l.at[0].name);
	case_list_fini(&l);
	good(d, cases_find(&d->s, "amina", 5, &l, likeness, &d->e));
	assert_int_equal(l.n, 1);
	assert_null(l.at[0].name);
	case_list_fini(&l);
	good(d, history_read(&d->s, case_id, 0, &h, &d->e));
	for (int i = 0; i < h.at[0].n_changes; i++)
		assert_null(strstr(h.at[0].changes[i].new_value, "Amina"));
	history_list_fini(&h);
	assert_null(edit_open(&d->s, "person", case_id, NULL, NULL, &d->e));
	assert_int_equal(d->e.code, ERR_DENIED);
}

#define T(f) cmocka_unit_test_setup_teardown(f, service_env_set_up, service_env_tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		T(an_unknown_kind_or_case_is_refused),
		T(a_person_is_registered_with_a_case),
		T(every_kind_is_saved_and_opened_again),
		T(while_somebody_else_saves_nothing_is_lost),
		T(a_draft_is_its_authors_alone),
		T(the_same_draft_at_two_terminals_is_not_saved_twice),
		T(without_permission_nothing_is_done),
		T(each_kind_needs_its_own_permission),
		T(names_are_for_those_who_may_see_them),
	};
	return cmocka_run_group_tests_name("service_save", tests, NULL, NULL);
}
