namespace Lectern.Architecture.Tests;

/// <summary>
/// Which project may reference which; what is not listed is forbidden. A new project needs a line here, and with it the question
/// which wall it is. Every arrow goes to a lower level.
/// </summary>
internal static class AllowedReferences
{
    /// <summary>Built so that it lies beside the referrer, never linked to it.</summary>
    public const string HostStartsThisOne = "Lectern.Captions.Cli";

    public static readonly string[] Leaves = ["Lectern.Lti", "Lectern.Tus", "Lectern.Contracts", "Lectern.Captions", "Lectern.Ffmpeg"];

    public static readonly Dictionary<string, string[]> Of = new(StringComparer.Ordinal)
    {
        // Leaves: useful without the rest of us.
        ["Lectern.Lti"] = [],
        ["Lectern.Tus"] = [],
        ["Lectern.Contracts"] = [],
        ["Lectern.Captions"] = [],
        ["Lectern.Ffmpeg"] = [],

        // Middle.
        ["Lectern.Core"] = ["Lectern.Lti", "Lectern.Captions", "Lectern.Contracts"],
        ["Lectern.Transcode"] = ["Lectern.Ffmpeg"],
        ["Lectern.Captions.Whisper"] = ["Lectern.Captions", "Lectern.Ffmpeg"],

        // Roles and adapters.
        ["Lectern.Web"] = ["Lectern.Core", "Lectern.Tus", "Lectern.Contracts"],
        ["Lectern.Pipelines"] = ["Lectern.Core", "Lectern.Transcode", "Lectern.Captions", "Lectern.Ffmpeg"],
        ["Lectern.Data.Sqlite"] = ["Lectern.Core"],
        ["Lectern.Data.PostgreSql"] = ["Lectern.Core"],
        ["Lectern.Data.SqlServer"] = ["Lectern.Core"],
        ["Lectern.Storage.S3"] = ["Lectern.Core"],

        // Executables.
        ["Lectern.Host"] =
        [
            "Lectern.Web", "Lectern.Pipelines", "Lectern.Data.Sqlite", "Lectern.Data.PostgreSql", "Lectern.Data.SqlServer", "Lectern.Storage.S3",
            HostStartsThisOne,
        ],
        ["Lectern.CaptureAgent"] = ["Lectern.Ffmpeg", "Lectern.Tus", "Lectern.Contracts"],
        ["Lectern.Transcode.Cli"] = ["Lectern.Transcode"],
        ["Lectern.Captions.Cli"] = ["Lectern.Captions.Whisper"],

        // What tests stand on. The practice LMS knows nothing of us, so that it can't share our misreadings.
        ["Lectern.PracticeLms"] = [],
        ["Lectern.Precompiled"] = [],
        ["Lectern.FakeTool"] = ["Lectern.Ffmpeg"], // It also plays the parent that is killed while its children run.
        ["Lectern.Demo"] = ["Lectern.Tus", "Lectern.Captions"],
        ["Lectern.TestSupport"] = ["Lectern.Data.Sqlite", "Lectern.Data.PostgreSql", "Lectern.Data.SqlServer"],
    };

    /// <summary>What a test project may reference besides the project it is named after and the test support.</summary>
    private static readonly Dictionary<string, string[]> s_exceptions = new(StringComparer.Ordinal)
    {
        ["Lectern.Database.Tests"] = ["Lectern.Core", "Lectern.Data.Sqlite", "Lectern.Data.PostgreSql", "Lectern.Data.SqlServer"],
        ["Lectern.Web.Tests"] = ["Lectern.Host", "Lectern.PracticeLms", "Lectern.CaptureAgent"],
        ["Lectern.EndToEnd.Tests"] = ["Lectern.Host", "Lectern.CaptureAgent", "Lectern.PracticeLms", "Lectern.Demo"],
        ["Lectern.Ffmpeg.Tests"] = ["Lectern.FakeTool"],
        ["Lectern.Pipelines.Tests"] = ["Lectern.FakeTool", "Lectern.Captions.Cli"],
        ["Lectern.Captions.Whisper.Tests"] = ["Lectern.Captions.Cli"],
        ["Lectern.Architecture.Tests"] = [],
    };

    /// <summary>Null for a project that nobody gave a place.</summary>
    public static IReadOnlyCollection<string>? For(string project)
    {
        const string Suffix = ".Tests";
        if (!project.EndsWith(Suffix, StringComparison.Ordinal))
        {
            return Of.GetValueOrDefault(project);
        }

        var tested = project[..^Suffix.Length];
        return Of.ContainsKey(tested) || s_exceptions.ContainsKey(project)
            ? [tested, "Lectern.TestSupport", .. s_exceptions.GetValueOrDefault(project, [])]
            : null;
    }
}
