using System.Security.Cryptography;
using Lectern.Captions.Runs;

namespace Lectern.Captions.Whisper.Models;

/// <summary>Finds models and refuses damaged ones before native code reads them.</summary>
/// <param name="folder">Where the shipped models are; null for <c>models/</c> beside the program.</param>
internal sealed class ModelStore(string? folder = null)
{
    // "ggml" as whisper.cpp writes it, little endian.
    private static readonly byte[] GgmlMagic = [0x6c, 0x6d, 0x67, 0x67];

    private readonly string folder = folder ?? Path.Combine(AppContext.BaseDirectory, "models");

    /// <summary>The shipped voice activity model's bytes.</summary>
    public async Task<byte[]> ReadSileroAsync(CancellationToken cancellationToken)
    {
        var path = Shipped(ShippedModel.Silero);
        var bytes = await File.ReadAllBytesAsync(path, cancellationToken).ConfigureAwait(false);
        RequireHash(ShippedModel.Silero, SHA256.HashData(bytes), path);
        return bytes;
    }

    /// <summary>The path of the Whisper model to load: the one given, or the one that ships.</summary>
    public async Task<string> FindWhisperAsync(string? given, CancellationToken cancellationToken)
    {
        if (given is null)
        {
            return await VerifyShippedAsync(ShippedModel.Whisper, cancellationToken).ConfigureAwait(false);
        }

        if (!File.Exists(given))
        {
            throw Unusable($"There is no model at {given}. Name a Whisper model in ggml form, or leave the option out to use the one that ships.");
        }

        await RequireGgmlAsync(given, cancellationToken).ConfigureAwait(false);
        return Path.GetFullPath(given);
    }

    private static CaptionFaultException Unusable(string message) => new(CaptionExitCode.UnusableModel, message);

    private static void RequireHash(ShippedModel model, byte[] hash, string path)
    {
        if (!Convert.ToHexStringLower(hash).Equals(model.Sha256, StringComparison.Ordinal))
        {
            throw Unusable($"The model {path} is damaged: its SHA-256 is not the one it shipped with. Install Lectern's files again.");
        }
    }

    private static async Task RequireGgmlAsync(string path, CancellationToken cancellationToken)
    {
        using var file = File.OpenRead(path);
        var magic = new byte[GgmlMagic.Length];
        var read = await file.ReadAtLeastAsync(magic, magic.Length, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false);
        if (read < magic.Length || !magic.AsSpan().SequenceEqual(GgmlMagic))
        {
            throw Unusable($"{path} is no Whisper model in ggml form.");
        }
    }

    private async Task<string> VerifyShippedAsync(ShippedModel model, CancellationToken cancellationToken)
    {
        var path = Shipped(model);
        using var file = File.OpenRead(path);
        RequireHash(model, await SHA256.HashDataAsync(file, cancellationToken).ConfigureAwait(false), path);
        return path;
    }

    private string Shipped(ShippedModel model)
    {
        var path = Path.Combine(folder, model.FileName);
        return File.Exists(path) ? path : throw Unusable($"The model {path} is missing. Install Lectern's files again.");
    }
}
