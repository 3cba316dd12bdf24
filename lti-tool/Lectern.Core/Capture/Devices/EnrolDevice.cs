using Lectern.Core.Capture.Bookings;
using Lectern.Core.Capture.Boxes;
using Lectern.Core.Capture.Rooms;
using Lectern.Core.Database;
using Lectern.Core.Governance;
using Lectern.Core.Keys;
using Microsoft.EntityFrameworkCore;

namespace Lectern.Core.Capture.Devices;

/// <summary>
/// Makes a machine a room's device, or the one that stands by there, in place of the one that was. It spends the code; whoever asks again with the same code and key, because the answer was lost, gets the
/// same answer.
/// </summary>
public sealed class EnrolDevice(IDbContextFactory<LecternDbContext> databases, CodeGuesses guesses, RoomSignals signals, TimeProvider time)
{
    public async Task<Enrolled> RunAsync(NewDevice wanted, CancellationToken cancellationToken)
    {
        // What a box is called is the tool's to say: it decides what its key opens.
        if (string.Equals(SystemOf(wanted).Trim(), AddBox.System, StringComparison.OrdinalIgnoreCase))
        {
            return new Enrolled(EnrolmentRefusal.NotAnAgent);
        }

        if (!guesses.IsHeard())
        {
            return new Enrolled(EnrolmentRefusal.TooManyGuesses);
        }

        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var codeHash = Secret.Hash(TypedCode.Plain(wanted.Code));
        if (await TrySpendAsync(database, codeHash, wanted, cancellationToken) is { } device)
        {
            signals.Set(device.RoomId);
            return await AnswerAsync(database, device, cancellationToken);
        }

        if (await FindAgainAsync(database, codeHash, wanted.KeyHash, cancellationToken) is { } before)
        {
            return await AnswerAsync(database, before, cancellationToken);
        }

        guesses.WasWrong();
        return new Enrolled(EnrolmentRefusal.CodeUnusable);
    }

    private async Task<Device?> TrySpendAsync(LecternDbContext database, string codeHash, NewDevice wanted, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var open = database.EnrolmentCodes.Where(c => c.CodeHash == codeHash && c.SpentAt == null && c.ExpiresAt > now);
        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        if (await open.AsNoTracking().FirstOrDefaultAsync(cancellationToken) is not { } code
            || await open.Where(c => c.Id == code.Id).ExecuteUpdateAsync(set => set.SetProperty(c => c.SpentAt, now), cancellationToken) == 0)
        {
            return null;
        }

        // The room's lock; and the machine that was there learns that nothing is booked for it any more.
        if (!await RoomCalendar.LockAsync(database, code.RoomId, cancellationToken))
        {
            return null;
        }

        await database.Devices.Where(d => d.RoomId == code.RoomId && d.IsStandby == code.IsStandby && d.RevokedAt == null && d.ReplacedAt == null)
            .ExecuteUpdateAsync(set => set.SetProperty(d => d.ReplacedAt, now), cancellationToken);
        var device = NewRow(code, wanted, now);
        database.Devices.Add(device);
        database.Audit.Add(new AuditEntry { At = now, Actor = Actors.EnrolmentCode, Act = Acts.EnrolDevice, Subject = code.RoomId.ToString(), Detail = $"{device.Id:n} {device.Machine}" });
        await database.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return device;
    }

    private static Device NewRow(EnrolmentCode code, NewDevice wanted, DateTimeOffset now) => new()
    {
        RoomId = code.RoomId,
        CodeId = code.Id,
        IsStandby = code.IsStandby,
        KeyHash = wanted.KeyHash,
        Machine = StoredText.Clip(wanted.Machine, 255) ?? "?",
        System = SystemOf(wanted),
        Agent = StoredText.Clip(wanted.Agent, 64) ?? "?",
        EnrolledAt = now,
    };

    private static string SystemOf(NewDevice wanted) => StoredText.Clip(wanted.System, 255) ?? "?";

    private static Task<Device?> FindAgainAsync(LecternDbContext database, string codeHash, string keyHash, CancellationToken cancellationToken) =>
        database.Devices.AsNoTracking().FirstOrDefaultAsync(
            d => d.KeyHash == keyHash && d.RevokedAt == null && database.EnrolmentCodes.Any(c => c.Id == d.CodeId && c.CodeHash == codeHash), cancellationToken);

    private static async Task<Enrolled> AnswerAsync(LecternDbContext database, Device device, CancellationToken cancellationToken) =>
        new(null, device.Id, device.RoomId, await database.Rooms.WithRemoved().Where(r => r.Id == device.RoomId).Select(r => r.Name).SingleAsync(cancellationToken), device.IsStandby);
}

/// <param name="Code">As it was typed.</param>
/// <param name="KeyHash">See <see cref="KeyHashes"/>.</param>
public sealed record NewDevice(string Code, string KeyHash, string Machine, string System, string Agent);

/// <param name="Refusal">Why not; null when it is enrolled.</param>
public sealed record Enrolled(EnrolmentRefusal? Refusal, Guid DeviceId = default, Guid RoomId = default, string RoomName = "", bool IsStandby = false);

public enum EnrolmentRefusal
{
    /// <summary>It is unknown, spent or too old; which of them is not said.</summary>
    CodeUnusable,
    TooManyGuesses,

    /// <summary>It calls itself what only boxes are called.</summary>
    NotAnAgent,
}
