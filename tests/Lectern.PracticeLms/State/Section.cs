namespace Lectern.PracticeLms.State;

internal sealed record Section(string Id, string Name);
