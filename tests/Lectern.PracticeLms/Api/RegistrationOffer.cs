namespace Lectern.PracticeLms.Api;

/// <summary>What an administrator's browser brings to a tool's registration address, and the id the tool will get.</summary>
internal sealed record RegistrationOffer(string OpenidConfiguration, string RegistrationToken, string ClientId);
