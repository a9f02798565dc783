/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A consent being saved: what does not go together is refused, and its line in the list is made.
 */
#include <stdlib.h>
#include <string.h>

#include <sarai/access/session.h>
#include <sarai/base/err.h>
#include <sarai/base/mem.h>
#include <sarai/base/pairs.h>
#include <sarai/base/str.h>
#include <sarai/config/config.h>
#include <sarai/edit/kind.h>
#include <sarai/edit/open.h>
#include <sarai/edit/save.h>
#include <sarai/kind/consent.h>
#include <sarai/kind/kinds.h>
#include <sarai/model/consent.h>
#include <sarai/model/permit.h>
#include <sarai/store/casefile.h>
#include <sarai/store/record.h>

#define CONSENT_FIELDS(X) \
	X(CONSENT_CONSENT, "consent") X(CONSENT_GIVEN_ON, "given_on") X(CONSENT_GIVEN_BY, "given_by") \
	X(CONSENT_PURPOSES, "purposes") X(CONSENT_RECIPIENTS, "recipients") \
	X(CONSENT_NEVER_TO, "never_to") X(CONSENT_METHOD, "method")
KIND_FIELDS(CONSENT_FIELDS)

/* The first code that is both allowed and never to be told; owned, NULL when there is none. */
static char *in_both(const char *yes, const char *never)
{
	for (const char *p = yes; *p;) {
		size_t n = strcspn(p, " ");
		for (const char *q = never; *q;) {
			size_t m = strcspn(q, " ");
			if (m == n && !strncmp(p, q, n))
				return mem_strndup(p, n);
			q += m + strspn(q + m, " ");
		}
		p += n + strspn(p + n, " ");
	}
	return NULL;
}

static bool check(struct session *s, const struct record *r, struct err *e)
{
	const struct pairs *a = &r->answers;
	bool basis = !strcmp(pairs_get(a, "consent"), "basis");
	if (basis && !session_may(s, PERMIT_CONSENT_OVERRIDE, e))
		return false;
	if (basis && !(*pairs_get(a, "basis") && *pairs_get(a, "basis_reason")))
		return err_set(e, ERR_DATA, "consent",
			       "What is not consent needs its basis and the reason, for whoever reads it later.");
	char *both = in_both(pairs_get(a, CONSENT_RECIPIENTS), pairs_get(a, CONSENT_NEVER_TO));
	if (!both)
		return true;
	err_set(e, ERR_DATA, "consent", "\"%s\" is chosen under Towards whom and under Never to be told. Keep one.",
		config_label(s->config, "consent-recipients", both));
	free(both);
	return false;
}

static void add(const struct edit *w, const struct record *r, struct str *to, const char *before, const char *field)
{
	char *shown = edit_shown(w, r, field);
	if (*shown)
		str_addf(to, "%s%s", before, shown);
	free(shown);
}

/* The limit first: a cut must not take it away. */
static bool before_consent(struct save *save, struct err *e)
{
	struct edit *w = save->edit;
	struct record *next = save->next;
	struct str t = {0};
	if (!check(save->session, next, e))
		return false;
	add(w, next, &t, "", "consent");
	add(w, next, &t, "; not: ", "never_to");
	add(w, next, &t, "; not: ", "never_names");
	add(w, next, &t, "; ", "purposes");
	add(w, next, &t, "; towards ", "recipients");
	record_set_title(next, &t);
	str_fini(&t);
	return true;
}

const struct kind kind_consent = {
	.name = "consent",
	.label = "Consent",
	.form = "consent",
	.permit = PERMIT_SCREEN,
	.section = SECTION_CONSENT,
	.when_ended = true, /* it can be taken back at any time */
	.any_episode = true,
	.title_field = "consent",
	.state_field = "consent",
	.happened_field = "given_on",
	.before = before_consent,
	.reasons = "basis_reason",
	.needs = KIND_NEEDS(CONSENT_FIELDS),
};
