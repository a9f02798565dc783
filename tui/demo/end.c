/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * How fictitious cases are looked after and end: approvals by a supervisor, on hold, closed, opened again, offered.
 */
#include <stdio.h>
#include <string.h>

#include <sarai/base/err.h>
#include <sarai/base/units.h>
#include <sarai/demo/end.h>
#include <sarai/demo/record.h>
#include <sarai/demo/screening.h>
#include <sarai/edit/open.h>
#include <sarai/form/form.h>
#include <sarai/kind/approval.h>
#include <sarai/kind/plan.h>
#include <sarai/kind/status_change.h>
#include <sarai/view/notices.h>
#include <sarai/view/status_page.h>

#define SUPERVISOR "sara"

bool demo_approve(struct demo *d, struct err *e)
{
	struct status_view v;
	char worker[sizeof d->session.actor];
	if (!status_read(&d->session, d->case_id, &v, e))
		return false;
	memcpy(worker, d->session.actor, sizeof worker);
	snprintf(d->session.actor, sizeof d->session.actor, "%s", SUPERVISOR);
	bool good = true;
	for (int i = 0; good && i < v.n; i++)
		good = v.at[i].kind != STATUS_ROW_APPROVAL ||
		       approval_answer(&d->session, v.at[i].record_id, true, "Gone through together.", NULL, e);
	memcpy(d->session.actor, worker, sizeof worker);
	status_view_fini(&v);
	/* They have read it since. */
	return good && notices_seen(&d->session, d->case_id, e);
}

static bool reach_goals(struct demo *d, struct err *e)
{
	struct plan_view v;
	bool good = plan_read(&d->session, d->case_id, &v, e);
	for (int i = 0; good && i < v.goals.n; i++) {
		struct edit *w = edit_open(&d->session, "goal", d->case_id, v.goals.at[i].id, NULL, e);
		good = w != NULL;
		if (good) {
			demo_put(w, "state", i ? "partly" : "reached");
			demo_put(w, "state_note", i ? "The rest goes on without us." : "");
			good = demo_save(d, &w, e);
		}
	}
	plan_view_fini(&v);
	return good;
}

static bool come_back(struct demo *d, struct err *e)
{
	d->at = d->now - 5 * DAY > d->at ? d->now - 5 * DAY : d->at;
	return case_set_status(&d->session, d->case_id, "reopened",
			       "Came back: the room is lost, and the papers with it.", e) &&
	       demo_screen(d, e);
}

bool demo_close(struct demo *d, struct err *e)
{
	if (!reach_goals(d, e))
		return false;
	struct edit *w = edit_open(&d->session, "closure", d->case_id, NULL, NULL, e);
	if (!w)
		return false;
	demo_put(w, "reason", "goals-met");
	demo_put(w, "reason_text", "Goals met; knows how to come back.");
	demo_put(w, "risks_gone", "yes");
	demo_put(w, "told_come_back", "yes");
	demo_put(w, "later_contact", "yes");
	demo_put(w, "later_how", "By phone in the morning, as \"the course\"; no message.");
	demo_put(w, "file_complete", "yes");
	demo_put_day(d, w, "retention_until", d->course->keeps ? d->course->keeps : 5 * 365);
	if (!demo_save(d, &w, e))
		return false;
	if (d->course->waits)
		return true;
	return demo_approve(d, e) && (!d->course->again || come_back(d, e));
}

bool demo_correct(struct demo *d, struct err *e)
{
	struct edit *w = edit_open(&d->session, "correction-request", d->case_id, NULL, NULL, e);
	if (!w)
		return false;
	demo_put(w, "asked_by", "person");
	demo_put(w, "wrong", "The place where they stay: they have not lived there since the spring.");
	demo_put(w, "should", "With a friend, near the market. Do not write to the old address.");
	return demo_save(d, &w, e);
}

bool demo_hold(struct demo *d, struct err *e)
{
	struct edit *w = edit_open(&d->session, "status-change", d->case_id, NULL, NULL, e);
	if (!w)
		return false;
	demo_put(w, "status", "on-hold");
	demo_put_day(d, w, "look_again_on", 21);
	demo_put(w, "reason", "Not reached three times; neighbours will pass on word.");
	return demo_save(d, &w, e);
}

bool demo_offer(struct demo *d, struct err *e)
{
	struct edit *w = edit_open(&d->session, "transfer", d->case_id, NULL, NULL, e);
	if (!w)
		return false;
	demo_put(w, "to_kind", "colleague");
	int to = form_def_field(form_definition(w->form), "colleague");
	const char *why;
	if (to >= 0)
		form_enter(w->form, to, d->practises, &why);
	demo_put(w, "person_agrees", "yes");
	demo_put(w, "reason", "Moves to your part of the town next week, and asked for somebody nearer.");
	demo_put(w, "hand_over", "Waits for a call from the clinic on Thursday; wants to be called first.");
	return demo_save(d, &w, e);
}
