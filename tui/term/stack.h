/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Within the module: the stack of screens.
 */
#ifndef SARAI_TERM_STACK_H
#define SARAI_TERM_STACK_H

#include <sarai/term/screen.h>

struct stack {
	struct term *term;
	struct stack_options options;
	struct screen **at;
	int n, cap;
	bool ended;
	struct str said;
	enum role said_role;
	unsigned said_count; /* messages so far: tells whether an event brought one */
	bool noise, noise_told; /* the terminal has sent what is no UTF-8; that was said */
	int64_t typed_at;    /* when the first key since the last tick came; 0: none */
	bool again;          /* a tick wants another soon */
	bool moving;         /* the last key moved about or gave an answer: what tells of the place can wait */
	const struct screen *hint_of; /* the hint that is painted, and of which page; NULL: none, or a message over it */
	struct str hint;
	int64_t key_at;      /* when the last key came, or the stack was made */
	int idle_next;       /* ms until the idle function wants to be told again; 0: when convenient */
};

/* The tables that hold for a screen, in the order in which they win. Returns how many (at most 3). */
int stack_tables(const struct screen *s, const struct action_table *tables[3]);

/* Is there room for a page? Where not, a notice is shown, and no key may act on what is not seen. */
bool frame_fits(const struct stack *s);
void frame_paint(struct stack *s, struct canvas *all);

#endif
