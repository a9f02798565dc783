/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Schemas, oldest first. A step that has been released is never edited; the next one gets the next number and a file of
 * its own. Each is one transaction together with its number, and runs once.
 */
#include <stdlib.h>

#include <sarai/base/clock.h>
#include <sarai/base/str.h>

#include <sql/migration_001.h>
#include <sql/migration_002.h>
#include <sql/migration_003.h>
#include <sql/migration_004.h>
#include <sql/migration_005.h>
#include <sql/migration_006.h>
#include <sql/migration_007.h>
#include <sql/migration_008.h>

#include "connection.h"

const struct migration store_migrations[] = {
	{1, sql_migration_001},
	{2, sql_migration_002},
	{3, sql_migration_003},
	{4, sql_migration_004},
	{5, sql_migration_005},
	{6, sql_migration_006},
	{7, sql_migration_007},
	{8, sql_migration_008},
};
const int store_migration_count = sizeof store_migrations / sizeof *store_migrations;

static bool step(struct store *s, const struct migration *m, struct err *e)
{
	char number[64];
	int64_t schema = 0;
	sqlite3_snprintf(sizeof number, number, "pragma user_version = %d", m->version);
	if (!connection_do(s, "begin immediate", e))
		return false;
	bool good = connection_number(s, "pragma user_version", &schema, e);
	/* Another process may have been first. */
	if (good && schema < m->version)
		good = connection_do(s, m->sql, e) && connection_do(s, number, e);
	if (good && connection_do(s, "commit", e))
		return true;
	if (!sqlite3_get_autocommit(s->db))
		sqlite3_exec(s->db, "rollback", NULL, NULL, NULL);
	return false;
}

static bool keep_copy(struct store *s, int version, struct err *e)
{
	struct str to = {0};
	str_addf(&to, "%s.before-%d", s->real, version);
	bool good = copy_make(s, str_text(&to), true, e);
	str_fini(&to);
	return good;
}

bool migrate(struct store *s, struct err *e)
{
	int newest = s->migrations[s->n_migrations - 1].version;
	int64_t schema = s->schema;
	if (schema >= newest || s->mode == STORE_READ || s->mode == STORE_AS_IS || s->leaving)
		return true;
	if (sqlite3_db_readonly(s->db, "main") == 1)
		return err_set(e, ERR_DENIED, s->path,
			       "The database has to be changed for this program, but may only be read.");
	/* In the queue all through, so that nobody saves between the copy and the change. */
	if (queue_enter(&s->queue, s->deadline_ms) == QUEUE_LATE)
		return err_set(e, ERR_BUSY, s->path, "Others were saving for too long.");
	bool good = connection_number(s, "pragma user_version", &schema, e);
	if (good && schema > 0 && schema < newest)
		good = keep_copy(s, newest, e);
	for (int i = 0; good && i < s->n_migrations; i++)
		if (s->migrations[i].version > schema)
			good = step(s, &s->migrations[i], e);
	if (good)
		good = connection_number(s, "pragma user_version", &schema, e);
	if (good)
		s->schema = (int)schema;
	queue_leave(&s->queue);
	return good;
}
