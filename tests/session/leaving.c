/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * However the program ends, the terminal is as it was before: modes, screen, and nothing of a person left on it.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lib/pty.h"

static void same_modes(const struct termios *a, const struct termios *b)
{
	assert_int_equal(a->c_iflag, b->c_iflag);
	assert_int_equal(a->c_oflag, b->c_oflag);
	assert_int_equal(a->c_cflag, b->c_cflag);
	assert_int_equal(a->c_lflag, b->c_lflag);
	assert_memory_equal(a->c_cc, b->c_cc, sizeof a->c_cc);
}

/* Start at a shell's prompt, as far as a name on the screen. */
static void begin(struct pty *p, const char *type, struct termios *before)
{
	pty_start_from_shell(p, type, "");
	pty_modes(p, before);
	assert_true(before->c_iflag & IXON);
	pty_type(p, "\r");
	pty_wait(p, "Nothing is due today.");
	pty_type(p, "1Nadia Secret");
	pty_wait(p, "Nobody found under this name.");
	struct termios now;
	pty_modes(p, &now);
	assert_false(now.c_iflag & IXON);
	assert_false(now.c_lflag & (ECHO | ICANON | ISIG));
}

/* What the shell says last, and the terminal as it was. */
static void left(struct pty *p, const char *said, const struct termios *before)
{
	struct termios after;
	pty_wait(p, said);
	pty_modes(p, &after);
	same_modes(before, &after);
	assert_false(pty_has(p, "Nadia"));
	assert_false(pty_has(p, "Sarai"));
}

static const char *const types[] = {"xterm", "vt100", "linux", "screen"};

static void second_screen(struct pty *p, const char *type)
{
	bool has = !strcmp(type, "xterm") || !strcmp(type, "screen");
	/* Left, then what stood there before is there again; or erased, also what has scrolled out of sight. */
	assert_int_equal(pty_has(p, "before"), has);
	assert_int_equal(pty_has_raw(p, "\033[?1049l"), has);
	assert_int_equal(pty_has_raw(p, "\033[3J"), !strcmp(type, "linux"));
}

static void leaving_restores_everything(void **state)
{
	for (size_t i = 0; i < sizeof types / sizeof *types; i++) {
		struct pty p = {0};
		struct termios before;
		begin(&p, types[i], &before);
		pty_type(&p, "\0330"); /* Esc 0 is F10: back */
		pty_wait(&p, "Press the number");
		pty_type(&p, "0");
		left(&p, "left 0", &before);
		second_screen(&p, types[i]);
		pty_close(&p);
	}
}

static void signals_that_end_leave_it_clean(void **state)
{
	static const int numbers[] = {SIGTERM, SIGINT, SIGQUIT, SIGHUP};
	for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
		struct pty p = {0};
		struct termios before;
		begin(&p, types[i], &before);
		assert_int_equal(kill(pty_job(&p), numbers[i]), 0);
		left(&p, "left 0", &before);
		second_screen(&p, types[i]);
		pty_close(&p);
	}
}

static void a_crash_leaves_it_clean(void **state)
{
	static const int numbers[] = {SIGSEGV, SIGABRT, SIGBUS, SIGFPE};
	for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
		struct pty p = {0};
		struct termios before;
		char said[32];
		begin(&p, types[i], &before);
		assert_int_equal(kill(pty_job(&p), numbers[i]), 0);
		snprintf(said, sizeof said, "left %d", 128 + numbers[i]);
		left(&p, said, &before);
		second_screen(&p, types[i]);
		pty_close(&p);
	}
}

static void ctrl_s_saves_and_never_stops_the_line(void **state)
{
	struct pty p = {0};
	struct termios before;
	begin(&p, "vt100", &before);
	pty_type(&p, "\x05"); /* ^E: new person */
	pty_wait(&p, "Other names, spellings");
	pty_type(&p, "\x13"); /* ^S */
	pty_wait(&p, "Saved. The case is open");
	pty_type(&p, "\x03"); /* ^C: back, not the end */
	pty_wait(&p, "Your account");
	pty_type(&p, "\x1c\x1a"); /* ^\ and ^Z: neither end nor sleep */
	pty_wait(&p, "does nothing here");
	pty_type(&p, "0");
	left(&p, "left 0", &before);
	pty_close(&p);
}

/* Pressed too early, while the program was starting: the line goes on all the same. */
static void ctrl_s_before_the_start_does_not_stall(void **state)
{
	struct pty p = {0};
	struct termios before;
	pty_start_from_shell(&p, "vt100", "");
	pty_modes(&p, &before);
	assert_true(before.c_iflag & IXON);
	pty_type(&p, "\x13\r");
	pty_wait(&p, "Nothing is due today.");
	pty_type(&p, "0");
	left(&p, "left 0", &before);
	pty_close(&p);
}

static void a_serial_line_keeps_its_flow_control(void **state)
{
	struct pty p = {0};
	struct termios before, now;
	char path[100];
	snprintf(p.folder, sizeof p.folder, "/tmp/sarai-pty-XXXXXX");
	assert_non_null(mkdtemp(p.folder));
	snprintf(path, sizeof path, "%s/sarai.ini", p.folder);
	FILE *f = fopen(path, "w");
	assert_non_null(f);
	fprintf(f, "[terminal]\nflow_control = yes\n");
	assert_int_equal(fclose(f), 0);
	pty_start_from_shell(&p, "vt100", "");
	pty_modes(&p, &before);
	pty_type(&p, "\r");
	pty_wait(&p, "Nothing is due today.");
	pty_modes(&p, &now);
	assert_true(now.c_iflag & IXON);
	assert_false(now.c_lflag & (ECHO | ICANON | ISIG));
	pty_type(&p, "\x13"); /* ^S stops what comes, ^Q lets it go on */
	pty_type(&p, "1Nadia");
	pty_type(&p, "\x11");
	pty_wait(&p, "Nobody found under this name.");
	pty_type(&p, "\x03"); /* a key like others: back */
	pty_wait(&p, "Press the number");
	pty_type(&p, "0");
	left(&p, "left 0", &before);
	pty_close(&p);
}

static void it_is_not_put_to_sleep_from_the_keyboard(void **state)
{
	struct pty p = {0};
	struct termios before;
	begin(&p, "xterm", &before);
	assert_int_equal(kill(pty_job(&p), SIGTSTP), 0);
	assert_int_equal(kill(pty_job(&p), SIGCONT), 0);
	pty_type(&p, "x");
	pty_wait(&p, "Nadia Secretx");
	pty_type(&p, "\0330");
	pty_wait(&p, "Press the number");
	pty_type(&p, "0");
	left(&p, "left 0", &before);
	pty_close(&p);
}

static void stopped_and_woken_it_takes_the_terminal_again(void **state)
{
	struct pty p = {0};
	struct termios before, now;
	begin(&p, "xterm", &before);
	assert_int_equal(kill(pty_job(&p), SIGSTOP), 0);
	pty_wait(&p, "left "); /* the shell has the terminal, makes its modes its own, and wakes the program */
	pty_type(&p, "\n");
	/* Everything again, over whatever the shell wrote. */
	pty_wait_gone(&p, "left ");
	pty_wait(&p, "Nobody found under this name.");
	pty_modes(&p, &now);
	assert_false(now.c_iflag & IXON);
	assert_false(now.c_lflag & (ECHO | ICANON | ISIG));
	pty_type(&p, "x");
	pty_wait(&p, "Nadia Secretx");
	pty_type(&p, "\0330");
	pty_wait(&p, "Press the number");
	pty_type(&p, "0");
	left(&p, "again 0", &before);
	pty_close(&p);
}

static void a_hang_up_ends_it(void **state)
{
	struct pty p = {0};
	pty_start(&p, 24, 80, "xterm", (char *[]){(char *)pty_program(), NULL});
	pty_wait(&p, "Nothing is due today.");
	pty_hang_up(&p);
	assert_int_equal(pty_wait_end(&p), 0);
	pty_close(&p);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(leaving_restores_everything),
		cmocka_unit_test(signals_that_end_leave_it_clean),
		cmocka_unit_test(a_crash_leaves_it_clean),
		cmocka_unit_test(ctrl_s_saves_and_never_stops_the_line),
		cmocka_unit_test(ctrl_s_before_the_start_does_not_stall),
		cmocka_unit_test(a_serial_line_keeps_its_flow_control),
		cmocka_unit_test(it_is_not_put_to_sleep_from_the_keyboard),
		cmocka_unit_test(stopped_and_woken_it_takes_the_terminal_again),
		cmocka_unit_test(a_hang_up_ends_it),
	};
	return cmocka_run_group_tests_name("leaving", tests, NULL, NULL);
}
