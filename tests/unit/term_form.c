/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The form on the screen: every kind of field by keys, moving about, what is wrong said where it is wrong.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <sarai/term/formview.h>

#include "form_rig.h"
#include "term_rig.h"

static const char fields[] =
	"[field who]\ntype = heading\nlabel = Who\n"
	"[field name]\ntype = text\nlabel = Name\nhelp = As the person says it.\nmax = 40\nrequired_if = always\n"
	"[field born]\ntype = date\nlabel = Born\npartial = yes\nwhen = past\n"
	"[field seen]\ntype = date\nlabel = Seen on\n"
	"[field sex]\ntype = choice\nlabel = Sex\noptions = f:Female|m:Male|x:Other\n"
	"[field town]\ntype = choice\nlabel = Town\nlist = town\n"
	"[field month]\ntype = choice\nlabel = Month\noptions = a:January|b:February|c:March|d:April|e:May|f:June|g:July|"
	"h:August|i:September|j:October\n"
	"[field age]\ntype = choice\nlabel = Age group\noptions = a:Under one|b:10 to 17|c:Now 18, passed on|d:18 to 24|e:25|f:30|"
	"g:35|h:40|i:50|j:60 and more\n"
	"[field birth]\ntype = date\nlabel = Birth\npartial = yes\nages = yes\nwhen = past\n"
	"[field met]\ntype = date\nlabel = Met\nwhen = past\nnot_before = opening\n"
	"[field ways]\ntype = choice\nlabel = Ways\noptions = phone:Phone|visit:Visit|letter:Letter\nseveral = yes\n"
	"[field alone]\ntype = yesno\nlabel = In private\n"
	"[field why]\ntype = text\nlabel = Why not\nshow_if = alone = no\n"
	"[field n]\ntype = number\nlabel = Children\nmin = 0\nmax = 20\n"
	"[field more]\ntype = note\nlabel = Read this out before you go on.\n"
	"[field text]\ntype = long\nlabel = In short\n"
	"[field individual]\ntype = factors\nlevel = individual\n"
	"[field last]\ntype = text\nlabel = The label of this field is longer than its column allows\n";

struct page {
	struct scene stage;
	struct form_rig *rig;
	struct form_view view;
};

static void page_draw(const struct screen *s, struct canvas *body)
{
	form_view_draw(&((struct page *)s->data)->view, body);
}
static bool page_act(struct screen *s, int action)
{
	return form_view_act(&((struct page *)s->data)->view, action);
}
static bool page_text(struct screen *s, const char *utf8)
{
	return form_view_text(&((struct page *)s->data)->view, utf8);
}
static bool page_typing(const struct screen *s)
{
	return form_view_typing(&((struct page *)s->data)->view);
}
static void page_hint(const struct screen *s, struct str *out)
{
	form_view_hint(&((struct page *)s->data)->view, out);
}
static void page_about(const struct screen *s, struct str *out)
{
	form_view_about(&((struct page *)s->data)->view, out);
}
static const struct screen_class page_class = {.name = "form",
					       .about = page_about,
					       .widget = &actions_form,
					       .draw = page_draw,
					       .act = page_act,
					       .text = page_text,
					       .typing = page_typing,
					       .hint = page_hint};

static int open_page(void **state)
{
	struct page *p = mem_alloc(sizeof *p);
	void *rig;
	set_up(&rig);
	p->rig = rig;
	begin(p->rig, fields);
	stage_open(&p->stage);
	form_view_init(&p->view, p->rig->f, p->stage.stack);
	stack_push(p->stage.stack, &page_class, p);
	stack_paint(p->stage.stack);
	*state = p;
	return 0;
}

static int close_page(void **state)
{
	struct page *p = *state;
	void *rig = p->rig;
	form_view_fini(&p->view);
	stage_close(&p->stage);
	tear_down(&rig);
	free(p);
	return 0;
}

#define VALUE_COL 37 /* behind the widest label there may be */

/* A label with its value behind it on one line. */
static void line(struct scene *s, const char *label, const char *value)
{
	char text[120];
	snprintf(text, sizeof text, "\n%-*s%s\n", VALUE_COL, label, value);
	sees(s, text);
}

static void go(struct page *p, const char *name)
{
	form_view_focus(&p->view, field(p->rig, name));
	stack_paint(p->stage.stack);
	assert_int_equal(p->view.at, field(p->rig, name));
}

static void fields_are_walked_through(void **state)
{
	struct page *p = *state;
	struct scene *s = &p->stage;
	sees(s, "Who\n> Name*");
	sees(s, "As the person says it.");
	cursor_at(s, "> Name*", VALUE_COL);
	type(s, "<Enter>");
	cursor_at(s, "> Born", VALUE_COL);
	type(s, "<Tab>");
	cursor_at(s, "> Seen on", -1);
	type(s, "<Down>");
	cursor_at(s, "> Sex", -1);
	sees(s, "1 Female   2 Male   3 Other"); /* beneath the field in focus alone */
	sees_not(s, "1 Phone");
	type(s, "<Shift-Tab>");
	cursor_at(s, "> Seen on", -1);
	type(s, "<^P><Up><Up><Up>");
	cursor_at(s, "> Name", -1); /* the first: no further */
	/* Hidden fields, headings and notes are stepped over. */
	go(p, "alone");
	type(s, "<Down>");
	cursor_at(s, "> Children", -1);
	type(s, "<Down>");
	cursor_at(s, "> In short", -1);
	go(p, "sex");
	type(s, "<End>");
	cursor_at(s, "> The label of", -1);
	sees(s, "is longer than its column allows"); /* in full, where it matters */
	assert_true(form_view_at_end(&p->view));
	go(p, "sex");
	type(s, "<Home>");
	cursor_at(s, "> Name", -1);
	assert_false(form_view_at_end(&p->view));
	type(s, "<PgDn>");
	type(s, "<PgUp>");
	cursor_at(s, "> Name", -1);
}

static void text_is_typed(void **state)
{
	struct page *p = *state;
	struct scene *s = &p->stage;
	const char *of;
	type(s, "Amina / 1?");
	line(s, "> Name*", "Amina / 1?");
	cursor_at(s, "> Name", VALUE_COL + 10);
	assert_string_equal(form_view_pending(&p->view, &of), "Amina / 1?"); /* a draft has it */
	assert_string_equal(of, "name");
	holds(p->rig, "name", "");
	type(s, "<Enter>");
	holds(p->rig, "name", "Amina / 1?");
	assert_null(form_view_pending(&p->view, &of));
	line(s, "  Name", "Amina / 1?"); /* answered: no star */
	type(s, "<Up><^U><Enter>");
	holds(p->rig, "name", "");
	type(s, "<Up>0123456789012345678901234567890123456789x");
	sees(s, "There is room for 40 characters here.");
}

static void dates_are_typed_in_every_form(void **state)
{
	static const struct {
		const char *field, *typed, *value;
	} rows[] = {
		{"seen", "2026-11-20", "2026-11-20"}, {"seen", "20/11/2026", "2026-11-20"},
		{"seen", "today", "2026-11-23"},      {"seen", "yesterday", "2026-11-22"},
		{"seen", "+7d", "2026-11-30"},	      {"seen", "mon", "2026-11-30"},
		{"born", "nov 1994", "1994-11"},      {"born", "1994", "1994"},
		{"born", "~1994", "~1994"},	      {"born", "age 32", "~1994"},
	};
	struct page *p = *state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		go(p, rows[i].field);
		type(&p->stage, "<^U>");
		type(&p->stage, rows[i].typed);
		type(&p->stage, "<Enter>");
		if (strcmp(form_value_of(p->rig->f, rows[i].field), rows[i].value))
			fail_msg("%s: %s, not %s", rows[i].typed, form_value_of(p->rig->f, rows[i].field),
				 rows[i].value);
	}
	/* A date that stands is typed over, not into. */
	go(p, "seen");
	type(&p->stage, "today<Enter><Up>yesterday<Enter>");
	holds(p->rig, "seen", "2026-11-22");
}

static void what_is_wrong_is_said_at_the_field(void **state)
{
	struct page *p = *state;
	struct scene *s = &p->stage;
	go(p, "born");
	type(s, "30/02/2020<Enter>");
	cursor_at(s, "> Born", -1); /* stays */
	assert_non_null(p->view.wrong);
	sees(s, "30/02/2020");
	sees(s, p->view.wrong);
	type(s, "<Tab>");
	cursor_at(s, "> Born", -1);
	type(s, "<^P>");
	cursor_at(s, "> Born", -1);
	type(s, "<^U>2020");
	assert_null(p->view.wrong); /* typing on takes it back */
	type(s, "<Enter>");
	holds(p->rig, "born", "2020");
	go(p, "born");
	type(s, "2030<Enter>");
	assert_non_null(p->view.wrong); /* after today */
	holds(p->rig, "born", "2020");
	type(s, "<^U><Enter>");
	holds(p->rig, "born", "");
	go(p, "n");
	type(s, "many<Enter>");
	assert_non_null(p->view.wrong);
	type(s, "<^U>21<Enter>");
	assert_non_null(p->view.wrong);
	type(s, "<^U>20<Enter>");
	holds(p->rig, "n", "20");
	go(p, "town");
	type(s, "zzz<Enter>");
	assert_non_null(p->view.wrong);
	cursor_at(s, "> Town", -1);
	type(s, "<^U><Enter>");
	holds(p->rig, "town", "");
}

static void choices_are_made_by_digit_letters_arrows_and_list(void **state)
{
	struct page *p = *state;
	struct scene *s = &p->stage;
	go(p, "sex");
	type(s, "2");
	holds(p->rig, "sex", "m");
	cursor_at(s, "> Town", -1); /* straight on */
	type(s, "burk");
	sees(s, "burk");
	sees(s, "= Burkina Faso");
	type(s, "<Enter>");
	holds(p->rig, "town", "bk");
	type(s, "<Up>nigeria<Enter>"); /* not the first that begins with "niger" */
	holds(p->rig, "town", "ng");
	type(s, "<Up>niger<Enter>");
	holds(p->rig, "town", "n");
	type(s, "<Up>ivoi<Enter>"); /* a word inside */
	holds(p->rig, "town", "ci");
	type(s, "<Up><Left>"); /* along the list */
	holds(p->rig, "town", "bk");
	type(s, "<Right><Right><Right>");
	holds(p->rig, "town", "ci");
	type(s, "9"); /* there is no ninth */
	holds(p->rig, "town", "ci");
	type(s, "<^U><Backspace>"); /* the 9, then the answer */
	holds(p->rig, "town", "");
	type(s, " "); /* the list */
	sees(s, "Narrow to:");
	type(s, "faso<Enter>");
	holds(p->rig, "town", "bk");
	cursor_at(s, "> Month", -1);
	go(p, "town");
	type(s, " <Esc>");
	holds(p->rig, "town", "bk");
	cursor_at(s, "> Town", -1);
}

/* Where the digits are not shown, they mean nothing: a number typed in the wrong place answers nothing. */
static void a_long_list_takes_no_digit(void **state)
{
	struct page *p = *state;
	struct scene *s = &p->stage;
	go(p, "month");
	sees(s, "10 to choose from");
	type(s, "3/4/1990<Enter>");
	holds(p->rig, "month", "");
	cursor_at(s, "> Month", -1);
	sees(s, "No option starts with that.");
	type(s, "<^U>mar<Enter>");
	holds(p->rig, "month", "c");
}

static void several_are_taken(void **state)
{
	struct page *p = *state;
	struct scene *s = &p->stage;
	go(p, "ways");
	type(s, "31");
	holds(p->rig, "ways", "phone letter");
	cursor_at(s, "> Ways", -1);
	type(s, "1");
	holds(p->rig, "ways", "letter");
	type(s, "vis<Enter>");
	holds(p->rig, "ways", "visit letter");
	type(s, "<Up> ");
	sees(s, "[x] Visit");
	type(s, " <Enter>");
	holds(p->rig, "ways", "letter"); /* the list opened at the first of them, and Space took it away */
}

static void yes_and_no_by_letter(void **state)
{
	struct page *p = *state;
	struct scene *s = &p->stage;
	go(p, "alone");
	type(s, "n");
	holds(p->rig, "alone", "no");
	cursor_at(s, "> Why not", -1); /* what it shows is next */
	sees(s, "> Why not");
	type(s, "noise<Enter>");
	holds(p->rig, "why", "noise");
	go(p, "alone");
	type(s, "Y");
	holds(p->rig, "alone", "yes");
	cursor_at(s, "> Children", -1);
	sees_not(s, "Why not");
	go(p, "alone");
	type(s, "3");
	holds(p->rig, "alone", "unknown");
}

/* A sign is no answer, at no kind of choice, neither at once nor with Enter; nor in the list with search. */
static void a_sign_answers_nothing(void **state)
{
	static const char *const choices[] = {"sex", "town", "month", "ways", "alone", "papers"};
	static const char *const signs[] = {".", ",", ";", "-", "+", "!", "'", "(", "/", "\u060c", "\u2026", "\U0001f600"};
	struct page *p = *state;
	struct scene *s = &p->stage;
	for (size_t i = 0; i < sizeof choices / sizeof *choices; i++) {
		for (size_t k = 0; k < sizeof signs / sizeof *signs; k++) {
			go(p, choices[i]);
			type(s, signs[k]);
			holds(p->rig, choices[i], "");
			assert_int_equal(p->view.at, field(p->rig, choices[i]));
			sees(s, "No option starts with that.");
			type(s, "<Enter>"); /* no search has begun: goes on as always, without an answer */
			holds(p->rig, choices[i], "");
			go(p, choices[i]);
			type(s, " ");
			type(s, signs[k]);
			type(s, "<Enter>");
			holds(p->rig, choices[i], "");
			sees(s, "Nothing fits what you typed.");
			type(s, "<Esc>");
			if (p->stage.stack && !strcmp(stack_top(s->stack)->class->name, "pick"))
				type(s, "<Esc>");
		}
	}
	/* An answer that is there stays. */
	form_set(p->rig->f, field(p->rig, "alone"), "no");
	go(p, "alone");
	type(s, "*<Enter>");
	holds(p->rig, "alone", "no");
	type(s, "<^U>");
}

/* "a" and "t" begin words of "Declined to answer"; "d" begins it, and must be confirmed. */
static void a_stray_letter_does_not_decline(void **state)
{
	struct page *p = *state;
	struct scene *s = &p->stage;
	for (char c = 'a'; c <= 'z'; c++) {
		char letter[2] = {c, 0};
		if (strchr("ynu", c))
			continue;
		go(p, "alone");
		type(s, letter);
		holds(p->rig, "alone", "");
		if (c != 'd') {
			type(s, "<Enter>");
			holds(p->rig, "alone", "");
			sees(s, "No option starts with that.");
		}
		type(s, "<^U>");
	}
	go(p, "alone");
	type(s, "d");
	sees(s, "= Declined to answer");
	type(s, "<Enter>");
	holds(p->rig, "alone", "declined");
	go(p, "papers");
	type(s, "risk<Enter>"); /* several options have the word: none is meant */
	holds(p->rig, "papers", "");
	type(s, "<^U>");
}

static void pasted_text_is_text(void **state)
{
	static const char *const choices[] = {"sex", "town", "month", "ways", "alone", "papers"};
	static const char *const texts[] = {"1", "y", "3\r3\r3", " ", "\r", "\x13", "n", "\033[B1"};
	struct page *p = *state;
	struct scene *s = &p->stage;
	paste(s, "Amina\r\n\tof\rthe well\r\n");
	line(s, "> Name*", "Amina  of the well"); /* one line; nothing was saved, the next question not gone to */
	type(s, "<Enter>");
	holds(p->rig, "name", "Amina  of the well");
	go(p, "seen");
	paste(s, "2026-11-20\n");
	type(s, "<Enter>");
	holds(p->rig, "seen", "2026-11-20");
	go(p, "text");
	paste(s, "one\r\ntwo\tthree\rfour");
	type(s, "<Tab>");
	holds(p->rig, "text", "one\ntwo three\nfour");
	/* Where nothing is typed it does nothing, and says so. */
	for (size_t i = 0; i < sizeof choices / sizeof *choices; i++) {
		for (size_t k = 0; k < sizeof texts / sizeof *texts; k++) {
			go(p, choices[i]);
			paste(s, texts[k]);
			holds(p->rig, choices[i], "");
			assert_int_equal(p->view.at, field(p->rig, choices[i]));
			sees(s, "pasted");
			type(s, "<^U>");
		}
	}
	assert_ptr_equal(stack_top(s->stack)->class, &page_class);
	go(p, "papers");
	type(s, "n");
	paste(s, "taken\raway");
	type(s, "<Enter>");
	assert_non_null(strstr(form_note(p->rig->f, field(p->rig, "papers")), "taken"));
	go(p, "last");
	char long_text[300];
	memset(long_text, 'x', sizeof long_text - 1);
	long_text[sizeof long_text - 1] = 0;
	paste(s, long_text); /* half of it would look like the whole */
	sees(s, "There is room for 200 characters here. These are 299: nothing was pasted.");
	holds(p->rig, "last", "");
}

/* What is said about an answer is about the one just given, until another key is pressed. */
static void notes_belong_to_the_answer_just_given(void **state)
{
	struct page *p = *state;
	struct scene *s = &p->stage;
	int papers = field(p->rig, "papers"), money = field(p->rig, "money");
	go(p, "papers");
	type(s, "3");
	cursor_at(s, "> Money", -1);
	sees(s, "about \"Papers\", just answered");
	type(s, "ba");
	assert_int_equal(form_stage(p->rig->f, papers), STAGE_BEFORE | STAGE_AFTER);
	assert_int_equal(form_stage(p->rig->f, money), 0);
	type(s, "a");
	assert_int_equal(form_stage(p->rig->f, papers), STAGE_BEFORE);
	type(s, "n");
	sees(s, " Papers ");
	type(s, "taken by the employer<Enter>");
	assert_string_equal(form_note(p->rig->f, papers), "taken by the employer");
	assert_string_equal(form_note(p->rig->f, money), "");
	/* After any other key it is about the question in focus. */
	type(s, "<Left><Right>b");
	assert_int_equal(form_stage(p->rig->f, money), STAGE_BEFORE);
	assert_int_equal(form_stage(p->rig->f, papers), STAGE_BEFORE);
	sees_not(s, "just answered");
	go(p, "papers");
	sees(s, "Note: taken by the employer"); /* all of it, where the cursor is; and on F1 */
	type(s, "<F1>");
	sees(s, "Note: taken by the employer");
	type(s, "<Esc>");
	type(s, "2<Up>d");
	assert_int_equal(form_stage(p->rig->f, papers), STAGE_BEFORE | STAGE_DURING);
	/* At a question of another kind the letter is its answer. */
	go(p, "money");
	type(s, "1");
	cursor_at(s, "> The label of", -1);
	type(s, "n");
	assert_string_equal(form_note(p->rig->f, money), "");
	line(s, "> The label of this field is longer~", "n");
}

/* Whichever way it was given, an answer goes on to the next question; only several answers wait for Enter or Tab. */
static void every_type_moves_on_alike(void **state)
{
	static const struct {
		const char *at, *keys, *next;
	} rows[] = {
		{"name", "Amina<Enter>", "> Born"},  {"born", "1994<Enter>", "> Seen on"}, {"seen", "today<Enter>", "> Sex"},
		{"sex", "1", "> Town"},		     {"sex", "f<Enter>", "> Town"},	   {"sex", " <Down><Enter>", "> Town"},
		{"town", "burk<Enter>", "> Month"},  {"town", " faso<Enter>", "> Month"},  {"month", "feb<Enter>", "> Age group"},
		{"alone", "y", "> Children"},	     {"alone", "1", "> Children"},
		{"n", "3<Enter>", "> In short"},     {"papers", "2", "> Money"},	   {"papers", " <Down><Enter>", "> Money"},
		{"papers", "unk<Enter>", "> Money"}, {"ways", "1", "> Ways"},		   {"ways", "12", "> Ways"},
		{"ways", " <Enter>", "> Ways"},	     {"ways", "1<Enter>", "> In private"}, {"ways", "1<Tab>", "> In private"},
		{"ways", "vis<Enter>", "> In private"},
	};
	struct page *p = *state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		go(p, rows[i].at);
		type(&p->stage, rows[i].keys);
		print_message("# %s at %s\n", rows[i].keys, rows[i].at);
		cursor_at(&p->stage, rows[i].next, -1);
	}
	/* It is said before one is taken that there may be several. */
	go(p, "ways");
	sees(&p->stage, "Several: ");
	go(p, "sex");
	sees_not(&p->stage, "Several");
}

/* "34" under a birth is an age; what may be meant in two ways is asked about, and nothing goes in before. */
static void births_are_ages_or_dates_of_some_calendar(void **state)
{
	struct page *p = *state;
	struct scene *s = &p->stage;
	go(p, "birth");
	type(s, "34<Enter>");
	holds(p->rig, "birth", "~1992");
	go(p, "birth");
	type(s, "5 months<Enter>");
	holds(p->rig, "birth", "~2026-06");
	go(p, "birth");
	type(s, "1373-05-02<Enter>");
	holds(p->rig, "birth", "~2026-06"); /* as it was */
	sees(s, "Which date is meant?");
	sees(s, "Solar Hijri: 2 Mordad 1373 = 24 Jul 1994 (32 years old)");
	sees(s, "Islamic: 2 Jumada al-ula 1373 = 7 Jan 1954 (72 years old)");
	sees(s, "Gregorian: 2 May 1373");
	type(s, "<Esc>");
	cursor_at(s, "> Birth", -1);
	holds(p->rig, "birth", "~2026-06");
	type(s, "<Enter>1");
	holds(p->rig, "birth", "1994-07-24");
	cursor_at(s, "> Met", -1);
	/* Whoever uses another calendar is asked at each date that may be of it. */
	form_set_calendar(p->rig->f, CALENDAR_ETHIOPIAN);
	go(p, "birth");
	type(s, "12/1/2010<Enter>");
	sees(s, "Ethiopian: 12 Meskerem 2010 = 22 Sep 2017 (9 years old)");
	sees(s, "Gregorian: 12 January 2010 (16 years old)");
	type(s, "2");
	holds(p->rig, "birth", "2010-01-12");
	go(p, "birth");
	type(s, "12/1/2010<Enter>0");
	holds(p->rig, "birth", "2010-01-12");
	cursor_at(s, "> Birth", -1);
	type(s, "<^U>12/1/2010 EC<Enter>");
	sees(s, "22 Sep 2017");
	type(s, "<Enter>");
	holds(p->rig, "birth", "2017-09-22");
	/* A pasted or drafted one that was not answered does not slip in. */
	go(p, "birth");
	type(s, "12/1/2011");
	const char *why;
	assert_false(form_enter(p->rig->f, field(p->rig, "birth"), "12/1/2011", &why));
	assert_non_null(strstr(why, "more than one calendar"));
	holds(p->rig, "birth", "2017-09-22");
}

static void what_cannot_have_been_is_asked_about(void **state)
{
	struct page *p = *state;
	struct scene *s = &p->stage;
	form_set_bounds(p->rig->f, (struct date){1994, 0, 0, true}, (struct date){2026, 11, 20, false});
	go(p, "met");
	type(s, "20/11/2026<Enter>");
	holds(p->rig, "met", "2026-11-20");
	go(p, "met");
	type(s, "19/11/2026<Enter>");
	holds(p->rig, "met", "2026-11-20");
	sees(s, "19 Nov 2026 is before the case was opened (20 Nov 2026).");
	type(s, "2");
	holds(p->rig, "met", "2026-11-20");
	cursor_at(s, "> Met", -1);
	type(s, "<Enter>1");
	holds(p->rig, "met", "2026-11-19");
	cursor_at(s, "> Ways", -1);
	go(p, "met");
	type(s, "1/1/1992<Enter>"); /* about 1994 may be off by that much; but it is before the case too */
	sees(s, "before the case was opened");
	type(s, "<Esc><^U>1/1/1990<Enter>");
	sees(s, "1 Jan 1990 is before the birth of the person (about 1994, in Person).");
	type(s, "<Esc><^U><Enter>");
	go(p, "seen"); /* no bound */
	type(s, "1/1/1980<Enter>");
	holds(p->rig, "seen", "1980-01-01");
}

/* In dates, numbers and choices. A text keeps them as they were typed. */
static void digits_of_any_script_are_taken(void **state)
{
	struct page *p = *state;
	struct scene *s = &p->stage;
	go(p, "born");
	type(s, "\u0661\u0669\u0669\u0664<Enter>");
	holds(p->rig, "born", "1994");
	type(s, "\u0968\u0966/\u0967\u0967/\u0968\u0966\u0968\u096c<Enter>"); /* seen: 20/11/2026 */
	holds(p->rig, "seen", "2026-11-20");
	cursor_at(s, "> Sex", -1);
	type(s, "\u17e2"); /* 2 */
	holds(p->rig, "sex", "m");
	go(p, "alone");
	type(s, "\u1042");
	holds(p->rig, "alone", "no");
	go(p, "n");
	type(s, "\u1372\u136a<Enter>");
	holds(p->rig, "n", "12");
	go(p, "papers");
	type(s, "\u06f3");
	shown(p->rig, "papers", "severe risk");
	go(p, "name");
	type(s, "\u06f3<Enter>");
	holds(p->rig, "name", "\u06f3");
}

/* A number is no search: "1" is not the option that has an 18 inside, nor one of two that begin so. */
static void a_number_is_no_search(void **state)
{
	struct page *p = *state;
	struct scene *s = &p->stage;
	go(p, "age");
	static const char *const typed[] = {"1", "7", "1 ", "28"};
	for (size_t i = 0; i < sizeof typed / sizeof *typed; i++) {
		type(s, typed[i]);
		type(s, "<Enter>");
		holds(p->rig, "age", "");
		cursor_at(s, "> Age group", -1);
		sees(s, "No option starts with that.");
		type(s, "<^U>");
	}
	type(s, "60<Enter>"); /* the only one that begins so */
	holds(p->rig, "age", "j");
	go(p, "age");
	type(s, "now 18<Enter>");
	holds(p->rig, "age", "c");
}

static void changes_are_undone_in_text_and_form(void **state)
{
	struct page *p = *state;
	struct scene *s = &p->stage;
	const char *of;
	type(s, "<^Z>");
	sees(s, "There is nothing more to undo.");
	type(s, "Amina Diallo<Enter>");
	go(p, "sex");
	type(s, "1");
	go(p, "ways");
	type(s, "12<Enter>n"); /* several; then a yes or no */
	go(p, "papers");
	type(s, "3");
	go(p, "papers");
	type(s, "b<^U>");
	go(p, "seen");
	type(s, "today<Enter>");
	go(p, "seen");
	type(s, "2<^U>"); /* the date is typed over, then cleared: neither was entered */
	type(s, "<^Z><^Z>");
	line(s, "> Seen on", "23 Nov 2026");
	holds(p->rig, "seen", "2026-11-23");
	type(s, "<^Z>");
	sees(s, "Undone: Seen on.");
	holds(p->rig, "seen", "");
	type(s, "<^Z>");
	cursor_at(s, "> Papers", -1);
	shown(p->rig, "papers", "severe risk");
	assert_int_equal(form_stage(p->rig->f, field(p->rig, "papers")), STAGE_BEFORE);
	type(s, "<^Z>");
	assert_int_equal(form_stage(p->rig->f, field(p->rig, "papers")), 0);
	type(s, "<^Z>");
	holds(p->rig, "papers", "");
	type(s, "<^Z>");
	holds(p->rig, "alone", "");
	type(s, "<^Z>");
	holds(p->rig, "ways", "phone");
	type(s, "<^Z><^Z>");
	holds(p->rig, "sex", "");
	holds(p->rig, "name", "Amina Diallo");
	type(s, "<^Z>");
	holds(p->rig, "name", "");
	cursor_at(s, "> Name", VALUE_COL);
	/* A note beside an answer, taken back as a whole. */
	go(p, "papers");
	type(s, "nkept<Enter>n and more<Enter><^Z>");
	assert_string_equal(form_note(p->rig->f, field(p->rig, "papers")), "");
	/* What was cleared and not entered is still in the draft, and comes back with it. */
	go(p, "text");
	type(s, "a long story<^U>");
	assert_string_equal(form_view_pending(&p->view, &of), "a long story");
	assert_string_equal(of, "text");
	form_view_restore(&p->view, "text", "a long story");
	stack_paint(s->stack);
	line(s, "> In short", "a long story");
	type(s, "<^Z>");
	assert_null(form_view_pending(&p->view, &of));
	form_view_restore(&p->view, "text", "a long story");
	type(s, "<^U><Tab>");
	assert_null(form_view_pending(&p->view, &of));
	holds(p->rig, "text", "");
}

/* Short, it stands behind its label; more of it below, over the whole width, in as many rows as it needs. */
static void long_text_has_the_page(void **state)
{
	struct page *p = *state;
	struct scene *s = &p->stage;
	char word[40];
	go(p, "text");
	assert_true(form_view_grabs(&p->view, ACT_ENTER));
	type(s, "first");
	line(s, "> In short", "first");
	type(s, "<Enter>second");
	sees(s, "> In short\n  first\n  second\n  Papers");
	cursor_at(s, "second", 8);
	type(s, "<Up>");
	cursor_at(s, "first", 7);
	type(s, "<Down><Down>"); /* past the last line: the next field */
	holds(p->rig, "text", "first\nsecond");
	cursor_at(s, "> Papers", -1);
	line(s, "  In short", "first~"); /* one line, and a sign that there is more */
	type(s, "<Up><Tab>");
	cursor_at(s, "> Papers", -1);
	go(p, "text");
	type(s, "<^U><Backspace><^U>");
	/* Thirty-eight letters fit behind the label, with the cursor; the next begins a row of its own. */
	type(s, "abcdefghijklmnopqrstuvwxyz0123456789AB");
	sees(s, "abcdefghijklmnopqrstuvwxyz0123456789AB");
	cursor_at(s, "> In short", -1);
	for (int i = 0; i < 130; i++) {
		snprintf(word, sizeof word, " word%d", i);
		type(s, word);
	}
	/* It grows until the page is full, and then goes on with the cursor in sight. */
	sees(s, "> In short\n");
	sees(s, "word129");
	char *all = screen_of(s);
	int rows = 0;
	for (const char *at = strstr(all, "> In short\n"); at && (at = strchr(at, '\n')) && !strncmp(at + 1, "  ", 2); at++)
		rows++;
	free(all);
	assert_in_range(rows, 11, 13);
	cursor_at(s, "word", -1);
	type(s, "<Up><Up><Up><Up><Up><Up><Up><Up><Up><Up><Up><Up><Up>");
	sees(s, "abcdefghijklmnopqrstuvwxyz0123456789AB");
}

/* What explains a field has its own place: no row of the form moves with the cursor. */
static void no_row_moves_with_the_cursor(void **state)
{
	struct page *p = *state;
	struct scene *s = &p->stage;
	for (int i = 0; i < 14; i++) {
		char *rows[8];
		for (int row = 0; row < 8; row++)
			rows[row] = term_row(s->term, 2 + row);
		int at, at_now, col;
		term_cursor(s->term, &at, &col);
		type(s, "<Down>");
		term_cursor(s->term, &at_now, &col);
		for (int row = 0; row < 8; row++) {
			char *now = term_row(s->term, 2 + row);
			if (p->view.top == 0 && strcmp(now + (*now != 0), rows[row] + (*rows[row] != 0)))
				fail_msg("row %d was '%s' and is '%s'", row, rows[row], now);
			free(now);
			free(rows[row]);
		}
	}
	assert_true(p->view.top > 0); /* the form is longer than the page */
	go(p, "papers");
	char *all = screen_of(s);
	char *rule = strstr(all, "\n-- "), *risk = strstr(all, "Risk: taken away");
	assert_true(rule && risk && risk > rule);
	free(all);
}

static void factors_are_judged_with_one_key(void **state)
{
	struct page *p = *state;
	struct scene *s = &p->stage;
	go(p, "papers");
	sees(s, "Risk: taken away");
	sees(s, "Protection: with them");
	type(s, "3");
	shown(p->rig, "papers", "severe risk");
	sees(s, "severe risk");
	cursor_at(s, "> Money", -1);
	type(s, "0");
	cursor_at(s, "> The label", -1);
	go(p, "papers");
	type(s, "bd");
	assert_int_equal(form_stage(p->rig->f, field(p->rig, "papers")), STAGE_BEFORE | STAGE_DURING);
	sees(s, "(before, during migration)");
	type(s, "b");
	assert_int_equal(form_stage(p->rig->f, field(p->rig, "papers")), STAGE_DURING);
	type(s, "n");
	sees(s, "Note beside this answer:");
	type(s, "taken by the employer<Enter>");
	assert_string_equal(form_note(p->rig->f, field(p->rig, "papers")), "taken by the employer");
	sees(s, "Note: tak~");
}

static void a_draft_puts_the_cursor_back(void **state)
{
	struct page *p = *state;
	struct scene *s = &p->stage;
	const char *of;
	form_view_restore(&p->view, "seen", "21/1");
	stack_paint(s->stack);
	line(s, "> Seen on", "21/1");
	cursor_at(s, "> Seen on", VALUE_COL + 4);
	type(s, "1/2026<Enter>");
	holds(p->rig, "seen", "2026-11-21");
	form_view_restore(&p->view, "nothing", "x"); /* a field that is no more, or not shown */
	form_view_restore(&p->view, "why", "x");
	assert_null(form_view_pending(&p->view, &of));
}

int main(void)
{
#define TEST(f) cmocka_unit_test_setup_teardown(f, open_page, close_page)
	const struct CMUnitTest tests[] = {
		TEST(fields_are_walked_through),
		TEST(text_is_typed),
		TEST(dates_are_typed_in_every_form),
		TEST(what_is_wrong_is_said_at_the_field),
		TEST(choices_are_made_by_digit_letters_arrows_and_list),
		TEST(a_long_list_takes_no_digit),
		TEST(several_are_taken),
		TEST(yes_and_no_by_letter),
		TEST(a_sign_answers_nothing),
		TEST(a_stray_letter_does_not_decline),
		TEST(pasted_text_is_text),
		TEST(notes_belong_to_the_answer_just_given), TEST(every_type_moves_on_alike), TEST(a_number_is_no_search), TEST(digits_of_any_script_are_taken), TEST(births_are_ages_or_dates_of_some_calendar), TEST(what_cannot_have_been_is_asked_about), TEST(changes_are_undone_in_text_and_form),
		TEST(long_text_has_the_page), TEST(no_row_moves_with_the_cursor),
		TEST(factors_are_judged_with_one_key),
		TEST(a_draft_puts_the_cursor_back),
	};
	return cmocka_run_group_tests_name("term_form", tests, NULL, NULL);
}
