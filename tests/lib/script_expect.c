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
#include <sarai/kind/action.h>
#include <sarai/kind/action_locks.h>
#include <sarai/kind/approval.h>
#include <sarai/kind/assessment.h>
#include <sarai/kind/closure.h>
#include <sarai/kind/consent_check.h>
#include <sarai/kind/plan.h>
#include <sarai/model/closure.h>
#include <sarai/model/directory.h>
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
#include <sarai/view/status_page.h>
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
		{"happened", r.happened}, {"by", r.updated_by}, {"under", r.parent_id},
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
		if (!strcmp(column, "round") || !strcmp(column, "version") || !strcmp(column, "episode")) {
			snprintf(number, sizeof number, "%d",
				 *column == 'r'	  ? r.round
				 : *column == 'v' ? r.version
						  : r.episode);
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
		char *text = f->kind->warns ? f->kind->warns(&(struct save){.session = x->s, .edit = f}) : NULL;
		const char *part = words_take(x, w, "a part of the warning");
		add_was(x, text);
		bool holds = text && strstr(text, part);
		free(text);
		return holds;
	}
	if (words_take_if(w, "says")) {
		struct str text = {0};
		if (f->kind->says)
			f->kind->says(&(struct save){.session = x->s, .edit = f}, &text);
		const char *part = words_take(x, w, "a part of the line");
		add_was(x, str_text(&text));
		bool holds = text.len && strstr(str_text(&text), part);
		str_fini(&text);
		return holds;
	}
	if (words_take_if(w, "requires"))
		return form_required(f->form, form_def_field(form_definition(f->form), words_take(x, w, "a field")));
	if (words_take_if(w, "problem")) {
		struct form_problem problems[40];
		int n = form_problems(f->form, problems, 40);
		const char *text = words_take(x, w, "a part of the problem");
		bool found = false;
		for (int i = 0; i < n && i < 40; i++) {
			add_was(x, problems[i].text);
			found |= strstr(problems[i].text, text) != NULL;
		}
		return found;
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

/* round N [assigned BAND] [score N]: as it was stored at the time. */
static bool round_holds(struct script *x, struct words *w)
{
	struct round_figures *rounds = NULL;
	int n = 0;
	bool holds = true;
	script_must(x, rounds_read(x->s, x->case_id, &rounds, &n, &x->e));
	int round = atoi(words_take(x, w, "a number"));
	str_addf(&x->was, "%d rounds", n);
	if (round < 1 || round > n || rounds[round - 1].round != round) {
		w->n = 0;
		holds = false;
	}
	while (w->n) {
		char score[24];
		bool band = words_take_if(w, "assigned");
		if (!band && !words_take_if(w, "score"))
			script_fail(x, "a round has no \"%s\"", w->at[0]);
		snprintf(score, sizeof score, "%d", rounds[round - 1].score);
		const char *is = band ? rounds[round - 1].assigned : score;
		add_was(x, is);
		holds &= text_is(is, words_take(x, w, "the value"));
	}
	free(rounds);
	return holds;
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

/* plan [actions N]: there is one in this episode, or it has so many actions. */
static bool plan_holds(struct script *x, struct words *w)
{
	struct plan_view v = the_plan(x);
	int n = v.actions.n;
	bool is_there = *v.plan.id != 0;
	plan_view_fini(&v);
	return words_take_if(w, "actions") ? number_is(x, w, n) : is_there;
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

/* consent PURPOSE RECIPIENT [by RECORD] [why TEXT]... [limits TEXT]...: may it be shared? What follows must be so
 * whether it may or not. */
static bool consent_holds(struct script *x, struct words *w)
{
	struct consent_answer a = {0};
	const char *purpose = words_take(x, w, "a purpose");
	script_must(x, consent_ask(x->s, x->case_id, purpose, words_take(x, w, "a recipient"), &a, &x->e));
	add_was(x, a.why);
	add_was(x, a.limits);
	while (w->n) {
		bool by = words_take_if(w, "by"), why = words_take_if(w, "why");
		if (!by && !why && !words_take_if(w, "limits"))
			script_fail(x, "\"%s\" says nothing about a consent", w->at[0]);
		const char *text = words_take(x, w, "a text");
		if (by ? strcmp(a.record_id, script_known(x, text)->record) != 0
		       : !strstr(why ? a.why : a.limits, text))
			script_fail(x, "expected: %s. It was: %s", text, str_text(&x->was));
	}
	return a.allowed;
}

static bool consent_line_holds(struct script *x, struct words *w)
{
	script_must(x, consent_line(x->s, x->case_id, &x->was, &x->e));
	return text_is(str_text(&x->was), words_take(x, w, "a text"));
}

/* locked ACTION [TEXT]: it can be neither started nor done; the words say why, and it stays as it is. */
static bool locked_holds(struct script *x, struct words *w)
{
	static const char *const begun[] = {"started", "waiting", "done"};
	struct gate_facts f = {0};
	struct record r = {0};
	struct str text = {0};
	const struct script_name *n = script_known(x, words_take(x, w, "the name of an action"));
	const char *why = words_take_or(w, "");
	script_must(x, gates_read(x->s, n->case_id, &f, &x->e));
	script_must(x, store_record_get(x->rig.store, n->record, &r, &x->e));
	gates_words(&f, &r.answers, &text);
	add_was(x, str_text(&text));
	bool locked = text.len > 0;
	for (int i = 0; locked && i < 3; i++) {
		struct record after = {0};
		if (action_set_state(x->s, n->record, begun[i], "Result", &x->e))
			script_fail(x, "expected: locked. It can be %s", begun[i]);
		if (x->e.code != ERR_DATA || !strstr(x->e.detail, why))
			script_fail(x, "expected: locked by %s. It was: %s", why, x->e.detail);
		script_must(x, store_record_get(x->rig.store, n->record, &after, &x->e));
		if (strcmp(after.state, r.state))
			script_fail(x, "expected: still %s. It was: %s", r.state, after.state);
		record_fini(&after);
	}
	str_fini(&text);
	record_fini(&r);
	return locked;
}

/* fact child|protection-raised|determined-return: what the locks know of the case. */
static bool fact_holds(struct script *x, struct words *w)
{
	struct gate_facts f = {0};
	script_must(x, gates_read(x->s, x->case_id, &f, &x->e));
	const struct {
		const char *name;
		bool is;
	} facts[] = {
		{"child", f.is_child},
		{"protection-raised", f.protection_raised},
		{"determined-return", f.bid_for_return},
	};
	const char *name = words_take(x, w, "a fact");
	for (size_t i = 0; i < sizeof facts / sizeof facts[0]; i++) {
		if (!strcmp(facts[i].name, name))
			return facts[i].is;
	}
	script_fail(x, "there is no fact \"%s\"", name);
}

static enum case_section section_named(struct script *x, const char *name)
{
	static const char *const sections[SECTION_COUNT] = {
#define X(id, words) #id,
		SECTION_TABLE(X)
#undef X
	};
	for (int i = 0; i < SECTION_COUNT; i++) {
		if (!strcmp(sections[i], name))
			return (enum case_section)i;
	}
	script_fail(x, "there is no section \"%s\"", name);
}

/* check SECTION KIND|TEXT heading|note|done|missing|late [of RECORD]: a line of a section's checklist, by the kind that
 * answers it or by a part of it. check SECTION closed: the section is not for this person. */
static bool check_holds(struct script *x, struct words *w)
{
	static const char *const states[] = {"heading", "note", "done", "missing", "late"};
	struct checklist l = {0};
	script_must(x, checklist_read(x->s, x->case_id, section_named(x, words_take(x, w, "a section")), &l, &x->e));
	bool found = l.closed;
	if (!words_take_if(w, "closed")) {
		const char *line = words_take(x, w, "a line"), *state = words_take(x, w, "its state");
		const char *record =
			words_take_if(w, "of") ? script_known(x, words_take(x, w, "a record"))->record : NULL;
		found = false;
		for (int i = 0; i < l.n; i++) {
			const struct check_line *c = &l.at[i];
			str_addf(&x->was, "\n%s: %s (%s)", states[c->state], c->text, c->kind ? c->kind : "");
			found |= ((c->kind && !strcmp(c->kind, line)) || strstr(c->text, line)) &&
				 !strcmp(states[c->state], state) && (!record || !strcmp(c->record_id, record));
		}
	}
	checklist_fini(&l);
	return found;
}

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

static bool history_entry_has(const struct history_entry *h, const char *text)
{
	bool has = (h->summary && strstr(h->summary, text)) || !strcmp(h->who, text);
	for (int i = 0; i < h->n_changes; i++)
		has |= strstr(h->changes[i].old_value, text) || strstr(h->changes[i].new_value, text);
	return has;
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
	return number_is(x, w, n);
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
	script_must(x, section_read(x->s, x->case_id, section_named(x, words_take(x, w, "a section")), &l, &x->e));
	same = l.n == w->n;
	for (int i = 0; i < l.n; i++) {
		add_was(x, l.at[i].title);
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
	return number_is(x, w, n);
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
		add_was(x, v.at[i].text);
		found |= strstr(v.at[i].text, text) && (!other || !strcmp(v.at[i].case_id, other));
	}
	free(text);
	status_view_fini(&v);
	return found;
}

/* theirs FIELD=VALUE...: what a save was in conflict with. */
static bool theirs_hold(struct script *x, struct words *w)
{
	return answers_hold(x, w, answer_of_record, &x->theirs.answers);
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
	{"form",
	 "new|fixed|changed|round N|version N|shows FIELD|warns TEXT|says TEXT|requires FIELD|problem TEXT|pending "
	 "FIELD TEXT|FIELD=VALUE...",
	 form_holds},
	{"count", "KIND N", count_holds},
	{"round", "N [assigned BAND] [score N]", round_holds},
	{"risks", "FACTOR...|none", risks_hold},
	{"suggests", "SERVICE [first]", suggests_holds},
	{"plan", "[actions N]", plan_holds},
	{"approval", "STATE", approval_holds},
	{"missing", "ITEM...|none", missing_holds},
	{"consent", "PURPOSE RECIPIENT [by RECORD] [why TEXT] [limits TEXT]", consent_holds},
	{"locked", "ACTION [TEXT]", locked_holds},
	{"check", "SECTION KIND|TEXT heading|note|done|missing|late [of RECORD]", check_holds},
	{"today", "[KIND] [TEXT] [N] [due TIME]", today_holds},
	{"agenda", "DAY [KIND] [TEXT] [N] [due TIME]", agenda_holds},
	{"fact", "child|protection-raised|determined-return", fact_holds},
	{"consent-line", "TEXT", consent_line_holds},
	{"clock", "TEXT [UNTIL]", clock_holds},
	{"clocks", "N", clocks_hold},
	{"approvals", "N", approvals_hold},
	{"today-names", "", today_names_hold},
	{"section", "SECTION RECORD...", section_holds},
	{"status-page", "TEXT [of CASE]", status_page_holds},
	{"theirs", "FIELD=VALUE...", theirs_hold},
	{"summary", "TEXT", summary_holds},
	{"timeline", "TEXT|KIND", timeline_holds},
	{"history", "KIND ACTION [TEXT|ACCOUNT]...", history_holds},
	{"audit", "ACTION [by ACCOUNT] [TEXT]", audit_holds},
	{"drafts", "N", drafts_hold},
	{"found", "TEXT N", found_holds},
	{"file", "TEXT", file_holds},
	{"shown", "TEXT", shown_holds},
	{"page", "NAME", page_holds},
};
const int script_check_count = sizeof script_checks / sizeof script_checks[0];
