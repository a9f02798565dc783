/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The list of all kinds of records.
 */
#include <string.h>

#include <sarai/config/form_use.h>
#include <sarai/edit/kind.h>
#include <sarai/kind/kinds.h>

static const struct kind *const kinds[] = {
#define X(name) &kind_##name,
	KIND_LIST(X)
#undef X
};

const struct kind *kind_at(int i)
{
	return i >= 0 && i < (int)(sizeof kinds / sizeof *kinds) ? kinds[i] : NULL;
}

const struct kind *kind_get(const char *name)
{
	const struct kind *k;
	for (int i = 0; (k = kind_at(i)); i++) {
		if (!strcmp(k->name, name))
			return k;
	}
	return NULL;
}

bool form_use_get(int i, struct form_use *out)
{
	const struct kind *k = kind_at(i);
	if (!k)
		return false;
	*out = (struct form_use){.kind = k->name, .form = k->form, .needs = k->needs};
	return true;
}
