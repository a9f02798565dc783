/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include <sarai/base/builtin.h>

const struct builtin_file *builtin_get(const char *name)
{
	for (int i = 0; i < builtin_count; i++) {
		if (!strcmp(builtin_files[i].name, name))
			return &builtin_files[i];
	}
	return NULL;
}
