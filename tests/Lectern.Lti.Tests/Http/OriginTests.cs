using Lectern.Lti.Http;

namespace Lectern.Lti.Tests.Http;

public sealed class OriginTests
{
    [Theory]
    [InlineData("https://Video.Example.edu/a?b#c", "https://video.example.edu")]
    [InlineData("https://video.example.edu:443/", "https://video.example.edu")]
    [InlineData("http://localhost:8080/x", "http://localhost:8080")]
    [InlineData("http://[::1]:8080/x", "http://[::1]:8080")]
    [InlineData("https://bücher.example/", "https://xn--bcher-kva.example")]
    [InlineData("https://user@video.example.edu/", null)]
    [InlineData("ftp://video.example.edu/", null)]
    [InlineData("data:text/html,x", null)]
    [InlineData("/launch", null)]
    [InlineData("https://", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void An_origin_is_what_browsers_compare(string? address, string? origin)
    {
        Assert.Equal(origin, Origin.Of(address));
    }
}
