/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <errno.h>
#include <stdint.h>
#include <sys/ipc.h>
#include <sys/sem.h>
#include <time.h>
#include <unistd.h>

#include <sarai/base/clock.h>

#include "queue.h"

/* One set for each owner of databases, with a place for each file by its number, so that nothing has to be removed
 * when a file goes. Two files in one place only wait for each other. */
#define PLACES 1024

static uint32_t hash(uint32_t h, uint64_t n)
{
	for (int i = 0; i < 8; i++, n >>= 8)
		h = (h ^ (n & 0xff)) * 16777619u;
	return h;
}

/* Keys can be guessed: a set that a stranger made could hold everybody up. Where a group shares the file, whoever worked
 * with the rights of that group may have made it: the program, for one of them. */
static bool trusted(const struct queue *q, int set)
{
	struct semid_ds ds;
	if (semctl(set, 0, IPC_STAT, &ds) != 0 || (ds.sem_perm.mode & 0006))
		return false;
	return ds.sem_perm.cuid == q->uid || ds.sem_perm.cuid == 0 || ((q->mode & 0060) && ds.sem_perm.cgid == q->gid);
}

/* The set. A new one is all zeroes, which means free: there is no moment at which it exists and is not ready. */
static int open_set(const struct queue *q)
{
	uint32_t h = hash(hash(hash(hash(2166136261u, 0x53415241), q->uid), q->gid), q->mode);
	key_t key = (key_t)(h & 0x7fffffff) | 1;
	int set = semget(key, PLACES, IPC_CREAT | IPC_EXCL | (int)q->mode);
	if (set >= 0) {
		/* Made by another than the file's owner (an administrator): the owner must be able to use it. */
		struct semid_ds ds;
		if ((geteuid() != q->uid || getegid() != q->gid) && semctl(set, 0, IPC_STAT, &ds) == 0) {
			ds.sem_perm.uid = q->uid;
			ds.sem_perm.gid = q->gid;
			semctl(set, 0, IPC_SET, &ds);
		}
		return set;
	}
	if (errno == EEXIST)
		set = semget(key, PLACES, (int)q->mode);
	return set >= 0 && trusted(q, set) ? set : -1;
}

void queue_find(struct queue *q, const struct stat *file)
{
	q->uid = file->st_uid;
	q->gid = file->st_gid;
	/* Whoever may write the file may queue for it. */
	q->mode = 0600 | (file->st_mode & 0060);
	q->dev = file->st_dev;
	q->ino = file->st_ino;
	q->place = (unsigned short)(hash(hash(2166136261u, q->dev), q->ino) % PLACES);
	q->held = false;
	q->set = open_set(q);
}

enum queue_result queue_enter(struct queue *q, int ms)
{
	struct clock clock = clock_system();
	int64_t end = clock_millis(&clock) + ms;
	/* Wait until it is free and take it, in one step; a killed process gives it back. */
	struct sembuf take[2] = {{q->place, 0, 0}, {q->place, 1, SEM_UNDO}};
	for (int lost = 0; q->set >= 0 && lost < 3;) {
		int64_t left = end - clock_millis(&clock);
		if (left < 0)
			left = 0;
		struct timespec t = {left / 1000, left % 1000 * 1000000};
		if (semtimedop(q->set, take, 2, &t) == 0) {
			q->held = true;
			return QUEUE_IN;
		}
		if (errno == EAGAIN)
			return QUEUE_LATE;
		if (errno == EINTR)
			continue; /* a window was resized */
		if (errno != EIDRM && errno != EINVAL)
			break;
		lost++; /* somebody removed the set */
		q->set = open_set(q);
	}
	return QUEUE_NONE;
}

void queue_leave(struct queue *q)
{
	if (!q->held)
		return;
	struct sembuf give = {q->place, -1, SEM_UNDO | IPC_NOWAIT};
	while (semop(q->set, &give, 1) != 0 && errno == EINTR)
		;
	q->held = false;
}
