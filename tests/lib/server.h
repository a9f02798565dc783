/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A server of one's own, in a corner of this machine that nobody else sees: its own /etc (users, groups), /var/lib,
 * /home, /usr/local/bin, processes and semaphores (namespaces), and a real sshd on a free port of 127.0.0.1. All of it
 * is gone when the test ends, however it ends. Everybody may write into /var/lib/drop. Needs root.
 */
#ifndef SARAI_TESTS_SERVER_H
#define SARAI_TESTS_SERVER_H

#include <stdbool.h>

#include "pty.h"

/* Go into the corner: what follows runs there. NULL, or why it is not possible here. The process that called waits for
 * the one inside and ends with its status. */
const char *server_enter(void);

/* Run a line of shell, as root; its output in *out (may be NULL; owned). The exit status, 128 + signal. */
int server_run(char **out, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
/* ... which must go well. */
void server_do(const char *fmt, ...) __attribute__((format(printf, 1, 2)));

/* The built program in /usr/local/bin, users and folders of a set-up: "service" or "shared". Staff: amina, besnik. What
 * an earlier set-up left is taken away. */
void server_lay_out(const char *setup);
/* sshd with the project's samples, told to take any variable that a client sends. */
void server_start_sshd(void);
void server_stop_sshd(void);

/* The password that an account has now, made by `sarai user add`. */
void server_account(const char *name, const char *role, char password[32]);

/* A client: ssh with this person's key, and more words before the address (NULL at the end; may be NULL) and behind. */
void server_ssh(struct pty *p, const char *person, const char *term, const char *const *options);
/* The same without a terminal; output and errors in *out (owned). */
int server_ssh_run(char **out, const char *person, const char *options, const char *command);
const char *server_address(const char *person); /* amina@127.0.0.1, or sarai@127.0.0.1 */
const char *server_folder(void);		/* for what a test needs; with ssh.conf, the client's configuration */

/* Kill sshd's process of the one session there is: the line is cut. Waits until the program is gone too. */
void server_cut_line(void);
/* The process of the one program that runs; 0 for none. Waits for it when told. */
int server_program(bool wait);

#endif
