/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Test scripts on the rights of the person: consent, how long a file is kept and its end; and pages that somebody may
 * not read.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

#include <sarai/access/audit.h>
#include <sarai/base/clock.h>
#include <sarai/base/err.h>
#include <sarai/base/mem.h>
#include <sarai/base/pairs.h>
#include <sarai/edit/cases.h>
#include <sarai/edit/kind.h>
#include <sarai/kind/anonymise.h>
#include <sarai/kind/erasure.h>
#include <sarai/kind/plan.h>
#include <sarai/kind/retention.h>
#include <sarai/model/erasure.h>
#include <sarai/store/casefile.h>
#include <sarai/store/history.h>
#include <sarai/store/record.h>
#include <sarai/store/store.h>
#include <sarai/view/case_records.h>
#include <sarai/view/notices.h>
#include <sarai/view/summary.h>
#include <sarai/view/today.h>
#include <sarai/base/str.h>
#include <sarai/kind/consent_check.h>
#include <sarai/term/screen.h>

#include "script.h"

static bool act_propose(struct script *x, struct words *w)
{
	enum erasure_how how;
	const char *word = words_take(x, w, "erase or pseudonymise");
	if (!erasure_from_name(word, &how))
		script_fail(x, "\"%s\" is no end of a file", word);
	const char *basis = words_take(x, w, "the basis");
	return erasure_propose(x->s, x->case_id, how, basis, words_take(x, w, "the reason"), &x->e);
}

static void proposal(struct script *x, char id[ID_TEXT])
{
	struct record_list l = {0};
	script_must(x, store_record_list(
			       x->rig.store,
			       &(struct record_filter){.case_id = x->case_id, .kind = "erasure", .newest_first = true},
			       &l, &x->e));
	if (!l.n)
		script_fail(x, "no end of this file has been proposed");
	memcpy(id, l.at[0].id, ID_TEXT);
	record_list_fini(&l);
}

static bool act_carry_out(struct script *x, struct words *w)
{
	char id[ID_TEXT];
	proposal(x, id);
	return erasure_carry_out(x->s, id, words_take_or(w, ""), NULL, &x->e);
}

static bool act_refuse(struct script *x, struct words *w)
{
	char id[ID_TEXT];
	proposal(x, id);
	return erasure_refuse(x->s, id, words_take(x, w, "the reason"), &x->e);
}

/* keep DAY REASON: the file is kept until another day. */
static bool act_keep(struct script *x, struct words *w)
{
	char *day = script_value(x, words_take(x, w, "a day"));
	bool done = retention_keep(x->s, x->case_id, day, words_take(x, w, "the reason"), &x->e);
	free(day);
	return done;
}

/* What was removed leaves the log of the database too. */
static bool act_forget_log(struct script *x, struct words *w)
{
	return store_forget_log(x->rig.store, &x->e);
}

static bool act_remove_name(struct script *x, struct words *w)
{
	return person_anonymise(x->s, x->case_id, &x->e);
}

static bool read_today(struct script *x)
{
	struct today t = {0};
	bool done = today_read(x->s, &t, &x->e);
	today_fini(&t);
	return done;
}

static bool read_case(struct script *x)
{
	struct case_row k = {0};
	bool done = cases_get(x->s, x->case_id, &k, &x->e) && !k.beyond;
	if (k.beyond)
		err_set(&x->e, ERR_REACH, "case", "beyond reach");
	case_row_fini(&k);
	return done;
}

static bool read_plan(struct script *x)
{
	struct plan_view v = {0};
	bool done = plan_read(x->s, x->case_id, &v, &x->e);
	plan_view_fini(&v);
	return done;
}

static bool read_summary(struct script *x)
{
	char *text = case_summary(x->s, x->case_id, 500, &x->e);
	bool done = text != NULL;
	free(text);
	return done;
}

static bool read_retention(struct script *x)
{
	struct retention_list l = {0};
	bool done = retention_read(x->s, &l, &x->e);
	retention_list_fini(&l);
	return done;
}

static bool read_certificate(struct script *x)
{
	char id[ID_TEXT];
	proposal(x, id);
	char *text = erasure_certificate(x->s, id, &x->e);
	bool done = text != NULL;
	free(text);
	return done;
}

static bool read_history(struct script *x)
{
	struct history_list l = {0};
	bool done = history_read(x->s, x->case_id, 0, &l, &x->e);
	history_list_fini(&l);
	return done;
}

static bool act_read(struct script *x, struct words *w)
{
	static const struct {
		const char *name;
		bool (*read)(struct script *x);
	} pages[] = {
		{"today", read_today},
		{"case", read_case},
		{"plan", read_plan},
		{"summary", read_summary},
		{"history", read_history},
		{"retention", read_retention},
		{"certificate", read_certificate},
	};
	const char *page = words_take(x, w, "what");
	if (!strcmp(page, "records")) {
		struct record_list l = {0};
		bool done = records_list(x->s, x->case_id, words_take(x, w, "a kind"), &l, &x->e);
		record_list_fini(&l);
		return done;
	}
	for (size_t i = 0; i < sizeof pages / sizeof pages[0]; i++) {
		if (!strcmp(pages[i].name, page))
			return pages[i].read(x);
	}
	script_fail(x, "\"%s\" cannot be read here", page);
}

/* retention [waiting|over|soon|all N]...: the list of files whose time comes, of all cases. */
static bool retention_holds(struct script *x, struct words *w)
{
	struct retention_list l = {0};
	bool holds = true;
	script_must(x, retention_read(x->s, &l, &x->e));
	while (w->n) {
		const char *what = words_take(x, w, "which");
		int n = !strcmp(what, "waiting") ? l.waiting
			: !strcmp(what, "over")	 ? l.over
			: !strcmp(what, "soon")	 ? l.soon
			: !strcmp(what, "all")	 ? l.n
						 : -1;
		if (n < 0)
			script_fail(x, "waiting, over, soon or all");
		holds &= script_number_is(x, w, n);
	}
	retention_list_fini(&l);
	return holds;
}

/* named: something left in the registration identifies the person. */
static bool named_holds(struct script *x, struct words *w)
{
	bool named = false;
	script_must(x, person_is_named(x->s, x->case_id, &named, &x->e));
	return named;
}

/* audit-whole: the chain of the audit log is unbroken. */
static bool audit_whole_holds(struct script *x, struct words *w)
{
	struct audit_state st = {0};
	script_must(x, audit_check(x->s, &st, &x->e));
	str_addf(&x->was, "%d rows, the first bad one %d", (int)st.rows, (int)st.bad);
	return st.rows > 0 && !st.bad;
}

static const char *const consent_reasons[] = {
#define X(id, allowed, words) #id,
	CONSENT_REASON_TABLE(X)
#undef X
};

/* consent PURPOSE RECIPIENT [by RECORD] [because REASON] [why TEXT] [limits TEXT]: may it be shared? What follows must
 * be so whether it may or not; REASON is an id in model/consent.h. */
static bool consent_holds(struct script *x, struct words *w)
{
	struct consent_answer a = {0};
	const char *purpose = words_take(x, w, "a purpose");
	script_must(x, consent_ask(x->s, x->case_id, purpose, words_take(x, w, "a recipient"), &a, &x->e));
	script_was(x, consent_reasons[a.reason]);
	script_was(x, a.why);
	script_was(x, a.limits);
	while (w->n) {
		const char *what = words_take(x, w, "a word"), *text = words_take(x, w, "a text");
		bool so = !strcmp(what, "by")	     ? !strcmp(a.record_id, script_known(x, text)->record)
			  : !strcmp(what, "because") ? !strcmp(consent_reasons[a.reason], text)
			  : !strcmp(what, "why")     ? strstr(a.why, text) != NULL
			  : !strcmp(what, "limits")
				  ? (*text ? strstr(a.limits, text) != NULL : !*a.limits)
				  : (script_fail(x, "\"%s\" says nothing about a consent", what), false);
		if (!so)
			script_fail(x, "expected: %s %s. It was: %s", what, text, str_text(&x->was));
	}
	return a.allowed;
}

static bool consent_line_holds(struct script *x, struct words *w)
{
	script_must(x, consent_line(x->s, x->case_id, &x->was, &x->e));
	return script_text_is(str_text(&x->was), words_take(x, w, "a text"));
}

const struct script_verb script_rights[] = {
	{"propose", "erase|pseudonymise BASIS REASON", act_propose},
	{"carry-out", "[COMMENT]", act_carry_out},
	{"refuse", "REASON", act_refuse},
	{"keep", "DAY REASON", act_keep},
	{"forget-log", "", act_forget_log},
	{"remove-name", "", act_remove_name},
	{"read", "today|case|plan|summary|history|retention|certificate|records KIND", act_read},
	{0},
};

const struct script_check script_expects_rights[] = {
	{"consent", "PURPOSE RECIPIENT [by RECORD] [because REASON] [why TEXT] [limits TEXT]", consent_holds},
	{"consent-line", "TEXT", consent_line_holds},
	{"retention", "[waiting|over|soon|all N]...", retention_holds},
	{"named", "", named_holds},
	{"audit-whole", "", audit_whole_holds},
	{0},
};
