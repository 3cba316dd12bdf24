using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Lectern.CaptureAgent.Panel;

namespace Lectern.CaptureAgent.Cli;

/// <summary>What the panel does, as commands to the agent that runs on this machine.</summary>
internal static class OrderCommands
{
    public static IEnumerable<Command> Create()
    {
        var title = new Option<string?>("--title") { Description = "What is recorded." };
        yield return Of("start", "Records now, whatever is booked.", Minutes("How long; two hours unless said."), title);
        yield return Of("pause", "Writes nothing until told to go on.", null, null);
        yield return Of("resume", "Goes on after a pause.", null, null);
        yield return Of("extend", "Ends the recording later.", Minutes("By how much; ten minutes unless said.", 10), null);
        yield return Of("stop", "Ends the recording.", null, null);
    }

    private static Option<int?> Minutes(string what, int? unlessSaid = null) => new("--minutes") { Description = what, DefaultValueFactory = _ => unlessSaid };

    private static Command Of(string name, string what, Option<int?>? minutes, Option<string?>? title)
    {
        var port = new Option<int>("--port") { Description = "Where the agent's panel listens.", DefaultValueFactory = _ => AgentOptions.DefaultPort };
        var command = new Command(name, what) { port };
        if (minutes is not null)
        {
            command.Add(minutes);
        }

        if (title is not null)
        {
            command.Add(title);
        }

        command.SetAction((parsed, cancellationToken) => SendAsync(
            new Uri($"http://127.0.0.1:{parsed.GetValue(port).ToString(CultureInfo.InvariantCulture)}/{name}{Query(minutes is null ? null : parsed.GetValue(minutes), title is null ? null : parsed.GetValue(title))}"),
            cancellationToken));
        return command;
    }

    private static string Query(int? minutes, string? title)
    {
        var parts = new List<string>();
        if (minutes is { } number)
        {
            parts.Add(string.Create(CultureInfo.InvariantCulture, $"minutes={number}"));
        }

        if (title is { Length: > 0 })
        {
            parts.Add($"title={Uri.EscapeDataString(title)}");
        }

        return parts.Count == 0 ? "" : $"?{string.Join('&', parts)}";
    }

    private static async Task<int> SendAsync(Uri address, CancellationToken cancellationToken)
    {
        using var client = new HttpClient(new SocketsHttpHandler { UseProxy = false });
        try
        {
            using var answer = await client.PostAsync(address, null, cancellationToken);
            var problem = JsonSerializer.Deserialize(await answer.Content.ReadAsByteArrayAsync(cancellationToken), AgentJson.Default.PanelAnswer)?.Problem;
            return problem is null ? 0 : Say(problem);
        }
        catch (Exception problem) when (problem is HttpRequestException or JsonException)
        {
            return Say("No agent answers on this machine.");
        }
    }

    private static int Say(string problem)
    {
        Console.Error.WriteLine(problem);
        return 1;
    }
}
