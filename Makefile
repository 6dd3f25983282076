# sitmap: build, test and install. GNU make 4.2 or newer; read from top to bottom.
#
#   make                     build/libsitmap.a and build/sitmap
#   make report              install what is missing, build, render the shipped study into out/
#   make test                install what is missing, build, run every test
#   make test T=unit/geom    only the tests whose name begins with unit/geom (several words: any)
#   make accept T=golden/x   take today's output of a golden case as the expected one
#   make san [T=...]         the tests under AddressSanitizer and UndefinedBehaviorSanitizer
#   make valgrind [T=...]    the tests under valgrind, whose log must stay empty
#   make fuzz [T=fuzz/x]     every fuzz target for FUZZ_SECONDS seconds (default 60)
#   make cover [T=...]       the tests with coverage, then a table of lines and branches per file
#   make bench               tests/bench/*, one after the other
#   make check-src           house rules of the source itself; each finding says how to repair it
#   make tidy                clang-tidy and cppcheck
#   make clang               everything compiled with clang, same warnings
#   make format              wraps long comment lines, then clang-format, in place
#   make install             PREFIX=/usr/local, DESTDIR= for packagers
#   make deps                only install what building needs
#   make clean               remove build/ (out/ holds results: it stays)
#
# `make V=1` shows the commands in full.

VERSION = 0.1.0

BUILD   = build
PREFIX  = /usr/local
JOBS    = $(shell nproc)
STUDY   = geodata/karabakh-2020
T       =
FUZZ_SECONDS = 60

# ---- What a fresh machine needs, by Debian package ----------------------------------------------
# docs/dependencies.md says why each is there. Nothing below is looked for before it is used, so
# `make report` and `make test` can install first and build in a second make.

RENDER_PACKAGES = gcc libc6-dev make pkg-config libcairo2-dev libpango1.0-dev libfontconfig-dev \
    libshp-dev zlib1g-dev libdeflate-dev libxml2-dev libproj-dev libgeos-dev librsvg2-dev \
    libpoppler-glib-dev libtiff-dev libpng-dev \
    fonts-liberation2 fonts-liberation fonts-dejavu-core fonts-dejavu-extra
TEST_PACKAGES = libcmocka-dev clang-format-14 libxml2-utils poppler-utils librsvg2-bin strace \
    ninja-build \
    chromium gdal-bin python3-jsonschema mapserver-bin parallel jq
FUZZ_PACKAGES = clang libclang-rt-14-dev llvm
TIDY_PACKAGES = clang clang-tidy-14 cppcheck

NEED = tests/tools/need-packages

# ---- Compiler and libraries ---------------------------------------------------------------------

# -Wconversion and -Wshadow cost some casts and names: each is a number that changed its kind, or a
# name that hid another, said aloud. -Wmissing-prototypes makes what a folder does not publish
# `static`; -Wvla because a length from a file must never size the stack. `make WERROR=` builds with
# a compiler newer than ours that knows more warnings.
WARN    = -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wstrict-prototypes \
          -Wmissing-prototypes -Wformat-security -Wundef -Wvla
WERROR  = -Werror
CFLAGS  = -O2 -g
HARDEN  = -U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=2 -fstack-protector-strong

# Same source, same numbers: no fused multiply-add where the machine has one.
LANG_FLAGS = -std=c11 -ffp-contract=off

# Shapelib's .pc file is missing or wrong on many systems; the others are trusted. Headers of
# libraries count as system headers: our warnings are about our code. Asked once, on first use.
PKGS       = cairo pangocairo pangoft2 fontconfig libxml-2.0 proj geos librsvg-2.0 poppler-glib \
             zlib libdeflate libtiff-4 libpng
LIB_CFLAGS = $(eval LIB_CFLAGS := $(patsubst -I%,-isystem %,$(call pkg,--cflags)))$(LIB_CFLAGS)
LIB_LIBS   = $(eval LIB_LIBS := -lshp $(call pkg,--libs) -lm)$(LIB_LIBS)
pkg = $(shell pkg-config $1 $(PKGS))$(if $(filter 0,$(.SHELLSTATUS)),,$(error a library above is \
    missing: `make deps` installs what building needs))

ALL_CPPFLAGS = -D_GNU_SOURCE -DSM_VERSION='"$(VERSION)"' -Iinclude -Isrc -I$(BUILD)/gen \
               $(CPPFLAGS) $(LIB_CFLAGS)
ALL_CFLAGS   = $(LANG_FLAGS) $(WARN) $(WERROR) $(HARDEN) $(CFLAGS)
COMPILE      = $(CC) $(ALL_CPPFLAGS) $(ALL_CFLAGS) -MMD -MP
LINK         = $(CC) $(ALL_CFLAGS) $(LDFLAGS)

V =
Q = $(if $(V),,@echo '  $@';)

# ---- Sources and what becomes of them -----------------------------------------------------------

SRC      = $(filter-out src/cli/%,$(wildcard src/*/*.c))
CLI_SRC  = $(wildcard src/cli/*.c)
RNG      = $(wildcard src/*/*.rng)
HEADERS  = $(wildcard include/sitmap/*.h)
UNIT_SRC = $(wildcard tests/unit/*/test_*.c)
FUZZ_SRC = $(wildcard tests/fuzz/fuzz_*.c)
HELP_SRC = $(wildcard tests/support/*.c)
BENCH_SRC = $(wildcard tests/bench/*.c)
C_FILES  = $(wildcard src/*/*.[ch] include/sitmap/*.h tests/*/*.[ch] tests/*/*/*.[ch])

RNG_C    = $(patsubst %.rng,$(BUILD)/gen/%_rng.c,$(notdir $(RNG)))
HTML     = $(wildcard src/*/*.html)
HTML_C   = $(patsubst %.html,$(BUILD)/gen/%_html.c,$(notdir $(HTML)))
OBJ      = $(SRC:%.c=$(BUILD)/%.o) $(RNG_C:.c=.o) $(HTML_C:.c=.o)
CLI_OBJ  = $(CLI_SRC:%.c=$(BUILD)/%.o)
HELP_OBJ = $(HELP_SRC:%.c=$(BUILD)/%.o)
UNIT     = $(UNIT_SRC:%.c=$(BUILD)/%)
FUZZ     = $(FUZZ_SRC:%.c=$(BUILD)/%)
BENCH    = $(BENCH_SRC:%.c=$(BUILD)/%)

LIB      = $(BUILD)/libsitmap.a
CLI_LIB  = $(BUILD)/libsitmap-cli.a
HELP_LIB = $(BUILD)/tests/libsupport.a

# The tests that T names, of a list of executables: T is the beginning of a name.
wanted = $(if $(T),$(filter $(patsubst %,$(BUILD)/tests/%%,$(T)),$1),$1)

.PHONY: all deps report test test-run accept san san-run valgrind valgrind-run fuzz fuzz-run \
        cover cover-run bench bench-run check-src tidy tidy-run format clang clang-run install \
        clean program library units fuzzers benches \
        FORCE
.DELETE_ON_ERROR:
.SECONDARY:
.SUFFIXES:

all: program
program: $(LIB) $(if $(CLI_SRC),$(BUILD)/sitmap)
library: $(LIB)
units:   $(call wanted,$(UNIT)) $(if $(filter carto%,$(T)),$(filter %/carto/test_blocks,$(UNIT)))
fuzzers: $(call wanted,$(FUZZ))
benches: $(BENCH)
program library units fuzzers benches:
	@:

$(BUILD)/sitmap: $(CLI_OBJ) $(LIB)
	$(Q)$(LINK) -o $@ $^ $(LIB_LIBS)

# An archive is made anew: no member outlives its source. The list of its members is a file that
# changes only when the list does, so that a removed source counts as a change.
$(LIB): $(OBJ)
$(CLI_LIB): $(filter-out %/main.o,$(CLI_OBJ))
$(HELP_LIB): $(HELP_OBJ)
$(LIB) $(CLI_LIB) $(HELP_LIB): %.a: %.members
	@rm -f $@
	$(Q)$(AR) rcsD $@ $(filter %.o,$^)

%.members: FORCE
	@mkdir -p $(@D)
	@echo '$(OBJ) $(CLI_OBJ) $(HELP_OBJ)' | cmp -s - $@ || \
	    echo '$(OBJ) $(CLI_OBJ) $(HELP_OBJ)' > $@

# Loops over pixels: the compiler may unroll them and use wide registers.
$(BUILD)/src/picture/%.o: CFLAGS := $(subst -O2,-O3,$(CFLAGS))

$(BUILD)/src/%.o: src/%.c Makefile
	@mkdir -p $(@D)
	$(Q)$(COMPILE) -c -o $@ $<

$(BUILD)/tests/%.o: tests/%.c Makefile
	@mkdir -p $(@D)
	$(Q)$(COMPILE) -Itests -c -o $@ $<

$(BUILD)/gen/%.o: $(BUILD)/gen/%.c
	$(Q)$(COMPILE) -c -o $@ $<

# Schemas and pages become part of the program: src/load/study.rng is sm_study_rng[] and
# sm_study_rng_len, src/diff/review.html is sm_review_html[] and sm_review_html_len.
define EMBED
	$(Q){ printf '/* Made from %s by make: edit that file. */\n#include <stddef.h>\n' '$<'; \
	  printf 'extern const unsigned char sm_$*_$1[];\nextern const size_t sm_$*_$1_len;\n'; \
	  printf 'const unsigned char sm_$*_$1[] = {\n'; \
	  od -An -v -tx1 $< | sed 's/ *\([0-9a-f][0-9a-f]\)/0x\1,/g'; \
	  printf '};\nconst size_t sm_$*_$1_len = sizeof sm_$*_$1;\n'; } > $@
endef
vpath %.rng $(sort $(dir $(RNG)))
vpath %.html $(sort $(dir $(HTML)))
$(BUILD)/gen/%_rng.c: %.rng Makefile
	@mkdir -p $(@D)
	$(call EMBED,rng)
$(BUILD)/gen/%_html.c: %.html Makefile
	@mkdir -p $(@D)
	$(call EMBED,html)

# One executable per unit test. Only the tests of the command line link its objects, because these
# replace malloc. A test with flags of its own (-Wl,--wrap=write) says so in tests/unit/flags.mk:
#     $(BUILD)/tests/unit/base/test_newfile: TEST_LDFLAGS = -Wl,--wrap=write
TEST_LDFLAGS =
$(BUILD)/tests/unit/cli/%: EXTRA_LIB = $(CLI_LIB)
$(filter $(BUILD)/tests/unit/cli/%,$(UNIT)): $(CLI_LIB)
$(UNIT): $(BUILD)/%: %.c $(LIB) $(HELP_LIB) Makefile
	@mkdir -p $(@D); rm -f $@
	$(if $(V),,@)$(COMPILE) -Itests -Itests/unit -MF $@.d -c -o $@.o $<
	$(Q)$(LINK) $(TEST_LDFLAGS) -o $@ $@.o $(HELP_LIB) $(EXTRA_LIB) $(LIB) -lcmocka $(LIB_LIBS)
-include tests/unit/flags.mk

# A fuzz harness is linked with libFuzzer by `make fuzz`, and otherwise with a main() that replays
# the files it is given.
FUZZ_MAIN = tests/tools/replay.c
$(FUZZ): $(BUILD)/%: %.c $(LIB) $(HELP_LIB) $(FUZZ_MAIN) Makefile
	@mkdir -p $(@D); rm -f $@
	$(if $(V),,@)$(COMPILE) -Itests -MF $@.d -c -o $@.o $<
	$(Q)$(LINK) $(ALL_CPPFLAGS) $(FUZZ_LDFLAGS) -o $@ $@.o $(FUZZ_MAIN) $(HELP_LIB) $(LIB) $(LIB_LIBS)

$(BENCH): $(BUILD)/%: %.c $(LIB) $(HELP_LIB) Makefile
	@mkdir -p $(@D); rm -f $@
	$(if $(V),,@)$(COMPILE) -Itests -MF $@.d -c -o $@.o $<
	$(Q)$(LINK) -o $@ $@.o $(HELP_LIB) $(LIB) $(LIB_LIBS)

-include $(patsubst %.o,%.d,$(OBJ) $(CLI_OBJ) $(HELP_OBJ)) $(addsuffix .d,$(UNIT) $(FUZZ) $(BENCH))

# ---- Second makes: after an install, or with other flags ----------------------------------------

# As many jobs as processors, unless the caller of make said how many.
AGAIN = --no-print-directory $(if $(findstring -j,$(MAKEFLAGS)),,-j$(JOBS))

# Sanitizers warn where they only see their own additions, so warnings are not errors here; the
# plain build has already shown that there are none.
SANITIZE  = -fsanitize=address,undefined -fno-sanitize-recover=all
SAN_BUILD = BUILD=build/san WERROR= HARDEN= LDFLAGS='$(SANITIZE)' \
    CFLAGS='-O1 -g -fno-omit-frame-pointer $(SANITIZE) -fsanitize=float-cast-overflow'
FUZZ_BUILD = BUILD=build/fuzz CC=clang WERROR= HARDEN= LDFLAGS='$(SANITIZE)' FUZZ_MAIN= \
    CFLAGS='-O1 -g -fno-omit-frame-pointer $(SANITIZE) -fsanitize=fuzzer-no-link' \
    FUZZ_LDFLAGS=-fsanitize=fuzzer
COVER_BUILD = BUILD=build/cover WERROR= HARDEN= CFLAGS='-O0 -g --coverage' LDFLAGS=--coverage
# Without the checked memmove of the C library, which valgrind takes for a memcpy that overlaps.
VALGRIND_BUILD = BUILD=build/valgrind HARDEN= CFLAGS='-O1 -g'
CLANG_BUILD = BUILD=build/clang CC=clang

deps:
	@$(NEED) $(RENDER_PACKAGES)

report: deps
	@$(MAKE) $(AGAIN) all
	build/sitmap render $(STUDY)

# ---- Tests --------------------------------------------------------------------------------------
# A test that does not compile is a failed test, not the end of the run: hence `-` and -k.
# In a full run the unit tests run twice, the second time under sanitizers, as do the fuzz corpora.

ALL_KINDS = unit,carto,cli,golden,fuzz

test:
	@$(NEED) $(RENDER_PACKAGES) $(TEST_PACKAGES)
	@$(MAKE) $(AGAIN) test-run

# What must build before any test runs: where T names only tests that use the library, that.
BASIS = $(if $(T),$(if $(filter-out unit% fuzz% source%,$(T)),program,library),program)

test-run:
	@$(MAKE) $(AGAIN) $(BASIS)
	-@$(MAKE) $(AGAIN) -k units
ifeq ($(T),)
	@$(MAKE) $(AGAIN) $(SAN_BUILD) program
	-@$(MAKE) $(AGAIN) -k $(SAN_BUILD) units fuzzers
	@tests/tools/run-tests plain:build:source,unit,carto,cli,golden san:build/san:unit,fuzz
else
	-@$(MAKE) $(AGAIN) -k fuzzers
	@tests/tools/run-tests $(addprefix -t ,$(T)) plain:build:source,$(ALL_KINDS)
endif

accept:
	@test -n '$(T)' || { echo 'make accept: name the case: make accept T=golden/<case>'; exit 2; }
	@$(MAKE) $(AGAIN) program
	@tests/tools/run-tests --accept $(addprefix -t ,$(T)) plain:build:golden

san:
	@$(NEED) $(RENDER_PACKAGES) $(TEST_PACKAGES)
	@$(MAKE) $(AGAIN) san-run
san-run:
	@$(MAKE) $(AGAIN) $(SAN_BUILD) $(BASIS)
	-@$(MAKE) $(AGAIN) -k $(SAN_BUILD) units fuzzers
	@tests/tools/run-tests $(addprefix -t ,$(T)) san:build/san:$(ALL_KINDS)

valgrind:
	@$(NEED) $(RENDER_PACKAGES) $(TEST_PACKAGES) valgrind
	@$(MAKE) $(AGAIN) valgrind-run
valgrind-run:
	@$(MAKE) $(AGAIN) $(VALGRIND_BUILD) $(BASIS)
	-@$(MAKE) $(AGAIN) -k $(VALGRIND_BUILD) units fuzzers
	@tests/tools/run-tests $(addprefix -t ,$(T)) valgrind:build/valgrind:$(ALL_KINDS)

fuzz:
	@$(NEED) $(RENDER_PACKAGES) $(FUZZ_PACKAGES)
	@$(MAKE) $(AGAIN) $(FUZZ_BUILD) fuzzers
	@tests/tools/run-fuzz $(FUZZ_SECONDS) $(T)

cover:
	@$(NEED) $(RENDER_PACKAGES) $(TEST_PACKAGES)
	@$(MAKE) $(AGAIN) cover-run
cover-run:
	@$(MAKE) $(AGAIN) $(COVER_BUILD) program units fuzzers
	@find build/cover -name '*.gcda' -delete
	-@tests/tools/run-tests $(addprefix -t ,$(T)) plain:build/cover:$(ALL_KINDS)
	@tests/tools/cover-report build/cover

bench:
	@$(NEED) $(RENDER_PACKAGES)
	@$(MAKE) $(AGAIN) program benches
	@for b in $(BENCH); do echo "== $$b"; $$b || exit; done
	@for b in $(wildcard tests/bench/*.sh); do echo "== $$b"; SITMAP=build/sitmap $$b || exit; done

# ---- The source itself --------------------------------------------------------------------------

check-src:
	@CC='$(CC)' CPPFLAGS='-D_GNU_SOURCE -Iinclude -Isrc' tests/tools/check-src

tidy:
	@$(NEED) $(RENDER_PACKAGES) $(TIDY_PACKAGES)
	@$(MAKE) $(AGAIN) tidy-run
tidy-run: $(RNG_C) $(HTML_C)
	printf '%s\n' $(SRC) $(CLI_SRC) | xargs -r -P $(JOBS) -n 1 sh -c \
	    'clang-tidy-14 --quiet "$$@" -- $(subst ','\'',$(ALL_CPPFLAGS)) $(LANG_FLAGS)' tidy
	cppcheck --quiet --std=c11 --language=c --error-exitcode=1 --inline-suppr -j $(JOBS) \
	    --enable=warning,performance,portability --suppress=missingIncludeSystem \
	    -D_GNU_SOURCE -Iinclude -Isrc src

format:
	@$(NEED) clang-format-14
	printf '%s\n' $(C_FILES) | xargs -r tests/tools/wrap-comments
	printf '%s\n' $(C_FILES) | xargs -r clang-format-14 -i

clang:
	@$(NEED) $(RENDER_PACKAGES) libcmocka-dev clang
	@$(MAKE) $(AGAIN) $(CLANG_BUILD) program units fuzzers benches

# ---- Installing ---------------------------------------------------------------------------------

# Styles and the starter keep their folders: a study names "neutral/front.sld".
SHARED = $(shell find styles geodata/starter -type f -not -path '*/make/*')

install: program
	install -d $(DESTDIR)$(PREFIX)/bin $(DESTDIR)$(PREFIX)/share/man/man1
	install -m 755 $(BUILD)/sitmap $(DESTDIR)$(PREFIX)/bin/
	for f in $(SHARED); do \
	    install -D -m 644 "$$f" $(DESTDIR)$(PREFIX)/share/sitmap/"$$f" || exit; done
	install -m 644 docs/*.schema.json $(DESTDIR)$(PREFIX)/share/sitmap/
	for f in $(wildcard docs/man/*.1); do \
	    install -m 644 "$$f" $(DESTDIR)$(PREFIX)/share/man/man1/ || exit; done

clean:
	rm -rf build
