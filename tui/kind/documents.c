/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Documents, stages of the journey, people around: what stands in the list for each. No names of people, no numbers of
 * papers: lists are seen over shoulders.
 */
#include <stdlib.h>
#include <string.h>

#include <sarai/access/session.h>
#include <sarai/base/clock.h>
#include <sarai/base/err.h>
#include <sarai/base/pairs.h>
#include <sarai/base/str.h>
#include <sarai/edit/open.h>
#include <sarai/edit/save.h>
#include <sarai/kind/documents.h>
#include <sarai/store/casefile.h>
#include <sarai/store/record.h>

static void add(const struct edit *w, const struct record *r, struct str *to, const char *before, const char *field,
		const char *after)
{
	char *shown = edit_shown(w, r, field);
	if (*shown)
		str_addf(to, "%s%s%s", to->len ? before : "", shown, after);
	free(shown);
}

bool before_document(struct session *s, struct edit *w, struct record *next, struct case_row *c, struct err *e)
{
	struct str t = {0};
	(void)s, (void)c, (void)e;
	add(w, next, &t, "", "doc_type", "");
	add(w, next, &t, ", ", "doc_country", "");
	add(w, next, &t, ": ", "held_by", "");
	record_set_title(next, &t);
	str_fini(&t);
	return true;
}

/* "Nigeria, Kano", or what there is of it; country NULL: it has been said already. */
static void add_place(const struct edit *w, const struct record *r, struct str *to, const char *country,
		      const char *place)
{
	struct str one = {0};
	if (country)
		add(w, r, &one, "", country, "");
	add(w, r, &one, ", ", place, "");
	str_add(to, one.len ? str_text(&one) : "?");
	str_fini(&one);
}

bool before_journey(struct session *s, struct edit *w, struct record *next, struct case_row *c, struct err *e)
{
	struct str t = {0};
	(void)s, (void)c, (void)e;
	if (!pairs_has(&next->answers, "left_on") && pairs_has(&next->answers, "arrived_on"))
		date_as_happened(pairs_get(&next->answers, "arrived_on"), clock_now(s->clock), next->happened);
	add(w, next, &t, "", pairs_has(&next->answers, "left_on") ? "left_on" : "arrived_on", ": ");
	add_place(w, next, &t, "from_country", "from_place");
	str_add(&t, " > ");
	bool abroad = strcmp(pairs_get(&next->answers, "from_country"), pairs_get(&next->answers, "to_country")) != 0;
	add_place(w, next, &t, abroad || !pairs_has(&next->answers, "to_place") ? "to_country" : NULL, "to_place");
	record_set_title(next, &t);
	str_fini(&t);
	return true;
}

bool before_contact(struct session *s, struct edit *w, struct record *next, struct case_row *c, struct err *e)
{
	struct str t = {0};
	const char *safe = pairs_get(&next->answers, "safe");
	(void)s, (void)c, (void)e;
	if (!strcmp(safe, "no"))
		str_add(&t, "DO NOT CONTACT: ");
	char *relation = edit_shown(w, next, "relation");
	str_add(&t, *relation ? relation : "Contact");
	free(relation);
	if (!strcmp(pairs_get(&next->answers, "emergency"), "yes") && strcmp(safe, "no"))
		str_add(&t, ", in an emergency");
	if (!strcmp(safe, "ask"))
		str_add(&t, ", ask the person first");
	record_set_title(next, &t);
	str_fini(&t);
	return true;
}
