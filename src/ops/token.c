/*-------------------------------------------------------------------------
 *
 * token.c
 *		nextToken: where a listing goes on.
 *
 * The text is base64url, without padding, of
 *
 *		byte 0		format version
 *		byte 1		how many keys follow
 *		bytes 2-9	fingerprint of the request
 *		8 each		keys, most significant byte first
 *		16			first half of the HMAC-SHA256 of all that stands before
 *
 * The key of the HMAC is a secret of the database.  It is read with each
 * token, about a tenth of a millisecond with the seal, and kept nowhere: thus no
 * session needs to be told when it changes, as with DROP and CREATE EXTENSION
 * or where such a transaction is rolled back.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "common/hashfn.h"
#include "port/pg_bswap.h"
#include "utils/builtins.h"

#include "compat.h"
#include "errors.h"
#include "ops/token.h"
#include "store/secret_store.h"

#define TOKEN_VERSION 2
#define HEADER_BYTES 10
#define SEAL_BYTES 16
#define TOKEN_BYTES(nkeys) (HEADER_BYTES + (nkeys) * 8 + SEAL_BYTES)
#define MAX_TOKEN_BYTES TOKEN_BYTES(IJ_TOKEN_MAX_KEYS)

static const char base64url[] =
"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

pg_noreturn static void token_invalid(const IjRequest *request);
static int	sqlstate(const IjRequest *request);
static uint64 value_hash(const IjShape *shape, Datum datum, uint64 seed);
static void make_seal(const uint8 *secret, const uint8 *bytes, int length, uint8 *seal);
static bool seal_is_ours(const uint8 *bytes, int length, const uint8 *seal);
static bool seals_are_equal(const uint8 *one, const uint8 *other);
static uint64 get_uint64(const uint8 *bytes);
static void put_uint64(uint8 *bytes, uint64 value);
static int	decode(const char *string, int length, uint8 *bytes, int limit);
static char *encode(const uint8 *bytes, int length);

int
ij_page_size(const IjRequest *request)
{
	return (int) ij_request_int(request, "maxResults", IJ_DEFAULT_MAX_RESULTS);
}

bool
ij_token_read(const IjRequest *request, int nkeys, int64 *keys)
{
	text	   *token = ij_request_text(request, "nextToken");
	uint8		bytes[MAX_TOKEN_BYTES];
	int			length;

	Assert(nkeys > 0 && nkeys <= IJ_TOKEN_MAX_KEYS);
	if (token == NULL)
		return false;

	length = decode(VARDATA_ANY(token), VARSIZE_ANY_EXHDR(token), bytes, MAX_TOKEN_BYTES);
	if (length != TOKEN_BYTES(nkeys) || bytes[0] != TOKEN_VERSION || bytes[1] != nkeys)
		token_invalid(request);

	if (!seal_is_ours(bytes, length - SEAL_BYTES, bytes + length - SEAL_BYTES))
		token_invalid(request);

	if (get_uint64(bytes + 2) != ij_request_fingerprint(request))
		ereport(ERROR,
				(errcode(sqlstate(request)),
				 errmsg("nextToken belongs to another request"),
				 errdetail("A listing goes on only with the operation and the filters it began with."),
				 errhint("Repeat the request that gave the token, with only nextToken and maxResults changed.")));

	for (int i = 0; i < nkeys; i++)
		keys[i] = (int64) get_uint64(bytes + HEADER_BYTES + 8 * i);
	return true;
}

char *
ij_token_write(const IjRequest *request, int nkeys, const int64 *keys)
{
	uint8		bytes[MAX_TOKEN_BYTES];
	int			length = TOKEN_BYTES(nkeys);
	IjTokenSecret secrets[IJ_MAX_TOKEN_SECRETS];

	Assert(nkeys > 0 && nkeys <= IJ_TOKEN_MAX_KEYS);
	bytes[0] = TOKEN_VERSION;
	bytes[1] = (uint8) nkeys;
	put_uint64(bytes + 2, ij_request_fingerprint(request));
	for (int i = 0; i < nkeys; i++)
		put_uint64(bytes + HEADER_BYTES + 8 * i, (uint64) keys[i]);
	(void) ij_token_secrets_read(secrets);
	make_seal(secrets[0], bytes, length - SEAL_BYTES, bytes + length - SEAL_BYTES);
	explicit_bzero(secrets, sizeof(secrets));
	return encode(bytes, length);
}

static void
token_invalid(const IjRequest *request)
{
	ereport(ERROR,
			(errcode(sqlstate(request)),
			 errmsg("nextToken is not a token of this operation"),
			 errdetail("A token is taken from the nextToken of the reply before, unchanged."),
			 errhint("Leave nextToken out to list from the start.")));
}

static int
sqlstate(const IjRequest *request)
{
	int			malformed = request->operation->malformed;

	return malformed != 0 ? malformed : ERRCODE_IJ_INVALID_REQUEST;
}

/*
 * The operation and every filter.  nextToken and maxResults may change from
 * page to page.
 */
uint64
ij_request_fingerprint(const IjRequest *request)
{
	const IjMember *members = request->operation->members;
	const char *name = request->operation->name;
	uint64		hash = hash_bytes_extended((const unsigned char *) name, strlen(name),
										   request->operation->plane);

	for (int i = 0; members[i].name != NULL; i++)
	{
		if (!request->values[i].present ||
			strcmp(members[i].name, "nextToken") == 0 ||
			strcmp(members[i].name, "maxResults") == 0)
			continue;
		hash = value_hash(members[i].shape, request->values[i].datum, hash + i + 1);
	}
	return hash;
}

static uint64
value_hash(const IjShape *shape, Datum datum, uint64 seed)
{
	uint64		number;

	switch (shape->kind)
	{
		case IJ_KIND_INTEGER:
		case IJ_KIND_LONG:
			number = (uint64) DatumGetInt64(datum);
			return hash_bytes_extended((unsigned char *) &number, sizeof(number), seed);
		case IJ_KIND_BOOLEAN:
			number = DatumGetBool(datum) ? 1 : 0;
			return hash_bytes_extended((unsigned char *) &number, sizeof(number), seed);
		case IJ_KIND_STRING:
		case IJ_KIND_DOUBLE:
		case IJ_KIND_LIST:
		case IJ_KIND_MAP:
		case IJ_KIND_STRUCTURE:
			{
				struct varlena *value = PG_DETOAST_DATUM_PACKED(datum);

				return hash_bytes_extended((unsigned char *) VARDATA_ANY(value),
										   VARSIZE_ANY_EXHDR(value), seed);
			}
	}
	return seed;				/* not reached */
}

static void
make_seal(const uint8 *secret, const uint8 *bytes, int length, uint8 *seal)
{
	uint8		digest[PG_SHA256_DIGEST_LENGTH];

	ij_hmac_sha256(secret, IJ_TOKEN_SECRET_SIZE, bytes, length, digest);
	memcpy(seal, digest, SEAL_BYTES);
}

static bool
seal_is_ours(const uint8 *bytes, int length, const uint8 *seal)
{
	IjTokenSecret secrets[IJ_MAX_TOKEN_SECRETS];
	int			count = ij_token_secrets_read(secrets);
	bool		is_ours = false;

	for (int i = 0; i < count && !is_ours; i++)
	{
		uint8		ours[SEAL_BYTES];

		make_seal(secrets[i], bytes, length, ours);
		is_ours = seals_are_equal(seal, ours);
	}
	explicit_bzero(secrets, sizeof(secrets));
	return is_ours;
}

/* Takes the same time wherever they differ, so that nobody can feel his way. */
static bool
seals_are_equal(const uint8 *one, const uint8 *other)
{
	uint8		difference = 0;

	for (int i = 0; i < SEAL_BYTES; i++)
		difference |= one[i] ^ other[i];
	return difference == 0;
}

static uint64
get_uint64(const uint8 *bytes)
{
	uint64		value;

	memcpy(&value, bytes, sizeof(value));
	return pg_ntoh64(value);
}

static void
put_uint64(uint8 *bytes, uint64 value)
{
	value = pg_hton64(value);
	memcpy(bytes, &value, sizeof(value));
}

/* How many bytes, or -1 if the string is not base64url of at most limit. */
static int
decode(const char *string, int length, uint8 *bytes, int limit)
{
	uint32		bits = 0;
	int			nbits = 0;
	int			nbytes = 0;

	for (int i = 0; i < length; i++)
	{
		const char *digit = string[i] == '\0' ? NULL : strchr(base64url, string[i]);

		if (digit == NULL)
			return -1;
		bits = (bits << 6) | (uint32) (digit - base64url);
		nbits += 6;
		if (nbits >= 8)
		{
			if (nbytes == limit)
				return -1;
			nbits -= 8;
			bytes[nbytes++] = (uint8) (bits >> nbits);
			bits &= (1U << nbits) - 1;
		}
	}

	/* Bits left over are zero, or there would be two texts for one token. */
	return (bits == 0 && nbits < 6) ? nbytes : -1;
}

static char *
encode(const uint8 *bytes, int length)
{
	char	   *string = palloc(length * 4 / 3 + 2);
	char	   *end = string;
	uint32		bits = 0;
	int			nbits = 0;

	for (int i = 0; i < length; i++)
	{
		bits = ((bits << 8) | bytes[i]) & 0xFFFF;
		nbits += 8;
		while (nbits >= 6)
		{
			nbits -= 6;
			*end++ = base64url[(bits >> nbits) & 63];
		}
	}
	if (nbits > 0)
		*end++ = base64url[(bits << (6 - nbits)) & 63];
	*end = '\0';
	return string;
}
