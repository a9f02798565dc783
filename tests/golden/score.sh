#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# `sarai score`: golden results, what it refuses, exit statuses, and that nothing but JSON stands on standard output.
here=$(dirname "$0")/score
sarai=${BUILD:-build}/sarai
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
n=0 bad=0

# ok STATUS NAME
ok() {
	n=$((n + 1))
	if [ "$1" = 0 ]; then echo "ok $n - $2"; else echo "not ok $n - $2"; bad=$((bad + 1)); fi
}

score() {
	"$sarai" score --factors "$1" --answers "$2" >"$work/out" 2>"$work/err"
}

# refused NAME FACTORS ANSWERS PATTERN...: status 65, nothing on standard output, every line of standard error names a
# file, and each pattern is found.
refused() {
	name=$1 fault=0
	score "$2" "$3"
	[ $? = 65 ] || fault=1
	[ -s "$work/out" ] && fault=1
	[ -s "$work/err" ] || fault=1
	grep -qv "^\($2\|$3\):" "$work/err" && fault=1
	shift 3
	for pattern in "$@"; do grep -q -- "$pattern" "$work/err" || fault=1; done
	[ $fault = 0 ] || sed 's/^/# /' "$work/err"
	ok $fault "$name"
}

for json in "$here"/*.json; do
	case=$(basename "$json" .json)
	score "$here/$case.factors.ini" "$here/$case.answers.ini"
	status=$?
	cmp -s "$work/out" "$json" && [ $status = 0 ] && [ ! -s "$work/err" ]
	ok $? "$case"
done

good=$here/still-controlled.factors.ini answers=$here/still-controlled.answers.ini
broken=$work/broken.ini
edit() { sed "$1" "$good" >"$broken"; }

# Mistakes in the factors.
edit 's/^buffer = 60/bufer = 60/'; refused "an unknown key" "$broken" "$answers" 'broken.ini:7: bufer' 'broken.ini:1: .*needs a key buffer'
edit 's/^moderate = 4/moderate = 10/'; refused "weights out of order" "$broken" "$answers" 'broken.ini:6: severe'
edit 's/^risk = 20/risk = 2000/'; refused "a weight out of range" "$broken" "$answers" 'broken.ini:[0-9]*: risk = 2000'
edit 's/^when = exploitation/when = exploitation_/'; refused "a rule about nothing" "$broken" "$answers" 'broken.ini:[0-9]*: when: .exploitation_ '
edit 's/\[flag suicide_risk\]/[flag control]/'; refused "a name taken twice" "$broken" "$answers" 'taken by \[factor control\]'
edit 's/^add = -5/add = 5/'; refused "a rule that raises for protection" "$broken" "$answers" 'a rule that raises'
edit 's/^severe = 9/severe = 0/; s/^from = 25/from = 0/; s/^floor = high/floor = top/; s/^\[rule well_held\]/&\nfloor = low/'
refused "four mistakes in one run" "$broken" "$answers" ':6: severe' 'more than 0' 'no \[band top\]' 'not both'
[ "$(wc -l <"$work/err")" = 4 ]; ok $? "four mistakes are four lines"
edit "s/^authority = .*/&$(printf 'x%.0s' $(seq 8000))/"; refused "a line that is too long" "$broken" "$answers" ':3: .*at most 8000'
printf '[model]\nversion = 1\0\n' >"$broken"; refused "a NUL" "$broken" "$answers" ':2: .*NUL'
printf '[model]\nversion = \377\n' >"$broken"; refused "what is not UTF-8" "$broken" "$answers" ':2: .*UTF-8'
: >"$broken"; refused "an empty file" "$broken" "$answers" ':1: there is no \[model\]'
refused "a folder" "$work" "$answers" 'folder'
refused "no file" "$work/none" "$answers" 'no such file'
refused "neither file" "$work/none" "$work/none.too" 'none: there is no such file' 'none.too: there is no such file'
mkfifo "$work/pipe"; refused "a pipe" "$work/pipe" "$answers" 'not a regular file'

# Mistakes in the answers.
printf '[answers]\nnobody = severe-risk\ncontrol = very\nsuicide_risk = yes\n[flags]\nsuicide_risk = maybe\n[more]\n' >"$work/a.ini"
refused "wrong answers" "$good" "$work/a.ini" 'a.ini:2: .*nobody' 'a.ini:3: .*very' 'a.ini:4: .*suicide_risk' 'a.ini:6: .*maybe' 'a.ini:7: '
printf '[answers]\ncontrol =\n' >"$work/a.ini"; refused "an answer left empty" "$good" "$work/a.ini" 'a.ini:2:'
printf '[answers]\ncontrol = neutral\ncontrol = neutral\n' >"$work/a.ini"; refused "an answer given twice" "$good" "$work/a.ini" 'a.ini:3: .*twice'
refused "mistakes in both files" "$broken" "$work/a.ini" 'broken.ini:1' 'a.ini:3'
refused "answers that are a folder" "$good" "$work" 'folder'

# How it is called.
usage() {
	name=$1
	shift
	"$sarai" score "$@" >"$work/out" 2>"$work/err"
	[ $? = 64 ] && [ ! -s "$work/out" ] && grep -q "sarai score --help" "$work/err"
	ok $? "$name"
}
usage "no files named"
usage "one file named" --factors "$good"
usage "an option twice" --factors "$good" --factors "$good"
usage "an option too many" --factors "$good" --answers "$answers" --more x
"$sarai" score --answers "$answers" --factors "$good" >"$work/out" 2>/dev/null && cmp -s "$work/out" "$here/still-controlled.json"
ok $? "the options stand in any order"
"$sarai" score --factors "$good" --answers "$answers" >/dev/full 2>"$work/err"
[ $? != 0 ] && [ -s "$work/err" ]; ok $? "a full disk is said"
env -i "$sarai" score --factors "$good" --answers "$answers" >"$work/out" 2>/dev/null </dev/null && cmp -s "$work/out" "$here/still-controlled.json"
ok $? "no terminal, no environment, no home"

echo "1..$n"
[ $bad = 0 ]
