namespace Lectern.PracticeLms.Web;

/// <summary>
/// A navigation that another site began inside a frame comes without our Lax cookie. We answer a form that posts the
/// same fields from our own page, which carries it (Moodle's manner). Once: then the browser really is a stranger.
/// </summary>
internal static class Repost
{
    private const string Mark = "repost";

    public static IResult? IfFirst(HttpContext http, IReadOnlyDictionary<string, string> fields)
    {
        if (fields.ContainsKey(Mark))
        {
            return null;
        }

        return AutoForm.Post(http.Request.Path, new Dictionary<string, string>(fields) { [Mark] = "true" });
    }
}
