using Lectern.Core.Database;

namespace Lectern.Core.Tests.Database;

public sealed class StoredTextTests
{
    [Theory]
    [InlineData(null, null)]
    [InlineData("", null)]
    [InlineData(" \t\r\n", null)]
    [InlineData("\0\u0001\u007f\u009f", null)]
    [InlineData("Ada", "Ada")]
    [InlineData("A\0d\na", "Ada")]
    [InlineData("abcdef", "abcde")]
    [InlineData("abcd\U0001F600", "abcd")]
    [InlineData("abc\U0001F600", "abc\U0001F600")]
    public void Text_is_kept_as_far_as_its_column_takes_it(string? text, string? kept)
    {
        Assert.Equal(kept, StoredText.Clip(text, 5));
    }
}
