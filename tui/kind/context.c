/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Profiles of communities and countries; who uses what is shared; groups registered as one case.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <sarai/access/case_mask.h>
#include <sarai/access/session.h>
#include <sarai/base/clock.h>
#include <sarai/base/err.h>
#include <sarai/base/inidoc.h>
#include <sarai/base/mem.h>
#include <sarai/base/pairs.h>
#include <sarai/base/str.h>
#include <sarai/config/config.h>
#include <sarai/edit/kind.h>
#include <sarai/edit/mask.h>
#include <sarai/edit/open.h>
#include <sarai/form/form.h>
#include <sarai/kind/context.h>
#include <sarai/kind/household.h>
#include <sarai/kind/inherit.h>
#include <sarai/kind/kinds.h>
#include <sarai/model/permit.h>
#include <sarai/store/casefile.h>
#include <sarai/store/history.h>
#include <sarai/store/record.h>
#include <sarai/store/shared.h>

#define CONTEXT_FIELDS(X) \
	X(CONTEXT_NAME, "name") X(CONTEXT_TYPE, "type") X(CONTEXT_COUNTRY, "country") \
	X(CONTEXT_PLACE, "place") X(CONTEXT_VALID_FROM, "valid_from") X(CONTEXT_FINISHED, "finished")
KIND_FIELDS(CONTEXT_FIELDS)

#define USERS_MAX 500
#define HISTORY_MAX 500

static bool before_context(struct save *save, struct err *e)
{
	struct record *next = save->next;
	const struct pairs *a = &next->answers;
	if (!shared_round_settle(save->edit, next, e))
		return false;
	if (strcmp(next->state, "finished"))
		return true;
	if (!*pairs_get(a, "name") || !*pairs_get(a, "type"))
		return err_set(e, ERR_DATA, "", "Before it can be used, it needs its name and what it is of.");
	return true;
}

bool contexts_list(struct session *s, struct shared_list *out, struct err *e)
{
	*out = (struct shared_list){0};
	return session_may(s, PERMIT_VIEW, e) && store_shared_list(s->store, "context", out, e);
}

bool source_users(struct session *s, const char *source, struct case_list *out, struct err *e)
{
	*out = (struct case_list){0};
	if (!session_may(s, PERMIT_VIEW, e) || !store_source_users(s->store, source, USERS_MAX, out, e))
		return false;
	for (int i = 0; i < out->n; i++)
		case_row_show(s, &out->at[i]);
	return true;
}

/* A household that a case is not linked with has nothing newer for it. */
static bool keep_linked(struct session *s, struct stale_list *l, struct err *e)
{
	int kept = 0;
	bool good = true;
	for (int i = 0; i < l->n; i++) {
		struct stale_row *r = &l->at[i];
		char household[ID_TEXT];
		bool stays = strcmp(r->kind, "household-assessment") != 0;
		if (!stays && good) {
			good = household_id_of(s, r->case_id, HOUSEHOLD_FAMILY, household, e);
			stays = good && !strcmp(household, r->source);
		}
		if (stays)
			l->at[kept++] = *r;
		else
			free(r->title);
	}
	l->n = kept;
	if (!good)
		stale_list_fini(l);
	return good;
}

bool stale_cases(struct session *s, const char *case_id, struct stale_list *out, struct err *e)
{
	struct stale_query q = {
		.case_id = case_id,
		.member = "household-member",
		.ended = "former",
		.assessment = "household-assessment",
		.profile = "context",
		.limit = USERS_MAX,
	};
	*out = (struct stale_list){0};
	return session_may(s, PERMIT_VIEW, e) && store_stale_list(s->store, &q, out, e) && keep_linked(s, out, e);
}

bool shared_history(struct session *s, const char *source, struct history_list *out, struct err *e)
{
	struct record of = {0};
	*out = (struct history_list){0};
	bool reached = session_may(s, PERMIT_VIEW, e) && store_record_get(s->store, source, &of, e) &&
		       household_access(s, PERMIT_VIEW, &of, e);
	record_fini(&of);
	if (!reached || !store_history_under(s->store, source, HISTORY_MAX, out, e))
		return false;
	history_mask(s->permits & PERMIT_BIT(PERMIT_NAMES), out);
	history_mask_restricted(s, restricted_seen(s, NULL), out);
	return true;
}

/* ---- a page to read ---- */

static bool find_record(struct session *s, const char *source, const char *kind, const char *record_id,
			struct record *out, struct err *e)
{
	if (record_id)
		return store_record_get(s->store, record_id, out, e);
	return store_record_newest_under(s->store, source, kind, "finished", out, e);
}

static void write_answers(struct session *s, const struct form_def *def, const struct record *r, struct str *out)
{
	struct form *f = form_new(def, clock_today(s->clock), &s->config->lists);
	const char *heading = NULL;
	form_load(f, &r->answers);
	form_hide_restricted(f, !restricted_seen(s, NULL));
	for (int i = 0; i < def->n_fields; i++) {
		const struct field_def *field = &def->fields[i];
		if (field->type == FIELD_HEADING && form_visible(f, i))
			heading = field->label;
		if (!form_answerable(f, i) || !*form_value(f, i))
			continue;
		if (heading)
			str_addf(out, "\n%s\n", heading);
		heading = NULL;
		char *shown = form_show(f, i);
		str_addf(out, "%s: %s\n", field->label, shown);
		if (field->type == FIELD_FACTOR && *form_note(f, i))
			str_addf(out, "  %s\n", form_note(f, i));
		free(shown);
	}
	form_free(&f);
}

char *shared_page(struct session *s, const char *source, const char *kind, const char *record_id, struct err *e)
{
	struct record r = {0};
	struct str out = {0};
	const struct kind *k = kind_get(kind);
	const struct form_def *def = k ? config_form(s->config, k->form) : NULL;
	if (!session_may(s, PERMIT_VIEW, e))
		return NULL;
	if (!def) {
		err_set(e, ERR_CONFIG, kind, "There is no form for this.");
		return NULL;
	}
	if (!find_record(s, source, kind, record_id, &r, e) || !household_access(s, PERMIT_VIEW, &r, e)) {
		record_fini(&r);
		return NULL;
	}
	source_words(kind, r.title, r.round, &out);
	str_addf(&out, "%s, by %s\n", strcmp(r.state, "finished") ? " (not finished)" : "", r.updated_by);
	write_answers(s, def, &r, &out);
	record_fini(&r);
	return str_take(&out);
}

const struct kind kind_context = {
	.name = "context",
	.label = "Context",
	.form = "context",
	.permit = PERMIT_CONTEXT,
	.shared = true,
	.access = household_access,
	.rounds = true,
	.anew = "finished",
	.round_word = "version",
	.title_field = "name",
	.happened_field = "valid_from",
	.before = before_context,
	.needs = KIND_NEEDS(CONTEXT_FIELDS),
};
