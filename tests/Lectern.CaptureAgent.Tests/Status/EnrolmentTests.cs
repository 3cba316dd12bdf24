using Lectern.CaptureAgent.Cli;
using Lectern.CaptureAgent.Status;
using Lectern.CaptureAgent.Tests.Support;

namespace Lectern.CaptureAgent.Tests.Status;

public sealed class EnrolmentTests : IAsyncLifetime
{
    private readonly UploadBench bench = new();

    public async ValueTask InitializeAsync()
    {
        await bench.Server.StartAsync();
        bench.Memory.Code = "K7QM-2XHB";
        bench.NewUploader();
    }

    public ValueTask DisposeAsync() => bench.DisposeAsync();

    [Fact]
    public async Task A_machine_with_a_code_becomes_a_rooms_device_by_a_key_that_only_it_reads()
    {
        var (enrolled, problem) = await EnrolAsync("K7QM-2XHB");

        Assert.Equal(("A 101", null), (enrolled?.RoomName, problem));
        var device = new DeviceStore(bench.Folder).Read()!;
        Assert.Equal((bench.Memory.Device, bench.Server.Address, 43), (device.Device, device.Server, device.Key.Length));
        Assert.Contains(DeviceKey.HashOf(device.Key), bench.Memory.Keys);
        Assert.False(File.Exists(bench.Folder.Enrolment));
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(bench.Folder.Device));
        }
    }

    [Theory]
    [InlineData("K7QM-2XHB", 0)]
    [InlineData("WRONG", 1)]
    public async Task The_command_enrols_and_says_by_its_exit_code_whether_it_did(string code, int exit)
    {
        string[] arguments = ["enroll", code, "--server", bench.Server.Address.OriginalString, "--data", bench.Folder.Root];

        Assert.Equal(exit, await AgentCommand.Create().Parse(arguments).InvokeAsync(cancellationToken: UploadBench.Token));
        Assert.Equal(exit == 0, File.Exists(bench.Folder.Device));
    }

    [Fact]
    public async Task A_code_whose_answer_was_lost_is_tried_again_with_the_same_key()
    {
        bench.Server.LosesAnswer = _ => true;
        var first = await EnrolAsync("K7QM-2XHB");
        bench.Server.LosesAnswer = null;

        var second = await EnrolAsync("K7QM-2XHB");

        Assert.NotNull(first.Problem);
        Assert.Null(second.Problem);
        Assert.Single(bench.Memory.Keys);
    }

    [Fact]
    public async Task A_wrong_code_changes_nothing_and_says_why()
    {
        var before = await EnrolAsync("K7QM-2XHB");

        var (enrolled, problem) = await EnrolAsync("WRONG");

        Assert.NotNull(before.Enrolled);
        Assert.Null(enrolled);
        Assert.Equal("CAP-001 This code is not good, or not any more.", problem);
        Assert.Contains(DeviceKey.HashOf(new DeviceStore(bench.Folder).Read()!.Key), bench.Memory.Keys);
    }

    [Theory]
    [InlineData("http://lectern.example.edu")]
    [InlineData("ftp://lectern.example.edu")]
    public async Task A_key_is_not_sent_over_a_line_that_anybody_reads(string server)
    {
        var (enrolled, problem) = await NewEnrolment().RunAsync(new Uri(server), "K7QM-2XHB", UploadBench.Token);

        Assert.Null(enrolled);
        Assert.Contains("https://", problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_machine_that_moves_to_another_room_forgets_what_was_booked_in_the_old_one()
    {
        await EnrolAsync("K7QM-2XHB");
        var store = new DeviceStore(bench.Folder);
        store.Write(store.Read()! with { Room = Guid.CreateVersion7() });
        await File.WriteAllTextAsync(bench.Folder.Settings, "{}", UploadBench.Token);
        await File.WriteAllTextAsync(bench.Folder.Schedule, "{}", UploadBench.Token);

        await EnrolAsync("K7QM-2XHB");

        Assert.False(File.Exists(bench.Folder.Settings));
        Assert.False(File.Exists(bench.Folder.Schedule));
    }

    private Enrolment NewEnrolment() => new(bench.Folder, new DeviceStore(bench.Folder), bench.Tool, TimeProvider.System);

    private Task<(Contracts.Devices.EnrolAnswer? Enrolled, string? Problem)> EnrolAsync(string code) =>
        NewEnrolment().RunAsync(bench.Server.Address, code, UploadBench.Token);
}
