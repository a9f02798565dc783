/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef SERVICE_SETTINGS_H
#define SERVICE_SETTINGS_H

#include <sarai/service/config.h>

/* Fill from the document that is already laid together. Findings go to d. */
void settings_fill(struct settings *to, const struct ini_doc *doc, struct diags *d);
void settings_fini(struct settings *s);

#endif
