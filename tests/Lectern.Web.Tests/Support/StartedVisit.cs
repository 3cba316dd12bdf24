using System.Net;

namespace Lectern.Web.Tests.Support;

/// <summary>A login page that was answered: the platform comes next.</summary>
public sealed record StartedVisit(Visit Visit, string Target, string State, string Nonce, Uri AuthorizationUrl, string WindowUrl, string CookieName);

/// <summary>Where an accepted launch sends the browser.</summary>
public sealed record Arrival(Guid Launch, string Code, string Location)
{
    public static async Task<Arrival> OfAsync(HttpResponseMessage response)
    {
        Assert.True(response.StatusCode == HttpStatusCode.SeeOther, $"{response.StatusCode}: {await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)}");
        var location = response.Headers.Location!.OriginalString;
        Assert.Matches("^/w/[0-9a-f-]{36}#[A-Za-z0-9_-]{43}$", location);
        return new Arrival(Guid.Parse(location[3..39]), location[40..], location);
    }
}
