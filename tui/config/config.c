/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Reading the loaded configuration.
 */
#include <stdlib.h>
#include <string.h>

#include <sarai/base/inidoc.h>
#include <sarai/base/list.h>
#include <sarai/config/config.h>
#include <sarai/config/settings.h>
#include <sarai/form/form.h>
#include <sarai/model/catalogue.h>
#include <sarai/model/due.h>
#include <sarai/model/response.h>
#include <sarai/model/role.h>

void config_free(struct config **config)
{
	struct config *c = *config;
	if (!c)
		return;
	for (int i = 0; i < c->n_forms; i++)
		form_def_free(&c->forms[i]);
	for (int i = 0; i < c->n_files; i++)
		free(c->files[i]);
	free(c->forms);
	free(c->files);
	free(c->folder);
	due_rules_free(&c->due);
	response_rules_free(&c->response);
	roles_free(&c->roles);
	catalogue_free(&c->catalogue);
	option_lists_fini(&c->lists);
	inidoc_free(&c->keys);
	inidoc_free(&c->theme_mono);
	inidoc_free(&c->theme_colour);
	inidoc_free(&c->theme_site);
	settings_fini(&c->settings);
	free(c);
	*config = NULL;
}

const struct form_def *config_form(const struct config *c, const char *id)
{
	for (int i = 0; i < c->n_forms; i++) {
		if (!strcmp(c->forms[i]->id, id))
			return c->forms[i];
	}
	return NULL;
}

const char *config_label(const struct config *c, const char *list, const char *code)
{
	const struct option_list *l = option_lists_get(&c->lists, list);
	int i = l ? option_list_find(l, code) : -1;
	return i >= 0 ? l->at[i].label : code;
}
