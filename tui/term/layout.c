/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Letters of another script by the key they are on: whoever has just typed a name in Cyrillic presses the key of "s" and
 * means it. Only where no text is typed.
 */
#include <stdlib.h>
#include <string.h>
#include <wctype.h>

#include <sarai/base/mem.h>

#include "layout.h"

/* One row of keys: "qwertyuiop = й ц у к е н г ш щ з", "-" for a key that gives no single letter. */
static void read_row(struct layouts *l, const struct ini_entry *e, struct diags *d)
{
	const char *key = e->key, *at = e->value;
	for (; *key && *at; key++) {
		char word[8];
		int letter;
		size_t n = strcspn(at, " ");
		memcpy(word, at, n < sizeof word ? n : 0);
		word[n < sizeof word ? n : 0] = 0;
		if (strcmp(word, "-") != 0) {
			if (!key_from_name(word, &letter) || letter < 0x80) {
				diag_add(d, e->file, e->line, "%s: '%.*s' is no letter of another script; write - for none", e->key, (int)n,
					 at);
				return;
			}
			l->at = mem_grow(l->at, &l->cap, l->n + 1, sizeof *l->at);
			l->at[l->n++] = (struct layout_key){letter, *key};
		}
		at += n;
		at += strspn(at, " ");
	}
	if (*key || *at)
		diag_add(d, e->file, e->line, "%s: as many letters as keys, blanks between", e->key);
}

void layouts_read(struct layouts *l, const struct ini_section *s, struct diags *d)
{
	for (int i = 0; i < s->n; i++) {
		const struct ini_entry *e = &s->at[i];
		if (e->key[strspn(e->key, "abcdefghijklmnopqrstuvwxyz")])
			diag_add(d, e->file, e->line, "%s: write the small letters that stand on the keys, like qwertyuiop", e->key);
		else
			read_row(l, e, d);
	}
}

int layouts_latin(const struct layouts *l, int key)
{
	int small = key < 0x80 ? 0 : (int)towlower((wint_t)key);
	for (int i = 0; small && i < l->n; i++) {
		if (l->at[i].letter == key || l->at[i].letter == small)
			return l->at[i].latin;
	}
	return 0;
}

void layouts_fini(struct layouts *l)
{
	free(l->at);
	*l = (struct layouts){0};
}
