/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A desk to test services at: a database of its own, the built-in configuration, a clock that stands still and ids that
 * come out the same each time. Include after cmocka.h.
 */
#ifndef SARAI_TESTS_DESK_H
#define SARAI_TESTS_DESK_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <sarai/access/session.h>
#include <sarai/base/clock.h>
#include <sarai/base/date.h>
#include <sarai/base/diag.h>
#include <sarai/base/err.h>
#include <sarai/base/mem.h>
#include <sarai/base/str.h>
#include <sarai/config/config.h>
#include <sarai/config/load.h>
#include <sarai/edit/cases.h>
#include <sarai/edit/open.h>
#include <sarai/edit/save.h>
#include <sarai/form/form.h>
#include <sarai/kind/approval.h>
#include <sarai/kind/closure.h>
#include <sarai/model/catalogue.h>
#include <sarai/store/casefile.h>
#include <sarai/store/store.h>

#define UNUSED __attribute__((unused))

struct service_env {
	char folder[80];
	int64_t now; /* 23 Nov 2026 09:00 UTC; move it by adding seconds */
	uint64_t seed;
	struct clock clock;
	struct config *config;
	struct session s;
	struct err e;
};

/* Fails the test, saying why, unless the call has gone well. */
#define good(d, call)                                                                                                  \
	do {                                                                                                           \
		memset(&(d)->e, 0, sizeof(d)->e);                                                                      \
		if (!(call))                                                                                           \
			fail_msg("%s: %s: %s", #call, (d)->e.where, (d)->e.detail);                                    \
	} while (0)
/* ... unless it has been refused with this code. */
#define refused(d, wanted, call)                                                                                       \
	do {                                                                                                           \
		memset(&(d)->e, 0, sizeof(d)->e);                                                                      \
		assert_false(call);                                                                                    \
		if ((d)->e.code != (wanted))                                                                           \
			fail_msg("%s: code %d: %s: %s", #call, (d)->e.code, (d)->e.where, (d)->e.detail);              \
	} while (0)

static void service_env_seat(struct service_env *d, const char *actor)
{
	char path[96];
	struct diags found = {0};
	d->clock = clock_fixed(&d->now);
	d->config = config_load_builtin(&found);
	if (!d->config) {
		diags_print(&found, stderr);
		fail_msg("the built-in configuration has findings");
	}
	diags_fini(&found);
	snprintf(path, sizeof path, "%s/sarai.db", d->folder);
	struct store *store = store_open(path, STORE_CREATE, &d->e);
	if (!store)
		fail_msg("%s", d->e.detail);
	session_init(&d->s, actor, store, d->config, &d->clock);
	ids_init_seeded(&d->s.ids, &d->clock, &d->seed);
	/* Tests give short reasons, and the same ones again; those about reasons call desk_judge_reasons. */
	d->config->settings.reason_min = 1;
	d->s.reasons_repeat = true;
}

static UNUSED void service_env_judge_reasons(struct service_env *d)
{
	d->config->settings.reason_min = 10;
	d->s.reasons_repeat = false;
}

static UNUSED void service_env_open(struct service_env *d)
{
	const char *tmp = getenv("TMPDIR");
	memset(d, 0, sizeof *d);
	snprintf(d->folder, sizeof d->folder, "%s/sarai-XXXXXX", tmp && strlen(tmp) < 48 ? tmp : "/tmp");
	assert_non_null(mkdtemp(d->folder));
	assert_true(time_from_iso("2026-11-23T09:00:00Z", &d->now));
	d->seed = 42;
	service_env_seat(d, "amina");
}

/* Somebody else on the same database. */
static UNUSED void service_env_beside(struct service_env *other, const struct service_env *d, const char *actor)
{
	memset(other, 0, sizeof *other);
	snprintf(other->folder, sizeof other->folder, "%s", d->folder);
	other->now = d->now;
	other->seed = 4242;
	service_env_seat(other, actor);
}

static UNUSED void service_env_leave(struct service_env *d)
{
	store_close(&d->s.store);
	config_free(&d->config);
}

static UNUSED void service_env_close(struct service_env *d)
{
	char command[128];
	service_env_leave(d);
	snprintf(command, sizeof command, "rm -rf '%s'", d->folder);
	assert_int_equal(system(command), 0);
}

/* For cmocka: a desk of its own for each test. */
static UNUSED int service_env_set_up(void **state)
{
	struct service_env *d = mem_alloc(sizeof *d);
	service_env_open(d);
	*state = d;
	return 0;
}

static UNUSED int service_env_tear_down(void **state)
{
	service_env_close(*state);
	free(*state);
	return 0;
}

/* Whether a file of the desk's folder has these bytes anywhere; one that is not there has none. */
static UNUSED bool service_env_file_holds(const struct service_env *d, const char *name, const char *word)
{
	char path[160], part[4096];
	struct str all = {0};
	size_t n;
	snprintf(path, sizeof path, "%s/%s", d->folder, name);
	FILE *f = fopen(path, "rb");
	if (!f)
		return false;
	while ((n = fread(part, 1, sizeof part, f)) > 0)
		str_add_n(&all, part, n);
	fclose(f);
	bool found = all.len && memmem(all.s, all.len, word, strlen(word));
	str_fini(&all);
	return found;
}

/* ---- work ---- */

static UNUSED void put(struct edit *w, const char *field, const char *value)
{
	int i = form_def_field(form_definition(w->form), field);
	if (i < 0)
		fail_msg("the form %s has no field %s", w->kind->form, field);
	if (!form_set(w->form, i, value))
		fail_msg("%s.%s does not take \"%s\"", w->kind->form, field, value);
}

static UNUSED struct edit *open_kind(struct service_env *d, const char *kind, const char *case_id)
{
	memset(&d->e, 0, sizeof d->e);
	struct edit *w = edit_open(&d->s, kind, case_id, NULL, NULL, &d->e);
	if (!w)
		fail_msg("opening %s: %s: %s", kind, d->e.where, d->e.detail);
	return w;
}

static UNUSED void save(struct service_env *d, struct edit *w)
{
	good(d, edit_save(&d->s, w, NULL, &d->e));
}

/* Fields and values in turn, NULL at the end; the record's id in out (may be NULL). */
#define fill(d, case_id, kind, out, ...) fill_in(d, case_id, kind, out, (const char *[]){__VA_ARGS__, NULL})
static UNUSED void fill_in(struct service_env *d, const char *case_id, const char *kind, char *out, const char **pairs)
{
	struct edit *w = open_kind(d, kind, case_id);
	for (; *pairs; pairs += 2)
		put(w, pairs[0], pairs[1]);
	save(d, w);
	if (out)
		memcpy(out, w->record.id, ID_TEXT);
	edit_close(&w);
}

/* A person with a case; its id in out. */
static UNUSED void register_as(struct service_env *d, const char *name, char out[ID_TEXT])
{
	struct edit *w = open_kind(d, "person", NULL);
	put(w, "name", name);
	save(d, w);
	memcpy(out, w->case_row.id, ID_TEXT);
	edit_close(&w);
}

static UNUSED struct case_row head(struct service_env *d, const char *case_id)
{
	struct case_row k = {0};
	good(d, cases_get(&d->s, case_id, &k, &d->e));
	return k;
}

static UNUSED void head_is(struct service_env *d, const char *case_id, const char *status, const char *due_kind)
{
	struct case_row k = head(d, case_id);
	assert_string_equal(k.status, status);
	assert_string_equal(k.due_kind, due_kind);
	case_row_fini(&k);
}

/* The closure form with all that it can answer by itself. */
static UNUSED void fill_closure(struct service_env *d, const char *case_id, const char *reason)
{
	fill(d, case_id, "closure", NULL, "reason", reason, "risks_gone", "yes", "told_come_back", "yes",
	     "later_contact", "no", "file_complete", "yes", "retention_until", "2031-11-23");
}

/* The approval that waits for a case's closure; "" when there is none. */
static UNUSED void closure_request(struct service_env *d, const char *case_id, char out[ID_TEXT])
{
	struct closure_view v = {0};
	good(d, closure_read(&d->s, case_id, &v, &d->e));
	memcpy(out, v.request_id, ID_TEXT);
	closure_view_fini(&v);
}

static UNUSED void close_case(struct service_env *d, const char *case_id)
{
	char request[ID_TEXT];
	fill_closure(d, case_id, "goals-met");
	closure_request(d, case_id, request);
	good(d, approval_answer(&d->s, request, true, "", NULL, &d->e));
}

/* Open a shared record, or (record NULL) begin one under a parent (NULL: a record without a parent). */
static UNUSED struct edit *open_under(struct service_env *d, const char *kind, const char *parent, const char *record)
{
	memset(&d->e, 0, sizeof d->e);
	struct edit *w = edit_open(&d->s, kind, NULL, record, parent, &d->e);
	if (!w)
		fail_msg("opening %s: %s: %s", kind, d->e.where, d->e.detail);
	return w;
}

/* Answer every factor of the catalogue alike. */
static UNUSED void put_factors(struct service_env *d, struct edit *w, const char *answer)
{
	const struct catalogue *c = d->config->catalogue;
	for (int i = 0; i < c->n_factors; i++)
		put(w, c->factors[i].name, answer);
}

/* Answer every factor alike and finish the round. */
static UNUSED void assess_all(struct service_env *d, const char *case_id, const char *answer)
{
	struct edit *w = open_kind(d, "assessment", case_id);
	put_factors(d, w, answer);
	put(w, "finished", "yes");
	save(d, w);
	edit_close(&w);
}

#endif
