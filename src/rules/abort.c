/*-------------------------------------------------------------------------
 *
 * abort.c
 *		Whether a job has failed often enough to be canceled.
 *
 * Developer guide, "Job rollout and abort configuration": the percentage is
 * taken of the executions that are complete, not of all targets, and counts
 * only from a minimum of them on.  What was canceled or removed was never
 * executed and is in neither number.
 *
 * Sums and products of 64-bit counts do not fit in 64 bits.  They are kept
 * in two parts, so that the comparison is exact for any counts.
 *
 *-------------------------------------------------------------------------
 */
#include "rules/abort.h"

#include <stddef.h>

/* A whole is 10000 hundredths of a percent. */
#define WHOLE_IN_HUNDREDTHS 10000

/* high * 2^32 + low, with low below 2^32 */
typedef struct Wide
{
	uint64_t	high;
	uint64_t	low;
} Wide;

static bool criterion_is_met(const IjAbortCriterion *criterion,
							 const IjCounts *executed);
static Wide wide_executed(const IjCounts *executed);
static Wide wide_failures(IjFailureType type, const IjCounts *executed);
static Wide wide_of(int64_t value);
static Wide wide_sum(Wide a, Wide b);
static Wide wide_times(Wide a, uint64_t factor);
static bool wide_less(Wide a, Wide b);

int
ij_abort_criterion_met(const IjAbortConfig *config, const IjCounts *executed)
{
	if (config == NULL)
		return -1;
	for (int i = 0; i < config->ncriteria; i++)
	{
		if (criterion_is_met(&config->criteria[i], executed))
			return i;
	}
	return -1;
}

/* executed >= minimum, and failures / executed >= threshold */
static bool
criterion_is_met(const IjAbortCriterion *criterion, const IjCounts *executed)
{
	Wide		all = wide_executed(executed);
	Wide		failures = wide_failures(criterion->failure_type, executed);
	int64_t		minimum = criterion->min_executed_things;
	int64_t		threshold = criterion->threshold_hundredths;

	/* nothing executed is no percentage; more than all never fail */
	if (wide_less(all, wide_of(minimum < 1 ? 1 : minimum)) ||
		threshold > WHOLE_IN_HUNDREDTHS)
		return false;

	return !wide_less(wide_times(failures, WHOLE_IN_HUNDREDTHS),
					  wide_times(all, threshold < 0 ? 0 : (uint64_t) threshold));
}

static Wide
wide_executed(const IjCounts *executed)
{
	return wide_sum(wide_of(executed->succeeded),
					wide_failures(IJ_FAILURE_ALL, executed));
}

static Wide
wide_failures(IjFailureType type, const IjCounts *executed)
{
	switch (type)
	{
		case IJ_FAILURE_FAILED:
			return wide_of(executed->failed);
		case IJ_FAILURE_REJECTED:
			return wide_of(executed->rejected);
		case IJ_FAILURE_TIMED_OUT:
			return wide_of(executed->timed_out);
		case IJ_FAILURE_ALL:
			return wide_sum(wide_of(executed->failed),
							wide_sum(wide_of(executed->rejected),
									 wide_of(executed->timed_out)));
	}
	return wide_of(0);
}

/* There is no negative count. */
static Wide
wide_of(int64_t value)
{
	uint64_t	count = value < 0 ? 0 : (uint64_t) value;

	return (Wide) {.high = count >> 32, .low = count & UINT32_MAX};
}

static Wide
wide_sum(Wide a, Wide b)
{
	uint64_t	low = a.low + b.low;

	return (Wide) {.high = a.high + b.high + (low >> 32), .low = low & UINT32_MAX};
}

/* factor is at most WHOLE_IN_HUNDREDTHS, so both parts have room. */
static Wide
wide_times(Wide a, uint64_t factor)
{
	uint64_t	low = a.low * factor;

	return (Wide) {.high = a.high * factor + (low >> 32), .low = low & UINT32_MAX};
}

static bool
wide_less(Wide a, Wide b)
{
	return a.high < b.high || (a.high == b.high && a.low < b.low);
}
