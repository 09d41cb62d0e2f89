/*-------------------------------------------------------------------------
 *
 * signing_store.h
 *		Statements on the credentials that URLs are signed with.
 *
 *-------------------------------------------------------------------------
 */
#ifndef IJ_SIGNING_STORE_H
#define IJ_SIGNING_STORE_H

#include "postgres.h"

#include "datatype/timestamp.h"

/* Absent values are NULL. */
typedef struct IjSigningCredential
{
	char	   *access_key_id;
	char	   *secret_access_key;
	char	   *session_token;
	char	   *endpoint;
	char	   *region;
} IjSigningCredential;

/* False if the role has none. */
extern bool ij_signing_credential_find(const char *role_arn, IjSigningCredential *credential);

/*
 * The document of a job, with the credentials of the role that it names and
 * how long it wants URLs to be good for.  All NULL if the role has none.
 */
extern text *ij_signing_document_of_job(int64 job_key, IjSigningCredential *credential, int *expires);

extern void ij_signing_credential_set(const char *role_arn, const IjSigningCredential *credential,
									  TimestampTz at);
extern void ij_signing_credential_remove(const char *role_arn);

#endif							/* IJ_SIGNING_STORE_H */
