/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * curses writes at each move of the cursor; on a link that is a packet each. So while it repaints, its file is one in
 * memory, and what is there afterwards goes out in one write.
 */
#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <unistd.h>

#include <sarai/base/mem.h>

#include "terminal.h"

bool output_all(struct term *t, const char *bytes, size_t n)
{
	while (n > 0) {
		ssize_t w = write(t->tty, bytes, n);
		if (w > 0) {
			t->writes++;
			t->bytes += (size_t)w;
			bytes += w;
			n -= (size_t)w;
		} else if (w < 0 && errno == EAGAIN) {
			poll(&(struct pollfd){.fd = t->tty, .events = POLLOUT}, 1, 1000);
		} else if (w < 0 && errno != EINTR) {
			return false;
		}
		if (signals_hung())
			return false;
	}
	return true;
}

bool output_repaint(struct term *t)
{
	int out = fileno(t->out);
	char *bytes;
	bool ok = true;
	if (t->headless) {
		doupdate();
		return true;
	}
	if (dup2(t->collect, out) < 0)
		return false;
	if (t->wipe) {
		const char *all = tigetstr("E3"); /* the scrollback */
		if (all && all != (const char *)-1)
			fputs(all, t->out);
		t->wipe = false;
	}
	doupdate();
	fflush(t->out);
	dup2(t->tty, out);
	off_t n = lseek(t->collect, 0, SEEK_CUR);
	if (n <= 0)
		return true;
	bytes = mem_resize(NULL, (size_t)n);
	ok = pread(t->collect, bytes, (size_t)n, 0) == n && output_all(t, bytes, (size_t)n);
	free(bytes);
	lseek(t->collect, 0, SEEK_SET);
	return ftruncate(t->collect, 0) == 0 && ok;
}
