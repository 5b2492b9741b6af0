using StudyLake.Cli.Lake;
using StudyLake.Tests.Support;

namespace StudyLake.Tests.Cli.Lake;

public sealed class LakeFolderTests
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    [Fact]
    public void A_new_lake_is_its_owners_alone_and_one_that_is_there_keeps_its_mode()
    {
        using var folder = new TemporaryFolder();
        LakeFolder.Create(folder["new"]);
        Assert.True(Directory.Exists(folder["new"]));
        if (OperatingSystem.IsWindows())
            return;
        Assert.Equal(OwnerOnly, File.GetUnixFileMode(folder["new"]));
        File.SetUnixFileMode(folder["new"], OwnerOnly | UnixFileMode.GroupRead);
        LakeFolder.Create(folder["new"]);
        Assert.Equal(OwnerOnly | UnixFileMode.GroupRead, File.GetUnixFileMode(folder["new"]));
    }
}
