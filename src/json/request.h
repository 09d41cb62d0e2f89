/*-------------------------------------------------------------------------
 *
 * request.h
 *		A checked request, whichever form it came in.
 *
 * Named arguments and invoke() both end here: by the time an operation runs,
 * every member has its type, lies within its limits, and the required ones
 * are present.
 *
 * How a member of each kind is kept in IjValue.datum:
 *		STRING (enums too)		text
 *		INTEGER, LONG			int8
 *		BOOLEAN					bool
 *		LIST of strings			text[]
 *		other LIST, MAP, STRUCTURE	jsonb
 *
 *-------------------------------------------------------------------------
 */
#ifndef IJ_REQUEST_H
#define IJ_REQUEST_H

#include "postgres.h"

#include "utils/array.h"
#include "utils/jsonb.h"

#include "rules/shape.h"

#define IJ_MAX_MEMBERS 24

typedef struct IjRequest IjRequest;

typedef enum IjPlane
{
	IJ_CONTROL_PLANE,			/* schema iotjobs */
	IJ_DATA_PLANE				/* schema iotjobs_data */
} IjPlane;

/* One operation of the API. */
typedef struct IjOperation
{
	const char *name;			/* "CreateJob" */
	IjPlane		plane;
	bool		writes;			/* else its SQL function is STABLE */
	int			malformed;		/* SQLSTATE of a malformed request; 0: InvalidRequestException */
	const IjMember *members;	/* in the order of the SQL arguments */
	const IjShape *reply;
	Jsonb	   *(*run) (const IjRequest *request);
} IjOperation;

typedef struct IjValue
{
	bool		present;
	Datum		datum;
} IjValue;

/* What a request has beyond its members if it is an MQTT message. */
typedef struct IjMessage
{
	const char *client;			/* id of the client that published it; NULL: not told */
	text	   *namespace_id;	/* in its topic; empty: none */
	MemoryContext context;		/* of execution_state */
	Jsonb	   *execution_state;	/* in which a report was refused, once it is */
} IjMessage;

struct IjRequest
{
	const IjOperation *operation;
	IjMessage  *message;		/* NULL: a call of SQL */
	int			nvalues;
	IjValue		values[IJ_MAX_MEMBERS]; /* in the order of operation->members */
};

/* No message, and all members absent. */
extern void ij_request_init(IjRequest *request, const IjOperation *operation);

/* Asking for a member that the operation does not have is an internal error. */
extern bool ij_request_has(const IjRequest *request, const char *member);
extern text *ij_request_text(const IjRequest *request, const char *member); /* NULL if absent */
extern char *ij_request_cstring(const IjRequest *request, const char *member);	/* palloc'd, NULL if absent */
extern bool ij_request_bool(const IjRequest *request, const char *member, bool absent);
extern int64 ij_request_int(const IjRequest *request, const char *member, int64 absent);
extern Jsonb *ij_request_jsonb(const IjRequest *request, const char *member);	/* NULL if absent */
extern ArrayType *ij_request_array(const IjRequest *request, const char *member);	/* NULL if absent */

/* The datum as it is, and whether it is absent: for passing on to a statement. */
extern Datum ij_request_datum(const IjRequest *request, const char *member, bool *is_null);

/*
 * Where a message may look for jobs: in a namespace, or ("") among those in
 * none.  NULL for a call of SQL, which cannot name one: it finds any job by
 * its id.
 */
extern text *ij_request_namespace(const IjRequest *request);

/* The same for a list, in which a call of SQL sees what is in no namespace. */
extern text *ij_request_list_namespace(const IjRequest *request);

/* Gives a copy of a request a member that the client left out. */
extern void ij_request_set(IjRequest *request, const char *member, Datum datum);

#endif							/* IJ_REQUEST_H */
