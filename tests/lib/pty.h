/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The built program in a terminal of its own: a pseudo terminal on one side, a terminal emulator on the other. Waiting
 * is for a text to appear, never for a time.
 */
#ifndef SARAI_TESTS_PTY_H
#define SARAI_TESTS_PTY_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>
#include <termios.h>

#include <vterm.h>

struct pty {
	pid_t pid;
	int fd, rows, cols;
	VTerm *vt;
	VTermScreen *screen;
	unsigned long bytes;
	char *raw; /* all of them since the start (or pty_forget), for what is not seen on a screen */
	size_t raw_cap;
	const char *const *env; /* more of the environment, NULL at the end: "NAME=value", or "NAME" to take it away */
	char folder[64];	/* where the program keeps its data; removed by pty_close */
	bool accounts;		/* set before the start: a database with accounts, none made yet */
	bool ended;
	int status;
};

/* Start argv with TERM = type and its data in p->folder (made when it is ""). */
void pty_start(struct pty *p, int rows, int cols, const char *type, char *const argv[]);
/* The built program with these arguments (may be NULL) as a job of a shell that has the terminal first: says "before",
 * starts it at Enter, and says "left STATUS" when it has ended. So the terminal's modes and screen can be compared. */
void pty_start_from_shell(struct pty *p, const char *type, const char *arguments);
pid_t pty_job(struct pty *p); /* the program started so */
/* Typed while what comes is read: the terminal's room is small. */
void pty_type(struct pty *p, const char *bytes);
void pty_taken(struct pty *p); /* waits until the program has read all that was typed */
void pty_resize(struct pty *p, int rows, int cols);
void pty_wait(struct pty *p, const char *text);      /* fails the test, showing the screen, when it never comes */
void pty_wait_value(struct pty *p, const char *label, const char *value); /* both on one line, blanks between, no more */
void pty_wait_gone(struct pty *p, const char *text);
bool pty_has(struct pty *p, const char *text);       /* as it stands */
char *pty_text(struct pty *p);                       /* owned */
void pty_wait_raw(struct pty *p, const char *bytes); /* bytes that came since the start (or pty_forget) */
bool pty_has_raw(struct pty *p, const char *bytes);
void pty_forget(struct pty *p);
void pty_cursor(struct pty *p, int *row, int *col);
void pty_cursor_on(struct pty *p, const char *text); /* fails unless the cursor comes to stand on a row with this */
void pty_press_until_on(struct pty *p, const char *key, const char *text); /* the mark ">" too; each painted before the next */
void pty_modes(struct pty *p, struct termios *t);
int pty_wait_end(struct pty *p);                     /* exit status, or 128 + signal */
void pty_kill(struct pty *p, int signal);
void pty_hang_up(struct pty *p);                     /* the line drops */
void pty_stop(struct pty *p);                        /* end it, keep the folder: for another login */
void pty_close(struct pty *p);
const char *pty_program(void);                       /* the built program */

#endif
