using StudyLake.Cli.DuckDb;
using StudyLake.Cli.Preview;
using StudyLake.Dashboards.Page;
using StudyLake.Tests.Support;

namespace StudyLake.Tests.Dashboards.Page;

/// <summary>A server over <c>Data/dashboards</c>, whose data sets bring their rows along, and an engine for other questions.</summary>
internal sealed class KindsServer : IAsyncDisposable
{
    public static readonly DateTimeOffset Now = new(2026, 10, 31, 12, 0, 0, TimeSpan.Zero);

    private readonly TemporaryFolder _folder;
    private readonly DuckDbEngine _engine;

    private KindsServer(TemporaryFolder folder, DuckDbEngine engine, PageServer server)
    {
        _folder = folder;
        _engine = engine;
        Server = server;
    }

    public PageServer Server { get; }

    public Uri Address => Server.Address;

    /// <summary>Where its copy of the definition lies, for tests that change it.</summary>
    public string Definition => _folder["dashboard", "kinds.json"];

    public static async Task<KindsServer> StartAsync(string? user = null, bool synthetic = false)
    {
        var folder = new TemporaryFolder();
        foreach (
            var path in Directory.EnumerateFiles(Repository.Data("dashboards"), "*.json", SearchOption.AllDirectories)
        )
            folder.Write(Path.GetRelativePath(Repository.Data("dashboards"), path), await File.ReadAllBytesAsync(path));
        var engine = await DuckDbEngine.OpenAsync(new DuckDbOptions { Lake = folder["no-lake"] }, default);
        var options = new PageOptions
        {
            Definition = folder["dashboard", "kinds.json"],
            Rows = new PageRows { Engine = engine, About = "Test rows" },
            Clock = new StoppedClock(Now),
            User = user,
            IsSynthetic = synthetic,
        };
        return new KindsServer(folder, engine, await PageServer.StartAsync(options, default));
    }

    /// <summary>Rows of SQL written for a test, over the rows of the data set <c>exams</c>.</summary>
    public async Task<IReadOnlyList<IReadOnlyList<object?>>> AskAsync(string select)
    {
        var file = await File.ReadAllTextAsync(_folder["dataset", "exams.json"]);
        using var json = System.Text.Json.JsonDocument.Parse(file);
        var sql = json
            .RootElement.GetProperty("PhysicalTableMap")
            .GetProperty("exams")
            .GetProperty("CustomSql")
            .GetProperty("SqlQuery");
        await using var result = await _engine.QueryAsync(
            $"with exams as (\n{sql.GetString()}\n)\n{select}",
            [],
            default
        );
        return [.. (await result.ToArrayAsync(default)).Select(row => (IReadOnlyList<object?>)row)];
    }

    public async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        await _engine.DisposeAsync();
        _folder.Dispose();
    }
}
