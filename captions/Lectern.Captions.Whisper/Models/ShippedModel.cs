namespace Lectern.Captions.Whisper.Models;

/// <summary>A model that comes with the product. <c>captions/models/README.md</c> says where each is from.</summary>
/// <param name="FileName">Its file below <c>models/</c>.</param>
/// <param name="Sha256">What its bytes must hash to.</param>
internal sealed record ShippedModel(string FileName, string Sha256)
{
    public static ShippedModel Whisper { get; } = new("ggml-base-q8_0.bin", "0af440590e493405788867d6197f7e4fec9a04496d6cd5378055ac8f264f311f");

    public static ShippedModel Silero { get; } = new("silero-vad-16k-v6.2.3.onnx", "7ed98ddbad84ccac4cd0aeb3099049280713df825c610a8ed34543318f1b2c49");
}
