using StudyLake.Cli;
using StudyLake.Cli.Keys;
using StudyLake.Ingest;
using StudyLake.Tests.Support;

namespace StudyLake.Tests.Cli.Keys;

public sealed class KeyFileTests
{
    [Fact]
    public void Keys_are_made_on_first_use_and_stay_the_same()
    {
        using var folder = new TemporaryFolder();

        var made = new Pseudonymiser(KeyFile.OpenOrCreate(folder["config", "keys.json"], folder["lake"]));
        var again = new Pseudonymiser(KeyFile.OpenOrCreate(folder["config", "keys.json"], folder["lake"]));

        Assert.Equal(made.ObjectId("s", "k"), again.ObjectId("s", "k"));
        Assert.Equal(made.Patient("i", "p"), again.Patient("i", "p"));
    }

    [Fact]
    public void Two_key_files_have_different_keys()
    {
        using var folder = new TemporaryFolder();

        var one = new Pseudonymiser(KeyFile.OpenOrCreate(folder["one.json"], null));
        var other = new Pseudonymiser(KeyFile.OpenOrCreate(folder["other.json"], null));

        Assert.NotEqual(one.ObjectId("s", "k"), other.ObjectId("s", "k"));
        Assert.NotEqual(one.Patient("i", "p"), other.Patient("i", "p"));
    }

    [Fact]
    public void Only_the_owner_can_read_them()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "skipped: needs Unix file modes");
        using var folder = new TemporaryFolder();

        KeyFile.OpenOrCreate(folder["config", "keys.json"], null);

        if (!OperatingSystem.IsWindows())
            Assert.Equal(
                UnixFileMode.UserRead | UnixFileMode.UserWrite,
                File.GetUnixFileMode(folder["config", "keys.json"])
            );
    }

    [Fact]
    public void What_a_crashed_process_left_behind_is_not_in_the_way()
    {
        using var folder = new TemporaryFolder();
        folder.Write($"keys.json.{Environment.ProcessId}.tmp", [1]);

        KeyFile.OpenOrCreate(folder["keys.json"], null);

        Assert.Equal(2, Directory.GetFiles(folder.Path).Length);
    }

    [Fact]
    public void Throw_away_keys_are_others_each_time()
    {
        var one = new Pseudonymiser(KeyFile.ThrowAway());
        var other = new Pseudonymiser(KeyFile.ThrowAway());
        Assert.NotEqual(one.Patient("i", "p"), other.Patient("i", "p"));
    }

    [Fact]
    public void A_key_file_that_others_can_read_is_refused()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "skipped: needs Unix file modes");
        using var folder = new TemporaryFolder();
        KeyFile.OpenOrCreate(folder["keys.json"], null);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(folder["keys.json"], UnixFileMode.UserRead | UnixFileMode.OtherRead);

        var refused = Assert.Throws<CommandException>(() => KeyFile.Open(folder["keys.json"]));

        Assert.Contains("chmod 600", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_key_file_inside_the_lake_is_refused()
    {
        using var folder = new TemporaryFolder();

        Assert.Throws<CommandException>(() =>
            KeyFile.OpenOrCreate(folder["lake", "journal", "keys.json"], folder["lake"])
        );
        Assert.False(File.Exists(folder["lake", "journal", "keys.json"]));
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("""{"pseudonym_key_id":"k1","pseudonym_key":"AAAA","object_id_key":"AAAA"}""")]
    public void A_damaged_key_file_is_never_replaced(string content)
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("keys.json", System.Text.Encoding.UTF8.GetBytes(content));
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);

        Assert.Throws<CommandException>(() => KeyFile.OpenOrCreate(path, null));
        Assert.Equal(content, File.ReadAllText(path));
    }
}
