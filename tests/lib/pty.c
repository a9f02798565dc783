/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <errno.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include <sarai/base/str.h>

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

void pty_start(struct pty *p, int rows, int cols, const char *type, char *const argv[])
{
	struct winsize w = {.ws_row = (unsigned short)rows, .ws_col = (unsigned short)cols};
	if (!p->folder[0]) {
		const char *tmp = getenv("TMPDIR");
		snprintf(p->folder, sizeof p->folder, "%s/sarai-pty-XXXXXX", tmp && strlen(tmp) < 40 ? tmp : "/tmp");
		assert_non_null(mkdtemp(p->folder));
	}
	p->rows = rows;
	p->cols = cols;
	p->ended = false;
	p->bytes = 0;
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
		execv(argv[0], argv);
		_exit(127);
	}
}

void pty_type(struct pty *p, const char *bytes)
{
	size_t n = strlen(bytes);
	while (n > 0) {
		ssize_t w = write(p->fd, bytes, n);
		if (w < 0 && errno == EINTR)
			continue;
		assert_true(w > 0);
		bytes += w;
		n -= (size_t)w;
	}
}

void pty_resize(struct pty *p, int rows, int cols)
{
	struct winsize w = {.ws_row = (unsigned short)rows, .ws_col = (unsigned short)cols};
	p->rows = rows;
	p->cols = cols;
	vterm_set_size(p->vt, rows, cols);
	ioctl(p->fd, TIOCSWINSZ, &w);
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
	p->bytes += (unsigned long)n;
	vterm_input_write(p->vt, block, (size_t)n);
	vterm_screen_flush_damage(p->screen);
	return true;
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
}

void pty_close(struct pty *p)
{
	char command[128];
	pty_stop(p);
	snprintf(command, sizeof command, "rm -rf '%s'", p->folder);
	if (system(command) != 0)
		print_error("could not remove %s\n", p->folder);
}
