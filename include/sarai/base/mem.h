/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Memory. These never return NULL: when the system refuses, a reserve kept for that purpose is given up once (so that
 * a draft can still be written); after that the handler set by mem_on_exhausted is called and the program ends.
 */
#ifndef SARAI_BASE_MEM_H
#define SARAI_BASE_MEM_H

#include <stddef.h>

void *mem_alloc(size_t size);               /* zeroed; owned */
void *mem_resize(void *p, size_t size);     /* owned; new bytes are not zeroed */
void *mem_grow(void *p, int *cap, int need, size_t each); /* array of *cap elements becomes one of at least need */
char *mem_strdup(const char *s);              /* owned copy; NULL stays NULL */
char *mem_strndup(const char *s, size_t n);  /* owned copy of n bytes, terminated */
void mem_wipe(void *p, size_t size);        /* overwrite in a way that is not optimised away */
void mem_on_exhausted(void (*handler)(void));

#endif
