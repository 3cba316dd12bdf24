namespace Lectern.PracticeLms.Api;

/// <param name="AutoActivate">Spares the administrator's click for this tool.</param>
internal sealed record RegistrationRequest(bool AutoActivate);
