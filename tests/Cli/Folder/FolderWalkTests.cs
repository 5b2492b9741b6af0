using StudyLake.Cli.Folder;
using StudyLake.Tests.Support;

namespace StudyLake.Tests.Cli.Folder;

public sealed class FolderWalkTests
{
    [Fact]
    public void A_folder_that_cannot_be_listed_is_counted_so_that_nothing_in_it_counts_as_removed()
    {
        using var folder = new TemporaryFolder();
        folder.Write("one/a.dcm", [1]);
        folder.Write("other/b.dcm", [1]);
        var walk = new FolderWalk(folder.Path);
        var seen = new List<string>();

        // Whichever of the two is walked first, the other is gone when its turn comes: to the walk as unreadable as locked.
        foreach (var file in walk.Files(CancellationToken.None))
        {
            seen.Add(file.Key);
            Directory.Delete(folder[file.Key == "one/a.dcm" ? "other" : "one"], recursive: true);
        }

        Assert.Single(seen);
        Assert.Equal(1, walk.UnreadableFolders);
    }

    [Fact]
    public void Keys_are_relative_with_forward_slashes_and_sizes_and_times_are_the_files()
    {
        using var folder = new TemporaryFolder();
        var time = new DateTime(2026, 9, 1, 12, 30, 0, DateTimeKind.Utc);
        folder.Write(Path.Combine("a b+ü", "1.dcm"), [1, 2, 3], time);

        var file = Assert.Single(new FolderWalk(folder.Path).Files(CancellationToken.None));

        Assert.Equal(("a b+ü/1.dcm", 3, time.Ticks), (file.Key, file.Bytes, file.ModifiedTicks));
    }
}
