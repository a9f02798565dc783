#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# The completion for bash offers commands, verbs, options and files where each belongs.
sarai=${BUILD:-build}/sarai
n=0 failed=0
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"$sarai" help completion >"$folder/sarai"
completes() { # name, expected, the words typed (the last is being completed)
	n=$((n + 1))
	name=$1 expected=$2
	shift 2
	got=$(bash --norc --noprofile -c '. "$1"; shift; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _sarai; echo "${COMPREPLY[@]}"' \
		- "$folder/sarai" "$@" 2>&1)
	if [ "$got" = "$expected" ]; then echo "ok $n - $name"; else
		echo "not ok $n - $name"
		echo "# expected: $expected, came: $got"
		failed=1
	fi
}
touch "$folder/case.db"
completes a_command 'check-config check' sarai che
completes a_verb 'disable' sarai user di
completes an_option_of_the_command '--role' sarai user add x --ro
completes no_foreign_option '' sarai init --ro
completes a_file_for_a_path "$folder/case.db" sarai init --db "$folder/ca"
completes a_file_after_the_equals_sign "$folder/case.db" sarai init --db = "$folder/ca"
completes nothing_for_a_text '' sarai user add x --role ''
completes a_verb_behind_an_option_with_its_value 'disable' sarai --db x.db user di
completes a_verb_behind_a_value_with_equals_sign 'disable' sarai --db = x.db user di
echo "1..$n"
exit $failed
