/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <signal.h>
#include <stdio.h>
#include <unistd.h>

#include "progress.h"

static volatile sig_atomic_t stopped;

static void stop(int signal)
{
	(void)signal;
	stopped = 1;
}

void progress_watch(void)
{
	stopped = 0;
	signal(SIGINT, stop);
	signal(SIGTERM, stop);
}

bool progress_show(struct progress *p, long long done)
{
	int percent = p->all > 0 ? (int)(100 * done / p->all) : 100;
	if (percent != p->shown && isatty(STDERR_FILENO))
		fprintf(stderr, "\r%3d%%", percent);
	p->shown = percent;
	return !stopped;
}

void progress_end(const struct progress *p)
{
	if (p->shown >= 0 && isatty(STDERR_FILENO))
		fputs("\r    \r", stderr);
}
