using Lectern.Captions.Runs;

namespace Lectern.Pipelines.Captions;

/// <summary>A caption run did not do its work.</summary>
internal sealed class CaptionRunException(CaptionExitCode code, string? words, IReadOnlyList<string> errorTail)
    : Exception($"{code} ({(int)code}): {words}\n{string.Join('\n', errorTail)}".TrimEnd());
