-- Custom job templates.  The managed ones are data of the library.

CREATE TABLE iotjobs.job_template (
	id bigint GENERATED ALWAYS AS IDENTITY,
	job_template_id iotjobs.job_template_id NOT NULL,
	description iotjobs.description_text NOT NULL,
	document iotjobs.job_document NOT NULL,
	document_source text,
	presigned_url_config iotjobs.presigned_url_config,
	job_executions_rollout_config iotjobs.job_executions_rollout_config,
	abort_config iotjobs.abort_config,
	timeout_config iotjobs.timeout_config,
	job_executions_retry_config iotjobs.job_executions_retry_config,
	maintenance_windows iotjobs.maintenance_windows,
	destination_package_versions iotjobs.destination_package_versions,
	tags iotjobs.tags,
	created_at timestamptz NOT NULL,
	CONSTRAINT job_template_pkey PRIMARY KEY (id),
	CONSTRAINT job_template_job_template_id_key UNIQUE (job_template_id)
);
CREATE INDEX job_template_created_at_idx ON iotjobs.job_template (created_at, id);

COMMENT ON TABLE iotjobs.job_template IS 'Custom job templates, which never change; read them through the view iotjobs.job_templates';
COMMENT ON SEQUENCE iotjobs.job_template_id_seq IS 'Keys of iotjobs.job_template';
COMMENT ON COLUMN iotjobs.job_template.id IS 'Key of the template inside this database';
COMMENT ON COLUMN iotjobs.job_template.job_template_id IS 'Identifier that the operator chose (jobTemplateId)';
COMMENT ON COLUMN iotjobs.job_template.description IS 'Description, which a job without one of its own takes over';
COMMENT ON COLUMN iotjobs.job_template.document IS 'Job document';
COMMENT ON COLUMN iotjobs.job_template.document_source IS 'Link from which the document was read when the template was created';
COMMENT ON COLUMN iotjobs.job_template.presigned_url_config IS 'presignedUrlConfig as given';
COMMENT ON COLUMN iotjobs.job_template.job_executions_rollout_config IS 'jobExecutionsRolloutConfig as given';
COMMENT ON COLUMN iotjobs.job_template.abort_config IS 'abortConfig as given';
COMMENT ON COLUMN iotjobs.job_template.timeout_config IS 'timeoutConfig as given';
COMMENT ON COLUMN iotjobs.job_template.job_executions_retry_config IS 'jobExecutionsRetryConfig as given';
COMMENT ON COLUMN iotjobs.job_template.maintenance_windows IS 'maintenanceWindows as given';
COMMENT ON COLUMN iotjobs.job_template.destination_package_versions IS 'destinationPackageVersions as given; they are looked up when a job is created';
COMMENT ON COLUMN iotjobs.job_template.tags IS 'Tags, a list of {Key, Value}';
COMMENT ON COLUMN iotjobs.job_template.created_at IS 'When the template was created';
