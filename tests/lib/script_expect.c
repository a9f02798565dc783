/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What test scripts can expect: of a case, of a record, of the open form, of the pages that people read.
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
#include <sarai/base/mem.h>
#include <sarai/base/pairs.h>
#include <sarai/base/str.h>
#include <sarai/edit/cases.h>
#include <sarai/edit/drafts.h>
#include <sarai/edit/kind.h>
#include <sarai/edit/open.h>
#include <sarai/form/form.h>
#include <sarai/kind/action_locks.h>
#include <sarai/kind/closure.h>
#include <sarai/kind/consent_check.h>
#include <sarai/kind/plan.h>
#include <sarai/model/closure.h>
#include <sarai/model/gate.h>
#include <sarai/store/audit.h>
#include <sarai/store/casefile.h>
#include <sarai/store/draft.h>
#include <sarai/store/history.h>
#include <sarai/store/record.h>
#include <sarai/term/screen.h>
#include <sarai/view/case_records.h>
#include <sarai/view/check_lines.h>
#include <sarai/view/checklist.h>
#include <sarai/view/notices.h>
#include <sarai/view/summary.h>
#include <sarai/view/timeline.h>
#include <sarai/view/today.h>

#include "script.h"
#include "keys.h"

/* ---- a case ---- */

static const char *band_at(struct script *x, int rank)
{
	return rank > 0 ? x->rig.config->catalogue->bands[rank - 1].name : "";
}

bool script_case_field(struct script *x, const char *field)
{
	static const struct {
		const char *name;
		size_t at;
		bool pointer;
	} texts[] = {
#define TEXT(name, member) {name, offsetof(struct case_row, member), false}
#define OWNED(name, member)                                                                                            \
	{                                                                                                              \
		name, offsetof(struct case_row, member), true                                                          \
	}
		TEXT("number", number),
		TEXT("status", status),
		TEXT("owner", owner),
		TEXT("opened", opened_at),
		TEXT("calculated", band_calculated),
		TEXT("assigned", band_assigned),
		OWNED("flags", flags),
		TEXT("urgent-due", urgent_due),
		TEXT("due", due_kind),
		TEXT("due-at", due),
		OWNED("alert", alert),
		TEXT("agreed", plan_agreed_at),
		TEXT("last-contact", last_contact_at),
		TEXT("next-contact", next_contact_at),
		OWNED("name", name),
		TEXT("duplicate-of", duplicate_of),
#undef TEXT
#undef OWNED
	};
	static const struct {
		const char *name;
		size_t at;
	} numbers[] = {
		{"score", offsetof(struct case_row, score)},
		{"attempts", offsetof(struct case_row, attempts)},
		{"episode", offsetof(struct case_row, episode)},
	};
	bool known = !strcmp(field, "level");
	for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++)
		known |= !strcmp(texts[i].name, field);
	for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++)
		known |= !strcmp(numbers[i].name, field);
	if (!known)
		return false;
	struct case_row k = {0};
	memset(&x->e, 0, sizeof x->e);
	script_must(x, cases_get(x->s, x->case_id, &k, &x->e));
	if (!strcmp(field, "level"))
		str_add(&x->was, band_at(x, k.level_rank));
	for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
		const char *at = (const char *)&k + texts[i].at;
		const char *text = texts[i].pointer ? *(char *const *)(const void *)at : at;
		if (!strcmp(texts[i].name, field))
			str_add(&x->was, text ? text : "");
	}
	for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++) {
		if (!strcmp(numbers[i].name, field))
			str_addf(&x->was, "%d", *(const int *)(const void *)((const char *)&k + numbers[i].at));
	}
	case_row_fini(&k);
	return true;
}

/* ---- small things ---- */

static void add_was(struct script *x, const char *text)
{
	str_addf(&x->was, "%s%s", x->was.len ? ", " : "", text && *text ? text : "none");
}

/* Is a text what the script says: "none" for "", "*part*" for a text that has this part. */
static bool text_is(const char *text, const char *wanted)
{
	size_t n = strlen(wanted);
	if (!strcmp(wanted, "none"))
		return !*text;
	if (n > 2 && *wanted == '*' && wanted[n - 1] == '*') {
		char *part = mem_strndup(wanted + 1, n - 2);
		bool has = strstr(text, part) != NULL;
		free(part);
		return has;
	}
	return !strcmp(text, wanted);
}

static bool number_is(struct script *x, struct words *w, int n)
{
	char text[24];
	snprintf(text, sizeof text, "%d", n);
	add_was(x, text);
	return !strcmp(words_take(x, w, "a number"), text);
}

/* field=value: compares the rest of the line with these answers. */
static bool answers_hold(struct script *x, struct words *w, const char *(*get)(const void *from, const char *name),
			 const void *from)
{
	bool hold = true;
	char *value;
	while (w->n && word_split(w->at[0], &value)) {
		const char *field = words_take(x, w, "a field");
		char *wanted = script_value(x, value);
		const char *is = get(from, field);
		str_addf(&x->was, "%s%s=\"%s\"", x->was.len ? " " : "", field, is);
		hold &= *wanted ? text_is(is, wanted) : !*is;
		free(wanted);
	}
	return hold;
}

static const char *answer_of_record(const void *from, const char *name)
{
	return pairs_get(from, name);
}

static const char *answer_of_form(const void *from, const char *name)
{
	return form_value_of(from, name);
}

/* ---- records and forms ---- */

/* record NAME [state STATE] [due TIME] [title TEXT] [round N] [version N] [happened TIME] FIELD=VALUE... */
static bool record_holds(struct script *x, struct words *w)
{
	struct record r = {0};
	char number[24];
	const struct script_name *n = script_known(x, words_take(x, w, "the name of a record"));
	script_must(x, store_record_get(x->rig.store, n->record, &r, &x->e));
	const struct {
		const char *name, *is;
	} columns[] = {
		{"state", r.state},	  {"due", r.due},	{"title", r.title ? r.title : ""},
		{"happened", r.happened}, {"by", r.updated_by},
	};
	bool hold = true;
	while (w->n) {
		if (strchr(w->at[0], '=') && !w->quoted[0]) {
			hold &= answers_hold(x, w, answer_of_record, &r.answers);
			continue;
		}
		const char *column = words_take(x, w, "a column"), *is = NULL;
		for (size_t i = 0; i < sizeof columns / sizeof columns[0]; i++)
			is = !strcmp(columns[i].name, column) ? columns[i].is : is;
		if (!strcmp(column, "round") || !strcmp(column, "version")) {
			snprintf(number, sizeof number, "%d", *column == 'r' ? r.round : r.version);
			is = number;
		}
		if (!is)
			script_fail(x, "a record has no \"%s\"", column);
		char *wanted = script_value(x, words_take(x, w, "the value"));
		str_addf(&x->was, "%s%s %s", x->was.len ? " " : "", column, *is ? is : "none");
		hold &= text_is(is, wanted);
		free(wanted);
	}
	record_fini(&r);
	return hold;
}

/* form [new|fixed|changed] [round N] [shows FIELD] FIELD=VALUE... */
static bool form_holds(struct script *x, struct words *w)
{
	struct edit *f = x->form;
	if (!f)
		script_fail(x, "no form is open");
	if (words_take_if(w, "new"))
		return f->is_new;
	if (words_take_if(w, "fixed"))
		return edit_readonly_reason(f) != NULL;
	if (words_take_if(w, "changed"))
		return edit_dirty(f);
	if (words_take_if(w, "version"))
		return number_is(x, w, f->record.version);
	if (words_take_if(w, "round"))
		return number_is(x, w, f->record.round);
	if (words_take_if(w, "shows")) {
		const char *field = words_take(x, w, "a field");
		int i = form_def_field(form_definition(f->form), field);
		if (i < 0)
			script_fail(x, "the form %s has no field %s", f->kind->form, field);
		return form_visible(f->form, i);
	}
	if (words_take_if(w, "warns")) {
		char *text = f->kind->warns ? f->kind->warns(x->s, f) : NULL;
		add_was(x, text);
		bool holds = text && strstr(text, words_take(x, w, "a part of the warning"));
		free(text);
		return holds;
	}
	if (words_take_if(w, "pending")) {
		add_was(x, pairs_get(&f->pending, "field"));
		add_was(x, pairs_get(&f->pending, "text"));
		return !strcmp(pairs_get(&f->pending, "field"), words_take(x, w, "a field")) &&
		       !strcmp(pairs_get(&f->pending, "text"), words_take(x, w, "its text"));
	}
	return answers_hold(x, w, answer_of_form, f->form);
}

/* count KIND N: so many records of a kind in the current case, as far as the account sees them. */
static bool count_holds(struct script *x, struct words *w)
{
	struct record_list l = {0};
	script_must(x, records_list(x->s, x->case_id, words_take(x, w, "a kind"), &l, &x->e));
	int n = l.n;
	record_list_fini(&l);
	return number_is(x, w, n);
}

/* ---- plan ---- */

static struct plan_view the_plan(struct script *x)
{
	struct plan_view v = {0};
	script_must(x, plan_read(x->s, x->case_id, &v, &x->e));
	return v;
}

/* Names in a list, compared with the rest of the line, or with "none"; all of them, in any order. */
static bool names_are(struct script *x, struct words *w, const char **names, int n)
{
	bool same = true;
	for (int i = 0; i < n; i++)
		add_was(x, names[i]);
	if (words_take_if(w, "none"))
		return n == 0;
	same = w->n == n;
	while (w->n) {
		const char *wanted = words_take(x, w, "a name");
		bool found = false;
		for (int i = 0; i < n; i++)
			found |= !strcmp(names[i], wanted);
		same &= found;
	}
	return same;
}

static bool risks_hold(struct script *x, struct words *w)
{
	struct plan_view v = the_plan(x);
	const char **names = mem_alloc((size_t)(v.n_open_risks + 1) * sizeof *names);
	for (int i = 0; i < v.n_open_risks; i++)
		names[i] = x->rig.config->catalogue->factors[v.open_risks[i]].name;
	bool same = names_are(x, w, names, v.n_open_risks);
	free(names);
	plan_view_fini(&v);
	return same;
}

/* suggests SERVICE [first]: among what the plan suggests; first: at the head of the list. */
static bool suggests_holds(struct script *x, struct words *w)
{
	struct plan_view v = the_plan(x);
	const char *service = words_take(x, w, "a service");
	bool first = words_take_if(w, "first"), found = false;
	for (int i = 0; i < v.n_suggestions; i++) {
		const char *is = x->rig.config->catalogue->services[v.suggestions[i].service];
		add_was(x, is);
		found |= !strcmp(is, service) && (!first || i == 0);
	}
	plan_view_fini(&v);
	return found;
}

static bool approval_holds(struct script *x, struct words *w)
{
	struct plan_view v = the_plan(x);
	add_was(x, v.approval);
	bool same = text_is(v.approval, words_take(x, w, "a state"));
	plan_view_fini(&v);
	return same;
}

/* ---- closing, consent, locks ---- */

static const char *const closure_names[CLOSURE_ITEMS] = {
#define X(id, words, where) #id,
	CLOSURE_TABLE(X)
#undef X
};

/* missing URGENT GOALS: what the closure still needs, by the ids in model/closure.h; none. */
static bool missing_holds(struct script *x, struct words *w)
{
	struct closure_view v = {0};
	const char *names[CLOSURE_ITEMS];
	int n = 0;
	script_must(x, closure_read(x->s, x->case_id, &v, &x->e));
	for (int i = 0; i < CLOSURE_ITEMS; i++) {
		if (v.missing[i])
			names[n++] = closure_names[i];
	}
	closure_view_fini(&v);
	return names_are(x, w, names, n);
}

/* consent PURPOSE RECIPIENT: may it be shared? */
static bool consent_holds(struct script *x, struct words *w)
{
	struct consent_answer a = {0};
	const char *purpose = words_take(x, w, "a purpose");
	script_must(x, consent_ask(x->s, x->case_id, purpose, words_take(x, w, "a recipient"), &a, &x->e));
	add_was(x, a.why);
	return a.allowed;
}

/* locked ACTION [what for, a part of the words] */
static bool locked_holds(struct script *x, struct words *w)
{
	struct gate_facts f = {0};
	struct record r = {0};
	struct str text = {0};
	const struct script_name *n = script_known(x, words_take(x, w, "the name of an action"));
	script_must(x, gates_read(x->s, n->case_id, &f, &x->e));
	script_must(x, store_record_get(x->rig.store, n->record, &r, &x->e));
	gates_words(&f, &r.answers, &text);
	add_was(x, str_text(&text));
	bool locked = text.len && strstr(str_text(&text), words_take_or(w, ""));
	str_fini(&text);
	record_fini(&r);
	return locked;
}

/* check SECTION KIND STATE: a line of a section's checklist that is answered by this kind. */
static bool check_holds(struct script *x, struct words *w)
{
	static const char *const sections[SECTION_COUNT] = {
#define X(id, words) #id,
		SECTION_TABLE(X)
#undef X
	};
	struct checklist l = {0};
	int section = 0;
	const char *name = words_take(x, w, "a section");
	while (section < SECTION_COUNT && strcmp(sections[section], name))
		section++;
	if (section == SECTION_COUNT)
		script_fail(x, "there is no section \"%s\"", name);
	script_must(x, checklist_read(x->s, x->case_id, (enum case_section)section, &l, &x->e));
	const char *kind = words_take(x, w, "a kind"), *state = words_take(x, w, "done, missing or late");
	bool found = false;
	for (int i = 0; i < l.n; i++) {
		if (!l.at[i].kind || strcmp(l.at[i].kind, kind))
			continue;
		add_was(x, check_state_words(l.at[i].state));
		found |= !strcmp(check_state_words(l.at[i].state), state);
	}
	checklist_fini(&l);
	return found;
}

/* ---- pages ---- */

static const char *const today_names[] = {"urgent", "overdue", "due", "waiting", "news", "draft"};

/* today [KIND] [TEXT]: a row of the page, of the current case where there is one. today KIND N: so many rows. */
static bool rows_hold(struct script *x, struct words *w, const struct today *t)
{
	int kind = -1, n = 0;
	for (int i = 0; i <= TODAY_DRAFT; i++)
		kind = words_take_if(w, today_names[i]) ? i : kind;
	bool number = w->n && !w->quoted[0] && strspn(w->at[0], "0123456789") == strlen(w->at[0]);
	const char *text = number ? "" : words_take_or(w, "");
	for (int i = 0; i < t->n; i++) {
		bool here = !*x->case_id || !strcmp(t->at[i].case_id, x->case_id);
		str_addf(&x->was, "%s%s%s: %s", x->was.len ? "; " : "", here ? "" : "(another case) ",
			 today_names[t->at[i].kind], t->at[i].what);
		n += here && (kind < 0 || (int)t->at[i].kind == kind) && strstr(t->at[i].what, text);
	}
	return number ? n == atoi(words_take(x, w, "a number")) : n > 0;
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
	char *text = case_summary(x->s, x->case_id, 78, &x->e);
	script_must(x, text != NULL);
	add_was(x, text);
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
		add_was(x, t.at[i].what);
		found |= strstr(t.at[i].what, text) || !strcmp(t.at[i].kind, text);
	}
	timeline_fini(&t);
	return found;
}

/* history KIND ACTION [TEXT]: an entry of the case's history, with this text in its line or in a value. */
static bool history_holds(struct script *x, struct words *w)
{
	struct history_list l = {0};
	bool found = false;
	const char *kind = words_take(x, w, "a kind"), *action = words_take(x, w, "an action"),
		   *text = words_take_or(w, "");
	script_must(x, history_read(x->s, x->case_id, 0, &l, &x->e));
	for (int i = 0; i < l.n; i++) {
		const struct history_entry *h = &l.at[i];
		bool has = h->summary && strstr(h->summary, text);
		for (int c = 0; c < h->n_changes; c++)
			has |= strstr(h->changes[c].old_value, text) || strstr(h->changes[c].new_value, text);
		str_addf(&x->was, "%s%s %s", x->was.len ? ", " : "", h->kind, h->action);
		found |= !strcmp(h->kind, kind) && !strcmp(h->action, action) && (has || !*text);
	}
	history_list_fini(&l);
	return found;
}

/* audit ACTION [by ACCOUNT] [TEXT]: an entry of the audit log about the current case. */
static bool audit_holds(struct script *x, struct words *w)
{
	struct audit_list l = {0};
	bool found = false;
	const char *action = words_take(x, w, "an action");
	const char *who = words_take_if(w, "by") ? words_take(x, w, "an account") : NULL, *text = words_take_or(w, "");
	script_must(x, store_audit_list(x->rig.store, &(struct audit_filter){.case_id = x->case_id, .who = who}, &l,
					&x->e));
	for (int i = 0; i < l.n; i++) {
		str_addf(&x->was, "%s%s by %s: %s", x->was.len ? ", " : "", l.at[i].action, l.at[i].who,
			 l.at[i].detail ? l.at[i].detail : "");
		found |= !strcmp(l.at[i].action, action) && strstr(l.at[i].detail ? l.at[i].detail : "", text);
	}
	audit_list_fini(&l);
	return found;
}

static bool drafts_hold(struct script *x, struct words *w)
{
	struct draft_list l = {0};
	script_must(x, drafts_list(x->s, &l, &x->e));
	int n = l.n;
	draft_list_fini(&l);
	return number_is(x, w, n);
}

/* found TEXT N: so many cases are found by these words. */
static bool found_holds(struct script *x, struct words *w)
{
	struct case_list l = {0};
	int likeness[20];
	script_must(x, cases_find(x->s, words_take(x, w, "what is typed"), 20, &l, likeness, &x->e));
	int n = l.n;
	case_list_fini(&l);
	return number_is(x, w, n);
}

/* file TEXT: somewhere in the bytes of the database or what lies beside it. */
static bool file_holds(struct script *x, struct words *w)
{
	return keys_file_has(&x->rig, words_take(x, w, "a text"));
}

/* ---- the screen ---- */

static bool shown_holds(struct script *x, struct words *w)
{
	char *all = screen_env_screen(&x->rig);
	bool has = strstr(all, words_take(x, w, "a text")) != NULL;
	str_addf(&x->was, "\n%s", all);
	free(all);
	return has;
}

static bool page_holds(struct script *x, struct words *w)
{
	add_was(x, stack_top(x->rig.app->stack)->class->name);
	return !strcmp(stack_top(x->rig.app->stack)->class->name, words_take(x, w, "the name of a page"));
}

const struct script_check script_checks[] = {
	{"record", "NAME [COLUMN VALUE]... [FIELD=VALUE]...", record_holds},
	{"form", "new|fixed|changed|round N|version N|shows FIELD|warns TEXT|pending FIELD TEXT|FIELD=VALUE...",
	 form_holds},
	{"count", "KIND N", count_holds},
	{"risks", "FACTOR...|none", risks_hold},
	{"suggests", "SERVICE [first]", suggests_holds},
	{"approval", "STATE", approval_holds},
	{"missing", "ITEM...|none", missing_holds},
	{"consent", "PURPOSE RECIPIENT", consent_holds},
	{"locked", "ACTION [TEXT]", locked_holds},
	{"check", "SECTION KIND done|missing|late", check_holds},
	{"today", "[KIND] [TEXT|N]", today_holds},
	{"agenda", "DAY [KIND] [TEXT|N]", agenda_holds},
	{"summary", "TEXT", summary_holds},
	{"timeline", "TEXT|KIND", timeline_holds},
	{"history", "KIND ACTION [TEXT]", history_holds},
	{"audit", "ACTION [by ACCOUNT] [TEXT]", audit_holds},
	{"drafts", "N", drafts_hold},
	{"found", "TEXT N", found_holds},
	{"file", "TEXT", file_holds},
	{"shown", "TEXT", shown_holds},
	{"page", "NAME", page_holds},
};
const int script_check_count = sizeof script_checks / sizeof script_checks[0];
