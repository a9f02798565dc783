/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <sarai/access/audit.h>
#include <sarai/access/session.h>
#include <sarai/access/transaction.h>
#include <sarai/base/err.h>
#include <sarai/base/mem.h>
#include <sarai/base/system_log.h>
#include <sarai/crypto/chain.h>
#include <sarai/model/permit.h>
#include <sarai/store/audit.h>
#include <sarai/store/history.h>
#include <sarai/store/store.h>

#define PAGE 500

/* The digest a row must have behind the one before. */
static void link_row(const char *before, const struct audit_entry *a, char out[AUDIT_DIGEST])
{
	char seq[24];
	snprintf(seq, sizeof seq, "%" PRId64, a->seq);
	const char *const fields[] = {seq,     a->at,	   a->who,	 a->source, a->action,
				      a->kind, a->case_id, a->record_id, a->detail};
	chain_link(*before ? before : CHAIN_START, fields, (int)(sizeof fields / sizeof fields[0]), out);
}

/* Told as it is written, even if the transaction then fails: an attempt counts as well. */
static void tell_system(const struct session *s, const struct audit_note *n)
{
	if (n->log && s->config && s->config->settings.syslog)
		system_log(n->action, s->source, s->actor, n->log);
}

static bool append(struct session *s, const struct audit_note *n, struct err *e)
{
	struct audit_entry a = {0};
	char before[AUDIT_DIGEST];
	if (!store_audit_last(s->store, &a.seq, before, e))
		return false;
	a.seq++;
	session_now(s, a.at);
	snprintf(a.who, sizeof a.who, "%s", s->actor);
	snprintf(a.source, sizeof a.source, "%s", s->source);
	snprintf(a.action, sizeof a.action, "%s", n->action);
	snprintf(a.kind, sizeof a.kind, "%s", n->kind ? n->kind : "");
	snprintf(a.case_id, sizeof a.case_id, "%s", n->case_id ? n->case_id : "");
	snprintf(a.record_id, sizeof a.record_id, "%s", n->record_id ? n->record_id : "");
	a.detail = mem_strdup(n->detail ? n->detail : "");
	link_row(before, &a, a.digest);
	bool good = store_audit_add(s->store, &a, e);
	audit_entry_fini(&a);
	if (good)
		tell_system(s, n);
	return good;
}

bool audit_add(struct session *s, const struct audit_note *n, struct err *e)
{
	bool own;
	return transaction_begin(s, &own, e) && transaction_end(s, own, append(s, n, e), e);
}

bool history_log(struct session *s, const struct history_entry *h, struct err *e)
{
	struct audit_note n = {h->action, h->kind, h->case_id, h->record_id, h->summary, NULL};
	return store_history_add(s->store, h, e) && append(s, &n, e);
}

bool audit_verify(struct store *s, int64_t anchor_seq, const char *anchor, bool (*progress)(void *ctx, int64_t rows),
		  void *ctx, struct audit_state *out, struct err *e)
{
	struct audit_list page = {0};
	char want[AUDIT_DIGEST];
	memset(out, 0, sizeof *out);
	do {
		audit_list_fini(&page);
		if (!store_audit_page(s, out->rows, PAGE, &page, e))
			return false;
		for (int i = 0; i < page.n && !out->bad; i++) {
			const struct audit_entry *a = &page.at[i];
			link_row(out->head, a, want);
			if (a->seq != out->rows + 1 || strcmp(want, a->digest) ||
			    (a->seq == anchor_seq && strcmp(a->digest, anchor)))
				out->bad = out->rows + 1;
			out->rows++;
			memcpy(out->head, a->digest, sizeof out->head);
		}
		if (progress && !progress(ctx, out->rows)) {
			audit_list_fini(&page);
			return err_set(e, ERR_CANCELLED, "audit", "It was stopped.");
		}
	} while (page.n == PAGE && !out->bad);
	audit_list_fini(&page);
	/* Rows cut off the end leave a chain that is whole: only an anchor tells. */
	if (!out->bad && anchor_seq > out->rows)
		out->bad = out->rows + 1;
	return true;
}

bool audit_check(struct session *s, struct audit_state *out, struct err *e)
{
	memset(out, 0, sizeof *out);
	return session_may(s, PERMIT_AUDIT, e) && audit_verify(s->store, 0, NULL, NULL, NULL, out, e);
}
