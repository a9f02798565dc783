/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Keys in force. Defaults are written as in keys.ini and read by the same function.
 */
#include <stdlib.h>
#include <string.h>

#include <sarai/base/mem.h>
#include <sarai/base/str.h>
#include <sarai/term/key.h>

#include "layout.h"

#define KEYS_EACH 6

struct bound {
	const struct action_table *table;
	const struct action_def *def;
	int keys[KEYS_EACH], n;
	char *names; /* blanks between */
	char *shown;
};

struct keymap {
	struct bound *at;
	int n, cap;
	struct layouts layouts;
};

static const struct bound *find(const struct keymap *m, const struct action_table *t, int action)
{
	for (int i = 0; i < m->n; i++) {
		if (m->at[i].table == t && m->at[i].def->id == action)
			return &m->at[i];
	}
	return NULL;
}

/* Read "F2 ^S" into b. */
static void bind(struct bound *b, const char *keys, const char *file, int line, struct diags *d)
{
	struct str names = {0};
	b->n = 0;
	while (*keys) {
		char word[24];
		int key;
		size_t len = strcspn(keys, " ");
		snprintf(word, sizeof word, "%.*s", (int)(len < 23 ? len : 23), keys);
		if (!key_from_name(word, &key)) {
			diag_add(d, file, line, "%s: '%s' is no key; write F1 to F12, ^A to ^Z, a character, Up, Enter, PgDn, Esc, ...",
				 b->def->name, word);
		} else if (b->n == KEYS_EACH) {
			diag_add(d, file, line, "%s: at most %d keys", b->def->name, KEYS_EACH);
			break;
		} else {
			b->keys[b->n++] = key;
			str_addf(&names, "%s%s", names.len ? " " : "", key_name(key));
		}
		keys += len;
		keys += strspn(keys, " ");
	}
	free(b->names);
	free(b->shown);
	b->names = str_take(&names);
	b->shown = mem_strdup(b->n ? key_name(b->keys[0]) : "");
}

static const struct action_table *table_of(const struct action_table *const *tables, int n, const char *name)
{
	for (int i = 0; i < n; i++) {
		if (!strcmp(tables[i]->name, name))
			return tables[i];
	}
	return NULL;
}

static void lay_over(struct keymap *m, const struct action_table *const *tables, int n, const struct ini_doc *site,
		     struct diags *d)
{
	for (int i = 0; site && i < site->n; i++) {
		const struct ini_section *s = &site->at[i];
		const char *name = NULL;
		if (inidoc_is(s, "layout", &name)) {
			layouts_read(&m->layouts, s, d);
			continue;
		}
		const struct action_table *t = inidoc_is(s, "keys", &name) ? table_of(tables, n, name) : NULL;
		if (!t) {
			diag_add(d, s->file, s->line, "[%s] is not known; write [keys global], [keys list], [keys form], a screen's, or [layout NAME]", s->name);
			continue;
		}
		for (int k = 0; k < s->n; k++) {
			const struct ini_entry *e = &s->at[k];
			struct bound *b = NULL;
			for (int r = 0; r < m->n && !b; r++) {
				if (m->at[r].table == t && !strcmp(m->at[r].def->name, e->key))
					b = &m->at[r];
			}
			if (!b)
				diag_add(d, e->file, e->line, "%s is not an action of [%s]", e->key, s->name);
			else
				bind(b, e->value, e->file, e->line, d);
		}
	}
}

/* One key may not mean two things on one page. */
static void find_clashes(const struct keymap *m, const char *file, struct diags *d)
{
	for (int i = 0; i < m->n; i++) {
		for (int k = 0; k < i; k++) {
			if (m->at[i].table != m->at[k].table)
				continue;
			for (int x = 0; x < m->at[i].n; x++) {
				for (int y = 0; y < m->at[k].n; y++) {
					if (m->at[i].keys[x] == m->at[k].keys[y])
						diag_add(d, file, 0, "[keys %s]: %s is the key of %s and of %s", m->at[i].table->name,
							 key_name(m->at[i].keys[x]), m->at[k].def->name, m->at[i].def->name);
				}
			}
		}
	}
}

/* However keys are set, there is a way out and a way to help. */
static void need_ways_out(const struct keymap *m, const char *file, struct diags *d)
{
	static const int needed[] = {ACT_BACK, ACT_HELP};
	for (size_t i = 0; i < sizeof needed / sizeof *needed; i++) {
		const struct bound *b = find(m, &actions_global, needed[i]);
		if (b && b->n == 0)
			diag_add(d, file, 0, "[keys global]: %s needs a key", b->def->name);
	}
}

struct keymap *keymap_new(const struct action_table *const *tables, int n, const struct ini_doc *site, struct diags *d)
{
	struct keymap *m = mem_alloc(sizeof *m);
	int before = d->n;
	for (int i = 0; i < n; i++) {
		for (int k = 0; k < tables[i]->n; k++) {
			m->at = mem_grow(m->at, &m->cap, m->n + 1, sizeof *m->at);
			m->at[m->n] = (struct bound){.table = tables[i], .def = &tables[i]->at[k]};
			bind(&m->at[m->n++], tables[i]->at[k].keys, tables[i]->name, 0, d);
		}
	}
	lay_over(m, tables, n, site, d);
	find_clashes(m, site ? site->file : "keys", d);
	need_ways_out(m, site ? site->file : "keys", d);
	if (d->n > before)
		keymap_free(&m);
	return m;
}

void keymap_free(struct keymap **m)
{
	if (!*m)
		return;
	for (int i = 0; i < (*m)->n; i++) {
		free((*m)->at[i].names);
		free((*m)->at[i].shown);
	}
	free((*m)->at);
	layouts_fini(&(*m)->layouts);
	free(*m);
	*m = NULL;
}

static bool printable(int key)
{
	return key >= 32 && key != TKEY_BACKSPACE && key < TKEY_UP;
}

static int look_up(const struct keymap *m, const struct action_table *const *tables, int n, int key)
{
	for (int t = 0; t < n; t++) {
		for (int i = 0; tables[t] && i < m->n; i++) {
			if (m->at[i].table != tables[t])
				continue;
			for (int k = 0; k < m->at[i].n; k++) {
				if (m->at[i].keys[k] == key)
					return m->at[i].def->id;
			}
		}
	}
	return ACT_NONE;
}

int keymap_action(const struct keymap *m, const struct action_table *const *tables, int n, int key, bool typing)
{
	if (typing && printable(key))
		return ACT_NONE;
	int action = look_up(m, tables, n, key);
	/* With Caps Lock on, the letters are the same keys. */
	if (!action && key >= 'A' && key <= 'Z')
		action = look_up(m, tables, n, key - 'A' + 'a');
	return action;
}

int keymap_latin(const struct keymap *m, int key)
{
	return layouts_latin(&m->layouts, key);
}

const char *keymap_shown(const struct keymap *m, const struct action_table *t, int action)
{
	const struct bound *b = find(m, t, action);
	return b ? b->shown : "";
}

const char *keymap_keys(const struct keymap *m, const struct action_table *t, int action)
{
	const struct bound *b = find(m, t, action);
	return b ? b->names : "";
}
