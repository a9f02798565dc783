/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What is shown of a case to somebody who may not see all of it.
 */
#include <stdlib.h>
#include <string.h>

#include <sarai/access/case_mask.h>
#include <sarai/access/check.h>
#include <sarai/access/session.h>
#include <sarai/model/permit.h>
#include <sarai/store/casefile.h>

/* Of another's case only that it is there: its number and with whom, so that nobody is registered twice. */
static void keep_number(struct case_row *c)
{
	struct case_row bare = {.beyond = true, .fictitious = c->fictitious};
	memcpy(bare.id, c->id, sizeof bare.id);
	memcpy(bare.number, c->number, sizeof bare.number);
	memcpy(bare.owner, c->owner, sizeof bare.owner);
	memcpy(bare.status, c->status, sizeof bare.status);
	bare.score = bare.low = bare.high = -1;
	case_row_fini(c);
	*c = bare;
}

static void hide_name(struct case_row *c)
{
	free(c->name);
	c->name = NULL;
	free(c->listed); /* a number of another office names somebody too */
	c->listed = NULL;
}

void case_row_show(const struct session *s, struct case_row *c)
{
	if (!access_covers(s, PERMIT_VIEW, c))
		keep_number(c);
	else if (!access_covers(s, PERMIT_NAMES, c))
		hide_name(c);
}

void case_row_mask(struct session *s, struct case_row *c)
{
	if (!access_check_row(s, PERMIT_NAMES, c, NULL))
		hide_name(c);
}
