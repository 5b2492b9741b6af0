namespace StudyLake.Tests.Support;

/// <summary>Where the source tree is, found upwards from the test program.</summary>
internal static class Repository
{
    public static string Root { get; } = Find();

    /// <summary>A file copied beside the test program from <c>tests/Data</c>.</summary>
    public static string Data(params string[] path) => Path.Combine([AppContext.BaseDirectory, "Data", .. path]);

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "StudyLake.slnx")))
                return folder.FullName;
        }
        throw new InvalidOperationException(
            $"Expected StudyLake.slnx in a folder above {AppContext.BaseDirectory}, found none."
        );
    }
}
