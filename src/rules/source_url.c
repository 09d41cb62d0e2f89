/*-------------------------------------------------------------------------
 *
 * source_url.c
 *		From where documents may be fetched: URLs, listed hosts, addresses.
 *
 * A database server stands inside a network that strangers must not look
 * into through it.  Special addresses are those of the registries of RFC 6890.
 *
 *-------------------------------------------------------------------------
 */
#include "rules/source_url.h"

#define HTTPS_PORT 443
#define HTTP_PORT 80
#define MAX_PORT 65535
#define MAX_HOST 255

/* Blocks of IPv4 that are not public. */
static const struct
{
	uint8_t		address[4];
	int			bits;
}			special_blocks[] = {
	{{0, 0, 0, 0}, 8},			/* this network */
	{{10, 0, 0, 0}, 8},			/* private */
	{{100, 64, 0, 0}, 10},		/* shared by a provider */
	{{127, 0, 0, 0}, 8},		/* loopback */
	{{169, 254, 0, 0}, 16},		/* link-local: metadata of clouds, too */
	{{172, 16, 0, 0}, 12},		/* private */
	{{192, 0, 0, 0}, 24},		/* protocol assignments */
	{{192, 0, 2, 0}, 24},		/* documentation */
	{{192, 88, 99, 0}, 24},		/* 6to4 relays */
	{{192, 168, 0, 0}, 16},		/* private */
	{{198, 18, 0, 0}, 15},		/* benchmarks */
	{{198, 51, 100, 0}, 24},	/* documentation */
	{{203, 0, 113, 0}, 24},		/* documentation */
	{{224, 0, 0, 0}, 3},		/* multicast, reserved, broadcast */
};

#define SPECIAL_BLOCK_COUNT ((int) (sizeof(special_blocks) / sizeof(special_blocks[0])))

static bool starts_with(IjTextPart text, const char *prefix);
static bool host_is_good(IjTextPart host);
static bool read_port(IjTextPart digits, int *port);
static bool take_entry(const char **list, IjTextPart *host, int *port);
static bool entry_is(IjTextPart entry, IjTextPart host);
static bool same_name(IjTextPart a, IjTextPart b);
static bool in_block(const uint8_t *address, const uint8_t *block, int bits);

bool
ij_source_url_parse(IjTextPart text, IjSourceUrl *url)
{
	IjTextPart	rest = text;
	size_t		end = 0;
	const char *colon;
	size_t		scheme_length;

	for (size_t i = 0; i < text.length; i++)
	{
		if (text.start[i] <= ' ' || text.start[i] > '~' || text.start[i] == '#' || text.start[i] == '\\')
			return false;
	}
	url->is_https = starts_with(text, "https://");
	if (!url->is_https && !starts_with(text, "http://"))
		return false;
	scheme_length = url->is_https ? 8 : 7;
	rest.start += scheme_length;
	rest.length -= scheme_length;

	while (end < rest.length && rest.start[end] != '/' && rest.start[end] != '?')
		end++;
	rest.length = end;
	url->host = rest;
	url->port = url->is_https ? HTTPS_PORT : HTTP_PORT;

	colon = rest.length == 0 ? NULL : memchr(rest.start, ':', rest.length);
	if (colon != NULL)
	{
		url->host.length = (size_t) (colon - rest.start);
		if (!read_port((IjTextPart) {colon + 1, rest.length - url->host.length - 1}, &url->port))
			return false;
	}
	return host_is_good(url->host);
}

bool
ij_host_list_is_good(const char *list)
{
	IjTextPart	host;
	int			port;

	while (*list == ' ')
		list++;
	while (*list != '\0')
	{
		if (!take_entry(&list, &host, &port))
			return false;
	}
	return true;
}

bool
ij_host_list_has(const char *list, IjTextPart host, int port)
{
	IjTextPart	entry;
	int			entry_port;

	while (*list == ' ')
		list++;
	while (*list != '\0' && take_entry(&list, &entry, &entry_port))
	{
		if (entry_is(entry, host) &&
			(entry_port == 0 ? port == HTTPS_PORT || port == HTTP_PORT : port == entry_port))
			return true;
	}
	return false;
}

bool
ij_address_is_public(const uint8_t *address, int length)
{
	static const uint8_t mapped[12] = {[10] = 0xff,[11] = 0xff};
	static const uint8_t translated[12] = {0x00, 0x64, 0xff, 0x9b};

	if (length == 4)
	{
		for (int i = 0; i < SPECIAL_BLOCK_COUNT; i++)
		{
			if (in_block(address, special_blocks[i].address, special_blocks[i].bits))
				return false;
		}
		return true;
	}
	if (length != 16)
		return false;

	/* An IPv4 address in the clothes of IPv6 is what it wears them for. */
	if (memcmp(address, mapped, sizeof(mapped)) == 0 ||
		memcmp(address, translated, sizeof(translated)) == 0)
		return ij_address_is_public(address + 12, 4);
	/* 6to4 */
	if (address[0] == 0x20 && address[1] == 0x02)
		return ij_address_is_public(address + 2, 4);

	/* What is given out to be routed begins with the bits 001; the rest, loopback too, is special. */
	if ((address[0] & 0xe0) != 0x20)
		return false;
	/* Teredo and protocol assignments (2001::/23), documentation (2001:db8::/32, 3fff::/20) */
	if (address[0] == 0x20 && address[1] == 0x01 &&
		(address[2] < 0x02 || (address[2] == 0x0d && address[3] == 0xb8)))
		return false;
	return !(address[0] == 0x3f && address[1] == 0xff && address[2] < 0x10);
}

static bool
starts_with(IjTextPart text, const char *prefix)
{
	size_t		length = strlen(prefix);

	return text.length >= length && memcmp(text.start, prefix, length) == 0;
}

static bool
host_is_good(IjTextPart host)
{
	for (size_t i = 0; i < host.length; i++)
	{
		char		c = host.start[i];

		if (!((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
			  c == '-' || c == '.' || c == '_'))
			return false;
	}
	return host.length > 0 && host.length <= MAX_HOST && host.start[0] != '.';
}

static bool
read_port(IjTextPart digits, int *port)
{
	*port = 0;
	for (size_t i = 0; i < digits.length; i++)
	{
		if (digits.start[i] < '0' || digits.start[i] > '9')
			return false;
		*port = *port * 10 + (digits.start[i] - '0');
		if (*port > MAX_PORT)
			return false;
	}
	return *port > 0;
}

/* Takes the first entry off a list, with its comma; port 0 if it names none. */
static bool
take_entry(const char **list, IjTextPart *host, int *port)
{
	size_t		length = strcspn(*list, ",");
	IjTextPart	entry = {*list, length};
	const char *colon;

	*list += length;
	if (**list == ',')
		(*list)++;
	while (entry.length > 0 && entry.start[0] == ' ')
	{
		entry.start++;
		entry.length--;
	}
	while (entry.length > 0 && entry.start[entry.length - 1] == ' ')
		entry.length--;

	*host = entry;
	*port = 0;
	colon = entry.length == 0 ? NULL : memchr(entry.start, ':', entry.length);
	if (colon != NULL)
	{
		host->length = (size_t) (colon - entry.start);
		if (!read_port((IjTextPart) {colon + 1, entry.length - host->length - 1}, port))
			return false;
	}
	if (starts_with(*host, "*."))
		return host_is_good((IjTextPart) {host->start + 2, host->length - 2});
	return host_is_good(*host);
}

static bool
entry_is(IjTextPart entry, IjTextPart host)
{
	size_t		suffix;

	if (!starts_with(entry, "*."))
		return same_name(entry, host);
	suffix = entry.length - 1;	/* with its dot */
	return host.length > suffix &&
		same_name((IjTextPart) {entry.start + 1, suffix},
				  (IjTextPart) {host.start + host.length - suffix, suffix});
}

/* Names do not differ by case. */
static bool
same_name(IjTextPart a, IjTextPart b)
{
	if (a.length != b.length)
		return false;
	for (size_t i = 0; i < a.length; i++)
	{
		char		x = a.start[i];
		char		y = b.start[i];

		if (x >= 'A' && x <= 'Z')
			x += 'a' - 'A';
		if (y >= 'A' && y <= 'Z')
			y += 'a' - 'A';
		if (x != y)
			return false;
	}
	return true;
}

static bool
in_block(const uint8_t *address, const uint8_t *block, int bits)
{
	for (int i = 0; bits > 0; i++, bits -= 8)
	{
		int			mask = bits >= 8 ? 0xff : (0xff << (8 - bits)) & 0xff;

		if ((address[i] & mask) != (block[i] & mask))
			return false;
	}
	return true;
}
