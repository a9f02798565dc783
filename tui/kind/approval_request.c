/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Requests for approval: their state, and making one.
 */
#include <stdio.h>
#include <string.h>

#include <sarai/access/session.h>
#include <sarai/base/clock.h>
#include <sarai/base/err.h>
#include <sarai/base/pairs.h>
#include <sarai/base/text.h>
#include <sarai/edit/open.h>
#include <sarai/edit/save.h>
#include <sarai/form/form.h>
#include <sarai/kind/approval_request.h>
#include <sarai/model/permit.h>
#include <sarai/store/casefile.h>
#include <sarai/store/record.h>

static bool put(struct edit *w, const char *field, const char *value)
{
	int i = form_def_field(form_definition(w->form), field);
	return i >= 0 && form_set(w->form, i, value);
}

bool approval_state_of(struct session *s, const char *case_id, const char *record_id, const char *about, char state[32],
		       char request_id[ID_TEXT], struct err *e)
{
	struct record_filter f = {.parent_id = record_id,
				  .case_id = case_id,
				  .kind = "approval",
				  .newest_first = true,
				  .with_answers = true};
	struct record_list found = {0};
	*state = *request_id = 0;
	if (!*record_id)
		return true;
	if (!store_record_list(s->store, &f, &found, e))
		return false;
	for (int i = 0; i < found.n && !*request_id; i++) {
		if (about && !text_is(pairs_get(&found.at[i].answers, APPROVAL_ABOUT), about))
			continue;
		snprintf(state, 32, "%s", found.at[i].state);
		memcpy(request_id, found.at[i].id, ID_TEXT);
	}
	record_list_fini(&found);
	return true;
}

bool approval_waits(struct session *s, const struct case_row *c, const char *what, bool *yes, struct err *e)
{
	struct record_filter f = {.case_id = c->id, .kind = "approval", .state = "waiting", .with_answers = true};
	struct record_list found = {0};
	*yes = false;
	if (!store_record_list(s->store, &f, &found, e))
		return false;
	for (int i = 0; i < found.n; i++)
		*yes |= found.at[i].episode == c->episode && text_is(pairs_get(&found.at[i].answers, "what"), what);
	record_list_fini(&found);
	return true;
}

bool approval_file(struct session *s, const char *case_id, const char *what, const char *comment, struct err *e)
{
	struct session as_asked = *s; /* only to put it back */
	struct case_row c = {0};
	bool already = false;
	if (!store_case_get(s->store, case_id, &c, e) || !approval_waits(s, &c, what, &already, e)) {
		case_row_fini(&c);
		return false;
	}
	case_row_fini(&c);
	if (already)
		return true;
	/* The plan or the closure was theirs to save; the asking follows from it. */
	s->permits = PERMIT_EVERYTHING;
	for (int i = 0; i < PERMIT_COUNT; i++)
		s->scope[i] = SCOPE_ALL;
	struct edit *w = edit_open_blank(s, "approval", case_id, NULL, e);
	if (w && comment && *comment)
		put(w, "comment", comment);
	bool good = w &&
		    (put(w, "what", what) || err_set(e, ERR_CONFIG, "approval", "\"%s\" is not in its list.", what)) &&
		    edit_save_within(s, w, e);
	edit_close(&w);
	s->permits = as_asked.permits;
	memcpy(s->scope, as_asked.scope, sizeof s->scope);
	return good;
}
