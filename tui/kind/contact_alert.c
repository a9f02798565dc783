/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The line of the case head about safe contact, from the answers of the person's registration.
 */
#include <stdlib.h>
#include <string.h>

#include <sarai/access/session.h>
#include <sarai/base/clock.h>
#include <sarai/base/pairs.h>
#include <sarai/base/str.h>
#include <sarai/base/text.h>
#include <sarai/config/config.h>
#include <sarai/form/form.h>
#include <sarai/kind/contact_alert.h>
#include <sarai/model/contact_rules.h>
#include <sarai/store/record.h>

#define ALERT_COLS 600 /* more than all rules together: none may be lost before a call */

enum { MESSAGES, WAYS, HOURS, SAY, NOT_KNOW, OTHER, CODE_WORD, RULES };
static const char *const fields[RULES] = {
	[MESSAGES] = "message_rule",  [WAYS] = "reach_by",	 [HOURS] = "reach_hours",   [SAY] = "reach_as",
	[NOT_KNOW] = "must_not_know", [OTHER] = "contact_alert", [CODE_WORD] = "code_word",
};

char *contact_alert_of(struct session *s, const struct record *person)
{
	const struct form_def *def = config_form(s->config, "person");
	char *shown[RULES] = {0};
	struct str line = {0};
	if (!def)
		return NULL;
	struct form *f = form_new(def, clock_today(s->clock), &s->config->lists);
	form_load(f, &person->answers);
	for (int i = 0; i < RULES; i++) {
		int field = form_def_field(def, fields[i]);
		/* What a site's form restricts does not stand above every page. */
		if (field >= 0 && !def->fields[field].restricted && pairs_has(&person->answers, fields[i]))
			shown[i] = form_show(f, field);
	}
	/* A message that is fine is no rule to warn of. */
	bool fine = !strcmp(pairs_get(&person->answers, fields[MESSAGES]), "ok");
	struct contact_rules r = {fine ? NULL : shown[MESSAGES],
				  shown[WAYS],
				  shown[HOURS],
				  shown[SAY],
				  shown[NOT_KNOW],
				  shown[OTHER],
				  shown[CODE_WORD]};
	contact_rules_words(&r, &line);
	char *clean = text_clean(str_text(&line), line.len, false);
	char *alert = *clean ? text_cut(clean, ALERT_COLS) : NULL;
	free(clean);
	for (int i = 0; i < RULES; i++)
		free(shown[i]);
	form_free(&f);
	str_fini(&line);
	return alert;
}
