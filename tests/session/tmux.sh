#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# The program in a real terminal multiplexer. Prints TAP. Waiting is for a text, asked for again and again.
program=${BUILD:-build}/sarai
case $program in /*) ;; *) program=$PWD/$program ;; esac
folder=$(mktemp -d "${TMPDIR:-/tmp}/sarai-tmux-XXXXXX")
export XDG_DATA_HOME="$folder" SARAI_CONFIG="$folder"
unset TMUX NO_COLOR TERMINFO
n=0 failed=0 servers=0

mux() { tmux -f /dev/null -S "$folder/socket$servers" "$@"; }
screen() { mux capture-pane -p 2>/dev/null; }
trap 'mux kill-server 2>/dev/null; rm -rf "$folder"' EXIT

# A session in which a shell stands around the program, so that one sees what is left behind.
begin() { # TERM, what to run
	mux kill-server 2>/dev/null
	servers=$((servers + 1)) # one that is ending may still hold the socket
	mux new-session -d -x 80 -y 24 "echo before; TERM=$1 $2; echo left \$?; exec cat"
	mux set-option -g status off 2>/dev/null
}

# Until a text is (yes) or is not (no) on the screen; 30 s of nothing is never.
seen() { # yes|no, text
	tries=0
	while [ $tries -lt 600 ]; do
		if screen | grep -qF -- "$2"; then now=yes; else now=no; fi
		[ "$now" = "$1" ] && return 0
		tries=$((tries + 1))
		sleep 0.05
	done
	echo "# waited for $1: '$2'. The screen:"; screen | sed 's/^/#   /'
	return 1
}
wait_for() { good=$good$(seen yes "$1" >&2 || echo ' no'); }
wait_gone() { good=$good$(seen no "$1" >&2 || echo ' no'); }
keys() { mux send-keys "$@"; }
text() { mux send-keys -l "$1"; }

# The first account is made at the first start; later one logs in with it.
password=purple-tent-river-9
first_account() {
	wait_for 'The first account'
	keys Tab; text 'Amina'; keys Tab; text $password; keys Tab; text $password; keys Enter
}
log_in() {
	wait_for 'Password'
	text $password; keys Enter
}

result() { # what was tested; good if nothing was missed since the last
	n=$((n + 1))
	if [ -z "$good" ]; then echo "ok $n - $1"; else echo "not ok $n - $1"; failed=$((failed + 1)); fi
	good=
}
good=

for type in tmux-256color screen xterm vt100; do
	begin $type "$program"
	if [ $n = 0 ]; then first_account; else log_in; fi
	wait_for 'Nothing is due today.'
	wait_for 'F1 Help'
	text 1; text 'Nadia Secret'
	wait_for 'Nobody found under this name.'
	keys Escape
	wait_for 'Your account'
	text 0
	wait_for 'left 0'
	wait_gone 'Sarai'
	# Also of what has scrolled out of sight nothing may tell.
	if mux capture-pane -p -S - | grep -q "Nadia\|$password"; then good=no; fi
	result "opens and leaves nothing behind as $type"
done

begin tmux-256color "$program"
log_in
wait_for 'Nothing is due today.'
text '1Nadia'
wait_for 'Nobody found'
keys F9
wait_for 'Other names, spellings'
text 'Amani'
mux resize-window -x 60 -y 20
wait_for 'Sarai needs 80x23; this is 60x20.'
text 'x'
mux resize-window -x 132 -y 43
wait_for 'Amani'
text 'y'
wait_for 'Amaniy'
keys Up Down Down
keys F1
wait_for 'Keys everywhere'
keys Escape
wait_for 'Other names, spellings'
keys F2
wait_for 'Saved. The case is open'
result 'function keys, arrows and a window that changes its size'

# The server of the terminal dies under it: the next login is offered the draft.
text 1
wait_for 'Other names, spellings'
keys End
text ' called at noon'
wait_for 'called at noon'
mux kill-server
begin screen "$program"
log_in
wait_for 'You have typing that is not saved yet'
keys Enter
wait_for 'called at noon'
result 'a terminal that dies loses nothing'

echo "1..$n"
[ $failed = 0 ]
