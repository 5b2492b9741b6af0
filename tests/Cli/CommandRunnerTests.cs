using StudyLake.Cli.Commands;

namespace StudyLake.Tests.Cli;

public sealed class CommandRunnerTests
{
    // Numbers of Linux's errno.h: ENFILE, EMFILE, ENOSPC, EROFS, EDQUOT.
    [Theory]
    [InlineData(23, "too many files")]
    [InlineData(24, "too many files")]
    [InlineData(28, "disk is full")]
    [InlineData(30, "read-only")]
    [InlineData(122, "quota")]
    public void What_the_system_refuses_is_said_without_a_path(int number, string expected) =>
        Explains(new IOException("No: '/archive/DOE^JOHN'", number), expected);

    [Fact]
    public void A_missing_permission_is_said_without_a_path() =>
        Explains(new UnauthorizedAccessException("Access to '/archive/DOE^JOHN' is denied."), "permission denied");

    [Fact]
    public void A_missing_folder_is_said_without_a_path() =>
        Explains(new DirectoryNotFoundException("Could not find '/archive/DOE^JOHN'."), "missing");

    [Fact]
    public void The_limit_on_watched_folders_is_no_full_disk() =>
        Explains(new IOException("The configured user limit on the number of inotify watches", 28), "inotify");

    [Fact]
    public void What_is_not_known_is_left_alone() =>
        Assert.Null(CommandRunner.Explain(new InvalidOperationException("/archive/DOE^JOHN")));

    private static void Explains(Exception exception, string expected)
    {
        var explained = CommandRunner.Explain(exception) ?? "";
        Assert.Contains(expected, explained, StringComparison.Ordinal);
        Assert.DoesNotContain("DOE", explained, StringComparison.Ordinal);
    }
}
