/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The list of all kinds of records: those of the program, then a site's own.
 */
#include <string.h>

#include <sarai/base/diag.h>
#include <sarai/config/config.h>
#include <sarai/config/form_use.h>
#include <sarai/edit/kind.h>
#include <sarai/form/form.h>
#include <sarai/kind/kinds.h>
#include <sarai/kind/site_kinds.h>

static const struct kind *const kinds[] = {
#define X(name) &kind_##name,
	KIND_LIST(X)
#undef X
};

const struct kind *kind_at(int i)
{
	const int own = (int)(sizeof kinds / sizeof *kinds);
	return i < 0 ? NULL : i < own ? kinds[i] : site_kind_at(i - own);
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

void form_use_take(const struct config *c, struct diags *d)
{
	site_kinds_drop();
	for (int i = 0; i < c->n_forms; i++) {
		const struct form_def *def = c->forms[i];
		if (def->kind && kind_get(def->id))
			diag_add(d, def->kind->file, def->kind->line, "There is a kind \"%s\" already.", def->id);
		else if (def->kind)
			site_kind_take(def, d);
	}
}
