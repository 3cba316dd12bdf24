using System.Data.Common;
using Lectern.Core.Jobs;
using Lectern.Core.Storage;
using Lectern.Pipelines.Runs;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Quartz;

namespace Lectern.Pipelines.Engine;

/// <summary>
/// Quartz, and all we ask of it: run what it is given as soon as its group has room, never more, and forget it with the process.
/// </summary>
internal sealed class JobEngine(
    JobRunner runner, JobStore store, IOptions<PipelineOptions> options, IOptions<StorageOptions> storage, ILoggerFactory logs) : IAsyncDisposable
{
    private StandaloneSchedulerFactory? _factory;
    private IScheduler? _scheduler;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        _factory = QuartzSchedulerBuilder.Create(Configure).Build();
        _scheduler = await _factory.GetScheduler(cancellationToken);
        await _scheduler.Start(cancellationToken);
    }

    /// <summary>Gives a run to the engine. Nothing happens when it has it already, from us or from another node.</summary>
    public async Task GiveAsync(JobKind kind, JobAttempt attempt, CancellationToken cancellationToken)
    {
        var group = ExecutionGroups.Of(kind);
        var key = new JobKey(attempt.ToString(), group);
        if (await _scheduler!.Exists(key, cancellationToken))
        {
            await ForgetBrokenAsync(key, cancellationToken);
            return;
        }

        var job = JobBuilder.Create<RunJob>().WithIdentity(key).Build();
        var trigger = TriggerBuilder.Create<RunJob>()
            .WithIdentity(attempt.ToString(), group).WithExecutionGroup(group).ForJob(key).StartNow().Build();
        try
        {
            await _scheduler.ScheduleJob(job, trigger, default, cancellationToken);
        }
        catch (SchedulerException exception) when (IsAlreadyThere(exception))
        {
            // Another node was faster between the question and the deed.
        }
    }

    /// <summary>Returns when what runs has ended; those runs are cancelled by the stop of the host.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        if (_scheduler is { Status: not SchedulerStatus.Shutdown })
        {
            await _scheduler.Shutdown(true, cancellationToken);
        }
    }

    public ValueTask DisposeAsync() => _factory?.DisposeAsync() ?? ValueTask.CompletedTask;

    // A trigger that could not be built from the store ends in the state Error and would keep its key for ever.
    private async Task ForgetBrokenAsync(JobKey key, CancellationToken cancellationToken)
    {
        if (await _scheduler!.GetTriggerState(new TriggerKey(key.Name, key.Group), cancellationToken) == TriggerState.Error)
        {
            await _scheduler.DeleteJob(key, cancellationToken);
        }
    }

    // Some stores wrap it in the exception of a failed write.
    private static bool IsAlreadyThere(Exception? exception) =>
        exception is not null && (exception is ObjectAlreadyExistsException || IsAlreadyThere(exception.InnerException));

    private void Configure(IQuartzBuilder quartz)
    {
        var served = ExecutionGroups.ServedBy(options.Value);
        quartz.Services.AddSingleton(logs).AddSingleton(runner).AddTransient<RunJob>();
        quartz.ConfigureScheduler(scheduler =>
        {
            scheduler.InstanceName = "lectern";
            scheduler.GenerateInstanceId = store.Engine != JobStoreEngine.Sqlite;
            scheduler.IdleWaitTime = TimeSpan.FromSeconds(2);
            scheduler.ServedExecutionGroups.AddRange(served.Select(ExecutionGroups.Of));
        });
        quartz.UseDefaultThreadPool(Math.Max(1, served.Sum(kind => ExecutionGroups.LimitOf(kind, options.Value))));
        quartz.UseExecutionLimits(limits =>
        {
            foreach (var kind in served)
            {
                limits.ForGroup(ExecutionGroups.Of(kind), ExecutionGroups.LimitOf(kind, options.Value));
            }
        });
        quartz.UsePersistentStore(Store);
    }

    private void Store(IPersistentStoreBuilder builder)
    {
        builder.ProvisionSchema();
        switch (store.Engine)
        {
            case JobStoreEngine.PostgreSql:
                builder.UsePostgres(store.Provider, store.ConnectionString!);
                break;
            case JobStoreEngine.SqlServer:
                builder.UseSqlServer(store.Provider, store.ConnectionString!);
                break;
            default:
                builder.UseSqlite(store.Provider, store.ConnectionString ?? OwnFile());
                return;
        }

        builder.UseClustering(cluster =>
        {
            cluster.CheckinInterval = TimeSpan.FromSeconds(3);
            cluster.CheckinMisfireThreshold = TimeSpan.FromSeconds(6);
        });
    }

    private string OwnFile()
    {
        var file = JobStore.OwnFileIn(storage.Value);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        return new DbConnectionStringBuilder { ["Data Source"] = file }.ConnectionString;
    }
}
