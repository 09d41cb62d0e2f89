#!/bin/bash
#
# setup.sh [program ...]
#	Finds a PostgreSQL that extensions can be built for and prints the path of
#	its pg_config.  What is missing is installed from Debian's packages by root
#	or with sudo that asks no password; anybody else gets the one line to type.
#
# PG_CONFIG in the environment, if set, is the only candidate.  With IOTJOBS_NEED=check
# the parts that only the test suites need are looked for, too.
#
# An installed PostgreSQL is left as it is: no cluster is created, started or
# changed, also not by the package installation.
#
set -u
umask 022
packages="build-essential postgresql-15 postgresql-server-dev-15 postgresql-15-pgtap postgresql-15-cron libipc-run-perl libcurl4-openssl-dev"

say() { echo "$*" >&2; }

# Can extensions be built for, and a server be run from, this pg_config?
usable()
{
	[ -x "$1" ] && [ -f "$("$1" --pgxs 2>/dev/null)" ] &&
		[ -x "$("$1" --bindir)/postgres" ] && [ -x "$("$1" --bindir)/initdb" ]
}

# Prints the first usable pg_config: the one named, the one in PATH, Debian's by version.
find_pg_config()
{
	local candidate
	if [ -n "${PG_CONFIG:-}" ]; then
		candidate=$(command -v "$PG_CONFIG") && usable "$candidate" && echo "$candidate"
		return
	fi
	for candidate in "$(command -v pg_config)" \
		$(printf '%s\n' /usr/lib/postgresql/*/bin/pg_config | sort -rV); do
		usable "$candidate" && echo "$candidate" && return
	done
	return 1
}

# Says what is missing, one word each; nothing if all is there.
missing()
{
	command -v make >/dev/null || echo make
	command -v "${CC:-cc}" >/dev/null || echo compiler
	pg_config=$(find_pg_config) || { echo PostgreSQL; return; }
	[ -f "$("$pg_config" --includedir)/libpq-fe.h" ] || echo libpq
	[ "${IOTJOBS_NEED:-}" = check ] || return
	[ "${CURL:-}" = no ] || curl-config --version >/dev/null 2>&1 || pkg-config --exists libcurl 2>/dev/null || echo libcurl
	command -v perl >/dev/null && perl -MTAP::Parser -e1 2>/dev/null || echo perl
	perl -MIPC::Run -e1 2>/dev/null || echo IPC::Run
	[ -f "$("$pg_config" --sharedir)/extension/pgtap.control" ] || echo pgTAP
	[ -f "$("$pg_config" --sharedir)/extension/pg_cron.control" ] || echo pg_cron
}

# Installs the packages.  Debian would create and start a cluster with a first server: its own
# setting keeps it from that, and stands again as it was afterwards.  A server that is here already
# is not upgraded.
install_packages()
{
	local apt="$sudo env DEBIAN_FRONTEND=noninteractive apt-get -q"
	$apt update && $apt install -y --no-upgrade --no-install-recommends postgresql-common || return

	conf=/etc/postgresql-common/createcluster.conf
	saved=$(mktemp) && cp "$conf" "$saved" || return
	trap '$sudo cp "$saved" "$conf"; rm -f "$saved"' EXIT
	echo "create_main_cluster = false" | $sudo tee -a "$conf" >/dev/null
	$apt install -y --no-upgrade --no-install-recommends $packages
}

lack=$(echo $(missing))
if [ -n "$lack" ]; then
	sudo=
	line="sudo apt-get update && sudo apt-get install -y --no-upgrade --no-install-recommends $packages"
	if [ -n "${PG_CONFIG:-}" ] && ! find_pg_config >/dev/null; then
		say "PG_CONFIG=$PG_CONFIG names no PostgreSQL with server and development files."
		exit 1
	elif ! command -v apt-get >/dev/null; then
		say "Missing: $lack. On Debian 12 this line installs all:"
		say "    $line"
		exit 1
	elif [ "$(id -u)" != 0 ]; then
		sudo="sudo -n"
		if ! $sudo true 2>/dev/null; then
			say "Missing: $lack. Please type:"
			say "    $line"
			exit 1
		fi
	fi
	say "Missing: $lack. Installing $packages ..."
	log=$(mktemp)
	(install_packages) >"$log" 2>&1 || { cat "$log" >&2; say "The packages could not be installed."; exit 1; }
	rm -f "$log"
	lack=$(echo $(missing))
	[ -z "$lack" ] || { say "Still missing: $lack"; exit 1; }
fi
find_pg_config
