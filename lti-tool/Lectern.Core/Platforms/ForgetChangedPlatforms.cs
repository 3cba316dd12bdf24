using System.Runtime.CompilerServices;
using Lectern.Core.Contexts;
using Lectern.Core.Mapping;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Lectern.Core.Platforms;

/// <summary>Whoever writes what <see cref="KnownPlatforms"/> remembers makes it forget, whether the write came through or met another's.</summary>
internal sealed class ForgetChangedPlatforms(PlatformMemory memory) : SaveChangesInterceptor
{
    private readonly ConditionalWeakTable<DbContext, object?> _writing = [];

    public override InterceptionResult<int> SavingChanges(DbContextEventData eventData, InterceptionResult<int> result)
    {
        Note(eventData.Context!);
        return result;
    }

    public override ValueTask<InterceptionResult<int>> SavingChangesAsync(DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        Note(eventData.Context!);
        return ValueTask.FromResult(result);
    }

    public override int SavedChanges(SaveChangesCompletedEventData eventData, int result)
    {
        Forget(eventData.Context!);
        return result;
    }

    public override ValueTask<int> SavedChangesAsync(SaveChangesCompletedEventData eventData, int result, CancellationToken cancellationToken = default)
    {
        Forget(eventData.Context!);
        return ValueTask.FromResult(result);
    }

    public override void SaveChangesFailed(DbContextErrorEventData eventData) => Forget(eventData.Context!);

    public override Task SaveChangesFailedAsync(DbContextErrorEventData eventData, CancellationToken cancellationToken = default)
    {
        Forget(eventData.Context!);
        return Task.CompletedTask;
    }

    // It may have come through all the same.
    public override void SaveChangesCanceled(DbContextEventData eventData) => Forget(eventData.Context!);

    public override Task SaveChangesCanceledAsync(DbContextEventData eventData, CancellationToken cancellationToken = default)
    {
        Forget(eventData.Context!);
        return Task.CompletedTask;
    }

    private void Note(DbContext database)
    {
        if (database.ChangeTracker.Entries().Any(entry => entry.State != EntityState.Unchanged && entry.Entity is Platform or Registration or Deployment or FrameOrigin or MappingChoice or LmsRole or Term))
        {
            _writing.AddOrUpdate(database, null);
        }
    }

    private void Forget(DbContext database)
    {
        if (_writing.Remove(database))
        {
            memory.Forget();
        }
    }
}
