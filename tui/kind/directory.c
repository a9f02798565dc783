/* SPDX-License-Identifier: GPL-3.0-or-later */
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
#include <sarai/base/text.h>
#include <sarai/config/config.h>
#include <sarai/edit/kind.h>
#include <sarai/form/form.h>
#include <sarai/kind/directory.h>
#include <sarai/kind/household.h>
#include <sarai/kind/kinds.h>
#include <sarai/model/directory.h>
#include <sarai/model/permit.h>
#include <sarai/store/casefile.h>
#include <sarai/store/record.h>

#define SERVICE_ENTRY_FIELDS(X) \
	X(SERVICE_ENTRY_ENTRY_KIND, "entry_kind") X(SERVICE_ENTRY_ORGANISATION, "organisation") \
	X(SERVICE_ENTRY_SERVICES, "services") X(SERVICE_ENTRY_AREAS, "areas") \
	X(SERVICE_ENTRY_LANGUAGES, "languages") X(SERVICE_ENTRY_REPORTING, "reporting") \
	X(SERVICE_ENTRY_ACTIVE, "active")
KIND_FIELDS(SERVICE_ENTRY_FIELDS)

#define KIND "service-entry"

static int number(const char *digits)
{
	return *digits ? atoi(digits) : -1;
}

static struct date day(const char *iso)
{
	struct date d = {0};
	return date_from_iso(iso, &d) ? d : (struct date){0};
}

static bool yes(const char *answer)
{
	return !strcmp(answer, "yes");
}

static void take_facts(struct directory_entry *d)
{
	const struct pairs *a = &d->record.answers;
	struct entry_facts *f = &d->facts;
	const char *reporting = pairs_get(a, SERVICE_ENTRY_REPORTING);
	*f = (struct entry_facts){
		.services = pairs_get(a, SERVICE_ENTRY_SERVICES),
		.areas = pairs_get(a, SERVICE_ENTRY_AREAS),
		.everywhere = yes(pairs_get(a, "everywhere")),
		.languages = pairs_get(a, SERVICE_ENTRY_LANGUAGES),
		.interpreter = yes(pairs_get(a, "interpreter")),
		.age_from = number(pairs_get(a, "age_from")),
		.age_to = number(pairs_get(a, "age_to")),
		.sex = pairs_get(a, "for_sex"),
		.nationalities = pairs_get(a, "for_nationalities"),
		.statuses = pairs_get(a, "for_status"),
		.reporting = yes(reporting)		? REPORTING_YES
			     : !strcmp(reporting, "no") ? REPORTING_NO
							: REPORTING_UNKNOWN,
		.full = yes(pairs_get(a, "full")),
		.full_until = day(pairs_get(a, "full_until")),
		.verified = day(pairs_get(a, "verified_on")),
		.active = strcmp(pairs_get(a, SERVICE_ENTRY_ACTIVE), "no") != 0,
	};
	entry_kind_from_name(pairs_get(a, SERVICE_ENTRY_ENTRY_KIND), &f->kind);
}

/* ---- reading ---- */

void directory_entry_fini(struct directory_entry *d)
{
	record_fini(&d->record);
	*d = (struct directory_entry){0};
}

void directory_fini(struct directory *d)
{
	for (int i = 0; i < d->n; i++)
		directory_entry_fini(&d->at[i]);
	free(d->at);
	*d = (struct directory){0};
}

static int by_organisation(const void *a, const void *b)
{
	const struct directory_entry *x = a, *y = b;
	const char *name = x->record.title ? x->record.title : "", *other = y->record.title ? y->record.title : "";
	int order = strcasecmp(name, other);
	return order ? order : strcmp(x->record.id, y->record.id);
}

bool directory_read(struct session *s, struct directory *out, struct err *e)
{
	struct record_list found = {0};
	struct record_filter f = {.kind = KIND, .with_answers = true};
	*out = (struct directory){0};
	if (!session_may(s, PERMIT_VIEW, e) || !store_record_list(s->store, &f, &found, e))
		return false;
	out->n = out->cap = found.n;
	out->at = mem_alloc((size_t)(found.n + 1) * sizeof *out->at);
	for (int i = 0; i < found.n; i++) {
		out->at[i].record = found.at[i];
		take_facts(&out->at[i]);
	}
	free(found.at); /* the records went over */
	if (out->n)
		qsort(out->at, (size_t)out->n, sizeof *out->at, by_organisation);
	return true;
}

bool directory_get(struct session *s, const char *id, struct directory_entry *out, struct err *e)
{
	*out = (struct directory_entry){0};
	if (!session_may(s, PERMIT_VIEW, e) || !store_record_get(s->store, id, &out->record, e))
		return false;
	if (strcmp(out->record.kind, KIND)) {
		directory_entry_fini(out);
		return err_set(e, ERR_MISSING, "directory", "This entry is not there (any more).");
	}
	take_facts(out);
	return true;
}

char *directory_show(struct session *s, const struct directory_entry *d, const char *field)
{
	const struct form_def *def = config_form(s->config, KIND);
	int i = def ? form_def_field(def, field) : -1;
	if (i < 0)
		return mem_strdup("");
	struct form *f = form_new(def, clock_today(s->clock), &s->config->lists);
	form_load(f, &d->record.answers);
	char *shown = form_visible(f, i) ? form_show(f, i) : mem_strdup("");
	form_free(&f);
	return shown;
}

/* ---- finding ---- */

static int better(const void *a, const void *b)
{
	const struct directory_match *x = a, *y = b;
	if (x->fit.against != y->fit.against)
		return x->fit.against < y->fit.against ? -1 : 1;
	return x->index < y->index ? -1 : 1; /* they are in order of organisation */
}

struct directory_match *directory_find(struct session *s, const struct directory *d, const struct entry_need *need,
				       int *n)
{
	struct directory_match *out = mem_alloc((size_t)(d->n + 1) * sizeof *out);
	struct date today = clock_today(s->clock);
	*n = 0;
	for (int i = 0; i < d->n; i++) {
		struct directory_match m = {.index = i};
		entry_fit(&d->at[i].facts, need, today, s->config->settings.stale_days, &m.fit);
		if (m.fit.serves && d->at[i].facts.active)
			out[(*n)++] = m;
	}
	if (*n == 0) {
		free(out);
		return NULL;
	}
	qsort(out, (size_t)*n, sizeof *out, better);
	return out;
}

static char *languages_of(const struct pairs *person)
{
	struct str s = {0};
	str_add(&s, pairs_get(person, "language"));
	if (s.len && *pairs_get(person, SERVICE_ENTRY_LANGUAGES))
		str_add_char(&s, ' ');
	str_add(&s, pairs_get(person, SERVICE_ENTRY_LANGUAGES));
	return str_take(&s);
}

bool directory_need_of(struct session *s, const char *case_id, const char *service, struct case_need *out,
		       struct err *e)
{
	struct case_row k = {0};
	struct record person = {0};
	struct date birth;
	*out = (struct case_need){0};
	if (!access_check_case(s, PERMIT_VIEW, case_id, e) || !store_case_get(s->store, case_id, &k, e))
		return false;
	store_record_get(s->store, k.person_id, &person, NULL); /* a case without its registration is not known of */
	const struct pairs *a = &person.answers;
	out->place = mem_strdup(pairs_get(a, "location"));
	out->languages = languages_of(a);
	out->nationalities = mem_strdup(pairs_get(a, "nationality"));
	out->status = mem_strdup(pairs_get(a, "protection_status"));
	snprintf(out->sex, sizeof out->sex, "%s", k.sex);
	out->need = (struct entry_need){.service = service,
					.place = out->place,
					.languages = out->languages,
					.sex = out->sex,
					.nationalities = out->nationalities,
					.status = out->status,
					.age_least = -1,
					.age_most = -1};
	if (date_from_iso(k.birth, &birth))
		date_age(birth, clock_today(s->clock), &out->need.age_least, &out->need.age_most);
	record_fini(&person);
	case_row_fini(&k);
	return true;
}

void case_need_fini(struct case_need *n)
{
	free(n->place);
	free(n->languages);
	free(n->nationalities);
	free(n->status);
	*n = (struct case_need){0};
}

const struct kind kind_service_entry = {
	.name = "service-entry",
	.label = "Service",
	.form = "service-entry",
	.permit = PERMIT_DIRECTORY,
	.shared = true,
	.access = household_access,
	.title_field = "organisation",
	.state_field = "active",
	.happened_field = "verified_on",
	.needs = KIND_NEEDS(SERVICE_ENTRY_FIELDS),
};
