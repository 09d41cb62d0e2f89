/*-------------------------------------------------------------------------
 *
 * client_token.c
 *		Operations that a client may repeat without a second effect.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "errors.h"
#include "ops/client_token.h"
#include "ops/token.h"
#include "store/token_store.h"

Jsonb *
ij_run_once(const IjRequest *request, Jsonb *(*run) (const IjRequest *request))
{
	text	   *token = ij_request_text(request, "clientToken");
	const char *operation = request->operation->name;
	int64		fingerprint;
	int64		former;
	Jsonb	   *reply;

	if (token == NULL)
		return run(request);

	fingerprint = former = (int64) ij_request_fingerprint(request);
	if (!ij_client_token_take(operation, token, &former, &reply))
	{
		if (former != fingerprint)
			ereport(ERROR,
					(errcode(ERRCODE_IJ_VALIDATION),
					 errmsg("clientToken was used for another request"),
					 errdetail("Within a day a token belongs to the %s request it was first given with.", operation),
					 errhint("Make a new token for each request that is new.")));
		return reply;
	}

	reply = run(request);
	ij_client_token_set_reply(operation, token, reply);
	return reply;
}
