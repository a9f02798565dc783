/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Who it is, asked at the terminal: what is secret never comes back down the line, and a line that drops there ends
 * the program.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <signal.h>

#include "lib/pty.h"

#define SECRET "purple-tent-river-9"

static void start(struct pty *p)
{
	p->accounts = true;
	pty_start(p, 24, 80, "vt100", (char *[]){(char *)pty_program(), NULL});
}

static void first_account(struct pty *p)
{
	start(p);
	pty_wait(p, "The first account");
	pty_type(p, "\tAmina Test\t" SECRET "\t" SECRET "\r");
	pty_wait(p, "Your account");
}

static void a_password_never_comes_back(void **state)
{
	struct pty p = {0};
	first_account(&p);
	/* Not even a part of it, as a repaint of what was typed would send. */
	assert_false(pty_has_raw(&p, "purple"));
	assert_false(pty_has_raw(&p, "river"));
	pty_type(&p, "0");
	assert_int_equal(pty_wait_end(&p), 0);
	pty_stop(&p);
	start(&p);
	pty_wait(&p, "Password");
	pty_type(&p, "purple-tent-river-8\r");
	pty_wait_gone(&p, "****");
	assert_false(pty_has(&p, "Your account"));
	pty_type(&p, SECRET "\r");
	pty_wait(&p, "Your account");
	assert_false(pty_has_raw(&p, "purple"));
	pty_close(&p);
}

static void a_draft_waits_behind_the_login(void **state)
{
	struct pty p = {0};
	first_account(&p);
	pty_type(&p, "1Nadia Test");
	pty_wait(&p, "Nobody found under this name.");
	pty_type(&p, "\0339");
	pty_wait(&p, "Other names, spellings");
	pty_type(&p, "Naddia");
	pty_taken(&p);
	pty_hang_up(&p);
	pty_stop(&p);
	start(&p);
	pty_wait(&p, "Password");
	assert_false(pty_has(&p, "draft"));
	pty_type(&p, SECRET "\r");
	pty_wait(&p, "You have typing that is not saved yet");
	pty_type(&p, "\r");
	pty_wait_value(&p, "Name in own script", "Naddia");
	pty_close(&p);
}

static void the_program_ends_where_nobody_logs_in(void **state)
{
	static const int numbers[] = {SIGHUP, SIGTERM, SIGINT};
	for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
		struct pty p = {0};
		start(&p);
		pty_wait(&p, "The first account");
		pty_kill(&p, numbers[i]);
		assert_int_equal(pty_wait_end(&p), 0);
		pty_close(&p);
	}
	struct pty p = {0};
	start(&p);
	pty_wait(&p, "The first account");
	pty_hang_up(&p);
	assert_int_equal(p.status, 0);
	pty_close(&p);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_password_never_comes_back),
		cmocka_unit_test(a_draft_waits_behind_the_login),
		cmocka_unit_test(the_program_ends_where_nobody_logs_in),
	};
	return cmocka_run_group_tests_name("login", tests, NULL, NULL);
}
