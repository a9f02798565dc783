/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Time and chance come in through these handles, so that a test can hold them still.
 */
#ifndef SARAI_BASE_CLOCK_H
#define SARAI_BASE_CLOCK_H

#include <sarai/base/date.h>

struct clock {
	int64_t (*now)(void *ctx);    /* seconds since the epoch */
	int64_t (*millis)(void *ctx); /* monotonic milliseconds */
	void *ctx;
};

struct clock clock_system(void);

/* A clock that stands still until it is moved; *fixed (seconds) must outlive it. millis is fixed * 1000. */
struct clock clock_fixed(int64_t *fixed);

int64_t clock_now(const struct clock *c);
int64_t clock_millis(const struct clock *c);
struct date clock_today(const struct clock *c);

/* Ids: 26 letters and digits that sort by time of making (ULID), unique across processes. */
#define ID_TEXT 27
struct ids {
	const struct clock *clock;                 /* borrowed */
	bool (*random)(void *ctx, void *to, size_t n);
	void *ctx;
	int64_t last_ms;
	unsigned char last[10];
};
void ids_init(struct ids *g, const struct clock *clock);                     /* the system's randomness */
void ids_init_seeded(struct ids *g, const struct clock *clock, uint64_t *seed); /* reproducible; *seed outlives g */
void id_new(struct ids *g, char out[ID_TEXT]);

#endif
