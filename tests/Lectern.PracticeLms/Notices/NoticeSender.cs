using System.Collections.Concurrent;
using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using System.Threading.Channels;
using Lectern.PracticeLms.Keys;
using Lectern.PracticeLms.State;

namespace Lectern.PracticeLms.Notices;

/// <summary>
/// Platform Notification Service 1.0: signs notices and posts them to the tools' handlers in the background, each once.
/// A delivery that fails is not tried again (Canvas's manner).
/// </summary>
internal sealed class NoticeSender(PlatformKeys keys, NoticeClaims claims, IHttpClientFactory clients, TimeProvider time) : BackgroundService
{
    private readonly Channel<(Notice Notice, TaskCompletionSource Done)> waiting = Channel.CreateUnbounded<(Notice, TaskCompletionSource)>();
    private readonly ConcurrentQueue<NoticeDelivery> deliveries = new();
    private volatile Task last = Task.CompletedTask;

    public void SendHello(Tool tool) => Send(tool, Lti.HelloWorldNotice, claims.Hello);

    public void SendCopy(Tool tool, Course course, Course? origin) => Send(tool, Lti.ContextCopyNotice, (of, id) => claims.Copy(of, id, course, origin));

    /// <summary>What was sent so far, once all that was asked for has been tried.</summary>
    public async Task<IReadOnlyList<NoticeDelivery>> DeliveriesAsync(CancellationToken cancellation)
    {
        await last.WaitAsync(cancellation);
        return [.. deliveries];
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var (notice, done) in waiting.Reader.ReadAllAsync(stoppingToken))
        {
            deliveries.Enqueue(await DeliverAsync(notice, stoppingToken));
            done.SetResult();
        }
    }

    private void Send(Tool tool, string type, Func<Tool, string, JsonObject> write)
    {
        if (!tool.Active || !tool.NoticeHandlers.TryGetValue(type, out var handler))
        {
            return;
        }

        var id = Guid.CreateVersion7(time.GetUtcNow()).ToString();
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        last = done.Task;
        waiting.Writer.TryWrite((new Notice(id, type, handler, keys.Sign(write(tool, id))), done));
    }

    private async Task<NoticeDelivery> DeliverAsync(Notice notice, CancellationToken cancellation)
    {
        try
        {
            using var client = clients.CreateClient(ToolKeys.ClientName);
            using var content = JsonContent.Create(new JsonObject { ["notices"] = new JsonArray(new JsonObject { ["jwt"] = notice.Jwt }) });
            using var response = await client.PostAsync(notice.Handler, content, cancellation);
            return new NoticeDelivery(notice.Id, notice.Type, notice.Handler, ((int)response.StatusCode).ToString(CultureInfo.InvariantCulture));
        }
        catch (Exception problem) when (problem is HttpRequestException or TaskCanceledException && !cancellation.IsCancellationRequested)
        {
            return new NoticeDelivery(notice.Id, notice.Type, notice.Handler, problem.Message);
        }
    }
}
