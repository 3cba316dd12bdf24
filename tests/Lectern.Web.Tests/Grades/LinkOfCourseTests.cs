using System.Text.Json.Nodes;
using Lectern.Core.ResourceLinks;
using Lectern.TestSupport;
using Lectern.TestSupport.Databases;
using Lectern.Web.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Names = Lectern.Lti.Launch.Claims;

namespace Lectern.Web.Tests.Grades;

/// <summary>A link whose id is its course's own.</summary>
public sealed class LinkOfCourseTests(Apps apps) : IClassFixture<Apps>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("moodle", true)]
    [InlineData("canvas", false)]
    public async Task In_Canvas_it_stands_for_all_that_is_embedded_there_and_in_Moodle_it_is_one_of_many_numbers(string family, bool counts)
    {
        var app = await apps.OfAsync(DatabaseEngine.Sqlite);
        using var browser = app.NewBrowser();
        var visit = app.Teacher() with { Change = claims => claims[Names.ToolPlatform] = new JsonObject { ["guid"] = "1", ["product_family_code"] = family } };
        var session = await browser.LaunchAsync(visit);
        await using var rows = app.Rows();
        var launch = await rows.Launches.Include(l => l.Collection).Include(l => l.Person).SingleAsync(l => l.Id == session.Launch, Stop);
        var video = Some.Video(launch.Collection!, launch.Person);
        await app.Database.AddAsync([video], Stop);
        var ticket = await app.Get<Tickets>().SignAsync(new Ticket(launch.RegistrationId, launch.CourseId, launch.CollectionId!.Value, video.Id, launch.PersonId, Points: 10), Stop);

        await browser.LaunchAsync(visit with { Link = visit.Course!, Target = $"{app.LaunchAddress}?{Tickets.QueryParameter}={ticket}" });

        Assert.Equal(counts, await rows.GradedLinks.AnyAsync(l => l.VideoId == video.Id && l.Points == 10, Stop));
    }
}
