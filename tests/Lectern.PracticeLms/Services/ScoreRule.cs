using Lectern.PracticeLms.State;

namespace Lectern.PracticeLms.Services;

/// <summary>What a platform makes of a score. <paramref name="before"/> is the grade that is there, an empty one when there is none.</summary>
internal delegate ScoreVerdict ScoreRule(Score score, Grade before, LineItem item, DateTimeOffset now);
