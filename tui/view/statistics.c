/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The codes of many cases, for figures and for HTCDS: who is in, who has said no, and what may not be seen.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <sarai/access/audit.h>
#include <sarai/access/check.h>
#include <sarai/access/session.h>
#include <sarai/access/transaction.h>
#include <sarai/base/err.h>
#include <sarai/base/list.h>
#include <sarai/base/mem.h>
#include <sarai/base/pairs.h>
#include <sarai/base/str.h>
#include <sarai/base/text.h>
#include <sarai/config/config.h>
#include <sarai/edit/kind.h>
#include <sarai/edit/mask.h>
#include <sarai/kind/statistics_record.h>
#include <sarai/model/permit.h>
#include <sarai/model/statistics.h>
#include <sarai/model/status.h>
#include <sarai/store/account.h>
#include <sarai/store/casefile.h>
#include <sarai/view/export_cases.h>
#include <sarai/view/statistics.h>

/* ---- many ---- */

static bool count_case(void *ctx, const struct case_row *c, const struct pairs *f, struct err *e)
{
	struct stat_cases *out = ctx;
	(void)e;
	if (text_is(pairs_get(f, REPORT_STATISTICS), REPORT_NOT_AT_ALL)) {
		out->refused++;
		return true;
	}
	out->at = mem_grow(out->at, &out->cap, out->n + 1, sizeof *out->at);
	struct stat_case *to = &out->at[out->n++];
	*to = (struct stat_case){0};
	for (int i = 0; i < STAT_COUNT; i++)
		stat_case_set(to, (enum stat_column)i, pairs_get(f, stat_name((enum stat_column)i)));
	enum case_status status;
	bool open = !status_from_name(c->status, &status) || status_is_open(status);
	stat_case_set(to, STAT_STATUS, open ? "open" : text_is(c->status, "transferred") ? "transferred" : "closed");
	return true;
}

bool statistics_read(struct session *s, struct stat_cases *out, struct err *e)
{
	memset(out, 0, sizeof *out);
	if (session_may(s, PERMIT_EXPORT, e) && export_every_case(s, PERMIT_EXPORT, count_case, out, e))
		return true;
	stat_cases_fini(out);
	return false;
}

void stat_cases_fini(struct stat_cases *c)
{
	for (int i = 0; i < c->n; i++)
		stat_case_fini(&c->at[i]);
	free(c->at);
	*c = (struct stat_cases){0};
}

/* ---- HTCDS ---- */

const char *const htcds_columns[] = {
	REPORT_NUMBER,
	"prs_Gender",
	"prs_Citizenship",
	"prs_PrimaryLanguage",
	"prs_MaritalStatus",
	"prs_NumberOfChildren",
	"prs_HighestLevelOfEducation",
	"prs_Deceased",
	"vic_TraffickingStatus",
	"vic_TraffickingStatusDecisionMakingOrg",
	"vic_RelationshipToTrafficker",
	"vic_AgeWhenTrafficked",
	"vic_RecruitmentWebsitesAndApps",
	"vic_MethodOfRecruitment",
	"vic_MethodsOfControl",
	"vic_TypeOfExploitation",
	"vic_ForcedLabourIndustry",
	"vic_TypeOfSexExploitation",
	"vic_ExploitationWebsitesAndApps",
	"per_RoleInProcess",
	"hte_Type",
	"hte_Country",
	"cas_Status",
	"cas_ReasonForCaseClosure",
	"con_Consent",
};
const int htcds_column_count = (int)(sizeof htcds_columns / sizeof *htcds_columns);

struct sending {
	struct session *s;
	const char *recipient;
	struct htcds_rows *out;
};

static bool source_restricted(const struct config *cfg, const struct htcds_source *x)
{
	const struct kind *k = kind_get(x->kind);
	return !k || k->restricted || restricted_field(config_form(cfg, k->form), x->field);
}

static const char *status_of(const struct case_row *c)
{
	enum case_status status;
	if (!status_from_name(c->status, &status))
		return "Active";
	if (status == STATUS_TRANSFERRED)
		return "ClosedReferred";
	if (status == STATUS_MONITORING)
		return "FollowUp";
	return status_is_open(status) ? "Active" : "Closed";
}

static bool about_trafficking(const struct pairs *f)
{
	struct str name = {0};
	bool found = false;
	for (int i = 0; i < htcds_source_count && !found; i++) {
		if (!text_is(htcds_sources[i].kind, "trafficking") && !text_is(htcds_sources[i].kind, "trafficking-event"))
			continue;
		htcds_source_name(&htcds_sources[i], &name);
		found = pairs_has(f, str_text(&name));
	}
	str_fini(&name);
	return found;
}

static bool send_case(void *ctx, const struct case_row *c, const struct pairs *f, struct err *e)
{
	struct sending *x = ctx;
	struct htcds_rows *out = x->out;
	struct str name = {0};
	(void)e;
	if (!about_trafficking(f))
		return true;
	if (!export_agreed(f, x->recipient)) {
		out->refused++;
		return true;
	}
	out->at = mem_grow(out->at, &out->cap, out->n + 1, sizeof *out->at);
	struct pairs *row = &out->at[out->n++];
	*row = (struct pairs){0};
	bool seen = restricted_seen(x->s, c->id);
	pairs_set(row, REPORT_NUMBER, c->number);
	pairs_set(row, "cas_Status", status_of(c));
	for (int i = 0; i < htcds_source_count; i++) {
		htcds_source_name(&htcds_sources[i], &name);
		const char *value = pairs_get(f, str_text(&name));
		if (*value && (seen || !source_restricted(x->s->config, &htcds_sources[i])))
			pairs_set(row, htcds_sources[i].column, value);
	}
	str_fini(&name);
	return true;
}

bool htcds_read(struct session *s, const char *recipient, struct htcds_rows *out, struct err *e)
{
	struct sending x = {s, recipient, out};
	const struct option_list *l = option_lists_get(&s->config->lists, "consent-recipients");
	memset(out, 0, sizeof *out);
	if (!session_may(s, PERMIT_EXPORT_CASES, e))
		return false;
	if (!l || option_list_find(l, recipient) < 0)
		return err_set(e, ERR_DATA, "consent-recipients", "There is no recipient \"%s\".", recipient);
	if (export_every_case(s, PERMIT_EXPORT_CASES, send_case, &x, e))
		return true;
	htcds_rows_fini(out);
	return false;
}

void htcds_rows_fini(struct htcds_rows *r)
{
	for (int i = 0; i < r->n; i++)
		pairs_clear(&r->at[i]);
	free(r->at);
	*r = (struct htcds_rows){0};
}

bool export_log(struct session *s, const char *kind, int rows, const char *filter, struct err *e)
{
	struct str detail = {0};
	struct audit_note n = {.action = "export", .kind = kind};
	bool own;
	if (!session_may(s, text_is(kind, "statistics") ? PERMIT_EXPORT : PERMIT_EXPORT_CASES, e))
		return false;
	str_addf(&detail, "%d row%s; %s", rows, rows == 1 ? "" : "s", filter);
	n.detail = str_text(&detail);
	bool good = transaction_begin(s, &own, e) && transaction_end(s, own, audit_add(s, &n, e), e);
	str_fini(&detail);
	return good;
}
