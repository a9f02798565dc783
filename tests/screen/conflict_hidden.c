/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Two people at one form by keys: the second sees what the first has saved, and nothing restricted.
 */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "lib/keys.h"
#include "lib/screen_env.h"

static void register_her(struct screen_env *r)
{
	screen_env_keys(r, "1Amara Beispiel<F9><F2>");
	screen_env_top(r, "case");
}

/* To a question of the form, wherever one stands. */
static void go_to(struct screen_env *r, const char *row)
{
	screen_env_keys(r, "<Home>");
	for (int i = 0; i < 120 && !screen_env_has(r, row); i++)
		screen_env_keys(r, "<Tab>");
	screen_env_sees(r, row);
}

/* Besnik, who may not see what is restricted, at the same case. */
static void besnik(struct screen_env *b, const struct screen_env *r)
{
	screen_env_second(b, r, "besnik");
	b->session.permits &= ~PERMIT_BIT(PERMIT_RESTRICTED);
	screen_env_keys(b, "<F4>1<Enter>");
	screen_env_top(b, "case");
}

static void two_versions_show_nothing_restricted(void **state)
{
	struct screen_env *r = *state, b;
	register_her(r);
	screen_env_keys(r, "312");
	go_to(r, "> Restricted note");
	screen_env_keys(r, "Quetzal<F2>");
	screen_env_top(r, "case");
	besnik(&b, r);
	screen_env_keys(&b, "3");
	go_to(&b, "> Place of the talk");
	screen_env_keys(&b, "Station");
	screen_env_keys(r, "3");
	go_to(r, "> Restricted note");
	screen_env_keys(r, " and more");
	go_to(r, "> Place of the talk");
	screen_env_keys(r, "Harbour<F2>");
	screen_env_top(r, "case");
	screen_env_keys(&b, "<F2>");
	screen_env_top(&b, "conflict");
	screen_env_sees(&b, "Harbour");
	screen_env_sees_not(&b, "Quetzal");
	screen_env_sees_not(&b, "Restricted note");
	screen_env_keys(&b, "1<F2>");
	screen_env_top(&b, "case");
	screen_env_keys(r, "3");
	go_to(r, "> Restricted note");
	screen_env_sees(r, "Quetzal and more");
	go_to(r, "> Place of the talk");
	screen_env_sees(r, "Station");
	screen_env_close(&b);
}

#define T(f) cmocka_unit_test_setup_teardown(f, screen_env_set_up, screen_env_tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		T(two_versions_show_nothing_restricted),
	};
	return cmocka_run_group_tests_name("conflict_hidden", tests, NULL, NULL);
}
