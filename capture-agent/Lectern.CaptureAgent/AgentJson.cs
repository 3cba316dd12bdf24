using System.Text.Json;
using System.Text.Json.Serialization;
using Lectern.CaptureAgent.Panel;
using Lectern.CaptureAgent.Recording;
using Lectern.CaptureAgent.Scheduling;
using Lectern.CaptureAgent.Spool;
using Lectern.CaptureAgent.Status;
using Lectern.CaptureAgent.Upkeep;

namespace Lectern.CaptureAgent;

/// <summary>How the agent's own files look as JSON. What an older agent did not write has <c>set</c>, or it would be null and not its default.</summary>
[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web,
    WriteIndented = true,
    IgnoreReadOnlyProperties = true,
    UseStringEnumConverter = true,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(RecordingFile))]
[JsonSerializable(typeof(PlanState))]
[JsonSerializable(typeof(AnchorFile))]
[JsonSerializable(typeof(VersionPointer))]
[JsonSerializable(typeof(PanelStatus))]
[JsonSerializable(typeof(PanelAnswer))]
[JsonSerializable(typeof(DeviceFile))]
[JsonSerializable(typeof(EnrolmentFile))]
[JsonSerializable(typeof(RunsFile))]
internal sealed partial class AgentJson : JsonSerializerContext;
