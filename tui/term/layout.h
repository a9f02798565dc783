/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Within the module: keyboard layouts of other scripts.
 */
#ifndef SARAI_TERM_LAYOUT_H
#define SARAI_TERM_LAYOUT_H

#include <sarai/base/diag.h>
#include <sarai/base/inidoc.h>
#include <sarai/term/key.h>

struct layouts {
	struct layout_key {
		int letter; /* code point */
		char latin; /* what a Latin keyboard has on the same key */
	} *at;
	int n, cap;
};

void layouts_read(struct layouts *l, const struct ini_section *s, struct diags *d); /* one [layout NAME] */
int layouts_latin(const struct layouts *l, int key);				     /* 0: not on any of them; the first wins */
void layouts_fini(struct layouts *l);

#endif
