using System.Text.Json.Serialization;

namespace Lectern.Captions.Runs;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true, RespectRequiredConstructorParameters = true, AllowOutOfOrderMetadataProperties = true)]
[JsonSerializable(typeof(CaptionEvent))]
internal sealed partial class CaptionEventJson : JsonSerializerContext;
