using Lectern.PracticeLms.State;

namespace Lectern.PracticeLms.Pages;

/// <summary>The frame around every page.</summary>
internal static class Layout
{
    public static IResult Page(string title, Person? person, Html body, int status = StatusCodes.Status200OK) => Send(title, Html.Of($"""
        <a class="skip" href="#main">Skip to the content</a>
        <header class="bar">
          <a class="brand" href="/">Practice LMS</a>
          {Who(person)}
        </header>
        <main id="main">{body}</main>
        <footer>For practice only: it has no passwords, so anyone on this machine can be anyone. It listens on this machine alone.</footer>
        <script src="/assets/lms.js"></script>
        """), status);

    /// <summary>A page without the frame, for what is shown inside an iframe.</summary>
    public static IResult Bare(string title, Html body, int status = StatusCodes.Status200OK) => Send(title, body, status);

    private static IResult Send(string title, Html body, int status)
    {
        var page = Html.Of($"""
            <!doctype html>
            <html lang="en">
            <head>
              <meta charset="utf-8">
              <meta name="viewport" content="width=device-width, initial-scale=1">
              <title>{title} · Practice LMS</title>
              <link rel="stylesheet" href="/assets/lms.css">
              <link rel="icon" href="data:,">
            </head>
            <body>{body}</body>
            </html>
            """);
        return TypedResults.Text(page.Text, "text/html; charset=utf-8", statusCode: status);
    }

    private static Html Who(Person? person) => person is null
        ? Html.Empty
        : Html.Of($"""
            <form class="who" method="post" action="/sign-out">
              <span>You are <strong>{person.Name}</strong></span>
              <button class="button small">Change person</button>
            </form>
            """);
}
