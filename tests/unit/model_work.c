/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Rules of the work on a case, as tables: the closure's checklist, caseloads and approvals, dates of cases on hold and
 * closed, what is not set by hand.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include <sarai/base/builtin.h>
#include <sarai/base/units.h>
#include <sarai/model/closure.h>
#include <sarai/model/due.h>

/* ---- closing ---- */

static struct closure_facts complete(void)
{
	return (struct closure_facts){
		.reason = "goals-met",
		.risks_gone = true,
		.told_come_back = true,
		.file_complete = true,
		.later_asked = true,
		.later_agreed = true,
		.later_how = true,
		.retention_set = true,
		.attempts_needed = 3,
	};
}

static void nothing_is_missing_of_a_complete_closure(void **state)
{
	struct closure_facts f = complete();
	(void)state;
	assert_int_equal(closure_missing_count(&f), 0);
}

static void of_nothing_all_that_can_be_asked_is_missing(void **state)
{
	struct closure_facts f = {0};
	(void)state;
	assert_true(closure_missing(&f, CLOSURE_REASON));
	assert_true(closure_missing(&f, CLOSURE_RISKS_GONE));
	assert_true(closure_missing(&f, CLOSURE_COME_BACK));
	assert_true(closure_missing(&f, CLOSURE_LATER));
	assert_true(closure_missing(&f, CLOSURE_FILE));
	assert_true(closure_missing(&f, CLOSURE_RETENTION));
	assert_int_equal(closure_missing_count(&f), 6);
}

/* Each thing alone is found, and nothing else. */
static void each_thing_that_is_missing_is_found(void **state)
{
	(void)state;
	for (enum closure_item i = 0; i < CLOSURE_ITEMS; i++) {
		struct closure_facts f = complete();
		switch (i) {
		case CLOSURE_REASON:
			f.reason = "";
			break;
		case CLOSURE_URGENT:
			f.urgent_open = 1;
			break;
		case CLOSURE_RISKS_GONE:
			f.risks_gone = false;
			break;
		case CLOSURE_GOALS:
			f.goals_open = 2;
			break;
		case CLOSURE_ACTIONS:
			f.actions_open = 1;
			break;
		case CLOSURE_ATTEMPTS:
			f.reason = "lost-contact";
			f.attempts = 2;
			break;
		case CLOSURE_COME_BACK:
			f.told_come_back = false;
			break;
		case CLOSURE_LATER:
			f.later_asked = f.later_agreed = f.later_how = false;
			break;
		case CLOSURE_LATER_HOW:
			f.later_how = false;
			break;
		case CLOSURE_FILE:
			f.file_complete = false;
			break;
		case CLOSURE_RETENTION:
			f.retention_set = false;
			break;
		case CLOSURE_TRANSFER:
			f.transfer_pending = true;
			break;
		case CLOSURE_ITEMS:
			break;
		}
		for (enum closure_item k = 0; k < CLOSURE_ITEMS; k++)
			assert_int_equal(closure_missing(&f, k), k == i);
		assert_int_not_equal(*closure_words(i), 0);
		assert_int_not_equal(*closure_where(i), 0);
	}
}

static void of_somebody_gone_nothing_is_asked_that_only_they_could_say(void **state)
{
	static const struct {
		const char *reason;
		int attempts, missing;
	} rows[] = {
		{"death", 0, 0},			      /* of the dead nothing is asked */
		{"lost-contact", 3, 0},			      /* enough attempts */
		{"lost-contact", 2, 1},	 {"goals-met", 0, 3}, /* risks, coming back, later contact */
		{"an-own-reason", 0, 3},
	};
	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct closure_facts f = complete();
		f.reason = rows[i].reason;
		f.attempts = rows[i].attempts;
		f.risks_gone = f.told_come_back = f.later_asked = f.later_agreed = f.later_how = false;
		assert_int_equal(closure_missing_count(&f), rows[i].missing);
	}
}

/* ---- the standards ---- */

static struct catalogue *catalogue_built_in(struct diags *d)
{
	const struct builtin_file *f = builtin_get("factors.ini");
	struct ini_doc *doc = inidoc_read_text("factors.ini", f->data, f->size, d);
	struct catalogue *c = catalogue_parse(doc, d);
	inidoc_free(&doc);
	assert_non_null(c);
	return c;
}

static struct due_rules *rules_of(const char *text, const struct catalogue *c, struct diags *d)
{
	const struct builtin_file *f = builtin_get("follow-up.ini");
	struct ini_doc *doc = inidoc_read_text("follow-up.ini", f->data, f->size, d);
	struct ini_doc *site = inidoc_read_text("site/follow-up.ini", text, strlen(text), d);
	inidoc_overlay(doc, site);
	struct due_rules *r = due_rules_parse(doc, c, d);
	inidoc_free(&doc);
	inidoc_free(&site);
	return r;
}

static void shipped_standards(void **state)
{
	struct diags d = {0};
	struct catalogue *c = catalogue_built_in(&d);
	struct due_rules *r = rules_of("", c, &d);
	int cases[8] = {0}, high = catalogue_band(c, "high");
	(void)state;
	assert_non_null(r);
	const struct oversight *o = &r->oversight;
	assert_int_equal(oversight_load(o, cases, c->n_bands + 1), 0);
	cases[0] = 4; /* not assessed */
	cases[1 + catalogue_band(c, "low")] = 5;
	cases[1 + catalogue_band(c, "medium")] = 2;
	cases[1 + high] = 4;
	assert_int_equal(oversight_load(o, cases, c->n_bands + 1), 4 * 1 + 5 * 1 + 2 * 2 + 4 * 3);
	assert_false(oversight_too_much(o, 25));
	assert_true(oversight_too_much(o, 26));
	assert_true(oversight_plan_needs_approval(o, high));
	assert_false(oversight_plan_needs_approval(o, high - 1));
	assert_false(oversight_plan_needs_approval(o, -1));
	assert_true(o->approve_closure);
	assert_int_equal(o->retention_days, -1);
	due_rules_free(&r);
	catalogue_free(&c);
	diags_fini(&d);
}

static void a_site_sets_its_own(void **state)
{
	struct diags d = {0};
	struct catalogue *c = catalogue_built_in(&d);
	struct due_rules *r =
		rules_of("[approvals]\nplan_from_level = never\nclosure = no\n[caseload]\nhigh = 5\nlimit = 9\n"
			 "[retention]\ndays = 1825\n",
			 c, &d);
	int cases[8] = {0};
	(void)state;
	assert_non_null(r);
	cases[1 + catalogue_band(c, "high")] = 2;
	assert_int_equal(oversight_load(&r->oversight, cases, c->n_bands + 1), 10);
	assert_true(oversight_too_much(&r->oversight, 10));
	assert_false(oversight_plan_needs_approval(&r->oversight, c->n_bands - 1));
	assert_false(r->oversight.approve_closure);
	assert_int_equal(r->oversight.retention_days, 1825);
	due_rules_free(&r);
	catalogue_free(&c);
	diags_fini(&d);
}

static void mistakes_are_found_with_their_line(void **state)
{
	static const struct {
		const char *text;
		int line;
	} rows[] = {
		{"[approvals]\nplan_from_level = enormous\n", 2},
		{"[approvals]\nclosure = perhaps\n", 2},
		{"[caseload]\nenormous = 3\n", 2},
		{"[caseload]\nhigh = lots\n", 2},
		{"[caseload]\nlimit = 0\n", 2},
		{"[retention]\ndays = soon\n", 2},
		{"[retention]\nweeks = 3\n", 2},
		{"[review]\npost_closure_days = 0\n", 2},
	};
	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct diags d = {0};
		struct catalogue *c = catalogue_built_in(&d);
		struct due_rules *r = rules_of(rows[i].text, c, &d);
		assert_null(r);
		bool found = false;
		for (int k = 0; k < d.n; k++)
			found |= !strcmp(d.at[k].file, "site/follow-up.ini") && d.at[k].line == rows[i].line;
		if (!found)
			fail_msg("no finding for: %s", rows[i].text);
		catalogue_free(&c);
		diags_fini(&d);
	}
}

/* ---- dates ---- */

static void on_hold_and_after_closing(void **state)
{
	struct diags d = {0};
	struct catalogue *c = catalogue_built_in(&d);
	struct due_rules *r = rules_of("", c, &d);
	const int64_t now = 1000 * (int64_t)DAY;
	const struct {
		struct case_facts facts;
		enum due_kind kind;
		int64_t when;
	} rows[] = {
		{{.status = STATUS_ON_HOLD, .registered_at = now, .look_again_at = now + DAY},
		 DUE_LOOK_AGAIN,
		 now + DAY},
		{{.status = STATUS_ON_HOLD, .look_again_at = now + 9 * DAY, .next_contact_at = now + DAY},
		 DUE_FOLLOW_UP,
		 now + DAY},
		{{.status = STATUS_ON_HOLD, .look_again_at = now + 9 * DAY, .urgent_due_at = now}, DUE_URGENT, now},
		{{.status = STATUS_ACTIVE, .registered_at = now, .look_again_at = now - 9 * DAY}, DUE_SCREENING, 0},
		{{.status = STATUS_CLOSED, .registered_at = now, .closed_at = now},
		 DUE_POST_CLOSURE,
		 now + (int64_t)r->post_closure_days * DAY},
		{{.status = STATUS_CLOSED, .registered_at = now, .urgent_due_at = now}, DUE_NOTHING, 0},
		{{.status = STATUS_DUPLICATE, .registered_at = now, .closed_at = now}, DUE_NOTHING, 0},
		{{.status = STATUS_TRANSFERRED, .registered_at = now, .closed_at = now}, DUE_NOTHING, 0},
		{{.status = STATUS_REOPENED, .registered_at = now}, DUE_SCREENING, 0},
	};
	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct case_facts f = rows[i].facts;
		int64_t when;
		f.band = -1;
		assert_int_equal(due_next(r, &f, &when), rows[i].kind);
		if (rows[i].when)
			assert_int_equal(when, rows[i].when);
	}
	due_rules_free(&r);
	catalogue_free(&c);
	diags_fini(&d);
}

/* ---- status ---- */

static void ends_have_their_own_ways(void **state)
{
	(void)state;
	for (enum case_status s = 0; s < STATUS_COUNT; s++) {
		bool own_way = s == STATUS_CLOSED || s == STATUS_TRANSFERRED || status_is_gone(s);
		assert_int_equal(status_not_by_hand(s) != NULL, own_way);
		if (!status_is_open(s) && s != STATUS_DUPLICATE && !status_is_gone(s))
			assert_true(status_may_follow(s, STATUS_REOPENED));
		for (enum case_status to = 0; to < STATUS_COUNT; to++) {
			if (!status_is_open(s) && to != STATUS_REOPENED)
				assert_false(status_may_follow(s, to));
		}
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(nothing_is_missing_of_a_complete_closure),
		cmocka_unit_test(of_nothing_all_that_can_be_asked_is_missing),
		cmocka_unit_test(each_thing_that_is_missing_is_found),
		cmocka_unit_test(of_somebody_gone_nothing_is_asked_that_only_they_could_say),
		cmocka_unit_test(shipped_standards),
		cmocka_unit_test(a_site_sets_its_own),
		cmocka_unit_test(mistakes_are_found_with_their_line),
		cmocka_unit_test(on_hold_and_after_closing),
		cmocka_unit_test(ends_have_their_own_ways),
	};
	return cmocka_run_group_tests_name("model: work on a case", tests, NULL, NULL);
}
