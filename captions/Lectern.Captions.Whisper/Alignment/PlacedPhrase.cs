using Lectern.Captions.Layout;
using Lectern.Captions.Whisper.Recognition;

namespace Lectern.Captions.Whisper.Alignment;

/// <summary>A phrase whose words have their times on the media's clock.</summary>
/// <param name="Phrase">The phrase as Whisper gave it.</param>
/// <param name="Words">Its words.</param>
/// <param name="Spoken">Seconds of speech it lies on.</param>
internal sealed record PlacedPhrase(Phrase Phrase, IReadOnlyList<TimedWord> Words, double Spoken);
