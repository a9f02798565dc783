/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef SARAI_CONFIG_LOAD_H
#define SARAI_CONFIG_LOAD_H

#include <sarai/base/diag.h>
#include <sarai/config/config.h>

/* folder NULL: $SARAI_CONFIG, else /etc/sarai when it exists. Findings in d; NULL when there is one. Owned. */
struct config *config_load(const char *folder, struct diags *d);

/* What folder (NULL: built-in files only) would come to with another factors.ini. */
struct config *config_load_with(const char *folder, const char *factors, struct diags *d);

struct config *config_load_builtin(struct diags *d); /* whatever a site has */

#endif
