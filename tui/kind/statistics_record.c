/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The codes of one case for figures and exports. Every column and where it comes from stands in a table.
 */
#include <stdio.h>
#include <string.h>

#include <sarai/access/session.h>
#include <sarai/base/clock.h>
#include <sarai/base/date.h>
#include <sarai/base/err.h>
#include <sarai/base/list.h>
#include <sarai/base/mem.h>
#include <sarai/base/pairs.h>
#include <sarai/base/str.h>
#include <sarai/base/text.h>
#include <sarai/edit/kind.h>
#include <sarai/kind/consent_statements.h>
#include <sarai/kind/kinds.h>
#include <sarai/kind/statistics_record.h>
#include <sarai/model/consent.h>
#include <sarai/model/permit.h>
#include <sarai/model/statistics.h>
#include <sarai/model/status.h>
#include <sarai/store/casefile.h>
#include <sarai/store/record.h>

#define FIGURES_FIELDS(X) \
	X(FIGURES_YEAR, "year") X(FIGURES_SEX, "sex") X(FIGURES_AGE, "age") \
	X(FIGURES_CITIZENSHIP, "citizenship") X(FIGURES_LEVEL, "level") X(FIGURES_DECISION, "decision") \
	X(FIGURES_CLOSURE, "closure") X(FIGURES_TRAFFICKING, "trafficking") \
	X(FIGURES_EXPLOITATION, "exploitation") X(FIGURES_COUNTRY, "country")
KIND_FIELDS(FIGURES_FIELDS)

#define HTCDS "=htcds."

/* ---- where columns come from ---- */

static const struct code_map sexes[] = {{"female", "Feminine"}, {"male", "Masculine"}, {NULL, "NonSpecifiedUnknown"}};
static const struct code_map genders[] = {{"woman", "Feminine"},
					  {"man", "Masculine"},
					  {"trans-woman", "TransgenderFeminine"},
					  {"trans-man", "TransgenderMasculine"},
					  {"non-binary", "NonConforming"},
					  {NULL, ""}};
static const struct code_map marital[] = {{"single", "Single"},
					  {"married", "Married"},
					  {"partnership", "RegisteredPartnership"},
					  {"separated", "Separated"},
					  {"divorced", "Divorced"},
					  {"widowed", "Widowed"},
					  {NULL, ""}};
static const struct code_map education[] = {{"early", "EarlyChildhoodEducation"},
					    {"primary", "PrimaryEducation"},
					    {"lower-secondary", "LowerSecondaryEducation"},
					    {"upper-secondary", "UpperSecondaryEducation"},
					    {"post-secondary", "PostSecondaryNonTertiaryEducation"},
					    {"short-tertiary", "ShortCycleTertiaryEducation"},
					    {"bachelor", "BachelorsOrEquivalentLevel"},
					    {"master", "MastersOrEquivalentLevel"},
					    {"doctor", "DoctoralOrEquivalentLevel"},
					    {NULL, ""}};
static const struct code_map consents[] = {{"consents", "TRUE"}, {"assents", "TRUE"}, {"refused", "FALSE"}, {NULL, ""}};
static const struct code_map deaths[] = {{"death", "TRUE"}, {NULL, ""}};

/* A later source of a column that says something, and may be seen, takes the place of an earlier one. */
const struct htcds_source htcds_sources[] = {
	{"prs_Gender", "person", "sex", sexes, false},
	{"prs_Gender", "person", "gender", genders, false},
	{"prs_Deceased", "closure", "reason", deaths, false},
	{"prs_MaritalStatus", "person", "marital_status", marital, false},
	{"prs_NumberOfChildren", "person", "children_number", NULL, false},
	{"prs_PrimaryLanguage", "person", "language", NULL, false},
	{"prs_HighestLevelOfEducation", "person", "education", education, false},
	{"prs_Citizenship", "person", "nationality", NULL, false},
	{"vic_TraffickingStatus", "trafficking", "status", NULL, false},
	{"vic_TraffickingStatusDecisionMakingOrg", "trafficking", "decided_by", NULL, false},
	{"vic_RelationshipToTrafficker", "trafficking", "relationship", NULL, false},
	{"vic_AgeWhenTrafficked", "trafficking", "age_when", NULL, false},
	{"vic_RecruitmentWebsitesAndApps", "trafficking", "recruitment_platforms", NULL, false},
	{"vic_MethodOfRecruitment", "trafficking", "recruitment", NULL, false},
	{"vic_MethodsOfControl", "trafficking", "control", NULL, false},
	{"vic_TypeOfExploitation", "trafficking", "exploitation", NULL, false},
	{"vic_ForcedLabourIndustry", "trafficking", "industry", NULL, false},
	{"vic_TypeOfSexExploitation", "trafficking", "sexual", NULL, false},
	{"vic_ExploitationWebsitesAndApps", "trafficking", "exploitation_platforms", NULL, false},
	{"per_RoleInProcess", "perpetrator", "role", NULL, true},
	{"hte_Country", "trafficking-event", "country", NULL, true},
	{"hte_Type", "trafficking-event", "type", NULL, true},
	{"con_Consent", "screening", "consent", consents, false},
	{"cas_ReasonForCaseClosure", "closure", "reason", NULL, false},
};
const int htcds_source_count = (int)(sizeof htcds_sources / sizeof *htcds_sources);

static const struct {
	enum stat_column column;
	const char *kind, *field;
} figures[] = {
	{STAT_SEX, "person", "sex"},
	{STAT_CITIZENSHIP, "person", "nationality"},
	{STAT_DECISION, "screening", "decision"},
	{STAT_CLOSURE, "closure", "reason"},
	{STAT_TRAFFICKING, "trafficking", "status"},
	{STAT_EXPLOITATION, "trafficking", "exploitation"},
	{STAT_COUNTRY, "trafficking", "exploitation_country"},
};

void htcds_source_name(const struct htcds_source *x, struct str *out)
{
	str_clear(out);
	str_addf(out, HTCDS "%s.%s", x->column, x->field);
}

/* ---- one case ---- */

struct reading {
	struct session *s;
	const struct case_row *c;
	struct pairs *to;
};

/* Codes as HTCDS writes several: with a semicolon between. */
static void add_codes(struct str *out, const char *codes, const struct code_map *map)
{
	for (const char *p = codes + strspn(codes, " "); *p; p += strspn(p, " ")) {
		size_t n = strcspn(p, " ");
		const struct code_map *m = map;
		while (m && m->ours && (strlen(m->ours) != n || memcmp(m->ours, p, n)))
			m++;
		if (m && *m->theirs)
			str_addf(out, "%s%s", out->len ? ";" : "", m->theirs);
		else if (!m)
			str_addf(out, "%s%.*s", out->len ? ";" : "", (int)n, p);
		p += n;
	}
}

static void take_sources(struct reading *r, const struct record *record)
{
	struct str name = {0}, value = {0};
	for (int i = 0; i < htcds_source_count; i++) {
		if (!text_is(htcds_sources[i].kind, record->kind))
			continue;
		htcds_source_name(&htcds_sources[i], &name);
		str_clear(&value);
		if (htcds_sources[i].each)
			str_add(&value, pairs_get(r->to, str_text(&name)));
		const char *said = pairs_get(&record->answers, htcds_sources[i].field);
		if (!*said && htcds_sources[i].each && text_is(htcds_sources[i].kind, "trafficking-event"))
			str_add(&value, value.len ? ";" : ""); /* country and type stay side by side */
		else
			add_codes(&value, said, htcds_sources[i].map);
		pairs_set(r->to, str_text(&name), str_text(&value));
	}
	for (size_t i = 0; i < sizeof figures / sizeof *figures; i++) {
		if (text_is(figures[i].kind, record->kind))
			pairs_set(r->to, stat_name(figures[i].column), pairs_get(&record->answers, figures[i].field));
	}
	str_fini(&name);
	str_fini(&value);
}

static bool take_records(struct reading *r, struct err *e)
{
	struct record_filter f = {.case_id = r->c->id, .with_answers = true};
	struct record_list all = {0};
	bool good = store_record_list(r->s->store, &f, &all, e);
	/* Oldest first: what is said later counts. */
	for (int i = 0; good && i < all.n; i++)
		take_sources(r, &all.at[i]);
	record_list_fini(&all);
	return good;
}

static void take_age(struct reading *r, const struct record *person)
{
	struct date birth = {0}, then = clock_today(r->s->clock);
	int64_t at;
	date_from_iso(pairs_get(&person->answers, "birth_date"), &birth);
	if (time_from_iso(r->c->opened_at, &at))
		then = time_date(at);
	const char *band = stat_age_band(birth, then), *kept = pairs_get(&person->answers, "age_band");
	pairs_set(r->to, stat_name(STAT_AGE), text_is(band, "unknown") && *kept ? kept : band);
}

static bool take_person(struct reading *r, struct err *e)
{
	struct record person = {0};
	struct err why = {0};
	if (!*r->c->person_id)
		return true;
	if (!store_record_get(r->s->store, r->c->person_id, &person, &why))
		return why.code == ERR_MISSING || err_set(e, why.code, why.where, "%s", why.detail);
	take_sources(r, &person);
	take_age(r, &person);
	record_fini(&person);
	return true;
}

/* Whom figures may go to, so that it is still known when the consents are gone. */
static bool take_consent(struct reading *r, struct err *e)
{
	const struct option_list *l = option_lists_get(&r->s->config->lists, "consent-recipients");
	struct consent_reading said = {.s = r->s};
	struct str to = {0};
	bool good = consent_read(&said, r->c->id, e);
	if (good) {
		enum consent_reason why = consent_allows(&said.facts, "statistics", "us").reason;
		bool no = why == CONSENT_BECAUSE_REFUSED || why == CONSENT_BECAUSE_WITHDRAWN ||
			  why == CONSENT_BECAUSE_NEVER;
		for (int i = 0; !no && l && i < l->n; i++) {
			if (consent_allows(&said.facts, "statistics", l->at[i].code).allowed)
				str_addf(&to, "%s%s", to.len ? " " : "", l->at[i].code);
		}
		pairs_set(r->to, REPORT_STATISTICS, no ? REPORT_NOT_AT_ALL : to.len ? str_text(&to) : REPORT_NOBODY);
	}
	consent_reading_fini(&said);
	str_fini(&to);
	return good;
}

static void take_head(struct reading *r)
{
	char year[8] = "";
	snprintf(year, sizeof year, "%.4s", r->c->opened_at);
	pairs_set(r->to, stat_name(STAT_YEAR), year);
	pairs_set(r->to, stat_name(STAT_LEVEL), *r->c->band_assigned ? r->c->band_assigned : r->c->band_calculated);
}

bool figures_of_case(struct session *s, const struct case_row *c, struct pairs *out, struct err *e)
{
	struct reading r = {s, c, out};
	struct record kept = {0};
	pairs_clear(out);
	if (text_is(c->status, status_name(STATUS_PSEUDONYMISED))) {
		if (!store_record_newest(s->store, c->id, "figures", &kept, e))
			return false;
		pairs_copy(out, &kept.answers);
		record_fini(&kept);
		return true;
	}
	take_head(&r);
	return take_person(&r, e) && take_records(&r, e) && take_consent(&r, e);
}

const struct kind kind_figures = {
	.name = "figures",
	.label = "Kept for figures",
	.form = "figures",
	.permit = PERMIT_EXPORT,
	.section = SECTION_RIGHTS,
	.restricted = true,
	.final = true,
	.made_by_program = true,
	.needs = KIND_NEEDS(FIGURES_FIELDS),
};
