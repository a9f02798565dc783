/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef SARAI_VIEW_WEIGHTS_ADOPTION_H
#define SARAI_VIEW_WEIGHTS_ADOPTION_H

#include <sarai/access/session.h>
#include <sarai/base/diag.h>
#include <sarai/base/err.h>
#include <sarai/store/history.h>

/* From now on these weights: written into the site's folder as factors.ini, the old ones kept beside it under the
 * date; recorded with by whose authority. The whole configuration is checked with them first (findings in d, ERR_DATA).
 * Assessments made before keep their figures. *kept (may be NULL): where the old ones are; owned. */
bool weights_adopt(struct session *s, const char *path, const char *authority, struct diags *d, char **kept,
		   struct err *e);

/* What has been adopted, newest first. */
bool weights_history(struct session *s, struct history_list *out, struct err *e);

/* Files with weights to try, in the folder "candidates" of the site's: names, sorted. */
struct weights_files {
	char **at;
	int n;
};

bool weights_candidates(struct session *s, struct weights_files *out, struct err *e);
char *weights_candidate_path(struct session *s, const char *name, struct err *e); /* owned; NULL: none of them */
void weights_files_fini(struct weights_files *f);

#endif
