# Hansho.  Sources are found by wildcard: adding a file never means editing
# this one.  `make help` lists the goals; tools/README.md explains the house.

B = build
Q = @

ifeq ($(origin CC),default)
CC = gcc
endif
COMPILER := $(if $(findstring clang,$(CC)),clang,gcc)

# A variant is a set of flags with a folder of its own below $(B).
VARIANT := $(if $(filter clang,$(COMPILER)),clang,plain)

# Use every processor unless somebody said how many.
ifeq ($(MAKELEVEL),0)
ifeq ($(filter -j%,$(MAKEFLAGS)),)
MAKEFLAGS += -j$(shell nproc 2>/dev/null || echo 2)
endif
endif
MAKEFLAGS += --no-print-directory --no-builtin-rules

.SUFFIXES:
.DELETE_ON_ERROR:

# ---- flags -----------------------------------------------------------------

W_BOTH = -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion \
	-Wformat=2 -Wstrict-prototypes -Wmissing-prototypes \
	-Wold-style-definition -Wundef -Wvla -Walloca -Wwrite-strings \
	-Wcast-qual -Wpointer-arith -Wswitch-enum -Wimplicit-fallthrough \
	-Wnull-dereference -Wdate-time -Wredundant-decls -Wbad-function-cast
W_gcc = -Wlogical-op -Wduplicated-cond -Wduplicated-branches \
	-Wcast-align=strict -Wformat-signedness -Warith-conversion
W_clang = -Wcomma -Wmissing-variable-declarations

HARDEN = -fstack-protector-strong -fstack-clash-protection \
	-D_FORTIFY_SOURCE=3
SANITIZE = -fsanitize=address,undefined -fno-sanitize-recover=all
FRAMES = -O1 -fno-omit-frame-pointer

# Warnings are errors in the two variants that ship; the optimisers of the
# others see instrumented code and warn of what is not there.
V_plain = -O2 $(HARDEN) -Werror
# clang 14 moves the stack between a comparison and what depends on it when it
# guards against clashes: str_ends() was wrong with it.
V_clang = -O2 $(filter-out -fstack-clash-protection,$(HARDEN)) -Werror
V_asan = $(FRAMES) $(SANITIZE) -Wno-null-dereference
V_clang-asan = $(FRAMES) $(SANITIZE)
V_tsan = $(FRAMES) -fsanitize=thread -Wno-null-dereference
V_cov = -O0 --coverage -Wno-null-dereference
V_fuzz = $(FRAMES) $(SANITIZE) -fsanitize=fuzzer-no-link
V_analyze = -O2 -fanalyzer -Werror
ifeq ($(V_$(VARIANT)),)
$(error VARIANT=$(VARIANT) is none of: plain clang asan clang-asan tsan cov \
	fuzz analyze)
endif

# Memory that is kept to find its late users makes each fork slower; Check forks
# for each test.
ASAN_OPTIONS ?= quarantine_size_mb=16
LSAN_OPTIONS ?= suppressions=$(CURDIR)/tests/lsan.supp:print_suppressions=0
export ASAN_OPTIONS LSAN_OPTIONS

PACKAGES = yaml-0.1 libcmark-gfm libutf8proc libcrypto gpgme libgit2 zlib \
	libarchive expat lmdb
PACKAGES_TEST = check libcjson
# Of the fetcher alone: the generator never opens a network connection.
PACKAGES_FETCH = libcurl
pkg = $(shell pkg-config $(1) $(2) 2>/dev/null)

CPPFLAGS = -D_POSIX_C_SOURCE=200809L -Itools -I$(B)/gen
CFLAGS = -std=c17 -g -pthread -fPIE -fno-common -ffile-prefix-map=$(CURDIR)=. \
	$(V_$(VARIANT)) $(W_BOTH) $(W_$(COMPILER)) $(EXTRA_CFLAGS)
LDFLAGS = -pie -pthread -Wl,-z,relro,-z,now,-z,noexecstack,--as-needed \
	$(V_$(VARIANT)) $(EXTRA_LDFLAGS)
# The extensions of cmark-gfm come without a .pc file.
LIBS := -lcmark-gfm-extensions $(call pkg,--libs,$(PACKAGES))
LIBS_TEST := $(call pkg,--libs,$(PACKAGES_TEST))
LIBS_FETCH := $(call pkg,--libs,$(PACKAGES_FETCH))
CPPFLAGS += $(call pkg,--cflags,$(PACKAGES))

# Suites are found by name, so nobody declares them.
CFLAGS_TEST = -Itests $(call pkg,--cflags,$(PACKAGES_TEST)) \
	-Wno-missing-prototypes

# ---- files -----------------------------------------------------------------

SOURCES := $(sort $(wildcard tools/*.c tools/*/*.c tools/*/*/*.c))
FETCH_SOURCES := $(filter tools/fetch/%,$(SOURCES))
LIB_SOURCES := $(filter-out tools/main.c $(FETCH_SOURCES),$(SOURCES))
OBJ = $(B)/obj/$(VARIANT)
LIB_OBJECTS := $(LIB_SOURCES:%.c=$(OBJ)/%.o)
MAIN_OBJECT := $(patsubst %.c,$(OBJ)/%.o,$(wildcard tools/main.c))
FETCH_MAIN := $(OBJ)/tools/fetch/main.o
FETCH_OBJECTS := $(filter-out $(FETCH_MAIN),$(FETCH_SOURCES:%.c=$(OBJ)/%.o))
EMBED_OBJECTS := $(OBJ)/gen/embedded_c.o $(OBJ)/gen/embedded_s.o
LIB = $(B)/$(VARIANT)/libhansho.a
FETCH_LIB = $(B)/$(VARIANT)/libhansho-fetch.a
PROGRAM = $(if $(filter plain,$(VARIANT)),$(B)/hansho,$(B)/$(VARIANT)/hansho)
FETCHER = $(PROGRAM)-fetch

# U=pattern takes the suites whose file name contains it, U=a+b those of both.
PLUS = +
UNIT_SOURCES := $(sort $(foreach u,$(or $(subst $(PLUS), ,$(U)),_),\
	$(wildcard tests/unit/*$(u)*.c)))
UNIT_OBJECTS := $(UNIT_SOURCES:%.c=$(OBJ)/%.o)
UNIT_NAME = unit$(if $(U),-$(U))
UNIT = $(B)/$(VARIANT)/$(UNIT_NAME)

FUZZ_SOURCES := $(filter-out tests/fuzz/replay.c,$(sort \
	$(wildcard tests/fuzz/*.c)))
REPLAYS := $(FUZZ_SOURCES:tests/fuzz/%.c=$(B)/$(VARIANT)/replay-%)

TEMPLATES := $(sort $(shell LC_ALL=C find templates -type f ! -name '*~' \
	! -name '.*.swp' 2>/dev/null))

# ---- goals for people ------------------------------------------------------

.PHONY: all deps build sites test lint fmt unit golden matching bench fuzz \
	tsan cov tidy analyze docs ci install clean help FORCE
.DEFAULT_GOAL := all

all: ## install what is missing, build, make the example's feeds and sites
	$(Q)sh tools/deps.sh
	$(Q)$(MAKE) build
	$(Q)$(MAKE) sites

deps: ## install what is missing
	$(Q)sh tools/deps.sh

build: $(PROGRAM) $(FETCHER) ## both programs (CC=clang: build/clang/hansho)

sites: $(PROGRAM) $(FETCHER) ## the example group's feeds and sites
	$(Q)sh tools/sites.sh $(PROGRAM)

# What cannot be built is a failure that tests/run.sh counts.
test: all ## everything that `make` does, then every test
	$(Q)rm -f $(B)/plain/unit $(B)/asan/unit $(B)/asan/hansho \
		$(B)/asan/hansho-fetch $(B)/asan/replay-*
	$(Q)$(MAKE) -k test-programs || :
	$(Q)$(MAKE) -k test-programs VARIANT=asan || :
	$(Q)B=$(B) sh tests/run.sh

unit: ## unit tests (U=pattern: suites by file name; VARIANT=asan)
ifeq ($(U),)
	$(Q)$(MAKE) $(UNIT)
else
	$(Q)test -n "$(UNIT_SOURCES)" || { \
		echo "no file tests/unit/*$(U)*.c"; exit 2; }
	$(Q)$(MAKE) -k objects || echo "note: linking without what failed"
	$(Q)$(MAKE) unit-some
endif
	$(Q)$(UNIT)

golden: build ## rewrite the golden trees; review the diff line by line
	$(Q)HANSHO=$(abspath $(PROGRAM)) sh tests/golden.sh --write

lint: ## format, floors, headers, forbidden calls, rows and their files
	$(Q)$(MAKE) -k objects VARIANT=plain CC=gcc || :
	$(Q)B=$(B) sh tools/lint.sh

fmt: ## format the sources (F="FILE ...")
	$(Q)sh tools/format.sh --write $(F)

bench: build ## the bars of the design's section 9 (BENCH=score: one part)
	$(Q)HANSHO=$(abspath $(PROGRAM)) sh tests/bench.sh

matching: ## precision and recall of matching, by kind of example (HANSHO_DATA)
	$(Q)test -n "$(HANSHO_DATA)" || { \
		echo "HANSHO_DATA=DIR names the sample data"; exit 2; }
	$(Q)B=$(B) MAKE="$(MAKE)" sh tests/matching.sh

SECS = 60
fuzz: ## one fuzz target (T=yaml SECS=60)
	$(Q)test -n "$(T)" || { echo "usage: make fuzz T=NAME SECS=60"; exit 2; }
	$(Q)$(MAKE) CC=clang VARIANT=fuzz $(B)/fuzz/fuzz-$(T)
	$(Q)B=$(B) sh tests/fuzz.sh $(T) $(SECS)

tsan: ## unit tests under the thread sanitizer
	$(Q)$(MAKE) unit VARIANT=tsan

cov: ## line coverage of the unit tests
	$(Q)find $(B)/obj/cov -name '*.gcda' -delete 2>/dev/null || :
	$(Q)$(MAKE) unit VARIANT=cov
	$(Q)B=$(B) sh tests/cov.sh

tidy: $(B)/gen/embedded.c ## clang-tidy
	$(Q)sh tools/tidy.sh $(CPPFLAGS) -std=c17

analyze: ## gcc -fanalyzer
	$(Q)$(MAKE) objects VARIANT=analyze CC=gcc

docs: ## manual and reference from the tables, in build/docs
	$(Q)sh tools/docs.sh $(B)/docs

ci: ## everything, with gcc and clang
	$(Q)$(MAKE) lint
	$(Q)$(MAKE) build unit CC=clang
	$(Q)$(MAKE) unit CC=clang VARIANT=clang-asan
	$(Q)$(MAKE) test
	$(Q)$(MAKE) tsan
	$(Q)$(MAKE) analyze
	$(Q)$(MAKE) tidy

PREFIX = /usr/local
install: build docs ## install programs and manual (PREFIX=/usr/local, DESTDIR=)
	install -D -m 755 $(PROGRAM) $(DESTDIR)$(PREFIX)/bin/hansho
	install -D -m 755 $(FETCHER) $(DESTDIR)$(PREFIX)/bin/hansho-fetch
	install -D -m 644 $(B)/docs/hansho.1 \
		$(DESTDIR)$(PREFIX)/share/man/man1/hansho.1

clean: ## remove what was built and generated
	rm -rf $(B)
	find site -mindepth 1 -maxdepth 1 ! -name README.md -exec rm -rf {} +

help: ## this list
	$(Q)awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-10s %s\n", \
		$$1, $$2 }' Makefile

# ---- how things are built --------------------------------------------------

.PHONY: objects test-programs unit-some

objects: $(LIB_OBJECTS) $(EMBED_OBJECTS) $(MAIN_OBJECT) $(FETCH_OBJECTS) \
	$(FETCH_MAIN)

test-programs: $(PROGRAM) $(FETCHER) $(UNIT) \
	$(if $(filter asan clang-asan,$(VARIANT)),$(REPLAYS))

# Results appear whole: somebody else may run make in this tree as well.
# (gcov's notes take the object's name, so coverage writes directly.)
ifeq ($(VARIANT),cov)
COMPILE = $(CC) $(CPPFLAGS) $(CFLAGS) $(1) -MMD -MP -c -o $@ $<
else
COMPILE = t=$@.$$$$; $(CC) $(CPPFLAGS) $(CFLAGS) $(1) -MMD -MP -MT $@ \
	-MF $(@:.o=.d) -c -o $$t $< && mv -f $$t $@ || { rm -f $$t $@; exit 1; }
endif
LINK = t=$@.$$$$; $(CC) $(LDFLAGS) $(1) -o $$t $(2) $(LIBS) && mv -f $$t $@ \
	|| { rm -f $$t; exit 1; }
ARCHIVE = t=$@.$$$$; rm -f $$t; ar rcsD $$t $(1) && mv -f $$t $@

$(OBJ)/tools/%.o: tools/%.c $(OBJ)/flags
	@echo "  CC   $<$(if $(filter plain,$(VARIANT)),, [$(VARIANT)])"
	@mkdir -p $(@D)
	$(Q)$(call COMPILE)

$(OBJ)/tests/%.o: tests/%.c $(OBJ)/flags
	@echo "  CC   $<$(if $(filter plain,$(VARIANT)),, [$(VARIANT)])"
	@mkdir -p $(@D)
	$(Q)$(call COMPILE,$(CFLAGS_TEST))

$(OBJ)/gen/suites%.o: $(B)/gen/suites%.c $(OBJ)/flags
	@mkdir -p $(@D)
	$(Q)$(call COMPILE,$(CFLAGS_TEST))

$(OBJ)/gen/embedded_c.o: $(B)/gen/embedded.c $(OBJ)/flags
	@mkdir -p $(@D)
	$(Q)$(call COMPILE)

$(OBJ)/gen/embedded_s.o: $(B)/gen/embedded.S $(TEMPLATES)
	@mkdir -p $(@D)
	$(Q)$(CC) -c -o $@ $<

# A changed compiler or flag compiles anew.
$(OBJ)/flags: FORCE
	@mkdir -p $(@D)
	@echo '$(CC) $(CPPFLAGS) $(CFLAGS)' | cmp -s - $@ || \
		echo '$(CC) $(CPPFLAGS) $(CFLAGS)' >$@

$(B)/gen/templates: FORCE
	@mkdir -p $(@D)
	@printf '%s\n' $(TEMPLATES) | cmp -s - $@ || \
		printf '%s\n' $(TEMPLATES) >$@

$(B)/gen/embedded.c $(B)/gen/embedded.S &: $(B)/gen/templates $(TEMPLATES) \
		tools/embed.sh
	@echo "  GEN  $(B)/gen/embedded.c"
	$(Q)sh tools/embed.sh $(B)/gen <$(B)/gen/templates

$(B)/gen/suites$(UNIT_NAME).c: FORCE
	@mkdir -p $(@D)
	$(Q)sh tests/suites.sh $@ $(UNIT_SOURCES)

$(LIB): $(LIB_OBJECTS) $(EMBED_OBJECTS)
	@mkdir -p $(@D)
	$(Q)$(call ARCHIVE,$^)

$(PROGRAM): $(MAIN_OBJECT) $(LIB)
	@echo "  LINK $@"
	@mkdir -p $(@D)
	$(Q)$(call LINK,,$^)

# Only what of the fetcher is used is linked, and libcurl with it.
$(FETCH_LIB): $(FETCH_OBJECTS)
	@mkdir -p $(@D)
	$(Q)$(call ARCHIVE,$^)

$(FETCHER): $(FETCH_MAIN) $(FETCH_LIB) $(LIB)
	@echo "  LINK $@"
	@mkdir -p $(@D)
	$(Q)$(call LINK,,$^ $(LIBS_FETCH))

UNIT_PARTS = $(UNIT_OBJECTS) $(OBJ)/tests/test.o \
	$(OBJ)/gen/suites$(UNIT_NAME).o

$(B)/$(VARIANT)/unit: $(UNIT_PARTS) $(FETCH_LIB) $(LIB)
	@echo "  LINK $@"
	@mkdir -p $(@D)
	$(Q)$(call LINK,,$^ $(LIBS_TEST) $(LIBS_FETCH))

# With U, a file that does not compile stops only those who need it.
unit-some: $(UNIT_PARTS)
	@mkdir -p $(dir $(UNIT))
	$(Q)t=$(UNIT).a.$$$$; ar rcsD $$t $(wildcard $(LIB_OBJECTS) \
		$(FETCH_OBJECTS) $(EMBED_OBJECTS)) && \
		$(CC) $(LDFLAGS) -o $(UNIT) $(UNIT_PARTS) $$t $(LIBS_TEST) \
		$(LIBS_FETCH) $(LIBS); s=$$?; rm -f $$t; \
		exit $$s

$(B)/$(VARIANT)/replay-%: $(OBJ)/tests/fuzz/%.o $(OBJ)/tests/fuzz/replay.o \
		$(FETCH_LIB) $(LIB)
	@echo "  LINK $@"
	@mkdir -p $(@D)
	$(Q)$(call LINK,,$^ $(LIBS_TEST) $(LIBS_FETCH))

$(B)/fuzz/fuzz-%: $(OBJ)/tests/fuzz/%.o $(FETCH_LIB) $(LIB)
	@mkdir -p $(@D)
	$(Q)$(call LINK,-fsanitize=fuzzer,$^ $(LIBS_TEST) $(LIBS_FETCH))

.SECONDARY:

-include $(LIB_OBJECTS:.o=.d) $(MAIN_OBJECT:.o=.d) $(UNIT_OBJECTS:.o=.d)
-include $(FETCH_OBJECTS:.o=.d) $(FETCH_MAIN:.o=.d)
-include $(FUZZ_SOURCES:%.c=$(OBJ)/%.d) $(OBJ)/tests/test.d
