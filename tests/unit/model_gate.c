/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Locks: which stand before which act, for whom, and that each opens only by its own key.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>

#include <sarai/model/gate.h>

#define COUNT(a) ((int)(sizeof(a) / sizeof(a)[0]))
#define L(name) (1u << GATE_LOCK_##name)
#define ALL_ACTS ((1u << GATE_ACT_COUNT) - 1)

/* Every key there is, for a child who is alone and for whom return and reunification have been determined. */
static const struct gate_facts every_key = {
	.is_child = true,
	.situation = CHILD_UNACCOMPANIED,
	.guardian_appointed = true,
	.bia_for_return = true,
	.bia_for_reunification = true,
	.determination_asked = true,
	.bid_for_return = true,
	.bid_for_reunification = true,
	.family_in_favour = true,
	.guardian_agrees = true,
	.child_agrees = true,
	.tracing_agreed = true,
	.relation_verified = true,
	.protection_raised = true,
	.counselled = true,
	.referral_offered = true,
	.consulate_consent = true,
};

static unsigned locked(unsigned acts, const struct gate_facts *f)
{
	enum gate_lock out[GATE_LOCK_COUNT];
	unsigned bits = 0;
	int n = gate_locks(acts, f, out);
	for (int i = 0; i < n; i++) {
		assert_true(i == 0 || out[i] > out[i - 1]); /* in the table's order, none twice */
		bits |= 1u << out[i];
	}
	return bits;
}

static void with_every_key_nothing_is_locked(void **state)
{
	struct gate_facts f = every_key;
	assert_int_equal(locked(ALL_ACTS, &f), 0);
	f.situation = CHILD_WITH_FAMILY;
	f.determination_asked = false;
	assert_int_equal(locked(ALL_ACTS, &f), 0);
}

static void each_lock_closes_and_opens_by_its_own_key(void **state)
{
	/* One fact away from every key: just this lock, before just these acts. */
	struct gate_facts f = every_key;
	const struct {
		bool *fact, closed;
		unsigned lock;
		unsigned acts;
	} rows[] = {
		{&f.guardian_appointed, false, L(GUARDIAN),
		 GATE_BIT(GATE_RETURN) | GATE_BIT(GATE_REINTEGRATION) | GATE_BIT(GATE_REUNIFICATION)},
		{&f.bid_for_return, false, L(DETERMINED), GATE_BIT(GATE_RETURN) | GATE_BIT(GATE_REINTEGRATION)},
		{&f.bid_for_reunification, false, L(DETERMINED), GATE_BIT(GATE_REUNIFICATION)},
		{&f.bid_appealed, true, L(APPEAL),
		 GATE_BIT(GATE_RETURN) | GATE_BIT(GATE_REINTEGRATION) | GATE_BIT(GATE_REUNIFICATION)},
		{&f.bid_reopened, true, L(REOPENED),
		 GATE_BIT(GATE_RETURN) | GATE_BIT(GATE_REINTEGRATION) | GATE_BIT(GATE_REUNIFICATION)},
		{&f.family_in_favour, false, L(FAMILY),
		 GATE_BIT(GATE_RETURN) | GATE_BIT(GATE_REINTEGRATION) | GATE_BIT(GATE_REUNIFICATION)},
		{&f.guardian_agrees, false, L(GUARDIAN_AGREES),
		 GATE_BIT(GATE_RETURN) | GATE_BIT(GATE_REINTEGRATION) | GATE_BIT(GATE_REUNIFICATION)},
		{&f.child_agrees, false, L(CHILD_AGREES),
		 GATE_BIT(GATE_RETURN) | GATE_BIT(GATE_REINTEGRATION) | GATE_BIT(GATE_REUNIFICATION)},
		{&f.relation_verified, false, L(RELATION), GATE_BIT(GATE_REUNIFICATION)},
		{&f.tracing_agreed, false, L(TRACING_AGREED), GATE_BIT(GATE_TRACING)},
		{&f.counselled, false, L(COUNSELLED),
		 GATE_BIT(GATE_RETURN) | GATE_BIT(GATE_REINTEGRATION) | GATE_BIT(GATE_CONSULATE)},
		{&f.referral_offered, false, L(OFFERED), GATE_BIT(GATE_RETURN) | GATE_BIT(GATE_REINTEGRATION)},
		{&f.consulate_consent, false, L(CONSULATE_CONSENT), GATE_BIT(GATE_CONSULATE)},
	};
	unsigned seen = 0;
	for (int i = 0; i < COUNT(rows); i++) {
		*rows[i].fact = rows[i].closed;
		for (enum gate_act act = 0; act < GATE_ACT_COUNT; act++)
			assert_int_equal(locked(GATE_BIT(act), &f), rows[i].acts & GATE_BIT(act) ? rows[i].lock : 0);
		*rows[i].fact = !rows[i].closed;
		assert_int_equal(locked(ALL_ACTS, &f), 0);
		seen |= rows[i].lock;
	}
	f.situation = CHILD_UNKNOWN;
	assert_int_equal(locked(GATE_BIT(GATE_RETURN), &f), L(SITUATION));
	f.situation = CHILD_WITH_FAMILY;
	f.determination_asked = false;
	f.bia_for_return = false;
	assert_int_equal(locked(GATE_BIT(GATE_RETURN), &f), L(ASSESSED));
	assert_int_equal(locked(GATE_BIT(GATE_REUNIFICATION), &f), 0);
	assert_int_equal(seen | L(SITUATION) | L(ASSESSED), (1u << GATE_LOCK_COUNT) - 1); /* no lock was left out */
}

static void what_stands_when_nothing_is_recorded(void **state)
{
	const unsigned of_any_child =
		L(SITUATION) | L(GUARDIAN) | L(DETERMINED) | L(FAMILY) | L(GUARDIAN_AGREES) | L(CHILD_AGREES);
	const struct {
		struct gate_facts f;
		enum gate_act act;
		unsigned locked;
	} rows[] = {
		/* adults go where they want; only a consulate asks for consent */
		{{0}, GATE_RETURN, 0},
		{{0}, GATE_REINTEGRATION, 0},
		{{0}, GATE_REUNIFICATION, 0},
		{{0}, GATE_TRACING, 0},
		{{0}, GATE_CONSULATE, L(CONSULATE_CONSENT)},
		{{.protection_raised = true}, GATE_RETURN, L(COUNSELLED) | L(OFFERED)},
		{{.protection_raised = true}, GATE_REUNIFICATION, 0},
		{{.protection_raised = true}, GATE_CONSULATE, L(COUNSELLED) | L(CONSULATE_CONSENT)},
		/* a child of whom nothing is known counts as alone */
		{{.is_child = true}, GATE_RETURN, of_any_child},
		{{.is_child = true}, GATE_REINTEGRATION, of_any_child},
		{{.is_child = true}, GATE_REUNIFICATION, of_any_child | L(RELATION)},
		{{.is_child = true}, GATE_TRACING, L(TRACING_AGREED)},
		{{.is_child = true, .situation = CHILD_UNACCOMPANIED}, GATE_RETURN, of_any_child & ~L(SITUATION)},
		{{.is_child = true, .situation = CHILD_SEPARATED}, GATE_RETURN, of_any_child & ~L(SITUATION)},
		/* with family: an assessment, unless a panel has been asked */
		{{.is_child = true, .situation = CHILD_WITH_FAMILY},
		 GATE_RETURN,
		 L(ASSESSED) | L(FAMILY) | L(GUARDIAN_AGREES) | L(CHILD_AGREES)},
		{{.is_child = true, .situation = CHILD_WITH_FAMILY, .determination_asked = true},
		 GATE_RETURN,
		 L(DETERMINED) | L(FAMILY) | L(GUARDIAN_AGREES) | L(CHILD_AGREES)},
		/* an infant is not asked for words */
		{{.is_child = true, .situation = CHILD_SEPARATED, .too_young_to_say = true},
		 GATE_RETURN,
		 of_any_child & ~L(SITUATION) & ~L(CHILD_AGREES)},
		{{.is_child = true, .too_young_to_say = true}, GATE_TRACING, 0},
	};
	for (int i = 0; i < COUNT(rows); i++)
		assert_int_equal(locked(GATE_BIT(rows[i].act), &rows[i].f), rows[i].locked);
}

static void what_an_action_has_to_pass(void **state)
{
	const struct gate_facts calm = {0}, feared = {.protection_raised = true};
	const struct {
		struct gate_wish w;
		const struct gate_facts *f;
		unsigned acts;
	} rows[] = {
		{{"return", "", "", ""}, &calm, GATE_BIT(GATE_RETURN)},
		{{"return", "yes", "", ""}, &calm, GATE_BIT(GATE_RETURN) | GATE_BIT(GATE_CONSULATE)},
		{{"reintegration", "", "yes", ""}, &calm, GATE_BIT(GATE_REINTEGRATION)},
		{{"reintegration", "", "", ""}, &calm, GATE_BIT(GATE_REINTEGRATION)},
		{{"reintegration", "", "no", ""}, &calm, 0},
		{{"family-tracing", "", "", ""}, &calm, GATE_BIT(GATE_TRACING)},
		{{"family-tracing", "", "", "trace"}, &calm, GATE_BIT(GATE_TRACING)},
		{{"family-tracing", "", "no", "reunite"}, &calm, GATE_BIT(GATE_REUNIFICATION)},
		{{"family-tracing", "", "yes", "reunite"}, &calm, GATE_BIT(GATE_REUNIFICATION) | GATE_BIT(GATE_RETURN)},
		{{"documentation", "", "", ""}, &calm, 0},
		{{"documentation", "no", "", ""}, &calm, 0},
		{{"documentation", "yes", "", ""}, &calm, GATE_BIT(GATE_CONSULATE)},
		{{"documentation", "", "", ""}, &feared, GATE_BIT(GATE_CONSULATE)},
		{{"documentation", "unknown", "", ""}, &feared, GATE_BIT(GATE_CONSULATE)},
		{{"documentation", "no", "", ""}, &feared, 0},
		{{"health", "", "", ""}, &feared, 0},
		{{"", "", "", ""}, &calm, 0},
	};
	for (int i = 0; i < COUNT(rows); i++)
		assert_int_equal(gate_acts_of(&rows[i].w, rows[i].f), rows[i].acts);
}

static void keys_are_the_locks_and_whether_each_is_open(void **state)
{
	struct gate_facts f = {.is_child = true, .situation = CHILD_UNACCOMPANIED, .guardian_appointed = true};
	enum gate_lock keys[GATE_LOCK_COUNT];
	bool open[GATE_LOCK_COUNT];
	int n = gate_keys(GATE_BIT(GATE_RETURN), &f, keys, open), opened = 0;
	for (int i = 0; i < n; i++) {
		bool is_open = keys[i] == GATE_LOCK_SITUATION || keys[i] == GATE_LOCK_GUARDIAN ||
			       keys[i] == GATE_LOCK_APPEAL || keys[i] == GATE_LOCK_REOPENED;
		assert_int_equal(open[i], is_open);
		opened += open[i];
	}
	assert_int_equal(opened, 4);
	assert_int_equal(n, 8);
	assert_int_equal(gate_keys(GATE_BIT(GATE_RETURN), &(struct gate_facts){0}, keys, open), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(with_every_key_nothing_is_locked),
		cmocka_unit_test(each_lock_closes_and_opens_by_its_own_key),
		cmocka_unit_test(what_stands_when_nothing_is_recorded),
		cmocka_unit_test(what_an_action_has_to_pass),
		cmocka_unit_test(keys_are_the_locks_and_whether_each_is_open),
	};
	return cmocka_run_group_tests_name("model_gate", tests, NULL, NULL);
}
