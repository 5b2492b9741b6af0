using System.Collections.Immutable;
using System.Globalization;
using StudyLake.Analytics;
using StudyLake.Analytics.Rendering;
using StudyLake.Dashboards.Compiling;
using StudyLake.Dashboards.Expressions;
using StudyLake.Dashboards.Model;
using StudyLake.Dashboards.Page.Contract;
using StudyLake.Dashboards.Page.Specs;

namespace StudyLake.Dashboards.Page.Server;

/// <summary>Computes one visual for what a reader chose.</summary>
/// <param name="board">The definition.</param>
/// <param name="state">What the reader chose.</param>
/// <param name="engine">Where queries run.</param>
internal sealed class TileBuilder(Board board, DashboardState state, KeptEngine engine)
{
    /// <summary>Rows that a browser gets; the CSV has more.</summary>
    public const int MostRows = 5000;

    /// <summary>Rows of a file.</summary>
    public const int MostFileRows = 1_000_000;

    private const int MostColored = 500;
    private const int MostBins = 500;

    /// <summary>The answer; what cannot be computed is an answer too.</summary>
    /// <exception cref="OperationCanceledException">The browser has left.</exception>
    public async Task<TileLine> BuildAsync(Sheet sheet, Visual visual, CancellationToken cancellationToken)
    {
        if (VisualKinds.WhyNot(visual.Kind) is { } reason)
            return new TileLine
            {
                Id = visual.Id,
                Status = "unsupported",
                Error = reason,
            };
        var compiled = await CompiledAsync(sheet, visual, state, cancellationToken).ConfigureAwait(false);
        ImmutableArray<string> notes = [.. compiled.Unsupported.Select(one => one.Reason).Distinct()];
        if (compiled.Failure is { } failure)
            return new TileLine
            {
                Id = visual.Id,
                Status = "error",
                Error = failure,
                Unsupported = notes,
            };
        var session = engine.Open();
        ImmutableArray<QueryRows> answers;
        try
        {
            answers = await VisualRunner
                .RunAsync(session, compiled, TimeProvider.System, cancellationToken)
                .ConfigureAwait(false);
        }
        catch (QueryException exception)
        {
            return new TileLine
            {
                Id = visual.Id,
                Status = "error",
                Error = SafeText.Of(exception.Message),
                Unsupported = notes,
                Queries = [.. compiled.Queries.Select(query => Note(query, TimeSpan.Zero, 0, false))],
            };
        }
        var tile =
            visual.Kind == "InsightVisual"
                ? Narrate(visual, answers)
                : await DrawAsync(sheet, visual, answers, cancellationToken).ConfigureAwait(false);
        return tile with
        {
            Unsupported = [.. notes, .. tile.Unsupported],
            Queries =
            [
                .. answers.Select(answer => Note(answer.Query, answer.Elapsed, answer.Rows.Length, session.WasKept)),
            ],
        };
    }

    /// <summary>The rows of a visual for a file: up to <see cref="MostFileRows"/>, sorted as on the page.</summary>
    /// <exception cref="PageException">It cannot be computed, or has no rows by its nature.</exception>
    /// <exception cref="QueryException">The engine failed.</exception>
    public async Task<(ImmutableArray<TileColumn> Columns, ImmutableArray<ImmutableArray<object?>> Rows)> RowsAsync(
        Sheet sheet,
        Visual visual,
        CancellationToken cancellationToken
    )
    {
        var compiled = await CompiledAsync(sheet, visual, state with { RowLimit = MostFileRows }, cancellationToken)
            .ConfigureAwait(false);
        if (compiled.Failure is { } failure)
            throw new PageException(failure);
        var answers = await VisualRunner
            .RunAsync(engine.Open(), compiled, TimeProvider.System, cancellationToken)
            .ConfigureAwait(false);
        if (answers is not [var answer, ..])
            throw new PageException("Expected a visual with rows, found one without.");
        if (visual.Kind == "InsightVisual")
            return InsightRows.Of(answers);
        var columns = TileColumns.Of(visual, answer.Query.Columns);
        var rows = answer.Rows.Select(row => TileColumns.Row(row, columns)).ToImmutableArray();
        return (columns, VisualKinds.Of(visual.Kind).Kind == "histogram" ? Bins(columns, rows) : rows);
    }

    private async Task<CompiledVisual> CompiledAsync(
        Sheet sheet,
        Visual visual,
        DashboardState wanted,
        CancellationToken cancellationToken
    )
    {
        await board.ReadyAsync(DashboardCompiler.DataSetOf(visual), cancellationToken).ConfigureAwait(false);
        return board.Compiler.Compile(sheet.Id, visual.Id, wanted);
    }

    private async Task<TileLine> DrawAsync(
        Sheet sheet,
        Visual visual,
        ImmutableArray<QueryRows> answers,
        CancellationToken cancellationToken
    )
    {
        if (answers is not [var answer, ..])
            return new TileLine { Id = visual.Id, Status = "empty" };
        var kind = VisualKinds.Of(visual.Kind).Kind;
        var columns = TileColumns.Of(visual, answer.Query.Columns);
        var (styles, styleNotes) = ConditionalFormats.Apply(visual, answer);
        var parameters = board.Compiler.Parameters(state);
        var (lines, lineNotes) = ReferenceLines.Read(visual, answer, text => SheetBuilder.Filled(text, parameters));
        var rows = answer.Rows.Select(row => TileColumns.Row(row, columns)).ToImmutableArray();
        var tile = new TileLine
        {
            Id = visual.Id,
            Status = rows.Length == 0 || rows.All(row => row.All(value => value is null)) ? "empty" : "ok",
            Columns = await ColoredAsync(visual, kind, columns, rows, cancellationToken).ConfigureAwait(false),
            Rows = rows,
            Total =
                kind == "table" && answer.Totals is [{ GroupedBy.Length: 0 } total, ..]
                    ? TileColumns.Row(total.Row, columns)
                    : null,
            Totals = kind == "pivot" ? [.. answer.Totals.Select(one => Total(one, columns))] : [],
            Styles = styles.Count > 0 ? styles : null,
            Lines = lines,
            Click = Click(sheet, visual),
            Drill = [.. answer.Query.Columns.Select(column => Drill(visual, column)).OfType<DrillSpec>()],
            More = answer.IsCut,
            Unsupported = [.. styleNotes, .. lineNotes],
        };
        return kind == "histogram" ? tile with { Rows = Bins(columns, rows) } : tile;
    }

    private TileLine Narrate(Visual visual, ImmutableArray<QueryRows> answers)
    {
        var byName = answers
            .DistinctBy(answer => answer.Query.Name)
            .ToDictionary(answer => answer.Query.Name, StringComparer.Ordinal);
        var parameters = board.Compiler.Parameters(state);
        var text = new Narrative(byName).Write(visual, name => SheetBuilder.ParameterText(parameters, name));
        return new TileLine
        {
            Id = visual.Id,
            Status = text.Length == 0 ? "empty" : "ok",
            Narrative = text,
        };
    }

    private async Task<ImmutableArray<TileColumn>> ColoredAsync(
        Visual visual,
        string kind,
        ImmutableArray<TileColumn> columns,
        ImmutableArray<ImmutableArray<object?>> rows,
        CancellationToken cancellationToken
    )
    {
        var colored = ImmutableArray.CreateBuilder<TileColumn>(columns.Length);
        for (var i = 0; i < columns.Length; i++)
        {
            var column = columns[i];
            if (column.Measure)
            {
                colored.Add(column with { Color = ColorBook.OfMeasure(visual, column.Id) });
                continue;
            }
            if (!ColorBook.IsColored(kind, column.Role))
            {
                colored.Add(column);
                continue;
            }
            var reference = visual.Fields.FirstOrDefault(field => field.Id == column.Id)?.Column;
            var at = i;
            var drawn = rows.Select(row => Text(row[at])).Distinct().Take(MostColored).ToList();
            var all =
                reference is null || column.Type is "date" or "datetime" || DrillOf(visual, column.Id) != 0
                    ? []
                    : await ValuesAsync(reference, cancellationToken).ConfigureAwait(false);
            colored.Add(column with { Colors = board.Colors.Of(visual, column.Id, reference, drawn, all) });
        }
        return colored.MoveToImmutable();
    }

    // All values of the column, whatever the reader chose: so that no choice moves a colour.
    private async Task<IReadOnlyList<string>> ValuesAsync(ColumnReference column, CancellationToken cancellationToken)
    {
        await board.ReadyAsync(column.DataSet, cancellationToken).ConfigureAwait(false);
        try
        {
            var query = board.Compiler.Values(
                column.DataSet,
                column.Name,
                null,
                MostColored,
                new DashboardState { Now = state.Now }
            );
            await using var result = await engine
                .Open()
                .QueryAsync(query.Sql, query.Values, cancellationToken)
                .ConfigureAwait(false);
            var rows = await result.ToArrayAsync(cancellationToken).ConfigureAwait(false);
            return
            [
                .. rows.Select(row => Text(TileColumns.Value(row[0], "text")))
                    .OfType<string>()
                    .Order(StringComparer.Ordinal),
            ];
        }
        catch (Exception exception) when (exception is QueryException or ExpressionException)
        {
            // A column that cannot be listed, such as one that needs a group: its values get colours by their text.
            return [];
        }
    }

    // The compiler gives each bin that holds something, with where it begins and how wide it is. People read from and
    // to, and a gap has to be seen as one.
    private static ImmutableArray<ImmutableArray<object?>> Bins(
        ImmutableArray<TileColumn> columns,
        ImmutableArray<ImmutableArray<object?>> rows
    )
    {
        var from = IndexOf(columns, "from");
        var width = IndexOf(columns, "to");
        var count = IndexOf(columns, "count");
        if (from < 0 || width < 0 || count < 0)
            return rows;
        var known = rows.Where(row => Numbers.Of(row[from]) is not null).OrderBy(row => Numbers.Of(row[from])).ToList();
        var step = known.Count == 0 ? 0 : Numbers.Of(known[0][width]) ?? 0;
        var bins = ImmutableArray.CreateBuilder<ImmutableArray<object?>>();
        foreach (var row in known)
        {
            var start = Numbers.Of(row[from]) ?? 0;
            while (
                step > 0
                && bins.Count is > 0 and < MostBins
                && Numbers.Of(bins[^1][width]) is { } end
                && start - end > step / 2
            )
                bins.Add(row.SetItem(from, end).SetItem(width, end + step).SetItem(count, 0L));
            bins.Add(row.SetItem(width, start + step));
        }
        return bins.ToImmutable();
    }

    private static int IndexOf(ImmutableArray<TileColumn> columns, string role)
    {
        for (var i = 0; i < columns.Length; i++)
        {
            if (columns[i].Role == role)
                return i;
        }
        return -1;
    }

    private static TileTotal Total(TotalRow total, ImmutableArray<TileColumn> columns) =>
        new(
            [
                .. columns
                    .Where(column => !column.Measure && !total.GroupedBy.Contains(column.Id))
                    .Select(column => column.Id),
            ],
            TileColumns.Row(total.Row, columns)
        );

    private ClickSpec? Click(Sheet sheet, Visual visual)
    {
        var fields = board.Compiler.Clickable(sheet.Id, visual.Id).FieldIds;
        return fields.Length == 0 ? null : new ClickSpec([.. fields]);
    }

    private DrillSpec? Drill(Visual visual, VisualColumn column)
    {
        if (column.Drill is not { } drill)
            return null;
        var path =
            state.Drills.FirstOrDefault(one => one.VisualId == visual.Id && one.FieldId == column.FieldId)?.Path ?? [];
        return new DrillSpec(
            column.FieldId,
            drill.Level,
            column.Label,
            drill.Down,
            drill.Up,
            [.. path.Select(PlainText.Of)]
        );
    }

    private int DrillOf(Visual visual, string field) =>
        state.Drills.FirstOrDefault(one => one.VisualId == visual.Id && one.FieldId == field)?.Level ?? 0;

    private static QueryNote Note(CompiledQuery query, TimeSpan elapsed, int rows, bool wasKept) =>
        new(
            query.Sql,
            [
                .. query.Values.Select(value =>
                    value is null
                        ? "null"
                        : Convert.ToString(TileColumns.Value(value, "datetime"), CultureInfo.InvariantCulture) ?? ""
                ),
            ],
            Math.Round(elapsed.TotalMilliseconds, 1),
            rows,
            wasKept
        );

    private static string? Text(object? value) =>
        value switch
        {
            null => null,
            bool flag => flag ? "true" : "false",
            _ => Convert.ToString(value, CultureInfo.InvariantCulture),
        };
}
