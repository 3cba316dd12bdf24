using Lectern.PracticeLms.Registration;
using Lectern.PracticeLms.State;
using Lectern.PracticeLms.Web;
using Microsoft.AspNetCore.WebUtilities;

namespace Lectern.PracticeLms.Pages;

/// <summary>Tools of this LMS: adding one by its registration address, activating it, and what a manual setup needs.</summary>
internal static class AdminPage
{
    public static void MapAdmin(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/admin", (HttpContext http, Sessions sessions, LmsStore store, LmsOptions options, Addresses addresses) =>
            Administrator(http, sessions, person => Show(person, store.State, options, addresses, null)));
        routes.MapGet("/admin/add", (HttpContext http, Sessions sessions, LmsStore store, LmsOptions options, Addresses addresses) =>
            Administrator(http, sessions, person => Show(person, store.State, options, addresses, http.Request.Query["url"])));
        routes.MapGet("/admin/register", (HttpContext http, Sessions sessions, RegistrationTokens tokens, Addresses addresses) =>
            Administrator(http, sessions, _ => Register(http.Request.Query["url"], tokens, addresses)));
        routes.MapPost("/admin/tools/{id}/activate", (HttpContext http, string id, Sessions sessions, LmsStore store) =>
            Administrator(http, sessions, _ => Change(store, tools => tools.ConvertAll(tool => tool.Id == id ? tool with { Active = true } : tool))));
        routes.MapPost("/admin/tools/{id}/remove", (HttpContext http, string id, Sessions sessions, LmsStore store) =>
            Administrator(http, sessions, _ => Change(store, tools => tools.RemoveAll(tool => tool.Id == id))));
    }

    public static IResult Administrator(HttpContext http, Sessions sessions, Func<Person, IResult> show) => sessions.CurrentPerson(http) switch
    {
        { IsAdministrator: true } person => show(person),
        { } person => Layout.Page("For administrators", person, Html.Of($"<h1>Only the administrator looks after tools</h1><p>Change person to Robin Vale.</p>"), StatusCodes.Status403Forbidden),
        null => TypedResults.LocalRedirect("/"),
    };

    private static IResult Show(Person person, LmsState state, LmsOptions options, Addresses addresses, string? registering) => Layout.Page("Tools", person, Html.Of($"""
        <nav class="crumbs" aria-label="Where you are"><a href="/">Courses</a></nav>
        <h1>Tools</h1>
        {state.Tools.Select(Card)}
        {(state.Tools.IsEmpty ? Html.Of($"<p>None yet.</p>") : Html.Empty)}
        {(registering is null ? Adding(options, state) : Registering(registering))}
        {Platform(addresses)}
        """));

    private static Html Card(Tool tool) => Html.Of($"""
        <section class="panel" aria-labelledby="tool-{tool.Id}">
          <h2 id="tool-{tool.Id}">{tool.Name}</h2>
          <p>{(tool.Active ? "Active: teachers can add it to their courses." : "Pending: nobody can open it until you activate it.")}</p>
          <form class="row" method="post">
            {(tool.Active ? PersonalDataPage.Link(tool) : Html.Of($"""<button class="button main" formaction="/admin/tools/{tool.Id}/activate">Activate</button>"""))}
            <button class="button" formaction="/admin/tools/{tool.Id}/remove">Remove<span class="unseen"> {tool.Name}</span></button>
          </form>
          <details><summary>Details<span class="unseen"> of {tool.Name}</span></summary>
            <dl>
              {Field("Client id", tool.ClientId)}{Field("Deployment id", tool.Id)}
              {Field("Login initiation", tool.InitiateLoginUri)}{Field("Redirect addresses", string.Join(" ", tool.RedirectUris))}
              {Field("Key set", tool.JwksUri)}{Field("Target link", tool.TargetLinkUri)}{Field("Content selection", tool.DeepLinkingUri ?? "none")}
              {Field("Scopes", string.Join(" ", tool.Scopes))}{Field("Claims", string.Join(" ", tool.Claims))}
              {Field("Custom parameters", string.Join("  ", tool.Custom.Select(pair => $"{pair.Key}={pair.Value}")))}
            </dl>
          </details>
        </section>
        """);

    private static Html Field(string name, string value) => Html.Of($"<div><dt>{name}</dt><dd>{value}</dd></div>");

    private static Html Adding(LmsOptions options, LmsState state) => Html.Of($"""
        <section class="panel" aria-labelledby="add">
          <h2 id="add">Add a tool by registration URL</h2>
          <form class="stack" method="get" action="/admin/add">
            <label for="url">Registration URL</label>
            <input id="url" name="url" type="url" required inputmode="url" value="{(state.Tools.IsEmpty ? options.RegistrationUrl : null)}">
            <button class="button {(state.Tools.IsEmpty ? "main" : "")}">Add tool</button>
          </form>
        </section>
        """);

    private static Html Registering(string url) => Html.Of($"""
        <section class="panel" aria-labelledby="add">
          <h2 id="add">Add a tool by registration URL</h2>
          <p>The tool asks you to confirm. This frame closes when it is done.</p>
          <iframe class="tool" id="registration" title="Registration page of the tool" src="/admin/register?url={Uri.EscapeDataString(url)}"></iframe>
          <p><a class="button" href="/admin">Stop</a></p>
        </section>
        """);

    private static Html Platform(Addresses addresses) => Html.Of($"""
        <section class="panel" aria-labelledby="platform">
          <h2 id="platform">This platform</h2>
          <p>What a tool needs when it is set up by hand.</p>
          <dl>
            {Field("Issuer", addresses.Issuer)}{Field("Configuration", addresses.Configuration)}
            {Field("Authorization", addresses.Of(Addresses.AuthorizationPath))}{Field("Token", addresses.Of(Addresses.TokenPath))}
            {Field("Key set", addresses.Of(Addresses.JwksPath))}{Field("Registration", addresses.Of(Addresses.RegistrationPath))}
          </dl>
        </section>
        """);

    /// <summary>Sends the frame to the tool with what it needs to register; its own query is kept.</summary>
    private static IResult Register(string? url, RegistrationTokens tokens, Addresses addresses)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out var parsed) || parsed.Scheme is not ("http" or "https"))
        {
            return ErrorPage.Of("This is no address of a tool.", "Copy the whole registration address, beginning with http.", "bad_address", StatusCodes.Status400BadRequest);
        }

        return TypedResults.Redirect(QueryHelpers.AddQueryString(url, new Dictionary<string, string?>
        {
            ["openid_configuration"] = addresses.Configuration,
            ["registration_token"] = tokens.Issue(activate: false).Token,
        }));
    }

    private static IResult Change(LmsStore store, Func<System.Collections.Immutable.ImmutableList<Tool>, System.Collections.Immutable.ImmutableList<Tool>> change)
    {
        store.Update(state => state with { Tools = change(state.Tools) });
        return TypedResults.LocalRedirect("/admin");
    }
}
