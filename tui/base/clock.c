/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>
#include <sys/random.h>
#include <time.h>

#include <sarai/base/clock.h>

static int64_t system_now(void *ctx)
{
	(void)ctx;
	return (int64_t)time(NULL);
}

static int64_t system_millis(void *ctx)
{
	struct timespec t;
	(void)ctx;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

struct clock clock_system(void)
{
	return (struct clock){system_now, system_millis, NULL};
}

static int64_t fixed_now(void *ctx)
{
	return *(int64_t *)ctx;
}

static int64_t fixed_millis(void *ctx)
{
	return *(int64_t *)ctx * 1000;
}

struct clock clock_fixed(int64_t *fixed)
{
	return (struct clock){fixed_now, fixed_millis, fixed};
}

int64_t clock_now(const struct clock *c)
{
	return c->now(c->ctx);
}

int64_t clock_millis(const struct clock *c)
{
	return c->millis(c->ctx);
}

struct date clock_today(const struct clock *c)
{
	return time_date(clock_now(c));
}

/* ---- ids ---- */

static bool system_random(void *ctx, void *to, size_t n)
{
	(void)ctx;
	return getrandom(to, n, 0) == (ssize_t)n;
}

/* xorshift64*: for tests that want the same ids each time. */
static bool seeded_random(void *ctx, void *to, size_t n)
{
	uint64_t *x = ctx;
	unsigned char *out = to;
	for (size_t i = 0; i < n; i++) {
		*x ^= *x >> 12;
		*x ^= *x << 25;
		*x ^= *x >> 27;
		out[i] = (unsigned char)((*x * 2685821657736338717u) >> 56);
	}
	return true;
}

void ids_init(struct ids *g, const struct clock *clock)
{
	memset(g, 0, sizeof *g);
	g->clock = clock;
	g->random = system_random;
}

void ids_init_seeded(struct ids *g, const struct clock *clock, uint64_t *seed)
{
	memset(g, 0, sizeof *g);
	g->clock = clock;
	g->random = seeded_random;
	if (*seed == 0)
		*seed = 1;
	g->ctx = seed;
}

/* Within one millisecond the random part counts up, so that ids of one process sort by their making. */
static void next_random(struct ids *g, int64_t ms)
{
	if (ms == g->last_ms) {
		for (int i = 9; i >= 0; i--) {
			if (++g->last[i])
				return;
		}
	}
	g->last_ms = ms;
	if (!g->random(g->ctx, g->last, sizeof g->last))
		__builtin_trap(); /* no randomness: ids could clash, nothing may be written */
	g->last[0] &= 0x7f; /* room to count up */
}

void id_new(struct ids *g, char out[ID_TEXT])
{
	static const char digits[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
	unsigned char b[16];
	int64_t ms = clock_now(g->clock) * 1000;
	if (ms < g->last_ms)
		ms = g->last_ms;
	next_random(g, ms);
	for (int i = 0; i < 6; i++)
		b[i] = (unsigned char)(ms >> (40 - 8 * i));
	memcpy(b + 6, g->last, 10);
	/* 128 bits as 26 digits of 5: the first carries 3. */
	for (int i = 0; i < 26; i++) {
		int bit = i * 5 - 2, v = 0;
		for (int k = 0; k < 5; k++, bit++)
			v = v << 1 | (bit < 0 ? 0 : b[bit / 8] >> (7 - bit % 8) & 1);
		out[i] = digits[v];
	}
	out[26] = 0;
}
