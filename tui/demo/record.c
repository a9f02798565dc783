/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One record of a story: opened, filled in and saved as its worker would.
 */
#include <sarai/base/date.h>
#include <sarai/base/err.h>
#include <sarai/demo/record.h>
#include <sarai/edit/open.h>
#include <sarai/edit/save.h>
#include <sarai/form/form.h>

unsigned demo_chance(struct demo *d, unsigned below)
{
	d->chance = d->chance * 6364136223846793005u + 1442695040888963407u;
	return (unsigned)(d->chance >> 33) % below;
}

void demo_put(struct edit *w, const char *field, const char *value)
{
	int i = form_def_field(form_definition(w->form), field);
	if (i >= 0 && *value)
		form_set(w->form, i, value);
}

void demo_put_day(struct demo *d, struct edit *w, const char *field, int days_from_then)
{
	char day[DATE_TEXT];
	date_to_iso(date_from_days(date_days(time_date(d->at)) + days_from_then), day);
	demo_put(w, field, day);
}

struct edit *demo_open(struct demo *d, const char *kind, struct err *e)
{
	return edit_open(&d->session, kind, *d->case_id ? d->case_id : NULL, NULL, NULL, e);
}

bool demo_save(struct demo *d, struct edit **w, struct err *e)
{
	bool good = edit_save(&d->session, *w, NULL, e);
	edit_close(w);
	return good;
}
