/*-------------------------------------------------------------------------
 *
 * fetch.c
 *		Reads a small text from an HTTP server, with libcurl.
 *
 * libcurl is asked to do what it can at once, and the waiting is done here,
 * on its sockets and the latch together.  It never raises: its callbacks only
 * note what they refuse.  Whether an address may be connected to is decided
 * when the socket is opened, on the address itself: a name that leads
 * elsewhere a moment later changes nothing.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "fetch.h"

#ifdef IOTJOBS_CURL

#include <arpa/inet.h>
#include <curl/curl.h>
#include <signal.h>
#include <sys/select.h>
#include <sys/socket.h>

#include "miscadmin.h"
#include "portability/instr_time.h"
#include "storage/latch.h"
#include "utils/memutils.h"

#include "compat.h"
#include "rules/source_url.h"

#define MAX_REDIRECTS 5
#define LONGEST_NAP_MS 1000

/* One request, as the callbacks see it. */
typedef struct Request
{
	IjFetch    *fetch;
	IjSourceUrl url;
	bool		is_too_large;
	bool		is_private;
	bool		is_not_private;
	char		error[CURL_ERROR_SIZE];
} Request;

static void fetch_with(CURLM *multi, CURL *easy, IjFetch *fetch);
static void fetch_one(CURLM *multi, CURL *easy, Request *request, const char *url, int timeout_ms);
static void set_options(CURL *easy, Request *request, const char *url);
static CURLcode run(CURLM *multi, CURL *easy);
static void set_trust(CURL *easy, const char *ca_file);
static void perform(CURLM *multi, int *running);
static void nap(CURLM *multi);
static void read_outcome(Request *request, CURL *easy, CURLcode result);
static char *printable(const char *text);
static curl_socket_t open_socket(void *data, curlsocktype purpose, struct curl_sockaddr *address);
static bool may_connect(Request *request, const struct curl_sockaddr *address);
static size_t keep(char *data, size_t size, size_t count, void *argument);

bool
ij_fetch_is_possible(void)
{
	return true;
}

void
ij_fetch(IjFetch *fetch)
{
	static bool is_initialized = false;
	CURLM	   *volatile multi;
	CURL	   *volatile easy;

	if (!is_initialized && curl_global_init(CURL_GLOBAL_ALL) != CURLE_OK)
		elog(ERROR, "could not initialize libcurl");
	is_initialized = true;

	fetch->fault = IJ_FETCH_GOOD;
	fetch->body = palloc(fetch->max_bytes);
	multi = curl_multi_init();
	easy = curl_easy_init();
	if (multi == NULL || easy == NULL)
		ereport(ERROR, (errcode(ERRCODE_OUT_OF_MEMORY), errmsg("out of memory")));

	PG_TRY();
	{
		fetch_with(multi, easy, fetch);
	}
	PG_FINALLY();
	{
		(void) curl_multi_remove_handle(multi, easy);
		curl_easy_cleanup(easy);
		(void) curl_multi_cleanup(multi);
	}
	PG_END_TRY();
}

/* Follows redirects by hand: each is as good a URL as the first, or not followed. */
static void
fetch_with(CURLM *multi, CURL *easy, IjFetch *fetch)
{
	Request		request = {.fetch = fetch};
	const char *url = fetch->url;
	instr_time	start;

	INSTR_TIME_SET_CURRENT(start);
	for (int i = 0; i <= MAX_REDIRECTS; i++)
	{
		instr_time	elapsed;
		int			left;
		char	   *redirect = NULL;

		INSTR_TIME_SET_CURRENT(elapsed);
		INSTR_TIME_SUBTRACT(elapsed, start);
		left = fetch->timeout_ms - (int) INSTR_TIME_GET_MILLISEC(elapsed);
		if (left <= 0)
		{
			fetch->fault = IJ_FETCH_TOO_SLOW;
			return;
		}

		if (!ij_source_url_parse(ij_text_part(url), &request.url))
			fetch->fault = IJ_FETCH_BAD_URL;
		else if (!ij_host_list_has(fetch->hosts, request.url.host, request.url.port))
		{
			fetch->fault = IJ_FETCH_NOT_LISTED;
			fetch->host = pnstrdup(request.url.host.start, request.url.host.length);
		}
		if (fetch->fault != IJ_FETCH_GOOD)
			return;

		fetch_one(multi, easy, &request, url, left);
		if (fetch->fault != IJ_FETCH_STATUS ||
			curl_easy_getinfo(easy, CURLINFO_REDIRECT_URL, &redirect) != CURLE_OK || redirect == NULL)
			return;
		url = pstrdup(redirect);
		fetch->fault = IJ_FETCH_GOOD;
	}
	fetch->fault = IJ_FETCH_TOO_MANY_REDIRECTS;
}

static void
fetch_one(CURLM *multi, CURL *easy, Request *request, const char *url, int timeout_ms)
{
	CURLcode	result;

	request->fetch->length = 0;
	request->is_too_large = request->is_private = request->is_not_private = false;
	request->error[0] = '\0';
	curl_easy_reset(easy);
	set_options(easy, request, url);
	(void) curl_easy_setopt(easy, CURLOPT_TIMEOUT_MS, (long) timeout_ms);
	if (curl_multi_add_handle(multi, easy) != CURLM_OK)
		elog(ERROR, "could not start a request");
	result = run(multi, easy);
	read_outcome(request, easy, result);
	(void) curl_multi_remove_handle(multi, easy);
}

/* Nothing of the environment counts: no proxy, no file with passwords. */
static void
set_options(CURL *easy, Request *request, const char *url)
{
	if (curl_easy_setopt(easy, CURLOPT_URL, url) != CURLE_OK ||
#if LIBCURL_VERSION_NUM >= 0x075500
		curl_easy_setopt(easy, CURLOPT_PROTOCOLS_STR, "http,https") != CURLE_OK ||
#else
		curl_easy_setopt(easy, CURLOPT_PROTOCOLS, CURLPROTO_HTTP | CURLPROTO_HTTPS) != CURLE_OK ||
#endif
		curl_easy_setopt(easy, CURLOPT_PROXY, "") != CURLE_OK ||
		curl_easy_setopt(easy, CURLOPT_NETRC, (long) CURL_NETRC_IGNORED) != CURLE_OK ||
		curl_easy_setopt(easy, CURLOPT_FOLLOWLOCATION, 0L) != CURLE_OK ||
		curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L) != CURLE_OK ||
		curl_easy_setopt(easy, CURLOPT_USERAGENT, "iotjobs/" IOTJOBS_VERSION) != CURLE_OK ||
		curl_easy_setopt(easy, CURLOPT_OPENSOCKETFUNCTION, open_socket) != CURLE_OK ||
		curl_easy_setopt(easy, CURLOPT_OPENSOCKETDATA, request) != CURLE_OK ||
		curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, keep) != CURLE_OK ||
		curl_easy_setopt(easy, CURLOPT_WRITEDATA, request) != CURLE_OK ||
		curl_easy_setopt(easy, CURLOPT_ERRORBUFFER, request->error) != CURLE_OK)
		elog(ERROR, "libcurl does not know an option");
	set_trust(easy, request->fetch->ca_file);

	/* Or the end of a request would wait for a name server. */
#if LIBCURL_VERSION_NUM >= 0x075700
	(void) curl_easy_setopt(easy, CURLOPT_QUICK_EXIT, 1L);
#endif
}

/*
 * A host must show a certificate for its name, from somebody who is trusted:
 * whom the system trusts, or whom a file names and nobody else.
 */
static void
set_trust(CURL *easy, const char *ca_file)
{
	if (curl_easy_setopt(easy, CURLOPT_SSL_VERIFYPEER, 1L) != CURLE_OK ||
		curl_easy_setopt(easy, CURLOPT_SSL_VERIFYHOST, 2L) != CURLE_OK ||
		curl_easy_setopt(easy, CURLOPT_SSLVERSION, (long) CURL_SSLVERSION_TLSv1_2) != CURLE_OK)
		elog(ERROR, "libcurl does not know an option");
	if (*ca_file != '\0' &&
		(curl_easy_setopt(easy, CURLOPT_CAPATH, NULL) != CURLE_OK ||
		 curl_easy_setopt(easy, CURLOPT_CAINFO, ca_file) != CURLE_OK))
		elog(ERROR, "libcurl does not take a file of certificates");
}

/* Until the transfer is over, by itself or by its timeout. */
static CURLcode
run(CURLM *multi, CURL *easy)
{
	int			running = 1;
	int			left;
	CURLMsg    *message;

	for (;;)
	{
		perform(multi, &running);
		if (running == 0)
			break;
		nap(multi);
	}
	while ((message = curl_multi_info_read(multi, &left)) != NULL)
	{
		if (message->msg == CURLMSG_DONE && message->easy_handle == easy)
			return message->data.result;
	}
	return CURLE_RECV_ERROR;
}

/*
 * Names may be looked up in a thread of libcurl's: it inherits that signals
 * are blocked, so that none is handled outside the main one.
 */
static void
perform(CURLM *multi, int *running)
{
	sigset_t	all;
	sigset_t	former;
	CURLMcode	code;

	sigfillset(&all);
	sigprocmask(SIG_SETMASK, &all, &former);
	code = curl_multi_perform(multi, running);
	sigprocmask(SIG_SETMASK, &former, NULL);
	if (code != CURLM_OK)
		elog(ERROR, "libcurl: %s", curl_multi_strerror(code));
}

/* Waits for a socket of libcurl's, for its next timer, or for the latch. */
static void
nap(CURLM *multi)
{
	fd_set		readable;
	fd_set		writable;
	fd_set		failed;
	int			highest = -1;
	long		timeout = -1;
	WaitEventSet *set;
	WaitEvent	event;

	FD_ZERO(&readable);
	FD_ZERO(&writable);
	FD_ZERO(&failed);
	(void) curl_multi_fdset(multi, &readable, &writable, &failed, &highest);
	(void) curl_multi_timeout(multi, &timeout);
	if (timeout < 0 || timeout > LONGEST_NAP_MS)
		timeout = LONGEST_NAP_MS;
	/* No socket to be told of, as while a name is looked up: look again soon. */
	if (highest < 0)
		timeout = Min(timeout, 20);

	set = ij_wait_event_set_create(highest + 3);
	AddWaitEventToSet(set, WL_LATCH_SET, PGINVALID_SOCKET, MyLatch, NULL);
	AddWaitEventToSet(set, WL_EXIT_ON_PM_DEATH, PGINVALID_SOCKET, NULL, NULL);
	for (int fd = 0; fd <= highest; fd++)
	{
		uint32		events = (FD_ISSET(fd, &readable) ? WL_SOCKET_READABLE : 0) |
			(FD_ISSET(fd, &writable) ? WL_SOCKET_WRITEABLE : 0);

		if (events != 0)
			AddWaitEventToSet(set, events, fd, NULL, NULL);
	}
	if (WaitEventSetWait(set, timeout, &event, 1, ij_wait_event()) > 0 &&
		(event.events & WL_LATCH_SET) != 0)
		ResetLatch(MyLatch);
	FreeWaitEventSet(set);
	CHECK_FOR_INTERRUPTS();
}

static void
read_outcome(Request *request, CURL *easy, CURLcode result)
{
	IjFetch    *fetch = request->fetch;

	fetch->status = 0;
	(void) curl_easy_getinfo(easy, CURLINFO_RESPONSE_CODE, &fetch->status);

	if (request->is_too_large)
		fetch->fault = IJ_FETCH_TOO_LARGE;
	else if (result == CURLE_OPERATION_TIMEDOUT)
		fetch->fault = IJ_FETCH_TOO_SLOW;
	else if (result != CURLE_OK && request->is_private)
		fetch->fault = IJ_FETCH_PRIVATE;
	else if (result != CURLE_OK && request->is_not_private)
		fetch->fault = IJ_FETCH_NOT_PRIVATE;
	else if (result == CURLE_PEER_FAILED_VERIFICATION || result == CURLE_SSL_CACERT_BADFILE)
	{
		fetch->fault = IJ_FETCH_CERTIFICATE;
		fetch->reason = printable(request->error[0] != '\0' ? request->error : curl_easy_strerror(result));
	}
	else if (result != CURLE_OK)
	{
		fetch->fault = IJ_FETCH_FAILED;
		fetch->reason = curl_easy_strerror(result);
	}
	else if (fetch->status != 200)
		fetch->fault = IJ_FETCH_STATUS;
}

/* It may quote what a certificate says of itself. */
static char *
printable(const char *text)
{
	char	   *copy = pstrdup(text);

	for (char *c = copy; *c != '\0'; c++)
	{
		if (*c < ' ' || *c > '~')
			*c = '?';
	}
	return copy;
}

static curl_socket_t
open_socket(void *data, curlsocktype purpose, struct curl_sockaddr *address)
{
	if (purpose != CURLSOCKTYPE_IPCXN || !may_connect(data, address))
		return CURL_SOCKET_BAD;
	return socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
}

/*
 * A private address must be listed itself, not only the name that led to it;
 * and http is for private addresses alone.
 */
static bool
may_connect(Request *request, const struct curl_sockaddr *address)
{
	char		text[INET6_ADDRSTRLEN] = "";
	bool		is_public = true;

	if (address->family == AF_INET)
	{
		const struct sockaddr_in *in = (const struct sockaddr_in *) &address->addr;

		is_public = ij_address_is_public((const uint8_t *) &in->sin_addr, 4);
		(void) inet_ntop(AF_INET, &in->sin_addr, text, sizeof(text));
	}
	else if (address->family == AF_INET6)
	{
		const struct sockaddr_in6 *in6 = (const struct sockaddr_in6 *) &address->addr;

		is_public = ij_address_is_public((const uint8_t *) &in6->sin6_addr, 16);
	}
	else
		return false;

	if (is_public)
	{
		request->is_not_private = !request->url.is_https;
		return request->url.is_https;
	}
	if (text[0] != '\0' &&
		ij_host_list_has(request->fetch->hosts, ij_text_part(text), request->url.port))
		return true;
	request->is_private = true;
	return false;
}

static size_t
keep(char *data, size_t size, size_t count, void *argument)
{
	Request    *request = argument;
	IjFetch    *fetch = request->fetch;
	size_t		bytes = size * count;

	if (bytes > fetch->max_bytes - fetch->length)
	{
		request->is_too_large = true;
		return 0;
	}
	memcpy(fetch->body + fetch->length, data, bytes);
	fetch->length += bytes;
	return bytes;
}

#else							/* without libcurl */

bool
ij_fetch_is_possible(void)
{
	return false;
}

void
ij_fetch(IjFetch *fetch)
{
	elog(ERROR, "iotjobs was built without libcurl");
}

#endif							/* IOTJOBS_CURL */
