using System.Globalization;
using StudyLake.Cli.Demo;
using StudyLake.Cli.Query;
using StudyLake.Dashboards.Compiling;
using StudyLake.Dashboards.Model;
using StudyLake.Tests.Support;

namespace StudyLake.Tests.Dashboards.Definitions;

/// <summary>Our own dashboard over a demo hospital of 120 studies, two weeks after its year.</summary>
public sealed class OwnLake : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();
    private LakeSession? _session;
    private DashboardSource? _source;

    /// <summary>The folder of our definitions in the source tree.</summary>
    internal static string Definitions => Path.Combine(Repository.Root, "dashboards", "definitions");

    internal AssetFolder Assets { get; } = AssetFolder.Load([Definitions]);

    internal Definition Definition => Assets.Definitions.Single();

    internal DashboardState State { get; } = new() { Now = new DateTimeOffset(2026, 11, 15, 8, 0, 0, TimeSpan.Zero) };

    internal LakeSession Session => _session ?? throw new InvalidOperationException("Expected a lake that was opened.");

    /// <summary>Each data set's own SQL, every time.</summary>
    internal DashboardCompiler Direct =>
        new(DashboardSource.Create(Definition, Assets.DataSetOf, new DashboardSourceOptions()), Assets.DataSetOf);

    /// <summary>SPICE data sets from tables, as the page reads them.</summary>
    internal DashboardCompiler Imported => new(Source, Assets.DataSetOf);

    /// <summary>The definition with every SPICE data set imported.</summary>
    internal DashboardSource Source =>
        _source ?? throw new InvalidOperationException("Expected data sets that were imported.");

    /// <inheritdoc />
    public async ValueTask InitializeAsync()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        var place = new DemoPlace(_folder.Path);
        place.Clear();
        var run = new DemoRun(place, new DemoOptions { Folder = place.Files, Studies = 120 });
        var hospital = run.Hospital();
        await DemoRegistry.WriteAsync(place.Registry, hospital.Year, cancellationToken);
        await run.FillAsync(hospital, cancellationToken);
        _session = await LakeSession.OpenAsync(place.Lake, place.Registry, cancellationToken);
        _source = DashboardSource.Create(
            Definition,
            Assets.DataSetOf,
            new DashboardSourceOptions { ImportsSpice = true }
        );
        foreach (var import in _source.Imports)
        {
            await _session.ExecuteAsync(import.Statement, cancellationToken);
            import.MarkReady();
        }
    }

    /// <summary>The rows of hand-written SQL as lines, values divided by <c>|</c>.</summary>
    internal async Task<IReadOnlyList<string>> AskAsync(string sql)
    {
        await using var result = await Session.QueryAsync(sql, [], CancellationToken.None);
        var rows = await result.ToArrayAsync(CancellationToken.None);
        return
        [
            .. rows.Select(row =>
                string.Join("|", Enumerable.Range(0, result.Columns.Length).Select(i => Text(row[i])))
            ),
        ];
    }

    /// <summary>The rows of a visual's only query, or of its query of a name, and its totals, as lines.</summary>
    internal async Task<IReadOnlyList<string>> DrawnAsync(string id, DashboardState state, bool isImported = true)
    {
        var name = id.Contains('/', StringComparison.Ordinal)
            ? id[(id.IndexOf('/', StringComparison.Ordinal) + 1)..]
            : null;
        var visualId = name is null ? id : id[..^(name.Length + 1)];
        var sheet = Definition.Sheets.Single(sheet => sheet.Visuals.Any(visual => visual.Id == visualId));
        var compiled = (isImported ? Imported : Direct).Compile(sheet.Id, visualId, state);
        Assert.Null(compiled.Failure);
        Assert.Empty(compiled.Unsupported);
        var answers = await VisualRunner.RunAsync(Session, compiled, TimeProvider.System, CancellationToken.None);
        var rows = name is null ? Assert.Single(answers) : answers.Single(answer => answer.Query.Name == name);
        // A ranking ends where the definition says; everything else is shown to its last row.
        Assert.True(rows.Query.Computation == "TopBottomRanked" || !rows.IsCut);
        return [.. rows.Rows.Concat(rows.Totals.Select(total => total.Row)).Select(Line)];
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        if (_session is not null)
            await _session.DisposeAsync();
        _folder.Dispose();
    }

    private static string Line(ResultRow row) =>
        string.Join("|", row.Values.Select((value, i) => row.IsOther(i) ? "(other)" : Text(value)));

    // Numbers to nine digits, for the two queries may add in another order.
    private static string Text(object? value) =>
        value switch
        {
            null => "null",
            DateOnly date => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            DateTime time => time.ToString(
                time.TimeOfDay == TimeSpan.Zero ? "yyyy-MM-dd" : "yyyy-MM-dd HH:mm",
                CultureInfo.InvariantCulture
            ),
            double number => Number(number),
            decimal number => Number((double)number),
            bool flag => flag ? "true" : "false",
            IFormattable other => other.ToString(null, CultureInfo.InvariantCulture),
            _ => value.ToString() ?? "",
        };

    private static string Number(double number) =>
        (number == 0 ? 0 : number).ToString("G9", CultureInfo.InvariantCulture);
}
