/*-------------------------------------------------------------------------
 *
 * source_url.h
 *		From where documents may be fetched: URLs, listed hosts, addresses.
 *
 *-------------------------------------------------------------------------
 */
#ifndef IJ_SOURCE_URL_H
#define IJ_SOURCE_URL_H

#include <stdint.h>

#include "rules/text_part.h"

typedef struct IjSourceUrl
{
	bool		is_https;
	IjTextPart	host;			/* without the port */
	int			port;			/* the usual one if the URL names none */
} IjSourceUrl;

/*
 * http or https, a host by its name or IPv4 address, perhaps a port, and
 * printable ASCII; no user, no fragment.  False if the text is anything else.
 */
extern bool ij_source_url_parse(IjTextPart text, IjSourceUrl *url);

/*
 * A list of hosts: entries with commas between them, each HOST, HOST:PORT or
 * *.DOMAIN, which stands for every name below DOMAIN.  An empty one is good.
 */
extern bool ij_host_list_is_good(const char *list);

/* Whether an entry names a host and port; without a port it means the usual ones. */
extern bool ij_host_list_has(const char *list, IjTextPart host, int port);

/* Of 4 or 16 bytes: whether it is one of the internet's, and not of this machine or its network. */
extern bool ij_address_is_public(const uint8_t *address, int length);

#endif							/* IJ_SOURCE_URL_H */
