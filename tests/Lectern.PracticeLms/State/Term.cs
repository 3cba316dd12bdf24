namespace Lectern.PracticeLms.State;

internal sealed record Term(string Id, string Name, DateTimeOffset Start, DateTimeOffset End);
