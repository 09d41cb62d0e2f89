# iotjobs: device jobs inside PostgreSQL.
#
#	make demo		a fleet of simulated devices gets a firmware job; make demo-stop ends it
#	make check		builds and runs every suite
#	make bench		measures, against bars
#	make && make install && make installcheck	against the PostgreSQL that pg_config names
#
# The first three bring a PostgreSQL server of their own and install Debian packages that are missing.

PG_CONFIG ?= pg_config

# These find PostgreSQL themselves, it may not be there yet.  They stay apart from PGXS, which has
# a target "check" of its own.
OWN_TARGETS = bench check demo demo-stop
OWN_GOALS = $(filter $(OWN_TARGETS),$(MAKECMDGOALS))

ifneq ($(OWN_GOALS),)

.PHONY: $(MAKECMDGOALS)
.NOTPARALLEL:

# PG_CONFIG, CC, SUITES, TESTS, THINGS, CELL and BENCH_* reach the scripts as make
# passes on what it was told.
bench:
	@bash test/bench/bench.sh
check:
	@bash test/lib/check.sh
demo:
	@bash test/demo/demo.sh
demo-stop:
	@bash test/demo/stop.sh

# "make clean check": the other goals mean what they mean alone.
$(filter-out $(OWN_TARGETS),$(MAKECMDGOALS)):
	@$(MAKE) $@

else

EXTENSION = iotjobs
EXTVERSION := $(shell sed -n "s/^default_version *= *'\(.*\)'/\1/p" iotjobs.control)

MODULE_big = iotjobs
OBJS = $(patsubst %.c,%.o,$(sort $(wildcard src/*.c src/*/*.c)))
DATA_built = $(EXTENSION)--$(EXTVERSION).sql
DATA = $(wildcard sql/$(EXTENSION)--*--*.sql)
PGFILEDESC = "iotjobs - device jobs inside PostgreSQL"

# What the server's own headers set off is switched off, the rest of -Wextra stays.
PG_CFLAGS = -std=gnu99 -Wall -Wextra -Wno-unused-parameter \
	-Wno-sign-compare -Wno-missing-field-initializers $(IOTJOBS_CFLAGS)
PG_CPPFLAGS = -I$(srcdir)/src -DIOTJOBS_VERSION='"$(EXTVERSION)"'
SHLIB_LINK = -Wl,--version-script=$(srcdir)/exports.map $(IOTJOBS_LDFLAGS)

# documentSource is read with libcurl where there is one; make CURL=no leaves it out.
CURL ?= $(shell curl-config --version >/dev/null 2>&1 && echo curl-config || \
	{ pkg-config --exists libcurl 2>/dev/null && echo pkg-config libcurl; } || echo no)
ifneq ($(CURL),no)
PG_CPPFLAGS += -DIOTJOBS_CURL $(shell $(CURL) --cflags)
SHLIB_LINK += $(shell $(CURL) --libs)
endif

# All but a demo that runs.
EXTRA_CLEAN = $(EXTENSION)--$(EXTVERSION).sql $(filter-out build/demo,$(wildcard build/*)) \
	results log tmp_check output_iso regression.diffs regression.out

# make installcheck; expected/ serves both of the first two.  The first test of each sends the
# worker away from its database: only the passes that a test asks for shall run.
REGRESS = without_worker $(filter-out without_worker,$(sort $(patsubst test/sql/%.sql,%,$(wildcard test/sql/*.sql))))
REGRESS_OPTS = --inputdir=test --encoding=UTF8 --no-locale --load-extension=iotjobs
TAP_TESTS = 1
PROVE_TESTS = test/t/*.pl

PGXS := $(shell $(PG_CONFIG) --pgxs 2>/dev/null)
ifeq ($(PGXS),)
$(error $(PG_CONFIG) does not work: on Debian install postgresql-server-dev-15, or type make check or make demo, which install what they need)
endif
# Some packages of older servers come without the isolation tester.
ifneq ($(wildcard $(dir $(PGXS))../test/isolation/pg_isolation_regress),)
ISOLATION = worker_away $(filter-out worker_away,$(sort $(patsubst test/specs/%.spec,%,$(wildcard test/specs/*.spec))))
ISOLATION_OPTS = --inputdir=test --outputdir=. --encoding=UTF8 --no-locale --load-extension=iotjobs
endif

srcdir ?= .
include $(PGXS)

# The install script is its parts in their order.
$(EXTENSION)--$(EXTVERSION).sql: $(sort $(wildcard sql/[0-9]*.sql)) iotjobs.control
	cat $(filter %.sql,$^) > $@

# Headers are few and used widely: a changed one rebuilds all.
$(OBJS): $(wildcard src/*.h src/*/*.h) iotjobs.control Makefile

endif
