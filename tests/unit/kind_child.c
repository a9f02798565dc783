/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Children and the gates: what opens by the declared age, what is refused until when, and what is locked again.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <sarai/access/session.h>
#include <sarai/base/clock.h>
#include <sarai/base/date.h>
#include <sarai/base/pairs.h>
#include <sarai/base/units.h>
#include <sarai/edit/kind.h>
#include <sarai/edit/open.h>
#include <sarai/edit/save.h>
#include <sarai/form/form.h>
#include <sarai/kind/action.h>
#include <sarai/kind/action_locks.h>
#include <sarai/model/due.h>
#include <sarai/model/gate.h>
#include <sarai/model/permit.h>
#include <sarai/store/casefile.h>
#include <sarai/store/record.h>
#include <sarai/view/case_records.h>
#include <sarai/view/check_lines.h>
#include <sarai/view/checklist.h>
#include <sarai/view/notices.h>
#include <sarai/view/summary.h>
#include <sarai/view/today.h>

#include "lib/service_env.h"

static void register_aged(struct service_env *d, const char *birth, char out[ID_TEXT])
{
	struct edit *w = open_kind(d, "person", NULL);
	put(w, "name", "Rahim Sample");
	put(w, "birth_date", birth);
	save(d, w);
	memcpy(out, w->case_row.id, ID_TEXT);
	edit_close(&w);
}

static void set_person(struct service_env *d, const char *case_id, const char *field, const char *value)
{
	struct edit *w = open_kind(d, "person", case_id);
	put(w, field, value);
	save(d, w);
	edit_close(&w);
}

static struct gate_facts facts(struct service_env *d, const char *case_id)
{
	struct gate_facts f;
	good(d, gates_read(&d->s, case_id, &f, &d->e));
	return f;
}

/* An action with this service; its id in out. */
static void plan_action(struct service_env *d, const char *case_id, const char *service, char out[ID_TEXT])
{
	fill(d, case_id, "action", out, "action", "A step", "service", service, "due_on", "2026-12-31");
}

static void stays_locked(struct service_env *d, const char *action, const char *why)
{
	static const char *const begun[] = {"started", "waiting", "done"};
	for (int i = 0; i < 3; i++) {
		struct record r = {0};
		refused(d, ERR_DATA, action_set_state(&d->s, action, begun[i], "Result", &d->e));
		if (!strstr(d->e.detail, why))
			fail_msg("%s: \"%s\" is not in: %s", begun[i], why, d->e.detail);
		good(d, store_record_get(d->s.store, action, &r, &d->e));
		assert_string_equal(r.state, "planned");
		record_fini(&r);
	}
}

static void determine(struct service_env *d, const char *case_id, const char *decision)
{
	struct edit *w = open_kind(d, "bid", case_id);
	if (w->record.round > 1)
		put(w, "reopen_reason", "New facts");
	put(w, "question", "return");
	put(w, "panel", "Ann, chair\nBen, youth authority");
	put(w, "options", "There or here");
	put(w, "views", "Wants to go home");
	put(w, "views_how", "panel");
	put(w, "guardian_present", "yes");
	put(w, "decision", decision);
	put(w, "reasons", "Safe there, and wanted");
	put(w, "decided_on", "2026-11-23");
	put(w, "finished", "yes");
	save(d, w);
	edit_close(&w);
}

static void assess_family(struct service_env *d, const char *case_id, const char *result)
{
	fill(d, case_id, "family-assessment", NULL, "who", "Mother", "done_by", "Partner", "safe", "yes", "willing",
	     "yes", "able", "yes", "result", result, "child_agrees", "yes", "guardian_agrees", "yes");
}

static void appoint_guardian(struct service_env *d, const char *case_id)
{
	fill(d, case_id, "child", NULL, "situation", "unaccompanied", "guardian", "appointed", "guardian_name",
	     "Office", "guardian_on", "2026-11-20");
}

/* ---- return ---- */

static void a_return_is_locked_until_all_its_keys_are_there(void **state)
{
	struct service_env *d = *state;
	char id[ID_TEXT], action[ID_TEXT];
	register_aged(d, "~2011", id);
	plan_action(d, id, "return", action); /* written down as planned: yes */
	stays_locked(d, action, "the child's situation");
	appoint_guardian(d, id);
	stays_locked(d, action, "a determination for it");
	determine(d, id, "stay");
	stays_locked(d, action, "a determination for it");
	determine(d, id, "return");
	stays_locked(d, action, "a family assessment for it");
	assess_family(d, id, "not-yet");
	stays_locked(d, action, "a family assessment for it");
	d->now += DAY;
	assess_family(d, id, "yes");
	good(d, action_set_state(&d->s, action, "started", "", &d->e));
	good(d, action_set_state(&d->s, action, "done", "Home", &d->e));
	/* A return is no reunification elsewhere. */
	fill(d, id, "action", action, "action", "To the aunt", "service", "family-tracing", "aim", "reunite",
	     "return_first", "no", "due_on", "2026-12-31");
	stays_locked(d, action, "a determination for it");
}

static void a_new_action_may_not_be_made_as_begun(void **state)
{
	struct service_env *d = *state;
	char id[ID_TEXT];
	register_aged(d, "~2011", id);
	struct edit *w = open_kind(d, "action", id);
	put(w, "action", "Flight");
	put(w, "service", "return");
	put(w, "state", "done");
	refused(d, ERR_DATA, edit_save(&d->s, w, NULL, &d->e));
	put(w, "state", "cancelled");
	save(d, w);
	edit_close(&w);
	/* Nor may one that is under way become a return. */
	w = open_kind(d, "action", id);
	put(w, "action", "Talk");
	put(w, "service", "information");
	put(w, "state", "started");
	save(d, w);
	put(w, "service", "return");
	refused(d, ERR_DATA, edit_save(&d->s, w, NULL, &d->e));
	edit_close(&w);
}

static void an_appeal_and_opening_again_lock_it_again(void **state)
{
	struct service_env *d = *state;
	char id[ID_TEXT], action[ID_TEXT];
	struct record_list rounds = {0};
	register_aged(d, "2012-05-01", id);
	appoint_guardian(d, id);
	determine(d, id, "return");
	assess_family(d, id, "yes");
	plan_action(d, id, "return", action);
	good(d, records_list(&d->s, id, "bid", &rounds, &d->e));
	assert_int_equal(rounds.n, 1);

	struct edit *w = edit_open(&d->s, "bid", id, rounds.at[0].id, NULL, &d->e);
	assert_non_null(w);
	put(w, "appeal", "asked");
	save(d, w);
	stays_locked(d, action, "the appeal decided");
	put(w, "appeal", "upheld");
	save(d, w);
	good(d, action_set_state(&d->s, action, "started", "", &d->e));
	good(d, action_set_state(&d->s, action, "planned", "", &d->e));
	put(w, "appeal", "changed");
	save(d, w);
	stays_locked(d, action, "a determination for it");
	put(w, "appeal", "upheld");
	save(d, w);
	edit_close(&w);

	/* Opened again: a new round, which needs its reason, and what was decided is not copied into it. */
	w = open_kind(d, "bid", id);
	assert_int_equal(w->record.round, 2);
	assert_string_equal(form_value_of(w->form, "opened"), "again");
	assert_string_equal(form_value_of(w->form, "question"), "return");
	assert_string_equal(form_value_of(w->form, "decision"), "");
	assert_string_equal(form_value_of(w->form, "finished"), "not-yet");
	assert_string_equal(form_value_of(w->form, "decided_on"), "");
	put(w, "question_text", "Still?");
	refused(d, ERR_DATA, edit_save(&d->s, w, NULL, &d->e));
	put(w, "reopen_reason", "The mother has moved");
	save(d, w);
	edit_close(&w);
	stays_locked(d, action, "the re-opened determination");
	determine(d, id, "return"); /* goes on with the round that is open */
	good(d, action_set_state(&d->s, action, "started", "", &d->e));
	record_list_fini(&rounds);
	good(d, records_list(&d->s, id, "bid", &rounds, &d->e));
	assert_int_equal(rounds.n, 2);
	record_list_fini(&rounds);
}

static void what_was_begun_before_a_lock_closed_can_be_stopped(void **state)
{
	struct service_env *d = *state;
	char id[ID_TEXT], action[ID_TEXT];
	register_aged(d, "1990", id);
	plan_action(d, id, "return", action);
	good(d, action_set_state(&d->s, action, "started", "", &d->e));
	set_person(d, id, "birth_date", "2010-01-01");
	struct edit *w = edit_open(&d->s, "action", id, action, NULL, &d->e);
	put(w, "result", "Stopped at once"); /* its words may be written */
	save(d, w);
	edit_close(&w);
	refused(d, ERR_DATA, action_set_state(&d->s, action, "done", "Home", &d->e));
	good(d, action_set_state(&d->s, action, "planned", "", &d->e));
	stays_locked(d, action, "a guardian");
	good(d, action_set_state(&d->s, action, "cancelled", "A child", &d->e));
}

static void an_adult_is_not_affected(void **state)
{
	struct service_env *d = *state;
	char id[ID_TEXT], action[ID_TEXT];
	static const char *const services[] = {"return", "reintegration", "family-tracing", "documentation"};
	register_aged(d, "1990-01-01", id);
	for (int i = 0; i < 4; i++) {
		plan_action(d, id, services[i], action);
		good(d, action_set_state(&d->s, action, "started", "", &d->e));
	}
	/* Nor is anything of a child's due. */
	head_is(d, id, "new", "screening");
	/* The day before, and on, the eighteenth birthday. */
	register_aged(d, "2008-11-24", id);
	assert_true(facts(d, id).is_child);
	register_aged(d, "2008-11-23", id);
	assert_false(facts(d, id).is_child);
	register_aged(d, "2008", id); /* may be 17 still */
	assert_true(facts(d, id).is_child);
}

static void set_disputed(struct service_env *d, const char *case_id, const char *value)
{
	struct pairs answers = {0};
	struct edit *w = open_kind(d, "person", case_id);
	form_store_all(w->form, &answers);
	pairs_set(&answers, "age_disputed", value);
	form_load(w->form, &answers);
	pairs_clear(&answers);
	save(d, w);
	edit_close(&w);
}

static void whose_age_is_disputed_is_a_child_until_it_is_settled(void **state)
{
	struct service_env *d = *state;
	struct checklist l;
	char id[ID_TEXT], action[ID_TEXT];
	register_aged(d, "2000-01-01", id);
	plan_action(d, id, "return", action);
	set_disputed(d, id, "yes");
	assert_true(facts(d, id).is_child);
	stays_locked(d, action, "a guardian");
	good(d, checklist_read(&d->s, id, SECTION_CHILD, &l, &d->e));
	assert_false(l.closed);
	assert_int_equal(l.at[0].state, CHECK_NOTE);
	assert_non_null(strstr(l.at[0].text, "Age disputed"));
	checklist_fini(&l);
	set_disputed(d, id, "no");
	assert_false(facts(d, id).is_child);
	good(d, action_set_state(&d->s, action, "started", "", &d->e));
}

static void the_words_of_a_finished_determination_stay(void **state)
{
	struct service_env *d = *state;
	char id[ID_TEXT];
	struct record_list rounds = {0};
	register_aged(d, "2012", id);
	determine(d, id, "return");
	good(d, records_list(&d->s, id, "bid", &rounds, &d->e));
	assert_string_equal(rounds.at[0].state, "decided");
	static const char *const fixed[][2] = {
		{"reasons", "Other"}, {"decision", "stay"}, {"views", "Other"}, {"finished", "not-yet"}};
	for (int i = 0; i < 4; i++) {
		struct edit *w = edit_open(&d->s, "bid", id, rounds.at[0].id, NULL, &d->e);
		put(w, fixed[i][0], fixed[i][1]);
		refused(d, ERR_DATA, edit_save(&d->s, w, NULL, &d->e));
		edit_close(&w);
	}
	struct edit *w = edit_open(&d->s, "bid", id, rounds.at[0].id, NULL, &d->e);
	put(w, "told_on", "2026-11-23");
	save(d, w);
	edit_close(&w);
	record_list_fini(&rounds);
}

static void a_determination_is_not_finished_without_panel_views_and_reasons(void **state)
{
	struct service_env *d = *state;
	char id[ID_TEXT], bid[ID_TEXT];
	struct record r = {0};
	register_aged(d, "2012", id);
	fill(d, id, "bid", bid, "question", "solution", "decision", "return");
	struct edit *w = open_kind(d, "bid", id);
	put(w, "finished", "yes");
	refused(d, ERR_DATA, edit_save(&d->s, w, NULL, &d->e));
	assert_non_null(strstr(d->e.detail, "the panel"));
	assert_non_null(strstr(d->e.detail, "the child's views"));
	assert_non_null(strstr(d->e.detail, "the reasons"));
	edit_close(&w);
	good(d, store_record_get(d->s.store, bid, &r, &d->e));
	assert_string_equal(r.state, "open");
	record_fini(&r);
	assert_false(facts(d, id).bid_for_return);
}

static void a_child_with_family_needs_an_assessment_and_no_panel(void **state)
{
	struct service_env *d = *state;
	char id[ID_TEXT], action[ID_TEXT];
	register_aged(d, "2014", id);
	plan_action(d, id, "return", action);
	fill(d, id, "child", NULL, "situation", "with-family", "guardian", "parents");
	stays_locked(d, action, "a best interests assessment for it");
	fill(d, id, "bia", NULL, "trigger", "return", "views", "Home with mother", "result", "return-together");
	stays_locked(d, action, "a family assessment for it");
	assess_family(d, id, "yes");
	good(d, action_set_state(&d->s, action, "started", "", &d->e));
	/* The latest assessment asks for a panel: locked until it has decided. */
	good(d, action_set_state(&d->s, action, "planned", "", &d->e));
	d->now += DAY;
	fill(d, id, "bia", NULL, "trigger", "safety", "views", "Afraid of father", "result", "determination");
	stays_locked(d, action, "a determination for it");
}

static void tracing_waits_for_the_child(void **state)
{
	struct service_env *d = *state;
	char id[ID_TEXT], action[ID_TEXT];
	register_aged(d, "2012", id);
	plan_action(d, id, "family-tracing", action);
	stays_locked(d, action, "the child's yes to tracing");
	fill(d, id, "tracing", NULL, "sought", "Uncle", "agreed", "no", "state", "declined");
	stays_locked(d, action, "the child's yes to tracing");
	d->now += DAY;
	fill(d, id, "tracing", NULL, "sought", "Aunt", "agreed", "yes", "state", "running", "started_on", "2026-11-24");
	good(d, action_set_state(&d->s, action, "started", "", &d->e));
}

/* ---- international protection ---- */

static void fear_of_going_back_locks_a_return_until_counselled(void **state)
{
	static const struct {
		const char *flag, *decision;
	} rows[] = {{"yes", "assess"}, {"no", "international-protection"}, {NULL, "international-protection"}};
	struct service_env *d = *state;
	for (int i = 0; i < 3; i++) {
		char id[ID_TEXT], action[ID_TEXT], told[ID_TEXT];
		register_aged(d, "1990", id);
		struct edit *w = open_kind(d, "screening", id);
		put(w, "consent", "consents");
		if (rows[i].flag)
			put(w, "fear_of_return", rows[i].flag);
		put(w, "decision", rows[i].decision);
		save(d, w);
		edit_close(&w);
		plan_action(d, id, "return", action);
		stays_locked(d, action, "counselling on asylum");
		fill(d, id, "protection-counselling", told, "counselled_by", "Legal aid", "language", "ara", "told",
		     "how", "referral", "declined");
		stays_locked(d, action, "counselling on asylum"); /* the right itself was not explained */
		w = edit_open(&d->s, "protection-counselling", id, told, NULL, &d->e);
		put(w, "told", "right how");
		put(w, "referral", "not-offered");
		save(d, w);
		stays_locked(d, action, "a referral offered");
		put(w, "referral", "declined");
		save(d, w);
		edit_close(&w);
		good(d, action_set_state(&d->s, action, "started", "", &d->e));
	}
}

static void a_flag_taken_back_in_a_later_round_locks_no_more(void **state)
{
	struct service_env *d = *state;
	char id[ID_TEXT];
	register_aged(d, "1990", id);
	fill(d, id, "screening", NULL, "consent", "consents", "fear_of_return", "yes", "decision", "assess");
	assert_true(facts(d, id).protection_raised);
	/* Acting on the urgent flag stops its clock; the fear is there all the same. */
	fill(d, id, "urgent-response", NULL, "flags", "fear_of_return", "done", "Legal aid told", "safe_now", "yes");
	assert_true(facts(d, id).protection_raised);
	d->now += DAY;
	fill(d, id, "assessment", NULL, "fear_of_return", "no");
	assert_false(facts(d, id).protection_raised);
}

static void a_consulate_hears_nothing_without_explicit_consent(void **state)
{
	struct service_env *d = *state;
	char id[ID_TEXT], action[ID_TEXT];
	register_aged(d, "1990", id);
	fill(d, id, "action", action, "action", "Passport", "service", "documentation", "consulate", "yes", "due_on",
	     "2026-12-31");
	stays_locked(d, action, "consent for the consulate");
	fill(d, id, "consent", NULL, "consent", "consents", "given_by", "person", "method", "signed", "purposes",
	     "case-work services documents", "recipients", "provider authorities");
	stays_locked(d, action, "consent for the consulate");
	d->now += HOUR;
	fill(d, id, "consent", NULL, "consent", "consents", "given_by", "person", "method", "signed", "purposes",
	     "documents", "recipients", "consulate");
	good(d, action_set_state(&d->s, action, "started", "", &d->e));
	good(d, action_set_state(&d->s, action, "planned", "", &d->e));
	d->now += HOUR;
	fill(d, id, "consent", NULL, "consent", "withdrawn");
	stays_locked(d, action, "consent for the consulate");
	/* Who fears to go back has to be asked whether papers go through it at all. */
	fill(d, id, "screening", NULL, "consent", "consents", "fear_of_return", "yes", "decision", "assess");
	plan_action(d, id, "documentation", action);
	stays_locked(d, action, "counselling on asylum");
	struct edit *w = edit_open(&d->s, "action", id, action, NULL, &d->e);
	put(w, "consulate", "no");
	save(d, w);
	edit_close(&w);
	good(d, action_set_state(&d->s, action, "started", "", &d->e));
}

/* ---- what is due, and the pages ---- */

static bool due_in_today(struct service_env *d, const char *what)
{
	struct today t;
	bool found = false;
	good(d, today_read(&d->s, &t, &d->e));
	for (int i = 0; i < t.n; i++)
		found |= t.at[i].kind == TODAY_OVERDUE && !strcmp(t.at[i].what, what);
	today_fini(&t);
	return found;
}

static void a_childs_steps_are_due_and_late_in_today(void **state)
{
	struct service_env *d = *state;
	const struct due_child_rules *r = &d->config->due->child;
	char id[ID_TEXT], due[TIME_TEXT];
	int64_t start = d->now;
	register_aged(d, "2011", id);
	fill(d, id, "screening", NULL, "consent", "assents", "decision", "refer");
	head_is(d, id, "screened", "child"); /* though no assessment is waited for */
	fill(d, id, "child", NULL, "situation", "with-family");
	struct case_row k = head(d, id);
	assert_string_equal(k.due_kind, "bia");
	time_to_iso(start + (int64_t)r->bia_h * HOUR, due);
	assert_string_equal(k.due, due);
	case_row_fini(&k);
	d->now = start + (int64_t)r->bia_h * HOUR + HOUR;
	assert_true(due_in_today(d, "Best interests assessment"));
	fill(d, id, "bia", NULL, "trigger", "first"); /* begun, no result: still due */
	assert_true(due_in_today(d, "Best interests assessment"));
	struct record_list l = {0};
	good(d, records_list(&d->s, id, "bia", &l, &d->e));
	struct edit *w = edit_open(&d->s, "bia", id, l.at[0].id, NULL, &d->e);
	record_list_fini(&l);
	put(w, "views", "Likes it there");
	put(w, "result", "stay");
	save(d, w);
	edit_close(&w);
	assert_false(due_in_today(d, "Best interests assessment"));
	k = head(d, id);
	assert_string_equal(k.due_kind, "bia"); /* again, in its time */
	case_row_fini(&k);
}

static void who_turns_out_to_be_a_child_is_late_from_then_on_only(void **state)
{
	struct service_env *d = *state;
	char id[ID_TEXT];
	int64_t due;
	register_aged(d, "1990", id);
	d->now += 60 * (int64_t)DAY;
	set_person(d, id, "birth_date", "2011");
	int64_t known = d->now;
	fill(d, id, "screening", NULL, "consent", "assents", "decision", "refer");
	struct case_row k = head(d, id);
	assert_string_equal(k.due_kind, "child");
	assert_true(time_from_iso(k.due, &due));
	assert_int_equal(due, known + (int64_t)d->config->due->child.situation_h * HOUR);
	case_row_fini(&k);
	d->now += DAY;
	set_person(d, id, "name", "Rahim A. Sample"); /* its time stays */
	k = head(d, id);
	assert_true(time_from_iso(k.due, &due));
	assert_int_equal(due, known + (int64_t)d->config->due->child.situation_h * HOUR);
	case_row_fini(&k);
}

static void refused_consent_is_followed_by_no_clock(void **state)
{
	struct service_env *d = *state;
	char id[ID_TEXT];
	register_aged(d, "2011", id);
	fill(d, id, "screening", NULL, "consent", "refused");
	head_is(d, id, "screened", "");
}

static const struct check_line *line_of(const struct checklist *l, const char *text)
{
	for (int i = 0; i < l->n; i++) {
		if (!strncmp(l->at[i].text, text, strlen(text)))
			return &l->at[i];
	}
	fail_msg("no line %s", text);
	return NULL;
}

static void the_checklist_says_what_is_done_missing_and_late(void **state)
{
	struct service_env *d = *state;
	struct checklist l;
	char id[ID_TEXT];
	register_aged(d, "2013-06-01", id);
	good(d, checklist_read(&d->s, id, SECTION_CHILD, &l, &d->e));
	assert_false(l.closed);
	assert_true(l.return_locked);
	assert_int_equal(line_of(&l, "Guardian")->state, CHECK_MISSING);
	assert_int_equal(line_of(&l, "Assisted return: locked")->state, CHECK_HEADING);
	assert_non_null(strstr(line_of(&l, "Age 13")->text, "assent"));
	checklist_fini(&l);
	appoint_guardian(d, id);
	d->now += 30 * (int64_t)DAY;
	good(d, checklist_read(&d->s, id, SECTION_CHILD, &l, &d->e));
	assert_int_equal(line_of(&l, "Guardian")->state, CHECK_DONE);
	assert_true(*line_of(&l, "Guardian")->record_id != 0);
	assert_int_equal(line_of(&l, "Best interests assessment")->state, CHECK_LATE);
	assert_string_equal(line_of(&l, "Best interests assessment")->kind, "bia");
	assert_string_equal(line_of(&l, "Best interests assessment")->record_id, "");
	assert_true(l.late >= 1);
	checklist_fini(&l);
	char *page = case_summary(&d->s, id, 500, &d->e);
	assert_non_null(strstr(page, "CHILD: missing: "));
	assert_non_null(strstr(page, "Best interests assessment"));
	assert_non_null(strstr(page, "locked"));
	free(page);
	determine(d, id, "return");
	assess_family(d, id, "yes");
	good(d, checklist_read(&d->s, id, SECTION_CHILD, &l, &d->e));
	assert_false(l.return_locked);
	assert_int_equal(line_of(&l, "Assisted return: not locked")->state, CHECK_HEADING);
	line_of(&l, "Family reunification: locked");
	checklist_fini(&l);
}

static void for_adults_it_says_why_it_is_empty(void **state)
{
	struct service_env *d = *state;
	struct checklist l;
	char id[ID_TEXT];
	register_aged(d, "1990-01-01", id);
	good(d, checklist_read(&d->s, id, SECTION_CHILD, &l, &d->e));
	assert_true(l.closed);
	line_of(&l, "Not for adults: 36");
	checklist_fini(&l);
	register_as(d, "Nobody Knows", id);
	good(d, checklist_read(&d->s, id, SECTION_CHILD, &l, &d->e));
	assert_true(l.closed);
	line_of(&l, "No age in Person yet");
	checklist_fini(&l);
	good(d, checklist_read(&d->s, id, SECTION_PLAN, &l, &d->e));
	assert_int_equal(l.n, 0);
	char *page = case_summary(&d->s, id, 58, &d->e);
	assert_null(strstr(page, "CHILD"));
	free(page);
	struct session s = d->s;
	s.permits &= ~PERMIT_BIT(PERMIT_VIEW);
	refused(d, ERR_DENIED, checklist_read(&s, id, SECTION_CHILD, &l, &d->e));
	struct gate_facts f;
	refused(d, ERR_DENIED, gates_read(&s, id, &f, &d->e));
}

static char *warning(struct service_env *d, const char *case_id, const char *kind, const char *field, const char *value)
{
	struct edit *w = open_kind(d, kind, case_id);
	put(w, field, value);
	char *words = w->kind->warns(&d->s, w);
	edit_close(&w);
	return words;
}

static void what_the_worker_is_told_in_the_forms(void **state)
{
	struct service_env *d = *state;
	char id[ID_TEXT];
	register_aged(d, "2016-01-01", id);
	char *words = warning(d, id, "child", "situation", "unaccompanied");
	assert_non_null(strstr(words, "Set the flag"));
	free(words);
	words = warning(d, id, "child", "with_abuser", "yes");
	assert_non_null(strstr(words, "Set the flag"));
	free(words);
	words = warning(d, id, "child", "assent", "own");
	assert_non_null(strstr(words, "spoken assent"));
	free(words);
	assert_null(warning(d, id, "child", "assent", "spoken"));
	assert_null(warning(d, id, "child", "situation", "with-family"));
	/* Not set silently: only said, and no more once it is set. */
	fill(d, id, "child", NULL, "situation", "unaccompanied");
	struct case_row k = head(d, id);
	assert_string_equal(k.flags ? k.flags : "", "");
	case_row_fini(&k);
	fill(d, id, "screening", NULL, "consent", "assents", "unaccompanied_child", "yes", "decision", "assess");
	assert_null(warning(d, id, "child", "situation", "unaccompanied"));
	words = warning(d, id, "action", "service", "return");
	assert_non_null(strstr(words, "Assisted return is locked: needs a guardian"));
	free(words);
	assert_null(warning(d, id, "action", "service", "health"));
	register_aged(d, "1990", id);
	assert_null(warning(d, id, "action", "service", "return"));
	words = warning(d, id, "child", "situation", "with-family");
	assert_non_null(strstr(words, "an adult"));
	free(words);
}

#define T(f) cmocka_unit_test_setup_teardown(f, service_env_set_up, service_env_tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		T(a_return_is_locked_until_all_its_keys_are_there),
		T(a_new_action_may_not_be_made_as_begun),
		T(an_appeal_and_opening_again_lock_it_again),
		T(what_was_begun_before_a_lock_closed_can_be_stopped),
		T(an_adult_is_not_affected),
		T(whose_age_is_disputed_is_a_child_until_it_is_settled),
		T(the_words_of_a_finished_determination_stay),
		T(a_determination_is_not_finished_without_panel_views_and_reasons),
		T(a_child_with_family_needs_an_assessment_and_no_panel),
		T(tracing_waits_for_the_child),
		T(fear_of_going_back_locks_a_return_until_counselled),
		T(a_flag_taken_back_in_a_later_round_locks_no_more),
		T(a_consulate_hears_nothing_without_explicit_consent),
		T(a_childs_steps_are_due_and_late_in_today),
		T(who_turns_out_to_be_a_child_is_late_from_then_on_only),
		T(refused_consent_is_followed_by_no_clock),
		T(the_checklist_says_what_is_done_missing_and_late),
		T(for_adults_it_says_why_it_is_empty),
		T(what_the_worker_is_told_in_the_forms),
	};
	return cmocka_run_group_tests_name("service_child", tests, NULL, NULL);
}
