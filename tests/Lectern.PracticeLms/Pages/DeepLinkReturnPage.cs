using Lectern.PracticeLms.DeepLinking;
using Lectern.PracticeLms.State;

namespace Lectern.PracticeLms.Pages;

/// <summary>What the content selection dialog shows when the tool has answered; its script closes the dialog when all went well.</summary>
internal static class DeepLinkReturnPage
{
    public static IResult Done(Course course, IReadOnlyList<Activity> created, IReadOnlyList<string> refused, DeepLinkResponse response)
    {
        var ids = string.Join(',', created.Select(activity => activity.Id));
        var back = created.Count == 0 ? $"/course/{course.Id}" : $"/course/{course.Id}?added={ids}";
        var quiet = refused.Count == 0 && response.ErrorMessage is null;
        return Layout.Bare("Content chosen", Html.Of($"""
            <main id="main" class="message" data-return="{back}" data-quiet="{(quiet ? "yes" : "no")}">
              <h1>{Heading(created.Count)}</h1>
              <p>{response.ErrorMessage ?? response.Message}</p>
              <ul>{created.Select(activity => Html.Of($"<li>{activity.Title}</li>"))}</ul>
              {Refusals(refused)}
              <p><a href="{back}" target="_top">Back to {course.Label}</a></p>
            </main>
            <script src="/assets/returned.js"></script>
            """));
    }

    public static IResult Refused(string fault, int status) => Layout.Bare("Content refused", Html.Of($"""
        <main id="main" class="message">
          <h1>The tool's answer was refused</h1>
          <p>{fault}</p>
          <p>Nothing was added. Close this and choose again.</p>
        </main>
        """), status);

    private static string Heading(int count) => count switch
    {
        0 => "Nothing was added",
        1 => "Added 1 activity",
        _ => $"Added {count} activities",
    };

    private static Html Refusals(IReadOnlyList<string> refused) => refused.Count == 0
        ? Html.Empty
        : Html.Of($"<h2>Not added</h2><ul>{refused.Select(fault => Html.Of($"<li>{fault}</li>"))}</ul>");
}
