using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace Lectern.CaptureAgent.Upkeep;

/// <summary>Puts the version that an update brought in this process's place.</summary>
internal static partial class Launcher
{
    /// <summary>Goes on with the program that is chosen. Returns where that is this one, or where the other can't be run: a recorder of some version is better than none.</summary>
    /// <param name="options">What this one was started with.</param>
    /// <param name="arguments">The same as it was typed.</param>
    [UnsupportedOSPlatform("windows")]
    public static void GoOn(AgentOptions options, IReadOnlyList<string> arguments)
    {
        var versions = new Versions(new AgentFolder(options.Data));
        for (var tries = 0; tries < 2 && Choose(versions, new UpdateKey(options), TimeProvider.System) is { } program; tries++)
        {
            string?[] line = [program, .. arguments, "--installed", AppContext.BaseDirectory, null];
            _ = Replace(program, line);
            var error = Marshal.GetLastPInvokeErrorMessage();
            TryChange(versions, pointer => pointer.FallenBack($"can't be run ({error})."));
        }
    }

    /// <summary>The program to start; null for the package's own.</summary>
    public static string? Choose(Versions versions, UpdateKey key, TimeProvider clock)
    {
        try
        {
            var program = versions.Choose(AgentVersion.Text, key, clock.GetUtcNow());
            TrySweep(versions);
            return program;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            // A disk that takes no word of it: the next start would not know of this one.
            return null;
        }
    }

    // What can't be removed is in nobody's way.
    private static void TrySweep(Versions versions)
    {
        try
        {
            versions.Sweep();
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
        }
    }

    private static void TryChange(Versions versions, Func<VersionPointer, VersionPointer> change)
    {
        try
        {
            versions.Change(change);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
        }
    }

    // execv(3): the process stays the one that the service manager knows.
    [LibraryImport("libc", EntryPoint = "execv", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Replace(string program, string?[] arguments);
}
