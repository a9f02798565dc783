/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a referral tells its receiver about the person: what was chosen on the form, and nothing more. Restricted
 * answers are never among it.
 */
#include <stdlib.h>
#include <string.h>

#include <sarai/access/audit.h>
#include <sarai/access/check.h>
#include <sarai/access/session.h>
#include <sarai/base/clock.h>
#include <sarai/base/codes.h>
#include <sarai/base/err.h>
#include <sarai/base/mem.h>
#include <sarai/base/pairs.h>
#include <sarai/base/str.h>
#include <sarai/config/config.h>
#include <sarai/form/form.h>
#include <sarai/model/directory.h>
#include <sarai/model/permit.h>
#include <sarai/store/history.h>
#include <sarai/store/record.h>
#include <sarai/view/referral_disclosure.h>
#include <sarai/view/referrals.h>

/* What is chosen, and the answers of the registration that it stands for. */
static const struct {
	const char *code, *fields;
} told[] = {
	{"birth", "birth_date"},
	{"sex", "sex"},
	{"nationality", "nationality"},
	{"language", "language languages interpreter interpreter_language interpreter_sex interpreter_not"},
	{"contact", "phone reach_by reach_hours message_rule reach_as must_not_know contact_alert"},
	{"location", "location"},
	{"household", "lives_with dependants"},
};

static void add_field(struct form *f, const char *name, struct pairs *out)
{
	const struct form_def *def = form_definition(f);
	int i = form_def_field(def, name);
	if (i < 0 || def->fields[i].restricted || !form_visible(f, i) || !*form_value(f, i))
		return;
	char *shown = form_show(f, i);
	pairs_set(out, def->fields[i].label, shown);
	free(shown);
}

static void add_fields(struct form *f, const char *fields, struct pairs *out)
{
	while (*fields) {
		size_t n = strcspn(fields, " ");
		char *name = mem_strndup(fields, n);
		add_field(f, name, out);
		free(name);
		fields += n + strspn(fields + n, " ");
	}
}

static void add_name(const struct referral_view *v, struct form *f, struct pairs *out)
{
	if (strcmp(pairs_get(&v->record.answers, "identify"), "name")) {
		pairs_set(out, "Person", v->case_row.number);
		return;
	}
	if (v->names) {
		add_field(f, "name", out);
		add_field(f, "name_script", out);
	} else {
		pairs_set(out, "Name", "(not shown to your account)");
	}
	pairs_set(out, "Our number", v->case_row.number);
}

bool referral_told(struct session *s, const struct referral_view *v, struct pairs *out, struct err *e)
{
	const char *shares = pairs_get(&v->record.answers, "shares");
	struct record person = {0};
	*out = (struct pairs){0};
	if (!access_check_case(s, PERMIT_VIEW, v->case_row.id, e) || !store_record_get(s->store, v->case_row.person_id, &person, e))
		return false;
	const struct form_def *def = config_form(s->config, person.kind);
	struct form *f = def ? form_new(def, clock_today(s->clock), &s->config->lists) : NULL;
	if (f) {
		form_hide_restricted(f, true);
		form_load(f, &person.answers);
		add_name(v, f, out);
		for (size_t i = 0; i < sizeof told / sizeof *told; i++) {
			if (codes_have(shares, told[i].code))
				add_fields(f, told[i].fields, out);
		}
	}
	form_free(&f);
	record_fini(&person);
	return true;
}

bool referral_note_print(struct session *s, const struct referral_view *v, struct err *e)
{
	struct history_entry h = {0};
	if (!access_check_case(s, PERMIT_PLAN, v->case_row.id, e))
		return false;
	id_new(&s->ids, h.id);
	session_now(s, h.at);
	snprintf(h.who, sizeof h.who, "%s", s->actor);
	memcpy(h.case_id, v->case_row.id, sizeof h.case_id);
	memcpy(h.record_id, v->record.id, sizeof h.record_id);
	snprintf(h.kind, sizeof h.kind, "referral");
	snprintf(h.action, sizeof h.action, "printed");
	h.summary = mem_strdup("Referral: the form was printed");
	bool good = history_log(s, &h, e);
	history_entry_fini(&h);
	return good;
}
