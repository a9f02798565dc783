/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Bytes in, events out.
 */
#include <errno.h>
#include <limits.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>
#include <wchar.h>

#include <sarai/base/mem.h>
#include <sarai/base/text.h>

#include "terminal.h"

#define REST_OF_CHARACTER_MS 300 /* a character's bytes may come in several packets */

#define SEQUENCE_MAX 16

#define REST_OF_PASTE_MS 3000 /* the end of a paste may be long on its way, or never come */
#define PASTE_MAX 65536       /* more than any field takes */

static void key_event(struct event *ev, int key)
{
	memset(ev, 0, sizeof *ev);
	ev->type = EVENT_KEY;
	ev->key = key;
	if (key >= 32 && key != TKEY_BACKSPACE && key < TKEY_UP) {
		char bytes[MB_LEN_MAX + 1];
		mbstate_t state;
		memset(&state, 0, sizeof state);
		size_t n = wcrtomb(bytes, (wchar_t)key, &state);
		if (n == (size_t)-1 || n >= sizeof ev->text)
			return;
		/* What may not be stored is not typed either. A mark that joins the letter before it may. */
		char *clean = text_clean(bytes, n, false);
		bool joiner = key == 0x200c || key == 0x200d;
		memcpy(ev->text, joiner ? bytes : clean, joiner ? n : strlen(clean));
		free(clean);
	}
}

/* Here only: what follows is pasted; bytes that are no character. */
#define TKEY_PASTE (TKEY_F12 + 1)
#define TKEY_NOISE (TKEY_F12 + 2)

static int key_of_curses(int code)
{
	static const struct {
		int from, to;
	} rows[] = {
		{KEY_UP, TKEY_UP},	 {KEY_DOWN, TKEY_DOWN},
		{KEY_LEFT, TKEY_LEFT},	 {KEY_RIGHT, TKEY_RIGHT},
		{KEY_HOME, TKEY_HOME},	 {KEY_FIND, TKEY_HOME},
		{KEY_END, TKEY_END},	 {KEY_SELECT, TKEY_END},
		{KEY_LL, TKEY_END},	 {KEY_PPAGE, TKEY_PGUP},
		{KEY_NPAGE, TKEY_PGDN},	 {KEY_DC, TKEY_DELETE},
		{KEY_IC, TKEY_INSERT},	 {KEY_BTAB, TKEY_BACKTAB},
		{KEY_ENTER, TKEY_ENTER}, {KEY_BACKSPACE, TKEY_BACKSPACE},
		{KEY_A1, TKEY_HOME},	 {KEY_C1, TKEY_END},
		{KEY_A3, TKEY_PGUP},	 {KEY_C3, TKEY_PGDN},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		if (rows[i].from == code)
			return rows[i].to;
	}
	if (code == KEY_PASTE_BEGIN)
		return TKEY_PASTE;
	if (code >= KEY_F(1) && code <= KEY_F(12))
		return TKEY_F1 + (code - KEY_F(1));
	return TKEY_NONE;
}

static int key_of_character(int c)
{
	if (c == '\n')
		return TKEY_ENTER;
	if (c == '\b')
		return TKEY_BACKSPACE;
	return c;
}

static int bytes_waiting(const struct term *t)
{
	int n = 0;
	return ioctl(fileno(t->in), FIONREAD, &n) == 0 ? n : 0;
}

/* A byte, or a KEY_... of curses; ERR when none comes. */
static int read_byte(struct term *t, int wait_ms)
{
	wtimeout(t->keys, wait_ms);
	int c = wgetch(t->keys);
	t->maybe_more = c != ERR;
	return c;
}

static int code_point(const char *utf8)
{
	wchar_t wide = 0;
	mbstate_t state;
	memset(&state, 0, sizeof state);
	return (int)mbrtowc(&wide, utf8, strlen(utf8), &state) > 0 ? (int)wide : TKEY_NOISE;
}

/* The character that begins with this byte; TKEY_NOISE when it is none. Put together here, since curses takes good
 * letters behind a bad byte (from a terminal that does not speak UTF-8) for a part of it, and drops them all. */
static int read_rest(struct term *t, int first)
{
	char bytes[4] = {(char)first};
	size_t n = 1, all = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : first >= 0xc0 ? 2 : 1;
	int c = first & (0xff >> (all + 1));
	if (t->charset.on)
		return code_point(charset_character(&t->charset, (unsigned char)first));
	while (n < all) {
		int next = read_byte(t, REST_OF_CHARACTER_MS);
		if (next < 0x80 || next > 0xbf) {
			if (next != ERR && ungetch(next) == OK)
				t->maybe_more = true;
			return TKEY_NOISE;
		}
		bytes[n++] = (char)next;
		c = c << 6 | (next & 0x3f);
	}
	return text_invalid_at(bytes, n) < 0 ? c : TKEY_NOISE;
}

/* One key from curses. Waiting is done outside, with poll; here only for the rest of a key. */
static bool read_key(struct term *t, int wait_ms, int *key)
{
	int c = read_byte(t, wait_ms);
	if (c == ERR)
		return false;
	*key = c >= KEY_MIN ? key_of_curses(c) : c >= 0x80 ? read_rest(t, c) : key_of_character(c);
	return true;
}

/* Until bytes, a signal, or the time is over. false: nothing came. */
static bool wait_bytes(struct term *t, int timeout_ms)
{
	struct pollfd p[2] = {{.fd = fileno(t->in), .events = POLLIN}, {.fd = signals_fd(), .events = POLLIN}};
	int n = poll(p, 2, timeout_ms);
	if (n <= 0)
		return false;
	if ((p[0].revents & (POLLHUP | POLLERR | POLLNVAL)) && bytes_waiting(t) == 0)
		t->hung = true;
	/* Readable, yet nothing to read: the other end is gone. */
	if ((p[0].revents & POLLIN) && bytes_waiting(t) == 0)
		t->hung = true;
	return p[0].revents & POLLIN;
}

/* ---- what a key is, when it begins with Escape ---- */

static void ahead(struct term *t, int key)
{
	if (t->n_ahead == AHEAD_MAX || key == TKEY_NONE)
		return;
	if (key == TKEY_NOISE)
		t->ahead[t->n_ahead++] = (struct event){.type = EVENT_NOISE};
	else
		key_event(&t->ahead[t->n_ahead++], key);
}

/* The key after Escape: curses may hold it already, having looked whether it belongs to a function key. */
static bool read_next(struct term *t, int wait_ms, int *key)
{
	if (t->maybe_more && read_key(t, 0, key))
		return true;
	if (bytes_waiting(t) == 0 && !wait_bytes(t, wait_ms))
		return false;
	return !t->hung && read_key(t, REST_OF_CHARACTER_MS, key);
}

/* Up to the mark at its end, which may come apart. No byte of it is a key, whatever it is. */
static void read_paste(struct term *t)
{
	static const char end[] = "\033[201~";
	size_t n = sizeof end - 1;
	struct str *s = &t->pasted;
	int c;
	str_clear(s);
	while ((c = read_byte(t, REST_OF_PASTE_MS)) != ERR && c != KEY_PASTE_END) {
		if (c > 0 && c < KEY_MIN && s->len < PASTE_MAX)
			str_add_char(s, (char)c);
		if (s->len >= n && !memcmp(s->s + s->len - n, end, n)) {
			s->s[s->len -= n] = 0;
			break;
		}
	}
	if (t->charset.on)
		charset_text(&t->charset, s);
	if (t->n_ahead < AHEAD_MAX)
		t->ahead[t->n_ahead++] = (struct event){.type = EVENT_PASTE};
}

/* The rest of a function key that came apart on the way, or that curses has no name for. What has no meaning here
 * is dropped whole: as Escape and letters it would leave the page and type into the one below. */
static void rest_of_sequence(struct term *t, int first)
{
	char bytes[SEQUENCE_MAX] = {'\033', (char)first};
	size_t n = 2;
	int key = 0;
	do {
		if (!read_next(t, REST_OF_CHARACTER_MS, &key)) {
			if (n == 2) { /* a person typed these */
				ahead(t, TKEY_ESC);
				ahead(t, first);
			}
			return;
		}
		if (key < 32 || key > 126) { /* the next key, or noise */
			ahead(t, key);
			return;
		}
		if (n < sizeof bytes - 1)
			bytes[n++] = (char)key;
	} while (first == '[' ? key < '@' || (key == '[' && n == 3) : (key >= '0' && key <= '9') || key == ';');
	int code = keys_of_sequence(bytes);
	if (code == KEY_PASTE_BEGIN)
		read_paste(t);
	else if (code != ERR)
		ahead(t, code < KEY_MIN ? key_of_character(code) : key_of_curses(code));
}

/* Escape and a digit is a function key, on keyboards and links that have none. The digit is waited for only on types
 * of terminal that need it; elsewhere it counts when it came with the Escape, as Alt and the digit send it. */
static void after_escape(struct term *t)
{
	int next;
	if (!read_next(t, t->waits_digit ? t->esc_digit_ms : 0, &next) || next == TKEY_ESC) {
		ahead(t, TKEY_ESC);
	} else if (next == '[' || next == 'O') {
		rest_of_sequence(t, next);
	} else if (next >= '0' && next <= '9' && t->esc_digit_ms > 0) {
		ahead(t, next == '0' ? TKEY_F1 + 9 : TKEY_F1 + (next - '1'));
	} else {
		ahead(t, TKEY_ESC);
		ahead(t, next);
	}
}

/* Keys that are there already, one or what it stands for. */
static bool ready_key(struct term *t)
{
	int key;
	while (t->n_ahead == 0) {
		bool bytes = bytes_waiting(t) > 0;
		if (!bytes && !t->maybe_more)
			return false;
		if (!read_key(t, bytes ? REST_OF_CHARACTER_MS : 0, &key)) {
			if (!bytes)
				return false;
			continue; /* not the end of anything */
		}
		if (key == TKEY_ESC)
			after_escape(t);
		else if (key == TKEY_PASTE)
			read_paste(t);
		else
			ahead(t, key);
	}
	return true;
}

static bool resized(struct term *t, struct event *ev)
{
	struct winsize w = {0};
	bool woken = signals_woken();
	if (!signals_resized() && !woken)
		return false;
	if (woken) { /* whoever had the terminal meanwhile has left it in modes of their own */
		reset_prog_mode();
		t->ask_paste = true;
	}
	if (ioctl(t->tty, TIOCGWINSZ, &w) == 0 && w.ws_row > 0 && w.ws_col > 0)
		resize_term(w.ws_row, w.ws_col);
	t->redraw = true;
	*ev = (struct event){.type = EVENT_RESIZE};
	return true;
}

/* Is the window at least as large as the page? */
static bool room(const struct term *t)
{
	struct winsize w = {0};
	return ioctl(t->tty, TIOCGWINSZ, &w) == 0 && w.ws_row >= term_rows(t) && w.ws_col >= term_cols(t);
}

static void next_typed(struct term *t, struct event *ev)
{
	if (t->typed_at == t->typed_n) {
		ev->type = EVENT_TICK;
		return;
	}
	key_event(ev, t->typed[t->typed_at++]);
}

void term_next(struct term *t, int timeout_ms, struct event *ev)
{
	memset(ev, 0, sizeof *ev);
	if (t->headless) {
		next_typed(t, ev);
		return;
	}
	term_use(t);
	for (;;) {
		if (t->hung || signals_hung()) {
			t->hung = true;
			ev->type = EVENT_HANGUP;
			return;
		}
		/* A key is for the page as it was seen: before the window became smaller, after it became larger. */
		if (room(t) && resized(t, ev))
			return;
		if (ready_key(t)) {
			*ev = t->ahead[0];
			if (ev->type == EVENT_PASTE)
				ev->pasted = str_text(&t->pasted);
			memmove(t->ahead, t->ahead + 1, (size_t)--t->n_ahead * sizeof *t->ahead);
			return;
		}
		if (t->hung)
			continue;
		if (resized(t, ev))
			return;
		struct pollfd p[2] = {{.fd = fileno(t->in), .events = POLLIN}, {.fd = signals_fd(), .events = POLLIN}};
		int n = poll(p, 2, timeout_ms);
		if (n == 0) {
			ev->type = EVENT_TICK;
			return;
		}
		if (n > 0 && p[0].revents && bytes_waiting(t) == 0)
			t->hung = true;
	}
}

bool term_waiting(struct term *t)
{
	if (t->headless)
		return t->typed_at < t->typed_n;
	if (t->n_ahead > 0 || bytes_waiting(t) > 0)
		return true;
	term_use(t);
	return ready_key(t);
}

void term_feed(struct term *t, int key)
{
	if (t->typed_at == t->typed_n)
		t->typed_at = t->typed_n = 0;
	t->typed = mem_grow(t->typed, &t->typed_cap, t->typed_n + 1, sizeof *t->typed);
	t->typed[t->typed_n++] = key;
}

void term_feed_paste(struct term *t, const char *text, struct event *ev)
{
	str_clear(&t->pasted);
	str_add(&t->pasted, text);
	*ev = (struct event){.type = EVENT_PASTE, .pasted = str_text(&t->pasted)};
}

void term_resize(struct term *t, int rows, int cols)
{
	term_use(t);
	resize_term(rows, cols);
}
