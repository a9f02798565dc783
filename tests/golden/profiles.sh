#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# The catalogue that ships, on made-up cases: does it come out as a professional would judge?
here=$(dirname "$0")/profiles
sarai=${BUILD:-build}/sarai
factors=$(dirname "$0")/../../config/factors.ini
n=0 bad=0
expected() { sed -n "s/^; $1: //p" "$2"; }
for f in "$here"/*.ini; do
	n=$((n + 1))
	want="$(expected band "$f") $(expected settled "$f")"
	got=$("$sarai" score --factors "$factors" --answers "$f" | jq -r '"\(.band) \(if .settled then "yes" else "no" end)"')
	if [ "$want" = "$got" ]; then
		echo "ok $n - $(basename "$f" .ini): ${want% *}"
	else
		echo "not ok $n - $(basename "$f" .ini)"
		echo "# level and settled should be: $want, came to: $got"
		bad=$((bad + 1))
	fi
done
echo "1..$n"
[ $bad = 0 ] && [ $n -ge 14 ]
