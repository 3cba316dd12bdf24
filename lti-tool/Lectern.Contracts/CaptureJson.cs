using System.Text.Json.Serialization;
using Lectern.Contracts.Devices;
using Lectern.Contracts.Recordings;
using Lectern.Contracts.Schedules;

namespace Lectern.Contracts;

/// <summary>
/// How the records look as JSON. Made when it is built, so that a trimmed agent reads and writes them too. What may be left out has
/// <c>set</c> where it has a value then: code made for <c>init</c> puts null or 0 in its place.
/// </summary>
[JsonSourceGenerationOptions(
    System.Text.Json.JsonSerializerDefaults.Web,
    UseStringEnumConverter = true,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(EnrolRequest))]
[JsonSerializable(typeof(EnrolAnswer))]
[JsonSerializable(typeof(KeyChange))]
[JsonSerializable(typeof(AgentSettings))]
[JsonSerializable(typeof(AgentStatus))]
[JsonSerializable(typeof(StatusAnswer))]
[JsonSerializable(typeof(FoundInputs))]
[JsonSerializable(typeof(Orders))]
[JsonSerializable(typeof(OrderResult))]
[JsonSerializable(typeof(UpdateHeader))]
[JsonSerializable(typeof(Schedule))]
[JsonSerializable(typeof(Fragment))]
[JsonSerializable(typeof(FragmentLines))]
[JsonSerializable(typeof(PartReceipt))]
[JsonSerializable(typeof(RecordingNotice))]
[JsonSerializable(typeof(SpareAnswer))]
[JsonSerializable(typeof(RecordingManifest))]
[JsonSerializable(typeof(RecordingReceipt))]
public sealed partial class CaptureJson : JsonSerializerContext;
