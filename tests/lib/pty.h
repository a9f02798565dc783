/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The built program in a terminal of its own: a pseudo terminal on one side, a terminal emulator on the other. Waiting
 * is for a text to appear, never for a time.
 */
#ifndef SARAI_TESTS_PTY_H
#define SARAI_TESTS_PTY_H

#include <stdbool.h>
#include <sys/types.h>

#include <vterm.h>

struct pty {
	pid_t pid;
	int fd, rows, cols;
	VTerm *vt;
	VTermScreen *screen;
	unsigned long bytes;
	char folder[64]; /* where the program keeps its data; removed by pty_close */
	bool ended;
	int status;
};

/* Start argv with TERM = type and its data in p->folder (made when it is ""). */
void pty_start(struct pty *p, int rows, int cols, const char *type, char *const argv[]);
void pty_type(struct pty *p, const char *bytes);
void pty_resize(struct pty *p, int rows, int cols);
void pty_wait(struct pty *p, const char *text);      /* fails the test, showing the screen, when it never comes */
void pty_wait_gone(struct pty *p, const char *text);
bool pty_has(struct pty *p, const char *text);       /* as it stands */
char *pty_text(struct pty *p);                       /* owned */
int pty_wait_end(struct pty *p);                     /* exit status, or 128 + signal */
void pty_kill(struct pty *p, int signal);
void pty_hang_up(struct pty *p);                     /* the line drops */
void pty_stop(struct pty *p);                        /* end it, keep the folder: for another login */
void pty_close(struct pty *p);
const char *pty_program(void);                       /* the built program */

#endif
