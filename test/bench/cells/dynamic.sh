# A dynamic group over the whole fleet: made in seconds; and one thing more costs the same whether
# it joins a thousand members or all of them.

fresh
sql <<-'END' >/dev/null
	CREATE SEQUENCE bench.number;
	CREATE TABLE bench.member (LIKE iotjobs.thing_group_member INCLUDING ALL);
	SELECT iotjobs.create_dynamic_thing_group('small', 'thingName:few-*');
END
ms "SELECT iotjobs.create_dynamic_thing_group('large', 'thingName:thing-*')" >"$RUN/made"
awk '{ print $1 / 1000, $1 / 1000, $1 / 1000 }' "$RUN/made" |
	judge "create_dynamic_thing_group, $things members" "<=" 10 s
bare=$(ms "INSERT INTO bench.member SELECT m.* FROM iotjobs.thing_group_member AS m
	WHERE m.group_id = (SELECT id FROM iotjobs.thing_group WHERE name = 'large')")
awk -v bare="$bare" '{ print $1 / bare, $1 / bare, $1 / bare }' "$RUN/made" |
	judge "the same, to INSERT ... SELECT of the memberships" -
settle iotjobs.thing_group_member

# Both groups are there, so each thing is looked at by both queries.
for name in few thing; do
	script add_$name <<-END
		SELECT iotjobs.create_thing('$name-' || nextval('bench.number') + 10000000);
	END
done
small() { latency add_few; }
large() { latency add_thing; }
pairs small large | judge "time to add a thing to $things members, to that for 1000" "<=" 1.2
holds "things that no group has" "$(sql -c "SELECT count(*) FROM iotjobs.thing AS t WHERE t.id > $things + 1000 AND t.deleted_at IS NULL
	AND NOT EXISTS (SELECT FROM iotjobs.thing_group_member AS m WHERE m.thing_id = t.id)")" 0
sql -c "SELECT iotjobs.delete_dynamic_thing_group('small'), iotjobs.delete_dynamic_thing_group('large')" >/dev/null
