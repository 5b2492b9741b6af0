namespace StudyLake.Benchmarks;

/// <summary>Where the source tree is, found upwards from this program.</summary>
internal static class RepositoryRoot
{
    public static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "StudyLake.slnx")))
                return folder.FullName;
        }
        throw new DirectoryNotFoundException("Expected StudyLake.slnx above this program, found none.");
    }
}
