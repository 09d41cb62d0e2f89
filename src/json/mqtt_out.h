/*-------------------------------------------------------------------------
 *
 * mqtt_out.h
 *		Replies as MQTT messages.
 *
 *-------------------------------------------------------------------------
 */
#ifndef IJ_MQTT_OUT_H
#define IJ_MQTT_OUT_H

#include "postgres.h"

#include "datatype/timestamp.h"
#include "utils/jsonb.h"

/*
 * The payload that says yes: the members of a reply, with the job document as
 * the JSON that it is.  client_token may be NULL.
 */
extern text *ij_mqtt_accepted(const Jsonb *reply, const text *client_token, TimestampTz at);

/* The payload that says no.  execution_state may be NULL, too. */
extern text *ij_mqtt_rejected(const char *code, const char *message, const Jsonb *execution_state,
							  const text *client_token, TimestampTz at);

#endif							/* IJ_MQTT_OUT_H */
