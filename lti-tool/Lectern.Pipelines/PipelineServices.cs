using Lectern.Core.Jobs;
using Lectern.Core.Storage;
using Lectern.Ffmpeg;
using Lectern.Ffmpeg.Probing;
using Lectern.Pipelines.Captions;
using Lectern.Pipelines.Capture;
using Lectern.Pipelines.Copies;
using Lectern.Pipelines.Engine;
using Lectern.Pipelines.Retention;
using Lectern.Pipelines.Runs;
using Lectern.Pipelines.Videos;
using Lectern.Transcode;
using Lectern.Transcode.Joining;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Lectern.Pipelines;

public static class PipelineServices
{
    /// <summary>
    /// Makes this process a worker. It asks for the use cases (<c>AddLecternCore</c>) and a database; the tables must be there before
    /// the host starts. Options come from the sections <see cref="PipelineOptions.Section"/>,
    /// <see cref="RetentionOptions.Section"/> and <see cref="StorageOptions.Section"/>.
    /// </summary>
    /// <param name="services">The host's services.</param>
    /// <param name="store">Where the job engine keeps its books.</param>
    public static IServiceCollection AddLecternPipelines(this IServiceCollection services, JobStore store)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddOptions<StorageOptions>().BindConfiguration(StorageOptions.Section);
        services.AddOptions<PipelineOptions>().BindConfiguration(PipelineOptions.Section).ValidateOnStart();
        services.AddOptions<RetentionOptions>().BindConfiguration(RetentionOptions.Section);
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<PipelineOptions>, PipelineOptionsCheck>());
        services.AddSingleton(store);
        return services.AddEngine().AddVideos().AddCaptions().AddCopies().AddGrowing();
    }

    private static IServiceCollection AddEngine(this IServiceCollection services) => services
        .AddSingleton<NodeLease>().AddSingleton<LiveRuns>().AddSingleton<Leftovers>()
        .AddSingleton<VersionReferences>().AddSingleton<Workspaces>().AddSingleton<JobErrors>()
        .AddSingleton<JobRunner>().AddSingleton<JobEngine>().AddSingleton<JobDispatcher>()
        .AddSingleton<OrphanBook>().AddSingleton<OrphanSweep>().AddSingleton<PurgeDeleted>()
        .AddHostedService<PipelineWorker>().AddHostedService<RetentionWorker>();

    private static IServiceCollection AddVideos(this IServiceCollection services) => services
        .AddSingleton(Tools).AddSingleton<FfprobeRunner>().AddSingleton<Transcoder>().AddSingleton<PosterMaker>()
        .AddSingleton<Joiner>().AddSingleton<WholeFiles>().AddSingleton<PlanJoining>().AddSingleton<JoinRecording>().AddSingleton<ForgetParts>()
        .AddSingleton<SourceFiles>().AddSingleton<StreamStore>()
        .AddSingleton<ReceiveStep>().AddSingleton<ProbeStep>().AddSingleton<InstantStep>().AddSingleton<PosterStep>().AddSingleton<RenditionsStep>()
        .AddSingleton<IPipeline, VideoPipeline>();

    private static IServiceCollection AddCaptions(this IServiceCollection services) => services
        .AddSingleton<CaptionProgram>().AddSingleton<CaptionStep>().AddSingleton<IPipeline, CaptionPipeline>();

    private static IServiceCollection AddCopies(this IServiceCollection services) => services
        .AddSingleton<FileCopier>().AddSingleton<PublishCopy>().AddSingleton<CopyStep>().AddSingleton<IPipeline, CopyPipeline>();

    private static IServiceCollection AddGrowing(this IServiceCollection services) => services
        .AddSingleton<GrowingFolders>().AddSingleton<GrowRecording>().AddSingleton<GrownStep>().AddSingleton<IPipeline, GrownPipeline>().AddHostedService<GrowingWorker>();

    private static FfmpegTool Tools(IServiceProvider provider)
    {
        var options = provider.GetRequiredService<IOptions<PipelineOptions>>().Value;
        var settings = new FfmpegOptions { FfmpegPath = options.FfmpegPath, FfprobePath = options.FfprobePath };
        try
        {
            return FfmpegTool.Locate(settings, provider.GetRequiredService<Leftovers>().Runner);
        }
        catch (FileNotFoundException missing)
        {
            throw new InvalidOperationException(
                $"{missing.FileName} is not on this machine. Install ffmpeg, or name its programs in {PipelineOptions.Section}:{nameof(PipelineOptions.FfmpegPath)} and {nameof(PipelineOptions.FfprobePath)}.", missing);
        }
    }
}
