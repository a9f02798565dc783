/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Places and possible responses in words.
 */
#include <string.h>

#include <sarai/access/session.h>
#include <sarai/base/err.h>
#include <sarai/base/mem.h>
#include <sarai/base/str.h>
#include <sarai/config/config.h>
#include <sarai/model/inherit.h>
#include <sarai/model/response.h>
#include <sarai/model/signal.h>
#include <sarai/store/account.h>
#include <sarai/store/record.h>
#include <sarai/store/shared.h>
#include <sarai/view/trend_words.h>

/* Fictitious cases count among themselves alone. */
bool signals_fictitious(struct session *s, bool *with, struct err *e)
{
	char demo[8];
	if (!store_fact_get(s->store, "demo", demo, sizeof demo, e))
		return false;
	*with = !strcmp(demo, "yes");
	return true;
}

char *place_words(const struct config *c, const struct shared_list *profiles, const char *place)
{
	for (int i = 0; i < profiles->n; i++) {
		const struct record *r = &profiles->at[i].newest;
		if (!strcmp(r->parent_id, place))
			return mem_strdup(r->title && *r->title ? r->title : "(no name)");
	}
	if (!strncmp(place, SIGNAL_COUNTRY, strlen(SIGNAL_COUNTRY)))
		return mem_strdup(config_label(c, "country", place + strlen(SIGNAL_COUNTRY)));
	return mem_strdup("(not there any more)");
}

void responses_line(const struct config *c, int factor, enum inherit_from level, struct str *out)
{
	const struct response_rules *r = c->response;
	bool any = false;
	for (int i = response_next(r, factor, -1); i >= 0 && level < INHERIT_COUNT; i = response_next(r, factor, i)) {
		if (!*r->at[i].words[level])
			continue;
		str_addf(out, "%s%s", any ? "; " : "", r->at[i].words[level]);
		any = true;
	}
}

char *responses_text(const struct config *c, int factor)
{
	static const char *const levels[INHERIT_COUNT] = {"With households", "With the community",
							  "With authorities, in law"};
	const struct response_rules *r = c->response;
	struct str t = {0};
	for (int i = response_next(r, factor, -1); i >= 0; i = response_next(r, factor, i)) {
		str_addf(&t, "%s%s\n", t.len ? "\n" : "", r->at[i].label);
		for (int k = 0; k < INHERIT_COUNT; k++) {
			if (*r->at[i].words[k])
				str_addf(&t, "  %s: %s.\n", levels[k], r->at[i].words[k]);
		}
	}
	return t.len ? str_take(&t) : mem_strdup("");
}
