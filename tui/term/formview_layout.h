/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Within the module: the parts of the form on the screen.
 */
#ifndef SARAI_TERM_FORMVIEW_LAYOUT_H
#define SARAI_TERM_FORMVIEW_LAYOUT_H

#include <sarai/term/formview.h>

#define OPTIONS_SHOWN 9 /* more are not shown with their digits, and take none */
#define INDENT 2 /* columns before a label */
#define LONG_KEEPS 4 /* rows of the page that a long text leaves for its label and for what is said of it */

bool field_typed(const struct field_def *f);  /* answered by typing: text, long, number, date */
bool field_chosen(const struct field_def *f); /* answered from options */

/* A long text that is more than one line, or longer than its row: it is written below its label, over the whole width. */
bool form_view_below(const struct form_view *v);
int form_view_editor_cols(const struct form_view *v); /* of the text being written */

const struct field_def *form_view_field(const struct form_view *v);

/* The option that the letters typed mean: the first whose label begins so, else one with a word that does; -1 none. */
int form_view_match(const struct form_view *v);

#endif
