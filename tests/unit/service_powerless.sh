#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Every function in the service room's headers that takes a session stands in the table of service_powerless.c, or among
# the exempt there, with the reason; and nothing stands there that is not in a header any more.
export LC_ALL=C
status=0
table=tests/unit/service_powerless.c
names=$(for f in include/sarai/service/*.h; do
	sed 's,/\*.*\*/,,' "$f" | tr '\n\t' '  ' | tr ';' '\n' |
		sed -n 's/.*[ *]\([a-z_0-9]*\)( *\(const \)\{0,1\}struct session \*.*/\1/p'
done | sort -u)
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
	case " $(echo $names) " in
	*" $name "*) ;;
	*) echo "not ok - $name stands in $table and in no header of the room"; status=1 ;;
	esac
done
echo "1..1"
[ $status = 0 ] && echo "ok 1 - $n services stand in the table"
exit $status
