using System.Collections.Immutable;
using System.Globalization;
using StudyLake.Analytics;
using StudyLake.Dashboards.Compiling;
using StudyLake.Dashboards.Expressions;
using StudyLake.Dashboards.Model;
using StudyLake.Dashboards.Page.Specs;

namespace StudyLake.Dashboards.Page.Server;

/// <summary>Opens a definition: reads its files, and finds out whether the engine has its rows.</summary>
internal static class BoardLoader
{
    /// <summary>Opens it over rows.</summary>
    /// <exception cref="PageException">No definition could be read.</exception>
    /// <exception cref="QueryException">The engine could not make the tables of made-up rows.</exception>
    public static async Task<Board> LoadAsync(
        PageOptions options,
        OpenRows rows,
        int version,
        CancellationToken cancellationToken
    )
    {
        var folder = Read(options.Definition);
        var definition = folder.Definitions.FirstOrDefault() ?? throw new PageException(Missing(folder));
        var now = options.Clock.GetUtcNow();
        string? why = options.IsSynthetic ? "made-up rows were asked for" : null;
        var source = DashboardSource.Create(
            definition,
            folder.DataSetOf,
            new DashboardSourceOptions { ImportsSpice = options.ImportsSpice }
        );
        why ??= await WhyNoRowsAsync(
                new DashboardCompiler(source, folder.DataSetOf),
                definition,
                rows.Rows.Engine,
                now,
                cancellationToken
            )
            .ConfigureAwait(false);
        if (why is not null)
        {
            source = DashboardSource.Create(
                definition,
                folder.DataSetOf,
                new DashboardSourceOptions { IsSynthetic = true, SyntheticUntil = now }
            );
            await source.PrepareAsync(rows.Rows.Engine, cancellationToken).ConfigureAwait(false);
        }
        return new Board(version, definition, source, folder.DataSetOf, Palette(folder, definition))
        {
            Source = source,
            Imports = rows.Imports,
            WhySynthetic = why,
            Users = why is null
                ? await UsersAsync(folder, definition, rows.Rows.Engine, cancellationToken).ConfigureAwait(false)
                : [],
        };
    }

    private static AssetFolder Read(string? path)
    {
        if (path is null)
            return OwnDefinitions.Read();
        try
        {
            return AssetFolder.Load([path]);
        }
        catch (FileNotFoundException exception)
        {
            throw new PageException("Expected a definition's file or a folder with one, found neither.", exception);
        }
    }

    private static string Missing(AssetFolder folder)
    {
        var broken = folder.Assets.FirstOrDefault(asset => asset.File.Problem is not null);
        return broken is { File: { Problem: { } problem } file }
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"{Path.GetFileName(file.Path)}, line {problem.Line}: {problem.Message}"
            )
            : "Expected a definition with sheets, found none in what was named.";
    }

    // The data sets of the first sheet that has any decide. They are asked for no row at all, which the engine plans and
    // does not run. Asking the others would make every table behind them before the first sheet could be drawn.
    private static async Task<string?> WhyNoRowsAsync(
        DashboardCompiler compiler,
        Definition definition,
        IQueryEngine engine,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        var first = definition
            .Sheets.Select(sheet => sheet.Visuals.Select(DashboardCompiler.DataSetOf).OfType<string>().ToHashSet())
            .FirstOrDefault(names => names.Count > 0);
        foreach (var declared in definition.DataSets.Where(one => first is null || first.Contains(one.Identifier)))
        {
            if (declared.Columns is not { Length: > 0 } columns)
                return $"data set '{declared.Identifier}' is described by no file";
            try
            {
                var query = compiler.Values(
                    declared.Identifier,
                    columns[0].Name,
                    null,
                    1,
                    new DashboardState { Now = now }
                );
                await using var result = await engine
                    .QueryAsync($"select * from (\n{query.Sql}\n) as probe limit 0", query.Values, cancellationToken)
                    .ConfigureAwait(false);
                await result.ToArrayAsync(cancellationToken).ConfigureAwait(false);
            }
            catch (Exception exception) when (exception is QueryException or ExpressionException)
            {
                return $"data set '{declared.Identifier}' has no rows in this lake";
            }
        }
        return null;
    }

    private static ImmutableArray<string> Palette(AssetFolder folder, Definition definition)
    {
        var arn = definition.Asset.Json.Text("ThemeArn") ?? "";
        var themes = folder.Assets.Concat(folder.Context).Where(asset => asset.Kind == AssetKind.Theme).ToList();
        var theme = themes.FirstOrDefault(asset =>
            asset.Id is { } id && arn.EndsWith("/" + id, StringComparison.Ordinal)
        );
        theme ??= arn.Length == 0 && themes.Count == 1 ? themes[0] : null;
        if (theme is null)
            return [];
        return
        [
            .. theme
                .Json["Configuration"]["DataColorPalette"]
                .List("Colors")
                .Select(color => HexColor.Of(color.AsText))
                .OfType<string>(),
        ];
    }

    // The rules are a data set of their own, which no visual shows.
    private static async Task<ImmutableArray<string>> UsersAsync(
        AssetFolder folder,
        Definition definition,
        IQueryEngine engine,
        CancellationToken cancellationToken
    )
    {
        var users = new SortedSet<string>(StringComparer.Ordinal);
        var rules = definition
            .DataSets.Select(declared => declared.DataSet?.RulesArn)
            .OfType<string>()
            .Distinct()
            .Select(folder.DataSetOf)
            .OfType<DataSet>();
        foreach (var dataSet in rules)
        {
            try
            {
                var query = RowRules.Readers(dataSet, folder.DataSetOf);
                await using var result = await engine
                    .QueryAsync(query.Sql, query.Values, cancellationToken)
                    .ConfigureAwait(false);
                foreach (var row in await result.ToArrayAsync(cancellationToken).ConfigureAwait(false))
                {
                    if (row[0] is string { Length: > 0 } name)
                        users.Add(name);
                }
            }
            catch (Exception exception) when (exception is QueryException or ExpressionException)
            {
                // Rules over a table that is not here: there is nobody to view as.
                continue;
            }
        }
        return [.. users];
    }
}
