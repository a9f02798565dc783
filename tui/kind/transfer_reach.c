/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>
#include <string.h>

#include <sarai/access/check.h>
#include <sarai/access/session.h>
#include <sarai/base/err.h>
#include <sarai/base/list.h>
#include <sarai/base/mem.h>
#include <sarai/base/str.h>
#include <sarai/edit/temporary_access.h>
#include <sarai/kind/notification.h>
#include <sarai/kind/transfer_reach.h>
#include <sarai/model/permit.h>
#include <sarai/model/role.h>
#include <sarai/store/account.h>
#include <sarai/store/casefile.h>

static const struct user_role *role_of(const struct session *s, const struct account *a)
{
	return roles_get(s->config->roles, a->role);
}

/* ---- who can take a case ---- */

bool receivers_add(struct session *s, struct option_list *to, struct err *e)
{
	struct account_list l = {0};
	if (!store_account_list(s->store, &l, e))
		return false;
	for (int i = 0; i < l.n; i++) {
		const struct account *a = &l.at[i];
		if (!a->disabled && role_works_on_cases(role_of(s, a)))
			option_list_add(to, a->name, *a->full_name ? a->full_name : a->name);
	}
	account_list_fini(&l);
	return true;
}

bool receiver_check(struct session *s, const char *name, const char *number, struct err *e)
{
	struct account a = {0};
	struct err why = {0};
	int accounts = 0;
	if (!store_account_count(s->store, &accounts, e))
		return false;
	if (accounts == 0)
		return true;
	if (!store_account_get(s->store, name, &a, &why) && why.code != ERR_MISSING)
		return err_set(e, why.code, why.where, "%s", why.detail);
	const struct user_role *r = role_of(s, &a);
	bool there = *a.id && !a.disabled, works = role_works_on_cases(r);
	mem_wipe(&a, sizeof a);
	if (!there)
		return err_set(e, ERR_DATA, number, "Nobody logs in here as \"%s\".", name);
	return works || err_set(e, ERR_DATA, number,
				"%s could not go on with the case: the role \"%s\" does not assess, plan and follow up.",
				name, r ? r->label : "none");
}

/* ---- what is lost ---- */

static void with_owner(const struct case_row *c, const struct account *to, struct case_row *out)
{
	*out = *c; /* what it owns is only looked at */
	snprintf(out->owner, sizeof out->owner, "%s", to->name);
	snprintf(out->team, sizeof out->team, "%s", to->team);
	snprintf(out->office, sizeof out->office, "%s", to->office);
}

static unsigned lost_in(struct session *s, const char *case_id, const struct account *to)
{
	struct case_row c = {0}, then;
	unsigned lost = 0;
	if (!store_case_get(s->store, case_id, &c, NULL))
		return 0;
	with_owner(&c, to, &then);
	for (int i = 0; i < PERMIT_COUNT; i++) {
		enum permit p = (enum permit)i;
		if (permit_of_cases(p) && access_covers(s, p, &c) && !access_covers(s, p, &then))
			lost |= PERMIT_BIT(p);
	}
	case_row_fini(&c);
	return lost;
}

static char *loss_words(const struct session *s, const struct account *to, unsigned lost, int n, bool asked)
{
	struct str out = {0};
	const struct user_role *r = role_of(s, to);
	bool first = true;
	str_addf(&out, "%s %s %s to %s (%s%s%s). ", asked ? "When they say yes," : "Saved,", n == 1 ? "the case" : "the cases",
		 n == 1 ? "goes" : "go", to->name, r ? r->label : "", *to->team ? ", team " : "", to->team);
	str_addf(&out, "You can then no longer do this with %s: ", n == 1 ? "it" : "them");
	for (int i = 0; i < PERMIT_COUNT; i++) {
		if (!(lost & PERMIT_BIT(i)))
			continue;
		str_addf(&out, "%s%s", first ? "" : "; ", permit_words((enum permit)i));
		first = false;
	}
	str_add(&out, ".");
	if (lost & PERMIT_BIT(PERMIT_VIEW))
		str_addf(&out, " You see the number alone. Supervisors who lose sight of it may look for %d days more.",
			 SUPERVISOR_SEES_DAYS);
	return str_take(&out);
}

char *transfer_loss(struct session *s, const char (*case_ids)[ID_TEXT], int n, const char *to, bool asked)
{
	struct account a = {0};
	unsigned lost = 0;
	char *words = NULL;
	if (!receiver_check(s, to, "", NULL) || !store_account_get(s->store, to, &a, NULL))
		return NULL;
	for (int i = 0; i < n; i++)
		lost |= lost_in(s, case_ids[i], &a);
	if (lost)
		words = loss_words(s, &a, lost, n, asked);
	mem_wipe(&a, sizeof a);
	return words;
}

/* ---- who still sees it ---- */

static bool reaches(const struct session *s, const struct account *a, const struct case_row *c)
{
	const struct user_role *r = role_of(s, a);
	struct case_ties ties = {c->owner, c->team, c->office};
	return r && !a->disabled && r->may[PERMIT_VIEW] != SCOPE_NONE &&
	       scope_reaches(r->may[PERMIT_APPROVE], a->name, a->team, a->office, &ties);
}

bool supervisors_still_see(struct session *s, const struct case_row *was, const char *owner, const char *record,
			   struct err *e)
{
	struct account_list l = {0};
	struct case_row now = {0};
	bool good = true, any = false;
	if (!store_account_list(s->store, &l, e))
		return false;
	for (int i = 0; i < l.n; i++) {
		if (!strcmp(l.at[i].name, owner))
			with_owner(was, &l.at[i], &now);
	}
	for (int i = 0; good && *now.owner && i < l.n; i++) {
		const struct account *a = &l.at[i];
		if (!reaches(s, a, was) || reaches(s, a, &now))
			continue;
		any = true;
		good = access_lend(s, was->id, a->name, "Given out of your reach", SUPERVISOR_SEES_DAYS * 24, e);
	}
	account_list_fini(&l);
	return good && (!any || notification_given(s, was, record, e));
}
