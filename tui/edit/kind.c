/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What every kind of record has in common.
 */
#include <sarai/edit/kind.h>

const char *section_words(enum case_section section)
{
	static const char *const words[] = {
#define X(id, text) text,
		SECTION_TABLE(X)
#undef X
	};
	return words[section];
}

const char *kind_round_word(const struct kind *k)
{
	return k->round_word ? k->round_word : "round";
}

const char *kind_public_label(const struct kind *k)
{
	return k->restricted ? kind_get(RESTRICTED_KIND)->label : k->label;
}
