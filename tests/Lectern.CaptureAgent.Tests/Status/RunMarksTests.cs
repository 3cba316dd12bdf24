using Lectern.CaptureAgent.Status;
using Lectern.TestSupport;

namespace Lectern.CaptureAgent.Tests.Status;

public sealed class RunMarksTests : IDisposable
{
    private readonly TempFolder temporary = new();

    private AgentFolder Folder => new(temporary.Path);

    public void Dispose() => temporary.Dispose();

    [Fact]
    public void A_run_finds_the_one_that_was_heard_last_and_those_since()
    {
        var first = Begin();
        first.Heard();
        var (unheard, another) = (Begin(), Begin());
        var last = Begin();

        Assert.Empty(Assert.IsAssignableFrom<IReadOnlyList<Guid>>(Begin(new AgentFolder(Path.Combine(temporary.Path, "new"))).Earlier));
        Assert.Null(first.Earlier);
        Assert.Equal([first.Run, unheard.Run, another.Run], last.Earlier!);
        last.Heard();
        Assert.Equal([last.Run], Begin().Earlier!);
    }

    [Fact]
    public void A_run_is_on_the_disk_before_it_is_told_of_and_one_that_can_t_be_written_is_not_told_of()
    {
        Directory.CreateDirectory(Folder.Runs);
        var marks = new RunMarks(Folder);

        Assert.False(marks.TryMark());
        Directory.Delete(Folder.Runs);
        Assert.True(marks.TryMark());
        Assert.True(marks.TryMark());

        Assert.Equal([marks.Run], Begin().Earlier!);
    }

    [Fact]
    public void However_often_it_starts_without_the_tool_it_remembers_which_run_was_heard()
    {
        var first = Begin();
        first.Heard();
        for (var start = 0; start < 150; start++)
        {
            Begin();
        }

        var last = Begin().Earlier!;

        Assert.Equal((first.Run, 100), (last[0], last.Count));
    }

    private RunMarks Begin(AgentFolder? folder = null)
    {
        folder ??= Folder;
        folder.Create();
        var marks = new RunMarks(folder);
        Assert.True(marks.TryMark());
        return marks;
    }
}
