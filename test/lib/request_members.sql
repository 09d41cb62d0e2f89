\set ECHO none
-- Every member of every request, as the API's model has it: path and type, or
-- the words of an enum.  The element of a list is 0, the value of a map k.  See
-- test/sql/api_bad_input.sql.
CREATE TEMP TABLE request_model (plane text, operation text, members text, PRIMARY KEY (plane, operation));
INSERT INTO request_model (plane, operation, members) VALUES
	('iotjobs', 'AssociateTargetsWithJob', '
		targets list, targets.0 string, jobId string, comment string, namespaceId string'),
	('iotjobs', 'CancelJob', '
		jobId string, reasonCode string, comment string, force boolean'),
	('iotjobs', 'CancelJobExecution', '
		jobId string, thingName string, force boolean, expectedVersion long, statusDetails map, statusDetails.k string'),
	('iotjobs', 'CreateJob', '
		jobId string, targets list, targets.0 string, documentSource string, document string, description string,
		presignedUrlConfig structure, presignedUrlConfig.roleArn string, presignedUrlConfig.expiresInSec long,
		targetSelection CONTINUOUS|SNAPSHOT, jobExecutionsRolloutConfig structure,
		jobExecutionsRolloutConfig.maximumPerMinute integer, jobExecutionsRolloutConfig.exponentialRate structure,
		jobExecutionsRolloutConfig.exponentialRate.baseRatePerMinute integer,
		jobExecutionsRolloutConfig.exponentialRate.incrementFactor double,
		jobExecutionsRolloutConfig.exponentialRate.rateIncreaseCriteria structure,
		jobExecutionsRolloutConfig.exponentialRate.rateIncreaseCriteria.numberOfNotifiedThings integer,
		jobExecutionsRolloutConfig.exponentialRate.rateIncreaseCriteria.numberOfSucceededThings integer, abortConfig structure,
		abortConfig.criteriaList list, abortConfig.criteriaList.0 structure,
		abortConfig.criteriaList.0.failureType FAILED|REJECTED|TIMED_OUT|ALL, abortConfig.criteriaList.0.action CANCEL,
		abortConfig.criteriaList.0.thresholdPercentage double, abortConfig.criteriaList.0.minNumberOfExecutedThings integer,
		timeoutConfig structure, timeoutConfig.inProgressTimeoutInMinutes long, tags list, tags.0 structure, tags.0.Key string,
		tags.0.Value string, namespaceId string, jobTemplateArn string, jobExecutionsRetryConfig structure,
		jobExecutionsRetryConfig.criteriaList list, jobExecutionsRetryConfig.criteriaList.0 structure,
		jobExecutionsRetryConfig.criteriaList.0.failureType FAILED|TIMED_OUT|ALL,
		jobExecutionsRetryConfig.criteriaList.0.numberOfRetries integer, documentParameters map, documentParameters.k string,
		schedulingConfig structure, schedulingConfig.startTime string, schedulingConfig.endTime string,
		schedulingConfig.endBehavior STOP_ROLLOUT|CANCEL|FORCE_CANCEL, schedulingConfig.maintenanceWindows list,
		schedulingConfig.maintenanceWindows.0 structure, schedulingConfig.maintenanceWindows.0.startTime string,
		schedulingConfig.maintenanceWindows.0.durationInMinutes integer, destinationPackageVersions list,
		destinationPackageVersions.0 string'),
	('iotjobs', 'CreateJobTemplate', '
		jobTemplateId string, jobArn string, documentSource string, document string, description string,
		presignedUrlConfig structure, presignedUrlConfig.roleArn string, presignedUrlConfig.expiresInSec long,
		jobExecutionsRolloutConfig structure, jobExecutionsRolloutConfig.maximumPerMinute integer,
		jobExecutionsRolloutConfig.exponentialRate structure,
		jobExecutionsRolloutConfig.exponentialRate.baseRatePerMinute integer,
		jobExecutionsRolloutConfig.exponentialRate.incrementFactor double,
		jobExecutionsRolloutConfig.exponentialRate.rateIncreaseCriteria structure,
		jobExecutionsRolloutConfig.exponentialRate.rateIncreaseCriteria.numberOfNotifiedThings integer,
		jobExecutionsRolloutConfig.exponentialRate.rateIncreaseCriteria.numberOfSucceededThings integer, abortConfig structure,
		abortConfig.criteriaList list, abortConfig.criteriaList.0 structure,
		abortConfig.criteriaList.0.failureType FAILED|REJECTED|TIMED_OUT|ALL, abortConfig.criteriaList.0.action CANCEL,
		abortConfig.criteriaList.0.thresholdPercentage double, abortConfig.criteriaList.0.minNumberOfExecutedThings integer,
		timeoutConfig structure, timeoutConfig.inProgressTimeoutInMinutes long, tags list, tags.0 structure, tags.0.Key string,
		tags.0.Value string, jobExecutionsRetryConfig structure, jobExecutionsRetryConfig.criteriaList list,
		jobExecutionsRetryConfig.criteriaList.0 structure,
		jobExecutionsRetryConfig.criteriaList.0.failureType FAILED|TIMED_OUT|ALL,
		jobExecutionsRetryConfig.criteriaList.0.numberOfRetries integer, maintenanceWindows list, maintenanceWindows.0 structure,
		maintenanceWindows.0.startTime string, maintenanceWindows.0.durationInMinutes integer, destinationPackageVersions list,
		destinationPackageVersions.0 string'),
	('iotjobs', 'DeleteJob', '
		jobId string, force boolean, namespaceId string'),
	('iotjobs', 'DeleteJobExecution', '
		jobId string, thingName string, executionNumber long, force boolean, namespaceId string'),
	('iotjobs', 'DeleteJobTemplate', '
		jobTemplateId string'),
	('iotjobs', 'DescribeJob', '
		jobId string, beforeSubstitution boolean'),
	('iotjobs', 'DescribeJobExecution', '
		jobId string, thingName string, executionNumber long'),
	('iotjobs', 'DescribeJobTemplate', '
		jobTemplateId string'),
	('iotjobs', 'DescribeManagedJobTemplate', '
		templateName string, templateVersion string'),
	('iotjobs', 'GetJobDocument', '
		jobId string, beforeSubstitution boolean'),
	('iotjobs', 'ListJobExecutionsForJob', '
		jobId string, status QUEUED|IN_PROGRESS|SUCCEEDED|FAILED|TIMED_OUT|REJECTED|REMOVED|CANCELED, maxResults integer,
		nextToken string'),
	('iotjobs', 'ListJobExecutionsForThing', '
		thingName string, status QUEUED|IN_PROGRESS|SUCCEEDED|FAILED|TIMED_OUT|REJECTED|REMOVED|CANCELED, namespaceId string,
		maxResults integer, nextToken string, jobId string'),
	('iotjobs', 'ListJobs', '
		status IN_PROGRESS|CANCELED|COMPLETED|DELETION_IN_PROGRESS|SCHEDULED, targetSelection CONTINUOUS|SNAPSHOT,
		maxResults integer, nextToken string, thingGroupName string, thingGroupId string, namespaceId string'),
	('iotjobs', 'ListJobTemplates', '
		maxResults integer, nextToken string'),
	('iotjobs', 'ListManagedJobTemplates', '
		templateName string, maxResults integer, nextToken string'),
	('iotjobs', 'UpdateJob', '
		jobId string, description string, presignedUrlConfig structure, presignedUrlConfig.roleArn string,
		presignedUrlConfig.expiresInSec long, jobExecutionsRolloutConfig structure,
		jobExecutionsRolloutConfig.maximumPerMinute integer, jobExecutionsRolloutConfig.exponentialRate structure,
		jobExecutionsRolloutConfig.exponentialRate.baseRatePerMinute integer,
		jobExecutionsRolloutConfig.exponentialRate.incrementFactor double,
		jobExecutionsRolloutConfig.exponentialRate.rateIncreaseCriteria structure,
		jobExecutionsRolloutConfig.exponentialRate.rateIncreaseCriteria.numberOfNotifiedThings integer,
		jobExecutionsRolloutConfig.exponentialRate.rateIncreaseCriteria.numberOfSucceededThings integer, abortConfig structure,
		abortConfig.criteriaList list, abortConfig.criteriaList.0 structure,
		abortConfig.criteriaList.0.failureType FAILED|REJECTED|TIMED_OUT|ALL, abortConfig.criteriaList.0.action CANCEL,
		abortConfig.criteriaList.0.thresholdPercentage double, abortConfig.criteriaList.0.minNumberOfExecutedThings integer,
		timeoutConfig structure, timeoutConfig.inProgressTimeoutInMinutes long, namespaceId string,
		jobExecutionsRetryConfig structure, jobExecutionsRetryConfig.criteriaList list,
		jobExecutionsRetryConfig.criteriaList.0 structure,
		jobExecutionsRetryConfig.criteriaList.0.failureType FAILED|TIMED_OUT|ALL,
		jobExecutionsRetryConfig.criteriaList.0.numberOfRetries integer'),
	('iotjobs', 'TagResource', '
		resourceArn string, tags list, tags.0 structure, tags.0.Key string, tags.0.Value string'),
	('iotjobs', 'UntagResource', '
		resourceArn string, tagKeys list, tagKeys.0 string'),
	('iotjobs', 'ListTagsForResource', '
		resourceArn string, nextToken string'),
	('iotjobs', 'CreateThing', '
		thingName string, thingTypeName string, attributePayload structure, attributePayload.attributes map,
		attributePayload.attributes.k string, attributePayload.merge boolean, billingGroupName string'),
	('iotjobs', 'DescribeThing', '
		thingName string'),
	('iotjobs', 'UpdateThing', '
		thingName string, thingTypeName string, attributePayload structure, attributePayload.attributes map,
		attributePayload.attributes.k string, attributePayload.merge boolean, expectedVersion long, removeThingType boolean'),
	('iotjobs', 'DeleteThing', '
		thingName string, expectedVersion long'),
	('iotjobs', 'ListThings', '
		nextToken string, maxResults integer, attributeName string, attributeValue string, thingTypeName string,
		usePrefixAttributeValue boolean'),
	('iotjobs', 'CreateThingGroup', '
		thingGroupName string, parentGroupName string, thingGroupProperties structure,
		thingGroupProperties.thingGroupDescription string, thingGroupProperties.attributePayload structure,
		thingGroupProperties.attributePayload.attributes map, thingGroupProperties.attributePayload.attributes.k string,
		thingGroupProperties.attributePayload.merge boolean, tags list, tags.0 structure, tags.0.Key string, tags.0.Value string'),
	('iotjobs', 'DescribeThingGroup', '
		thingGroupName string'),
	('iotjobs', 'UpdateThingGroup', '
		thingGroupName string, thingGroupProperties structure, thingGroupProperties.thingGroupDescription string,
		thingGroupProperties.attributePayload structure, thingGroupProperties.attributePayload.attributes map,
		thingGroupProperties.attributePayload.attributes.k string, thingGroupProperties.attributePayload.merge boolean,
		expectedVersion long'),
	('iotjobs', 'DeleteThingGroup', '
		thingGroupName string, expectedVersion long'),
	('iotjobs', 'ListThingGroups', '
		nextToken string, maxResults integer, parentGroup string, namePrefixFilter string, recursive boolean'),
	('iotjobs', 'AddThingToThingGroup', '
		thingGroupName string, thingGroupArn string, thingName string, thingArn string, overrideDynamicGroups boolean'),
	('iotjobs', 'RemoveThingFromThingGroup', '
		thingGroupName string, thingGroupArn string, thingName string, thingArn string'),
	('iotjobs', 'ListThingsInThingGroup', '
		thingGroupName string, recursive boolean, nextToken string, maxResults integer'),
	('iotjobs', 'ListThingGroupsForThing', '
		thingName string, nextToken string, maxResults integer'),
	('iotjobs', 'UpdateThingGroupsForThing', '
		thingName string, thingGroupsToAdd list, thingGroupsToAdd.0 string, thingGroupsToRemove list,
		thingGroupsToRemove.0 string, overrideDynamicGroups boolean'),
	('iotjobs', 'CreateDynamicThingGroup', '
		thingGroupName string, thingGroupProperties structure, thingGroupProperties.thingGroupDescription string,
		thingGroupProperties.attributePayload structure, thingGroupProperties.attributePayload.attributes map,
		thingGroupProperties.attributePayload.attributes.k string, thingGroupProperties.attributePayload.merge boolean,
		indexName string, queryString string, queryVersion string, tags list, tags.0 structure, tags.0.Key string,
		tags.0.Value string'),
	('iotjobs', 'UpdateDynamicThingGroup', '
		thingGroupName string, thingGroupProperties structure, thingGroupProperties.thingGroupDescription string,
		thingGroupProperties.attributePayload structure, thingGroupProperties.attributePayload.attributes map,
		thingGroupProperties.attributePayload.attributes.k string, thingGroupProperties.attributePayload.merge boolean,
		expectedVersion long, indexName string, queryString string, queryVersion string'),
	('iotjobs', 'DeleteDynamicThingGroup', '
		thingGroupName string, expectedVersion long'),
	('iotjobs', 'CreateThingType', '
		thingTypeName string, thingTypeProperties structure, thingTypeProperties.thingTypeDescription string,
		thingTypeProperties.searchableAttributes list, thingTypeProperties.searchableAttributes.0 string,
		thingTypeProperties.mqtt5Configuration structure, thingTypeProperties.mqtt5Configuration.propagatingAttributes list,
		thingTypeProperties.mqtt5Configuration.propagatingAttributes.0 structure,
		thingTypeProperties.mqtt5Configuration.propagatingAttributes.0.userPropertyKey string,
		thingTypeProperties.mqtt5Configuration.propagatingAttributes.0.thingAttribute string,
		thingTypeProperties.mqtt5Configuration.propagatingAttributes.0.connectionAttribute string, tags list, tags.0 structure,
		tags.0.Key string, tags.0.Value string'),
	('iotjobs', 'DescribeThingType', '
		thingTypeName string'),
	('iotjobs', 'ListThingTypes', '
		nextToken string, maxResults integer, thingTypeName string'),
	('iotjobs', 'DeprecateThingType', '
		thingTypeName string, undoDeprecate boolean'),
	('iotjobs', 'DeleteThingType', '
		thingTypeName string'),
	('iotjobs', 'AttachThingPrincipal', '
		thingName string, principal string, thingPrincipalType EXCLUSIVE_THING|NON_EXCLUSIVE_THING'),
	('iotjobs', 'DetachThingPrincipal', '
		thingName string, principal string'),
	('iotjobs', 'ListThingPrincipals', '
		nextToken string, maxResults integer, thingName string'),
	('iotjobs', 'ListPrincipalThings', '
		nextToken string, maxResults integer, principal string'),
	('iotjobs', 'SearchIndex', '
		indexName string, queryString string, nextToken string, maxResults integer, queryVersion string'),
	('iotjobs', 'CreatePackage', '
		packageName string, description string, tags map, tags.k string, clientToken string'),
	('iotjobs', 'GetPackage', '
		packageName string'),
	('iotjobs', 'UpdatePackage', '
		packageName string, description string, defaultVersionName string, unsetDefaultVersion boolean, clientToken string'),
	('iotjobs', 'DeletePackage', '
		packageName string, clientToken string'),
	('iotjobs', 'ListPackages', '
		maxResults integer, nextToken string'),
	('iotjobs', 'CreatePackageVersion', '
		packageName string, versionName string, description string, attributes map, attributes.k string, artifact structure,
		artifact.s3Location structure, artifact.s3Location.bucket string, artifact.s3Location.key string,
		artifact.s3Location.version string, recipe string, tags map, tags.k string, clientToken string'),
	('iotjobs', 'GetPackageVersion', '
		packageName string, versionName string'),
	('iotjobs', 'UpdatePackageVersion', '
		packageName string, versionName string, description string, attributes map, attributes.k string, artifact structure,
		artifact.s3Location structure, artifact.s3Location.bucket string, artifact.s3Location.key string,
		artifact.s3Location.version string, action PUBLISH|DEPRECATE, recipe string, clientToken string'),
	('iotjobs', 'DeletePackageVersion', '
		packageName string, versionName string, clientToken string'),
	('iotjobs', 'ListPackageVersions', '
		packageName string, status DRAFT|PUBLISHED|DEPRECATED, maxResults integer, nextToken string'),
	('iotjobs_data', 'DescribeJobExecution', '
		jobId string, thingName string, includeJobDocument boolean, executionNumber long'),
	('iotjobs_data', 'GetPendingJobExecutions', '
		thingName string'),
	('iotjobs_data', 'StartNextPendingJobExecution', '
		thingName string, statusDetails map, statusDetails.k string, stepTimeoutInMinutes long'),
	('iotjobs_data', 'UpdateJobExecution', '
		jobId string, thingName string, status QUEUED|IN_PROGRESS|SUCCEEDED|FAILED|TIMED_OUT|REJECTED|REMOVED|CANCELED,
		statusDetails map, statusDetails.k string, stepTimeoutInMinutes long, expectedVersion long,
		includeJobExecutionState boolean, includeJobDocument boolean, executionNumber long');

CREATE TEMP TABLE request_member AS
SELECT m.plane, m.operation, string_to_array(split_part(p.entry, ' ', 1), '.') AS path, split_part(p.entry, ' ', 2) AS type
  FROM request_model AS m, regexp_split_to_table(btrim(m.members, E' \n\t'), ',\s+') AS p (entry)
 WHERE p.entry <> '';
ALTER TABLE request_member ADD PRIMARY KEY (plane, operation, path);
\set ECHO all
