using System.Collections.Immutable;
using System.Text.Json;
using System.Text.RegularExpressions;
using DuckDB.NET.Data;
using StudyLake.Analytics;
using StudyLake.Aws.Cost;
using StudyLake.Cli.DuckDb;
using StudyLake.Events.Lake;

namespace StudyLake.Cli.Cost;

/// <summary>Which columns a query reads of the tables that Athena stores, by the plan of DuckDB over empty ones.</summary>
/// <remarks>
/// <para>
/// Views and common table expressions are counted once for each mention, as Athena's engine (Trino) plans them, which reads
/// a table again for each. Columns that nothing asks for are pruned, as it does too; all that DuckDB optimises beyond that
/// is switched off. https://trino.io/docs/current/sql/select.html: WITH is inlined.
/// </para>
/// <para>
/// Which models are stored tables is given; the others are views. Each view is planned by itself, once for each set of columns that is asked of it: views over views mention the lowest ones thousands of times.
/// </para>
/// <para>Not for several threads.</para>
/// </remarks>
internal sealed partial class ScanPlanner : IAsyncDisposable
{
    /// <summary>What of the optimiser stays: without it no column would be pruned and no subquery planned.</summary>
    private static readonly ImmutableArray<string> Kept = ["unused_columns", "deliminator", "cte_inlining"];

    // A plan is as deep as its joins and unions are many.
    private static readonly JsonDocumentOptions Deep = new() { MaxDepth = 10_000 };

    private readonly DuckDBConnection _duck = new("DataSource=:memory:");

    private readonly Dictionary<(string View, string Columns), ImmutableArray<TableRead>> _known = [];

    /// <summary>The models that are no stored table, with their texts.</summary>
    private readonly Dictionary<string, string> _views;

    private ScanPlanner(ModelCatalog catalog, IReadOnlySet<string> stored) =>
        _views = catalog
            .Views.Where(model => !stored.Contains(model.Name))
            .ToDictionary(model => model.Name, model => model.Sql, StringComparer.Ordinal);

    /// <summary>Makes the empty tables; a view is a table too, for only its columns are looked at.</summary>
    /// <param name="catalog">The models.</param>
    /// <param name="stored">The models that are stored tables; the others are views.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public static async Task<ScanPlanner> OpenAsync(
        ModelCatalog catalog,
        IReadOnlySet<string> stored,
        CancellationToken cancellationToken
    )
    {
        var planner = new ScanPlanner(catalog, stored);
        try
        {
            await planner._duck.OpenAsync(cancellationToken).ConfigureAwait(false);
            foreach (var statement in Statements(catalog))
                await planner.ExecuteAsync(statement, cancellationToken).ConfigureAwait(false);
            var optimizers = await planner.OptimizersAsync(cancellationToken).ConfigureAwait(false);
            await planner
                .ExecuteAsync(
                    $"set disabled_optimizers = '{string.Join(',', optimizers.Except(Kept))}'",
                    cancellationToken
                )
                .ConfigureAwait(false);
            return planner;
        }
        catch
        {
            await planner.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Every reading of a stored table by the query, equal ones as one with their number.</summary>
    public async Task<ImmutableArray<TableRead>> ReadsAsync(
        string sql,
        IReadOnlyList<object?> parameters,
        CancellationToken cancellationToken
    )
    {
        var sums = new Dictionary<(string Table, string Columns), long>();
        foreach (var read in await PlanAsync(sql, parameters, cancellationToken).ConfigureAwait(false))
        {
            if (!_views.TryGetValue(read.Table, out var view))
            {
                Add(read);
                continue;
            }
            var key = (read.Table, string.Join(", ", read.Columns));
            if (!_known.TryGetValue(key, out var behind))
            {
                var columns = read.Columns.IsEmpty ? "1 as one" : key.Item2;
                _known[key] = behind = await ReadsAsync(
                        $"select {columns} from (\n{view}\n) as asked",
                        [],
                        cancellationToken
                    )
                    .ConfigureAwait(false);
            }
            foreach (var one in behind)
                Add(one);
        }
        return
        [
            .. sums.Select(sum => new TableRead(
                sum.Key.Table,
                [.. sum.Key.Columns.Split(", ", StringSplitOptions.RemoveEmptyEntries)],
                sum.Value
            )),
        ];

        void Add(TableRead read)
        {
            var key = (read.Table, string.Join(", ", read.Columns));
            sums[key] = sums.GetValueOrDefault(key) + read.Times;
        }
    }

    /// <summary>Adds a stored table that is no model; one of the name that is there stays.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="columns">Names and types of SQL.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public Task AddTableAsync(
        string name,
        IEnumerable<(string Name, string Type)> columns,
        CancellationToken cancellationToken
    ) => ExecuteAsync(Table(name, columns), cancellationToken);

    public ValueTask DisposeAsync() => _duck.DisposeAsync();

    /// <summary>Every reading of a table or view that the text itself mentions.</summary>
    private async Task<ImmutableArray<TableRead>> PlanAsync(
        string sql,
        IReadOnlyList<object?> parameters,
        CancellationToken cancellationToken
    )
    {
        await using var command = _duck.CreateCommand();
        command.CommandText = "explain (format json) " + Inlined(sql);
        foreach (var parameter in parameters)
            command.Parameters.Add(new DuckDBParameter(parameter ?? DBNull.Value));
        await using var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        var reads = ImmutableArray.CreateBuilder<TableRead>();
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            using var plan = JsonDocument.Parse(reader.GetString(1), Deep);
            foreach (var node in plan.RootElement.EnumerateArray())
                Read(node, reads);
        }
        return reads.ToImmutable();
    }

    private static void Read(JsonElement node, ImmutableArray<TableRead>.Builder reads)
    {
        if (
            node.TryGetProperty("extra_info", out var info)
            && info.ValueKind == JsonValueKind.Object
            && info.TryGetProperty("Table", out var table)
        )
        {
            var columns = info.TryGetProperty("Projections", out var projections) ? Texts(projections) : [];
            reads.Add(
                new TableRead((table.GetString() ?? "").Split('.')[^1], [.. columns.Order(StringComparer.Ordinal)])
            );
        }
        if (node.TryGetProperty("children", out var children))
            foreach (var child in children.EnumerateArray())
                Read(child, reads);
    }

    private static IEnumerable<string> Texts(JsonElement value) =>
        value.ValueKind == JsonValueKind.Array
            ? value.EnumerateArray().SelectMany(Texts)
            : (value.GetString() ?? "").Split('\n', StringSplitOptions.RemoveEmptyEntries);

    private static IEnumerable<string> Statements(ModelCatalog catalog)
    {
        yield return "set TimeZone = 'UTC'";
        yield return "set integer_division = true";
        foreach (var macro in DuckDbMacros.Statements)
            yield return macro;
        foreach (var table in LakeTables.All)
            yield return Table(
                RawTables.Name(table),
                table
                    .Columns.Select(column => (column.Name, SqlTypes.Name(column.Type)))
                    .Append((LakeTable.Partition, "varchar"))
            );
        foreach (var table in Registry.Tables)
            yield return Table(table.Name, table.Columns.Select(column => (column.Name, SqlTypes.Name(column.Type))));
        foreach (var model in catalog.Views)
            yield return Table(model.Name, model.Description.Columns.Select(column => (column.Name, column.Type)));
    }

    private static string Table(string name, IEnumerable<(string Name, string Type)> columns) =>
        $"create table if not exists {name} ({string.Join(", ", columns.Select(column => $"{column.Name} {column.Type}"))})";

    /// <summary>The text whose common table expressions are planned where they are mentioned.</summary>
    private static string Inlined(string sql) =>
        ExpressionHead().Replace(Comment().Replace(sql, ""), "${head} as not materialized (");

    private async Task<List<string>> OptimizersAsync(CancellationToken cancellationToken)
    {
        await using var command = _duck.CreateCommand();
        command.CommandText = "select name from duckdb_optimizers()";
        await using var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        var names = new List<string>();
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
            names.Add(reader.GetString(0));
        return names;
    }

    private async Task ExecuteAsync(string statement, CancellationToken cancellationToken)
    {
        await using var command = _duck.CreateCommand();
        command.CommandText = statement;
        await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
    }

    [GeneratedRegex(@"--[^\n]*")]
    private static partial Regex Comment();

    [GeneratedRegex(@"(?<head>(?:\bwith|\),)\s+[a-z_][a-z0-9_]*)\s+as\s*\(", RegexOptions.IgnoreCase)]
    private static partial Regex ExpressionHead();
}
