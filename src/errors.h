/*-------------------------------------------------------------------------
 *
 * errors.h
 *		SQLSTATEs, one for each exception of the API.
 *
 * An error of ours that a user can provoke carries one of these, or one of
 * PostgreSQL's own where the type system speaks (22P02 for a malformed arn).
 *
 *-------------------------------------------------------------------------
 */
#ifndef IJ_ERRORS_H
#define IJ_ERRORS_H

#include "utils/elog.h"

#define ERRCODE_IJ_INVALID_REQUEST			MAKE_SQLSTATE('I','J','4','0','0')
#define ERRCODE_IJ_UNAUTHORIZED				MAKE_SQLSTATE('I','J','4','0','1')
#define ERRCODE_IJ_SERVICE_QUOTA_EXCEEDED	MAKE_SQLSTATE('I','J','4','0','2')
#define ERRCODE_IJ_RESOURCE_NOT_FOUND		MAKE_SQLSTATE('I','J','4','0','4')
#define ERRCODE_IJ_RESOURCE_ALREADY_EXISTS	MAKE_SQLSTATE('I','J','4','0','9')
#define ERRCODE_IJ_VALIDATION				MAKE_SQLSTATE('I','J','4','2','2')
#define ERRCODE_IJ_INTERNAL_FAILURE			MAKE_SQLSTATE('I','J','5','0','0')
#define ERRCODE_IJ_INVALID_STATE_TRANSITION	MAKE_SQLSTATE('I','J','4','0','S')
#define ERRCODE_IJ_VERSION_CONFLICT			MAKE_SQLSTATE('I','J','4','0','V')
#define ERRCODE_IJ_INVALID_QUERY			MAKE_SQLSTATE('I','J','4','0','Q')
#define ERRCODE_IJ_CONFLICT					MAKE_SQLSTATE('I','J','4','0','C')
#define ERRCODE_IJ_LIMIT_EXCEEDED			MAKE_SQLSTATE('I','J','4','1','0')
#define ERRCODE_IJ_TERMINAL_STATE			MAKE_SQLSTATE('I','J','4','1','T')
#define ERRCODE_IJ_THROTTLING				MAKE_SQLSTATE('I','J','4','2','9')

#endif							/* IJ_ERRORS_H */
