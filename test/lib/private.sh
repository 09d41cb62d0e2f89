#
# private.sh (sourced)
#	A PostgreSQL of our own: a private tree with the extension installed, and
#	clusters in it that nobody else sees.
#
# The server finds its share and library directories relative to its own
# program.  So a tree with the programs copied, everything else linked, and the
# extension put in by "make install DESTDIR=..." is a whole installation, and
# the system's is only read.
#
# All of it lies in one short directory below /tmp: the path of a socket is
# limited to 107 bytes, and the server's user may not be able to enter the
# checkout (root's home, say).  Clusters listen on sockets in there only, so
# any number of them can run side by side.
#
# Needs: PG_CONFIG, and the top of the checkout as the working directory.
# Sets:  RUN (the directory), TREE, BIN (the programs), BUILD, SERVER_USER.
#
umask 022
for variable in ${!PG*}; do			# the caller's PGHOST and the like are not for us
	[ "$variable" = PG_CONFIG ] || unset "$variable"
done
unset MAKEFLAGS MFLAGS MAKEOVERRIDES MAKELEVEL	# the makes in here are none of the caller's
SERVER_USER=$(id -un)
if [ "$(id -u)" = 0 ]; then			# the server refuses to run as root
	SERVER_USER=nobody
	! id postgres >/dev/null 2>&1 || SERVER_USER=postgres
fi

# Runs a command as the server's user, with the private programs first, in RUN.
as_server()
{
	local drop=()
	[ "$(id -u)" != 0 ] ||
		drop=(setpriv "--reuid=$SERVER_USER" "--regid=$(id -g "$SERVER_USER")" --clear-groups)
	(cd "${DIR:-$RUN}" && exec "${drop[@]}" env HOME="$RUN" USER="$SERVER_USER" LOGNAME="$SERVER_USER" \
		PATH="$BIN:/usr/local/bin:/usr/bin:/bin" PGUSER=postgres PGDATABASE=postgres "$@")
}

# Builds the extension in a copy of its own: what the checkout was built with before does not
# matter, and two compilers do not disturb each other.  Usage: private_build NAME [make argument ...]
private_build()
{
	BUILD=$PWD/build/$1-$("$PG_CONFIG" --version | sed 's/^[^0-9]*\([0-9.a-z]*\).*/\1/')
	shift
	mkdir -p "$BUILD" || return
	(cd "$BUILD" && find src sql -type f \( -name '*.[ch]' -o -name '*.sql' \) 2>/dev/null) |
		while read -r file; do
			[ -f "$file" ] || rm -f "$BUILD/$file" "$BUILD/${file%.c}.o"
		done
	cp -Rpu Makefile ./*.control exports.map src sql "$BUILD/" || return
	find "$BUILD/src" -name '*.o' -size 0 -delete
	make -s -C "$BUILD" -j"$(nproc)" with_llvm=no PG_CONFIG="$PG_CONFIG" "$@"
}

# Links every entry of a directory into another, but for those that the extension brings itself.
link_entries()
{
	local entry
	mkdir -p "$2" || return
	for entry in "$1"/*; do
		case ${entry##*/} in
			iotjobs*) ;;
			extension|bitcode) link_entries "$entry" "$2/${entry##*/}" ;;
			*) ln -s "$entry" "$2/" ;;
		esac
	done
}

# Makes RUN and the private tree in it, with what private_build has built.
private_open()
{
	local base=${TMPDIR:-/tmp} bindir
	[ ${#base} -le 40 ] || base=/tmp
	RUN=$(mktemp -d "$base/iotjobs-XXXXXX") || return
	TREE=$RUN/tree
	bindir=$("$PG_CONFIG" --bindir)
	BIN=$TREE$bindir
	mkdir -p "$BIN" && (		# the programs by name: with some layouts this is /usr/bin
		cd "$bindir" &&
		cp -pL postgres initdb psql pgbench createdb dropdb createuser dropuser vacuumdb \
			reindexdb clusterdb pg_* "$BIN/") &&
		link_entries "$("$PG_CONFIG" --pkglibdir)" "$TREE$("$PG_CONFIG" --pkglibdir)" &&
		link_entries "$("$PG_CONFIG" --sharedir)" "$TREE$("$PG_CONFIG" --sharedir)" &&
		make -s -C "$BUILD" with_llvm=no PG_CONFIG="$PG_CONFIG" install DESTDIR="$TREE" >/dev/null &&
		{ [ "$(id -u)" != 0 ] || chown "$SERVER_USER" "$RUN"; }
}

# Creates and starts a cluster in RUN/NAME; lines of configuration come on standard input.
cluster_start()
{
	local dir=$RUN/$1
	as_server mkdir "$dir" &&
		as_server initdb -D "$dir/data" -U postgres -A trust -E UTF8 --locale=C --no-sync >"$RUN/initdb.log" 2>&1 &&
		{
			echo "listen_addresses = ''"
			echo "unix_socket_directories = '$dir'"
			echo "port = 5432"
			cat
		} >>"$dir/data/postgresql.conf" &&
		as_server pg_ctl -D "$dir/data" -l "$dir/log" -w -s start >/dev/null ||
		{ tail -n 20 "$RUN/initdb.log" "$dir/log"; return 1; }
}

# Stops a cluster, if it is there.
cluster_stop()
{
	[ ! -f "$RUN/$1/data/postmaster.pid" ] ||
		as_server pg_ctl -D "$RUN/$1/data" -w -s -m "${2:-fast}" stop >/dev/null
}

# Runs a command as a client of a cluster.
as_client()
{
	local name=$1
	shift
	as_server env PGHOST="$RUN/$name" PGPORT=5432 "$@"
}
