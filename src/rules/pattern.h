/*-------------------------------------------------------------------------
 *
 * pattern.h
 *		The patterns of the API's strings.
 *
 *-------------------------------------------------------------------------
 */
#ifndef IJ_PATTERN_H
#define IJ_PATTERN_H

#include "rules/shape.h"

extern const IjPattern ij_pattern_arn;
extern const IjPattern ij_pattern_attribute_name;
extern const IjPattern ij_pattern_attribute_value;
extern const IjPattern ij_pattern_client_token;
extern const IjPattern ij_pattern_connection_attribute;
extern const IjPattern ij_pattern_group_description;
extern const IjPattern ij_pattern_group_id;
extern const IjPattern ij_pattern_id;
extern const IjPattern ij_pattern_id_or_next;
extern const IjPattern ij_pattern_managed_template_version;
extern const IjPattern ij_pattern_name;
extern const IjPattern ij_pattern_package_name;
extern const IjPattern ij_pattern_reason_code;
extern const IjPattern ij_pattern_tag_key;
extern const IjPattern ij_pattern_text;
extern const IjPattern ij_pattern_user_property_key;

#endif							/* IJ_PATTERN_H */
