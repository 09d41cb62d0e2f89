/*-------------------------------------------------------------------------
 *
 * test_timer.c
 *		Deadlines of the two timers, and what is left of them.
 *
 *-------------------------------------------------------------------------
 */
#include "rules/timer.h"

#include "tap.h"

#define SECOND INT64_C(1000000)
#define AT(hour, minute) (((hour) * 60 + (minute)) * 60 * SECOND)

static void
test_limits(void)
{
	is_true(!ij_timer_minutes_valid(INT64_MIN), "smallest number");
	is_true(!ij_timer_minutes_valid(-1), "-1 is no timeout");
	is_true(!ij_timer_minutes_valid(0), "0 is no timeout");
	is_true(ij_timer_minutes_valid(1), "1 minute");
	is_true(ij_timer_minutes_valid(10080), "10080 minutes");
	is_true(!ij_timer_minutes_valid(10081), "10081 minutes");
	is_true(!ij_timer_minutes_valid(INT64_MAX), "largest number");

	is_true(ij_timer_step_minutes_valid(-1, true), "-1 discards");
	is_true(!ij_timer_step_minutes_valid(-1, false), "but not at a start");
	is_true(!ij_timer_step_minutes_valid(-2, true), "-2 does not discard");
	is_true(!ij_timer_step_minutes_valid(0, true), "0 does not discard");
	is_true(ij_timer_step_minutes_valid(1, false), "step of 1 minute");
	is_true(ij_timer_step_minutes_valid(10080, true), "step of 10080 minutes");
	is_true(!ij_timer_step_minutes_valid(10081, true), "step of 10081 minutes");
}

/* The example of the guide: 20 minutes in all from 12:00, three steps. */
static void
test_worked_example(void)
{
	int64_t		whole = ij_timer_in_progress_deadline(AT(12, 0), 20);

	is_number(whole, AT(12, 20), "in-progress timer of 20 minutes from 12:00");
	is_number(ij_timer_nearer(whole, ij_timer_step_deadline(AT(12, 5), 7)),
			  AT(12, 12), "step of 7 at 12:05");
	is_number(ij_timer_nearer(whole, ij_timer_step_deadline(AT(12, 10), 5)),
			  AT(12, 15), "step of 5 at 12:10");
	is_number(ij_timer_nearer(whole, ij_timer_step_deadline(AT(12, 13), 9)),
			  AT(12, 20), "step of 9 at 12:13 cannot outlast the whole");
}

static void
test_absent(void)
{
	int64_t		step = ij_timer_step_deadline(AT(12, 0), 5);

	is_number(ij_timer_in_progress_deadline(AT(12, 0), 0), IJ_TIMER_NONE, "no in-progress timer");
	is_number(ij_timer_step_deadline(AT(12, 0), IJ_TIMER_DISCARD_STEP), IJ_TIMER_NONE,
			  "a discarded step timer");
	is_number(ij_timer_nearer(IJ_TIMER_NONE, step), step, "only a step timer");
	is_number(ij_timer_nearer(step, IJ_TIMER_NONE), step, "in any order");
	is_number(ij_timer_nearer(IJ_TIMER_NONE, IJ_TIMER_NONE), IJ_TIMER_NONE, "neither");
	is_true(!ij_timer_expired(IJ_TIMER_NONE, INT64_MAX), "no timer never expires");
}

static void
test_expiry(void)
{
	int64_t		deadline = AT(12, 20);

	is_true(!ij_timer_expired(deadline, deadline - 1), "a microsecond before");
	is_true(ij_timer_expired(deadline, deadline), "at the deadline");
	is_true(ij_timer_expired(deadline, deadline + 1), "after it");

	is_number(ij_timer_seconds_left(deadline, deadline - 60 * SECOND), 60, "a minute is left");
	is_number(ij_timer_seconds_left(deadline, deadline - SECOND - 1), 2, "a bit more than a second");
	is_number(ij_timer_seconds_left(deadline, deadline - SECOND), 1, "a second");
	is_number(ij_timer_seconds_left(deadline, deadline - 1), 1, "a microsecond");
	is_number(ij_timer_seconds_left(deadline, deadline), 0, "nothing");
	is_number(ij_timer_seconds_left(deadline, deadline + 1), 0, "never negative");
	is_number(ij_timer_seconds_left(deadline, INT64_MAX), 0, "not even at the end of time");
}

static void
test_extremes(void)
{
	is_number(ij_timer_step_deadline(INT64_MAX, 1), IJ_TIMER_NONE, "end of time");
	is_number(ij_timer_step_deadline(INT64_MAX - 60 * SECOND, 1), IJ_TIMER_NONE,
			  "a minute before it");
	is_number(ij_timer_step_deadline(INT64_MAX - 60 * SECOND - 1, 1), INT64_MAX - 1,
			  "and a bit more");
	is_number(ij_timer_step_deadline(0, INT64_MAX), IJ_TIMER_NONE, "endless minutes");
	is_number(ij_timer_step_deadline(INT64_MIN, 1), INT64_MIN + 60 * SECOND, "start of time");
	is_number(ij_timer_seconds_left(INT64_MAX, INT64_MIN), INT64_C(18446744073710),
			  "all of time is left");
}

int
main(void)
{
	test_limits();
	test_worked_example();
	test_absent();
	test_expiry();
	test_extremes();
	return tap_done();
}
