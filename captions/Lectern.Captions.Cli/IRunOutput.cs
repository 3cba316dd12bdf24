using Lectern.Captions.Runs;

namespace Lectern.Captions.Cli;

/// <summary>Where a run's events go.</summary>
internal interface IRunOutput : IProgress<CaptionEvent>;
