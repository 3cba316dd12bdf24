using Lectern.PracticeLms.Keys;
using Lectern.PracticeLms.State;

namespace Lectern.PracticeLms.Web;

/// <summary>Who this browser is signed in as: one Lax cookie, as an LMS on plain http has it.</summary>
internal sealed class Sessions(LmsStore store)
{
    public const string CookieName = "practice_lms";
    private const int Kept = 500;

    public Session? Current(HttpContext http) =>
        http.Request.Cookies.TryGetValue(CookieName, out var id) ? store.State.Sessions.Find(session => session.Id == id) : null;

    public Person? CurrentPerson(HttpContext http) => store.State.FindPerson(Current(http)?.PersonId);

    /// <summary>Signs the browser in; one that is signed in as this person already keeps its session.</summary>
    /// <param name="actor">The administrator who acts as that person, on platforms that tell tools so.</param>
    public Session SignIn(HttpContext http, Person person, Person? actor = null)
    {
        if (Current(http) is { } current && current.PersonId == person.Id && (actor is null || current.ActorId == actor.Id))
        {
            return current;
        }

        var session = new Session(Secrets.Text(40), person.Id, Secrets.Text(10)) { ActorId = actor?.Id };
        store.Update(state => state with { Sessions = [.. state.Sessions.TakeLast(Kept - 1), session] });
        http.Response.Cookies.Append(CookieName, session.Id, Cookie());
        return session;
    }

    public void SignOut(HttpContext http)
    {
        if (Current(http) is { } current)
        {
            store.Update(state => state with { Sessions = state.Sessions.RemoveAll(session => session.Id == current.Id) });
        }

        http.Response.Cookies.Delete(CookieName, Cookie());
    }

    private static CookieOptions Cookie() => new() { HttpOnly = true, SameSite = SameSiteMode.Lax, Path = "/" };
}
