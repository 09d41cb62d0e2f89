/*-------------------------------------------------------------------------
 *
 * devices.c
 *		Simulated devices: they ask for a job, work on it, and report.
 *
 * usage: devices CONNECTIONS < names of the things, one per line
 *
 * Each connection is a gateway that speaks for its share of the devices, by
 * nothing but the functions of iotjobs_data.  A device asks for its next
 * execution now and then; when it has one it reports the steps of a firmware
 * update with their progress, and in the end that it succeeded, or why not.
 * What a device does follows from its name alone: about one in fifty fails.
 *
 * Ends by itself when every device has finished one execution, or by
 * SIGTERM, and prints what was done and how long the calls took.  The server is the
 * one that the environment names (PGHOST and so on).
 *
 *-------------------------------------------------------------------------
 */
#include <errno.h>
#include <math.h>
#include <poll.h>
#include <signal.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <libpq-fe.h>

#define MAX_CONNECTIONS 200
#define MAX_NAME 129
#define MAX_JOB_ID 65
#define POLLS_PER_SECOND 3000	/* of all devices together, while they wait */
#define MIN_POLL_SECONDS 2.0
#define STEP_SECONDS 2.5		/* on average; there are as many steps as lines in progress[] */

/* What a device reports on its way; the last one is followed by the result. */
static const char *const progress[] = {
	"{\"step\": \"download\", \"progress\": \"0 %\"}",
	"{\"step\": \"download\", \"progress\": \"60 %\"}",
	"{\"step\": \"verify\", \"progress\": \"100 %\"}",
	"{\"step\": \"install\", \"progress\": \"100 %\"}",
};

#define NREPORTS ((int) (sizeof(progress) / sizeof(progress[0])))

static const char *const success =
"{\"step\": \"done\", \"firmware\": \"2.4.1\"}";

static const char *const failures[] = {
	"{\"step\": \"verify\", \"reason\": \"checksum mismatch after download\", \"code\": \"E-SHA256\"}",
	"{\"step\": \"download\", \"reason\": \"download server not reachable\", \"code\": \"E-NET\"}",
	"{\"step\": \"install\", \"reason\": \"not enough flash memory\", \"code\": \"E-FLASH\"}",
	"{\"step\": \"reboot\", \"reason\": \"self test failed, went back to 2.3.9\", \"code\": \"E-BOOT\"}",
};

typedef struct Device
{
	char		name[MAX_NAME];
	char		job_id[MAX_JOB_ID];
	char		version[24];	/* of the execution, as the last reply said */
	uint32_t	fate;			/* a hash of the name */
	int			reported;		/* -1: waits for a job, otherwise index in progress */
	double		due;			/* when it acts next */
} Device;

typedef struct Connection
{
	PGconn	   *pg;
	Device	  **heap;			/* its devices that still act, the earliest first */
	int			ndevices;
	Device	   *busy;			/* whose call is on its way, or NULL */
	double		sent;
} Connection;

static Connection connections[MAX_CONNECTIONS];
static int	nconnections;
static double poll_seconds;
static volatile sig_atomic_t stop;

/* What was done. */
static long calls,
			succeeded,
			failed,
			errors;
static long waits[400];			/* calls by duration: bucket k ends at 1.05^k times 10 us */

static double now(void);
static void read_devices(void);
static void connect_all(void);
static void act(Connection *connection);
static void receive(Connection *connection);
static void heap_push(Connection *connection, Device *device);
static Device *heap_pop(Connection *connection);
static void print_summary(void);

static void
on_term(int signo)
{
	(void) signo;
	stop = 1;
}

int
main(int argc, char **argv)
{
	nconnections = argc == 2 ? atoi(argv[1]) : 0;
	if (nconnections < 1 || nconnections > MAX_CONNECTIONS)
	{
		fprintf(stderr, "usage: devices CONNECTIONS < names\n");
		return 2;
	}
	signal(SIGTERM, on_term);
	signal(SIGINT, on_term);
	read_devices();
	connect_all();

	while (!stop)
	{
		struct pollfd fds[MAX_CONNECTIONS];
		double		next = now() + 1.0;
		int			left = 0;

		for (int i = 0; i < nconnections; i++)
		{
			Connection *connection = &connections[i];

			if (connection->busy == NULL && connection->ndevices > 0)
				act(connection);
			if (connection->busy == NULL && connection->ndevices > 0 &&
				connection->heap[0]->due < next)
				next = connection->heap[0]->due;
			left += connection->ndevices + (connection->busy != NULL);
			fds[i].fd = PQsocket(connection->pg);
			fds[i].events = POLLIN;
		}
		if (left == 0)
			break;

		next = (next - now()) * 1000.0;
		if (poll(fds, nconnections, next > 0 ? (int) next + 1 : 0) < 0 && errno != EINTR)
		{
			perror("poll");
			return 1;
		}
		for (int i = 0; i < nconnections; i++)
			receive(&connections[i]);
	}
	print_summary();
	return errors > 0 ? 1 : 0;
}

static double
now(void)
{
	struct timespec ts;

	clock_gettime(CLOCK_MONOTONIC, &ts);
	return ts.tv_sec + ts.tv_nsec / 1e9;
}

static void *
checked(void *pointer)
{
	if (pointer == NULL)
	{
		fprintf(stderr, "out of memory\n");
		exit(1);
	}
	return pointer;
}

/* FNV-1a. */
static uint32_t
hash(const char *text)
{
	uint32_t	h = 2166136261u;

	while (*text)
		h = (h ^ (unsigned char) *text++) * 16777619u;
	return h ^ (h >> 15);
}

/* Deals the names out to the connections.  First calls are spread over one round of polling. */
static void
read_devices(void)
{
	Device	   *all = NULL;
	long		n = 0,
				room = 0;
	char		line[MAX_NAME + 1];
	double		start;

	while (fgets(line, sizeof(line), stdin) != NULL)
	{
		line[strcspn(line, "\n")] = '\0';
		if (n == room)
			all = checked(realloc(all, (room = room * 2 + 1024) * sizeof(Device)));
		memset(&all[n], 0, sizeof(Device));
		strcpy(all[n].name, line);
		all[n].fate = hash(line);
		all[n].reported = -1;
		n++;
	}

	poll_seconds = n / (double) POLLS_PER_SECOND;
	if (poll_seconds < MIN_POLL_SECONDS)
		poll_seconds = MIN_POLL_SECONDS;
	start = now();
	for (int i = 0; i < nconnections; i++)
		connections[i].heap = checked(calloc(n / nconnections + 1, sizeof(Device *)));
	for (long i = 0; i < n; i++)
	{
		all[i].due = start + poll_seconds * i / n;
		heap_push(&connections[i % nconnections], &all[i]);
	}
}

static void
prepare(PGconn *pg, const char *name, const char *sql)
{
	PGresult   *result = PQprepare(pg, name, sql, 0, NULL);

	if (PQresultStatus(result) != PGRES_COMMAND_OK)
	{
		fprintf(stderr, "%s", PQerrorMessage(pg));
		exit(1);
	}
	PQclear(result);
}

static void
connect_all(void)
{
	for (int i = 0; i < nconnections; i++)
	{
		PGconn	   *pg = PQconnectdb("application_name='simulated devices'");

		if (PQstatus(pg) != CONNECTION_OK)
		{
			fprintf(stderr, "%s", PQerrorMessage(pg));
			exit(1);
		}
		prepare(pg, "start",
				"SELECT reply->'execution'->>'jobId', reply->'execution'->>'versionNumber'"
				" FROM iotjobs_data.start_next_pending_job_execution("
				" thing_name => $1, status_details => $2) AS reply");
		prepare(pg, "update",
				"SELECT reply->'executionState'->>'versionNumber'"
				" FROM iotjobs_data.update_job_execution(job_id => $1, thing_name => $2,"
				" status => $3, status_details => $4, expected_version => $5,"
				" include_job_execution_state => true) AS reply");
		connections[i].pg = pg;
	}
}

static bool
will_fail(const Device *device)
{
	return device->fate % 50 == 0;
}

/* Sends the call of the connection's next device, if one is due. */
static void
act(Connection *connection)
{
	Device	   *device = connection->heap[0];
	bool		sent;

	if (device->due > now())
		return;
	heap_pop(connection);

	if (device->reported < 0)
	{
		const char *values[] = {device->name, progress[0]};

		sent = PQsendQueryPrepared(connection->pg, "start", 2, values, NULL, NULL, 0);
	}
	else
	{
		bool		last = device->reported == NREPORTS - 1;
		const char *status = !last ? "IN_PROGRESS" : will_fail(device) ? "FAILED" : "SUCCEEDED";
		const char *details = !last ? progress[device->reported + 1] :
			will_fail(device) ? failures[device->fate / 50 % 4] : success;
		const char *values[] = {device->job_id, device->name, status, details,
		device->version};

		sent = PQsendQueryPrepared(connection->pg, "update", 5, values, NULL, NULL, 0);
	}
	if (!sent)
	{
		fprintf(stderr, "%s", PQerrorMessage(connection->pg));
		exit(1);
	}
	connection->busy = device;
	connection->sent = now();
}

/* Between half and one and a half of the given seconds, its own for each device and step. */
static double
about(const Device *device, double seconds)
{
	return seconds * (0.5 + (device->fate >> (4 + 3 * (device->reported + 1)) & 255) / 255.0);
}

/* What a device does after an answer.  Returns false if it has finished. */
static bool
proceed(Device *device, const PGresult *result)
{
	double		present = now();

	if (PQresultStatus(result) != PGRES_TUPLES_OK)
	{
		/* As a real one would: ask again for what there is to do. */
		if (errors++ < 5)
			fprintf(stderr, "%s: %s", device->name, PQresultErrorMessage(result));
		device->reported = -1;
		device->due = present + MIN_POLL_SECONDS;
	}
	else if (device->reported < 0 && PQgetisnull(result, 0, 0))
		device->due = present + poll_seconds;
	else if (device->reported < 0)
	{
		snprintf(device->job_id, sizeof(device->job_id), "%s", PQgetvalue(result, 0, 0));
		snprintf(device->version, sizeof(device->version), "%s", PQgetvalue(result, 0, 1));
		device->reported = 0;
		device->due = present + about(device, STEP_SECONDS);
	}
	else if (device->reported < NREPORTS - 1)
	{
		snprintf(device->version, sizeof(device->version), "%s", PQgetvalue(result, 0, 0));
		device->reported++;
		device->due = present + about(device, STEP_SECONDS);
	}
	else
	{
		if (will_fail(device))
			failed++;
		else
			succeeded++;
		return false;
	}
	return true;
}

/* Takes the answer, if it is there. */
static void
receive(Connection *connection)
{
	PGresult   *result;
	Device	   *device = connection->busy;
	double		took;
	int			bucket;

	if (!PQconsumeInput(connection->pg))
	{
		fprintf(stderr, "%s", PQerrorMessage(connection->pg));
		exit(1);
	}
	if (device == NULL || PQisBusy(connection->pg))
		return;

	result = PQgetResult(connection->pg);
	calls++;
	took = (now() - connection->sent) * 1e5;
	bucket = took <= 1.0 ? 0 : (int) (log(took) / log(1.05));
	waits[bucket < 400 ? bucket : 399]++;

	if (proceed(device, result))
		heap_push(connection, device);
	connection->busy = NULL;
	PQclear(result);
	while ((result = PQgetResult(connection->pg)) != NULL)
		PQclear(result);
}

static void
heap_push(Connection *connection, Device *device)
{
	Device	  **heap = connection->heap;
	int			at = connection->ndevices++;

	for (; at > 0 && heap[(at - 1) / 2]->due > device->due; at = (at - 1) / 2)
		heap[at] = heap[(at - 1) / 2];
	heap[at] = device;
}

static Device *
heap_pop(Connection *connection)
{
	Device	  **heap = connection->heap;
	Device	   *top = heap[0];
	Device	   *last = heap[--connection->ndevices];
	int			at = 0;

	for (;;)
	{
		int			child = 2 * at + 1;

		if (child + 1 < connection->ndevices && heap[child + 1]->due < heap[child]->due)
			child++;
		if (child >= connection->ndevices || heap[child]->due >= last->due)
			break;
		heap[at] = heap[child];
		at = child;
	}
	heap[at] = last;
	return top;
}

/* The duration in milliseconds that a share of the calls stayed below. */
static double
quantile(double share)
{
	long		below = 0;
	int			bucket = 0;

	for (; bucket < 399; bucket++)
	{
		below += waits[bucket];
		if (below >= share * calls)
			break;
	}
	return pow(1.05, bucket + 1) / 100.0;
}

/* One line for people, and the numbers that the caller compares with the job's counters. */
static void
print_summary(void)
{
	printf("%ld %ld %ld %.1f %.1f\n", succeeded, failed, calls, quantile(0.5), quantile(0.99));
}
