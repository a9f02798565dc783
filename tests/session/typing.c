/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What comes down a line: keys whole, apart, unknown; text pasted, garbled, hidden; while the window changes its size.
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

#include <sarai/base/str.h>

#include "lib/pty.h"

static void home(struct pty *p, const char *type)
{
	pty_start(p, 24, 80, type, (char *[]){(char *)pty_program(), NULL});
	pty_wait(p, "Nothing is due today.");
}

/* The form of a new person, at "Name in own script". */
static void form(struct pty *p, const char *type)
{
	home(p, type);
	pty_type(p, "1Nadia\x05"); /* ^E: new person */
	pty_wait(p, "Other names, spellings");
	pty_cursor_on(p, "Name in own script");
}

/* A site whose settings for Escape are these: hardly any time for curses to put a key together, much for us after it.
 */
static void slow_link(struct pty *p)
{
	char path[100];
	snprintf(p->folder, sizeof p->folder, "/tmp/sarai-pty-XXXXXX");
	assert_non_null(mkdtemp(p->folder));
	snprintf(path, sizeof path, "%s/sarai.ini", p->folder);
	FILE *f = fopen(path, "w");
	assert_non_null(f);
	fprintf(f, "[terminal]\nesc_delay_ms = 10\nesc_digit_ms = 5000\nesc_digit = vt100 xterm\n");
	assert_int_equal(fclose(f), 0);
}

static void escape_alone_goes_back(void **state)
{
	struct pty p = {0};
	form(&p, "vt100");
	pty_type(&p, "\033");
	pty_wait(&p, "Your account");
	pty_wait_gone(&p, "Name in own script");
	pty_close(&p);
}

static void escape_and_a_digit_is_a_function_key(void **state)
{
	struct pty p = {0};
	home(&p, "vt100");
	pty_type(&p, "\0333"); /* in one packet, as Alt sends it */
	pty_wait(&p, "Sarai > Find ");
	pty_type(&p, "\033");
	pty_taken(&p); /* and in two */
	pty_type(&p, "0");
	pty_wait(&p, "Your account");
	pty_type(&p, "\0331");
	pty_wait(&p, "Keys everywhere");
	pty_close(&p);
}

/* Elsewhere a lone Escape is not kept waiting for a digit: what follows is a key of its own. */
static void escape_waits_for_a_digit_only_where_it_must(void **state)
{
	struct pty p = {0};
	home(&p, "xterm");
	pty_type(&p, "\0333"); /* as Alt sends it */
	pty_wait(&p, "Sarai > Find ");
	pty_type(&p, "\033");
	pty_wait(&p, "Your account"); /* left, with no other key pressed */
	pty_close(&p);

	struct pty q = {0};
	slow_link(&q); /* five seconds on vt100: not needed here, so not waited for */
	home(&q, "linux");
	pty_type(&q, "\0333");
	pty_wait(&q, "Sarai > Find ");
	pty_type(&q, "\033");
	pty_wait(&q, "Your account");
	pty_close(&q);
}

/* Shift-F4, Ctrl-F1, Alt-Up as some terminals send them: keys that have no meaning here, and no text. */
static void changed_function_keys_type_nothing(void **state)
{
	static const char *const sent[] = {"\033O3P", "\033O2S", "\033O1;5A", "\033[1;3A", "\033[15;5~", "\033[1;2P"};
	static const char *const types[] = {"vt100", "xterm", "linux", "screen"};
	for (size_t t = 0; t < 4; t++) {
		struct pty p = {0};
		form(&p, types[t]);
		for (size_t i = 0; i < sizeof sent / sizeof *sent; i++) {
			pty_type(&p, sent[i]);
			pty_taken(&p);
		}
		pty_type(&p, "q");
		pty_wait_value(&p, "Name in own script", "q");
		pty_close(&p);
	}
}

static void escape_and_a_letter_are_two_keys(void **state)
{
	struct pty p = {0};
	form(&p, "xterm");
	pty_type(&p, "\0331"); /* help over the form */
	pty_wait(&p, "Answer what you know.");
	pty_type(&p, "\033x"); /* closes help, types x */
	pty_wait(&p, "Name in own script");
	pty_wait_value(&p, "Name in own script", "x");
	pty_close(&p);
}

static void function_keys_arrive_from_any_type(void **state)
{
	static const char *const types[] = {"vt100", "xterm", "linux", "screen"};
	static const char *const f1[] = {"\033OP", "\033[11~", "\033[[A", "\0331"};
	for (size_t t = 0; t < 4; t++) {
		struct pty p = {0};
		home(&p, types[t]);
		for (size_t i = 0; i < 4; i++) {
			pty_type(&p, f1[i]);
			pty_wait(&p, "Keys everywhere");
			pty_type(&p, "\r");
			pty_wait_gone(&p, "Keys everywhere");
		}
		pty_close(&p);
	}
}

static void arrows_that_come_apart_are_arrows(void **state)
{
	static const char *const down[][3] = {
		{"\033", "[B", ""}, {"\033", "[", "B"}, {"\033[", "B", ""}, {"\033", "O", "B"}, {"\033O", "B", ""}};
	for (size_t i = 0; i < sizeof down / sizeof *down; i++) {
		struct pty p = {0};
		slow_link(&p);
		form(&p, i % 2 ? "xterm" : "vt100");
		for (int part = 0; part < 3; part++) {
			pty_type(&p, down[i][part]);
			pty_taken(&p);
		}
		pty_cursor_on(&p, "Other names, spellings");
		pty_type(&p, "q");
		pty_wait_value(&p, "Other names, spellings", "q");
		pty_close(&p);
	}
}

static void unknown_sequences_do_nothing(void **state)
{
	/* Ctrl-Up, Shift-F5, the window has the focus, the end of a paste that never began, a mouse, and one far too long. */
	static const char *const sent[] = {
		"\033[1;5A", "\033[15;2~",     "\033[I",
		"\033[201~", "\033[<0;10;10M", "\033[1;2;3;4;5;6;7;8;9;10;11;12;13;14;15;16;17;18;19;20~"};
	struct pty p = {0};
	form(&p, "vt100");
	for (size_t i = 0; i < sizeof sent / sizeof *sent; i++)
		pty_type(&p, sent[i]);
	pty_type(&p, "q");
	pty_wait_value(&p, "Name in own script", "q");
	pty_wait(&p, "1 of ");
	pty_close(&p);
}

static void the_number_pad_types_digits(void **state)
{
	static const char *const types[] = {"vt100", "xterm", "linux"};
	for (size_t i = 0; i < 3; i++) {
		struct pty p = {0};
		form(&p, types[i]);
		pty_type(&p, "\033Op\033Oq\033Or\033Os\033Ot\033Ou\033Ov\033Ow\033Ox\033Oy\033On\033Ok\033Om");
		pty_wait_value(&p, "Name in own script", "0123456789.+-");
		pty_type(&p, "\033OM");
		pty_cursor_on(&p, "Other names, spellings");
		pty_close(&p);
	}
}

static void typed_ahead_is_kept_and_painted_once(void **state)
{
	struct pty p = {0};
	home(&p, "vt100");
	kill(p.pid, SIGSTOP);
	pty_type(&p, "1Nadia\x05\rAlso\r1");
	pty_forget(&p);
	kill(p.pid, SIGCONT);
	pty_cursor_on(&p, "Born");
	pty_wait_value(&p, "Other names, spellings", "Also");
	pty_wait(&p, "3 of ");
	/* The pages in between were never sent. */
	assert_false(pty_has_raw(&p, "Nobody found"));
	pty_close(&p);
}

static char *repeated(const char *what, size_t bytes)
{
	struct str s = {0};
	while (s.len < bytes)
		str_add(&s, what);
	return str_take(&s);
}

static void ten_kilobytes_pasted(void **state)
{
	struct pty p = {0};
	char *text = repeated("Se\xc3\xb1or \xe6\xbc\xa2\xe5\xad\x97 ", 10000);
	form(&p, "xterm");
	pty_type(&p, text);
	pty_wait(&p, "There is room for 120 characters here.");
	pty_taken(&p);
	pty_type(&p, "\x01Start "); /* ^A: the beginning, where there is no room either */
	pty_taken(&p);
	pty_wait(&p, " Se\xc3\xb1or \xe6\xbc\xa2\xe5\xad\x97 Se");
	pty_type(&p, "\r\r");
	pty_cursor_on(&p, "> Sex");
	pty_type(&p, "\033[F"); /* End: near it is the long note */
	pty_cursor_on(&p, "> Without a name");
	pty_press_until_on(&p, "\033[A", "> Note");
	pty_type(&p, text);
	pty_wait(&p, "There is room for 2000 characters here.");
	pty_taken(&p);
	pty_type(&p, "\x13");
	pty_wait(&p, "Saved. The case is open");
	free(text);
	pty_close(&p);
}

static void a_paste_is_marked_and_acts_as_no_key(void **state)
{
	struct pty p = {0};
	form(&p, "xterm-256color");
	assert_true(pty_has_raw(&p, "\033[?2004h"));
	pty_type(&p, "\033[200~Nadia\r\x13\033OBof\tthe well\r\033[201~");
	pty_wait_value(&p, "Name in own script", "Nadia of the well");
	pty_cursor_on(&p, "Name in own script");
	pty_press_until_on(&p, "\033[B", "> Sex");
	pty_type(&p, "\033[200~1\r1\r1\r\033[201~");
	pty_wait(&p, "Nothing was pasted:");
	pty_cursor_on(&p, "> Sex");
	/* In pieces, as a slow line brings it. */
	pty_press_until_on(&p, "\033[A", "> Other names, spellings");
	static const char *const pieces[] = {"\033", "[20", "0~one", "\rtw", "o\033[2", "01", "~", "\t"};
	for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++) {
		pty_type(&p, pieces[i]);
		pty_taken(&p);
	}
	pty_wait_value(&p, "Other names, spellings", "one two");
	pty_kill(&p, SIGTERM);
	pty_wait_raw(&p, "\033[?2004l");
	pty_close(&p);
	form(&p, "vt100");
	assert_false(pty_has_raw(&p, "2004"));
	pty_close(&p);
}

static void a_paste_of_lines_ends_nothing(void **state)
{
	struct pty p = {0};
	char *text = repeated("a line\r7\n\tnext\r", 10000);
	form(&p, "linux");
	pty_type(&p, text);
	pty_taken(&p);
	pty_type(&p, "\x0b"); /* ^K covers the page: it is still there, and listens */
	pty_wait(&p, "Covered.");
	free(text);
	pty_close(&p);
}

static void noise_is_no_text_and_no_end(void **state)
{
	struct pty p = {0};
	char noise[3001];
	uint32_t x = 7;
	form(&p, "vt100");
	pty_type(&p, "a\xff\xfe\xc0\x80\xed\xa0\x80"
		     "b\xe2\x80\xae\xe2\x80\x8b\xef\xbb\xbf"
		     "c");
	pty_wait_value(&p, "Name in own script", "abc");
	assert_false(pty_has_raw(&p, "\xe2\x80\xae"));
	/* Half a letter, then nothing more of it: waits its time, and is dropped. */
	pty_type(&p, "\xc3");
	pty_taken(&p);
	pty_type(&p, "\r");
	pty_cursor_on(&p, "Other names, spellings");
	pty_type(&p, "e\xcc\x81");
	pty_wait_value(&p, "Other names, spellings", "\xc3\xa9");
	/* Any bytes at all, but those that leave the page. */
	for (size_t i = 0; i < sizeof noise - 1; i++) {
		x = x * 1664525 + 1013904223;
		noise[i] = (char)(0x80 | x >> 24);
	}
	noise[sizeof noise - 1] = 0;
	pty_type(&p, noise);
	pty_taken(&p);
	pty_type(&p, "\x15"
		     "clean"); /* ^U */
	pty_wait_value(&p, "Other names, spellings", "clean");
	pty_close(&p);
}

/* A terminal that is set to something else: said once, whatever comes behind it, and all else is taken. */
static void what_is_no_utf8_is_said_once(void **state)
{
	struct pty p = {0};
	form(&p, "vt100");
	pty_type(&p, "Andr\xe9s");
	pty_wait_value(&p, "Name in own script", "Andrs");
	pty_wait(&p, "this terminal does not send UTF-8");
	pty_type(&p, "o");
	pty_wait_gone(&p, "does not send UTF-8");
	pty_type(&p, "\xf1");
	pty_taken(&p);
	pty_type(&p, "x");
	pty_wait_value(&p, "Name in own script", "Andrsox");
	assert_false(pty_has(&p, "does not send UTF-8"));
	pty_close(&p);
	form(&p, "xterm");
	pty_type(&p, "\033[200~Andr\xe9s\033[201~");
	pty_wait(&p, "Some of what was pasted is not UTF-8");
	pty_wait_value(&p, "Name in own script", "Andrs");
	pty_close(&p);
}

/* Where the settings name its characters they are converted, in and out; what is stored is the same for all. */
static void other_charsets_are_converted(void **state)
{
	struct pty p = {0};
	char path[100];
	snprintf(p.folder, sizeof p.folder, "/tmp/sarai-pty-XXXXXX");
	assert_non_null(mkdtemp(p.folder));
	snprintf(path, sizeof path, "%s/sarai.ini", p.folder);
	FILE *f = fopen(path, "w");
	assert_non_null(f);
	fprintf(f, "[terminal]\ncharset = latin1\n");
	assert_int_equal(fclose(f), 0);
	home(&p, "vt100");
	pty_type(&p, "1Andr\xe9 Se\xf1or");
	pty_wait(&p, "Nobody found under this name.");
	pty_type(&p, "\x05");
	pty_wait(&p, "Other names, spellings");
	pty_forget(&p);
	pty_type(&p, "\x0c"); /* everything again */
	pty_wait_raw(&p, "Andr\xe9 Se\xf1or");
	assert_false(pty_has_raw(&p, "\xc3"));
	pty_type(&p, "\x13");
	pty_wait(&p, "Saved. The case is open");
	pty_hang_up(&p);
	pty_stop(&p);
	assert_int_equal(remove(path), 0);
	home(&p, "xterm"); /* speaks UTF-8 */
	pty_type(&p, "1Andr\xc3\xa9");
	pty_wait(&p, "Andr\xc3\xa9 Se\xc3\xb1or");
	pty_close(&p);
}

static void resizing_loses_no_key(void **state)
{
	struct pty p = {0};
	form(&p, "xterm");
	pty_type(&p, "Ama");
	pty_resize(&p, 10, 40);
	pty_wait(&p, "Sarai needs 80x23; this is 40x10.");
	pty_wait_gone(&p, "Ama");
	pty_type(&p, "x\r"); /* not seen, so not taken */
	pty_taken(&p);
	pty_resize(&p, 23, 80);
	pty_wait_value(&p, "Name in own script", "Ama");
	pty_type(&p, "ni");
	pty_wait_value(&p, "Name in own script", "Amani");
	pty_cursor_on(&p, "Name in own script");
	pty_resize(&p, 43, 132);
	pty_wait_value(&p, "Name in own script", "Amani");
	pty_type(&p, "\x15");
	for (int i = 0; i < 60; i++) {
		pty_type(&p, (char[]){(char)('a' + i % 26), 0});
		pty_resize(&p, 24 + i % 20, 80 + i % 50);
	}
	pty_resize(&p, 24, 80);
	/* The end of it is seen, the cursor behind; then the beginning. */
	pty_wait(&p, "klmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyzabcdefgh");
	pty_type(&p, "\x01");
	pty_wait_value(&p, "Name in own script", "abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyz");
	pty_type(&p, "\x13");
	pty_wait(&p, "Saved. The case is open");
	pty_close(&p);
}

static void a_garbled_page_is_drawn_again(void **state)
{
	static const char noise[] = "\033[5;1Hnoise on the line\033[10;1H\033[7mmore";
	struct pty p = {0};
	form(&p, "vt100");
	vterm_input_write(p.vt, noise, sizeof noise - 1);
	pty_wait(&p, "noise on the line");
	pty_type(&p, "\x0c");
	pty_wait_gone(&p, "noise on the line");
	pty_wait(&p, "Other names, spellings");
	pty_close(&p);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(escape_alone_goes_back),
		cmocka_unit_test(escape_and_a_digit_is_a_function_key),
		cmocka_unit_test(escape_waits_for_a_digit_only_where_it_must),
		cmocka_unit_test(changed_function_keys_type_nothing),
		cmocka_unit_test(escape_and_a_letter_are_two_keys),
		cmocka_unit_test(function_keys_arrive_from_any_type),
		cmocka_unit_test(arrows_that_come_apart_are_arrows),
		cmocka_unit_test(unknown_sequences_do_nothing),
		cmocka_unit_test(the_number_pad_types_digits),
		cmocka_unit_test(typed_ahead_is_kept_and_painted_once),
		cmocka_unit_test(ten_kilobytes_pasted),
		cmocka_unit_test(a_paste_is_marked_and_acts_as_no_key),
		cmocka_unit_test(a_paste_of_lines_ends_nothing),
		cmocka_unit_test(noise_is_no_text_and_no_end),
		cmocka_unit_test(what_is_no_utf8_is_said_once),
		cmocka_unit_test(other_charsets_are_converted),
		cmocka_unit_test(resizing_loses_no_key),
		cmocka_unit_test(a_garbled_page_is_drawn_again),
	};
	return cmocka_run_group_tests_name("typing", tests, NULL, NULL);
}
