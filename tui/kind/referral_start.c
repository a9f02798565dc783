/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Beginning a referral: of an action of the plan, as one before, to an entry of the directory; and its steps.
 */
#include <stdlib.h>
#include <string.h>

#include <sarai/access/check.h>
#include <sarai/access/session.h>
#include <sarai/base/clock.h>
#include <sarai/base/date.h>
#include <sarai/base/err.h>
#include <sarai/base/mem.h>
#include <sarai/base/pairs.h>
#include <sarai/base/str.h>
#include <sarai/edit/open.h>
#include <sarai/form/form.h>
#include <sarai/kind/directory.h>
#include <sarai/kind/referral_beside.h>
#include <sarai/kind/referral_start.h>
#include <sarai/model/permit.h>
#include <sarai/store/account.h>
#include <sarai/store/record.h>

/* ---- beginning one ---- */

static void put(struct edit *w, const char *field, const char *value)
{
	int i = form_def_field(form_definition(w->form), field);
	if (i >= 0 && *value)
		form_set(w->form, i, value);
}

static void put_if_open(struct edit *w, const char *field, const char *value)
{
	if (!*form_value_of(w->form, field))
		put(w, field, value);
}

/* As the receiver will see who writes: the name of the account, where there is one. */
static void put_sender(struct session *s, struct edit *w)
{
	struct account a;
	bool named = store_account_get(s->store, s->actor, &a, NULL) && *a.full_name;
	put(w, "referred_by", named ? a.full_name : s->actor);
}

static void from_person(struct session *s, struct edit *w)
{
	struct record person = {0};
	struct date birth;
	int least, most;
	if (date_from_iso(w->case_row.birth, &birth)) {
		date_age(birth, clock_today(s->clock), &least, &most);
		put(w, "child", least < 18 ? "yes" : "no");
	}
	if (access_check_case(s, PERMIT_NAMES, w->case_row.id, NULL) &&
	    store_record_get(s->store, w->case_row.person_id, &person, NULL))
		put(w, "caregiver", pairs_get(&person.answers, "caregiver"));
	record_fini(&person);
	put_sender(s, w);
}

static void from_action(struct edit *w, const struct record *action)
{
	const struct pairs *a = &action->answers;
	put(w, "service", pairs_get(a, "service"));
	put(w, "risks", pairs_get(a, "factors"));
	if (pairs_has(a, BESIDE_ENTRY)) {
		put(w, "receiver", pairs_get(a, "responsible_name"));
		form_set_other(w->form, BESIDE_ENTRY, pairs_get(a, BESIDE_ENTRY));
	} else if (!strcmp(pairs_get(a, "responsible"), "provider")) {
		put(w, "receiver", pairs_get(a, "responsible_name"));
	}
}

/* As the one before, but to somebody else: who that is and how it goes there is asked anew, and so is the talk about it
 * with the person. */
static void from_referral(struct edit *w, const struct record *r)
{
	static const char *const anew[] = {"receiver", "receiver_kind", "receiver_contact", "explained", "via", "note"};
	for (int i = 0; i < r->answers.n; i++)
		put(w, r->answers.at[i].name, r->answers.at[i].value);
	for (size_t i = 0; i < sizeof anew / sizeof *anew; i++)
		form_set(w->form, form_def_field(form_definition(w->form), anew[i]), "");
	form_set_other(w->form, BESIDE_AGAIN_OF, r->id);
	memcpy(w->record.parent_id, r->parent_id, sizeof w->record.parent_id);
}

bool referral_prefill(struct session *s, struct edit *w, struct err *e)
{
	struct record parent = {0};
	if (*w->record.parent_id) {
		if (!store_record_get(s->store, w->record.parent_id, &parent, e))
			return false;
		if (strcmp(parent.case_id, w->case_row.id)) {
			record_fini(&parent);
			return err_set(e, ERR_MISSING, "referral", "This does not belong to the case.");
		}
	}
	if (!strcmp(parent.kind, "referral"))
		from_referral(w, &parent);
	else if (*parent.id)
		from_action(w, &parent);
	from_person(s, w);
	put_if_open(w, "receiver_kind", "provider");
	record_fini(&parent);
	return true;
}

/* ---- doors ---- */

static struct edit *open_under(struct session *s, const char *kind, const char *parent_id, struct err *e)
{
	struct record parent = {0};
	if (!session_may(s, PERMIT_VIEW, e) || !store_record_get(s->store, parent_id, &parent, e))
		return NULL;
	struct edit *w = edit_open(s, kind, parent.case_id, NULL, parent_id, e);
	record_fini(&parent);
	return w;
}

struct edit *referral_open_new(struct session *s, const char *case_id, const char *action_id, struct err *e)
{
	return edit_open(s, "referral", case_id, NULL, action_id, e);
}

struct edit *referral_open_again(struct session *s, const char *referral_id, struct err *e)
{
	return open_under(s, "referral", referral_id, e);
}

struct edit *referral_open_gap(struct session *s, const char *referral_id, struct err *e)
{
	return open_under(s, "gap", referral_id, e);
}

struct edit *referral_open_step(struct session *s, const char *referral_id, const char *what, struct err *e)
{
	struct edit *w = open_under(s, "referral-step", referral_id, e);
	if (w) {
		put(w, "step", what);
		w->saved_revision = w->draft_revision = form_revision(w->form);
	}
	return w;
}

static void contact_of(const struct pairs *entry, struct str *out)
{
	static const char *const parts[] = {"focal_name", "focal_role", "focal_phone", "focal_email"};
	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
		const char *part = pairs_get(entry, parts[i]);
		if (*part)
			str_addf(out, "%s%s", out->len ? ", " : "", part);
	}
}

/* Towards whom consent is asked: an authority is more than a service provider. */
static const char *receiver_kind(const struct pairs *entry)
{
	static const struct {
		const char *type, *kind;
	} kinds[] = {
		{"LawEnforcement", "authorities-police"},
		{"ImmigrationService", "authorities-border"},
		{"CentralGovernmentOrganisation", "authorities"},
		{"LocalGovernmentOrganisation", "authorities"},
	};
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
		if (!strcmp(kinds[i].type, pairs_get(entry, "org_type")))
			return kinds[i].kind;
	}
	return "provider";
}

bool referral_take_entry(struct session *s, struct edit *w, const char *entry_id, struct err *e)
{
	struct directory_entry d;
	struct str contact = {0};
	if (!directory_get(s, entry_id, &d, e))
		return false;
	const struct pairs *a = &d.record.answers;
	contact_of(a, &contact);
	if (!strcmp(w->kind->name, "action")) {
		put(w, "responsible", "provider");
		put(w, "responsible_name", pairs_get(a, "organisation"));
	} else {
		put(w, "receiver", pairs_get(a, "organisation"));
		put(w, "receiver_kind", receiver_kind(a));
		form_set(w->form, form_def_field(form_definition(w->form), "receiver_contact"), str_text(&contact));
	}
	form_set_other(w->form, BESIDE_ENTRY, entry_id);
	str_fini(&contact);
	directory_entry_fini(&d);
	return true;
}
