/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include <sarai/access/session.h>
#include <sarai/base/clock.h>
#include <sarai/base/date.h>
#include <sarai/base/pairs.h>
#include <sarai/base/str.h>
#include <sarai/base/units.h>
#include <sarai/edit/open.h>
#include <sarai/form/form.h>
#include <sarai/kind/urgent.h>
#include <sarai/kind/urgent_alarm.h>
#include <sarai/model/catalogue.h>
#include <sarai/model/due.h>

/* In minutes up to two hours: an hour is not to be read past. */
static void put_words(int n, int64_t seconds, struct str *out)
{
	if (n < 1)
		return;
	str_addf(out, "%d urgent flag%s: act ", n, n == 1 ? "" : "s");
	if (seconds < 60)
		str_add(out, "at once");
	else if (seconds < 2 * HOUR)
		str_addf(out, "within %d minutes", (int)(seconds / 60));
	else
		str_addf(out, "within %d hours", (int)(seconds / HOUR));
}

/* Would saving this answer start a clock? Not that of a flag that is open already, nor an answer that was carried over. */
static bool raises(const struct edit *w, const char *flag)
{
	int field = form_def_field(form_definition(w->form), flag);
	return field >= 0 && form_answerable(w->form, field) && !strcmp(form_value(w->form, field), "yes") &&
	       !urgent_has(w->case_row.flags ? w->case_row.flags : "", flag) &&
	       (strcmp(pairs_get(&w->base, flag), "yes") != 0 || form_touched(w->form, field));
}

void urgent_alarm(const struct save *save, struct str *out)
{
	const struct catalogue *c = save->session->config->catalogue;
	int n = 0, hours, least = 0;
	for (int i = 0; i < c->n_flags; i++) {
		if (!raises(save->edit, c->flags[i].name))
			continue;
		hours = c->flags[i].due_hours >= 0 ? c->flags[i].due_hours : save->session->config->due->urgent_default_h;
		least = n++ && least < hours ? least : hours;
	}
	put_words(n, (int64_t)least * HOUR, out);
}

void urgent_alarm_saved(const struct session *s, const struct case_row *c, struct str *out)
{
	int64_t due;
	int n = 0;
	for (const char *p = c->flags ? c->flags : ""; *p; p += strspn(p, " ")) {
		p += strcspn(p, " ");
		n++;
	}
	if (time_from_iso(c->urgent_due, &due))
		put_words(n, due - clock_now(s->clock), out);
}
