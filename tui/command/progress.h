/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Within the module: how far a long command is, on a terminal, and stopping it by Ctrl-C.
 */
#ifndef COMMAND_PROGRESS_H
#define COMMAND_PROGRESS_H

#include <stdbool.h>

struct progress {
	long long all; /* 0: not known */
	int shown;     /* percent; begins at -1 */
};
void progress_watch(void); /* from here on Ctrl-C and a request to end are seen by progress_show alone */
bool progress_show(struct progress *p, long long done); /* false: somebody wishes it to stop */
void progress_end(const struct progress *p);

#endif
