/*-------------------------------------------------------------------------
 *
 * rollout_rate.c
 *		How many executions a job may release per minute.
 *
 * Developer guide, "Job rollout and abort configuration": the rate begins at
 * baseRatePerMinute and is multiplied by incrementFactor each time another
 * numberOfNotifiedThings were notified, or another numberOfSucceededThings
 * succeeded, until it reaches maximumPerMinute.  With both criteria either
 * one raises it, so the further one counts.
 *
 *-------------------------------------------------------------------------
 */
#include "rules/rollout_rate.h"

#include <stddef.h>

/* The documented bounds of incrementFactor, 1.1 to 5. */
#define MIN_FACTOR_TENTHS 11
#define MAX_FACTOR_TENTHS 50

/*
 * A growing rate has one more decimal at each step, and stops growing when
 * its whole part reaches a limit of at most 19 digits.  The smallest factor
 * does that in 459 steps: 459 decimals, and 20 digits before them.
 */
#define MAX_DIGITS 512

/* A decimal number, written with its last digit first. */
typedef struct Decimal
{
	int			ndigits;
	int			decimals;
	signed char digits[MAX_DIGITS];
} Decimal;

static int64_t rate_limit(const IjRolloutConfig *config, int64_t cap);
static int64_t rate_steps(const IjRolloutConfig *config,
						  int64_t notified, int64_t succeeded);
static int64_t grown_rate(int64_t base, int64_t factor_tenths, int64_t steps,
						  int64_t limit);
static void decimal_set(Decimal *number, int64_t value);
static void decimal_times_tenths(Decimal *number, int tenths);
static int64_t decimal_floor(const Decimal *number);

int64_t
ij_rollout_rate(const IjRolloutConfig *config, int64_t cap,
				int64_t notified, int64_t succeeded)
{
	int64_t		limit = rate_limit(config, cap);
	int64_t		base;

	if (config == NULL || !config->exponential)
		return limit;

	base = config->base_rate_per_minute < 1 ? 1 : config->base_rate_per_minute;
	if (base >= limit)
		return limit;

	return grown_rate(base, config->increment_factor_tenths,
					  rate_steps(config, notified, succeeded), limit);
}

/*
 * At most the rate in any sliding minute: what was not used in an earlier
 * minute is not made up for.
 */
int64_t
ij_rollout_allowance(int64_t rate, int64_t released_in_last_60s)
{
	if (released_in_last_60s < 0)
		released_in_last_60s = 0;
	return rate > released_in_last_60s ? rate - released_in_last_60s : 0;
}

/* The smaller of the job's maximum and the setting. */
static int64_t
rate_limit(const IjRolloutConfig *config, int64_t cap)
{
	if (cap < 0)
		cap = 0;
	if (config != NULL && config->maximum_per_minute > 0 &&
		config->maximum_per_minute < cap)
		return config->maximum_per_minute;
	return cap;
}

/* How often a threshold was passed; the thresholds themselves do not grow. */
static int64_t
rate_steps(const IjRolloutConfig *config, int64_t notified, int64_t succeeded)
{
	int64_t		steps = 0;

	if (config->notified_things > 0 && notified > 0)
		steps = notified / config->notified_things;
	if (config->succeeded_things > 0 && succeeded > 0 &&
		succeeded / config->succeeded_things > steps)
		steps = succeeded / config->succeeded_things;
	return steps;
}

/*
 * floor(base * factor ^ steps), but not above the limit.  All decimals are
 * kept until the end: rounding at each step would lose things per minute.
 */
static int64_t
grown_rate(int64_t base, int64_t factor_tenths, int64_t steps, int64_t limit)
{
	Decimal		rate;

	if (factor_tenths < MIN_FACTOR_TENTHS)
		return base;
	if (factor_tenths > MAX_FACTOR_TENTHS)
		factor_tenths = MAX_FACTOR_TENTHS;

	decimal_set(&rate, base);
	for (int64_t step = 0; step < steps; step++)
	{
		decimal_times_tenths(&rate, (int) factor_tenths);
		if (decimal_floor(&rate) >= limit)
			return limit;
	}
	return decimal_floor(&rate);
}

static void
decimal_set(Decimal *number, int64_t value)
{
	number->ndigits = 0;
	number->decimals = 0;
	for (; value > 0; value /= 10)
		number->digits[number->ndigits++] = (signed char) (value % 10);
}

/* Multiplies by tenths / 10. */
static void
decimal_times_tenths(Decimal *number, int tenths)
{
	int			carry = 0;

	for (int i = 0; i < number->ndigits; i++)
	{
		carry += number->digits[i] * tenths;
		number->digits[i] = (signed char) (carry % 10);
		carry /= 10;
	}
	for (; carry > 0; carry /= 10)
		number->digits[number->ndigits++] = (signed char) (carry % 10);
	number->decimals++;
}

/* The whole part, or INT64_MAX if it is above that. */
static int64_t
decimal_floor(const Decimal *number)
{
	int64_t		whole = 0;

	for (int i = number->ndigits - 1; i >= number->decimals; i--)
	{
		if (whole > (INT64_MAX - number->digits[i]) / 10)
			return INT64_MAX;
		whole = whole * 10 + number->digits[i];
	}
	return whole;
}
