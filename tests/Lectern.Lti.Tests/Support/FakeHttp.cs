using System.Net;
using System.Text;

namespace Lectern.Lti.Tests.Support;

/// <summary>A platform that answers from memory and remembers what it was asked.</summary>
internal sealed class FakeHttp(Func<HttpRequestMessage, HttpResponseMessage> answer) : HttpMessageHandler
{
    private int count;

    public List<(HttpMethod Method, string Address, string? Authorization, string Body)> Requests { get; } = [];

    public int Count => count;

    public Func<HttpRequestMessage, HttpResponseMessage> Answer { get; set; } = answer;

    /// <summary>When set, answers wait for it.</summary>
    public Task? Gate { get; set; }

    public static HttpResponseMessage Text(string body, HttpStatusCode status = HttpStatusCode.OK, string type = "application/json") =>
        new(status) { Content = new StringContent(body, Encoding.UTF8, type) };

    public HttpClient Client() => new(this, disposeHandler: false);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref count);
        var body = request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken);
        lock (Requests)
        {
            Requests.Add((request.Method, request.RequestUri!.AbsoluteUri, request.Headers.Authorization?.ToString(), body));
        }

        if (Gate is not null)
        {
            await Gate;
        }

        return Answer(request);
    }
}
