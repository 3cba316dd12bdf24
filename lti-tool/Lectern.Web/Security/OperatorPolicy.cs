namespace Lectern.Web.Security;

/// <summary>
/// The server's operator, signed in by a single-use link from the console. The only cookie that gives rights: first-party,
/// <c>__Host-</c>, SameSite=Strict, with antiforgery on every form.
/// </summary>
internal static class OperatorPolicy
{
    internal const string Name = "operator";
    internal const string Scheme = "Operator";
    internal const string CookieName = "__Host-lectern-operator";
    internal const string Actor = Lectern.Core.Governance.Actors.Operator;
}
