#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# tests/run counts what passed, failed, was skipped or ended badly, and hands none of the shell's environment on.
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
runner=$(dirname "$0")/../run
n=0 failed=0
counts() { # name, expected last lines, expected status, what a program prints, how it ends
	n=$((n + 1))
	printf '#!/bin/sh\nprintf "%s"\nexit %s\n' "$4" "$5" >"$folder/program"
	chmod +x "$folder/program"
	out=$(sh "$runner" "$folder/program")
	status=$?
	case $out in
	*"$2") [ "$status" = "$3" ] && { echo "ok $n - $1"; return; } ;;
	esac
	echo "not ok $n - $1"
	echo "# status $status, expected $3, and at the end: $2"
	printf '%s\n' "$out" | sed 's/^/# /'
	failed=1
}
counts passes_are_counted '2 passed, 0 failed' 0 '1..2\nok 1 - a\nok 2 - b\n' 0
counts a_failure_is_counted '1 passed, 1 failed' 1 '1..2\nok 1 - a\nnot ok 2 - b\n' 1
counts a_skip_of_cmocka_1_1_5_is_a_skip "1 skipped
1 passed, 0 failed" 0 '1..2\nok 1 - a\nnot ok 2 # SKIP b\n' 0
counts a_skip_as_tap_writes_it_is_a_skip "1 skipped
1 passed, 0 failed" 0 '1..2\nok 1 - a\nok 2 - b # SKIP no semaphores\n' 0
counts a_program_of_skips_alone_is_no_failure "1 skipped
0 passed, 0 failed" 0 '1..1\nok 1 # skip b\n' 0
counts a_bad_end_is_a_failure '1 passed, 1 failed' 1 '1..2\nok 1 - a\n' 139
counts no_test_is_a_failure '0 passed, 1 failed' 1 '' 0

n=$((n + 1))
printf '#!/bin/sh\nif [ -z "$XDG_DATA_HOME$LANG$SARAI_CONFIG" ] && [ "$TZ$LC_ALL" = UTCC.UTF-8 ]; then echo "ok 1 - a"; else env; exit 1; fi\n' \
	>"$folder/program"
if out=$(XDG_DATA_HOME=/x LANG=tr_TR SARAI_CONFIG=/x TZ=Asia/Kathmandu LC_ALL=tr_TR sh "$runner" "$folder/program"); then
	echo "ok $n - the_environment_is_not_handed_on"
else
	echo "not ok $n - the_environment_is_not_handed_on"
	printf '%s\n' "$out" | sed 's/^/# /'
	failed=1
fi
echo "1..$n"
exit $failed
