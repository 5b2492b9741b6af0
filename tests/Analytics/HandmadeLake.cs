using System.Globalization;
using DuckDB.NET.Data;
using StudyLake.Analytics;
using StudyLake.Cli.DuckDb;
using StudyLake.Events;
using StudyLake.Events.Lake;

namespace StudyLake.Tests.Analytics;

/// <summary>
/// A lake in a temporary folder, its Parquet files written by DuckDB from rows by hand, so that what is read does not
/// depend on our own writer.
/// </summary>
internal sealed class HandmadeLake : IAsyncDisposable
{
    private readonly List<(LakeTable Table, string Day, Row Row)> rows = [];
    private DuckDbEngine? engine;
    private ViewInstaller? views;

    public string Folder { get; } = Directory.CreateTempSubdirectory("studylake-test-").FullName;

    public Registry Registry { get; set; } = Registry.Empty;

    public static ModelCatalog Catalog { get; } = ModelCatalog.Embedded();

    /// <summary>Adds a row; columns that are not named are null.</summary>
    public void Add(LakeTable table, string day, Row row) => rows.Add((table, day, row));

    /// <summary>Adds an event with its day of arrival taken from <c>recorded_at</c>.</summary>
    public void Add(Row row) => rows.Add((LakeTables.StudyEvents, ((string)row.Values["recorded_at"])[..10], row));

    /// <summary>Writes what was added as files of that name and starts over.</summary>
    public void Write(string file = "handmade")
    {
        using var duck = new DuckDBConnection("DataSource=:memory:");
        duck.Open();
        Run("set TimeZone = 'UTC'");
        foreach (var group in rows.GroupBy(row => (row.Table.Name, row.Day)))
        {
            var table = group.First().Table;
            var columns = table.Columns.Select(column => $"{column.Name} {Stored(column.Type)}");
            Run($"create or replace table made ({string.Join(", ", columns)})");
            foreach (var batch in group.Chunk(500))
            {
                var values = batch.Select(row =>
                    $"({string.Join(", ", table.Columns.Select(column => Literal(row.Row, column)))})"
                );
                Run($"insert into made values {string.Join(",\n", values)}");
            }
            var folder = Path.Combine(Folder, table.Name, $"dt={group.Key.Day}");
            Directory.CreateDirectory(folder);
            Run($"copy made to '{Path.Combine(folder, file + ".parquet")}' (format parquet)");
        }
        rows.Clear();

        void Run(string sql)
        {
            using var command = duck.CreateCommand();
            command.CommandText = sql;
            command.ExecuteNonQuery();
        }
    }

    /// <summary>The engine over what was written.</summary>
    public async Task<DuckDbEngine> OpenAsync()
    {
        if (engine is not null)
            return engine;
        if (rows.Count > 0)
            Write();
        engine = await DuckDbEngine.OpenAsync(
            new DuckDbOptions { Lake = Folder, Threads = 1 },
            TestContext.Current.CancellationToken
        );
        return engine;
    }

    /// <summary>The rows of a query, each as text with its values divided by a bar and null as a hyphen.</summary>
    public async Task<string[]> QueryAsync(string sql, params object?[] parameters)
    {
        var open = await OpenAsync();
        views ??= new ViewInstaller(open, Catalog, Registry);
        await views.PrepareAsync(sql, TestContext.Current.CancellationToken);
        await using var result = await open.QueryAsync(sql, parameters, TestContext.Current.CancellationToken);
        var all = await result.ToArrayAsync(TestContext.Current.CancellationToken);
        return [.. all.Select(row => string.Join('|', row.Select(Show)))];
    }

    public async ValueTask DisposeAsync()
    {
        if (engine is not null)
            await engine.DisposeAsync();
        Directory.Delete(Folder, recursive: true);
    }

    private static string Show(object? value) =>
        value switch
        {
            null => "-",
            bool truth => truth ? "true" : "false",
            DateOnly date => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            DateTime instant => instant.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture),
            IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
            _ => value.ToString() ?? "",
        };

    private static string Stored(ColumnType type) => type == ColumnType.Timestamp ? "timestamptz" : SqlTypes.Name(type);

    private static string Literal(Row row, LakeColumn column) =>
        row.Values.TryGetValue(column.Name, out var value)
            ? $"cast({SqlTypes.Literal(Convert.ToString(value, CultureInfo.InvariantCulture))} as {Stored(column.Type)})"
            : "null";
}
