#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# `make install` into an empty folder: every file is there, with its mode, and what was installed runs by itself.
set -u
build=${BUILD:-build}
to=$(mktemp -d)
trap 'rm -rf "$to"' EXIT
n=0 bad=0

ok() { # what, status
	n=$((n + 1))
	if [ "$2" = 0 ]; then echo "ok $n - $1"; else
		echo "not ok $n - $1"
		bad=1
	fi
}
at=$to/opt/sarai
# The makes around this one have nothing to say to it; a strict umask must not show in what is installed.
clean() { env -u MAKEFLAGS -u MFLAGS -u MAKELEVEL make --no-print-directory BUILD="$build" PREFIX=/opt/sarai DESTDIR="$to" "$1"; }

(umask 077 && clean install) >"$to.log" 2>&1
ok "make install" $?
[ "$bad" = 0 ] || sed 's/^/# /' "$to.log"
rm -f "$to.log"

wanted=$(
	echo bin/sarai
	for f in tui/man/*.1; do echo "share/man/man1/${f##*/}"; done
	for f in tui/man/*.5; do echo "share/man/man5/${f##*/}"; done
	for f in tui/man/*.7; do echo "share/man/man7/${f##*/}"; done
	echo share/doc/sarai/README.md
	echo share/bash-completion/completions/sarai
	find config -type f | sed 's,^,share/doc/sarai/,'
)
there=$(cd "$at" && find . -type f | sed 's,^\./,,' | LC_ALL=C sort)
[ "$(echo "$wanted" | LC_ALL=C sort)" = "$there" ]
ok "every file, and no other" $?
[ "$(cd "$to" && find . -type f ! -path './opt/sarai/*')" = "" ]
ok "nothing outside of the prefix" $?

[ "$(stat -c %a "$at/bin/sarai")" = 755 ]
ok "the program can be run by all" $?
[ -z "$(find "$at/share" -type f ! -perm 644)" ]
ok "all else can be read by all and written by its owner" $?
[ -z "$(find "$at" -type d ! -perm 755)" ]
ok "folders can be entered by all" $?

cd "$to" || exit 1
"$at/bin/sarai" help | grep -q '^  sarai open '
ok "the installed program answers" $?
env -u SARAI_CONFIG "$at/bin/sarai" check-config "$at/share/doc/sarai/config" | grep -q "/share/doc/sarai/config/sarai.ini: ok"
ok "the installed files are a good configuration" $?
cd - >/dev/null || exit 1

# An upgrade: what a set-up has given the program stays.
[ "$(id -u)" != 0 ] || chgrp 12345 "$at/bin/sarai"
chmod 2755 "$at/bin/sarai"
before=$(stat -c '%u:%g %a' "$at/bin/sarai")
clean install >/dev/null 2>&1
[ "$before" = "$(stat -c '%u:%g %a' "$at/bin/sarai")" ]
ok "installing again keeps owner and mode of the program" $?

clean uninstall >/dev/null 2>&1
ok "make uninstall" $?
[ "$(find "$to" -type f)" = "" ]
ok "... leaves no file" $?

echo "1..$n"
exit $bad
