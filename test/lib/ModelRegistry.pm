# ModelRegistry.pm
#	Things, groups and memberships, in the model: see Model.pm.
package Model;

use strict;
use warnings;

sub thing
{
	my ($self, $name) = @_;
	my ($thing) = grep { $_->{name} eq $name && !$_->{deleted} } values %{ $self->{things} };
	return $thing;
}

sub group { return $_[0]->{groups}{ $_[1] } }

sub is_below
{
	my ($self, $group, $top) = @_;
	while (defined $group)
	{
		return 1 if $group eq $top;
		$group = $self->group($group)->{parent};
	}
	return 0;
}

sub root
{
	my ($self, $group) = @_;
	my $parent = $self->group($group)->{parent};
	return defined $parent ? $self->root($parent) : $group;
}

sub create_thing
{
	my ($self, $action) = @_;
	return 'ok' if $self->thing($action->{thing});
	my $key = $self->next_key;
	$self->{things}{$key} = { key => $key, name => $action->{thing}, groups => {} };
	return 'ok';
}

sub delete_thing
{
	my ($self, $action) = @_;
	my $thing = $self->thing($action->{thing}) or return 'IJ404';
	$thing->{deleted} = 1;
	$thing->{groups} = {};
	return 'ok';
}

sub create_group
{
	my ($self, $action) = @_;
	my $parent = $action->{parent};
	if (my $group = $self->group($action->{group}))
	{
		return ($group->{parent} // '') eq ($parent // '') ? 'ok' : 'IJ409';
	}
	return 'IJ400' if defined $parent && !$self->group($parent);
	$self->{groups}{ $action->{group} } = { key => $self->next_key, name => $action->{group}, parent => $parent };
	return 'ok';
}

sub delete_group
{
	my ($self, $action) = @_;
	my $name = $action->{group};
	return 'ok' unless $self->group($name);
	return 'IJ400' if grep { ($_->{parent} // '') eq $name } values %{ $self->{groups} };
	my @members = grep { $_->{groups}{$name} } values %{ $self->{things} };
	$self->note_change([], $name, @members);
	delete $_->{groups}{$name} foreach @members;
	# A group of this name that is made later is another one: no job has it as a target.
	foreach my $job (values %{ $self->{jobs} })
	{
		delete $job->{targets}{"thinggroup/$name"};
	}
	delete $self->{groups}{$name};
	return 'ok';
}

sub join_group
{
	my ($self, $action) = @_;
	my $name = $action->{group};
	my $thing = $self->thing($action->{thing}) or return 'IJ404';
	$self->group($name) or return 'IJ404';
	return 'ok' if $thing->{groups}{$name};
	return 'IJ400' if grep { $self->root($_) eq $self->root($name) } keys %{ $thing->{groups} };

	$thing->{groups}{$name} = $self->next_key;
	$self->note_change($self->{changes}, $name, $thing);
	return 'ok';
}

sub leave_group
{
	my ($self, $action) = @_;
	my $thing = $self->thing($action->{thing}) or return 'IJ404';
	$self->group($action->{group}) or return 'IJ404';
	$self->note_change($self->{changes}, $action->{group}, $thing) if delete $thing->{groups}{ $action->{group} };
	return 'ok';
}

# Changes of memberships wait for a pass, which looks at all things of a batch for each job that one
# of its groups concerns.  Single changes are one batch, the members of a deleted group another.
sub note_change
{
	my ($self, $batch, $group, @things) = @_;
	push @$batch, { things => {}, jobs => {} } unless @$batch;
	push @{ $self->{gone} }, @$batch unless $batch == $self->{changes};
	$batch->[0]{things}{ $_->{key} } = 1 foreach @things;
	foreach my $job (values %{ $self->{jobs} })
	{
		$batch->[0]{jobs}{ $job->{id} } = 1 if grep { $self->is_below($group, $_) } target_groups($job);
	}
}

# The things whose memberships a job has to look at.
sub changed_things
{
	my ($self, $job) = @_;
	return map { %{ $_->{things} } } grep { $_->{jobs}{ $job->{id} } } @{ $self->{changes} }, @{ $self->{gone} };
}

1;
