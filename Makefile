# SPDX-License-Identifier: GPL-3.0-or-later
# Sarai. `make help` lists the targets.

SHELL = /bin/sh
.DEFAULT_GOAL = help
.DELETE_ON_ERROR:

BUILD   ?= build
PREFIX  ?= /usr/local
DESTDIR ?=
AT       = $(DESTDIR)$(PREFIX)
CC      ?= gcc
CFLAGS  ?= -O2 -g
VERSION  = 0.1

# Also these four: what the environment happens to hold under such a name is not meant for this file. What is given on
# the command line still counts. WERROR=-Werror is for CI: a newer compiler's new warning must not stop an installation.
EXTRA    =
MORE     =
WERROR   =

WARN     = -Wall -Wextra -Wshadow -Wstrict-prototypes -Wmissing-prototypes -Wpointer-arith -Wwrite-strings \
	   -Wformat=2 -Wvla
HARDEN   = -fstack-protector-strong -D_FORTIFY_SOURCE=2 -fPIE
CPPALL   = -Iinclude -I$(BUILD) -D_GNU_SOURCE -DSARAI_VERSION='"$(VERSION)"' -DSARAI_PREFIX='"$(PREFIX)"'
COMPILE  = $(CC) -std=c11 $(WARN) $(WERROR) $(HARDEN) $(CPPALL) $(CFLAGS) $(EXTRA) $(MORE) -MMD -MP
LIBS     = -lncursesw -ltinfo -lsqlite3 -linih -lutf8proc -lsodium -loath -lcrack -ljansson -lcsv -lm
LINKFLAGS = -pie -Wl,-z,relro,-z,now $(EXTRA)

# What each needs, as Debian 12 packages.
PACKAGES_RUN  = gcc libc6-dev linux-libc-dev libncurses-dev libsqlite3-dev libinih-dev libutf8proc-dev libsodium-dev liboath-dev \
		libcrack2-dev cracklib-runtime libjansson-dev libcsv-dev libpango1.0-dev pkgconf fonts-dejavu-core \
		iso-codes jq ncurses-base ncurses-bin
PACKAGES_TEST = libcmocka-dev libvterm-dev tmux mandoc poppler-utils openssh-server openssh-client

MODULES  = base model form crypto store config access edit kind view report term screen demo command
SOURCES := $(sort $(foreach module,$(MODULES),$(wildcard tui/$(module)/*.c)))
OBJECTS := $(SOURCES:tui/%.c=$(BUILD)/%.o) $(BUILD)/builtin.o $(BUILD)/commit.o
CONFIG  := $(sort $(wildcard config/*.ini config/forms/*.ini config/lists/*.ini))
LISTS    = $(BUILD)/lists/country.ini $(BUILD)/lists/language.ini
SQL     := $(sort $(wildcard tui/store/*.sql))

# Tests: one program a file, grouped by folder (make test-unit, test-screens) and, in unit/, by module (make test-base).
TESTDIRS = unit screen cases session fault golden
TESTS   := $(sort $(wildcard $(TESTDIRS:%=tests/%/*.c) $(TESTDIRS:%=tests/%/*.sh)))
TESTLIB := $(filter-out tests/lib/environment.c tests/large/demo_large.c,$(sort $(wildcard tests/lib/*.c tests/large/*.c)))
MODULES := $(sort $(foreach t,$(filter tests/unit/%,$(TESTS)),$(firstword $(subst _, ,$(basename $(notdir $t))))))
programs = $(patsubst tests/%.c,$(BUILD)/tests/%,$(1))
TESTBIN := $(call programs,$(filter %.c,$(TESTS)))
BENCH   := $(patsubst tests/%.c,$(BUILD)/tests/%,$(sort $(wildcard tests/bench/*.c)))
MANUAL   = $(wildcard tui/man/*.[157])
SAMPLES  = $(wildcard config/*.sample)

# A make inside the make, once the packages are there: so nothing is compiled before, also with -j. Of these only one at
# a time, as they build the same files; inside each, things are built in parallel.
AGAIN    = +$(MAKE) -s --no-print-directory BUILD=$(BUILD)
TEST_SETS = $(patsubst %,test-%,unit screens cases session fault golden $(MODULES))
ONE_BY_ONE = run test $(TEST_SETS) kill-loop build deps deps-test docs docs-write readme asan bench demo-large install clean
ifneq ($(MAKECMDGOALS),)
ifeq ($(filter-out $(ONE_BY_ONE) layers,$(MAKECMDGOALS)),)
.NOTPARALLEL:
endif
endif

## ---- for everyone ----

run: deps ## install what is missing, build, and open the program with fictitious cases
	@$(AGAIN) $(BUILD)/sarai
	@if [ -t 0 ] && [ -t 1 ]; then exec $(BUILD)/sarai --demo; else exec $(BUILD)/sarai tour; fi

test: deps-test ## install what the tests need and run them all
	@$(AGAIN) $(BUILD)/sarai $(TESTBIN)
	@BUILD=$(BUILD) sh tests/run $(call programs,$(TESTS))

build: deps ## install what is missing and build
	@$(AGAIN) $(BUILD)/sarai

help: ## this list
	@sed -n 's/^\([A-Za-z_.-]*\):.*## \(.*\)/  \1\t\2/p' Makefile | expand -t 26

## ---- some of the tests ----

# $(1): name of the set, $(2): its test files. Only what these need is linked. A script runs the program itself.
define test_set
test-$(1): deps-test
	$(AGAIN) $(BUILD)/sarai $(filter-out %.sh,$(call programs,$(2)))
	@BUILD=$(BUILD) sh tests/run $(call programs,$(2))
endef

test-unit: ## the tests of tests/unit; also test-screens, test-cases, test-session, test-fault, test-golden
test-MODULE: ## the unit tests of one module: test-base, test-model, test-store ...
	@echo "One of: $(MODULES:%=test-%)"
$(eval $(call test_set,unit,$(filter tests/unit/%,$(TESTS))))
$(eval $(call test_set,screens,$(filter tests/screen/%,$(TESTS))))
$(foreach d,cases session fault golden,$(eval $(call test_set,$(d),$(filter tests/$(d)/%,$(TESTS)))))
$(foreach m,$(MODULES),$(eval $(call test_set,$(m),$(filter tests/unit/$(m)_% tests/unit/$(m).%,$(TESTS)))))

## ---- packages ----

deps: ## install the Debian packages the program needs
	@sh tests/lib/packages $(PACKAGES_RUN)

deps-test: ## ... and those the tests need
	@sh tests/lib/packages $(PACKAGES_RUN) $(PACKAGES_TEST)

## ---- building ----

$(BUILD)/sarai: $(BUILD)/main.o $(BUILD)/libsarai.a
	@echo '  link $@'
	@$(CC) $(LINKFLAGS) -o $@ $(BUILD)/main.o $(BUILD)/libsarai.a $(LIBS)

$(BUILD)/libsarai.a: $(OBJECTS)
	@rm -f $@
	@ar rcs $@ $(OBJECTS)

# Headers alone: the libraries are loaded when something is printed.
$(BUILD)/report/pdf.o $(BUILD)/report/pdf_library.o: MORE = $(shell pkg-config --cflags pangocairo)

$(BUILD)/%.o: tui/%.c
	@mkdir -p $(@D)
	@echo '  cc $<'
	@$(COMPILE) -c -o $@ $<

# The files of config/, compiled in under their own names.
$(BUILD)/builtin.c: $(CONFIG) $(LISTS) Makefile
	@mkdir -p $(@D)
	@{ echo '#include <sarai/base/builtin.h>'; n=0; \
	for f in $(CONFIG) $(LISTS); do \
	  printf '__asm__(".pushsection .rodata\\nfile_%d: .incbin \\"%s\\"\\n.byte 0\\n.popsection");\n' $$n "$$f"; \
	  printf 'extern const char file_%d[];\n' $$n; n=$$((n+1)); done; \
	echo 'const struct builtin_file builtin_files[] = {'; n=0; \
	for f in $(CONFIG) $(LISTS); do name=$${f#config/}; name=$${name#$(BUILD)/}; \
	  printf '\t{"%s", file_%d, %d},\n' "$$name" $$n $$(stat -c %s "$$f"); n=$$((n+1)); done; \
	echo '};'; echo "const int builtin_count = $$n;"; } > $@

$(BUILD)/builtin.o: $(BUILD)/builtin.c
	@$(COMPILE) -Wno-missing-variable-declarations -c -o $@ $<

# Written again only when it is another commit. A source archive has none: then COMMIT names it, or it is unknown.
COMMIT  ?= $(shell git rev-parse --short=12 HEAD 2>/dev/null || echo unknown)
$(BUILD)/commit.c: FORCE
	@mkdir -p $(@D)
	@{ echo '#include <sarai/command/command.h>'; echo 'const char sarai_commit[] = "$(COMMIT)";'; } > $@.new
	@cmp -s $@ $@.new && rm $@.new || mv $@.new $@
FORCE:

$(BUILD)/commit.o: $(BUILD)/commit.c
	@$(COMPILE) -c -o $@ $<

$(BUILD)/lists/country.ini: Makefile
	@mkdir -p $(@D)
	@{ echo '[list]'; jq -r '.["3166-1"] | sort_by(.common_name // .name) | .[] | "\(.alpha_2) = \(.common_name // .name)"' \
	  /usr/share/iso-codes/json/iso_3166-1.json; } > $@

# Languages of ISO 639-3 that people speak or sign; those with a two-letter code (the larger ones) first.
$(BUILD)/lists/language.ini: Makefile
	@mkdir -p $(@D)
	@{ echo '[list]'; jq -r '.["639-3"] | map(select(.type == "L" and .name != null)) | sort_by([(.alpha_2 == null), .name]) | .[] | "\(.alpha_3) = \(.name)"' \
	  /usr/share/iso-codes/json/iso_639-3.json; } > $@

STATEMENTS = $(BUILD)/sql/statements.h $(BUILD)/sql/statement_texts.h
# SQL files become C strings: sql_NAME.h with `static const char sql_NAME[]`.
$(BUILD)/sql/%.h: tui/store/%.sql
	@mkdir -p $(@D)
	@{ printf 'static const char sql_%s[] =\n' '$*'; sed 's/\\/\\\\/g; s/"/\\"/g; s/.*/\t"&\\n"/' $<; echo ';'; } > $@
$(filter $(BUILD)/store/%.o,$(OBJECTS)): | $(SQL:tui/store/%.sql=$(BUILD)/sql/%.h) $(STATEMENTS)

# Statements become a C function each, with typed parameters, and the table of their texts.
$(BUILD)/sql/statements.h: WANT = calls
$(BUILD)/sql/statement_texts.h: WANT = texts
$(STATEMENTS): tui/store/statements.awk $(sort $(wildcard tui/store/statements/*.sql))
	@mkdir -p $(@D)
	@awk -v want=$(WANT) -f $^ > $@

# A test is an object: where the program changes, it is linked again, not compiled again. environment.o is linked into
# each, as nothing calls it by name.
$(BUILD)/tests/%: $(BUILD)/tests/%.o $(BUILD)/tests/lib/environment.o $(BUILD)/libtests.a $(BUILD)/libsarai.a
	@echo '  link $@'
	@$(CC) $(LINKFLAGS) -o $@ $< $(BUILD)/tests/lib/environment.o \
	  $(BUILD)/libtests.a $(BUILD)/libsarai.a -lcmocka -lvterm -lutil $(LIBS)

$(BUILD)/libtests.a: $(TESTLIB:tests/%.c=$(BUILD)/tests/%.o)
	@rm -f $@
	@ar rcs $@ $^

$(BUILD)/tests/%.o: tests/%.c
	@mkdir -p $(@D)
	@echo '  cc $<'
	@$(COMPILE) -Itests -Wno-unused-parameter -c -o $@ $<

.SECONDARY: $(TESTBIN:=.o) # keep them

## ---- checks ----

docs: deps-test ## check manuals and READMEs against the program: no command, key, setting or file missing or stale
	@$(AGAIN) $(BUILD)/sarai
	@BUILD=$(BUILD) sh tests/lib/docs

docs-write: deps-test ## write the tables of the program into the manuals anew
	@$(AGAIN) $(BUILD)/sarai
	@BUILD=$(BUILD) sh tests/lib/docs write

readme: deps-test ## paint the screens in README.md anew
	@$(AGAIN) $(BUILD)/tests/screen/readme
	@$(BUILD)/tests/screen/readme --write

layers: ## check that each module uses only what it may
	@sh tests/lib/layers

asan: ## run the tests with the address and undefined-behaviour sanitizers
	@LSAN_OPTIONS=suppressions=$(CURDIR)/tests/lib/leaks:print_suppressions=0 \
	  $(MAKE) --no-print-directory BUILD=$(BUILD)/asan CFLAGS='-O1 -g' HARDEN='-fPIE' \
	  EXTRA='-fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer' test

kill-loop: deps-test ## kill 10,000 saving processes (SARAI_KILLS, SARAI_SEED) and look for anything that is lost
	@$(AGAIN) $(BUILD)/tests/fault/kill_loop
	@SARAI_KILLS=$${SARAI_KILLS:-10000} CMOCKA_MESSAGE_OUTPUT=TAP LC_ALL=C.UTF-8 TZ=UTC $(BUILD)/tests/fault/kill_loop

bench: deps-test ## measure side by side and print ratios
	@$(AGAIN) $(BENCH)
	@sh tests/bench/run $(BENCH)

demo-large: ## make a large database of fictitious cases: N=100000, FILE=large.db, THIN=1 (records for the newest 10,000 only)
	@$(AGAIN) $(BUILD)/tests/large/demo_large
	@$(BUILD)/tests/large/demo_large $(or $(FILE),large.db) $(or $(N),100000) $(if $(THIN),10000)

compile_commands.json: ## for editors and clang-tidy
	@{ echo '['; sep=; for f in $(SOURCES) tui/main.c; do printf '%s{"directory":"%s","file":"%s","command":"%s"}' \
	  "$$sep" "$$PWD" "$$f" '$(subst ",\",$(COMPILE)) -c -o /dev/null '"$$f"; sep=,; done; echo ']'; } > $@

clean: ## remove what was built
	rm -rf $(BUILD)

install: ## install under PREFIX (DESTDIR is honoured)
	@$(AGAIN) $(BUILD)/sarai
	install -d $(AT)/bin $(AT)/share/man/man1 $(AT)/share/man/man5 $(AT)/share/man/man7 $(AT)/share/doc/sarai/config/forms \
	  $(AT)/share/doc/sarai/config/lists
	@# Over an installed one: with its owner and mode (a set-up on a server may rest on them), in one step.
	install -m 755 $(BUILD)/sarai $(AT)/bin/sarai.new
	if [ -f $(AT)/bin/sarai ]; then chown --reference=$(AT)/bin/sarai $(AT)/bin/sarai.new && \
	  chmod --reference=$(AT)/bin/sarai $(AT)/bin/sarai.new; fi
	mv -f $(AT)/bin/sarai.new $(AT)/bin/sarai
	install -m 644 $(filter %.1,$(MANUAL)) $(AT)/share/man/man1/
	install -m 644 $(filter %.5,$(MANUAL)) $(AT)/share/man/man5/
	install -m 644 $(filter %.7,$(MANUAL)) $(AT)/share/man/man7/
	install -m 644 README.md $(AT)/share/doc/sarai/
	install -d $(AT)/share/bash-completion/completions
	$(BUILD)/sarai help completion >$(BUILD)/completion
	install -m 644 $(BUILD)/completion $(AT)/share/bash-completion/completions/sarai
	for f in $(CONFIG) $(SAMPLES); do install -m 644 $$f $(AT)/share/doc/sarai/$$f || exit 1; done

uninstall: ## remove what install put there
	rm -f $(AT)/bin/sarai $(AT)/share/bash-completion/completions/sarai $(addprefix $(AT)/share/man/man1/,$(notdir $(filter %.1,$(MANUAL)))) \
	  $(addprefix $(AT)/share/man/man5/,$(notdir $(filter %.5,$(MANUAL)))) \
	  $(addprefix $(AT)/share/man/man7/,$(notdir $(filter %.7,$(MANUAL))))
	rm -rf $(AT)/share/doc/sarai

# Users and groups are made here, by the system's own tools; the program itself runs nothing.
setup-service: ## on a server, as root, after install: everybody through one account, a key each (man 7 sarai-setup)
	adduser --system --group --home /var/lib/sarai --no-create-home --shell /bin/sh sarai
	$(PREFIX)/bin/sarai setup service

setup-shared: ## ... or: everybody with an account of their own on the server
	addgroup --system sarai
	getent group sarai-staff >/dev/null || addgroup sarai-staff
	$(PREFIX)/bin/sarai setup shared

.PHONY: kill-loop setup-service setup-shared
.PHONY: test-MODULE $(TEST_SETS)
.PHONY: run test build help deps deps-test docs docs-write readme layers asan bench demo-large clean install uninstall compile_commands.json
-include $(wildcard $(BUILD)/*.d $(BUILD)/*/*.d $(BUILD)/tests/*/*.d)
