using System.Globalization;
using StudyLake.Analytics;
using StudyLake.Analytics.Reporting;
using StudyLake.Aws.Deployment;
using StudyLake.Aws.Template;
using StudyLake.Tests.Analytics;
using StudyLake.Tests.Support;
using StudyLake.Tests.Support.Aws;

namespace StudyLake.Tests.Aws.Athena;

/// <summary>
/// Every example, mart, staging view and report of <c>analytics/</c>, once by way of Athena's protocol and once from
/// DuckDB: the same columns and rows. The views are made and checked as <c>studylake aws apply-views</c> does, with the
/// registry read from the very files that are put up.
/// </summary>
public sealed class SameAnswersTests(SameAnswersTests.Fixture fixture) : IClassFixture<SameAnswersTests.Fixture>
{
    public static TheoryData<string> Queries =>
        [
            .. Directory
                .GetFiles(Path.Combine(Repository.Root, "analytics", "examples"), "*.sql")
                .Select(file => Path.GetFileName(file))
                .Concat(HandmadeLake.Catalog.Models.Select(model => model.Name))
                .Order(StringComparer.Ordinal),
        ];

    [Theory]
    [MemberData(nameof(Queries))]
    public async Task Athena_answers_as_DuckDB_does(string name)
    {
        var (sql, parameters) = Query(name);
        await using var athena = await fixture.Athena.Engine.QueryAsync(sql, parameters, CancellationToken.None);
        await using var expected = await fixture.DirectAsync(sql, parameters);
        Assert.Equal(expected.Columns, athena.Columns);
        var (texts, found) = (await TextsAsync(expected), await TextsAsync(athena));
        // Rows without an order may come in any.
        var isOrdered = sql.LastIndexOf("order by", StringComparison.OrdinalIgnoreCase) > sql.LastIndexOf(')');
        Assert.Equal<string>(isOrdered ? texts : [.. texts.Order()], isOrdered ? found : [.. found.Order()]);
    }

    [Fact]
    public void Every_view_was_made_and_answers_with_the_columns_of_its_description() =>
        Assert.Equal(HandmadeLake.Catalog.Views.Select(model => model.Name), fixture.Applied);

    [Fact]
    public void Nothing_is_left_out()
    {
        var examples = Directory.GetFiles(Path.Combine(Repository.Root, "analytics", "examples"), "*.sql");
        Assert.True(examples.Length > 20, $"{examples.Length} examples");
        Assert.Equal(examples.Length + HandmadeLake.Catalog.Models.Length, Queries.Count);
        Assert.True(HandmadeLake.Catalog.Models.Length > 40);
    }

    private static readonly ReportPeriod September = ReportPeriod.Containing(PeriodKind.Month, new(2026, 9, 1));

    private static (string Sql, object?[] Parameters) Query(string name)
    {
        if (name.EndsWith(".sql", StringComparison.Ordinal))
            return (File.ReadAllText(Path.Combine(Repository.Root, "analytics", "examples", name)), []);
        var model = HandmadeLake.Catalog[name];
        return model.Layer == ModelLayer.Reports
            ? (
                CountingRules.Resolve(model.Sql, CountingRule.Study),
                ReportParameters.Of(model, new ReportRequest(September), new DateOnly(2026, 10, 3))
            )
            : ($"select * from {name}", []);
    }

    private static async Task<string[]> TextsAsync(QueryResult result)
    {
        var rows = await result.ToArrayAsync(CancellationToken.None);
        return
        [
            .. rows.Select(row =>
                string.Join(
                    " | ",
                    row.Select(value =>
                        value switch
                        {
                            null => "null",
                            DateTime at => at.ToString("O", CultureInfo.InvariantCulture),
                            IFormattable text => text.ToString(null, CultureInfo.InvariantCulture),
                            _ => value.ToString(),
                        }
                    )
                )
            ),
        ];
    }

    /// <summary>One small lake, and the views of all models made in it through Athena once.</summary>
    public sealed class Fixture : IAsyncLifetime
    {
        internal HandmadeLake Lake { get; } = TenStudies.Lake();

        private readonly List<string> _applied = [];
        private AthenaBench? _athena;
        private ViewInstaller? _direct;

        internal AthenaBench Athena => _athena ?? throw new InvalidOperationException("Expected a started service.");

        /// <summary>The views that apply-views made and checked, in its order.</summary>
        internal IReadOnlyList<string> Applied => _applied;

        /// <summary>Asks DuckDB itself, which has views and registry of its own.</summary>
        internal async Task<QueryResult> DirectAsync(string sql, object?[] parameters)
        {
            var duck = await Lake.OpenAsync();
            _direct ??= new ViewInstaller(duck, HandmadeLake.Catalog, Lake.Registry);
            await _direct.PrepareAsync(sql, CancellationToken.None);
            return await duck.QueryAsync(sql, parameters, CancellationToken.None);
        }

        public async ValueTask InitializeAsync()
        {
            await Lake.OpenAsync();
            _athena = await AthenaBench.StartAsync(Lake.Folder, new HastyTime());
            Athena.Service.IsComputedOnce = name =>
                HandmadeLake.Catalog.Models.Any(model => model.Name == name && model.Description.IsTable);
            using var folder = new TemporaryFolder();
            foreach (var table in Registry.Tables)
            {
                await File.WriteAllTextAsync(folder[table.File], RegistryFiles.Csv(Lake.Registry, table));
                await Athena.Service.AddCsvTableAsync(RegistryFiles.RawName(table), folder[table.File]);
            }
            await new ViewDeployment(Athena.Engine, HandmadeLake.Catalog, _applied.Add).ApplyAsync(
                CancellationToken.None
            );
        }

        public async ValueTask DisposeAsync()
        {
            await Athena.DisposeAsync();
            await Lake.DisposeAsync();
        }
    }
}
