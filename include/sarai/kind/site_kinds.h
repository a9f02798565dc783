/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Kinds that a site makes with a form alone (config/form_use.h takes them).
 */
#ifndef SARAI_KIND_SITE_KINDS_H
#define SARAI_KIND_SITE_KINDS_H

#include <sarai/base/diag.h>
#include <sarai/edit/kind.h>
#include <sarai/form/form.h>

void site_kinds_drop(void); /* those of the configuration read before */
/* The kind of a form with a [kind]; what is wrong with it is added to d. */
void site_kind_take(const struct form_def *def, struct diags *d);
const struct kind *site_kind_at(int i); /* by name of the form; NULL past the last */

#endif
