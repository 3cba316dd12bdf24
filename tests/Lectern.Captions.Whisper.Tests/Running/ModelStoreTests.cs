using Lectern.Captions.Runs;
using Lectern.Captions.Whisper.Models;

namespace Lectern.Captions.Whisper.Tests.Running;

public sealed class ModelStoreTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("lectern-models-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task The_shipped_models_are_the_bytes_they_claim_to_be()
    {
        var store = new ModelStore();

        Assert.True(File.Exists(await store.FindWhisperAsync(null, TestContext.Current.CancellationToken)));
        Assert.NotEmpty(await store.ReadSileroAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_shipped_model_with_one_changed_byte_is_refused()
    {
        var bytes = await new ModelStore().ReadSileroAsync(TestContext.Current.CancellationToken);
        bytes[^1] ^= 1;
        await File.WriteAllBytesAsync(Path.Combine(folder, ShippedModel.Silero.FileName), bytes, TestContext.Current.CancellationToken);

        var fault = await Assert.ThrowsAsync<CaptionFaultException>(() => new ModelStore(folder).ReadSileroAsync(TestContext.Current.CancellationToken));

        Assert.Equal(CaptionExitCode.UnusableModel, fault.Code);
        Assert.Contains("damaged", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_missing_model_is_named()
    {
        var shipped = await Assert.ThrowsAsync<CaptionFaultException>(() => new ModelStore(folder).FindWhisperAsync(null, TestContext.Current.CancellationToken));
        var given = await Assert.ThrowsAsync<CaptionFaultException>(() => new ModelStore(folder).FindWhisperAsync("/nowhere/model.bin", TestContext.Current.CancellationToken));

        Assert.Contains(ShippedModel.Whisper.FileName, shipped.Message, StringComparison.Ordinal);
        Assert.Contains("/nowhere/model.bin", given.Message, StringComparison.Ordinal);
    }
}
