using System.Security.Cryptography;
using Lectern.Contracts.Devices;
using Lectern.Core.Governance;
using Lectern.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace Lectern.Core.Capture.Updates;

/// <summary>
/// The updates that machines in rooms can take: signed files, of each platform the newest and the one before. Whether they are signed by the right key machines decide; the server has no key, so that
/// whoever has the server can run nothing in the rooms.
/// </summary>
public sealed class AgentUpdates(IDbContextFactory<LecternDbContext> databases, IMediaStore media, TimeProvider time)
{
    private const string FileName = "agent.update";
    private const int Kept = 2;

    /// <summary>Takes a file. Safe to repeat.</summary>
    /// <param name="file">Can seek.</param>
    public async Task<(AgentUpdate? Added, UpdateFault? Fault)> AddAsync(Stream file, string actor, CancellationToken cancellationToken)
    {
        if (file.Length > UpdateHeader.Largest || await UpdateHeader.ReadAsync(file, cancellationToken) is not { } header
            || Convert.ToHexStringLower(await SHA256.HashDataAsync(file, cancellationToken)) != header.Sha256)
        {
            return (null, UpdateFault.NoUpdate);
        }

        if (await NewestAsync(header.Platform, cancellationToken) is { } newest && !UpdateHeader.IsNewer(header.Version, newest.Version))
        {
            return (null, UpdateFault.NotNewer);
        }

        file.Position = 0;
        await media.PutAsync(FolderOf(header.Platform) / header.Version / FileName, file, cancellationToken);
        await NoteAsync(Acts.AddAgentUpdate, header.Platform, header.Version, actor, cancellationToken);
        foreach (var old in (await VersionsAsync(header.Platform, cancellationToken)).Skip(Kept))
        {
            await media.DeleteFolderAsync(FolderOf(header.Platform) / old, cancellationToken);
        }

        return (new AgentUpdate(header.Platform, header.Version), null);
    }

    /// <summary>Offers one no more; machines that run it keep it, and those where it waits don't begin with it. Safe to repeat.</summary>
    /// <returns>False when there is none.</returns>
    public async Task<bool> RemoveAsync(string platform, string version, string actor, CancellationToken cancellationToken)
    {
        if (!(await media.ListAsync(Root, cancellationToken)).Contains(platform) || !(await media.ListAsync(FolderOf(platform), cancellationToken)).Contains(version))
        {
            return false;
        }

        await media.DeleteFolderAsync(FolderOf(platform) / version, cancellationToken);
        await NoteAsync(Acts.RemoveAgentUpdate, platform, version, actor, cancellationToken);
        return true;
    }

    /// <summary>The newest of each platform.</summary>
    public async Task<IReadOnlyList<AgentUpdate>> ListAsync(CancellationToken cancellationToken)
    {
        var newest = new List<AgentUpdate>();
        foreach (var platform in await media.ListAsync(Root, cancellationToken))
        {
            if (await NewestAsync(platform, cancellationToken) is { } update)
            {
                newest.Add(update);
            }
        }

        return newest;
    }

    /// <summary>Opens the newest of a platform; null where there is none.</summary>
    public async Task<MediaFile?> OpenAsync(string platform, CancellationToken cancellationToken) =>
        await NewestAsync(platform, cancellationToken) is { } newest ? await media.OpenAsync(FolderOf(newest.Platform) / newest.Version / FileName, cancellationToken) : null;

    private async Task NoteAsync(string act, string platform, string version, string actor, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        database.Audit.Add(new AuditEntry { At = time.GetUtcNow(), Actor = actor, Act = act, Subject = platform, Detail = version });
        await database.SaveChangesAsync(cancellationToken);
    }

    private static MediaKey Root { get; } = MediaKey.Parse("updates");

    private static MediaKey FolderOf(string platform) => Root / platform;

    // What is asked for comes from machines: only what is there becomes a key.
    private async Task<AgentUpdate?> NewestAsync(string platform, CancellationToken cancellationToken) =>
        (await media.ListAsync(Root, cancellationToken)).Contains(platform) && (await VersionsAsync(platform, cancellationToken)) is [var version, ..] ? new AgentUpdate(platform, version) : null;

    // The newest first, and only what is there whole.
    private async Task<List<string>> VersionsAsync(string platform, CancellationToken cancellationToken)
    {
        var versions = new List<string>();
        foreach (var version in await media.ListAsync(FolderOf(platform), cancellationToken))
        {
            if ((await media.ListAsync(FolderOf(platform) / version, cancellationToken)).Contains(FileName))
            {
                versions.Add(version);
            }
        }

        versions.Sort((one, other) => UpdateHeader.IsNewer(one, other) ? -1 : UpdateHeader.IsNewer(other, one) ? 1 : 0);
        return versions;
    }
}

/// <summary>An update that machines of a platform can take.</summary>
public sealed record AgentUpdate(string Platform, string Version);

public enum UpdateFault
{
    /// <summary>It is no update file, or a broken one.</summary>
    NoUpdate,

    /// <summary>One that is as new is there.</summary>
    NotNewer,
}
