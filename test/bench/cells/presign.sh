# A device asks for its document: with a URL that is signed, with the URL of a package's artifact,
# and with what was filled in from a package, against one of the same size without.

fresh
document()
{
	sql <<-END >/dev/null
		SELECT iotjobs.set_signing_credentials('arn:aws:iam::123456789012:role/bench', 'AKIAIOSFODNN7EXAMPLE', 'secret');
		SELECT iotjobs.create_job('$1', ARRAY[iotjobs.describe_thing('few-1')->>'thingArn'], document => '{"url": "$2"}',
			presigned_url_config => '{"roleArn": "arn:aws:iam::123456789012:role/bench"}', destination_package_versions => $3);
	END
}
sql <<-'END' >/dev/null
	TRUNCATE iotjobs.package, iotjobs.package_version;
	SELECT iotjobs.create_package('app');
	SELECT iotjobs.create_package_version('app', '1', attributes => jsonb_build_object('url', repeat('x', 330)),
		artifact => '{"s3Location": {"bucket": "bucket", "key": "firmware.bin"}}');
	SELECT iotjobs.update_package_version('app', '1', action => 'PUBLISH');
END
brings="ARRAY['arn:aws:iot:us-east-1:123456789012:package/app/version/1']"
document signed '${aws:iot:s3-presigned-url:https://s3.eu-central-1.amazonaws.com/bucket/firmware.bin}' NULL
document plain "$(printf 'x%.0s' {1..330})" NULL
document artifact '${aws:iot:package::version::artifact-location:s3-presigned-url}' "$brings"
document filled '${aws:iot:package::version::attributes:url}' "$brings"
rolled_out
settle

for job in plain signed artifact filled; do
	script fetch_$job <<-END
		SELECT iotjobs_data.describe_job_execution('$job', 'few-1');
	END
done
plain() { latency fetch_plain; }
signed() { latency fetch_signed; }
artifact() { latency fetch_artifact; }
filled() { latency fetch_filled; }
pairs plain signed | judge "time to fetch a document with a signed URL, to one without" "<=" 1.2
pairs plain artifact | judge "with the URL of an artifact" "<=" 1.2
pairs plain filled | judge "with attributes of a package" "<=" 1.2
