/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The certificate of an erasure: what, when, by whom, because of what. It names nobody but the two who did it.
 */
#include <inttypes.h>

#include <sarai/access/session.h>
#include <sarai/base/date.h>
#include <sarai/base/mem.h>
#include <sarai/base/pairs.h>
#include <sarai/base/str.h>
#include <sarai/config/config.h>
#include <sarai/crypto/digest.h>
#include <sarai/kind/erasure_certificate.h>

#define LABEL_COLS 19

static void line(struct str *t, const char *label, const char *text)
{
	if (*text)
		str_addf(t, "%-*s%s\n", LABEL_COLS, label, text);
}

static void day_line(struct str *t, const char *label, const char *at)
{
	char day[DATE_TEXT] = "";
	int64_t when;
	if (time_from_iso(at, &when))
		time_show(when, day);
	line(t, label, day);
}

static void who_line(struct str *t, const char *label, const char *who, const char *at)
{
	char when[DATE_TEXT] = "";
	int64_t then;
	if (time_from_iso(at, &then))
		time_show(then, when);
	str_addf(t, "%-*s%s, %s\n", LABEL_COLS, label, who, when);
}

char *certificate_text(struct session *s, const struct certificate *c)
{
	const struct pairs *a = &c->proposal->answers;
	bool all = c->how == ERASURE_ALL;
	char now[TIME_TEXT], digest[DIGEST_TEXT];
	struct str t = {0};
	session_now(s, now);
	str_addf(&t, "CERTIFICATE: %s\n\n", all ? "a file has been erased" : "a file is kept without a name");
	line(&t, "Office", s->config->settings.office);
	line(&t, "Case", c->case_row->number);
	day_line(&t, "Opened", c->case_row->opened_at);
	day_line(&t, "Closed", c->closed_at);
	str_addf(&t, "%-*s%d parts with %d answers; drafts, earlier values, names, search keys\n", LABEL_COLS,
		 "Taken out", c->parts, c->answers);
	line(&t, "Left",
	     all ? "number, days, who did what when; this certificate"
		 : "number, days, who did what when; level, codes for figures; this certificate");
	line(&t, "Because", config_label(s->config, "erasure-basis", pairs_get(a, "basis")));
	line(&t, "Reason", pairs_get(a, "reason"));
	who_line(&t, "Proposed by", c->proposal->created_by, c->proposal->created_at);
	who_line(&t, "Carried out by", c->by, now);
	line(&t, "Comment", c->comment);
	str_addf(&t, "%-*s%" PRId64 ":%s\n", LABEL_COLS, "Audit trail before", c->audit_row, c->audit_head);
	str_add(&t, "\nCopies of the database made before this day still hold the file: they are destroyed in their "
		    "turn.\n");
	digest_of(str_text(&t), t.len, digest);
	line(&t, "Digest", digest);
	return str_take(&t);
}
