/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * curses writes at each move of the cursor; on a link that is a packet each. So while it repaints, its file is one in
 * memory, and what is there afterwards goes out in one write.
 */
#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <sarai/base/mem.h>
#include <sarai/base/str.h>

#include "terminal.h"

#define LAST_MS 500 /* a line that takes nothing for so long has nobody looking at it */

static bool output_all(struct term *t, const char *bytes, size_t n)
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

/* From here on curses writes into memory. */
static bool collect(struct term *t)
{
	return dup2(t->collect, fileno(t->out)) >= 0;
}

/* What has been collected; owned, NULL when nothing was. */
static char *collected(struct term *t, size_t *n)
{
	char *bytes = NULL;
	fflush(t->out);
	off_t end = lseek(t->collect, 0, SEEK_CUR);
	*n = 0;
	if (end <= 0)
		return NULL;
	bytes = mem_resize(NULL, (size_t)end);
	ssize_t got = pread(t->collect, bytes, (size_t)end, 0);
	*n = got > 0 ? (size_t)got : 0;
	lseek(t->collect, 0, SEEK_SET);
	if (ftruncate(t->collect, 0) != 0)
		*n = 0;
	return bytes;
}

static void put_capability(struct term *t, const char *name)
{
	const char *s = tigetstr(name);
	if (s && s != (const char *)-1)
		fputs(s, t->out);
}

static size_t written(struct term *t)
{
	fflush(t->out);
	off_t end = lseek(t->collect, 0, SEEK_CUR);
	return end > 0 ? (size_t)end : 0;
}

/* The whole page instead of curses' changes, where it is shorter: all behind the first `lead` bytes. */
static void choose_shorter(struct term *t, size_t lead, char **bytes, size_t *n)
{
	struct str page = {0};
	size_t unused;
	if (*n > lead && page_whole(t, &page) && page.len < *n - lead) {
		*bytes = mem_resize(*bytes, lead + page.len);
		memcpy(*bytes + lead, page.s, page.len);
		*n = lead + page.len;
		/* curses believes that its own bytes were sent: let it end with attributes off, as the page does. */
		if (collect(t)) {
			vid_attr(A_NORMAL, 0, NULL);
			free(collected(t, &unused));
			dup2(t->tty, fileno(t->out));
		}
	}
	str_fini(&page);
}

bool output_repaint(struct term *t)
{
	size_t n;
	if (t->headless) {
		doupdate();
		return true;
	}
	if (!collect(t))
		return false;
	if (t->wipe)
		put_capability(t, "E3"); /* the scrollback */
	if (t->ask_paste)
		put_capability(t, "BE");
	t->wipe = t->ask_paste = false;
	size_t lead = written(t);
	bool resumes = isendwin() || !t->painted; /* then curses sends more than a page */
	doupdate();
	char *bytes = collected(t, &n);
	dup2(t->tty, fileno(t->out));
	if (!resumes)
		choose_shorter(t, lead, &bytes, &n);
	t->painted = true;
	if (t->charset.on && n) {
		char *converted = charset_bytes(&t->charset, bytes, n, &n);
		free(bytes);
		bytes = converted;
	}
	bool ok = output_all(t, bytes, n);
	free(bytes);
	return ok;
}

void output_last(struct term *t, const char *bytes)
{
	struct str all = {0};
	size_t n, done = 0;
	bool collects = collect(t);
	doupdate();
	endwin();
	char *curses = collects ? collected(t, &n) : NULL;
	if (curses)
		str_add_n(&all, curses, n);
	str_add(&all, bytes);
	while (done < all.len) {
		struct pollfd f = {.fd = t->tty, .events = POLLOUT};
		if (poll(&f, 1, LAST_MS) <= 0 || !(f.revents & POLLOUT))
			break;
		ssize_t w = write(t->tty, all.s + done, all.len - done);
		if (w <= 0)
			break;
		done += (size_t)w;
	}
	free(curses);
	str_fini(&all);
}
