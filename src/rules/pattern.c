/*-------------------------------------------------------------------------
 *
 * pattern.c
 *		The patterns of the API's strings: what is documented, and what decides.
 *
 *-------------------------------------------------------------------------
 */
#include "rules/name.h"
#include "rules/pattern.h"

const IjPattern ij_pattern_arn = {"^arn:[!-~]+$", ij_match_arn};
const IjPattern ij_pattern_attribute_name = {"[a-zA-Z0-9_.,@/:#-]+", ij_match_attribute_name};
const IjPattern ij_pattern_attribute_value = {"[a-zA-Z0-9_.,@/:#=\\[\\]-]*", ij_match_attribute_value};
const IjPattern ij_pattern_client_token = {"\\S{36,64}", ij_match_client_token};
const IjPattern ij_pattern_connection_attribute = {"[a-zA-Z0-9:.]+", ij_match_connection_attribute_name};
const IjPattern ij_pattern_group_description = {"[\\p{Graph}\\x20]*", ij_match_printable};
const IjPattern ij_pattern_group_id = {"[a-zA-Z0-9\\-]+", ij_match_thing_group_id};
const IjPattern ij_pattern_id = {"[a-zA-Z0-9_-]+", ij_match_job_id};
const IjPattern ij_pattern_id_or_next = {"[a-zA-Z0-9_-]+|^\\$next", ij_match_describe_job_id};
const IjPattern ij_pattern_managed_template_version = {"^[1-9]+.[0-9]+", ij_match_managed_template_version};
const IjPattern ij_pattern_name = {"[a-zA-Z0-9:_-]+", ij_match_thing_name};
const IjPattern ij_pattern_package_name = {"[a-zA-Z0-9-_.]+", ij_match_package_name};
const IjPattern ij_pattern_reason_code = {"[\\p{Upper}\\p{Digit}_]+", ij_match_reason_code};
const IjPattern ij_pattern_tag_key = {"^([\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]*)$", ij_match_tag_key};
const IjPattern ij_pattern_text = {"[^\\p{C}]+", ij_match_text};
const IjPattern ij_pattern_user_property_key = {"[a-zA-Z0-9:$.]+", ij_match_user_property_key};
