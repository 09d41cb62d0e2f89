/*-------------------------------------------------------------------------
 *
 * fetch.h
 *		Reads a small text from an HTTP server.
 *
 *-------------------------------------------------------------------------
 */
#ifndef IJ_FETCH_H
#define IJ_FETCH_H

#include "postgres.h"

typedef enum IjFetchFault
{
	IJ_FETCH_GOOD,
	IJ_FETCH_BAD_URL,			/* no URL that may be asked at all */
	IJ_FETCH_NOT_LISTED,		/* its host, or that of a redirect, is not on the list */
	IJ_FETCH_PRIVATE,			/* it leads into a private network */
	IJ_FETCH_NOT_PRIVATE,		/* http to the internet */
	IJ_FETCH_TOO_LARGE,
	IJ_FETCH_TOO_SLOW,
	IJ_FETCH_TOO_MANY_REDIRECTS,
	IJ_FETCH_STATUS,			/* the server answered something else */
	IJ_FETCH_CERTIFICATE,		/* the host is not who it should be */
	IJ_FETCH_FAILED				/* no connection, no answer */
} IjFetchFault;

typedef struct IjFetch
{
	const char *url;
	const char *hosts;			/* list of hosts that may be asked */
	const char *ca_file;		/* whose certificates are trusted; empty: those of the system */
	size_t		max_bytes;
	int			timeout_ms;		/* redirects and all */

	IjFetchFault fault;
	char	   *body;			/* palloc'd, not terminated */
	size_t		length;
	char	   *host;			/* with IJ_FETCH_NOT_LISTED: which */
	long		status;			/* with IJ_FETCH_STATUS */
	const char *reason;			/* with IJ_FETCH_CERTIFICATE and IJ_FETCH_FAILED */
} IjFetch;

/* Whether the library was built with what fetching needs. */
extern bool ij_fetch_is_possible(void);

/*
 * Waits without holding up a cancel, a termination or the end of the
 * postmaster; these raise as they do anywhere.
 */
extern void ij_fetch(IjFetch *fetch);

#endif							/* IJ_FETCH_H */
