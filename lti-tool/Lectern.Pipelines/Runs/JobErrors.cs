using Lectern.Core.Jobs;
using Lectern.Core.Storage;
using Lectern.Ffmpeg.Children;
using Microsoft.Extensions.Options;

namespace Lectern.Pipelines.Runs;

/// <summary>Words for an error nobody foresaw, and what an operator gets to see of it: the last lines, without our paths.</summary>
internal sealed class JobErrors(IOptions<StorageOptions> storage)
{
    private const int LongestDetail = 3900;
    private const int LongestSentence = 1000;
    private const int DiskFullOnLinux = 28;
    private const int DiskFullOnWindows = unchecked((int)0x80070070);

    public JobError Of(Exception exception, JobKind kind) => exception switch
    {
        JobFailedException known => Clip(known.Error with { Detail = known.Error.Detail ?? DetailOf(known.InnerException) }),
        IOException { HResult: DiskFullOnLinux or DiskFullOnWindows } => new(
            JobCodes.DiskFull, $"The server's disk is full, so {WorkOf(kind)} waits. {WhatWorks(kind)} Your administrator can make room; then try again.", DetailOf(exception)),
        FileNotFoundException { FileName: var name } when IsUnder(name, storage.Value.DataFolder) => new(
            JobCodes.SourceGone, $"The file you uploaded is no longer on the server, so {WorkOf(kind)} can't go on. Upload it again, or ask your administrator.", DetailOf(exception)),
        FileNotFoundException or ChildProcessException { Failure: ChildFailure.CouldNotStart } => new(
            JobCodes.ToolMissing, $"A program that {WorkOf(kind)} needs is missing on the server. {WhatWorks(kind)} Your administrator can install it; then try again.", DetailOf(exception)),
        _ => new(
            JobCodes.Unexpected, $"The server could not finish {WorkOf(kind)}. {WhatWorks(kind)} Try again; if it stays so, tell your administrator the code.", DetailOf(exception)),
    };

    /// <summary>Leaves a job to people after that many runs in a row that died with their process.</summary>
    public static KillLimit LimitOf(PipelineOptions options) => new(options.KilledAttempts, kind => new(
        JobCodes.Killed,
        $"The server broke off {WorkOf(kind)} {options.KilledAttempts} times in a row. {WhatWorks(kind)} Try again; if it stays so, tell your administrator the code.",
        "The worker's process died during each of these runs, such as by a lack of memory."));

    private static string WorkOf(JobKind kind) => kind switch
    {
        JobKind.Captions => "the captions",
        JobKind.Copy => "the copy of this video",
        _ => "preparing this video",
    };

    private static string WhatWorks(JobKind kind) => kind switch
    {
        JobKind.Captions => "The video plays without them.",
        JobKind.Copy => "The video plays from the course it was made in.",
        _ => "What you uploaded is kept.",
    };

    private static JobError Clip(JobError error) => error with
    {
        Sentence = error.Sentence.Length > LongestSentence ? error.Sentence[..LongestSentence] : error.Sentence,
    };

    private string? DetailOf(Exception? exception) => exception switch
    {
        null => null,
        ChildProcessException child => End(Hide($"{child.Failure}{(child.ExitCode is { } code ? $" {code}" : "")}\n{string.Join('\n', child.ErrorTail)}")),
        _ => End(Hide($"{exception.GetType().Name}: {exception.Message}")),
    };

    // Folder names hold the ids of videos and the layout of the server; the words after them are what helps.
    private string Hide(string text)
    {
        foreach (var root in new[] { storage.Value.MediaRoot, Path.GetFullPath(storage.Value.DataFolder), AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar) })
        {
            text = HidePath(text, root);
        }

        return text;
    }

    private static string HidePath(string text, string root)
    {
        int at;
        while (root.Length > 1 && (at = text.IndexOf(root, StringComparison.Ordinal)) >= 0)
        {
            var end = at + root.Length;
            while (end < text.Length && !char.IsWhiteSpace(text[end]) && text[end] is not ('\'' or '"' or ':' or ','))
            {
                end++;
            }

            text = $"{text[..at]}…{text[end..]}";
        }

        return text;
    }

    private static bool IsUnder(string? path, string folder) =>
        path is not null && Path.GetFullPath(path).StartsWith(Path.GetFullPath(folder) + Path.DirectorySeparatorChar, StringComparison.Ordinal);

    private static string End(string text) => text.Length > LongestDetail ? text[^LongestDetail..] : text;
}
