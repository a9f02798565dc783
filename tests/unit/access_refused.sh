#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Every function with a session that a screen, report or command calls stands in the table of access_refused.c, or among
# the exempt there, with the reason; and nothing stands there that is not in a header any more.
export LC_ALL=C
status=0
table=tests/unit/access_refused.c
declared=$(for f in include/sarai/access/*.h include/sarai/edit/*.h include/sarai/kind/*.h include/sarai/view/*.h include/sarai/demo/*.h; do
	sed 's,/\*.*\*/,,' "$f" | tr '\n\t' '  ' | tr ';' '\n' |
		sed -n 's/.*[ *]\([a-z_0-9]*\)( *\(const \)\{0,1\}struct session \*.*/\1/p'
done | sort -u)
called=$(cat tui/screen/*.c tui/report/*.c tui/command/*.c tui/main.c | tr -c 'a-z_0-9A-Z' '\n' | sort -u)
names=$(printf '%s\n%s\n' "$declared" "$called" | sort | uniq -d)
[ "$(printf '%s\n' "$names" | wc -l)" -gt 60 ] || { echo "too few functions found: is this check still right?"; status=1; }
listed=$(grep -oE 'SERVICE\([a-z_0-9]+, [A-Z]|\{"[a-z_0-9]+", *"[a-z]' "$table" | grep -oE '[a-z_0-9]{3,}' | sort -u)
n=0
for name in $names; do
	n=$((n + 1))
	case " $(echo $listed) " in
	*" $name "*) ;;
	*) echo "not ok - $name takes a session and stands not in $table"; status=1 ;;
	esac
done
for name in $listed; do
	case " $(echo $declared) " in
	*" $name "*) ;;
	*) echo "not ok - $name stands in $table and in no header"; status=1 ;;
	esac
done
echo "1..1"
[ $status = 0 ] && echo "ok 1 - $n functions stand in the table"
exit $status
