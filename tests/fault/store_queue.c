/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The queue of writers where several users of the system share a file through a group: they use one queue; one that a
 * stranger has made is left alone. As root, with users that need no names.
 */
#include "unit/store_rig.h"

#include <sched.h>
#include <signal.h>
#include <sys/ipc.h>
#include <sys/sem.h>
#include <sys/wait.h>

#include "../../tui/store/queue.h"

#define AMINA 64001
#define BESNIK 64002
#define STRANGER 64009

static gid_t group; /* of the file; another in each test, and so another queue */

/* A file of root's that the group may write, by another number each time. */
static struct stat file_of(ino_t number)
{
	return (struct stat){.st_uid = 0, .st_gid = group, .st_mode = S_IFREG | 0660, .st_dev = 7, .st_ino = number};
}

/* In a process of that user, with the rights of a group. */
static pid_t as(uid_t uid, gid_t gid, int (*what)(int to), int *from)
{
	int ends[2];
	assert_int_equal(pipe(ends), 0);
	pid_t pid = fork();
	if (pid == 0) {
		if (setresgid(gid, gid, gid) != 0 || setresuid(uid, uid, uid) != 0)
			_exit(99);
		_exit(what(ends[1]));
	}
	close(ends[1]);
	*from = ends[0];
	return pid;
}

static int status_of(pid_t pid)
{
	int raw;
	waitpid(pid, &raw, 0);
	return WIFEXITED(raw) ? WEXITSTATUS(raw) : 128 + WTERMSIG(raw);
}

static int hold(int to)
{
	struct queue q;
	struct stat st = file_of(1);
	queue_find(&q, &st);
	if (q.set < 0 || queue_enter(&q, 1000) != QUEUE_IN || write(to, "x", 1) != 1)
		return 1;
	for (;;)
		pause();
}

/* 0: got in at once; 2: somebody else is in; 3: there is no queue. */
static int try_in(int to)
{
	struct queue q;
	struct stat st = file_of(1);
	(void)to;
	queue_find(&q, &st);
	if (q.set < 0)
		return 3;
	return queue_enter(&q, 20) == QUEUE_IN ? 0 : 2;
}

static void one_queue_for_all_of_the_group(void **state)
{
	int from, none;
	char x;
	(void)state;
	group = 64123;
	pid_t amina = as(AMINA, group, hold, &from);
	assert_int_equal(read(from, &x, 1), 1);
	assert_int_equal(status_of(as(BESNIK, group, try_in, &none)), 2);
	close(none);
	kill(amina, SIGKILL);
	assert_int_equal(status_of(amina), 128 + SIGKILL);
	/* Her place is given back, whoever made it; root waits in the same. */
	assert_int_equal(status_of(as(BESNIK, group, try_in, &none)), 0);
	close(none);
	assert_int_equal(status_of(as(0, 0, try_in, &none)), 0);
	close(none);
	close(from);
}

static int take_the_key(int to)
{
	struct queue q;
	struct stat st = file_of(1);
	queue_find(&q, &st); /* with its own group, it is not one to trust itself; but the key is taken */
	int set = q.set;
	if (set >= 0 &&
	    semctl(set, 0, IPC_SET, &(struct semid_ds){.sem_perm = {.uid = STRANGER, .gid = group, .mode = 0660}}) != 0)
		return 1;
	return write(to, "x", 1) != 1;
}

static void a_stranger_s_queue_is_left_alone(void **state)
{
	int from;
	char x;
	(void)state;
	group = 64124;
	assert_int_equal(status_of(as(STRANGER, STRANGER, take_the_key, &from)), 0);
	assert_int_equal(read(from, &x, 1), 1);
	close(from);
	/* Nobody waits for it, and nobody is held up: SQLite's own lock is enough. */
	assert_int_equal(status_of(as(AMINA, group, try_in, &from)), 3);
	close(from);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(one_queue_for_all_of_the_group),
		cmocka_unit_test(a_stranger_s_queue_is_left_alone),
	};
	if (getuid() != 0 || unshare(CLONE_NEWIPC) != 0) {
		printf("1..1\nok 1 - queue of a group # skip it needs root, for several users and semaphores of its "
		       "own\n");
		return 0;
	}
	return cmocka_run_group_tests_name("store: queue of a group", tests, NULL, NULL);
}
