/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <dlfcn.h>
#include <string.h>

#include "pdf_library.h"

#define LIBRARY "libpangocairo-1.0.so.0" /* brings pango, cairo and glib with it */

static bool find(void *library, const char *name, void *to)
{
	void *found = dlsym(library, name);
	memcpy(to, &found, sizeof found); /* of a function pointer too */
	return found != NULL;
}

const struct pdf_library *pdf_library(struct err *e)
{
	static struct pdf_library functions;
	static bool loaded; /* for good: it is the code of the process */
	if (loaded)
		return &functions;
	void *library = dlopen(LIBRARY, RTLD_NOW | RTLD_LOCAL);
	loaded = library != NULL;
#define X(name) loaded = loaded && find(library, #name, &functions.name);
	PDF_FUNCTIONS(X)
#undef X
	if (loaded)
		return &functions;
	err_set(e, ERR_CONFIG, "pdf",
		"PDFs cannot be made on this server: the package libpangocairo-1.0-0 is missing.");
	return NULL;
}
