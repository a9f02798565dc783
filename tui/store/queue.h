/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The queue of writers in front of BEGIN IMMEDIATE. SQLite's own waiting is by chance and starves; a System V
 * semaphore serves in order, and the kernel gives back the place of a process that was killed. It is only a queue:
 * what keeps the data whole is SQLite's lock, so where there are no semaphores the program works without it.
 */
#ifndef STORE_QUEUE_H
#define STORE_QUEUE_H

#include <stdbool.h>
#include <sys/stat.h>
#include <sys/types.h>

struct queue {
	int set; /* semaphore set, -1: none to be had */
	unsigned short place;
	bool held;
	uid_t uid;
	gid_t gid;
	mode_t mode;
	dev_t dev;
	ino_t ino;
};

enum queue_result { QUEUE_IN, QUEUE_NONE, QUEUE_LATE };

void queue_find(struct queue *q, const struct stat *file);
enum queue_result queue_enter(struct queue *q, int ms); /* LATE: not our turn within ms */
void queue_leave(struct queue *q);			/* nothing where it is not held */

#endif
