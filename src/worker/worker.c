/*-------------------------------------------------------------------------
 *
 * worker.c
 *		The background worker of a database: its life from start to exit.
 *
 * It leaves with code 0 when it is not wanted: no extension, switched off,
 * another worker serves the database, asked to start anew, or in the way of
 * DROP DATABASE.  Any other end, by an error or a signal, has code 1.  In
 * both cases it is the launcher who decides on the next start; only a worker
 * started by hand comes back through the postmaster, 5 s after an exit with
 * code 1.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "access/xact.h"
#include "commands/dbcommands.h"
#include "libpq/pqsignal.h"
#include "miscadmin.h"
#include "pgstat.h"
#include "postmaster/bgworker.h"
#include "postmaster/interrupt.h"
#include "storage/ipc.h"
#include "storage/latch.h"
#include "tcop/tcopprot.h"
#include "utils/guc.h"
#include "utils/memutils.h"
#include "utils/timestamp.h"

#include "compat.h"
#include "guc.h"
#include "store/worker_lock.h"
#include "wake.h"
#include "worker/log_once.h"
#include "worker/registry.h"
#include "worker/transaction.h"
#include "worker/unit_transaction.h"
#include "worker/worker.h"

/* Longest pause after rounds that failed as a whole, one after the other. */
#define ROUND_PAUSE_MAX_MS 60000

/* Pause between two rounds of telling news: so many times as long as the last one took, or longer. */
#define NEWS_PAUSE_FACTOR 4
#define NEWS_PAUSE_MIN_MS 20

PGDLLEXPORT void iotjobs_worker_main(Datum main_arg);

static char *database_name = NULL;
static MemoryContext loop_context = NULL;

static void connect_to_database(Oid database);
static void adjust_settings(void);
static void check_extension(void);
static TimestampTz after_news(TimestampTz began_at);
static bool is_only_news(TimestampTz next_pass_at);
static long run_round(long (*pass) (void));
static long milliseconds_to(TimestampTz time);
static bool is_news(const ErrorData *error, void *arg);
static void add_context(void *arg);

/* Main function of the worker. */
void
iotjobs_worker_main(Datum main_arg)
{
	IjWorkerStart start;
	ErrorContextCallback context;
	TimestampTz next_pass_at = 0;
	TimestampTz next_news_at = 0;

	memcpy(&start, MyBgworkerEntry->bgw_extra, sizeof(start));
	pqsignal(SIGHUP, SignalHandlerForConfigReload);
	pqsignal(SIGTERM, die);
	if (!ij_registry_attach(&start))
		proc_exit(0);			/* the launcher has given this start up */
	BackgroundWorkerUnblockSignals();

	/* What a pass leaves, the same pass does: it need not wake itself. */
	ij_wake_hook = NULL;

	connect_to_database(start.database);
	context.callback = add_context;
	context.arg = NULL;
	context.previous = NULL;
	error_context_stack = &context;

	ij_worker_attend();
	check_extension();
	if (!ij_worker_lock_take())
		ij_worker_leave(IJ_OUTCOME_LOCKED);
	ij_registry_running();

	for (;;)
	{
		TimestampTz began_at = GetCurrentTimestamp();
		long		wait_ms;

		MemoryContextSwitchTo(loop_context);
		if (!is_only_news(next_pass_at))
		{
			ij_registry_taken_up(true);
			wait_ms = run_round(ij_worker_pass);
			next_pass_at = TimestampTzPlusMilliseconds(GetCurrentTimestamp(), wait_ms);
			next_news_at = after_news(began_at);
		}
		else if (began_at >= next_news_at)
		{
			ij_registry_taken_up(false);
			wait_ms = run_round(ij_worker_tell);
			next_pass_at = Min(next_pass_at, TimestampTzPlusMilliseconds(GetCurrentTimestamp(), wait_ms));
			next_news_at = after_news(began_at);
		}
		MemoryContextReset(loop_context);

		wait_ms = milliseconds_to(next_pass_at);
		if (is_only_news(next_pass_at))
			wait_ms = Min(wait_ms, milliseconds_to(next_news_at));
		(void) WaitLatch(MyLatch, WL_LATCH_SET | WL_TIMEOUT | WL_EXIT_ON_PM_DEATH,
						 wait_ms, ij_wait_event());
		ResetLatch(MyLatch);
	}
}

/*
 * Somebody has set the latch because there is something to tell, and nothing
 * else is to be done yet.  A latch that was set for another reason has a pass made.
 */
static bool
is_only_news(TimestampTz next_pass_at)
{
	return ij_registry_has_news() && !ij_registry_has_work() && GetCurrentTimestamp() < next_pass_at;
}

/*
 * When news may be told again after a round that began then: devices who are
 * at work all the time shall not keep the worker at it all the time, too.
 */
static TimestampTz
after_news(TimestampTz began_at)
{
	TimestampTz now = GetCurrentTimestamp();

	return Max(now + (now - began_at) * NEWS_PAUSE_FACTOR, now + NEWS_PAUSE_MIN_MS * 1000);
}

static long
milliseconds_to(TimestampTz time)
{
	return TimestampDifferenceMilliseconds(GetCurrentTimestamp(), time);
}

static void
connect_to_database(Oid database)
{
	BackgroundWorkerInitializeConnectionByOid(database, InvalidOid, 0);
	adjust_settings();
	pgstat_report_appname("iotjobs worker");

	loop_context = AllocSetContextCreate(TopMemoryContext, "iotjobs worker loop",
										 ALLOCSET_DEFAULT_SIZES);

	StartTransactionCommand();
	database_name = MemoryContextStrdup(TopMemoryContext, get_database_name(database));
	CommitTransactionCommand();
	pgstat_report_activity(STATE_IDLE, NULL);
}

/*
 * Settings of the database that may not reach the engine: it names everything
 * in full, expects each statement to see what has been committed, and rather
 * fails and tries later than waits for a session that holds a lock.
 */
static void
adjust_settings(void)
{
	static const char *const settings[][2] = {
		{"search_path", "pg_catalog, pg_temp"},
		{"default_transaction_isolation", "read committed"},
		{"default_transaction_read_only", "off"},
		{"lock_timeout", "5s"},
		{"statement_timeout", "0"},
		{"jit", "off"},
	};

	for (int i = 0; i < lengthof(settings); i++)
		SetConfigOption(settings[i][0], settings[i][1], PGC_SUSET, PGC_S_OVERRIDE);
}

static void
check_extension(void)
{
	if (!ij_transaction_begin())
		ij_worker_leave(IJ_OUTCOME_NO_EXTENSION);
	ij_transaction_commit();
}

/*
 * One pass.  Failures of single units do not come up to here; what does hits
 * the worker as a whole, so it pauses, longer each time.  Returns the wait.
 */
static long
run_round(long (*pass) (void))
{
	static int	failures_in_a_row = 0;
	static IjLogged logged;
	MemoryContext caller = CurrentMemoryContext;
	volatile long wait_ms;

	PG_TRY();
	{
		wait_ms = pass();
		failures_in_a_row = 0;
		if (pass == ij_worker_pass)
			logged.at = 0;
	}
	PG_CATCH();
	{
		ErrorData  *error = ij_transaction_catch(caller, is_news, &logged);

		failures_in_a_row = Min(failures_in_a_row + 1, 16);
		wait_ms = Min((long) ij_guc_naptime_ms << failures_in_a_row, ROUND_PAUSE_MAX_MS);
		ij_registry_pass_failed(error->message ? error->message : "",
								TimestampTzPlusMilliseconds(GetCurrentTimestamp(), wait_ms));
		pgstat_report_activity(STATE_IDLE, NULL);
	}
	PG_END_TRY();
	return wait_ms;
}

static bool
is_news(const ErrorData *error, void *logged)
{
	return ij_log_is_news(logged, error);
}

static void
add_context(void *arg)
{
	errcontext("iotjobs worker of database \"%s\"", database_name);
}

/*
 * Does what was asked since the last unit: interrupts, new settings, an order
 * to leave.  Called outside transactions.
 */
void
ij_worker_attend(void)
{
	IjOutcome	stop;

	if (ProcDiePending)
		proc_exit(1);			/* without the FATAL of CHECK_FOR_INTERRUPTS() */
	CHECK_FOR_INTERRUPTS();
	if (ConfigReloadPending)
	{
		ConfigReloadPending = false;
		ProcessConfigFile(PGC_SIGHUP);
	}
	stop = ij_registry_stop_requested();
	if (stop != IJ_OUTCOME_FAILURE)
		ij_worker_leave(stop);
	if (!ij_guc_worker)
		ij_worker_leave(IJ_OUTCOME_SWITCHED_OFF);
}

/* Ends the process in good order, outside transactions. */
void
ij_worker_leave(IjOutcome outcome)
{
	ij_registry_leaving(outcome);
	proc_exit(0);
}
