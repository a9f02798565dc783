/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Within the module: the box that dialogs stand in.
 */
#ifndef SARAI_TERM_DIALOG_H
#define SARAI_TERM_DIALOG_H

#include <sarai/term/widget.h>

/* A box of so many inner rows in the middle of the body, titled; the canvas is its inside. */
struct canvas dialog_box(struct canvas *body, const char *title, int rows, int cols);
int dialog_cols(const struct canvas *body); /* inner columns of the usual width */
/* Wrapped text from a row on; returns rows taken (with c NULL only counts). */
int dialog_wrap(struct canvas *c, int row, int cols, enum role role, const char *text);

#endif
