/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Accounts, wrong passwords, access for a time, and facts about the database as a whole. Who may change them is the
 * service layer's affair. All that writes is part of the open transaction, or one of its own when none is open.
 */
#ifndef SARAI_STORE_ACCOUNT_H
#define SARAI_STORE_ACCOUNT_H

#include <sarai/store/store.h>

struct account {
	char id[ID_TEXT];
	char name[64], full_name[120];
	char role[48], team[48], office[48];
	char password[128];       /* hash; "" for none */
	bool must_change;
	char totp[160];           /* sealed; "" for none */
	int64_t totp_step;
	bool disabled;
	char created_at[TIME_TEXT], created_by[64];
	char last_login_at[TIME_TEXT], last_login_from[64];
	int version;
};
struct account_list {
	struct account *at;
	int n, cap;
};

bool store_account_insert(struct store *s, struct account *a, struct err *e);
bool store_account_update(struct store *s, struct account *a, struct err *e); /* by version: ERR_CONFLICT */
bool store_account_get(struct store *s, const char *name, struct account *out, struct err *e); /* ERR_MISSING */
bool store_account_list(struct store *s, struct account_list *out, struct err *e);
bool store_account_count(struct store *s, int *n, struct err *e);
void account_list_fini(struct account_list *l);

/* How often in a row, and when last; 0 and "" when never. failures 0 in put forgets them. */
bool store_failures_get(struct store *s, const char *key, int *failures, char last_at[TIME_TEXT], struct err *e);
bool store_failures_put(struct store *s, const char *key, int failures, const char *at, struct err *e);
/* Forgets the oldest of places ("from:") and of names that no account has, so that `most` are left. */
bool store_failures_bound(struct store *s, int most, struct err *e);

/* From where an account has logged in; the `most` newest places are kept. */
bool store_login_place_known(struct store *s, const char *account, const char *place, bool *known, struct err *e);
bool store_login_place_put(struct store *s, const char *account, const char *place, const char *at, int most,
			   struct err *e);

struct access_grant {
	char id[ID_TEXT], case_id[ID_TEXT], number[32];
	char account[64];
	char *reason; /* owned */
	char at[TIME_TEXT], until[TIME_TEXT];
};
struct grant_list {
	struct access_grant *at;
	int n, cap;
};
bool store_grant_add(struct store *s, const struct access_grant *g, struct err *e);
/* Until when the account has access to the case; "" when it has none. */
bool store_grant_until(struct store *s, const char *account, const char *case_id, const char *now,
		       char until[TIME_TEXT], struct err *e);
/* Why the account was given access to the case last; NULL when it never was. Owned. */
bool store_grant_reason(struct store *s, const char *account, const char *case_id, char **reason, struct err *e);
/* What was given to the account for just this reason, and still runs, ends now; what it has for other reasons stays. */
bool store_grant_end(struct store *s, const char *account, const char *case_id, const char *reason, const char *now,
		     struct err *e);
/* Those no supervisor has taken note of, oldest first; of a team's cases, or (NULL) all. */
bool store_grants_unseen(struct store *s, const char *team, int limit, struct grant_list *out, struct err *e);
bool store_grant_seen(struct store *s, const char *id, const char *by, struct err *e);
void grant_list_fini(struct grant_list *l);

/* A fact about the database; "" when it is not known. */
bool store_fact_get(struct store *s, const char *name, char *out, size_t size, struct err *e);
bool store_fact_put(struct store *s, const char *name, const char *value, struct err *e);

#endif
