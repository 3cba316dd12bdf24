namespace Lectern.Pipelines.Tests.Support;

/// <summary>A program that plays lectern-captions: a shell script that says what a test wants it to say.</summary>
internal static class FakeCaptions
{
    public const string Endless = "sleep 600";

    public const string OneCue =
        """
        echo '{"event":"progress","percent":40}'
        printf 'WEBVTT\n\n00:00.000 --> 00:01.000\nHello\n' > "$2"
        echo '{"event":"done","speech":true,"cues":1,"words":1,"language":"en","mediaSeconds":4,"speechSeconds":1,"droppedSegments":0,"seconds":1,"model":"m","output":"o"}'
        """;

    public static string OneCueIn(string language) => OneCue.Replace("\"language\":\"en\"", $"\"language\":\"{language}\"", StringComparison.Ordinal);

    /// <summary>Gives the world a program with this body; $1 is the input, $2 the output.</summary>
    public static void Use(PipelineWorld world, string body)
    {
        var path = Path.Combine(world.Storage.DataFolder, "fake-captions");
        File.WriteAllText(path, $"#!/bin/sh\n{body}\n");
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The program is a shell script.");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        world.Settings["Pipelines:CaptionsPath"] = path;
    }
}
