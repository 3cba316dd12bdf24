using System.Net;
using Lectern.Lti.Http;

namespace Lectern.Lti.Tests.Http;

public sealed class PublicAddressTests
{
    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("127.8.9.10")]
    [InlineData("0.0.0.0")]
    [InlineData("10.0.0.5")]
    [InlineData("172.16.0.1")]
    [InlineData("172.31.255.255")]
    [InlineData("192.168.1.1")]
    [InlineData("169.254.169.254")]
    [InlineData("100.64.0.1")]
    [InlineData("192.0.0.170")]
    [InlineData("198.18.0.1")]
    [InlineData("224.0.0.1")]
    [InlineData("255.255.255.255")]
    [InlineData("::1")]
    [InlineData("::")]
    [InlineData("::ffff:127.0.0.1")]
    [InlineData("::ffff:10.1.2.3")]
    [InlineData("::ffff:169.254.169.254")]
    [InlineData("::127.0.0.1")]
    [InlineData("::ffff:0:127.0.0.1")]
    [InlineData("fe80::1")]
    [InlineData("fe80::1%2")]
    [InlineData("fec0::1")]
    [InlineData("fc00::1")]
    [InlineData("fd12:3456::1")]
    [InlineData("ff02::1")]
    [InlineData("64:ff9b::a00:1")]
    [InlineData("64:ff9b::7f00:1")]
    [InlineData("64:ff9b:1::1")]
    [InlineData("2002:7f00:1::")]
    [InlineData("2001::1")]
    [InlineData("2001:db8::1")]
    public async Task No_name_leads_to_an_address_that_is_not_public(string address)
    {
        using var client = PlatformHttp.CreateClient(new PlatformHttpOptions(), TimeProvider.System, (_, _) => Task.FromResult(new[] { IPAddress.Parse(address) }));

        var thrown = await Assert.ThrowsAnyAsync<HttpRequestException>(() => Get(client, "https://lms.example.edu/jwks"));

        Assert.Equal(PlatformHttpFault.AddressNotPublic, Fault(thrown));
        Assert.False(PublicAddress.Is(IPAddress.Parse(address)));
    }

    [Theory]
    [InlineData("8.8.8.8")]
    [InlineData("172.32.0.1")]
    [InlineData("100.128.0.1")]
    [InlineData("::ffff:8.8.8.8")]
    [InlineData("2606:4700::1111")]
    [InlineData("2a00:1450:4001::1")]
    [InlineData("64:ff9b::808:808")]
    public void Public_addresses_pass(string address)
    {
        Assert.True(PublicAddress.Is(IPAddress.Parse(address)));
    }

    private static async Task Get(HttpClient client, string address)
    {
        using var response = await client.GetAsync(new Uri(address), TestContext.Current.CancellationToken);
    }

    private static PlatformHttpFault? Fault(HttpRequestException thrown) => (thrown as PlatformHttpException ?? thrown.InnerException as PlatformHttpException)?.Fault;
}
