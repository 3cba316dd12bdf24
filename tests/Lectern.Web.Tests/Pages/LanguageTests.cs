using System.Net;
using System.Text.Json.Nodes;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Lectern.Core.Jobs;
using Lectern.Core.Videos;
using Lectern.TestSupport;
using Lectern.TestSupport.Databases;
using Lectern.Web.Tests.Support;
using Names = Lectern.Lti.Launch.Claims;

namespace Lectern.Web.Tests.Pages;

/// <summary>The language of a page is the LMS's where we speak it, otherwise the browser's; scripts speak it too.</summary>
public sealed class LanguageTests(LanguageTests.TwoLanguages apps) : IClassFixture<LanguageTests.TwoLanguages>
{
    private static readonly string[] s_data = ["Enzymes", "Biology", "BIO101", "Jane Doe", "http://", "https://", "deployment-", "UTC", "×"];

    [Theory]
    [InlineData("qps-ploc", null, "qps-Ploc")]
    [InlineData("QPS_ploc", null, "qps-Ploc")]
    [InlineData("qps-ploc-x-campus", null, "qps-Ploc")]
    [InlineData("en-GB", "qps-ploc", "en")]
    [InlineData("xx", "qps-ploc, en;q=0.5", "qps-Ploc")]
    [InlineData("xx", "yy", "en")]
    [InlineData(null, "qps-ploc", "qps-Ploc")]
    [InlineData("../../etc", null, "en")]
    public async Task The_shell_speaks_the_language_of_the_LMS_where_we_know_it(string? locale, string? browsers, string expected)
    {
        var app = await apps.OfAsync(DatabaseEngine.Sqlite);
        using var browser = app.NewBrowser();
        var session = await browser.LaunchAsync(From(app, locale));
        var request = new HttpRequestMessage(HttpMethod.Get, session.Root);
        request.Headers.TryAddWithoutValidation("Accept-Language", browsers);

        using var response = await browser.SendAsync(request);
        var page = await Html.ReadAsync(response);

        Assert.Equal(expected, page.DocumentElement.GetAttribute("lang"));
        Assert.Equal(expected == "en" ? null : "⟦Undo⟧", WordsOf(page)?["undo"]!.GetValue<string>());
    }

    [Fact]
    public async Task The_scripts_words_are_all_there_and_can_end_no_script_element()
    {
        var app = await apps.OfAsync(DatabaseEngine.Sqlite);
        using var browser = app.NewBrowser();
        var session = await browser.LaunchAsync(From(app, PseudoLanguage.Tag));

        using var response = await browser.GetAsync(session.Root);
        var page = await Html.ReadAsync(response);

        var english = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(Source.Root(), "lti-tool/Lectern.Web/assets/src/words.json"), TestContext.Current.CancellationToken))!.AsObject();
        var words = WordsOf(page)!.AsObject();
        Assert.Equal(english.Select(word => word.Key), words.Select(word => word.Key));
        Assert.Equal("⟦Play or pause⟧", words["keyTable"]![0]![1]!.GetValue<string>());
        Assert.Equal("⟦Play⟧", words["media"]!["play"]!.GetValue<string>());
        Assert.DoesNotContain("<", page.GetElementById("words")!.TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/videos")]
    [InlineData("/videos?q=nothing-has-this")]
    [InlineData("/picker")]
    [InlineData("/settings")]
    [InlineData("/videos/{video}")]
    [InlineData("/videos/{stuck}")]
    [InlineData("/nothing")]
    public async Task No_text_of_ours_stands_on_a_page_without_a_way_to_a_translator(string path)
    {
        var app = await apps.OfAsync(DatabaseEngine.Sqlite);
        using var browser = app.NewBrowser();
        var session = await browser.LaunchAsync(From(app, PseudoLanguage.Tag).Choosing() with { Roles = [Role.Instructor, Role.Administrator] });
        var (video, stuck) = await AddVideosAsync(app, session);

        using var response = await session.GetAsync(path.Replace("{video}", $"{video}", StringComparison.Ordinal).Replace("{stuck}", $"{stuck}", StringComparison.Ordinal));
        var page = await Html.ReadAsync(response);

        var texts = Texts(page).ToList();
        Assert.NotEmpty(texts);
        Assert.DoesNotContain(texts, text => !text.Contains('⟦', StringComparison.Ordinal));
    }

    [Fact]
    public async Task Answers_to_scripts_speak_it_too()
    {
        var app = await apps.OfAsync(DatabaseEngine.Sqlite);
        using var browser = app.NewBrowser();
        var session = await browser.LaunchAsync(From(app, PseudoLanguage.Tag));

        using var refused = await session.PostAsync("/api/videos/publish", new { videos = new[] { Guid.CreateVersion7() } });
        using var page = await session.GetAsync($"/videos/{Guid.CreateVersion7()}");

        Assert.StartsWith("⟦", await Refused.ByProblemAsync(HttpStatusCode.Forbidden, "ACC-002", refused), StringComparison.Ordinal);
        Assert.Contains("⟦This isn't open to you here⟧", await Refused.ByPageAsync(HttpStatusCode.Forbidden, "ACC-002", page, "⟦Code ACC-002⟧"), StringComparison.Ordinal);
    }

    private static Visit From(LecternApp app, string? locale) => app.Teacher() with
    {
        Change = claims => claims[Names.LaunchPresentation]!.AsObject()["locale"] = locale,
    };

    private static JsonNode? WordsOf(IHtmlDocument page) => page.GetElementById("words") is { } block ? JsonNode.Parse(block.TextContent) : null;

    private static async Task<(Guid Video, Guid Stuck)> AddVideosAsync(LecternApp app, Session session)
    {
        var stop = TestContext.Current.CancellationToken;
        await using var rows = app.Rows();
        var launch = (await rows.Launches.FindAsync([session.Launch], stop))!;
        Video New() => new() { CollectionId = launch.CollectionId!.Value, OwnerId = launch.PersonId, Title = "Enzymes", CreatedAt = app.Time.GetUtcNow() };
        var (video, stuck) = (New(), New());
        (video.StreamVersion, video.StreamKind) = ("v1", StreamKind.Renditions);
        await app.Database.AddAsync([video, stuck, Some.Job(video, state: JobState.Done), Some.Job(stuck, state: JobState.Failed)], stop);
        return (video.Id, stuck.Id);
    }

    // What people read or hear: texts, labels, hints. A time, a name or a size is no text of ours.
    private static IEnumerable<string> Texts(IHtmlDocument page)
    {
        var texts = page.DocumentElement.Descendants<IText>().Where(text => text.ParentElement?.Closest("script, style, time, kbd, noscript, option[lang]") is null).Select(text => text.Text);
        string[] attributes = ["aria-label", "title", "placeholder", "data-done", "data-sure", "data-sure-text", "data-sure-yes", "data-why-no-video", "data-why-no-captions"];
        return texts
            .Concat(attributes.SelectMany(name => page.QuerySelectorAll($"[{name}]").Select(element => element.GetAttribute(name)!)))
            .Select(text => text.Trim())
            .Where(text => text.Any(char.IsLetter) && !s_data.Any(data => text.Contains(data, StringComparison.Ordinal)));
    }

    public sealed class TwoLanguages : Apps
    {
        protected override Task<LecternApp> StartAsync(DatabaseEngine engine) => LecternApp.StartAsync(engine, replace: PseudoLanguage.Speak);
    }
}
