/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Changing the status by hand: on hold until a day, a duplicate of another case, opened again, and the steps back and
 * forth of the work.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <sarai/access/check.h>
#include <sarai/access/session.h>
#include <sarai/base/err.h>
#include <sarai/base/list.h>
#include <sarai/base/mem.h>
#include <sarai/base/pairs.h>
#include <sarai/edit/cases.h>
#include <sarai/edit/kind.h>
#include <sarai/edit/open.h>
#include <sarai/edit/save.h>
#include <sarai/form/form.h>
#include <sarai/kind/kinds.h>
#include <sarai/kind/status_change.h>
#include <sarai/model/permit.h>
#include <sarai/model/status.h>
#include <sarai/store/casefile.h>
#include <sarai/store/history.h>
#include <sarai/store/record.h>

#define STATUS_CHANGE_FIELDS(X) \
	X(STATUS_CHANGE_STATUS, "status") X(STATUS_CHANGE_REASON, "reason") \
	X(STATUS_CHANGE_LOOK_AGAIN_ON, "look_again_on") X(STATUS_CHANGE_OTHER_CASE, "other_case")
KIND_FIELDS(STATUS_CHANGE_FIELDS)

static bool put(struct edit *w, const char *field, const char *value)
{
	int i = form_def_field(form_definition(w->form), field);
	return i >= 0 && form_set(w->form, i, value);
}

/* What may follow, and is set by hand. */
static bool lists_status(struct save *save, struct err *e)
{
	struct edit *w = save->edit;
	struct option_list *l = option_list_new("case-statuses");
	enum case_status now;
	bool known = status_from_name(w->case_row.status, &now);
	(void)e;
	for (enum case_status to = 0; to < STATUS_COUNT; to++) {
		bool chosen = !strcmp(pairs_get(&w->record.answers, "status"), status_name(to));
		if (chosen || (w->is_new && known && status_may_follow(now, to) && !status_not_by_hand(to)))
			option_list_add(l, status_name(to), status_words(to));
	}
	bool only = w->is_new && l->n == 1;
	char *code = only ? mem_strdup(l->at[0].code) : NULL;
	form_add_list(w->form, l);
	if (only)
		put(w, "status", code); /* a closed case can only be opened again */
	free(code);
	return true;
}

/* ---- the rules ---- */

static bool may_become(struct session *s, const struct case_row *c, const char *name, enum case_status *from,
		       enum case_status *to, struct err *e)
{
	if (!status_from_name(c->status, from))
		return err_set(e, ERR_CORRUPT, c->number, "The status \"%s\" is not known.", c->status);
	if (!*name)
		return err_set(e, ERR_DATA, c->number, "Say what the case becomes.");
	if (!status_from_name(name, to))
		return err_set(e, ERR_DATA, c->number, "There is no status \"%s\".", name);
	if (status_not_by_hand(*to))
		return err_set(e, ERR_DATA, c->number, "%s", status_not_by_hand(*to));
	if (!status_may_follow(*from, *to))
		return err_set(e, ERR_DATA, c->number, "%s cannot follow %s.", status_words(*to), status_words(*from));
	/* Ending the work on a case is approved; all else is part of the work. */
	return access_check_row(s, status_is_open(*to) ? PERMIT_FOLLOW_UP : PERMIT_APPROVE, c, e);
}

/* Another case that goes on: there, not this one, and not a duplicate itself. */
static bool find_other(struct session *s, const char *typed, const struct case_row *c, char number[32], struct err *e)
{
	struct case_row other = {0};
	struct session reader = *s;
	reader.permits |= PERMIT_BIT(PERMIT_VIEW);
	reader.scope[PERMIT_VIEW] = SCOPE_ALL;
	if (!*typed)
		return err_set(e, ERR_DATA, c->number, "Say which case goes on.");
	if (!cases_jump(&reader, typed, &other, e))
		return false;
	bool good = true;
	if (!strcmp(other.id, c->id))
		good = err_set(e, ERR_DATA, c->number, "A case cannot be a duplicate of itself.");
	else if (*other.duplicate_of)
		good = err_set(e, ERR_DATA, c->number, "%s is a duplicate itself: name %s.", other.number,
			       other.duplicate_of);
	snprintf(number, 32, "%s", other.number);
	case_row_fini(&other);
	return good;
}

static bool before_status_change(struct save *save, struct err *e)
{
	struct record *next = save->next;
	struct case_row *c = save->case_row;
	const struct pairs *a = &next->answers;
	enum case_status from, to;
	char number[32];
	if (!may_become(save->session, c, pairs_get(a, "status"), &from, &to, e))
		return false;
	if (!*pairs_get(a, "reason"))
		return err_set(e, ERR_DATA, c->number, "A change of status needs its reason.");
	if (to == STATUS_ON_HOLD && !*next->due)
		return err_set(e, ERR_DATA, c->number, "Say on which day to look again: nobody is put aside for ever.");
	if (to == STATUS_DUPLICATE) {
		if (!find_other(save->session, pairs_get(a, STATUS_CHANGE_OTHER_CASE), c, number, e))
			return false;
		pairs_set(&next->answers, STATUS_CHANGE_OTHER_CASE, number);
	}
	if (to == STATUS_REOPENED && !status_is_open(from))
		next->episode = c->episode + 1;
	return true;
}

static bool after_status_change(struct save *save, struct err *e)
{
	struct session *s = save->session;
	struct edit *w = save->edit;
	struct case_row *c = save->case_row;
	(void)e;
	snprintf(c->status, sizeof c->status, "%.23s", w->record.state);
	if (!strcmp(c->status, status_name(STATUS_DUPLICATE)))
		snprintf(c->duplicate_of, sizeof c->duplicate_of, "%s", pairs_get(&w->record.answers, STATUS_CHANGE_OTHER_CASE));
	if (w->record.episode > c->episode) {
		c->episode = w->record.episode;
		session_now(s, c->episode_at);
	}
	return true;
}

bool case_set_status(struct session *s, const char *case_id, const char *status, const char *reason, struct err *e)
{
	struct case_row c = {0};
	enum case_status from, to;
	if (!access_check_case(s, PERMIT_FOLLOW_UP, case_id, e) || !store_case_get(s->store, case_id, &c, e))
		return false;
	/* In words, before the form says only that it is not among its choices. */
	bool good = may_become(s, &c, status, &from, &to, e);
	case_row_fini(&c);
	struct edit *w = good ? edit_open(s, "status-change", case_id, NULL, NULL, e) : NULL;
	if (w && (!put(w, "status", status) || (reason && !put(w, "reason", reason))))
		good = err_set(e, ERR_DATA, "status", "The form does not take this.");
	good = good && w && edit_save(s, w, NULL, e);
	edit_close(&w);
	return good;
}

const struct kind kind_status_change = {
	.name = "status-change",
	.label = "Change of status",
	.form = "status-change",
	.permit = PERMIT_FOLLOW_UP,
	.section = SECTION_NONE,
	.title_field = "status",
	.state_field = "status",
	.due_field = "look_again_on",
	.reason_field = "reason",
	.final = true,
	.when_ended = true, /* opening it again */
	.lists = lists_status,
	.before = before_status_change,
	.after = after_status_change,
	.reasons = "reason",
	.needs = KIND_NEEDS(STATUS_CHANGE_FIELDS),
};
