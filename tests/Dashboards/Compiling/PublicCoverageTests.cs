using System.Globalization;
using StudyLake.Analytics;
using StudyLake.Dashboards.Compiling;
using StudyLake.Dashboards.Model;
using StudyLake.Tests.Support;

namespace StudyLake.Tests.Dashboards.Compiling;

/// <summary>Every visual of the public definitions, compiled and run on rows made from the definitions' own literals.</summary>
public sealed class PublicCoverageTests(ITestOutputHelper output)
{
    private static readonly DateTimeOffset Now = new(2025, 3, 14, 9, 30, 0, TimeSpan.Zero);

    /// <summary>286 visuals by README.md beside the data.</summary>
    [Fact]
    public async Task Nearly_every_visual_with_data_compiles_and_runs()
    {
        using var folder = new TemporaryFolder();
        await using var engine = await Engine.OpenAsync(folder);
        var assets = AssetFolder.Load([Needs.SharedData("quicksight")]);
        int visuals = 0,
            bearing = 0,
            compiled = 0,
            executed = 0,
            filled = 0,
            definitions = 0;
        var failures = new List<string>();
        var unsupported = new SortedDictionary<string, int>(StringComparer.Ordinal);
        var slowest = TimeSpan.Zero;
        var compiling = TimeSpan.Zero;
        foreach (var definition in assets.Definitions)
        {
            definitions++;
            var source = DashboardSource.Create(
                definition,
                assets.DataSetOf,
                new DashboardSourceOptions { IsSynthetic = true, SyntheticUntil = Now }
            );
            await source.PrepareAsync(engine, CancellationToken.None);
            var compiler = new DashboardCompiler(source, assets.DataSetOf);
            var state = new DashboardState { Now = Now };
            foreach (var sheet in definition.Sheets)
            {
                foreach (var visual in sheet.Visuals)
                {
                    visuals++;
                    var place = $"{Path.GetFileName(definition.Asset.File.Path)} {visual.Kind} {visual.Id}";
                    var start = TimeProvider.System.GetTimestamp();
                    var result = compiler.Compile(sheet.Id, visual.Id, state);
                    compiling += TimeProvider.System.GetElapsedTime(start);
                    foreach (var note in result.Unsupported)
                        unsupported[$"{note.Kind}: {note.Reason}"] =
                            unsupported.GetValueOrDefault($"{note.Kind}: {note.Reason}") + 1;
                    if (!result.IsDataBearing)
                        continue;
                    bearing++;
                    if (result.Failure is { } failure)
                    {
                        failures.Add($"{place}: {failure}");
                        continue;
                    }
                    compiled++;
                    try
                    {
                        var rows = await VisualRunner.RunAsync(
                            engine,
                            result,
                            TimeProvider.System,
                            CancellationToken.None
                        );
                        executed++;
                        if (rows.Any(query => query.Rows.Length > 0))
                            filled++;
                        slowest = rows.Select(query => query.Elapsed).Append(slowest).Max();
                    }
                    catch (QueryException exception)
                    {
                        failures.Add($"{place}: {exception.Message} in {result.Queries[0].Sql}");
                    }
                }
            }
        }
        foreach (var failure in failures)
            output.WriteLine(failure);
        foreach (var (reason, count) in unsupported)
            output.WriteLine($"not supported, {count} x {reason}");
        output.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"coverage: {definitions} definitions, {visuals} visuals, {bearing} with data, {compiled} compiled, {executed} executed, {filled} with rows, {failures.Count} failed; compiling {compiling.TotalMilliseconds / Math.Max(1, bearing):F2} ms a visual, slowest query {slowest.TotalMilliseconds:F0} ms"
            )
        );

        Assert.Equal(286, visuals);
        Assert.True(executed >= 0.97 * bearing, $"Expected 97 % of {bearing} visuals to run, found {executed}.");
    }
}
