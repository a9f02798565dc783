/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Opening a terminal, of whatever type, and leaving it as it was.
 */
#include <errno.h>
#include <fcntl.h>
#include <langinfo.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <unistd.h>

#include <sarai/base/mem.h>
#include <sarai/base/str.h>

#include "terminal.h"


void term_use(struct term *t)
{
	set_term(t->curses);
}

/* Characters are UTF-8 whatever the server has or lacks in locales. */
static void take_locale(void)
{
	if (!setlocale(LC_CTYPE, "") || strcmp(nl_langinfo(CODESET), "UTF-8") != 0)
		setlocale(LC_CTYPE, "C.UTF-8");
}

static const char *capability(const char *name)
{
	const char *s = tigetstr(name);
	return s && s != (const char *)-1 ? s : NULL;
}

static bool usable(void)
{
	return capability("cup") && capability("clear");
}

/* "xterm-kitty" is not known: try "xterm", then "vt100", which nearly everything understands. NULL with *unusable when
 * the type is known, and known to have no cursor that moves: then vt100 would only print noise. */
static SCREEN *open_type(const char *type, FILE *out, FILE *in, bool *unusable)
{
	char *name = mem_strdup(type && *type ? type : "vt100");
	SCREEN *s = NULL;
	*unusable = false;
	while (!(s = newterm(name, out, in))) {
		size_t n = strlen(name);
		while (n > 0 && !strchr("-.+", name[n - 1])) /* "screen.xterm", "tmux+more" */
			n--;
		if (n > 1) {
			name[n - 1] = 0;
		} else if (strcmp(name, "vt100") != 0) {
			free(name);
			name = mem_strdup("vt100");
		} else {
			break;
		}
	}
	free(name);
	if (s && !usable()) {
		endwin();
		delscreen(s);
		s = NULL;
		*unusable = true;
	}
	return s;
}

/* Delays written as $<...> are for paper terminals: left out. */
static void add_capability(struct str *s, const char *name)
{
	for (const char *c = capability(name); c && *c; c++) {
		if (c[0] == '$' && c[1] == '<' && strchr(c, '>'))
			c = strchr(c, '>');
		else
			str_add_char(s, *c);
	}
}

/* Where there is no second screen to leave, names are wiped from the only one, and from what has scrolled off it. */
static void add_wipe(struct str *s)
{
	if (capability("rmcup"))
		return;
	add_capability(s, "clear");
	add_capability(s, "E3");
}

/* What undoes everything, kept ready for the moment when nothing else works any more. */
static char *restore_bytes(void)
{
	static const char *const names[] = {"sgr0", "rmkx", "cnorm", "BD"};
	struct str s = {0};
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		add_capability(&s, names[i]);
	if (capability("rmcup"))
		add_capability(&s, "clear");
	add_capability(&s, "rmcup");
	add_wipe(&s);
	return str_take(&s);
}

/* "vt100-am" is a vt100. */
static bool is_of(const char *types, const char *type)
{
	size_t n = strcspn(type, "-");
	for (const char *p = types; *p;) {
		size_t length = strcspn(p, " ");
		if (length && (length == n || length == strlen(type)) && !strncmp(p, type, length))
			return true;
		p += length + strspn(p + length, " ");
	}
	return false;
}

/* A ^S typed while the program was starting has stopped the line: curses would wait for it for ever. */
static void free_line(struct term *t)
{
	struct termios now = t->before;
	now.c_iflag &= (tcflag_t)~IXON;
	tcsetattr(t->tty, TCSANOW, &now);
	tcflow(t->tty, TCOON);
}

static void take_modes(struct term *t, const struct term_options *o)
{
	if (o->flow_control)
		cbreak(); /* keeps ^S and ^Q for the line */
	else
		raw();
	noecho();
	nonl();
	if (o->flow_control && t->have_before) {
		/* ... but ^C, ^Z and ^\ are keys like others. */
		struct termios now;
		if (tcgetattr(t->tty, &now) == 0) {
			now.c_lflag &= (tcflag_t)~(ISIG | IEXTEN);
			tcsetattr(t->tty, TCSADRAIN, &now);
			def_prog_mode();
		}
	}
	typeahead(-1);
	set_escdelay(o->esc_delay_ms > 0 ? o->esc_delay_ms : 150);
}

static void take_size(struct term *t, const struct term_options *o)
{
	struct winsize w = {0};
	if (t->headless)
		resize_term(o->rows > 0 ? o->rows : 24, o->cols > 0 ? o->cols : 80);
	else if (ioctl(t->tty, TIOCGWINSZ, &w) == 0 && w.ws_row > 0 && w.ws_col > 0)
		resize_term(w.ws_row, w.ws_col);
}

static void take_theme(struct term *t, const struct term_options *o)
{
	const char *no = getenv("NO_COLOR");
	struct theme th;
	bool colour = o->colour && !t->headless && !(no && *no) && has_colors();
	if (colour) {
		start_color();
		use_default_colors();
	}
	theme_read(&th, colour ? o->theme_colour : o->theme_mono, NULL);
	theme_apply(t, &th, colour);
}

static bool open_files(struct term *t, struct err *e)
{
	if (t->headless) {
		t->tty = -1;
		t->in = fopen("/dev/null", "r");
		t->out = fopen("/dev/null", "w");
	} else {
		t->tty = dup(STDOUT_FILENO);
		t->collect = memfd_create("page", MFD_CLOEXEC);
		t->in = fdopen(dup(STDIN_FILENO), "r");
		t->out = fdopen(dup(STDOUT_FILENO), "w");
		t->have_before = tcgetattr(t->tty, &t->before) == 0;
		if (t->tty < 0 || t->collect < 0)
			return err_set(e, ERR_IO, "terminal", "It cannot be opened: %s.", strerror(errno));
	}
	if (!t->in || !t->out)
		return err_set(e, ERR_IO, "terminal", "It cannot be opened: %s.", strerror(errno));
	return true;
}

static void close_files(struct term *t)
{
	if (t->in)
		fclose(t->in);
	if (t->out)
		fclose(t->out);
	if (t->tty >= 0)
		close(t->tty);
	if (t->collect >= 0)
		close(t->collect);
}

struct term *term_open(const struct term_options *o, struct err *e)
{
	struct term *t = mem_alloc(sizeof *t);
	const char *type = o->type ? o->type : getenv("TERM");
	bool unusable;
	t->headless = o->headless;
	t->borders = o->borders;
	t->esc_digit_ms = o->esc_digit_ms;
	t->waits_digit = !o->esc_digit_types || is_of(o->esc_digit_types, type && *type ? type : "vt100");
	t->tty = t->collect = -1;
	if (!charset_open(&t->charset, o->charset)) {
		free(t);
		err_set(e, ERR_CONFIG, "terminal", "charset = %.40s: this system does not know these characters.", o->charset);
		return NULL;
	}
	take_locale();
	if (!open_files(t, e)) {
		close_files(t);
		free(t);
		return NULL;
	}
	if (t->have_before && !o->flow_control)
		free_line(t);
	if (!t->headless)
		signals_take(t->have_before ? &t->before : NULL, t->tty, NULL); /* before curses, which leaves them alone then */
	t->curses = open_type(t->headless ? "xterm" : type, t->out, t->in, &unusable);
	if (!t->curses) {
		if (!t->headless)
			signals_give_back();
		close_files(t);
		free(t);
		if (unusable)
			err_set(e, ERR_USAGE, "terminal", "The terminal type '%.40s' cannot move the cursor. Set TERM to what the terminal is.",
				type ? type : "");
		else
			err_set(e, ERR_USAGE, "terminal", "The terminal type '%.40s' is not known here, nor is vt100. Set TERM to one that is.",
				type ? type : "");
		return NULL;
	}
	t->page = stdscr;
	t->ask_paste = !t->headless && capability("BE");
	t->keys = newpad(1, 1);
	keypad(t->keys, TRUE);
	take_modes(t, o);
	keys_make_known();
	take_size(t, o);
	leaveok(t->page, FALSE);
	idlok(t->page, TRUE);
	curs_set(1);
	take_theme(t, o);
	if (!t->headless) {
		char *restore = restore_bytes();
		signals_take(t->have_before ? &t->before : NULL, t->tty, restore);
		free(restore);
	}
	return t;
}

void term_close(struct term **tp)
{
	struct term *t = *tp;
	if (!t)
		return;
	term_use(t);
	delwin(t->keys);
	if (t->headless) {
		endwin();
	} else {
		struct str last = {0};
		werase(t->page);
		wmove(t->page, 0, 0);
		wnoutrefresh(t->page);
		add_capability(&last, "sgr0");
		add_capability(&last, "BD");
		add_wipe(&last);
		output_last(t, str_text(&last));
		str_fini(&last);
		if (t->have_before)
			tcsetattr(t->tty, TCSANOW, &t->before);
		signals_give_back();
	}
	delscreen(t->curses);
	close_files(t);
	free(t->typed);
	str_fini(&t->pasted);
	free(t);
	*tp = NULL;
}

int term_rows(const struct term *t)
{
	return getmaxy(t->page);
}

int term_cols(const struct term *t)
{
	return getmaxx(t->page);
}

void term_wipe(struct term *t)
{
	t->redraw = t->wipe = true;
}

void term_redraw(struct term *t)
{
	t->redraw = true;
}

unsigned long term_writes(const struct term *t)
{
	return t->writes;
}

unsigned long term_bytes(const struct term *t)
{
	return t->bytes;
}
