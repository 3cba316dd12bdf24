using System.Globalization;
using System.Text;
using Lectern.Web.Tests.Support;

namespace Lectern.Web.Tests.Uploads;

/// <summary>tus by hand, with the session's header.</summary>
internal static class Tus
{
    public static async Task<HttpResponseMessage> CreateAsync(Session session, string fileName, long length, params (string Name, string Value)[] metadata) =>
        await session.SendAsync(
            HttpMethod.Post,
            "/uploads",
            null,
            ("Tus-Resumable", "1.0.0"),
            ("Upload-Length", length.ToString(CultureInfo.InvariantCulture)),
            ("Upload-Metadata", string.Join(',', metadata.Prepend(("filename", fileName)).Select(pair => $"{pair.Item1} {Convert.ToBase64String(Encoding.UTF8.GetBytes(pair.Item2))}"))));

    /// <summary>The path of a new upload.</summary>
    public static async Task<string> BeginAsync(Session session, string fileName, long length, params (string Name, string Value)[] metadata)
    {
        using var response = await CreateAsync(session, fileName, length, metadata);
        Assert.Equal(System.Net.HttpStatusCode.Created, response.StatusCode);
        return response.Headers.Location!.OriginalString;
    }

    public static Task<HttpResponseMessage> SendAsync(Session session, string path, long offset, byte[] bytes) => SendAsync(session, path, offset, new ByteArrayContent(bytes));

    public static Task<HttpResponseMessage> SendAsync(Session session, string path, long offset, HttpContent content)
    {
        content.Headers.TryAddWithoutValidation("Content-Type", "application/offset+octet-stream");
        return session.SendAsync(HttpMethod.Patch, path, content, ("Tus-Resumable", "1.0.0"), ("Upload-Offset", offset.ToString(CultureInfo.InvariantCulture)));
    }

    public static Task<HttpResponseMessage> AskAsync(Session session, string path) => session.SendAsync(HttpMethod.Head, path, null, ("Tus-Resumable", "1.0.0"));

    public static Task<HttpResponseMessage> EndAsync(Session session, string path) => session.SendAsync(HttpMethod.Delete, path, null, ("Tus-Resumable", "1.0.0"));

    public static long OffsetOf(HttpResponseMessage response) => long.Parse(Assert.Single(response.Headers.GetValues("Upload-Offset")), CultureInfo.InvariantCulture);

    public static Guid IdOf(string path) => Guid.Parse(path.Split('/')[^1]);

    /// <summary>The same path below another launch.</summary>
    public static string Below(Session session, string path) => $"{session.Root}/uploads/{path.Split('/')[^1]}";
}
