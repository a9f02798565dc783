/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>
#include <string.h>

#include <sarai/access/account.h>
#include <sarai/access/account_admin.h>
#include <sarai/access/session.h>
#include <sarai/base/diag.h>
#include <sarai/base/err.h>
#include <sarai/base/mem.h>
#include <sarai/crypto/password.h>
#include <sarai/model/role.h>
#include <sarai/report/account_table.h>
#include <sarai/report/csv.h>
#include <sarai/store/account.h>

enum column { NAME, ROLE, FULL_NAME, TEAM, OFFICE, COLUMNS };
static const char *const columns[COLUMNS] = {"name", "role", "full_name", "team", "office"};

struct import {
	struct session *s;
	const char *file;
	struct diags *d;
	struct csv_table table;
	struct account_list known;
	int place[COLUMNS]; /* of each column in the file; -1 */
};

static void read_header(struct import *m)
{
	const struct csv_row *row = &m->table.at[0];
	for (int k = 0; k < COLUMNS; k++)
		m->place[k] = -1;
	for (int i = 0; i < row->n; i++) {
		int k = 0;
		while (k < COLUMNS && strcmp(row->at[i].text, columns[k]) != 0)
			k++;
		if (k == COLUMNS)
			diag_add(m->d, m->file, row->at[i].line,
				 "there is no column \"%s\", only name, role, full_name, team, office", row->at[i].text);
		else if (m->place[k] >= 0)
			diag_add(m->d, m->file, row->at[i].line, "the column \"%s\" is there twice", columns[k]);
		else
			m->place[k] = i;
	}
	for (int k = NAME; k <= ROLE; k++) {
		if (m->place[k] < 0)
			diag_add(m->d, m->file, row->line, "the column \"%s\" is missing", columns[k]);
	}
}

static const char *cell(const struct import *m, int row, enum column k)
{
	int i = m->place[k];
	return i >= 0 && i < m->table.at[row].n ? m->table.at[row].at[i].text : "";
}

static struct account_facts facts_of(const struct import *m, int row)
{
	return (struct account_facts){
		.name = cell(m, row, NAME),
		.role = cell(m, row, ROLE),
		.full_name = cell(m, row, FULL_NAME),
		.team = cell(m, row, TEAM),
		.office = cell(m, row, OFFICE),
	};
}

static void check_row(struct import *m, int row)
{
	char name[64], other[64];
	int line = m->table.at[row].line;
	const char *role = cell(m, row, ROLE);
	if (m->table.at[row].n > m->table.at[0].n)
		diag_add(m->d, m->file, line, "there are more cells than columns");
	if (!roles_get(m->s->config->roles, role))
		diag_add(m->d, m->file, line, "there is no role \"%s\" in roles.ini", role);
	if (!account_name_take(cell(m, row, NAME), name)) {
		diag_add(m->d, m->file, line, "\"%s\" is no name: 2 to 32 small letters, digits, . - or _, a letter first",
			 cell(m, row, NAME));
		return;
	}
	for (int i = 0; i < m->known.n; i++) {
		if (!strcmp(m->known.at[i].name, name))
			diag_add(m->d, m->file, line, "there is an account \"%s\" already", name);
	}
	for (int i = 1; i < row; i++) {
		if (account_name_take(cell(m, i, NAME), other) && !strcmp(other, name))
			diag_add(m->d, m->file, line, "\"%s\" is on line %d already", name, m->table.at[i].line);
	}
}

bool accounts_import(struct session *s, const char *path, bool dry_run,
		     void (*made)(void *ctx, const struct account_facts *f, const char *once), void *ctx, int *n,
		     struct diags *d, struct err *e)
{
	struct import m = {.s = s, .file = path, .d = d};
	int before = d->n;
	*n = 0;
	if (!accounts_list(s, &m.known, e) || !csv_read(path, &m.table, d, e)) {
		account_list_fini(&m.known);
		return false;
	}
	if (m.table.n < 2)
		diag_add(d, path, 0, "there are no accounts in it: a line with the columns, then a line for each account");
	else
		read_header(&m);
	if (d->n == before) {
		for (int i = 1; i < m.table.n; i++)
			check_row(&m, i);
	}
	bool good = d->n == before;
	for (int i = 1; good && i < m.table.n; i++) {
		struct account_facts f = facts_of(&m, i);
		char once[PASSWORD_ONCE] = "", name[64];
		account_name_take(f.name, name);
		good = dry_run || account_add(s, &f, once, e);
		f.name = name;
		if (good && !dry_run)
			made(ctx, &f, once);
		*n += good;
		mem_wipe(once, sizeof once);
	}
	csv_table_fini(&m.table);
	account_list_fini(&m.known);
	return good;
}
