# A device asks for its document: with a URL that is signed, against one of the same size without.

fresh
document()
{
	sql <<-END >/dev/null
		SELECT iotjobs.set_signing_credentials('arn:aws:iam::123456789012:role/bench', 'AKIAIOSFODNN7EXAMPLE', 'secret');
		SELECT iotjobs.create_job('$1', ARRAY[iotjobs.describe_thing('few-1')->>'thingArn'], document => '{"url": "$2"}',
			presigned_url_config => '{"roleArn": "arn:aws:iam::123456789012:role/bench"}');
	END
}
document signed '${aws:iot:s3-presigned-url:https://s3.eu-central-1.amazonaws.com/bucket/firmware.bin}'
document plain "$(printf 'x%.0s' {1..330})"
rolled_out
settle

for job in plain signed; do
	script fetch_$job <<-END
		SELECT iotjobs_data.describe_job_execution('$job', 'few-1');
	END
done
plain() { latency fetch_plain; }
signed() { latency fetch_signed; }
pairs plain signed | judge "time to fetch a document with a signed URL, to one without" "<=" 1.2
