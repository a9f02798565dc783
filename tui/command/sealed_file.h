/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One direction of encryption between two files.
 */
#ifndef COMMAND_SEALED_FILE_H
#define COMMAND_SEALED_FILE_H

#include <stdbool.h>

#include <sarai/base/err.h>

/* Encrypts (box_seal) or decrypts (box_open) the file `from` into a new file `to`, of mode 0600, which exists only once
 * all of it is on the disk; never over a file that is there. Shows progress on a terminal. */
bool sealed_file(const char *from, const char *to, const char *key,
		 bool (*how)(int, int, const char *, bool (*)(void *, long long), void *, struct err *), struct err *e);

#endif
