/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What test scripts can expect of a case, a record and the open form.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <sarai/base/mem.h>
#include <sarai/base/pairs.h>
#include <sarai/base/str.h>
#include <sarai/edit/cases.h>
#include <sarai/edit/kind.h>
#include <sarai/edit/open.h>
#include <sarai/form/form.h>
#include <sarai/store/casefile.h>
#include <sarai/store/history.h>
#include <sarai/store/record.h>
#include <sarai/term/screen.h>
#include <sarai/view/case_records.h>
#include <sarai/view/notices.h>

#include "script.h"

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

void script_was(struct script *x, const char *text)
{
	str_addf(&x->was, "%s%s", x->was.len ? ", " : "", text && *text ? text : "none");
}

/* Is a text what the script says: "none" for "", "*part*" for a text that has this part. */
bool script_text_is(const char *text, const char *wanted)
{
	if (!strcmp(wanted, "none"))
		return !*text;
	if (*wanted != '*')
		return !strcmp(text, wanted);
	while (*wanted) {
		wanted += *wanted == '*';
		size_t n = strcspn(wanted, "*");
		const char *found = memmem(text, strlen(text), wanted, n);
		if (!found)
			return false;
		text = found + n;
		wanted += n;
	}
	return true;
}

bool script_number_is(struct script *x, struct words *w, int n)
{
	char text[24];
	snprintf(text, sizeof text, "%d", n);
	script_was(x, text);
	return !strcmp(words_take(x, w, "a number"), text);
}

/* field=value: compares the rest of the line with these answers. */
bool script_answers_hold(struct script *x, struct words *w, const char *(*get)(const void *from, const char *name),
			 const void *from)
{
	bool hold = true;
	char *value;
	while (w->n && word_split(w->at[0], &value)) {
		const char *field = words_take(x, w, "a field");
		char *wanted = script_value(x, value);
		const char *is = get(from, field);
		str_addf(&x->was, "%s%s=\"%s\"", x->was.len ? " " : "", field, is);
		hold &= *wanted ? script_text_is(is, wanted) : !*is;
		free(wanted);
	}
	return hold;
}

const char *script_answer_of(const void *from, const char *name)
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
			hold &= script_answers_hold(x, w, script_answer_of, &r.answers);
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
		if (!strcmp(column, "case")) {
			const char *name = words_take(x, w, "the name of a case");
			script_was(x, r.case_id);
			hold &= !strcmp(r.case_id, strcmp(name, "none") ? script_known(x, name)->case_id : "");
			continue;
		}
		if (!is)
			script_fail(x, "a record has no \"%s\"", column);
		char *wanted = script_value(x, words_take(x, w, "the value"));
		str_addf(&x->was, "%s%s %s", x->was.len ? " " : "", column, *is ? is : "none");
		hold &= script_text_is(is, wanted);
		free(wanted);
	}
	record_fini(&r);
	return hold;
}

static void add_pairs(struct str *to, const struct pairs *p)
{
	char *all = pairs_to_text(p);
	str_add(to, all);
	free(all);
}

/* Is a text anywhere in what the open form holds and shows, or in what it was in conflict with? */
static bool form_tells(struct script *x, struct edit *f, const char *text)
{
	struct str all = {0};
	struct pairs answers = {0};
	struct form_problem problems[40];
	edit_answers(x->s, f, &answers);
	add_pairs(&all, &answers);
	add_pairs(&all, &f->base);
	add_pairs(&all, &f->pending);
	add_pairs(&all, &f->record.answers);
	add_pairs(&all, &x->theirs.answers);
	pairs_clear(&answers);
	for (int i = 0; i < form_definition(f->form)->n_fields; i++) {
		char *shown = form_show(f->form, i);
		str_addf(&all, "%s %s %s\n", form_value(f->form, i), shown, form_note(f->form, i));
		free(shown);
	}
	int n = form_problems(f->form, problems, 40);
	for (int i = 0; i < n && i < 40; i++)
		str_addf(&all, "%s\n", problems[i].text);
	if (f->kind->says)
		f->kind->says(&(struct save){.session = x->s, .edit = f}, &all);
	bool tells = strstr(str_text(&all), text) != NULL;
	str_fini(&all);
	return tells;
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
		return script_number_is(x, w, f->record.version);
	if (words_take_if(w, "round"))
		return script_number_is(x, w, f->record.round);
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
		script_was(x, text);
		bool holds = text && strstr(text, part);
		free(text);
		return holds;
	}
	bool says = words_take_if(w, "says");
	if (says || words_take_if(w, "alarms")) {
		struct str text = {0};
		void (*line)(const struct save *save, struct str *out) = says ? f->kind->says : f->kind->alarms;
		if (line)
			line(&(struct save){.session = x->s, .edit = f}, &text);
		const char *part = words_take(x, w, "a part of the line");
		script_was(x, str_text(&text));
		bool holds = text.len && strstr(str_text(&text), part);
		str_fini(&text);
		return holds;
	}
	if (words_take_if(w, "tells"))
		return form_tells(x, f, words_take(x, w, "a text"));
	if (words_take_if(w, "requires"))
		return form_required(f->form, form_def_field(form_definition(f->form), words_take(x, w, "a field")));
	if (words_take_if(w, "problem")) {
		struct form_problem problems[40];
		int n = form_problems(f->form, problems, 40);
		const char *text = words_take(x, w, "a part of the problem");
		bool found = false;
		for (int i = 0; i < n && i < 40; i++) {
			script_was(x, problems[i].text);
			found |= strstr(problems[i].text, text) != NULL;
		}
		return found;
	}
	if (words_take_if(w, "pending")) {
		script_was(x, pairs_get(&f->pending, "field"));
		script_was(x, pairs_get(&f->pending, "text"));
		return !strcmp(pairs_get(&f->pending, "field"), words_take(x, w, "a field")) &&
		       !strcmp(pairs_get(&f->pending, "text"), words_take(x, w, "its text"));
	}
	return script_answers_hold(x, w, answer_of_form, f->form);
}

/* base FIELD=VALUE...: the open form as it was when it was opened. */
static bool base_holds(struct script *x, struct words *w)
{
	if (!x->form)
		script_fail(x, "no form is open");
	return script_answers_hold(x, w, script_answer_of, &x->form->base);
}

/* count KIND N: so many records of a kind in the current case, as far as the account sees them; of "history":
 * entries. */
static bool count_holds(struct script *x, struct words *w)
{
	struct record_list l = {0};
	struct history_list h = {0};
	const char *kind = words_take(x, w, "a kind");
	if (!strcmp(kind, "history"))
		script_must(x, history_read(x->s, x->case_id, 0, &h, &x->e));
	else
		script_must(x, records_list(x->s, x->case_id, kind, &l, &x->e));
	int n = l.n + h.n;
	record_list_fini(&l);
	history_list_fini(&h);
	return script_number_is(x, w, n);
}

const struct script_check script_expects_records[] = {
	{"form", "new|fixed|changed|round N|shows FIELD|... (README)", form_holds},
	{"record", "NAME [COLUMN VALUE]... [FIELD=VALUE]...", record_holds},
	{"base", "FIELD=VALUE...", base_holds},
	{"count", "KIND|history N", count_holds},
	{0},
};
