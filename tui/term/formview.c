/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The form on the screen: moving between fields, typing into them, choosing. How it is painted is in formview_draw.c.
 */
#include <stdlib.h>
#include <string.h>

#include <sarai/base/mem.h>
#include <sarai/base/text.h>

#include "formview_layout.h"

bool field_typed(const struct field_def *f)
{
	return f->type == FIELD_TEXT || f->type == FIELD_LONG || f->type == FIELD_NUMBER || f->type == FIELD_DATE ||
	       f->type == FIELD_TIME;
}

bool field_chosen(const struct field_def *f)
{
	return f->type == FIELD_CHOICE || f->type == FIELD_YESNO || f->type == FIELD_FACTOR;
}

static const struct form_def *def_of(const struct form_view *v)
{
	return form_definition(v->form);
}

const struct field_def *form_view_field(const struct form_view *v)
{
	return v->at >= 0 && v->at < def_of(v)->n_fields ? &def_of(v)->fields[v->at] : NULL;
}

static void say_wrong(struct form_view *v, const char *why)
{
	free(v->wrong);
	v->wrong = why ? mem_strdup(why) : NULL;
}

static int max_of(const struct field_def *f)
{
	if (f->type == FIELD_TEXT)
		return f->max ? (int)f->max : 200;
	if (f->type == FIELD_LONG)
		return f->max ? (int)f->max : 4000;
	return 60;
}

/* The editor holds the field's value as a person would type it, or nothing where one chooses. */
static void load_editor(struct form_view *v)
{
	const struct field_def *f = form_view_field(v);
	char *text = f && field_typed(f) ? form_show(v->form, v->at) : mem_strdup("");
	editor_fini(&v->editor);
	editor_init(&v->editor, text, f ? max_of(f) : 0, f && f->type == FIELD_LONG);
	v->editing = false;
	free(text);
}

static void enter_field(struct form_view *v, int field)
{
	v->at = field;
	say_wrong(v, NULL);
	load_editor(v);
}

/* The next field that takes an answer, from one on; -1 when there is none. */
static int seek(const struct form_view *v, int from, int by)
{
	for (int i = from; i >= 0 && i < def_of(v)->n_fields; i += by) {
		if (form_answerable(v->form, i))
			return i;
	}
	return -1;
}

void form_view_init(struct form_view *v, struct form *form, struct stack *stack)
{
	memset(v, 0, sizeof *v);
	v->form = form;
	v->stack = stack;
	v->at = v->answered = -1;
	v->last_rows = 14;
	v->last_cols = 80;
	editor_init(&v->editor, "", 0, false);
	int first = seek(v, 0, 1);
	/* What is filled in already need not be walked through again: begin at the first that is empty. */
	for (int i = first; i >= 0; i = seek(v, i + 1, 1)) {
		if (!*form_value(form, i)) {
			first = i;
			break;
		}
	}
	if (first >= 0)
		enter_field(v, first);
}

void form_view_fini(struct form_view *v)
{
	editor_fini(&v->editor);
	free(v->wrong);
	v->wrong = NULL;
}

const char *form_view_pending(const struct form_view *v, const char **field)
{
	const struct field_def *f = form_view_field(v);
	if (!v->editing || !f)
		return NULL;
	*field = f->name;
	/* Until it is entered, an emptied field still has in the draft what was in it. */
	const char *before = field_typed(f) && !*v->editor.text ? editor_before(&v->editor) : NULL;
	return before ? before : v->editor.text;
}

void form_view_restore(struct form_view *v, const char *field, const char *pending)
{
	int i = form_def_field(def_of(v), field);
	if (i < 0 || !form_answerable(v->form, i))
		return;
	enter_field(v, i);
	if (!editor_replace(&v->editor, pending))
		editor_set(&v->editor, pending);
	v->editing = true;
}

/* ---- answers ---- */

/* Of what is typed at a choice, only letters and digits count. A word inside a label needs two of them and a letter, and
 * must be the only one, so that a key struck by mistake means nothing ("a" is not "Declined to answer"). A number is no
 * search: it is only what a single label begins with. */
int form_view_match(const struct form_view *v)
{
	const struct option_list *l = form_options(v->form, v->at);
	char *typed = text_fold(v->editor.text);
	size_t n = strlen(typed);
	int begin = -1, inside = -1, begin_count = 0, inside_count = 0;
	bool number = !typed[strspn(typed, "0123456789 ")], word = !number && text_length(typed) > 1;
	for (int i = 0; l && n && i < l->n && (number || !begin_count); i++) {
		const char *label = option_list_folded(l, i);
		if (!strncmp(label, typed, n)) {
			if (begin_count++ == 0)
				begin = i;
		} else if (word && text_folded_has_word(label, typed) && inside_count++ == 0) {
			inside = i;
		}
	}
	free(typed);
	if (begin_count)
		return number && begin_count > 1 ? -1 : begin;
	return inside_count == 1 ? inside : -1;
}

#define NO_OPTION "No option starts with that. Space lists all options."

/* Does it hold a letter or a digit? Nothing else can begin an option. */
static bool has_letter(const char *typed)
{
	char *folded = text_fold(typed);
	bool has = *folded;
	free(folded);
	return has;
}

/* Letters typed at a choice: what they mean, taken. */
static bool commit_choice(struct form_view *v)
{
	const struct field_def *f = form_view_field(v);
	int i = form_view_match(v);
	const char *why = NULL;
	bool good;
	char *folded = text_fold(v->editor.text);
	/* What is left to form_enter are codes, several with commas, and what is not in the list. */
	bool slip = !*folded || (i < 0 && !f->others && text_length(folded) == 1);
	free(folded);
	if (slip)
		good = false;
	else if (i >= 0 && f->several)
		good = form_toggle(v->form, v->at, form_options(v->form, v->at)->at[i].code);
	else if (i >= 0)
		good = form_set(v->form, v->at, form_options(v->form, v->at)->at[i].code);
	else
		good = form_enter(v->form, v->at, v->editor.text, &why);
	if (!good)
		say_wrong(v, why && *why ? why : NO_OPTION);
	return good;
}

/* ---- dates that are asked about ---- */

static bool step(struct form_view *v, int by);

static bool ask_doubt(struct form_view *v);

/* The reading in asked[0] goes in, unless something is to be asked about it first. */
static void take_reading(struct form_view *v, bool sure)
{
	const char *why = NULL;
	if (!sure && ask_doubt(v))
		return;
	if (!form_enter_reading(v->form, v->at, &v->asked[0], &why)) {
		say_wrong(v, why);
		return;
	}
	say_wrong(v, NULL);
	load_editor(v);
	step(v, 1);
}

static void doubt_answered(void *ctx, int choice)
{
	if (choice == 0)
		take_reading(ctx, true);
}

static bool ask_doubt(struct form_view *v)
{
	static const struct choice choices[] = {{'1', "It is right: keep it"}, {'2', "Look at it again"}};
	char text[FORM_DOUBT];
	if (!form_date_doubt(v->form, v->at, v->asked[0].date, text))
		return false;
	dialog_choose(v->stack, form_view_field(v)->label, text, choices, 2, doubt_answered, v);
	return true;
}

static void reading_chosen(void *ctx, int choice)
{
	struct form_view *v = ctx;
	if (choice < 0 || choice >= v->n_asked)
		return;
	v->asked[0] = v->asked[choice];
	take_reading(v, false);
}

/* "Ethiopian: 12 Meskerem 2010 = 22 Sep 2017 (9 years old)" */
static void reading_words(const struct form_view *v, const struct date_reading *r, struct str *out)
{
	char own[CALENDAR_TEXT], gregorian[DATE_TEXT];
	int least, most;
	date_show(r->date, gregorian);
	calendar_show(r->calendar, r->year, r->month, r->day, own);
	const char *words = calendar_words(r->calendar), *place = strstr(words, " (");
	str_addf(out, "%.*s: %s", (int)(place ? (size_t)(place - words) : strlen(words)), words, own);
	if (r->calendar != CALENDAR_GREGORIAN)
		str_addf(out, " = %s", gregorian);
	if (!form_view_field(v)->ages)
		return;
	date_age(r->date, form_today(v->form), &least, &most);
	str_addf(out, least == most ? " (%d years old)" : " (%d to %d years old)", least, most);
}

static void ask_reading(struct form_view *v)
{
	struct choice choices[DATE_READINGS + 1];
	struct str words[DATE_READINGS] = {0};
	for (int i = 0; i < v->n_asked; i++) {
		reading_words(v, &v->asked[i], &words[i]);
		choices[i] = (struct choice){(char)('1' + i), str_text(&words[i])};
	}
	choices[v->n_asked] = (struct choice){'0', "None of these: type it again"};
	dialog_choose(v->stack, form_view_field(v)->label, "Which date is meant?", choices, v->n_asked + 1, reading_chosen, v);
	for (int i = 0; i < v->n_asked; i++)
		str_fini(&words[i]);
}

/* Is the date that stands in the editor asked about? Then the dialog goes on from here. */
static bool ask_date(struct form_view *v)
{
	struct date_reading certain;
	char *digits = text_digits(v->editor.text);
	bool asked = true;
	v->n_asked = form_readings(v->form, v->at, digits, v->asked);
	if (v->n_asked) {
		ask_reading(v);
	} else if (form_certain_reading(v->form, v->at, digits, &certain)) {
		v->asked[0] = certain;
		asked = ask_doubt(v);
	} else {
		asked = false;
	}
	free(digits);
	return asked;
}

bool form_view_commit(struct form_view *v)
{
	const struct field_def *f = form_view_field(v);
	const char *why = NULL;
	if (!v->editing || !f)
		return true;
	if (field_chosen(f)) {
		if (*v->editor.text && !commit_choice(v))
			return false;
	} else if (f->type == FIELD_DATE && ask_date(v)) {
		return false;
	} else if (!form_enter(v->form, v->at, v->editor.text, &why)) {
		say_wrong(v, why);
		return false;
	}
	say_wrong(v, NULL);
	load_editor(v);
	return true;
}

/* Where an answer has hidden the field in focus, the nearest one takes over. */
static void stay_visible(struct form_view *v)
{
	if (v->at >= 0 && form_answerable(v->form, v->at))
		return;
	int i = seek(v, v->at < 0 ? 0 : v->at, 1);
	if (i < 0)
		i = seek(v, v->at, -1);
	enter_field(v, i);
}

void form_view_focus(struct form_view *v, int field)
{
	if (field >= 0 && field < def_of(v)->n_fields && form_answerable(v->form, field) && form_view_commit(v))
		enter_field(v, field);
}

static bool step(struct form_view *v, int by)
{
	if (!form_view_commit(v))
		return true;
	stay_visible(v);
	int i = seek(v, v->at + by, by);
	if (i >= 0)
		enter_field(v, i);
	return true;
}

bool form_view_at_end(const struct form_view *v)
{
	return seek(v, v->at + 1, 1) < 0;
}

bool form_view_grabs(const struct form_view *v, int action)
{
	const struct field_def *f = form_view_field(v);
	return f && f->type == FIELD_LONG && action == ACT_ENTER;
}

/* An answer given by one key goes straight on to the next question. */
static bool choose(struct form_view *v, int option)
{
	const struct field_def *f = form_view_field(v);
	const struct option_list *l = form_options(v->form, v->at);
	if (!l || option < 0 || option >= l->n)
		return false;
	v->editing = false;
	editor_set(&v->editor, "");
	say_wrong(v, NULL);
	if (f->several) {
		form_toggle(v->form, v->at, l->at[option].code);
		return true;
	}
	int field = v->at;
	form_set(v->form, v->at, l->at[option].code);
	stay_visible(v);
	step(v, 1);
	/* At the next factor, what is said about an answer is still about this one. */
	if (v->at != field && f->type == FIELD_FACTOR && form_view_field(v)->type == FIELD_FACTOR)
		v->answered = field;
	return true;
}

static void clear_answer(struct form_view *v)
{
	form_set(v->form, v->at, "");
	say_wrong(v, NULL);
	load_editor(v);
}

/* Along the options with Left and Right, staying. */
static void shift(struct form_view *v, int by)
{
	const struct option_list *l = form_options(v->form, v->at);
	if (!l || !l->n || form_view_field(v)->several)
		return;
	int i = option_list_find(l, form_value(v->form, v->at)) + by;
	if (i >= 0 && i < l->n)
		form_set(v->form, v->at, l->at[i].code);
}

static void picked(void *ctx, const char *codes)
{
	struct form_view *v = ctx;
	if (!codes)
		return;
	if (!form_set(v->form, v->at, codes))
		say_wrong(v, "This answer cannot be taken here.");
	stay_visible(v);
	if (!form_view_field(v)->several)
		step(v, 1);
}

static void open_picker(struct form_view *v)
{
	const struct field_def *f = form_view_field(v);
	const struct option_list *l = form_options(v->form, v->at);
	if (!l || !l->n) {
		stack_say(v->stack, ROLE_HINT, "There is nothing to choose from yet.");
		return;
	}
	dialog_pick(v->stack, f->label, l, f->several, form_value(v->form, v->at), picked, v);
}

/* ---- notes and stages of factors ---- */

static void noted(void *ctx, const char *text)
{
	struct form_view *v = ctx;
	if (text)
		form_set_note(v->form, v->noting, text);
}

static bool factor_letter(struct form_view *v, char c, int field)
{
	static const struct {
		char key;
		unsigned stage;
	} rows[] = {{'b', STAGE_BEFORE}, {'d', STAGE_DURING}, {'a', STAGE_AFTER}};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		if (rows[i].key == c) {
			form_set_stage(v->form, field, form_stage(v->form, field) ^ rows[i].stage);
			return true;
		}
	}
	if (c != 'n')
		return false;
	v->noting = field;
	dialog_ask_kept(v->stack, def_of(v)->fields[field].label, "Note beside this answer:", form_note(v->form, field), 1000, 4,
			noted, v);
	return true;
}

/* ---- keys ---- */

static bool act_typed(struct form_view *v, int action)
{
	const struct field_def *f = form_view_field(v);
	int cols = form_view_editor_cols(v);
	bool moves = action == ACT_UP || action == ACT_DOWN || action == ACT_LEFT || action == ACT_RIGHT || action == ACT_HOME ||
		     action == ACT_END;
	if (f->type != FIELD_LONG && (action == ACT_UP || action == ACT_DOWN || action == ACT_ENTER))
		return false;
	if (!editor_act(&v->editor, action, cols))
		return false;
	if (!moves)
		v->editing = true;
	return true;
}

static bool act_chosen(struct form_view *v, int action)
{
	bool typing = *v->editor.text;
	switch (action) {
	case ACT_LEFT:
	case ACT_RIGHT:
		if (typing)
			return editor_act(&v->editor, action, 80);
		shift(v, action == ACT_LEFT ? -1 : 1);
		return true;
	case ACT_BACKSPACE:
	case ACT_DELETE:
	case ACT_CLEAR:
	case ACT_WORD_BACK:
		if (typing)
			editor_act(&v->editor, action, 80);
		else
			clear_answer(v);
		v->editing = *v->editor.text;
		say_wrong(v, NULL);
		return true;
	case ACT_PICK:
		v->editing = false;
		editor_set(&v->editor, "");
		open_picker(v);
		return true;
	default:
		return false;
	}
}

/* First what is being typed, then answer by answer. */
static bool undo(struct form_view *v)
{
	if (editor_act(&v->editor, ACT_UNDO, v->last_cols)) {
		v->editing = editor_can_undo(&v->editor);
		say_wrong(v, NULL);
		return true;
	}
	int field = form_undo(v->form);
	if (field < 0) {
		stack_say(v->stack, ROLE_HINT, "There is nothing more to undo.");
		return true;
	}
	if (form_answerable(v->form, field))
		enter_field(v, field);
	else
		stay_visible(v);
	stack_say(v->stack, ROLE_HINT, "Undone: %s.", def_of(v)->fields[field].label);
	return true;
}

static void page(struct form_view *v, int by)
{
	int fields = v->last_rows > 4 ? v->last_rows - 3 : 1;
	for (int i = 0; i < fields; i++)
		step(v, by);
}

bool form_view_act(struct form_view *v, int action)
{
	const struct field_def *f = form_view_field(v);
	v->answered = -1;
	if (!f)
		return false;
	if (action == ACT_UNDO)
		return undo(v);
	if (field_typed(f) ? act_typed(v, action) : act_chosen(v, action))
		return true;
	switch (action) {
	case ACT_UP:
	case ACT_PREV:
		return step(v, -1);
	case ACT_DOWN:
	case ACT_NEXT:
	case ACT_ENTER:
		return step(v, 1);
	case ACT_PAGE_UP:
	case ACT_PAGE_DOWN:
		page(v, action == ACT_PAGE_UP ? -1 : 1);
		return true;
	case ACT_HOME:
	case ACT_END:
		if (form_view_commit(v))
			enter_field(v, action == ACT_HOME ? seek(v, 0, 1) : seek(v, def_of(v)->n_fields - 1, -1));
		return true;
	default:
		return false;
	}
}

static bool begins_option(const struct form_view *v, const char *typed)
{
	const struct option_list *l = form_options(v->form, v->at);
	char *folded = text_fold(typed);
	bool begins = false;
	for (int i = 0; l && *folded && i < l->n && !begins; i++)
		begins = !strncmp(option_list_folded(l, i), folded, strlen(folded));
	free(folded);
	return begins;
}

static char lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

bool form_view_text(struct form_view *v, const char *utf8)
{
	const struct field_def *f = form_view_field(v);
	char c = utf8[1] ? 0 : lower(utf8[0]);
	int answered = v->answered;
	v->answered = -1; /* any other key: it is about the field in focus again */
	if (!f)
		return false;
	if (field_typed(f)) {
		/* A date or a number is typed anew; only words are gone on with. */
		bool anew = !v->editing && (f->type == FIELD_DATE || f->type == FIELD_TIME || f->type == FIELD_NUMBER);
		if (!(anew ? editor_replace : editor_insert)(&v->editor, utf8)) {
			int more = text_length(utf8);
			stack_say(v->stack, ROLE_HINT, more > 1 ? "There is room for %d characters here. These are %d: nothing was pasted."
								: "There is room for %d characters here.", v->editor.max, more);
		}
		v->editing = true;
		say_wrong(v, NULL);
		return true;
	}
	if (!*v->editor.text && !f->others && !begins_option(v, utf8) && *stack_latin(v->stack, utf8)) {
		utf8 = stack_latin(v->stack, utf8); /* from a keyboard of another script, by the place of its key */
		c = utf8[0];
	}
	if (!*v->editor.text) {
		/* The scale's digits stand as they are; other options count from 1. */
		const struct option_list *l = form_options(v->form, v->at);
		bool digits = f->type == FIELD_FACTOR || (l && l->n <= OPTIONS_SHOWN);
		if (digits && c >= '0' && c <= '9' && choose(v, f->type == FIELD_FACTOR ? c - '0' : c - '1'))
			return true;
		if (f->type == FIELD_FACTOR && factor_letter(v, c, answered >= 0 ? answered : v->at)) {
			v->answered = answered;
			return true;
		}
	}
	if (!*v->editor.text && !f->others && !has_letter(utf8)) {
		say_wrong(v, NO_OPTION); /* no search begins with it, so the next key acts as always */
		return true;
	}
	editor_insert(&v->editor, utf8);
	v->editing = true;
	say_wrong(v, NULL);
	/* One letter is the answer: y, n, u. That somebody declined is never taken from one key that may be a slip. */
	int meant = f->type == FIELD_YESNO ? form_view_match(v) : -1;
	if (meant >= 0 && strcmp(form_options(v->form, v->at)->at[meant].code, "declined"))
		return choose(v, meant);
	return true;
}

bool form_view_typing(const struct form_view *v)
{
	const struct field_def *f = form_view_field(v);
	return f && (field_typed(f) || *v->editor.text);
}

void form_view_hint(const struct form_view *v, struct str *out)
{
	const struct field_def *f = form_view_field(v);
	if (!f)
		return;
	if (v->answered >= 0)
		str_addf(out, "b d a when, n note: about \"%s\", just answered. Any other key goes on.", def_of(v)->fields[v->answered].label);
	else if (f->type == FIELD_FACTOR)
		str_add(out, "1-3 risk 0 neither 4-6 protection 7 unknown 8 declined 9 n/a; b d a when; n note");
	else if (f->help && *f->help)
		str_addf(out, "%s%s", f->help, f->type == FIELD_LONG ? " (Tab goes on.)" : "");
	else if (f->type == FIELD_DATE)
		str_add(out, f->partial ? "23/11/2026, nov 2026, 2026, ~1994, or age 32." : "23/11/2026, today, yesterday, +7d, mon.");
	else if (f->type == FIELD_TIME)
		str_add(out, "Hours and minutes: 14:05.");
	else if (f->type == FIELD_LONG)
		str_add(out, "Enter begins a new line; Tab goes to the next question.");
	else if (f->type == FIELD_CHOICE && f->several)
		str_add(out, "Several answers are possible. Digits mark and unmark; Space shows the list; Enter goes on.");
	else if (field_chosen(f))
		str_add(out, "The digit, or first letters and Enter; Space shows the list.");
}
