/*-------------------------------------------------------------------------
 *
 * test_rollout_rate.c
 *		The rate of a rollout and what it leaves in a minute.
 *
 *-------------------------------------------------------------------------
 */
#include "rules/rollout_rate.h"

#include "tap.h"

typedef struct Case
{
	const char *name;
	IjRolloutConfig config;
	int64_t		cap;
	int64_t		notified;
	int64_t		succeeded;
	int64_t		rate;
} Case;

/* maximum, base, factor in tenths, notified criterion, succeeded criterion */
#define GROWING(maximum, base, tenths, notified, succeeded) \
	{(maximum), true, (base), (tenths), (notified), (succeeded)}

static const Case cases[] = {
	{"constant", {.maximum_per_minute = 250}, 1000, 0, 0, 250},
	{"no maximum", {.maximum_per_minute = 0}, 1000, 0, 0, 1000},
	{"maximum above the setting", {.maximum_per_minute = 1000}, 300, 0, 0, 300},
	{"setting above the documented cap", {.maximum_per_minute = 0}, 50000, 0, 0, 50000},
	{"setting of zero", {.maximum_per_minute = 100}, 0, 0, 0, 0},

	/* the table of the guide: base 50, factor 2, 1000 things */
	{"guide, nothing notified", GROWING(1000, 50, 20, 1000, 0), 1000, 0, 0, 50},
	{"guide, end of step 1", GROWING(1000, 50, 20, 1000, 0), 1000, 999, 0, 50},
	{"guide, step 2", GROWING(1000, 50, 20, 1000, 0), 1000, 1000, 0, 100},
	{"guide, end of step 2", GROWING(1000, 50, 20, 1000, 0), 1000, 1999, 0, 100},
	{"guide, step 3", GROWING(1000, 50, 20, 1000, 0), 1000, 2000, 0, 200},
	{"guide, step 4", GROWING(1000, 50, 20, 1000, 0), 1000, 3000, 0, 400},
	{"guide, step 5", GROWING(1000, 50, 20, 1000, 0), 1000, 4999, 0, 800},
	{"guide, step 6 is cut", GROWING(1000, 50, 20, 1000, 0), 1000, 5000, 0, 1000},
	{"guide, far beyond", GROWING(1000, 50, 20, 1000, 0), 1000, 9000000, 0, 1000},
	{"guide, no maximum", GROWING(0, 50, 20, 1000, 0), 1000, 5000, 0, 1000},

	/* base 10, factor 1.5, 20 things, maximum 50 */
	{"fraction, step 1", GROWING(50, 10, 15, 20, 0), 1000, 19, 0, 10},
	{"fraction, step 2", GROWING(50, 10, 15, 20, 0), 1000, 20, 0, 15},
	{"fraction, step 3 is 22.5", GROWING(50, 10, 15, 20, 0), 1000, 40, 0, 22},
	{"fraction, step 4 is 33.75", GROWING(50, 10, 15, 20, 0), 1000, 60, 0, 33},
	{"fraction, step 5 is 50.625", GROWING(50, 10, 15, 20, 0), 1000, 80, 0, 50},

	/* decimals are kept between steps, or 1 would never grow */
	{"1.1 ^ 7", GROWING(1000, 1, 11, 1, 0), 1000, 7, 0, 1},
	{"1.1 ^ 8", GROWING(1000, 1, 11, 1, 0), 1000, 8, 0, 2},
	{"1.1 ^ 72", GROWING(1000, 1, 11, 1, 0), 1000, 72, 0, 955},
	{"1.1 ^ 73 is cut", GROWING(1000, 1, 11, 1, 0), 1000, 73, 0, 1000},
	{"3 * 1.3 ^ 20", GROWING(1000, 3, 13, 1, 0), 1000, 20, 0, 570},
	{"7 * 1.7 ^ 11", GROWING(0, 7, 17, 1, 0), 10000, 11, 0, 2399},

	{"succeeded, below", GROWING(1000, 50, 20, 0, 10), 1000, 5000, 9, 50},
	{"succeeded, step 2", GROWING(1000, 50, 20, 0, 10), 1000, 0, 10, 100},
	{"both, notified ahead", GROWING(1000, 50, 20, 1000, 10), 1000, 2000, 15, 200},
	{"both, succeeded ahead", GROWING(1000, 50, 20, 1000, 10), 1000, 1500, 30, 400},
	{"both, neither", GROWING(1000, 50, 20, 1000, 10), 1000, 999, 9, 50},
	{"no criterion never grows", GROWING(1000, 50, 20, 0, 0), 1000, 9999, 9999, 50},

	{"base above the maximum", GROWING(20, 50, 20, 1, 0), 1000, 0, 0, 20},
	{"base above the setting", GROWING(0, 50, 20, 1, 0), 30, 0, 0, 30},
	{"base equal to the maximum", GROWING(50, 50, 20, 1, 0), 1000, 10, 0, 50},
	{"base missing is one", GROWING(1000, 0, 20, 1, 0), 1000, 3, 0, 8},

	/* numbers no validated job has, but no input may break the arithmetic */
	{"1.1 ^ 457", GROWING(0, 1, 11, 1, 0), INT64_MAX, 457, 0, INT64_C(8250060195000256405)},
	{"1.1 ^ 458", GROWING(0, 1, 11, 1, 0), INT64_MAX, 458, 0, INT64_C(9075066214500282045)},
	{"1.1 ^ 459", GROWING(0, 1, 11, 1, 0), INT64_MAX, 459, 0, INT64_MAX},
	{"5 ^ 27", GROWING(0, 1, 50, 1, 0), INT64_MAX, 27, 0, INT64_C(7450580596923828125)},
	{"5 ^ 28", GROWING(0, 1, 50, 1, 0), INT64_MAX, 28, 0, INT64_MAX},
	{"1.9 ^ 60", GROWING(0, 1, 19, 1, 0), INT64_MAX, 60, 0, INT64_C(53114861964971781)},
	{"large base", GROWING(0, 123456789, 11, 1, 0), INT64_MAX, 200, 0, INT64_C(23445095645965902)},
	{"largest of all", GROWING(INT64_MAX, INT64_MAX - 1, INT64_MAX, 1, 1),
	INT64_MAX, INT64_MAX, INT64_MAX, INT64_MAX},
	{"factor below one", GROWING(1000, 50, 9, 1, 0), 1000, INT64_MAX, 0, 50},
	{"factor missing", GROWING(1000, 50, 0, 1, 0), 1000, INT64_MAX, 0, 50},
	{"negative counts", GROWING(1000, 50, 20, 1, 1), 1000, INT64_MIN, -5, 50},
	{"negative configuration", GROWING(-1, -1, -1, -1, -1), 1000, 5, 5, 1},
	{"negative setting", {.maximum_per_minute = 100}, -5, 0, 0, 0},
};

int
main(void)
{
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
	{
		const Case *c = &cases[i];

		is_number(ij_rollout_rate(&c->config, c->cap, c->notified, c->succeeded),
				  c->rate, c->name);
	}
	is_number(ij_rollout_rate(NULL, 1000, 5, 5), 1000, "no configuration");

	is_number(ij_rollout_allowance(50, 0), 50, "allowance of a fresh minute");
	is_number(ij_rollout_allowance(50, 49), 1, "one is left");
	is_number(ij_rollout_allowance(50, 50), 0, "none is left");
	is_number(ij_rollout_allowance(50, 51), 0, "the rate was lowered");
	is_number(ij_rollout_allowance(0, 0), 0, "rate of zero");
	is_number(ij_rollout_allowance(50, -1), 50, "nothing was released");
	is_number(ij_rollout_allowance(INT64_MAX, INT64_MIN), INT64_MAX, "extremes");
	is_number(ij_rollout_allowance(INT64_MIN, INT64_MAX), 0, "the other extremes");
	return tap_done();
}
