using Lectern.Lti.Services;

namespace Lectern.Lti.Tests.Services;

public sealed class LinkHeaderTests
{
    private static readonly Uri Current = new("https://lms.example.edu/mod/lti/services.php/2/lineitems?type_id=4&limit=2");

    [Theory]
    [InlineData("<https://lms.example.edu/p2>; rel=\"next\"", "https://lms.example.edu/p2")]
    [InlineData("<https://lms.example.edu/p2>; rel=next", "https://lms.example.edu/p2")]
    [InlineData("<https://lms.example.edu/p2>;rel='next'", "https://lms.example.edu/p2")]
    [InlineData("<https://lms.example.edu/p2>; REL=\"Next\"", "https://lms.example.edu/p2")]
    [InlineData("<https://lms.example.edu/p2>; title=\"x\"; rel=\"last next\"", "https://lms.example.edu/p2")]
    [InlineData("<https://lms.example.edu/p1>; rel=\"prev\", <https://lms.example.edu/p2?a=1,2;3>; rel=\"next\"", "https://lms.example.edu/p2?a=1,2;3")]
    [InlineData("<?type_id=4&limit=2&from=2>; rel=\"next\"", "https://lms.example.edu/mod/lti/services.php/2/lineitems?type_id=4&limit=2&from=2")]
    [InlineData("</p2>; rel=\"next\"", "https://lms.example.edu/p2")]
    [InlineData("https://lms.example.edu/p2; rel=\"next\"", "https://lms.example.edu/p2")]
    [InlineData("<https://lms.example.edu/p2?a=1&amp;b=2>; rel=“next”", "https://lms.example.edu/p2?a=1&b=2")]
    [InlineData("<https://lms.example.edu/p2>; rel=\u00e2\u0080\u009cnext\u00e2\u0080\u009d", "https://lms.example.edu/p2")]
    public void The_next_page_is_found_however_it_is_written(string header, string expected)
    {
        Assert.True(LinkHeader.TryFind([header], "next", Current, out var address));

        Assert.Equal(expected, address?.AbsoluteUri);
    }

    [Theory]
    [InlineData("")]
    [InlineData("<https://lms.example.edu/p2>")]
    [InlineData("<https://lms.example.edu/p2>; rel=\"nextest\"")]
    [InlineData("<https://lms.example.edu/p2>; rel=\"prev\"; title=\"next\"")]
    [InlineData("<https://lms.example.edu/p2; rel=\"next\"")]
    [InlineData("<>; rel=\"next\"")]
    [InlineData("https://lms.example.edu/rel=next")]
    public void Where_no_next_page_is_named_there_is_none(string header)
    {
        Assert.False(LinkHeader.TryFind([header], "next", Current, out var address));

        Assert.Null(address);
    }

    [Fact]
    public void A_next_page_that_cannot_be_read_is_not_the_end()
    {
        Assert.True(LinkHeader.TryFind(["<http://[broken>; rel=\"next\""], "next", Current, out var address));

        Assert.Null(address);
    }

    [Fact]
    public void Each_relation_is_looked_for_in_every_header()
    {
        string[] headers = ["<https://lms.example.edu/d>; rel=\"differences\"", "<https://lms.example.edu/p2>; rel=\"next\""];

        LinkHeader.TryFind(headers, "next", Current, out var next);
        LinkHeader.TryFind(headers, "differences", Current, out var differences);

        Assert.Equal(("https://lms.example.edu/p2", "https://lms.example.edu/d"), (next?.AbsoluteUri, differences?.AbsoluteUri));
    }
}
