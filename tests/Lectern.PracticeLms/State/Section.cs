namespace Lectern.PracticeLms.State;

internal sealed record Section(string Id, string Name)
{
    public string SourcedId { get; init; } = "";
}
