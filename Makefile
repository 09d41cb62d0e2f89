# iotjobs: device jobs inside PostgreSQL.
#
#	make && make install && make installcheck	against the PostgreSQL that pg_config names

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

EXTRA_CLEAN = $(EXTENSION)--$(EXTVERSION).sql

PG_CONFIG ?= pg_config
PGXS := $(shell $(PG_CONFIG) --pgxs)
srcdir ?= .
include $(PGXS)

# The install script is its parts in their order.
$(EXTENSION)--$(EXTVERSION).sql: $(sort $(wildcard sql/[0-9]*.sql)) iotjobs.control
	cat $(filter %.sql,$^) > $@

# Headers are few and used widely: a changed one rebuilds all.
$(OBJS): $(wildcard src/*.h src/*/*.h) iotjobs.control Makefile
