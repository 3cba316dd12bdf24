using System.Reflection;
using Lectern.Lti.Tests.Launch;
using Lectern.Lti.Tests.Support;

namespace Lectern.Lti.Tests;

public sealed class RejectionCatalogueTests
{
    public static TheoryData<string> Codes => [.. Rejections.All.Select(rejection => rejection.Code.Value)];

    [Theory]
    [MemberData(nameof(Codes))]
    public void Every_rejection_code_has_a_test_that_asserts_it(string code)
    {
        var shown = typeof(RejectionCatalogueTests).Assembly.GetTypes()
            .SelectMany(type => type.GetMethods())
            .SelectMany(method => method.GetCustomAttributes<RefusesAttribute>())
            .Select(attribute => attribute.Code)
            .Concat(BadLaunches.All.Values.Select(bad => bad.Expected.Code.Value));

        Assert.Contains(code, shown);
    }

    [Theory]
    [MemberData(nameof(Codes))]
    public void Every_rejection_says_what_happened_to_the_person_and_to_the_operator(string code)
    {
        var rejection = Assert.Single(Rejections.All, one => one.Code.Value == code);

        Assert.Matches("^(LTI|REG)-[0-9]{3}$", code);
        Assert.All([rejection.Title, rejection.Text, rejection.OperatorText, rejection.Clause], text => Assert.False(string.IsNullOrWhiteSpace(text)));
        Assert.EndsWith(".", rejection.Text, StringComparison.Ordinal);
        Assert.All(
            ["successfully", "invalid", "error occurred", "please", "!", "oops", "sorry"],
            word => Assert.DoesNotContain(word, $"{rejection.Title} {rejection.Text}", StringComparison.OrdinalIgnoreCase));
        Assert.True(rejection.Title.Length <= 60, "A title fits one line.");
    }

    [Fact]
    public void The_codes_the_screens_rely_on_keep_their_words()
    {
        Assert.Equal("LTI-014", Rejections.NonceReused.Code.Value);
        Assert.Equal("The sign-in was already used once. Open the video again from the course.", $"{Rejections.NonceReused.Title}. {Rejections.NonceReused.Text}");
        Assert.Equal("LTI-021", Rejections.BrowserBindingMissing.Code.Value);
        Assert.Equal(
            "Your browser keeps Lectern from signing in inside this page. Open it in a new window; it works there.",
            $"{Rejections.BrowserBindingMissing.Title}. {Rejections.BrowserBindingMissing.Text}");
    }
}
