/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Within the module: the parts of the form on the screen.
 */
#ifndef SARAI_TERM_FORMVIEW_LAYOUT_H
#define SARAI_TERM_FORMVIEW_LAYOUT_H

#include <sarai/term/formview.h>

#define OPTIONS_SHOWN 9 /* more are not shown with their digits, and take none */
#define LONG_ROWS 4 /* of a long text while it is being written */

bool field_typed(const struct field_def *f);  /* answered by typing: text, long, number, date */
bool field_chosen(const struct field_def *f); /* answered from options */

const struct field_def *form_view_field(const struct form_view *v);

/* The option that the letters typed mean: the first whose label begins so, else one with a word that does; -1 none. */
int form_view_match(const struct form_view *v);

#endif
