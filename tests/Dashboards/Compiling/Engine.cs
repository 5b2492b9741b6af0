using StudyLake.Cli.DuckDb;
using StudyLake.Tests.Support;

namespace StudyLake.Tests.Dashboards.Compiling;

/// <summary>The engine as the command line uses it, over a lake that is empty.</summary>
internal static class Engine
{
    public static Task<DuckDbEngine> OpenAsync(TemporaryFolder folder) =>
        DuckDbEngine.OpenAsync(new DuckDbOptions { Lake = folder.Path }, CancellationToken.None);
}
