/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Bytes on the line for a list: a mark at the row against a bar over its whole width; and only what has changed against
 * the whole page.
 */
#include <fcntl.h>
#include <poll.h>
#include <pty.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <sarai/term/widget.h>

#include "figures.h"

#define ROWS 40
#define ARROWS 15

static bool bar;

static void row(void *ctx, int i, struct canvas *c, bool focus)
{
	(void)ctx;
	char text[96];
	snprintf(text, sizeof text, "  HR-2026-%04d  A name that stands in this row   F, 34   !! HIGH   in 3 days", i);
	if (focus && bar)
		paintf(c, 0, 0, -1, ROLE_FOCUS, "%-80s", text);
	else
		paint_text(c, 0, 0, -1, ROLE_TEXT, text);
}

static void paint(struct term *t, struct list_view *l)
{
	struct canvas all = term_paint_begin(t);
	paint_text(&all, 0, 0, -1, ROLE_TITLE, "Sarai > Cases");
	struct canvas body = canvas_cut(&all, 2, 0, 19, 80);
	list_draw(l, &body);
	term_paint_end(t);
}

static void measure(const char *type, bool with_bar, double *arrow, double *page)
{
	static const char theme[] = "[theme]\nfocus = reverse\nkey = bold\n";
	struct winsize w = {.ws_row = 24, .ws_col = 80};
	struct diags d = {0};
	struct err e = {0};
	struct list_view l;
	int far, near, in = dup(0), out = dup(1);
	if (openpty(&far, &near, NULL, NULL, &w) != 0) {
		perror("openpty");
		exit(1);
	}
	fflush(stdout);
	dup2(near, 0);
	dup2(near, 1);
	close(near);
	struct ini_doc *doc = inidoc_read_text("theme", theme, strlen(theme), &d);
	struct term *t = term_open(&(struct term_options){.type = type, .borders = 1, .theme_mono = doc}, &e);
	if (!t) {
		dprintf(out, "%s: %s\n", type, e.detail);
		exit(1);
	}
	bar = with_bar;
	list_init(&l, NULL, row, NULL);
	list_set_count(&l, ROWS);
	unsigned long before = term_bytes(t);
	paint(t, &l);
	*page = (double)(term_bytes(t) - before);
	before = term_bytes(t);
	for (int i = 0; i < ARROWS; i++) {
		char drop[8192];
		list_act(&l, ACT_DOWN, 19);
		paint(t, &l);
		for (struct pollfd f = {.fd = far, .events = POLLIN}; poll(&f, 1, 0) > 0;)
			if (read(far, drop, sizeof drop) <= 0)
				break;
	}
	*arrow = (double)(term_bytes(t) - before) / ARROWS;
	list_fini(&l);
	term_close(&t);
	inidoc_free(&doc);
	dup2(in, 0);
	dup2(out, 1);
	close(in);
	close(out);
	close(far);
}

int main(void)
{
	static const char *const types[] = {"vt100", "linux", "xterm"};
	heading("A list on the line");
	for (size_t i = 0; i < sizeof types / sizeof *types; i++) {
		double mark, mark_page, whole, bar_page;
		char what[64];
		measure(types[i], false, &mark, &mark_page);
		measure(types[i], true, &whole, &bar_page);
		snprintf(what, sizeof what, "an arrow key, %s", types[i]);
		beside(what, "bytes", "mark", mark, "bar", whole);
		snprintf(what, sizeof what, "an arrow key, %s", types[i]);
		beside(what, "bytes", "changes", mark, "whole page", mark_page);
	}
	return 0;
}
