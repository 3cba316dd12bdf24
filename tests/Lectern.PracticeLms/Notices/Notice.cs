namespace Lectern.PracticeLms.Notices;

internal sealed record Notice(string Id, string Type, string Handler, string Jwt);
