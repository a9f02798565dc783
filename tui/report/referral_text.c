/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <sarai/access/session.h>
#include <sarai/base/clock.h>
#include <sarai/base/date.h>
#include <sarai/base/err.h>
#include <sarai/base/mem.h>
#include <sarai/base/pairs.h>
#include <sarai/base/str.h>
#include <sarai/config/config.h>
#include <sarai/form/form.h>
#include <sarai/model/referral.h>
#include <sarai/report/export_file.h>
#include <sarai/report/paper.h>
#include <sarai/report/referral_text.h>
#include <sarai/store/store.h>
#include <sarai/view/referral_disclosure.h>
#include <sarai/view/referrals.h>

#define LIMITS "Not: "

struct making {
	struct session *s;
	const struct referral_view *v;
	const struct form_def *def;
	struct form *form;
	struct paper *to;
};

/* An answer of the referral under its own label, or another one. */
static void add(struct making *m, const char *field, const char *label)
{
	int i = form_def_field(m->def, field);
	if (i < 0 || m->def->fields[i].restricted || !form_visible(m->form, i) || !*form_value(m->form, i))
		return;
	char *shown = form_show(m->form, i);
	paper_add(m->to, PAPER_LINE, label ? label : m->def->fields[i].label, shown);
	free(shown);
}

static const struct referral_step *sending(const struct referral_view *v)
{
	for (int i = 0; i < v->n_steps; i++) {
		if (!strcmp(v->steps[i].what, referral_state_name(REFERRAL_SENT)))
			return &v->steps[i];
	}
	return NULL;
}

static void add_head(struct making *m)
{
	const struct referral_view *v = m->v;
	const struct referral_step *sent = sending(v);
	struct str loud = {0};
	char when[DATE_TEXT];
	int hours = m->s->config->due->referral.hours[v->priority];
	int64_t at;
	paper_add(m->to, PAPER_TITLE, "Referral form. Confidential", "");
	str_addf(&loud, "%s: an answer within %d %s, please", referral_priority_words(v->priority),
		 hours < 96 ? hours : hours / 24, hours < 96 ? "hours" : "days");
	paper_add(m->to, PAPER_LOUD, str_text(&loud), "");
	str_fini(&loud);
	if (!sent)
		paper_add(m->to, PAPER_LOUD, "DRAFT: not sent", "");
	add(m, "receiver", "Referred to");
	add(m, "receiver_contact", "Focal point");
	add(m, "referred_by", "Referred by");
	paper_add(m->to, PAPER_LINE, "Office", m->s->config->settings.office);
	if (sent && time_from_iso(sent->at, &at)) {
		date_show(time_date(at), when);
		paper_add(m->to, PAPER_LINE, "Date of referral", when);
	}
	add(m, "via", NULL);
}

/* What is said in its own script stands behind what is said in Latin letters. */
static void add_told(struct making *m, const struct pairs *told)
{
	const struct form_def *person = config_form(m->s->config, "person");
	int script = person ? form_def_field(person, "name_script") : -1;
	for (int i = 0; i < told->n; i++) {
		bool own = script >= 0 && !strcmp(told->at[i].name, person->fields[script].label);
		paper_add(m->to, own ? PAPER_SCRIPT : PAPER_LINE, told->at[i].name, told->at[i].value);
	}
}

static void add_child(struct making *m)
{
	if (strcmp(pairs_get(&m->v->record.answers, "child"), "yes"))
		return;
	paper_add(m->to, PAPER_HEADING, "For a child", "");
	if (m->v->names) {
		add(m, "caregiver", NULL);
		add(m, "caregiver_contact", NULL);
	}
	add(m, "unaccompanied", NULL);
	add(m, "caregiver_informed", NULL);
	add(m, "caregiver_why_not", NULL);
}

static void add_consent(struct making *m)
{
	const struct referral_step *sent = sending(m->v);
	paper_add(m->to, PAPER_HEADING, "Consent", "");
	if (sent && *sent->override)
		paper_add(m->to, PAPER_TEXT, "",
			  "Told without consent, to protect a life: only what is needed for that.");
	else if (sent)
		paper_add(
			m->to, PAPER_TEXT, "",
			"The person (or who may consent for them) agrees that what stands on this form is told to the "
			"organisation named above, for the service named, and nothing more. Do not pass it on without "
			"asking again.");
	else
		paper_add(m->to, PAPER_TEXT, "",
			  "I agree that what stands on this form is told to the organisation named above, for the "
			  "service "
			  "named, and nothing more. I may change my mind at any time.");
	const char *limits = m->v->consent.limits; /* "Not: ..." */
	if (!strncmp(limits, LIMITS, strlen(LIMITS)))
		limits += strlen(LIMITS);
	paper_add(m->to, PAPER_LINE, "Must not be told to", limits);
	if (!sent)
		paper_add(m->to, PAPER_BLANK, "Signature or mark, date", "");
}

static void add_answer(struct making *m)
{
	static const char *const lines[] = {"Received by, date", "Accepted / waiting list / declined",
					    "If declined: why", "Appointment, contact"};
	paper_add(m->to, PAPER_HEADING, "Answer of the receiver", "");
	for (size_t i = 0; i < sizeof lines / sizeof *lines; i++)
		paper_add(m->to, PAPER_BLANK, lines[i], "");
}

static void add_footer(struct making *m)
{
	struct str footer = {0}, name = {0};
	char now[DATE_TEXT];
	time_show(clock_now(m->s->clock), now);
	str_addf(&name, "Referral %s", m->v->case_row.number);
	str_addf(&footer, "%s. Confidential. Printed %s by %s.", str_text(&name), now, m->s->actor);
	paper_name(m->to, str_text(&name), str_text(&footer));
	str_fini(&footer);
	str_fini(&name);
}

bool referral_paper(struct session *s, const struct referral_view *v, struct paper *out, struct err *e)
{
	struct making m = {.s = s, .v = v, .def = config_form(s->config, "referral"), .to = out};
	struct pairs told;
	*out = (struct paper){0};
	if (!referral_told(s, v, &told, e))
		return false;
	m.form = form_new(m.def, clock_today(s->clock), &s->config->lists);
	form_hide_restricted(m.form, true);
	form_load(m.form, &v->record.answers);
	add_head(&m);
	paper_add(out, PAPER_HEADING, "Person", "");
	add_told(&m, &told);
	add(&m, "shared_note", "Further facts");
	add_child(&m);
	paper_add(out, PAPER_HEADING, "Service asked for", "");
	add(&m, "service", NULL);
	add(&m, "reason", "Reason");
	add(&m, "already", NULL);
	add(&m, "escort", NULL);
	add(&m, "escort_note", NULL);
	add_consent(&m);
	add_answer(&m);
	add_footer(&m);
	form_free(&m.form);
	pairs_clear(&told);
	return true;
}

/* The history first: no file without its entry, and no entry without the file. */
static bool write_noted(struct session *s, const struct referral_view *v, const char *path, const struct str *pdf,
			struct err *e)
{
	bool own = !store_in_transaction(s->store);
	if (own && !store_begin(s->store, e))
		return false;
	bool good = referral_note_print(s, v, e) && export_file_write(path, str_text(pdf), pdf->len, e);
	if (good && own && !store_commit(s->store, e)) {
		unlink(path);
		return false;
	}
	if (!good && own)
		store_rollback(s->store);
	return good;
}

bool referral_print(struct session *s, const struct referral_view *v, char **path, struct err *e)
{
	struct paper p;
	struct str pdf = {0}, name = {0};
	*path = NULL;
	bool good = referral_paper(s, v, &p, e);
	if (good) {
		str_addf(&name, "referral-%s", v->case_row.number);
		good = pdf_render(&p, &pdf, e) && (*path = export_file_name(s, str_text(&name), "pdf", e)) != NULL &&
		       write_noted(s, v, *path, &pdf, e);
		paper_fini(&p);
	}
	if (!good) {
		free(*path);
		*path = NULL;
	}
	str_fini(&pdf);
	str_fini(&name);
	return good;
}
