using Lectern.CaptureAgent.Session;

namespace Lectern.CaptureAgent.Tests.Session;

public sealed class HelperEndsTests
{
    private static readonly TimeSpan s_minute = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan s_second = TimeSpan.FromSeconds(1);
    private readonly HelperEnds ends = new();

    [Fact]
    public void An_end_of_its_own_counts()
    {
        Assert.Equal([0, 0, 0, 0], [ends.Begins(1), ends.Ended(1, isOwn: true, s_minute), ends.Begins(1), ends.Ended(1, isOwn: true, s_second)]);
    }

    [Fact]
    public void One_that_the_service_ends_does_not_count()
    {
        Assert.Equal([0, 1, 0], [ends.Begins(1), ends.Ended(1, isOwn: false, s_minute), ends.Begins(2)]);
    }

    [Fact]
    public void What_ends_with_its_session_does_not_count_however_often_it_is_begun_while_that_goes()
    {
        int[] before = [ends.Begins(1), ends.Ended(1, isOwn: true, s_minute), ends.Begins(1), ends.Ended(1, isOwn: true, s_minute), ends.Begins(1), ends.Ended(1, isOwn: true, s_second)];

        Assert.All(before, forgiven => Assert.Equal(0, forgiven));
        Assert.Equal([2, 0, 0], [ends.Begins(2), ends.Ended(2, isOwn: true, s_minute), ends.Begins(2)]);
    }
}
