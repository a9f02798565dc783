/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The checklist of the person's rights.
 */
#include <string.h>

#include <sarai/access/session.h>
#include <sarai/base/clock.h>
#include <sarai/base/date.h>
#include <sarai/base/err.h>
#include <sarai/base/pairs.h>
#include <sarai/base/str.h>
#include <sarai/base/text.h>
#include <sarai/kind/consent_check.h>
#include <sarai/kind/retention.h>
#include <sarai/model/erasure.h>
#include <sarai/model/status.h>
#include <sarai/store/casefile.h>
#include <sarai/store/record.h>
#include <sarai/view/check_lines.h>
#include <sarai/view/checklist_rights.h>

static void add_day(struct str *t, const char *at)
{
	char day[DATE_TEXT] = "";
	int64_t when;
	if (time_from_iso(at, &when))
		date_show(time_date(when), day);
	str_add(t, day);
}

static bool add_consent(struct session *s, const struct case_row *k, struct checklist *to, struct err *e)
{
	struct record_filter f = {.case_id = k->id, .kind = "consent", .state = "withdrawn", .newest_first = true};
	struct record_list found = {0};
	struct str t = {0};
	if (!consent_line(s, k->id, &t, e) || !store_record_list(s->store, &f, &found, e)) {
		str_fini(&t);
		return false;
	}
	struct check_line *line = checklist_add(to, CHECK_NOTE, "Consent: taken back, changed, given", str_text(&t));
	line->kind = "consent";
	for (int i = 0; i < found.n; i++) {
		str_clear(&t);
		add_day(&t, found.at[i].happened);
		line = checklist_add(to, CHECK_DONE, "Consent taken back", str_text(&t));
		line->kind = "consent";
		memcpy(line->record_id, found.at[i].id, sizeof line->record_id);
	}
	record_list_fini(&found);
	str_fini(&t);
	return true;
}

static bool add_retention(struct session *s, const struct case_row *k, struct checklist *to, struct err *e)
{
	struct record closure;
	struct date until = {0};
	struct str t = {0};
	char day[DATE_TEXT];
	if (!closure_in_force(s, k, &closure, e))
		return false;
	if (date_from_iso(pairs_get(&closure.answers, "retention_until"), &until)) {
		bool over = retention_at(until, clock_today(s->clock), 0) == RETENTION_OVER;
		date_show(until, day);
		str_addf(&t, "The file is kept until %s%s", day, over ? ": that day has passed" : "");
		checklist_add(to, CHECK_NOTE, str_text(&t), "n: keep it longer, or propose its end.");
	}
	record_fini(&closure);
	str_fini(&t);
	return true;
}

static bool add_corrections(struct session *s, const struct case_row *k, struct checklist *to, struct err *e)
{
	struct record_filter f = {.case_id = k->id, .kind = "correction-request"};
	struct record_list found = {0};
	if (!store_record_list(s->store, &f, &found, e))
		return false;
	for (int i = 0; i < found.n; i++) {
		const struct record *r = &found.at[i];
		int64_t due;
		if (!time_from_iso(r->due, &due))
			continue;
		bool late = due < clock_now(s->clock);
		struct check_line *line = checklist_add(
			to, late ? CHECK_LATE : CHECK_MISSING,
			text_is(r->state, "open") ? "Correction: to be decided" : "Correction: to be put right", "");
		line->kind = "correction-request";
		memcpy(line->record_id, r->id, sizeof line->record_id);
		memcpy(line->due, r->due, sizeof line->due);
		to->missing++;
		to->late += late;
	}
	record_list_fini(&found);
	return true;
}

bool rights_checklist(struct session *s, const struct case_row *k, struct checklist *to, struct err *e)
{
	enum case_status status;
	if (status_from_name(k->status, &status) && status_is_gone(status)) {
		checklist_add(to, CHECK_NOTE,
			      status == STATUS_ERASED ? "The file has been erased. The certificate is below."
						      : "The file is kept without a name. The certificate is below.",
			      "");
		return true;
	}
	return add_corrections(s, k, to, e) && add_consent(s, k, to, e) && add_retention(s, k, to, e);
}
