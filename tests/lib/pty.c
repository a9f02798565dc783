/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include <sarai/base/mem.h>
#include <sarai/base/str.h>
#include <sarai/store/account.h>
#include <sarai/store/store.h>

#include "pty.h"

#define PATIENCE_MS 30000 /* when nothing came for so long, nothing comes */

const char *pty_program(void)
{
	static char path[512];
	const char *build = getenv("BUILD");
	snprintf(path, sizeof path, "%s/sarai", build && *build ? build : "build");
	return path;
}

static void make_screen(struct pty *p)
{
	p->vt = vterm_new(p->rows, p->cols);
	vterm_set_utf8(p->vt, 1);
	p->screen = vterm_obtain_screen(p->vt);
	vterm_screen_enable_altscreen(p->screen, 1);
	vterm_screen_reset(p->screen, 1);
}

/* An empty database to practise with, which opens without an account; unless there is one, or accounts are wanted. */
static void make_database(struct pty *p)
{
	struct err e = {0};
	char path[120];
	snprintf(path, sizeof path, "%s/sarai", p->folder);
	if (p->accounts || mkdir(path, 0700) != 0)
		return;
	strcat(path, "/sarai.db");
	struct store *s = store_open(path, STORE_CREATE, &e);
	if (!s || !store_fact_put(s, "demo", "yes", &e))
		fail_msg("%s", e.detail);
	store_close(&s);
}

void pty_start(struct pty *p, int rows, int cols, const char *type, char *const argv[])
{
	struct winsize w = {.ws_row = (unsigned short)rows, .ws_col = (unsigned short)cols};
	if (!p->folder[0]) {
		const char *tmp = getenv("TMPDIR");
		snprintf(p->folder, sizeof p->folder, "%s/sarai-pty-XXXXXX", tmp && strlen(tmp) < 40 ? tmp : "/tmp");
		assert_non_null(mkdtemp(p->folder));
	}
	make_database(p);
	p->rows = rows;
	p->cols = cols;
	p->ended = false;
	pty_forget(p);
	make_screen(p);
	p->pid = forkpty(&p->fd, NULL, NULL, &w);
	assert_true(p->pid >= 0);
	if (p->pid == 0) {
		setenv("TERM", type, 1);
		setenv("XDG_DATA_HOME", p->folder, 1);
		setenv("SARAI_CONFIG", p->folder, 1); /* an empty site */
		unsetenv("NO_COLOR");
		unsetenv("LINES");
		unsetenv("COLUMNS");
		unsetenv("TERMINFO");
		unsetenv("TERMINFO_DIRS");
		setenv("ASAN_OPTIONS", "detect_leaks=0", 1); /* shut in, it cannot look; the unit tests do */
		for (const char *const *e = p->env; e && *e; e++) {
			if (strchr(*e, '='))
				putenv((char *)*e);
			else
				unsetenv(*e);
		}
		execv(argv[0], argv);
		_exit(127);
	}
}

void pty_start_from_shell(struct pty *p, const char *type, const char *arguments)
{
	/* Modes unlike any that a program sets for itself, so that putting back a guess is seen. */
	static const char script[] =
		"set -m; stty ixon ixany erase '^H' quit '^A' -echoctl; echo before; read go; "
		"\"$0\" $1; echo \"left $?\"; read go; stty sane; fg >/dev/null; echo \"again $?\"; read go";
	pty_start(p, 24, 80, type,
		  (char *[]){(char *)"/bin/sh", (char *)"-c", (char *)script, (char *)pty_program(),
			     (char *)(arguments ? arguments : ""), NULL});
	pty_wait(p, "before");
}

pid_t pty_job(struct pty *p)
{
	pid_t job = tcgetpgrp(p->fd);
	assert_true(job > 0 && job != p->pid);
	return job;
}

/* Take what comes within the time. false: nothing, or the end. */
static bool take(struct pty *p, int timeout_ms)
{
	char block[8192];
	struct pollfd f = {.fd = p->fd, .events = POLLIN};
	if (p->fd < 0 || poll(&f, 1, timeout_ms) <= 0)
		return false;
	ssize_t n = read(p->fd, block, sizeof block);
	if (n <= 0)
		return false;
	if (p->bytes + (size_t)n + 1 > p->raw_cap) {
		p->raw_cap = (p->bytes + (size_t)n + 1) * 2;
		p->raw = mem_resize(p->raw, p->raw_cap);
	}
	memcpy(p->raw + p->bytes, block, (size_t)n);
	p->bytes += (unsigned long)n;
	p->raw[p->bytes] = 0;
	vterm_input_write(p->vt, block, (size_t)n);
	vterm_screen_flush_damage(p->screen);
	return true;
}

void pty_type(struct pty *p, const char *bytes)
{
	size_t n = strlen(bytes);
	int flags = fcntl(p->fd, F_GETFL);
	fcntl(p->fd, F_SETFL, flags | O_NONBLOCK);
	while (n > 0) {
		ssize_t w = write(p->fd, bytes, n);
		if (w > 0) {
			bytes += w;
			n -= (size_t)w;
		} else if (w < 0 && errno == EAGAIN) {
			struct pollfd f = {.fd = p->fd, .events = POLLIN | POLLOUT};
			if (poll(&f, 1, PATIENCE_MS) <= 0)
				fail_msg("the program has stopped reading");
			if (f.revents & POLLIN)
				take(p, 0);
		} else if (w < 0 && errno != EINTR) {
			fail_msg("typing: %s", strerror(errno));
		}
	}
	fcntl(p->fd, F_SETFL, flags);
}

void pty_taken(struct pty *p)
{
	char name[64];
	assert_int_equal(ptsname_r(p->fd, name, sizeof name), 0);
	int fd = open(name, O_RDWR | O_NOCTTY | O_CLOEXEC);
	assert_true(fd >= 0);
	/* By poll, which (unlike FIONREAD) also sees what the kernel has not handed over yet. */
	struct pollfd f = {.fd = fd, .events = POLLIN};
	for (int i = 0; poll(&f, 1, 0) > 0 && (f.revents & POLLIN); i++) {
		if (i == PATIENCE_MS)
			fail_msg("the program has stopped reading");
		take(p, 1);
	}
	close(fd);
}

void pty_resize(struct pty *p, int rows, int cols)
{
	struct winsize w = {.ws_row = (unsigned short)rows, .ws_col = (unsigned short)cols};
	p->rows = rows;
	p->cols = cols;
	vterm_set_size(p->vt, rows, cols);
	ioctl(p->fd, TIOCSWINSZ, &w);
}

static void add_cell(struct str *s, const VTermScreenCell *cell)
{
	if (!cell->chars[0]) {
		str_add_char(s, ' ');
		return;
	}
	for (int i = 0; i < VTERM_MAX_CHARS_PER_CELL && cell->chars[i]; i++) {
		uint32_t c = cell->chars[i];
		if (c < 0x80) {
			str_add_char(s, (char)c);
		} else if (c < 0x800) {
			str_add_char(s, (char)(0xc0 | c >> 6));
			str_add_char(s, (char)(0x80 | (c & 0x3f)));
		} else {
			str_add_char(s, (char)(0xe0 | c >> 12));
			str_add_char(s, (char)(0x80 | (c >> 6 & 0x3f)));
			str_add_char(s, (char)(0x80 | (c & 0x3f)));
		}
	}
}

char *pty_text(struct pty *p)
{
	struct str s = {0};
	for (int row = 0; row < p->rows; row++) {
		for (int col = 0; col < p->cols;) {
			VTermScreenCell cell;
			if (!vterm_screen_get_cell(p->screen, (VTermPos){.row = row, .col = col}, &cell))
				break;
			add_cell(&s, &cell);
			col += cell.width > 1 ? cell.width : 1;
		}
		while (s.len && s.s[s.len - 1] == ' ')
			s.s[--s.len] = 0;
		str_add_char(&s, '\n');
	}
	return str_take(&s);
}

bool pty_has(struct pty *p, const char *text)
{
	while (take(p, 0))
		continue;
	char *all = pty_text(p);
	bool has = strstr(all, text) != NULL;
	free(all);
	return has;
}

bool pty_has_raw(struct pty *p, const char *bytes)
{
	while (take(p, 0))
		continue;
	return p->bytes && memmem(p->raw, p->bytes, bytes, strlen(bytes));
}

void pty_wait_raw(struct pty *p, const char *bytes)
{
	while (!pty_has_raw(p, bytes)) {
		if (!take(p, PATIENCE_MS) && !pty_has_raw(p, bytes)) {
			pty_kill(p, SIGKILL);
			fail_msg("never came: '%s'", bytes);
		}
	}
}

void pty_forget(struct pty *p)
{
	while (p->vt && take(p, 0))
		continue;
	p->bytes = 0;
}

void pty_cursor(struct pty *p, int *row, int *col)
{
	VTermPos at;
	while (take(p, 0))
		continue;
	vterm_state_get_cursorpos(vterm_obtain_state(p->vt), &at);
	*row = at.row;
	*col = at.col;
}

/* The line the cursor is on; owned. */
static char *cursor_line(struct pty *p)
{
	int row, col;
	pty_cursor(p, &row, &col);
	char *all = pty_text(p), *line = all;
	while (row-- > 0)
		line = strchr(line, '\n') + 1;
	line = mem_strndup(line, strcspn(line, "\n"));
	free(all);
	return line;
}

static bool cursor_on(struct pty *p, const char *text)
{
	char *line = cursor_line(p);
	bool has = strstr(line, text) != NULL;
	free(line);
	return has;
}

void pty_press_until_on(struct pty *p, const char *key, const char *text)
{
	for (int i = 0;; i++) {
		char *before = cursor_line(p), *now = mem_strdup(before);
		bool there = before[0] == '>' && strstr(before, text);
		if (!there)
			pty_type(p, key);
		/* While it paints, the cursor is anywhere: it has come to rest where the mark is. */
		while (!there && (now[0] != '>' || !strcmp(before, now))) {
			if (i == 60 || !take(p, PATIENCE_MS))
				fail_msg("'%s' was never come to; the cursor is on '%s'", text, now);
			free(now);
			now = cursor_line(p);
		}
		free(before);
		free(now);
		if (there)
			return;
	}
}

void pty_cursor_on(struct pty *p, const char *text)
{
	while (!cursor_on(p, text)) {
		if (take(p, PATIENCE_MS) || cursor_on(p, text))
			continue;
		char *all = pty_text(p);
		print_error("the cursor never stood on '%s'. The screen:\n%s", text, all);
		free(all);
		pty_kill(p, SIGKILL);
		fail();
	}
}

void pty_modes(struct pty *p, struct termios *t)
{
	assert_int_equal(tcgetattr(p->fd, t), 0);
}

static void wait_for(struct pty *p, const char *text, bool there)
{
	while (pty_has(p, text) != there) {
		if (take(p, PATIENCE_MS))
			continue;
		if (pty_has(p, text) == there)
			return;
		char *all = pty_text(p);
		print_error("%s '%s'. The screen:\n%s", there ? "never came:" : "never went:", text, all);
		free(all);
		pty_kill(p, SIGKILL);
		fail();
	}
}

void pty_wait(struct pty *p, const char *text)
{
	wait_for(p, text, true);
}

static bool has_value(struct pty *p, const char *label, const char *value)
{
	char *all = pty_text(p), *at = strstr(all, label);
	if (at) {
		at += strlen(label);
		at += strspn(at, " *"); /* a star where an answer is missing */
	}
	bool has = at && !strncmp(at, value, strlen(value)) && at[strlen(value)] == '\n';
	free(all);
	return has;
}

void pty_wait_value(struct pty *p, const char *label, const char *value)
{
	while (!has_value(p, label, value)) {
		if (take(p, PATIENCE_MS) || has_value(p, label, value))
			continue;
		char *all = pty_text(p);
		print_error("never came: %s: '%s'. The screen:\n%s", label, value, all);
		free(all);
		pty_kill(p, SIGKILL);
		fail();
	}
}

void pty_wait_gone(struct pty *p, const char *text)
{
	wait_for(p, text, false);
}

int pty_wait_end(struct pty *p)
{
	int raw;
	while (take(p, PATIENCE_MS))
		continue;
	if (!p->ended) {
		/* The line is at its end; so is the program, or it never will be. */
		for (int i = 0; waitpid(p->pid, &raw, WNOHANG) == 0; i++) {
			struct pollfd none = {.fd = -1};
			if (i == PATIENCE_MS / 10) {
				kill(p->pid, SIGKILL);
				waitpid(p->pid, &raw, 0);
				break;
			}
			poll(&none, 1, 10);
		}
		p->ended = true;
		p->status = WIFEXITED(raw) ? WEXITSTATUS(raw) : 128 + WTERMSIG(raw);
	}
	return p->status;
}

void pty_kill(struct pty *p, int number)
{
	if (!p->ended)
		kill(p->pid, number);
}

void pty_hang_up(struct pty *p)
{
	close(p->fd);
	p->fd = -1;
	pty_wait_end(p);
}

void pty_stop(struct pty *p)
{
	pty_kill(p, SIGKILL);
	pty_wait_end(p);
	if (p->fd >= 0)
		close(p->fd);
	p->fd = -1;
	if (p->vt)
		vterm_free(p->vt);
	p->vt = NULL;
	free(p->raw);
	p->raw = NULL;
	p->raw_cap = p->bytes = 0;
}

void pty_close(struct pty *p)
{
	char command[128];
	pty_stop(p);
	snprintf(command, sizeof command, "rm -rf '%s'", p->folder);
	if (system(command) != 0)
		print_error("could not remove %s\n", p->folder);
	p->folder[0] = 0;
}
