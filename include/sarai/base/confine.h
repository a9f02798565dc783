/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The process shuts itself in: what it never needs, it gives up before it reads anything from outside.
 */
#ifndef SARAI_BASE_CONFINE_H
#define SARAI_BASE_CONFINE_H

#include <stdbool.h>

/* Is the program run with more rights than the person who started it (set-group-id)? Then nothing in the environment
 * may say where files lie. Never for root, who has every right already. */
bool confine_raised(void);

/* Leave only the variables that the program reads; while raised, not those that name files either. What stays is cut of
 * slashes and control characters where it is a name (TERM, LANG). First thing in main. */
void confine_environment(void);

/* Take away what names files, too: whoever sits at the terminal is not the one who started the program (a key of sshd's
 * did, under a service account). */
void confine_distrust(void);

/* No core dumps, no looking in by others, no new rights, files private to their owner (and, while raised, the group). */
void confine_process(void);

/* From now on only these folders and files can be reached (Landlock), and nothing can be run: read, and write beneath.
 * Both lists end with NULL; what is not there is passed over. false where the kernel has no Landlock: everything else
 * holds all the same. */
bool confine_files(const char *const *read, const char *const *write);

/* The version of Landlock the kernel has; 0 for none. */
int confine_landlock_version(void);

#endif
