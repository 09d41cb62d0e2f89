/*-------------------------------------------------------------------------
 *
 * test_source_url.c
 *		From where documents may be fetched.
 *
 *-------------------------------------------------------------------------
 */
#include "rules/source_url.h"

#include <arpa/inet.h>

#include "tap.h"

static void
is_url(const char *text, bool is_https, const char *host, int port)
{
	IjSourceUrl url;

	if (is_true(ij_source_url_parse(ij_text_part(text), &url), "%s", text))
		is_true(url.is_https == is_https && ij_text_part_is(url.host, host) && url.port == port,
				"is %s port %d", host, port);
}

static void
is_no_url(const char *text)
{
	IjSourceUrl url;

	is_true(!ij_source_url_parse(ij_text_part(text), &url), "no URL: %s", text);
}

static bool
has(const char *list, const char *host, int port)
{
	return ij_host_list_has(list, ij_text_part(host), port);
}

static bool
is_public(const char *text)
{
	uint8_t		address[16];

	if (strchr(text, ':') == NULL)
		return inet_pton(AF_INET, text, address) == 1 && ij_address_is_public(address, 4);
	return inet_pton(AF_INET6, text, address) == 1 && ij_address_is_public(address, 16);
}

static void
test_urls(void)
{
	is_url("https://example.com/a?b=c", true, "example.com", 443);
	is_url("http://127.0.0.1:8080", false, "127.0.0.1", 8080);
	is_url("https://example.com?x", true, "example.com", 443);
	is_no_url("");
	is_no_url("ftp://example.com/");
	is_no_url("file:///etc/passwd");
	is_no_url("HTTPS://example.com/");
	is_no_url("https:///etc");
	is_no_url("https://user@example.com/");
	is_no_url("https://listed.example:443@evil.example/");
	is_no_url("https://example.com\\@evil.example/");
	is_no_url("https://[::1]/");
	is_no_url("https://example.com:0/");
	is_no_url("https://example.com:65536/");
	is_no_url("https://example.com:/");
	is_no_url("https://example.com:44 3/");
	is_no_url("https://example.com/a b");
	is_no_url("https://example.com/a\nHost: x");
	is_no_url("https://example.com/#a");
	is_no_url("https://.example.com/");
	is_no_url("https://ex\xc3\xa4mple.com/");
}

static void
test_list(void)
{
	is_true(ij_host_list_is_good(""), "an empty list");
	is_true(ij_host_list_is_good("  "), "of blanks");
	is_true(ij_host_list_is_good("a.example, b.example:8443 ,*.c.example"), "of three");
	is_true(!ij_host_list_is_good("a.example,,b.example"), "with nothing between commas");
	is_true(!ij_host_list_is_good("https://a.example"), "with a URL");
	is_true(!ij_host_list_is_good("a.example:x"), "with a port that is none");
	is_true(!ij_host_list_is_good("*"), "with everything");
	is_true(!ij_host_list_is_good("*."), "with everything below nothing");
	is_true(!ij_host_list_is_good("a.*.example"), "with a star inside");

	is_true(!has("", "a.example", 443), "nobody is on an empty list");
	is_true(has("a.example", "a.example", 443) && has("a.example", "A.Example", 80), "the usual ports");
	is_true(!has("a.example", "a.example", 8443), "no other");
	is_true(has("x, a.example:8443", "a.example", 8443), "the port that is named");
	is_true(!has("a.example:8443", "a.example", 443), "and that alone");
	is_true(!has("a.example", "b.a.example", 443) && !has("a.example", "a.example.evil", 443), "no other name");
	is_true(has("*.a.example", "b.a.example", 443) && has("*.a.example", "c.b.a.example", 443), "names below");
	is_true(!has("*.a.example", "a.example", 443) && !has("*.a.example", "xa.example", 443), "not itself, nor beside");
}

static void
test_addresses(void)
{
	static const char *const private[] = {
		"0.0.0.0", "10.1.2.3", "100.64.0.1", "127.0.0.1", "127.255.255.255", "169.254.169.254", "172.16.0.1",
		"172.31.255.255", "192.0.0.8", "192.0.2.1", "192.168.1.1", "198.18.0.1", "198.19.255.255", "203.0.113.9",
		"224.0.0.1", "240.0.0.1", "255.255.255.255", "::", "::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1",
		"64:ff9b::a00:1", "2002:7f00:1::", "2001::1", "2001:db8::1", "3fff::1", "fc00::1", "fd12::1", "fe80::1", "ff02::1"
	};
	static const char *const public[] = {
		"1.1.1.1", "9.255.255.255", "11.0.0.1", "52.216.0.1", "100.63.255.255", "100.128.0.1", "172.15.255.255",
		"172.32.0.1", "192.169.0.1", "198.20.0.1", "223.255.255.255", "2600:1f00::1", "2a00:1450::1",
		"::ffff:1.1.1.1", "64:ff9b::101:101"
	};
	uint8_t		address[16] = {1, 1, 1, 1};

	for (size_t i = 0; i < sizeof(private) / sizeof(private[0]); i++)
		is_true(!is_public(private[i]), "%s is not public", private[i]);
	for (size_t i = 0; i < sizeof(public) / sizeof(public[0]); i++)
		is_true(is_public(public[i]), "%s is public", public[i]);
	is_true(!ij_address_is_public(address, 0) && !ij_address_is_public(address, 5), "an address of no family");
}

int
main(void)
{
	test_urls();
	test_list();
	test_addresses();
	return tap_done();
}
