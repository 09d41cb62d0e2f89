/*-------------------------------------------------------------------------
 *
 * json_out.h
 *		Writes replies: camelCase members, absent ones left out.
 *
 * A NULL or absent value writes nothing, so that callers need no condition.
 * Inside an array the name is NULL.
 *
 *-------------------------------------------------------------------------
 */
#ifndef IJ_JSON_OUT_H
#define IJ_JSON_OUT_H

#include "postgres.h"

#include "datatype/timestamp.h"
#include "utils/array.h"
#include "utils/jsonb.h"

typedef struct IjJson IjJson;

extern IjJson *ij_json_begin(void); /* opens the outermost object */
extern Jsonb *ij_json_end(IjJson *json);	/* closes it */
extern Jsonb *ij_json_empty(void);	/* {} */

extern void ij_json_begin_object(IjJson *json, const char *name);
extern void ij_json_end_object(IjJson *json);
extern void ij_json_begin_array(IjJson *json, const char *name);
extern void ij_json_end_array(IjJson *json);

extern void ij_json_text(IjJson *json, const char *name, const text *value);
extern void ij_json_string(IjJson *json, const char *name, const char *value);
extern void ij_json_int(IjJson *json, const char *name, int64 value);
extern void ij_json_bool(IjJson *json, const char *name, bool value);
extern void ij_json_text_array(IjJson *json, const char *name, ArrayType *value);
extern void ij_json_jsonb(IjJson *json, const char *name, const Jsonb *value);

/* Seconds since the epoch; milliseconds as decimals (control plane). */
extern void ij_json_time(IjJson *json, const char *name, TimestampTz value);

/* Whole seconds since the epoch (data plane). */
extern void ij_json_seconds(IjJson *json, const char *name, TimestampTz value);

#endif							/* IJ_JSON_OUT_H */
