/*-------------------------------------------------------------------------
 *
 * watch.c
 *		The operator's display: the progress of one job until it has ended.
 *
 * usage: watch JOB_ID THINGS TIMEOUT_SECONDS
 *
 * Asks iotjobs.describe_job() four times a second.  On a terminal the display is
 * redrawn in place, with colours unless NO_COLOR is set; otherwise a
 * plain line is printed now and then.  Exits with 0 if the job became
 * COMPLETED, with 1 if it ended otherwise or took too long.
 *
 *-------------------------------------------------------------------------
 */
#include <signal.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/ioctl.h>
#include <time.h>
#include <unistd.h>

#include <libpq-fe.h>

#define PAUSE_SECONDS 0.25
#define PLAIN_SECONDS 5.0
#define NSAMPLES 240				/* one minute */
#define SPEED_SAMPLES 40			/* ten seconds, from which the time left is estimated */

/* The counters of a job; rows of zero are shown only for the first four. */
enum
{
	QUEUED,
	IN_PROGRESS,
	SUCCEEDED,
	FAILED,
	TIMED_OUT,
	REJECTED,
	REMOVED,
	CANCELED,
	NCOUNTERS
};

static const struct
{
	const char *word;
	const char *member;
	const char *colour;
}			counters[NCOUNTERS] =
{
	{"QUEUED", "numberOfQueuedThings", "36"},
	{"IN_PROGRESS", "numberOfInProgressThings", "34"},
	{"SUCCEEDED", "numberOfSucceededThings", "32"},
	{"FAILED", "numberOfFailedThings", "31"},
	{"TIMED_OUT", "numberOfTimedOutThings", "33"},
	{"REJECTED", "numberOfRejectedThings", "35"},
	{"REMOVED", "numberOfRemovedThings", "35"},
	{"CANCELED", "numberOfCanceledThings", "35"},
};

typedef struct Progress
{
	double		time;			/* since the display began */
	char		status[32];		/* of the job */
	long		count[NCOUNTERS];
	long		released;
	long		done;
} Progress;

static const char *job_id;
static long things;
static bool terminal,
			colours,
			blocks;
static int	columns = 80;
static int	lines_drawn;
static Progress samples[NSAMPLES];
static long nsamples;
static volatile sig_atomic_t stop;

static double now(void);
static void look_at_terminal(void);
static void ask(PGconn *pg, Progress *progress);
static void draw(const Progress *progress);
static void print_plain(const Progress *progress);

static void
on_signal(int signo)
{
	stop = signo;
}

int
main(int argc, char **argv)
{
	PGconn	   *pg;
	double		start = now(),
				timeout,
				next_plain = 0;
	Progress	progress = {0};

	if (argc != 4)
	{
		fprintf(stderr, "usage: watch JOB_ID THINGS TIMEOUT_SECONDS\n");
		return 2;
	}
	job_id = argv[1];
	things = atol(argv[2]);
	timeout = atof(argv[3]);

	signal(SIGINT, on_signal);
	signal(SIGTERM, on_signal);
	look_at_terminal();
	pg = PQconnectdb("application_name='operator'");
	if (PQstatus(pg) != CONNECTION_OK)
	{
		fprintf(stderr, "%s", PQerrorMessage(pg));
		return 2;
	}

	if (terminal)
		printf("\033[?25l");	/* no cursor */
	while (!stop)
	{
		bool		ended;

		ask(pg, &progress);
		progress.time = now() - start;
		samples[nsamples++ % NSAMPLES] = progress;
		ended = strcmp(progress.status, "COMPLETED") == 0 ||
			strcmp(progress.status, "CANCELED") == 0 ||
			progress.time > timeout;

		if (terminal)
			draw(&progress);
		else if (ended || progress.time >= next_plain)
		{
			print_plain(&progress);
			next_plain += PLAIN_SECONDS;
		}
		fflush(stdout);
		if (ended)
			break;
		usleep((useconds_t) (PAUSE_SECONDS * 1e6));
	}
	if (terminal)
		printf("\033[?25h");
	PQfinish(pg);
	if (stop)
		return 128 + stop;
	return strcmp(progress.status, "COMPLETED") == 0 ? 0 : 1;
}

static double
now(void)
{
	struct timespec ts;

	clock_gettime(CLOCK_MONOTONIC, &ts);
	return ts.tv_sec + ts.tv_nsec / 1e9;
}

/*
 * What the terminal can show.  A locale that is not set at all says nothing about it; terminals without
 * UTF-8 are rare, and their owners have set one.
 */
static void
look_at_terminal(void)
{
	const char *term = getenv("TERM");
	const char *no_color = getenv("NO_COLOR");
	const char *locale = getenv("LC_ALL");

	if (locale == NULL || *locale == '\0')
		locale = getenv("LC_CTYPE");
	if (locale == NULL || *locale == '\0')
		locale = getenv("LANG");

	terminal = isatty(STDOUT_FILENO) && term != NULL && strcmp(term, "dumb") != 0;
	colours = terminal && (no_color == NULL || *no_color == '\0');
	blocks = locale == NULL || *locale == '\0' || strcasestr(locale, "UTF-8") != NULL ||
		strcasestr(locale, "UTF8") != NULL;
}

/* Reads the counters of the job, all from one reply. */
static void
ask(PGconn *pg, Progress *progress)
{
	static const char *const sql =
		"SELECT reply->'job'->>'status', reply->'job'->'jobProcessDetails'->>member"
		" FROM iotjobs.describe_job(job_id => $1) AS reply,"
		" pg_catalog.unnest($2::text[]) WITH ORDINALITY AS wanted (member, position)"
		" ORDER BY position";
	char		members[512] = "{";
	const char *values[] = {job_id, members};
	PGresult   *result;

	for (int i = 0; i < NCOUNTERS; i++)
		strcat(strcat(members, i > 0 ? "," : ""), counters[i].member);
	strcat(members, "}");

	result = PQexecParams(pg, sql, 2, NULL, values, NULL, NULL, 0);
	if (PQresultStatus(result) != PGRES_TUPLES_OK || PQntuples(result) != NCOUNTERS)
	{
		if (terminal)
			printf("\033[?25h");
		fprintf(stderr, "%s", PQresultErrorMessage(result));
		exit(2);
	}
	snprintf(progress->status, sizeof(progress->status), "%s", PQgetvalue(result, 0, 0));
	progress->released = 0;
	for (int i = 0; i < NCOUNTERS; i++)
	{
		progress->count[i] = atol(PQgetvalue(result, i, 1));
		progress->released += progress->count[i];
	}
	progress->done = progress->released - progress->count[QUEUED] - progress->count[IN_PROGRESS];
	PQclear(result);
}

/* The sample so many before the latest, or the first. */
static const Progress *
sample_before(int n)
{
	return &samples[nsamples > n ? (nsamples - 1 - n) % NSAMPLES : 0];
}

/* Things that finish in a second, by the last ten. */
static double
done_per_second(const Progress *progress)
{
	const Progress *before = sample_before(SPEED_SAMPLES);
	double		seconds = progress->time - before->time;

	return seconds > 0 ? (progress->done - before->done) / seconds : 0;
}

/* What the rollout rate limits: the things released in the last 60 seconds. */
static long
released_in_minute(const Progress *progress)
{
	return nsamples < NSAMPLES ? progress->released :
		progress->released - sample_before(NSAMPLES - 1)->released;
}

/* Early on, while the rollout grows, an estimate would be far off. */
static void
print_time_left(char *out, size_t size, const Progress *progress)
{
	double		speed = done_per_second(progress);

	if (progress->done >= things)
		snprintf(out, size, "all done");
	else if (speed < 0.1 || progress->done < things / 20)
		snprintf(out, size, "time left not known yet");
	else
	{
		int			seconds = (int) ((things - progress->done) / speed) + 1;

		snprintf(out, size, "about %d:%02d left", seconds / 60, seconds % 60);
	}
}

/* Ends a line of the display, and counts it for the next redrawing. */
static void
end_line(void)
{
	printf("\033[K\n");
	lines_drawn++;
}

static void
set_colour(const char *colour)
{
	if (colours)
		printf("\033[%sm", colour);
}

/* A bar for a share of the whole, in eighths of a character where that can be shown. */
static void
draw_bar(double share, int width, const char *colour)
{
	static const char *const eighth[] = {"", "▏", "▎", "▍", "▌", "▋", "▊", "▉"};
	int			eighths = (int) (share * width * 8 + 0.5);

	if (share > 0 && eighths == 0)
		eighths = 1;
	set_colour(colour);
	for (int i = 0; i < eighths / 8; i++)
		fputs(blocks ? "█" : "#", stdout);
	if (blocks)
		fputs(eighth[eighths % 8], stdout);
	else if (eighths % 8 >= 4 || eighths < 8)
		fputs(eighths > 0 ? "#" : "", stdout);
	set_colour("0");
}

static void
draw_row(const char *word, long count, const char *colour)
{
	int			width = columns - 34;

	printf("  %-12s %8ld %5.1f %%  ", word, count, things > 0 ? 100.0 * count / things : 0.0);
	if (width > 5)
		draw_bar(things > 0 ? (double) count / things : 0, width, colour);
	end_line();
}

static void
draw(const Progress *progress)
{
	struct winsize window;
	char		left[64];
	char		text[256];
	int			seconds = (int) progress->time;

	if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &window) == 0 && window.ws_col > 0)
		columns = window.ws_col;
	if (lines_drawn > 0)
		printf("\033[%dA\r", lines_drawn);
	lines_drawn = 0;

	print_time_left(left, sizeof(left), progress);
	printf("  ");
	set_colour("1");
	printf("%.*s", columns - 4, job_id);
	set_colour("0");
	if (columns >= (int) strlen(job_id) + 55)
		printf("   %s   %d:%02d, %s", progress->status, seconds / 60, seconds % 60, left);
	end_line();
	end_line();

	draw_row("to come", things - progress->released, "2");
	for (int i = 0; i < NCOUNTERS; i++)
	{
		if (i <= FAILED || progress->count[i] > 0)
			draw_row(counters[i].word, progress->count[i], counters[i].colour);
	}
	end_line();

	snprintf(text, sizeof(text), "released %ld of %ld (%ld in a minute), done %ld (%.0f a second)",
			 progress->released, things, released_in_minute(progress),
			 progress->done, done_per_second(progress));
	printf("  %.*s", columns - 3, text);
	end_line();
}

static void
print_plain(const Progress *progress)
{
	char		left[64];
	int			seconds = (int) progress->time;

	print_time_left(left, sizeof(left), progress);
	printf("%d:%02d  %s  released %ld of %ld (%ld in a minute)", seconds / 60, seconds % 60,
		   progress->status, progress->released, things, released_in_minute(progress));
	for (int i = 0; i < NCOUNTERS; i++)
	{
		if (i <= FAILED || progress->count[i] > 0)
			printf("  %s %ld", counters[i].word, progress->count[i]);
	}
	printf("  %s\n", left);
}
