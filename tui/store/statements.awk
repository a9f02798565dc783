# SPDX-License-Identifier: GPL-3.0-or-later
# Makes C out of statements/*.sql: awk -v want=calls|texts -f statements.awk FILE...
#
# A statement begins with a comment "-- name (parameter type, ...)" and ends with ";". Types: text (NULL is null),
# text-or-null ('' is null too), int, bigint; "(as NAME)" takes the parameters of another statement. In the text,
# :parameter is a parameter and {name} a fragment: "-- {name}", a comment, text, ";". A fragment may use others.
#   calls: enum statement, and for each a C function open_NAME (it returns rows) or run_NAME (it returns none), so that
#          the compiler compares the number and types of what is passed.
#          like_NAME is the type of NAME's function, where others are "(as NAME)": for a table of them.
#   texts: the table of name, types and text in the order of the enum.

function stop(text) { printf "%s:%d: %s\n", where[name] ? where[name] : FILENAME, line[name] ? line[name] : FNR, text > "/dev/stderr"; failed = 1; exit 1 }

function begin_item(id) {
	if (name != "") stop(name " has no ';' before " id)
	if (id in body) stop(id " is there twice")
	name = id; body[id] = ""; where[id] = FILENAME; line[id] = FNR
}

/^-- \{[a-z_]+\}$/ { begin_item(substr($2, 2, length($2) - 2)); fragment[name] = 1; next }
name == "" && /^-- [a-z_]+ \(/ { begin_item($2); order[++n] = name; head = substr($0, index($0, "(") + 1); in_head = 1 }
in_head {
	if (head == "") { head = $0; sub(/^-- */, " ", head) }
	parameters[name] = parameters[name] head
	if (head ~ /\)$/) { in_head = 0; sub(/\)$/, "", parameters[name]) }
	head = ""
	next
}
/^--/ || /^[ \t]*$/ { next }
name == "" { stop("text before a name: " $0) }
{
	text = $0; sub(/^[ \t]+/, "", text)
	ended = sub(/;[ \t]*$/, "", text)
	body[name] = body[name] (body[name] == "" ? "" : " ") text
	if (ended) name = ""
}

function expand(text, depth,   found, before) {
	if (depth > 9) stop("fragments that use each other")
	while (match(text, /\{[a-z_]+\}/)) {
		found = substr(text, RSTART + 1, RLENGTH - 2)
		if (!(found in fragment)) stop("no fragment " found)
		used[found] = 1
		before = before substr(text, 1, RSTART - 1); text = substr(text, RSTART + RLENGTH)
		before = before expand(body[found], depth + 1)
	}
	return before text
}

function parameter_list(id,   list) {
	list = parameters[id]
	if (list ~ /^as /) {
		list = substr(list, 4)
		if (!(list in parameters) || parameters[list] ~ /^as /) stop("(as " list "): no such statement")
		list = parameters[list]
	}
	return list
}

# Sets count, parameter[i], type[i], types.
function read_parameters(id,   i, part, one, list) {
	list = parameter_list(id); types = ""
	count = split(list, part, / *, */)
	for (i = 1; i <= count; i++) {
		if (split(part[i], one, / +/) != 2 || !(one[2] in letter)) stop("not a parameter and its type: " part[i])
		parameter[i] = one[1]; type[i] = one[2]; types = types letter[one[2]]
	}
}

# :name becomes ?number, in the order of the list.
function numbered(text,   done, found, i) {
	split("", met)
	while (match(text, /:[a-z_]+/)) {
		found = substr(text, RSTART + 1, RLENGTH - 1)
		for (i = 1; i <= count && parameter[i] != found; i++) ;
		if (i > count) stop(":" found " is not in its list of parameters")
		met[i] = 1
		done = done substr(text, 1, RSTART - 1) "?" i; text = substr(text, RSTART + RLENGTH)
	}
	for (i = 1; i <= count; i++) if (!(i in met)) stop("parameter " parameter[i] " is not used")
	return done text
}

BEGIN {
	letter["text"] = "t"; letter["text-or-null"] = "n"; letter["int"] = "i"; letter["bigint"] = "l"
	ctype["t"] = ctype["n"] = "const char *"; ctype["i"] = "int "; ctype["l"] = "int64_t "
}

function call(id, rows,   i, formal, actual) {
	for (i = 1; i <= count; i++) {
		formal = formal ", " ctype[letter[type[i]]] parameter[i]
		actual = actual ", " parameter[i]
	}
	if (shared[id])
		printf "typedef %slike_%s(struct store *, struct err *%s);\n", rows ? "sqlite3_stmt *" : "bool ", id, formal
	printf "static inline %s%s(struct store *store, struct err *error%s)\n{\n\treturn statement_%s(store, STATEMENT_%s, error%s);\n}\n", \
		rows ? "sqlite3_stmt *open_" : "bool run_", id, formal, rows ? "open" : "run", toupper(id), actual
}

END {
	if (failed) exit 1
	if (name != "") stop(name " has no ';' at its end")
	print "/* Made from tui/store/statements/ by statements.awk. */"
	if (want == "calls") {
		print "enum statement {"
		for (k = 1; k <= n; k++) print "\tSTATEMENT_" toupper(order[k]) ","
		print "\tSTATEMENT_COUNT\n};"
		print "sqlite3_stmt *statement_open(struct store *store, enum statement id, struct err *error, ...);"
		print "bool statement_run(struct store *store, enum statement id, struct err *error, ...);"
	}
	for (k = 1; k <= n; k++) if (parameters[order[k]] ~ /^as /) shared[substr(parameters[order[k]], 4)] = 1
	for (k = 1; k <= n; k++) {
		name = order[k]
		text = expand(body[name], 0)
		read_parameters(name)
		text = numbered(text)
		if (want == "calls") { call(name, text ~ /^(select|with|pragma) / || text ~ / returning /); continue }
		gsub(/"/, "\\\"", text)
		file = where[name]; sub(/.*\//, "", file)
		printf "\t{\"%s\", \"%s\", \"%s\",\n\t \"%s\"},\n", name, file, types, text
	}
	for (found in fragment) if (!(found in used)) { name = found; stop("no statement uses {" found "}") }
}
