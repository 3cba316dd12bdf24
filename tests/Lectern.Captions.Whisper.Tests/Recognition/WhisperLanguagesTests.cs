using global::Whisper.net;

namespace Lectern.Captions.Whisper.Tests.Recognition;

public sealed class WhisperLanguagesTests
{
    [Fact]
    public void The_list_is_the_engine_s_own()
    {
        Assert.Equal(WhisperFactory.GetSupportedLanguages().Order(StringComparer.Ordinal), WhisperLanguages.All.Order(StringComparer.Ordinal));
    }
}
