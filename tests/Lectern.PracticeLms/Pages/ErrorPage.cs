namespace Lectern.PracticeLms.Pages;

internal static class ErrorPage
{
    public static IResult Of(string title, string text, string code, int status) => Layout.Bare(title, Html.Of($"""
        <main id="main" class="message">
          <h1>{title}</h1>
          <p>{text}</p>
          <p><a href="/" target="_top">To the practice LMS</a></p>
          <p class="code">{code}</p>
        </main>
        """), status);
}
