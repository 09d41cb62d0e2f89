#!/bin/bash
#
# stop.sh [quiet]
#	"make demo-stop": ends the demo's cluster and removes all of it.
#
cd "$(dirname "$0")/../.." || exit 1
state=build/demo

if [ ! -f $state/run ]; then
	[ "${1:-}" = quiet ] || echo "No demo is running."
	exit 0
fi
RUN=$(cat $state/run)
case $RUN in
	*/iotjobs-??????) ;;
	*) echo "$state/run does not name a directory of the demo." >&2; exit 1 ;;
esac
if [ -d "$RUN" ]; then
	if [ ! -w "$RUN" ]; then
		echo "The demo in $RUN was started by another user, who has to stop it." >&2
		exit 1
	fi
	if [ -f "$RUN/demo/data/postmaster.pid" ]; then
		$state/as-server pg_ctl -D "$RUN/demo/data" -w -s -m immediate stop >/dev/null || exit 1
	fi
	rm -rf "$RUN"
fi
rm -rf $state
[ "${1:-}" = quiet ] || echo "The demo's cluster is gone."
