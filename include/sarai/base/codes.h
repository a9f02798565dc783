/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Lists of codes with a blank between, as answers to several choices, urgent flags and fields of a kind are kept.
 */
#ifndef SARAI_BASE_CODES_H
#define SARAI_BASE_CODES_H

#include <stdbool.h>
#include <stddef.h>

/* Is the code one of them? codes may be NULL: none. "" is no code. */
bool codes_have(const char *codes, const char *code);

/* Go through them: *at moves on, *code is the next one, n bytes long and not terminated. false past the last. */
bool codes_next(const char **at, const char **code, size_t *n);

#endif
