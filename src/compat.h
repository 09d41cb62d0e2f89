/*-------------------------------------------------------------------------
 *
 * compat.h
 *		Differences between PostgreSQL 13 and 18, written in the newest form.
 *
 * The only file that asks for PG_VERSION_NUM.
 *
 *-------------------------------------------------------------------------
 */
#ifndef IJ_COMPAT_H
#define IJ_COMPAT_H

#include "postgres.h"

#include <stdlib.h>

#include "common/jsonapi.h"
#include "common/sha2.h"
#include "mb/pg_wchar.h"
#include "pgstat.h"
#include "storage/latch.h"
#include "storage/proc.h"
#include "utils/datetime.h"
#include "utils/guc.h"
#include "utils/resowner.h"
#include "utils/timestamp.h"

/* 14 has digests of one interface, whichever library makes them, and HMAC. */
#if PG_VERSION_NUM >= 140000
#include "common/cryptohash.h"
#include "common/hmac.h"
#endif

/* 16 moved the varlena macros out of postgres.h. */
#if PG_VERSION_NUM >= 160000
#include "varatt.h"
#endif

/* 15 gave the call its present name; before, placeholders were only warned of. */
#if PG_VERSION_NUM < 150000
#define MarkGUCPrefixReserved(prefix) EmitWarningsOnPlaceholders(prefix)
#endif

/* 16 introduced soft errors of input functions; before, every error is hard. */
#if PG_VERSION_NUM >= 160000
#include "nodes/miscnodes.h"
#define ij_soft_context(fcinfo) ((fcinfo)->context)
#else
#define ij_soft_context(fcinfo) NULL
#define ereturn(context, dummy_value, ...) \
	do { \
		(void) (context); \
		ereport(ERROR, __VA_ARGS__); \
		return dummy_value; \
	} while (0)
#endif

/* 18 names the module in its magic block. */
#if PG_VERSION_NUM >= 180000
#define IJ_MODULE_MAGIC PG_MODULE_MAGIC_EXT(.name = "iotjobs", .version = IOTJOBS_VERSION)
#else
#define IJ_MODULE_MAGIC PG_MODULE_MAGIC
#endif

/* 15 has shared memory asked for in a hook; before, it is done in _PG_init(). */
#if PG_VERSION_NUM >= 150000
#define IJ_HAS_SHMEM_REQUEST_HOOK 1
#else
#define IJ_HAS_SHMEM_REQUEST_HOOK 0
#endif

/* 17 lets an extension name what it waits for; before, all are "Extension". */
static inline uint32
ij_wait_event(void)
{
#if PG_VERSION_NUM >= 170000
	static uint32 event = 0;

	if (event == 0)
		event = WaitEventExtensionNew("IotjobsNap");
	return event;
#else
	return PG_WAIT_EXTENSION;
#endif
}

/* 18 has the keyword before the declaration; before, it was an attribute after it. */
#if PG_VERSION_NUM < 180000
#define pg_noreturn __attribute__((noreturn))
#endif

/* 18 tells sessions from all other processes; before, workers had a flag. */
static inline bool
ij_proc_is_background_worker(const PGPROC *proc)
{
#if PG_VERSION_NUM >= 180000
	return !proc->isRegularBackend;
#else
	return proc->isBackgroundWorker;
#endif
}

/* 16 hands memory of hooks to guc_malloc; before, it came from malloc. */
static inline void *
ij_guc_malloc(size_t size)
{
#if PG_VERSION_NUM >= 160000
	return guc_malloc(LOG, size);
#else
	return malloc(size);
#endif
}

static inline void
ij_guc_free(void *memory)
{
#if PG_VERSION_NUM >= 160000
	guc_free(memory);
#else
	free(memory);
#endif
}

/*
 * Reads an absolute, finite timestamp; without a zone it is UTC.  Returns
 * false for anything else, special words such as "now" included.  Never
 * raises an error, so that a GUC hook may call it.
 */
static inline bool
ij_parse_timestamp_utc(const char *text, TimestampTz *result)
{
	char		workbuf[MAXDATELEN + MAXDATEFIELDS];
	char	   *field[MAXDATEFIELDS];
	int			ftype[MAXDATEFIELDS];
	int			nf;
	int			dtype;
	int			tz = 0;
	fsec_t		fsec;
	struct pg_tm tm;
	pg_tz	   *session_zone = session_timezone;
	int			error;

	if (ParseDateTime(text, workbuf, sizeof(workbuf), field, ftype,
					  MAXDATEFIELDS, &nf) != 0)
		return false;

	/* DecodeDateTime takes the session's zone where the text has none. */
	session_timezone = pg_tzset("GMT");
#if PG_VERSION_NUM >= 160000
	{
		DateTimeErrorExtra extra;

		error = DecodeDateTime(field, ftype, nf, &dtype, &tm, &fsec, &tz, &extra);
	}
#else
	error = DecodeDateTime(field, ftype, nf, &dtype, &tm, &fsec, &tz);
#endif
	session_timezone = session_zone;

	return error == 0 && dtype == DTK_DATE &&
		tm2timestamp(&tm, fsec, &tz, result) == 0;
}

/*
 * What is wrong with a text as JSON, or NULL.  In UTF-8 escapes are looked
 * at, too, so that what passes can be cast to jsonb; other encodings do not
 * have every character that an escape may stand for.
 */
static inline char *
ij_json_fault(char *text, int length)
{
	JsonLexContext *lex;
	JsonParseErrorType result;
	int			encoding = GetDatabaseEncoding();

#if PG_VERSION_NUM >= 170000
	lex = makeJsonLexContextCstringLen(NULL, text, length, encoding, encoding == PG_UTF8);
#else
	lex = makeJsonLexContextCstringLen(text, length, encoding, encoding == PG_UTF8);
#endif
	result = pg_parse_json(lex, &nullSemAction);
	return result == JSON_SUCCESS ? NULL : json_errdetail(result, lex);
}

/* 17 gives a set of events to a resource owner; before, it is of a memory context.  Both end with the transaction. */
static inline WaitEventSet *
ij_wait_event_set_create(int nevents)
{
#if PG_VERSION_NUM >= 170000
	return CreateWaitEventSet(CurrentResourceOwner, nevents);
#else
	return CreateWaitEventSet(CurrentMemoryContext, nevents);
#endif
}

/* SHA-256 of some bytes, by the server's own code. */
static inline void
ij_sha256(const void *data, size_t length, uint8_t *digest)
{
#if PG_VERSION_NUM >= 140000
	pg_cryptohash_ctx *context = pg_cryptohash_create(PG_SHA256);

	if (context == NULL || pg_cryptohash_init(context) < 0 ||
		pg_cryptohash_update(context, data, length) < 0 ||
		pg_cryptohash_final(context, digest, PG_SHA256_DIGEST_LENGTH) < 0)
		elog(ERROR, "could not compute a SHA-256 digest");
	pg_cryptohash_free(context);
#else
	pg_sha256_ctx context;

	pg_sha256_init(&context);
	pg_sha256_update(&context, data, length);
	pg_sha256_final(&context, digest);
#endif
}

/* Before 14 the server's HMAC is its SCRAM's own: here the two digests are nested by hand. */
static inline void
ij_hmac_sha256(const void *key, size_t key_length, const void *data, size_t length, uint8_t *digest)
{
#if PG_VERSION_NUM >= 140000
	pg_hmac_ctx *context = pg_hmac_create(PG_SHA256);

	if (context == NULL || pg_hmac_init(context, key, key_length) < 0 ||
		pg_hmac_update(context, data, length) < 0 ||
		pg_hmac_final(context, digest, PG_SHA256_DIGEST_LENGTH) < 0)
		elog(ERROR, "could not compute an HMAC");
	pg_hmac_free(context);
#else
	pg_sha256_ctx context;
	uint8		block[PG_SHA256_BLOCK_LENGTH] = {0};

	if (key_length > sizeof(block))
		ij_sha256(key, key_length, block);
	else
		memcpy(block, key, key_length);

	for (size_t i = 0; i < sizeof(block); i++)
		block[i] ^= 0x36;
	pg_sha256_init(&context);
	pg_sha256_update(&context, block, sizeof(block));
	pg_sha256_update(&context, data, length);
	pg_sha256_final(&context, digest);

	for (size_t i = 0; i < sizeof(block); i++)
		block[i] ^= 0x36 ^ 0x5c;
	pg_sha256_init(&context);
	pg_sha256_update(&context, block, sizeof(block));
	pg_sha256_update(&context, digest, PG_SHA256_DIGEST_LENGTH);
	pg_sha256_final(&context, digest);
#endif
}

#endif							/* IJ_COMPAT_H */
