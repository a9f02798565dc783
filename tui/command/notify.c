/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <sarai/base/clock.h>
#include <sarai/base/date.h>
#include <sarai/base/err.h>
#include <sarai/base/str.h>
#include <sarai/base/system_log.h>
#include <sarai/command/args.h>
#include <sarai/command/notify.h>
#include <sarai/command/workplace.h>
#include <sarai/config/config.h>
#include <sarai/kind/notify.h>

struct queue {
	const struct settings *set;
	int64_t now;
	int written;
};

static const char *const subjects[NOTIFY_STEPS] = {
	"Sarai: something urgent waits for you",
	"Sarai: an urgent case is overdue",
	"Sarai: nobody has acknowledged something urgent",
};

static void message_text(const struct queue *q, const struct notify_message *m, struct str *out)
{
	char shown[DATE_TEXT];
	int64_t at;
	str_addf(out, "To: %s%s%s\n", m->account, settings_given(q->set->mail_domain) ? "@" : "",
		 settings_given(q->set->mail_domain) ? q->set->mail_domain : "");
	str_addf(out, "Subject: %s\n", subjects[m->step]);
	str_add(out, "Auto-Submitted: auto-generated\nMIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\n\n");
	str_addf(out, "Case %s. Log in and look at Today.\n", m->number);
	if (*m->due && time_from_iso(m->due, &at)) {
		time_show(at, shown);
		str_addf(out, "Due: %s.\n", shown);
	}
	if (time_from_iso(m->since, &at)) {
		time_show(at, shown);
		str_addf(out, "Waiting since: %s.\n", shown);
	}
	str_add(out, "This message says no more on purpose.\n");
}

static bool write_file(const char *path, const struct str *text, struct err *e)
{
	struct str part = {0};
	str_addf(&part, "%s.part", path);
	unlink(str_text(&part));
	int fd = open(str_text(&part), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0640);
	bool good = fd >= 0 && write(fd, str_text(text), text->len) == (ssize_t)text->len && fsync(fd) == 0 &&
		    rename(str_text(&part), path) == 0;
	if (!good)
		err_set(e, ERR_IO, path, "The message cannot be written: %s.", strerror(errno));
	if (fd >= 0)
		close(fd);
	str_fini(&part);
	return good;
}

/* One file a message, complete under its name at once: "20261127T090000Z-NOTIFICATION-late-besnik.eml". */
static bool send_message(void *ctx, const struct notify_message *m, struct err *e)
{
	static const char *const steps[NOTIFY_STEPS] = {"new", "late", "escalated"};
	struct queue *q = ctx;
	struct str path = {0}, text = {0};
	char now[TIME_TEXT], detail[96];
	bool good = true;
	snprintf(detail, sizeof detail, "case=%s step=%s", m->number, steps[m->step]);
	if (q->set->syslog)
		system_log("urgent", "notify", m->account, detail);
	if (settings_given(q->set->queue)) {
		time_to_iso(q->now, now);
		message_text(q, m, &text);
		str_addf(&path, "%s/%.4s%.2s%.2sT%.2s%.2s%.2sZ-%s-%s-%s.eml", q->set->queue, now, now + 5, now + 8, now + 11,
			 now + 14, now + 17, m->id, steps[m->step], m->account);
		good = write_file(str_text(&path), &text, e);
		q->written += good;
	}
	str_fini(&path);
	str_fini(&text);
	return good;
}

int command_notify(int argc, char **argv)
{
	struct args a;
	struct workplace w;
	struct notify_tally t;
	struct err e = {0};
	int status;
	if (!args_read(&a, "notify", argc, argv, &status))
		return status;
	struct command_options o = command_options(&a);
	status = workplace_open(&w, &o);
	if (status)
		return status;
	struct queue q = {.set = &w.config->settings, .now = clock_now(&w.clock)};
	bool good = notify_run(&w.session, send_message, &q, &t, &e);
	if (!good)
		status = command_fail(&e);
	else
		printf("%d message%s%s, %d overdue.%s\n", t.messages, t.messages == 1 ? "" : "s",
		       settings_given(q.set->queue) ? "" : " (no queue is set: [messages] in sarai.ini)", t.late,
		       t.nobody ? " For some there was nobody to tell." : "");
	workplace_close(&w);
	return status;
}
