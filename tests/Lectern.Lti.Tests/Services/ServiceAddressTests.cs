using Lectern.Lti.Services;

namespace Lectern.Lti.Tests.Services;

public sealed class ServiceAddressTests
{
    [Theory]
    [InlineData("https://l.example/2/lineitems/56/lineitem?type_id=4", "https://l.example/2/lineitems/56/lineitem/scores?type_id=4")]
    [InlineData("https://l.example/line_items/31", "https://l.example/line_items/31/scores")]
    [InlineData("https://l.example/line_items/31/", "https://l.example/line_items/31/scores")]
    [InlineData("https://l.example/line_items/31#top", "https://l.example/line_items/31/scores")]
    [InlineData("https://l.example/i?a=b/c?d", "https://l.example/i/scores?a=b/c?d")]
    public void Scores_lie_below_the_path_and_before_the_query(string lineItem, string expected) => Assert.Equal(expected, ServiceAddress.Below(lineItem, "scores"));

    [Theory]
    [InlineData("https://l.example/m", "https://l.example/m?role=a%26b")]
    [InlineData("https://l.example/m?", "https://l.example/m?role=a%26b")]
    [InlineData("https://l.example/m?x=1", "https://l.example/m?x=1&role=a%26b")]
    [InlineData("https://l.example/m?x=1&", "https://l.example/m?x=1&role=a%26b")]
    [InlineData("https://l.example/m?x=1#f", "https://l.example/m?x=1&role=a%26b")]
    public void Parameters_join_the_query_that_is_there(string address, string expected) => Assert.Equal(expected, ServiceAddress.With(address, "role", "a&b"));

    [Theory]
    [InlineData("https://l.example/m?role=x", true)]
    [InlineData("https://l.example/m?a=1&role", true)]
    [InlineData("https://l.example/m?roles=x&a=role", false)]
    [InlineData("https://l.example/role", false)]
    public void A_parameter_is_known_by_its_whole_name(string address, bool has) => Assert.Equal(has, ServiceAddress.Has(address, "role"));
}
