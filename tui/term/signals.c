/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Signals: those that end the program become an event, so that what was typed is kept first; those of a crash put the
 * terminal back before anything else.
 */
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <sarai/base/mem.h>

#include "terminal.h"

static const int ending[] = {SIGHUP, SIGTERM, SIGINT, SIGQUIT, SIGXCPU};
static const int crashing[] = {SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT};
#define COUNT(a) (sizeof(a) / sizeof *(a))

static int bell[2] = {-1, -1};
static volatile sig_atomic_t hung, resized, woken;
static struct termios restore_modes;
static bool have_modes;
static char *restore_text;
static size_t restore_size;
static int restore_tty = -1;

static void ring(void)
{
	ssize_t unused = write(bell[1], "", 1); /* full: it will be read anyway */
	(void)unused;
}

static void on_end(int number)
{
	(void)number;
	hung = 1;
	ring();
}

static void on_resize(int number)
{
	(void)number;
	resized = 1;
	ring();
}

static void on_wake(int number)
{
	(void)number;
	woken = 1;
	ring();
}

static void on_crash(int number)
{
	if (restore_tty >= 0) {
		ssize_t unused = restore_text ? write(restore_tty, restore_text, restore_size) : 0;
		(void)unused;
		if (have_modes)
			tcsetattr(restore_tty, TCSANOW, &restore_modes);
	}
	signal(number, SIG_DFL);
	raise(number);
}

static void handle(int number, void (*with)(int), int flags)
{
	struct sigaction a;
	memset(&a, 0, sizeof a);
	a.sa_handler = with;
	a.sa_flags = flags;
	sigaction(number, &a, NULL);
}

void signals_take(const struct termios *before, int tty, const char *restore)
{
	if (bell[0] < 0 && pipe2(bell, O_CLOEXEC | O_NONBLOCK) != 0)
		bell[0] = bell[1] = -1;
	restore_tty = tty;
	have_modes = before != NULL;
	if (before)
		restore_modes = *before;
	free(restore_text);
	restore_text = restore ? mem_strdup(restore) : NULL;
	restore_size = restore ? strlen(restore) : 0;
	for (size_t i = 0; i < COUNT(ending); i++)
		handle(ending[i], on_end, 0);
	for (size_t i = 0; i < COUNT(crashing); i++)
		handle(crashing[i], on_crash, (int)SA_RESETHAND);
	handle(SIGWINCH, on_resize, 0);
	handle(SIGCONT, on_wake, 0);
	handle(SIGPIPE, SIG_IGN, 0);
	handle(SIGTSTP, SIG_IGN, 0);
}

void signals_give_back(void)
{
	for (size_t i = 0; i < COUNT(ending); i++)
		handle(ending[i], SIG_DFL, 0);
	for (size_t i = 0; i < COUNT(crashing); i++)
		handle(crashing[i], SIG_DFL, 0);
	handle(SIGWINCH, SIG_DFL, 0);
	handle(SIGCONT, SIG_DFL, 0);
	handle(SIGTSTP, SIG_DFL, 0);
	restore_tty = -1;
	free(restore_text);
	restore_text = NULL;
	for (int i = 0; i < 2; i++) {
		if (bell[i] >= 0)
			close(bell[i]);
		bell[i] = -1;
	}
}

int signals_fd(void)
{
	return bell[0];
}

bool signals_hung(void)
{
	return hung;
}

bool signals_woken(void)
{
	bool was = woken;
	woken = 0;
	return was;
}

bool signals_resized(void)
{
	char drain[64];
	while (bell[0] >= 0 && read(bell[0], drain, sizeof drain) > 0)
		continue;
	bool was = resized;
	resized = 0;
	return was;
}
