/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One person at work: who, with which permissions, on which store and configuration. Handed to every service.
 */
#ifndef SARAI_SERVICE_SESSION_H
#define SARAI_SERVICE_SESSION_H

#include <sarai/base/clock.h>
#include <sarai/model/permit.h>
#include <sarai/service/config.h>
#include <sarai/store/store.h>

struct session {
	char actor[64];            /* account; until there are accounts, the operating system's user */
	unsigned permits;
	struct store *store;       /* borrowed */
	const struct config *config;
	const struct clock *clock;
	struct ids ids;
};

void session_init(struct session *s, const char *actor, struct store *store, const struct config *config,
		  const struct clock *clock);
/* false and ERR_DENIED when the person may not. Every service calls this first. */
bool session_may(const struct session *s, enum permit p, struct err *e);
void session_now(const struct session *s, char out[TIME_TEXT]);

#endif
