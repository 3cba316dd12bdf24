using Lectern.Captions.Runs;
using Whisper.net;
using Whisper.net.Ggml;

namespace Lectern.Captions.Whisper.Recognition;

/// <summary>
/// Whisper, one window at a time. Every window stands alone (text carried over from the one before is what makes Whisper
/// loop) and is decoded as a single segment: without that, whisper.cpp runs the encoder once more for the second or two
/// after the last timestamp, which doubles the time.
/// </summary>
internal sealed class Recogniser : IDisposable, IAsyncDisposable
{
    private readonly WhisperFactory factory;
    private readonly int threads;
    private WhisperProcessor? processor;

    private Recogniser(WhisperFactory factory, int threads) => (this.factory, this.threads) = (factory, threads);

    public static Recogniser Load(string modelPath, int threads)
    {
        NativeProcess.Prepare();
        try
        {
            // Flash attention halves the decoder's time on a processor as well; the GPU is left to those who build for it.
            var options = new WhisperFactoryOptions { UseGpu = false, UseFlashAttention = true };
            var factory = WhisperFactory.FromPath(modelPath, options);
            // The factory finds out that a model can't be read only when it is first used.
            factory.CreateBuilder();
            return new Recogniser(factory, threads);
        }
        catch (WhisperModelLoadException fault)
        {
            throw new CaptionFaultException(CaptionExitCode.UnusableModel, $"The model {modelPath} can't be loaded: it is damaged or of another kind.", fault);
        }
        catch (Exception fault) when (fault is FileNotFoundException or DllNotFoundException or BadImageFormatException or TypeInitializationException)
        {
            throw new CaptionFaultException(CaptionExitCode.EngineUnavailable, "Whisper's native library can't be loaded on this machine. On Debian it needs libgomp1 and a processor with AVX2.", fault);
        }
    }

    /// <summary>The language of some sound of at most 30 s, and how sure that is.</summary>
    public (string Language, double Probability) DetectLanguage(ReadOnlySpan<float> samples)
    {
        using var detector = Builder("auto").Build();
        var (language, probability) = detector.DetectLanguageWithProbability(samples, []);
        return (language ?? "en", probability);
    }

    /// <summary>Sets the language the windows are in.</summary>
    public void UseLanguage(string language) => processor = Builder(language).WithProbabilities().WithSingleSegment().Build();

    public async Task<HeardWindow> HearAsync(ReadOnlyMemory<float> samples, TimeSpan length, CancellationToken cancellationToken)
    {
        var phrases = new List<Phrase>();
        var noSpeech = 0f;
        var hasMore = false;
        await foreach (var segment in processor!.ProcessAsync(samples, cancellationToken).ConfigureAwait(false))
        {
            var tokens = segment.Tokens.Select(token => new HeardToken(token.Text ?? "", token.Probability)).ToList();
            phrases.AddRange(PhraseReader.Read(tokens, segment.Text, length));
            noSpeech = Math.Max(noSpeech, segment.NoSpeechProbability);
            hasMore = EndsInPair(tokens);
        }

        return new HeardWindow(phrases, noSpeech, hasMore);
    }

    private static bool EndsInPair(List<HeardToken> tokens) => tokens.Count > 2 && tokens[^1].Time is not null && tokens[^1].Time == tokens[^2].Time;

    public void Dispose()
    {
        processor?.Dispose();
        factory.Dispose();
    }

    public async ValueTask DisposeAsync()
    {
        if (processor is not null)
        {
            await processor.DisposeAsync().ConfigureAwait(false);
        }

        factory.Dispose();
    }

    private WhisperProcessorBuilder Builder(string language)
    {
        var builder = factory.CreateBuilder().WithLanguage(language).WithNoContext().WithThreads(threads);
        builder.WithGreedySamplingStrategy();
        return builder;
    }
}
