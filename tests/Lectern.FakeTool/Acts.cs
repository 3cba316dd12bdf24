using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace Lectern.FakeTool;

internal static class Acts
{
    /// <summary>Does one act; what it returns becomes the exit code.</summary>
    public static async Task<int?> DoAsync(string act, Queue<string> rest, List<PosixSignalRegistration> registrations)
    {
        switch (act)
        {
            case "exit":
                return Number(rest);
            case "sleep":
                await Task.Delay(TimeSpan.FromSeconds(Number(rest)));
                return null;
            case "out":
                Repeat(Console.Out, rest);
                return null;
            case "err":
                Repeat(Console.Error, rest);
                return null;
            case "echo":
                await Console.OpenStandardInput().CopyToAsync(Console.OpenStandardOutput());
                return null;
            case "wait-q":
                return Console.Read() == 'q' ? 0 : 9;
            case "stubborn":
                registrations.Add(PosixSignalRegistration.Create(PosixSignal.SIGTERM, context => context.Cancel = true));
                return null;
            case "finish-on-term":
                return await UntilTermAsync(registrations);
            case "env":
                Console.WriteLine(Environment.GetEnvironmentVariable(rest.Dequeue()) ?? "(none)");
                return null;
            default:
                return Heavy(act, rest);
        }
    }

    private static int? Heavy(string act, Queue<string> rest)
    {
        switch (act)
        {
            case "flood":
                Flood(Number(rest));
                return null;
            case "write":
                File.WriteAllBytes(rest.Dequeue(), new byte[Number(rest)]);
                return null;
            case "allocate":
                return Allocate(Number(rest));
            case "burn":
                Burn(TimeSpan.FromSeconds(Number(rest)));
                return null;
            case "spawn":
                Spawn(rest.Dequeue());
                return null;
            default:
                throw new ArgumentException($"Unknown act: {act}");
        }
    }

    private static int Number(Queue<string> rest) => int.Parse(rest.Dequeue(), CultureInfo.InvariantCulture);

    private static void Repeat(TextWriter writer, Queue<string> rest)
    {
        var times = Number(rest);
        var text = rest.Dequeue();
        for (var n = 1; n <= times; n++)
        {
            writer.WriteLine(text.Replace("{n}", n.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal));
        }

        writer.Flush();
    }

    private static void Flood(int bytes)
    {
        var block = new string('x', 1000);
        for (var sent = 0; sent < bytes; sent += block.Length)
        {
            Console.Out.Write(block);
            Console.Error.Write(block);
        }
    }

    private static int Allocate(int mebibytes)
    {
        try
        {
            var held = new byte[(long)mebibytes << 20];
            Array.Fill(held, (byte)1);
            return held[^1] - 1;
        }
        catch (OutOfMemoryException)
        {
            return 12;
        }
    }

    private static void Burn(TimeSpan time)
    {
        var watch = Stopwatch.StartNew();
        while (watch.Elapsed < time)
        {
        }
    }

    private static void Spawn(string seconds)
    {
        using var child = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, ["sleep", seconds]))!;
        Console.WriteLine(child.Id);
    }

    private static async Task<int> UntilTermAsync(List<PosixSignalRegistration> registrations)
    {
        var asked = new TaskCompletionSource();
        registrations.Add(PosixSignalRegistration.Create(PosixSignal.SIGTERM, context =>
        {
            context.Cancel = true;
            asked.TrySetResult();
        }));
        Console.WriteLine("ready");
        await asked.Task;
        Console.WriteLine("finished");
        return 0;
    }
}
