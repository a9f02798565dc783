/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The main job on the poorest terminal, with lines that drop and programs that are killed: what was typed is there at
 * the next login, for its author to go on with.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <sqlite3.h>

#include "lib/pty.h"

static void log_in(struct pty *p, const char *type)
{
	pty_start(p, 24, 80, type, (char *[]){(char *)pty_program(), NULL});
	pty_wait(p, "F1 Help");
}

/* The line is down and the program with it; then another login, at which the draft is offered and taken. */
static void back_at_the_draft(struct pty *p, const char *type)
{
	pty_stop(p);
	log_in(p, type);
	pty_wait(p, "You have typing that is not saved yet");
	pty_type(p, "\r");
	pty_wait(p, "You go on with your draft.");
}

/* As far as the file of a new case. */
static void register_person(struct pty *p)
{
	pty_type(p, "1Nadia Test");
	pty_wait(p, "Nobody found under this name.");
	pty_type(p, "\0339"); /* Esc 9: F9 */
	pty_wait(p, "Other names, spellings");
	pty_type(p, "\0332"); /* F2 */
	pty_wait(p, "Saved. The case is open");
}

/* In the assessment, at the long text of the whole picture. */
static void whole_picture(struct pty *p)
{
	register_person(p);
	pty_type(p, "4");
	pty_wait(p, "An aid to judgement.");
	pty_type(p, "2"); /* spoken in private: no */
	pty_type(p, "\033[F\033[A\033[A\033[A");
	pty_cursor_on(p, "The whole picture");
}

/* Is this in the draft that the file holds? Polled, since the program writes it in its own time. */
static void wait_draft(struct pty *p, const char *text)
{
	char path[120], query[200];
	sqlite3 *db = NULL;
	sqlite3_stmt *st;
	bool there = false;
	snprintf(path, sizeof path, "%s/sarai/sarai.db", p->folder);
	snprintf(query, sizeof query, "select 1 from draft where instr(content, '%s')", text);
	assert_int_equal(sqlite3_open_v2(path, &db, SQLITE_OPEN_READWRITE, NULL), SQLITE_OK);
	sqlite3_busy_timeout(db, 10000);
	for (int i = 0; !there; i++) {
		struct pollfd none = {.fd = -1};
		assert_int_equal(sqlite3_prepare_v2(db, query, -1, &st, NULL), SQLITE_OK);
		there = sqlite3_step(st) == SQLITE_ROW;
		sqlite3_finalize(st);
		if (!there && i == 3000)
			fail_msg("never kept: %s", text);
		if (!there)
			poll(&none, 1, 10);
	}
	sqlite3_close(db);
}

static void a_hang_up_keeps_every_letter(void **state)
{
	struct pty p = {0};
	log_in(&p, "vt100");
	whole_picture(&p);
	pty_type(&p, "Followed home twice since Sunday");
	pty_taken(&p);
	pty_hang_up(&p);
	assert_int_equal(p.status, 0);
	back_at_the_draft(&p, "xterm"); /* on another terminal */
	pty_wait(&p, "Assessment, round 1");
	pty_wait(&p, "The whole picture");
	pty_wait(&p, "Followed home twice since Sunday");
	pty_cursor_on(&p, "Followed home twice since Sunday");
	/* And it is saved from there, with the answer given before. */
	pty_type(&p, ", and more\0332");
	pty_wait(&p, "Saved ");
	pty_type(&p, "\0330");
	pty_wait(&p, "Your account");
	assert_false(pty_has(&p, "1 draft "));
	pty_type(&p, "4\r");
	pty_wait(&p, "8 Status");
	pty_type(&p, "4");
	pty_wait(&p, "Spoken in private");
	pty_wait(&p, "Urgent: a yes");
	pty_type(&p, "\033[F");
	pty_cursor_on(&p, "> Round finished");
	pty_press_until_on(&p, "\033[A", "The whole picture");
	pty_wait(&p, "Followed home twice since Sunday, and more");
	pty_close(&p);
}

static void a_killed_program_keeps_what_it_had_kept(void **state)
{
	struct pty p = {0};
	log_in(&p, "vt100");
	whole_picture(&p);
	pty_type(&p, "They know the street now. ");
	wait_draft(&p, "They know the street now.");
	pty_type(&p, "The very last words");
	pty_kill(&p, SIGKILL);
	assert_int_equal(pty_wait_end(&p), 128 + SIGKILL);
	back_at_the_draft(&p, "vt100");
	pty_wait(&p, "They know the street now.");
	pty_cursor_on(&p, "They know the street now.");
	/* Killed again and again, it is kept all the same. */
	for (int i = 0; i < 3; i++) {
		char text[24];
		snprintf(text, sizeof text, "again-%d.", i);
		pty_type(&p, text);
		wait_draft(&p, text);
		pty_kill(&p, SIGKILL);
		pty_wait_end(&p);
		back_at_the_draft(&p, "linux");
		pty_wait(&p, text);
	}
	/* Thrown away only after asking. */
	pty_type(&p, "\0330");
	pty_wait(&p, "kept as your draft");
	pty_close(&p);
}

static void somebody_who_never_pauses_is_kept_too(void **state)
{
	struct pty p = {0};
	log_in(&p, "xterm");
	whole_picture(&p);
	/* Keys come faster than any tick: the draft may not wait for a pause. Ends when it is seen kept. */
	for (int i = 0; !pty_has(&p, "1 draft"); i++) {
		if (i == 20000)
			fail_msg("not kept while typing");
		pty_type(&p, "x\b");
		pty_taken(&p);
	}
	pty_close(&p);
}

/* While others hold the file typing goes on and is drawn, and one is told; what was typed is kept as soon as they let
 * go, without another key. A save that waits says so. */
static void typing_goes_on_while_others_save(void **state)
{
	struct pty p = {0};
	char path[120];
	sqlite3 *db = NULL;
	log_in(&p, "vt100");
	register_person(&p);
	pty_type(&p, "1");
	pty_wait(&p, "Other names, spellings");
	snprintf(path, sizeof path, "%s/sarai/sarai.db", p.folder);
	assert_int_equal(sqlite3_open_v2(path, &db, SQLITE_OPEN_READWRITE, NULL), SQLITE_OK);
	assert_int_equal(sqlite3_exec(db, "begin immediate", NULL, NULL, NULL), SQLITE_OK);
	pty_type(&p, "Ama");
	pty_wait(&p, "Others are saving just now. Go on typing");
	pty_type(&p, "dou");
	pty_wait(&p, "Amadou"); /* they hold it still */
	assert_int_equal(sqlite3_exec(db, "rollback", NULL, NULL, NULL), SQLITE_OK);
	wait_draft(&p, "Amadou");
	pty_wait(&p, "What you typed is kept now.");
	assert_int_equal(sqlite3_exec(db, "begin immediate", NULL, NULL, NULL), SQLITE_OK);
	pty_type(&p, "\0332");
	pty_wait(&p, "Others are saving just now. This waits for its turn");
	assert_int_equal(sqlite3_exec(db, "rollback", NULL, NULL, NULL), SQLITE_OK);
	pty_wait(&p, "Saved ");
	sqlite3_close(db);
	pty_close(&p);
}

static void a_draft_is_its_author_s_until_thrown_away(void **state)
{
	struct pty p = {0};
	log_in(&p, "vt100");
	register_person(&p);
	pty_type(&p, "1"); /* the person again */
	pty_wait(&p, "Other names, spellings");
	pty_type(&p, "Nadja");
	pty_taken(&p);
	pty_hang_up(&p);
	pty_stop(&p);
	log_in(&p, "vt100");
	pty_wait(&p, "You have typing that is not saved yet");
	pty_type(&p, "x");
	pty_wait(&p, "Throw this draft away?");
	pty_type(&p, "n");
	pty_wait_gone(&p, "Throw this draft away?");
	pty_wait(&p, "1 draft");
	pty_type(&p, "xy");
	pty_wait(&p, "The draft is gone.");
	pty_hang_up(&p);
	pty_stop(&p);
	log_in(&p, "vt100");
	pty_wait(&p, "Your account");
	assert_false(pty_has(&p, "not saved yet"));
	pty_close(&p);
}

static void the_main_job_on_a_vt100(void **state)
{
	struct pty p = {0};
	log_in(&p, "vt100");
	register_person(&p);
	/* Consent. */
	pty_type(&p, "2n");
	pty_cursor_on(&p, "Decision");
	pty_type(&p, "1\x13");
	pty_wait(&p, "Saved ");
	pty_type(&p, "\0330");
	pty_wait(&p, "8 Status");
	/* Screening: consents, in private, nothing urgent, exposed, limited means, assess. */
	pty_type(&p, "3");
	pty_cursor_on(&p, "> May we talk and take notes?");
	pty_type(&p, "1");
	pty_cursor_on(&p, "> Spoken in private");
	pty_press_until_on(&p, "2", "Exposed, or lived through it");
	pty_hang_up(&p); /* the line drops in between */
	back_at_the_draft(&p, "vt100");
	pty_cursor_on(&p, "> Exposed, or lived through it");
	pty_type(&p, "1");
	pty_cursor_on(&p, "> Of which kind");
	pty_press_until_on(&p, "\t", "In short");
	pty_type(&p, "Unpaid since spring.");
	pty_wait(&p, "Unpaid since spring.");
	pty_press_until_on(&p, "\t", "Means to avoid or cope");
	pty_type(&p, "1");
	pty_cursor_on(&p, "> In short");
	pty_press_until_on(&p, "\t", "Decision");
	pty_type(&p, "1\0332");
	pty_wait(&p, "Saved ");
	pty_stop(&p);
	log_in(&p, "vt100");
	pty_type(&p, "4"); /* all cases, the one there is */
	pty_wait(&p, "Nadia Test");
	pty_type(&p, "\r");
	pty_wait(&p, "8 Status");
	/* Assessment. */
	pty_type(&p, "4");
	pty_wait(&p, "An aid to judgement.");
	pty_cursor_on(&p, "> ");
	pty_press_until_on(&p, "2", "> Age");
	pty_type(&p, "333\x13");
	pty_wait(&p, "Saved ");
	pty_type(&p, "\x05"); /* ^E: the reasons */
	pty_wait(&p, "What each answer does to the score");
	pty_type(&p, "\r\0330");
	pty_wait(&p, "8 Status");
	/* Plan: a goal. Follow-up: a contact. */
	pty_type(&p, "5g");
	pty_wait(&p, "How we will know");
	pty_type(&p, "Sleeps in a safe place\0332");
	pty_wait(&p, "Sleeps in a safe place");
	pty_type(&p, "\0330");
	pty_wait(&p, "8 Status");
	pty_type(&p, "6n");
	pty_cursor_on(&p, "What it was");
	pty_type(&p, "1\x13");
	pty_wait(&p, "Saved ");
	pty_close(&p);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_main_job_on_a_vt100),
		cmocka_unit_test(a_hang_up_keeps_every_letter),
		cmocka_unit_test(a_killed_program_keeps_what_it_had_kept),
		cmocka_unit_test(somebody_who_never_pauses_is_kept_too),
		cmocka_unit_test(typing_goes_on_while_others_save),
		cmocka_unit_test(a_draft_is_its_author_s_until_thrown_away),
	};
	return cmocka_run_group_tests_name("dropped", tests, NULL, NULL);
}
