/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef SERVICE_ACCOUNT_NAME_H
#define SERVICE_ACCOUNT_NAME_H

#include <stdbool.h>

/* A name as typed, into the one it is kept under: small letters, digits . - _, a letter first, 2 to 32. false when it
 * is not one. */
bool account_name_take(const char *typed, char out[64]);

#endif
