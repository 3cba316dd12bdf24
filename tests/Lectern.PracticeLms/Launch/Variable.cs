namespace Lectern.PracticeLms.Launch;

/// <returns>What stands in the variable's place; null where there is nothing to say (a resource link during content selection).</returns>
internal delegate string? Variable(LaunchRecord launch, Manner manner);
