using Lectern.Captions.Whisper.Audio;
using Microsoft.ML.OnnxRuntime;

namespace Lectern.Captions.Whisper.Speech;

/// <summary>
/// Silero's voice activity network, one frame at a time: 512 new samples after the last 64 of the frame before, and a state
/// that is carried on. Not safe for two threads at once.
/// </summary>
internal sealed class SileroModel : IDisposable
{
    public const int FrameLength = 512;
    private const int ContextLength = 64;
    private const int StateLength = 2 * 128;
    private static readonly string[] Inputs = ["input", "state", "sr"];
    private static readonly string[] Outputs = ["output", "stateN"];

    private readonly float[] frame = new float[ContextLength + FrameLength];
    private readonly float[] state = new float[StateLength];
    private readonly InferenceSession session;
    private readonly RunOptions run = new();
    private readonly OrtValue[] values;

    public SileroModel(byte[] model)
    {
        using var options = new SessionOptions { IntraOpNumThreads = 1, InterOpNumThreads = 1 };
        // A frame is 60 microseconds of work: threads that spin for more would only burn the other core.
        options.AddSessionConfigEntry("session.intra_op.allow_spinning", "0");
        session = new InferenceSession(model, options);
        values =
        [
            OrtValue.CreateTensorValueFromMemory(frame, [1, frame.Length]),
            OrtValue.CreateTensorValueFromMemory(state, [2, 1, StateLength / 2]),
            OrtValue.CreateTensorValueFromMemory(new long[] { Pcm.SampleRate }, []),
        ];
    }

    /// <summary>The chance, 0 to 1, that the next frame holds speech.</summary>
    public float Next(ReadOnlySpan<short> samples)
    {
        frame.AsSpan(FrameLength).CopyTo(frame);
        for (var i = 0; i < FrameLength; i++)
        {
            frame[ContextLength + i] = i < samples.Length ? samples[i] / 32768f : 0;
        }

        using var results = session.Run(run, Inputs, values, Outputs);
        results[1].GetTensorDataAsSpan<float>().CopyTo(state);
        return results[0].GetTensorDataAsSpan<float>()[0];
    }

    public void Dispose()
    {
        foreach (var value in values)
        {
            value.Dispose();
        }

        run.Dispose();
        session.Dispose();
    }
}
