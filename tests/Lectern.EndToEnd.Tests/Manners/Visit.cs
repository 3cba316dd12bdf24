using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using Lectern.Demo.Browser;
using Lectern.Demo.Tool;
using Lectern.EndToEnd.Tests.Stack;

namespace Lectern.EndToEnd.Tests.Manners;

/// <summary>What somebody sees and does behind one launch.</summary>
internal sealed partial class Visit(LecternStack stack, ToolSession session)
{
    public const string Plays = "plays";
    public const string IsNotReady = "is not ready";

    /// <summary>The video that the launched link shows; null with the refusal's code where it shows none.</summary>
    public async Task<(string? Video, string? Code)> LandAsync()
    {
        using var answer = await SendAsync(HttpMethod.Get, "");
        var path = answer.Headers.Location?.OriginalString.Split('/');
        return path is [.., "videos", var video] ? (video, null) : (null, await CodeAsync(answer));
    }

    /// <summary>Whether the linked video plays here, or the code of the refusal.</summary>
    public async Task<string> WatchAsync()
    {
        var (video, refused) = await LandAsync();
        return video is null ? refused! : await WatchAsync(video);
    }

    public async Task<string> WatchAsync(string video)
    {
        using var answer = await SendAsync(HttpMethod.Get, $"api/videos/{video}/playback");
        if (!answer.IsSuccessStatusCode)
        {
            return await CodeAsync(answer);
        }

        var playback = await answer.Content.ReadFromJsonAsync<JsonElement>(Cancellation);
        if (playback.GetProperty("stream").GetString() is not { } address)
        {
            return IsNotReady;
        }

        using var stream = await stack.Http.GetAsync(new Uri(stack.Tool, address), Cancellation);
        return stream.IsSuccessStatusCode ? Plays : $"has a stream that answers {(int)stream.StatusCode}";
    }

    /// <summary>Shows a video to some sections only.</summary>
    public async Task ShowToAsync(string video, IEnumerable<string> sections)
    {
        using var answer = await SendAsync(HttpMethod.Put, $"api/videos/{video}/audience", new { forSections = true, sections = sections.Select(id => new { sectionId = id }) });
        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
    }

    /// <summary>The code of the refusal when they give a video another title; null when they may.</summary>
    public async Task<string?> RenameAsync(string video, string title)
    {
        using var answer = await SendAsync(HttpMethod.Patch, $"api/videos/{video}", new { title });
        return answer.IsSuccessStatusCode ? null : await CodeAsync(answer);
    }

    /// <summary>The sections that the course is known to have, by the page that shows a video to some of them.</summary>
    public async Task<IReadOnlyList<string>> SectionsAsync(string video) => [.. Values(await ReadAsync($"videos/{video}/audience"), "data-section")];

    /// <summary>The page on which a teacher sees who watched how much of a video.</summary>
    public Task<string> WhoWatchedAsync(string video) => ReadAsync($"videos/{video}/grades");

    /// <summary>The code of the refusal when they open the student's work that the launch is about; null when they see it.</summary>
    public async Task<string?> ReviewAsync()
    {
        using var answer = await SendAsync(HttpMethod.Get, "review");
        return answer.IsSuccessStatusCode ? null : await CodeAsync(answer);
    }

    /// <summary>Says yes to every course that asks for a video of this one; how many did.</summary>
    public async Task<int> AllowCopiesAsync()
    {
        var requests = Values(await ReadAsync("videos"), "data-copy-request").ToList();
        foreach (var request in requests)
        {
            using var answer = await SendAsync(HttpMethod.Post, $"videos?handler=Allow&request={request}");
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        }

        return requests.Count;
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private async Task<string> ReadAsync(string path)
    {
        using var answer = await SendAsync(HttpMethod.Get, path);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await answer.Content.ReadAsStringAsync(Cancellation);
    }

    private async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, object? body = null)
    {
        using var request = new HttpRequestMessage(method, session.At(path)) { Content = body is null ? null : JsonContent.Create(body, options: JsonCalls.Json) };
        session.Authorize(request);
        return await session.Http.SendAsync(request, Cancellation);
    }

    private static async Task<string> CodeAsync(HttpResponseMessage answer)
    {
        var code = Code().Match(await answer.Content.ReadAsStringAsync(Cancellation));
        return code.Success ? code.Value : $"answers {(int)answer.StatusCode}";
    }

    private static IEnumerable<string> Values(string page, string attribute) => Regex.Matches(page, $"{attribute}=\"([0-9a-f-]+)\"").Select(match => match.Groups[1].Value);

    [GeneratedRegex(@"\b[A-Z]{3}-\d{3}\b")]
    private static partial Regex Code();
}
