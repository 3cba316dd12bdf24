using Lectern.Core.Keys;
using Lectern.Core.Storage;
using Lectern.TestSupport;

namespace Lectern.Core.Tests.Keys;

public sealed class KeyFileTests : IDisposable
{
    private readonly TempFolder _folder = new();

    [Fact]
    public void By_default_it_lies_beside_the_data_folder_and_not_in_it()
    {
        var storage = new StorageOptions { DataFolder = _folder.File("data") + Path.DirectorySeparatorChar };

        var path = new KeyOptions().PathWith(storage);

        Assert.Equal(_folder.File("data.key"), path);
    }

    [Fact]
    public void It_is_made_for_its_owner_only_and_opens_what_it_sealed_the_next_time()
    {
        var made = KeyFiles.In(_folder).ReadOrMake();

        var opened = KeyFiles.In(_folder).Key.Open(made.Seal("a secret, ä", "here"), "here");

        Assert.Equal("a secret, ä", opened);
        Assert.Equal(["lectern.key"], Directory.GetFiles(_folder.Path).Select(Path.GetFileName));
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(_folder.File("lectern.key")));
        }
    }

    [Fact]
    public async Task Of_processes_that_make_it_at_once_all_have_the_same()
    {
        using var start = new Barrier(8);
        var keys = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Factory.StartNew(
            () =>
            {
                start.SignalAndWait();
                return KeyFiles.In(_folder).ReadOrMake().Id;
            },
            TestContext.Current.CancellationToken,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default)));

        Assert.Single(keys.Distinct());
        Assert.Single(Directory.GetFiles(_folder.Path));
    }

    [Fact]
    public void Without_the_file_nothing_is_made_up()
    {
        var fault = Assert.Throws<OperatorException>(() => KeyFiles.In(_folder).Key);

        Assert.Equal("KEY-001", fault.Code);
        Assert.Contains(_folder.File("lectern.key"), fault.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(_folder.Path));
    }

    [Theory]
    [InlineData("")]
    [InlineData("lectern-root-key-1 c2hvcnQ")]
    [InlineData("lectern-root-key-1")]
    [InlineData("-----BEGIN PRIVATE KEY-----")]
    public void A_file_that_holds_no_key_is_said_to_and_is_left_as_it_is(string text)
    {
        File.WriteAllText(_folder.File("lectern.key"), text);

        var fault = Assert.Throws<OperatorException>(() => KeyFiles.In(_folder).ReadOrMake());

        Assert.Equal("KEY-003", fault.Code);
        Assert.Equal(text, File.ReadAllText(_folder.File("lectern.key")));
    }

    [Fact]
    public void A_place_that_can_not_be_written_to_is_said()
    {
        File.WriteAllText(_folder.File("taken"), "a file, no folder");

        var fault = Assert.Throws<OperatorException>(() => KeyFiles.In(_folder, Path.Combine("taken", "lectern.key")).ReadOrMake());

        Assert.Equal("KEY-005", fault.Code);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(12)]
    [InlineData(-1)]
    public void A_sealed_text_with_one_bit_changed_is_not_opened(int at)
    {
        var key = RootKey.Create();
        var text = key.Seal("a secret", "here");
        var bytes = System.Buffers.Text.Base64Url.DecodeFromChars(text.Split('.')[2]);
        bytes[at < 0 ? bytes.Length + at : at] ^= 1;

        var fault = Assert.Throws<OperatorException>(() => key.Open($"sealed1.{key.Id}.{System.Buffers.Text.Base64Url.EncodeToString(bytes)}", "here"));

        Assert.Equal("KEY-004", fault.Code);
    }

    [Theory]
    [InlineData("sealed1.x.y")]
    [InlineData("sealed1.{id}.")]
    [InlineData("sealed1.{id}.AAAA")]
    [InlineData("sealed1.{id}.not base64")]
    [InlineData("sealed2.{id}.AAAA")]
    public void What_nobody_sealed_is_refused_with_a_code(string text)
    {
        var key = RootKey.Create();

        var fault = Assert.Throws<OperatorException>(() => key.Open(text.Replace("{id}", key.Id, StringComparison.Ordinal), "here"));

        Assert.Contains(fault.Code, (string[])["KEY-002", "KEY-004"]);
    }

    [Fact]
    public void Neither_the_key_nor_an_opened_one_shows_itself_in_a_log()
    {
        var key = RootKey.Create();

        Assert.DoesNotContain(key.Export().Split(' ')[1].Trim(), key.ToString()!, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", new OwnKey("kid", "secret", null, null).ToString()!, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();
}
