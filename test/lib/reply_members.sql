\set ECHO none
-- Every member of every reply, as the API's model has it: path and type.  The
-- element of a list is [], the value of a map {}.  See test/sql/reply_members.sql.
CREATE TEMP TABLE reply_model (plane text, operation text, members text, PRIMARY KEY (plane, operation));
INSERT INTO reply_model (plane, operation, members) VALUES
	('iotjobs', 'AssociateTargetsWithJob', '
		jobArn string, jobId string, description string'),
	('iotjobs', 'CancelJob', '
		jobArn string, jobId string, description string'),
	('iotjobs', 'CancelJobExecution', ''),
	('iotjobs', 'CreateJob', '
		jobArn string, jobId string, description string'),
	('iotjobs', 'CreateJobTemplate', '
		jobTemplateArn string, jobTemplateId string'),
	('iotjobs', 'DeleteJob', ''),
	('iotjobs', 'DeleteJobExecution', ''),
	('iotjobs', 'DeleteJobTemplate', ''),
	('iotjobs', 'DescribeJob', '
		documentSource string, job structure, job.jobArn string, job.jobId string, job.targetSelection string, job.status string,
		job.forceCanceled boolean, job.reasonCode string, job.comment string, job.targets list, job.targets[] string,
		job.description string, job.presignedUrlConfig structure, job.presignedUrlConfig.roleArn string,
		job.presignedUrlConfig.expiresInSec long, job.jobExecutionsRolloutConfig structure,
		job.jobExecutionsRolloutConfig.maximumPerMinute integer, job.jobExecutionsRolloutConfig.exponentialRate structure,
		job.jobExecutionsRolloutConfig.exponentialRate.baseRatePerMinute integer,
		job.jobExecutionsRolloutConfig.exponentialRate.incrementFactor double,
		job.jobExecutionsRolloutConfig.exponentialRate.rateIncreaseCriteria structure,
		job.jobExecutionsRolloutConfig.exponentialRate.rateIncreaseCriteria.numberOfNotifiedThings integer,
		job.jobExecutionsRolloutConfig.exponentialRate.rateIncreaseCriteria.numberOfSucceededThings integer,
		job.abortConfig structure, job.abortConfig.criteriaList list, job.abortConfig.criteriaList[] structure,
		job.abortConfig.criteriaList[].failureType string, job.abortConfig.criteriaList[].action string,
		job.abortConfig.criteriaList[].thresholdPercentage double,
		job.abortConfig.criteriaList[].minNumberOfExecutedThings integer, job.createdAt timestamp, job.lastUpdatedAt timestamp,
		job.completedAt timestamp, job.jobProcessDetails structure, job.jobProcessDetails.processingTargets list,
		job.jobProcessDetails.processingTargets[] string, job.jobProcessDetails.numberOfCanceledThings integer,
		job.jobProcessDetails.numberOfSucceededThings integer, job.jobProcessDetails.numberOfFailedThings integer,
		job.jobProcessDetails.numberOfRejectedThings integer, job.jobProcessDetails.numberOfQueuedThings integer,
		job.jobProcessDetails.numberOfInProgressThings integer, job.jobProcessDetails.numberOfRemovedThings integer,
		job.jobProcessDetails.numberOfTimedOutThings integer, job.timeoutConfig structure,
		job.timeoutConfig.inProgressTimeoutInMinutes long, job.namespaceId string, job.jobTemplateArn string,
		job.jobExecutionsRetryConfig structure, job.jobExecutionsRetryConfig.criteriaList list,
		job.jobExecutionsRetryConfig.criteriaList[] structure, job.jobExecutionsRetryConfig.criteriaList[].failureType string,
		job.jobExecutionsRetryConfig.criteriaList[].numberOfRetries integer, job.documentParameters map,
		job.documentParameters{} string, job.isConcurrent boolean, job.schedulingConfig structure,
		job.schedulingConfig.startTime string, job.schedulingConfig.endTime string, job.schedulingConfig.endBehavior string,
		job.schedulingConfig.maintenanceWindows list, job.schedulingConfig.maintenanceWindows[] structure,
		job.schedulingConfig.maintenanceWindows[].startTime string,
		job.schedulingConfig.maintenanceWindows[].durationInMinutes integer, job.scheduledJobRollouts list,
		job.scheduledJobRollouts[] structure, job.scheduledJobRollouts[].startTime string, job.destinationPackageVersions list,
		job.destinationPackageVersions[] string'),
	('iotjobs', 'DescribeJobExecution', '
		execution structure, execution.jobId string, execution.status string, execution.forceCanceled boolean,
		execution.statusDetails structure, execution.statusDetails.detailsMap map, execution.statusDetails.detailsMap{} string,
		execution.thingArn string, execution.queuedAt timestamp, execution.startedAt timestamp,
		execution.lastUpdatedAt timestamp, execution.executionNumber long, execution.versionNumber long,
		execution.approximateSecondsBeforeTimedOut long'),
	('iotjobs', 'DescribeJobTemplate', '
		jobTemplateArn string, jobTemplateId string, description string, documentSource string, document string,
		createdAt timestamp, presignedUrlConfig structure, presignedUrlConfig.roleArn string,
		presignedUrlConfig.expiresInSec long, jobExecutionsRolloutConfig structure,
		jobExecutionsRolloutConfig.maximumPerMinute integer, jobExecutionsRolloutConfig.exponentialRate structure,
		jobExecutionsRolloutConfig.exponentialRate.baseRatePerMinute integer,
		jobExecutionsRolloutConfig.exponentialRate.incrementFactor double,
		jobExecutionsRolloutConfig.exponentialRate.rateIncreaseCriteria structure,
		jobExecutionsRolloutConfig.exponentialRate.rateIncreaseCriteria.numberOfNotifiedThings integer,
		jobExecutionsRolloutConfig.exponentialRate.rateIncreaseCriteria.numberOfSucceededThings integer, abortConfig structure,
		abortConfig.criteriaList list, abortConfig.criteriaList[] structure, abortConfig.criteriaList[].failureType string,
		abortConfig.criteriaList[].action string, abortConfig.criteriaList[].thresholdPercentage double,
		abortConfig.criteriaList[].minNumberOfExecutedThings integer, timeoutConfig structure,
		timeoutConfig.inProgressTimeoutInMinutes long, jobExecutionsRetryConfig structure,
		jobExecutionsRetryConfig.criteriaList list, jobExecutionsRetryConfig.criteriaList[] structure,
		jobExecutionsRetryConfig.criteriaList[].failureType string,
		jobExecutionsRetryConfig.criteriaList[].numberOfRetries integer, maintenanceWindows list, maintenanceWindows[] structure,
		maintenanceWindows[].startTime string, maintenanceWindows[].durationInMinutes integer, destinationPackageVersions list,
		destinationPackageVersions[] string'),
	('iotjobs', 'DescribeManagedJobTemplate', '
		templateName string, templateArn string, description string, templateVersion string, environments list,
		environments[] string, documentParameters list, documentParameters[] structure, documentParameters[].key string,
		documentParameters[].description string, documentParameters[].regex string, documentParameters[].example string,
		documentParameters[].optional boolean, document string'),
	('iotjobs', 'GetJobDocument', '
		document string'),
	('iotjobs', 'ListJobExecutionsForJob', '
		executionSummaries list, executionSummaries[] structure, executionSummaries[].thingArn string,
		executionSummaries[].jobExecutionSummary structure, executionSummaries[].jobExecutionSummary.status string,
		executionSummaries[].jobExecutionSummary.queuedAt timestamp,
		executionSummaries[].jobExecutionSummary.startedAt timestamp,
		executionSummaries[].jobExecutionSummary.lastUpdatedAt timestamp,
		executionSummaries[].jobExecutionSummary.executionNumber long,
		executionSummaries[].jobExecutionSummary.retryAttempt integer, nextToken string'),
	('iotjobs', 'ListJobExecutionsForThing', '
		executionSummaries list, executionSummaries[] structure, executionSummaries[].jobId string,
		executionSummaries[].jobExecutionSummary structure, executionSummaries[].jobExecutionSummary.status string,
		executionSummaries[].jobExecutionSummary.queuedAt timestamp,
		executionSummaries[].jobExecutionSummary.startedAt timestamp,
		executionSummaries[].jobExecutionSummary.lastUpdatedAt timestamp,
		executionSummaries[].jobExecutionSummary.executionNumber long,
		executionSummaries[].jobExecutionSummary.retryAttempt integer, nextToken string'),
	('iotjobs', 'ListJobs', '
		jobs list, jobs[] structure, jobs[].jobArn string, jobs[].jobId string, jobs[].thingGroupId string,
		jobs[].targetSelection string, jobs[].status string, jobs[].createdAt timestamp, jobs[].lastUpdatedAt timestamp,
		jobs[].completedAt timestamp, jobs[].isConcurrent boolean, nextToken string'),
	('iotjobs', 'ListJobTemplates', '
		jobTemplates list, jobTemplates[] structure, jobTemplates[].jobTemplateArn string, jobTemplates[].jobTemplateId string,
		jobTemplates[].description string, jobTemplates[].createdAt timestamp, nextToken string'),
	('iotjobs', 'ListManagedJobTemplates', '
		managedJobTemplates list, managedJobTemplates[] structure, managedJobTemplates[].templateArn string,
		managedJobTemplates[].templateName string, managedJobTemplates[].description string,
		managedJobTemplates[].environments list, managedJobTemplates[].environments[] string,
		managedJobTemplates[].templateVersion string, nextToken string'),
	('iotjobs', 'UpdateJob', ''),
	('iotjobs', 'TagResource', ''),
	('iotjobs', 'UntagResource', ''),
	('iotjobs', 'ListTagsForResource', '
		tags list, tags[] structure, tags[].Key string, tags[].Value string, nextToken string'),
	('iotjobs', 'CreateThing', '
		thingName string, thingArn string, thingId string'),
	('iotjobs', 'UpdateEventConfigurations', ''),
	('iotjobs', 'DescribeEventConfigurations', '
		eventConfigurations map, eventConfigurations{} structure, eventConfigurations{}.Enabled boolean,
		creationDate timestamp, lastModifiedDate timestamp'),
	('iotjobs', 'DescribeThing', '
		defaultClientId string, thingName string, thingId string, thingArn string, thingTypeName string, attributes map,
		attributes{} string, version long, billingGroupName string'),
	('iotjobs', 'UpdateThing', ''),
	('iotjobs', 'DeleteThing', ''),
	('iotjobs', 'ListThings', '
		things list, things[] structure, things[].thingName string, things[].thingTypeName string, things[].thingArn string,
		things[].attributes map, things[].attributes{} string, things[].version long, nextToken string'),
	('iotjobs', 'CreateThingGroup', '
		thingGroupName string, thingGroupArn string, thingGroupId string'),
	('iotjobs', 'DescribeThingGroup', '
		thingGroupName string, thingGroupId string, thingGroupArn string, version long, thingGroupProperties structure,
		thingGroupProperties.thingGroupDescription string, thingGroupProperties.attributePayload structure,
		thingGroupProperties.attributePayload.attributes map, thingGroupProperties.attributePayload.attributes{} string,
		thingGroupProperties.attributePayload.merge boolean, thingGroupMetadata structure,
		thingGroupMetadata.parentGroupName string, thingGroupMetadata.rootToParentThingGroups list,
		thingGroupMetadata.rootToParentThingGroups[] structure, thingGroupMetadata.rootToParentThingGroups[].groupName string,
		thingGroupMetadata.rootToParentThingGroups[].groupArn string, thingGroupMetadata.creationDate timestamp,
		indexName string, queryString string, queryVersion string, status string'),
	('iotjobs', 'UpdateThingGroup', '
		version long'),
	('iotjobs', 'DeleteThingGroup', ''),
	('iotjobs', 'ListThingGroups', '
		thingGroups list, thingGroups[] structure, thingGroups[].groupName string, thingGroups[].groupArn string,
		nextToken string'),
	('iotjobs', 'AddThingToThingGroup', ''),
	('iotjobs', 'RemoveThingFromThingGroup', ''),
	('iotjobs', 'ListThingsInThingGroup', '
		things list, things[] string, nextToken string'),
	('iotjobs', 'ListThingGroupsForThing', '
		thingGroups list, thingGroups[] structure, thingGroups[].groupName string, thingGroups[].groupArn string,
		nextToken string'),
	('iotjobs', 'UpdateThingGroupsForThing', ''),
	('iotjobs', 'CreateDynamicThingGroup', '
		thingGroupName string, thingGroupArn string, thingGroupId string, indexName string, queryString string,
		queryVersion string'),
	('iotjobs', 'UpdateDynamicThingGroup', '
		version long'),
	('iotjobs', 'DeleteDynamicThingGroup', ''),
	('iotjobs', 'CreateThingType', '
		thingTypeName string, thingTypeArn string, thingTypeId string'),
	('iotjobs', 'DescribeThingType', '
		thingTypeName string, thingTypeId string, thingTypeArn string, thingTypeProperties structure,
		thingTypeProperties.thingTypeDescription string, thingTypeProperties.searchableAttributes list,
		thingTypeProperties.searchableAttributes[] string, thingTypeProperties.mqtt5Configuration structure,
		thingTypeProperties.mqtt5Configuration.propagatingAttributes list,
		thingTypeProperties.mqtt5Configuration.propagatingAttributes[] structure,
		thingTypeProperties.mqtt5Configuration.propagatingAttributes[].userPropertyKey string,
		thingTypeProperties.mqtt5Configuration.propagatingAttributes[].thingAttribute string,
		thingTypeProperties.mqtt5Configuration.propagatingAttributes[].connectionAttribute string, thingTypeMetadata structure,
		thingTypeMetadata.deprecated boolean, thingTypeMetadata.deprecationDate timestamp,
		thingTypeMetadata.creationDate timestamp'),
	('iotjobs', 'ListThingTypes', '
		thingTypes list, thingTypes[] structure, thingTypes[].thingTypeName string, thingTypes[].thingTypeArn string,
		thingTypes[].thingTypeProperties structure, thingTypes[].thingTypeProperties.thingTypeDescription string,
		thingTypes[].thingTypeProperties.searchableAttributes list,
		thingTypes[].thingTypeProperties.searchableAttributes[] string,
		thingTypes[].thingTypeProperties.mqtt5Configuration structure,
		thingTypes[].thingTypeProperties.mqtt5Configuration.propagatingAttributes list,
		thingTypes[].thingTypeProperties.mqtt5Configuration.propagatingAttributes[] structure,
		thingTypes[].thingTypeProperties.mqtt5Configuration.propagatingAttributes[].userPropertyKey string,
		thingTypes[].thingTypeProperties.mqtt5Configuration.propagatingAttributes[].thingAttribute string,
		thingTypes[].thingTypeProperties.mqtt5Configuration.propagatingAttributes[].connectionAttribute string,
		thingTypes[].thingTypeMetadata structure, thingTypes[].thingTypeMetadata.deprecated boolean,
		thingTypes[].thingTypeMetadata.deprecationDate timestamp, thingTypes[].thingTypeMetadata.creationDate timestamp,
		nextToken string'),
	('iotjobs', 'DeprecateThingType', ''),
	('iotjobs', 'DeleteThingType', ''),
	('iotjobs', 'AttachThingPrincipal', ''),
	('iotjobs', 'DetachThingPrincipal', ''),
	('iotjobs', 'ListThingPrincipals', '
		principals list, principals[] string, nextToken string'),
	('iotjobs', 'ListPrincipalThings', '
		things list, things[] string, nextToken string'),
	('iotjobs', 'SearchIndex', '
		nextToken string, things list, things[] structure, things[].thingName string, things[].thingId string,
		things[].thingTypeName string, things[].thingGroupNames list, things[].thingGroupNames[] string, things[].attributes map,
		things[].attributes{} string, things[].shadow string, things[].deviceDefender string, things[].connectivity structure,
		things[].connectivity.connected boolean, things[].connectivity.timestamp long,
		things[].connectivity.disconnectReason string, thingGroups list, thingGroups[] structure,
		thingGroups[].thingGroupName string, thingGroups[].thingGroupId string, thingGroups[].thingGroupDescription string,
		thingGroups[].attributes map, thingGroups[].attributes{} string, thingGroups[].parentGroupNames list,
		thingGroups[].parentGroupNames[] string'),
	('iotjobs', 'CreatePackage', '
		packageName string, packageArn string, description string'),
	('iotjobs', 'GetPackage', '
		packageName string, packageArn string, description string, defaultVersionName string, creationDate timestamp,
		lastModifiedDate timestamp'),
	('iotjobs', 'UpdatePackage', ''),
	('iotjobs', 'DeletePackage', ''),
	('iotjobs', 'ListPackages', '
		packageSummaries list, packageSummaries[] structure, packageSummaries[].packageName string,
		packageSummaries[].defaultVersionName string, packageSummaries[].creationDate timestamp,
		packageSummaries[].lastModifiedDate timestamp, nextToken string'),
	('iotjobs', 'CreatePackageVersion', '
		packageVersionArn string, packageName string, versionName string, description string, attributes map,
		attributes{} string, status string, errorReason string'),
	('iotjobs', 'GetPackageVersion', '
		packageVersionArn string, packageName string, versionName string, description string, attributes map,
		attributes{} string, artifact structure, artifact.s3Location structure, artifact.s3Location.bucket string,
		artifact.s3Location.key string, artifact.s3Location.version string, status string, errorReason string,
		creationDate timestamp, lastModifiedDate timestamp, sbom structure, sbom.s3Location structure,
		sbom.s3Location.bucket string, sbom.s3Location.key string, sbom.s3Location.version string, sbomValidationStatus string,
		recipe string'),
	('iotjobs', 'UpdatePackageVersion', ''),
	('iotjobs', 'DeletePackageVersion', ''),
	('iotjobs', 'ListPackageVersions', '
		packageVersionSummaries list, packageVersionSummaries[] structure, packageVersionSummaries[].packageName string,
		packageVersionSummaries[].versionName string, packageVersionSummaries[].status string,
		packageVersionSummaries[].creationDate timestamp, packageVersionSummaries[].lastModifiedDate timestamp, nextToken string'),
	('iotjobs_data', 'DescribeJobExecution', '
		execution structure, execution.jobId string, execution.thingName string, execution.status string,
		execution.statusDetails map, execution.statusDetails{} string, execution.queuedAt long, execution.startedAt long,
		execution.lastUpdatedAt long, execution.approximateSecondsBeforeTimedOut long, execution.versionNumber long,
		execution.executionNumber long, execution.jobDocument string'),
	('iotjobs_data', 'GetPendingJobExecutions', '
		inProgressJobs list, inProgressJobs[] structure, inProgressJobs[].jobId string, inProgressJobs[].queuedAt long,
		inProgressJobs[].startedAt long, inProgressJobs[].lastUpdatedAt long, inProgressJobs[].versionNumber long,
		inProgressJobs[].executionNumber long, queuedJobs list, queuedJobs[] structure, queuedJobs[].jobId string,
		queuedJobs[].queuedAt long, queuedJobs[].startedAt long, queuedJobs[].lastUpdatedAt long,
		queuedJobs[].versionNumber long, queuedJobs[].executionNumber long'),
	('iotjobs_data', 'StartNextPendingJobExecution', '
		execution structure, execution.jobId string, execution.thingName string, execution.status string,
		execution.statusDetails map, execution.statusDetails{} string, execution.queuedAt long, execution.startedAt long,
		execution.lastUpdatedAt long, execution.approximateSecondsBeforeTimedOut long, execution.versionNumber long,
		execution.executionNumber long, execution.jobDocument string'),
	('iotjobs_data', 'UpdateJobExecution', '
		executionState structure, executionState.status string, executionState.statusDetails map,
		executionState.statusDetails{} string, executionState.versionNumber long, jobDocument string');

CREATE TEMP TABLE reply_member AS
SELECT m.plane, m.operation, split_part(p.entry, ' ', 1) AS path, split_part(p.entry, ' ', 2) AS type
  FROM reply_model AS m, regexp_split_to_table(btrim(m.members, E' \n\t'), ',\s+') AS p (entry)
 WHERE p.entry <> '';
ALTER TABLE reply_member ADD PRIMARY KEY (plane, operation, path);
ANALYZE reply_member;
\set ECHO all
