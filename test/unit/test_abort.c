/*-------------------------------------------------------------------------
 *
 * test_abort.c
 *		When an abort criterion is met.
 *
 *-------------------------------------------------------------------------
 */
#include "rules/abort.h"

#include <stddef.h>

#include "tap.h"

static int
met(IjFailureType type, int64_t hundredths, int64_t minimum, IjCounts counts)
{
	IjAbortConfig config = {1, {{type, hundredths, minimum}}};

	return ij_abort_criterion_met(&config, &counts);
}

/* Each failure type counts its own status, ALL counts all three. */
static void
test_types(void)
{
	static const IjCounts counts[] = {
		{.succeeded = 1, .failed = 1},
		{.succeeded = 1, .rejected = 1},
		{.succeeded = 1, .timed_out = 1},
	};
	static const char *const types[] = {"FAILED", "REJECTED", "TIMED_OUT", "ALL"};

	for (int type = IJ_FAILURE_FAILED; type <= IJ_FAILURE_ALL; type++)
		for (int c = 0; c < 3; c++)
		{
			int			expected = (type == IJ_FAILURE_ALL || type == c) ? 0 : -1;

			is_true(met(type, 5000, 2, counts[c]) == expected,
					"%s, one of two is %s", types[type], types[c]);
		}
}

static void
test_denominator(void)
{
	IjCounts	counts = {
		.queued = 1000, .in_progress = 1000, .removed = 1000, .canceled = 1000,
		.succeeded = 80, .failed = 20
	};

	is_number(met(IJ_FAILURE_FAILED, 2000, 100, counts), 0,
			  "only what was executed is in the percentage");
	is_number(met(IJ_FAILURE_FAILED, 2000, 101, counts), -1,
			  "and in the minimum");
	is_number(met(IJ_FAILURE_ALL, 10000, 1, (IjCounts) {.canceled = 5}), -1,
			  "canceled executions are no failures");
	counts.timed_out = 1;
	is_number(met(IJ_FAILURE_FAILED, 2000, 100, counts), -1,
			  "another failure type dilutes the percentage");
	is_number(met(IJ_FAILURE_ALL, 2000, 100, counts), 0, "but not that of ALL");
}

static void
test_boundaries(void)
{
	is_number(met(IJ_FAILURE_FAILED, 2000, 100, (IjCounts) {.succeeded = 80, .failed = 19}), -1,
			  "99 executed of 100");
	is_number(met(IJ_FAILURE_FAILED, 2000, 100, (IjCounts) {.succeeded = 81, .failed = 19}), -1,
			  "19 percent of 20");
	is_number(met(IJ_FAILURE_FAILED, 2000, 100, (IjCounts) {.succeeded = 80, .failed = 20}), 0,
			  "20 percent of 20");
	is_number(met(IJ_FAILURE_FAILED, 3333, 3, (IjCounts) {.succeeded = 2, .failed = 1}), 0,
			  "a third is above 33.33 percent");
	is_number(met(IJ_FAILURE_FAILED, 3334, 3, (IjCounts) {.succeeded = 2, .failed = 1}), -1,
			  "and below 33.34");
	is_number(met(IJ_FAILURE_FAILED, 1, 1, (IjCounts) {.succeeded = 9999, .failed = 1}), 0,
			  "0.01 percent, the smallest threshold");
	is_number(met(IJ_FAILURE_FAILED, 1, 1, (IjCounts) {.succeeded = 10000, .failed = 1}), -1,
			  "one thing less than that");
	is_number(met(IJ_FAILURE_FAILED, 10000, 1, (IjCounts) {.failed = 1}), 0,
			  "100 percent of one");
	is_number(met(IJ_FAILURE_FAILED, 10000, 1, (IjCounts) {.failed = 999, .succeeded = 1}), -1,
			  "one success is below 100 percent");
	is_number(met(IJ_FAILURE_FAILED, 1, 1, (IjCounts) {0}), -1, "nothing executed");
	is_number(met(IJ_FAILURE_FAILED, 1, 0, (IjCounts) {0}), -1,
			  "nothing executed, and no minimum");
	is_number(met(IJ_FAILURE_FAILED, 1, 1, (IjCounts) {.succeeded = 100}), -1, "no failure");
}

static void
test_extremes(void)
{
	IjCounts	full = {
		.succeeded = INT64_MAX, .failed = INT64_MAX,
		.timed_out = INT64_MAX, .rejected = INT64_MAX
	};

	is_number(met(IJ_FAILURE_FAILED, 2500, INT64_MAX, full), 0,
			  "a quarter of the largest counts");
	is_number(met(IJ_FAILURE_FAILED, 2501, INT64_MAX, full), -1,
			  "is no more than a quarter");
	is_number(met(IJ_FAILURE_ALL, 7500, INT64_MAX, full), 0, "three quarters");
	full.succeeded--;
	is_number(met(IJ_FAILURE_ALL, 7501, 1, full), -1, "not much more");
	full.failed--;
	full.succeeded++;
	is_number(met(IJ_FAILURE_FAILED, 2500, 1, full), -1,
			  "one less than a quarter of the largest counts");
	is_number(met(IJ_FAILURE_FAILED, INT64_MAX, 1, (IjCounts) {.failed = INT64_MAX}), -1,
			  "a threshold above 100 percent is never reached");
	is_number(met(IJ_FAILURE_FAILED, INT64_MIN, INT64_MIN, (IjCounts) {.succeeded = 1}), 0,
			  "one below zero always");
	is_number(met(IJ_FAILURE_ALL, 1, 1, (IjCounts) {.failed = -5, .succeeded = INT64_MIN}), -1,
			  "negative counts are none");
}

/* The example of the guide: 20 % FAILED of 100, else 50 % TIMED_OUT of 200. */
static void
test_order(void)
{
	IjAbortConfig config = {2, {
		{IJ_FAILURE_FAILED, 2000, 100},
		{IJ_FAILURE_TIMED_OUT, 5000, 200},
	}};
	IjCounts	counts = {.succeeded = 80, .failed = 20, .timed_out = 100};

	is_number(ij_abort_criterion_met(&config, &counts), 1, "the second is met");
	counts.failed = 60;
	counts.succeeded = 0;
	is_number(ij_abort_criterion_met(&config, &counts), 0, "both are, the first counts");
	counts.timed_out = 10;
	counts.succeeded = 500;
	is_number(ij_abort_criterion_met(&config, &counts), -1, "neither is");
	config.ncriteria = 0;
	is_number(ij_abort_criterion_met(&config, &counts), -1, "no criterion");
	is_number(ij_abort_criterion_met(NULL, &counts), -1, "no configuration");
}

int
main(void)
{
	test_types();
	test_denominator();
	test_boundaries();
	test_extremes();
	test_order();
	return tap_done();
}
