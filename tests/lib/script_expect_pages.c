/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What test scripts can expect on the pages that people read, and on the screen.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <sarai/base/date.h>
#include <sarai/base/str.h>
#include <sarai/edit/cases.h>
#include <sarai/edit/drafts.h>
#include <sarai/edit/kind.h>
#include <sarai/kind/approval.h>
#include <sarai/store/audit.h>
#include <sarai/store/casefile.h>
#include <sarai/store/draft.h>
#include <sarai/store/history.h>
#include <sarai/store/record.h>
#include <sarai/term/screen.h>
#include <sarai/view/case_records.h>
#include <sarai/view/notices.h>
#include <sarai/view/status_page.h>
#include <sarai/view/summary.h>
#include <sarai/view/timeline.h>
#include <sarai/view/today.h>

#include "keys.h"
#include "script.h"

/* ---- pages ---- */

static const char *const today_names[] = {"urgent", "overdue", "due", "waiting", "news", "draft"};

/* today [KIND] [TEXT] [N] [due TIME]: a row of the page, or so many; of the current case. */
static bool rows_hold(struct script *x, struct words *w, const struct today *t)
{
	int kind = -1, n = 0;
	for (int i = 0; i <= TODAY_DRAFT; i++)
		kind = words_take_if(w, today_names[i]) ? i : kind;
	const char *text = w->n && w->quoted[0] ? words_take(x, w, "a text") : "";
	bool number = w->n && strspn(w->at[0], "0123456789") == strlen(w->at[0]);
	int wanted = number ? atoi(words_take(x, w, "a number")) : 0;
	char *due = words_take_if(w, "due") ? script_value(x, words_take(x, w, "a time")) : NULL;
	for (int i = 0; i < t->n; i++) {
		bool here = !*x->case_id || !strcmp(t->at[i].case_id, x->case_id);
		str_addf(&x->was, "%s%s%s: %s %s", x->was.len ? "; " : "", here ? "" : "(another case) ",
			 today_names[t->at[i].kind], t->at[i].what, t->at[i].due);
		n += here && (kind < 0 || (int)t->at[i].kind == kind) && strstr(t->at[i].what, text) &&
		     (!due || !strcmp(t->at[i].due, due));
	}
	free(due);
	return number ? n == wanted : n > 0;
}

static bool today_holds(struct script *x, struct words *w)
{
	struct today t = {0};
	script_must(x, today_read(x->s, &t, &x->e));
	bool found = rows_hold(x, w, &t);
	today_fini(&t);
	return found;
}

/* agenda DAY [KIND] [TEXT]: the same of everything due up to a day. */
static bool agenda_holds(struct script *x, struct words *w)
{
	struct today t = {0};
	struct date until;
	char *day = script_value(x, words_take(x, w, "a day"));
	if (!date_from_iso(day, &until))
		script_fail(x, "\"%s\" is no day", day);
	script_must(x, agenda_read(x->s, until, true, &t, &x->e));
	bool found = rows_hold(x, w, &t);
	free(day);
	today_fini(&t);
	return found;
}

static bool summary_holds(struct script *x, struct words *w)
{
	char *text = case_summary(x->s, x->case_id, 500, &x->e);
	script_must(x, text != NULL);
	script_was(x, text);
	bool found = strstr(text, words_take(x, w, "a text")) != NULL;
	free(text);
	return found;
}

static bool timeline_holds(struct script *x, struct words *w)
{
	struct timeline t = {0};
	bool found = false;
	const char *text = words_take(x, w, "a text");
	script_must(x, timeline_read(x->s, x->case_id, &t, &x->e));
	for (int i = 0; i < t.n; i++) {
		script_was(x, t.at[i].what);
		found |= strstr(t.at[i].what, text) || !strcmp(t.at[i].kind, text);
	}
	timeline_fini(&t);
	return found;
}

static bool history_entry_has(const struct history_entry *h, const char *text)
{
	bool has = (h->summary && strstr(h->summary, text)) || !strcmp(h->who, text);
	for (int i = 0; i < h->n_changes; i++)
		has |= strstr(h->changes[i].old_value, text) || strstr(h->changes[i].new_value, text);
	return has;
}

/* timeline-order N: at least so many entries, newest first. */
static bool timeline_order_holds(struct script *x, struct words *w)
{
	struct timeline t = {0};
	script_must(x, timeline_read(x->s, x->case_id, &t, &x->e));
	bool holds = t.n >= atoi(words_take(x, w, "a number"));
	for (int i = 0; i < t.n; i++) {
		script_was(x, t.at[i].at);
		holds &= i == 0 || strcmp(t.at[i - 1].at, t.at[i].at) >= 0;
	}
	timeline_fini(&t);
	return holds;
}

/* history KIND ACTION [TEXT]...: an entry of the case's history, with all these texts in its line, in its values or as
 * the account. */
static bool history_holds(struct script *x, struct words *w)
{
	struct history_list l = {0};
	bool found = false;
	const char *kind = words_take(x, w, "a kind"), *action = words_take(x, w, "an action");
	script_must(x, history_read(x->s, x->case_id, 0, &l, &x->e));
	for (int i = 0; i < l.n; i++) {
		const struct history_entry *h = &l.at[i];
		bool is = !strcmp(h->kind, kind) && !strcmp(h->action, action);
		for (int t = 0; t < w->n; t++)
			is &= history_entry_has(h, w->at[t]);
		str_addf(&x->was, "%s%s %s by %s: %s", x->was.len ? "; " : "", h->kind, h->action, h->who,
			 h->summary ? h->summary : "");
		found |= is;
	}
	w->n = 0;
	history_list_fini(&l);
	return found;
}

/* audit ACTION [by ACCOUNT] [of RECORD] [N] [TEXT]: an entry, or so many, of the audit log about the current case. */
static bool audit_holds(struct script *x, struct words *w)
{
	struct audit_list l = {0};
	int n = 0;
	const char *action = words_take(x, w, "an action");
	const char *who = words_take_if(w, "by") ? words_take(x, w, "an account") : NULL;
	const char *record = words_take_if(w, "of") ? script_known(x, words_take(x, w, "a record"))->record : NULL;
	bool number = w->n && strspn(w->at[0], "0123456789") == strlen(w->at[0]);
	int wanted = number ? atoi(words_take(x, w, "a number")) : 0;
	const char *text = words_take_or(w, "");
	script_must(x, store_audit_list(x->rig.store, &(struct audit_filter){.case_id = x->case_id, .who = who}, &l,
					&x->e));
	for (int i = 0; i < l.n; i++) {
		const struct audit_entry *a = &l.at[i];
		str_addf(&x->was, "%s%s by %s: %s", x->was.len ? ", " : "", a->action, a->who,
			 a->detail ? a->detail : "");
		n += !strcmp(a->action, action) && (!record || !strcmp(a->record_id, record)) &&
		     strstr(a->detail ? a->detail : "", text);
	}
	audit_list_fini(&l);
	return number ? n == wanted : n > 0;
}

/* draft TEXT: one of the account's drafts is of this kind, or has this in its title. */
static bool draft_holds(struct script *x, struct words *w)
{
	struct draft_list l = {0};
	bool found = false;
	const char *text = words_take(x, w, "a text");
	script_must(x, drafts_list(x->s, &l, &x->e));
	for (int i = 0; i < l.n; i++) {
		script_was(x, l.at[i].title);
		found |= !strcmp(l.at[i].kind, text) || (l.at[i].title && strstr(l.at[i].title, text));
	}
	draft_list_fini(&l);
	return found;
}

static bool drafts_hold(struct script *x, struct words *w)
{
	struct draft_list l = {0};
	script_must(x, drafts_list(x->s, &l, &x->e));
	int n = l.n;
	draft_list_fini(&l);
	return script_number_is(x, w, n);
}

/* found TEXT [N] [first CASE [NAME]]: a search finds so many; this case is the first, shown by this name. */
static bool found_holds(struct script *x, struct words *w)
{
	struct case_list l = {0};
	int likeness[20];
	bool holds = true;
	script_must(x, cases_find(x->s, words_take(x, w, "what is typed"), 20, &l, likeness, &x->e));
	if (w->n && strcmp(w->at[0], "first"))
		holds = script_number_is(x, w, l.n);
	if (words_take_if(w, "first")) {
		const char *id = script_known(x, words_take(x, w, "the name of a case"))->case_id;
		const char *name = words_take_or(w, NULL), *is = l.n && l.at[0].name ? l.at[0].name : "";
		script_was(x, is);
		holds &= l.n && !strcmp(l.at[0].id, id) && (!name || !strcmp(is, name));
	}
	case_list_fini(&l);
	return holds;
}

/* file TEXT: somewhere in the bytes of the database or what lies beside it. */
static bool file_holds(struct script *x, struct words *w)
{
	return keys_file_has(&x->rig, words_take(x, w, "a text"));
}

/* clock TEXT [UNTIL]: runs in the head of the case. clocks N: so many do. */
static bool clock_holds(struct script *x, struct words *w)
{
	struct case_row k = {0};
	bool found = false;
	const char *text = words_take(x, w, "a text");
	char *until = script_value(x, words_take_or(w, ""));
	script_must(x, cases_get(x->s, x->case_id, &k, &x->e));
	for (int i = 0; i < k.n_clocks; i++) {
		str_addf(&x->was, "%s%s %s", i ? "; " : "", k.clocks[i].words, k.clocks[i].until);
		found |= strstr(k.clocks[i].words, text) && (!*until || !strcmp(k.clocks[i].until, until));
	}
	case_row_fini(&k);
	free(until);
	return found;
}

static bool clocks_hold(struct script *x, struct words *w)
{
	struct case_row k = {0};
	script_must(x, cases_get(x->s, x->case_id, &k, &x->e));
	int n = k.n_clocks;
	case_row_fini(&k);
	return script_number_is(x, w, n);
}

/* today-names: a row of the current case has the name of the person. */
static bool today_names_hold(struct script *x, struct words *w)
{
	struct today t = {0};
	bool found = false;
	script_must(x, today_read(x->s, &t, &x->e));
	for (int i = 0; i < t.n; i++)
		found |= !strcmp(t.at[i].case_id, x->case_id) && t.at[i].name;
	today_fini(&t);
	return found;
}

/* section SECTION RECORD...: just these records, in this order. */
static bool section_holds(struct script *x, struct words *w)
{
	struct record_list l = {0};
	bool same = true;
	script_must(x, section_read(x->s, x->case_id, script_section(x, words_take(x, w, "a section")), &l, &x->e));
	same = l.n == w->n;
	for (int i = 0; i < l.n; i++) {
		script_was(x, l.at[i].title);
		const char *name = words_take_or(w, NULL);
		same &= name && !strcmp(script_known(x, name)->record, l.at[i].id);
	}
	w->n = 0;
	record_list_fini(&l);
	return same;
}

/* approvals N: so many wait for the account, in all cases. */
static bool approvals_hold(struct script *x, struct words *w)
{
	struct approval_list l = {0};
	script_must(x, approvals_waiting(x->s, &l, &x->e));
	int n = l.n;
	approval_list_fini(&l);
	return script_number_is(x, w, n);
}

/* status-page TEXT [of CASE]: a row of the page of the case's status, leading to that case. */
static bool status_page_holds(struct script *x, struct words *w)
{
	struct status_view v = {0};
	bool found = false;
	char *text = script_value(x, words_take(x, w, "a text"));
	const char *other = words_take_if(w, "of") ? script_known(x, words_take(x, w, "a case"))->case_id : NULL;
	script_must(x, status_read(x->s, x->case_id, &v, &x->e));
	for (int i = 0; i < v.n; i++) {
		script_was(x, v.at[i].text);
		found |= strstr(v.at[i].text, text) && (!other || !strcmp(v.at[i].case_id, other));
	}
	free(text);
	status_view_fini(&v);
	return found;
}

/* theirs FIELD=VALUE...: what a save was in conflict with. */
static bool theirs_hold(struct script *x, struct words *w)
{
	return script_answers_hold(x, w, script_answer_of, &x->theirs.answers);
}

const struct script_check script_expects_pages[] = {
	{"today", "[KIND] [TEXT] [N] [due TIME]", today_holds},
	{"agenda", "DAY [KIND] [TEXT] [N] [due TIME]", agenda_holds},
	{"clock", "TEXT [UNTIL]", clock_holds},
	{"clocks", "N", clocks_hold},
	{"approvals", "N", approvals_hold},
	{"today-names", "", today_names_hold},
	{"section", "SECTION RECORD...", section_holds},
	{"status-page", "TEXT [of CASE]", status_page_holds},
	{"theirs", "FIELD=VALUE...", theirs_hold},
	{"summary", "TEXT", summary_holds},
	{"timeline", "TEXT|KIND", timeline_holds},
	{"timeline-order", "N", timeline_order_holds},
	{"history", "KIND ACTION [TEXT|ACCOUNT]...", history_holds},
	{"audit", "ACTION [by ACCOUNT] [of RECORD] [N] [TEXT]", audit_holds},
	{"draft", "KIND|TEXT", draft_holds},
	{"drafts", "N", drafts_hold},
	{"found", "TEXT [N] [first CASE [NAME]]", found_holds},
	{"file", "TEXT", file_holds},
	{0},
};
