using System.Collections.Immutable;
using StudyLake.Dashboards.Expressions;
using StudyLake.Dashboards.Model;

namespace StudyLake.Dashboards.Compiling;

/// <summary>Compiles the visuals of a definition into SQL for the state of a reader.</summary>
/// <remarks>Safe to use from several threads. Compiling reads no data and takes about a millisecond a visual.</remarks>
public sealed class DashboardCompiler
{
    private static readonly string[] WithoutData =
    [
        "CustomContentVisual",
        "EmptyVisual",
        "PluginVisual",
        "LayerMapVisual",
    ];

    private readonly DashboardSource _source;
    private readonly Func<string, DataSet?> _find;

    /// <summary>A compiler.</summary>
    /// <param name="source">The definition and its rows.</param>
    /// <param name="find">The data set of an ARN, for row-level rules.</param>
    public DashboardCompiler(DashboardSource source, Func<string, DataSet?> find)
    {
        _source = source;
        _find = find;
    }

    /// <summary>Compiles a visual. What is wrong with it is in the result; only an unknown visual is an error.</summary>
    /// <exception cref="ArgumentException">The sheet has no such visual.</exception>
    public CompiledVisual Compile(string sheetId, string visualId, DashboardState state)
    {
        var sheet = _source.Definition.Sheets.FirstOrDefault(item => item.Id == sheetId);
        var visual = sheet?.Visuals.FirstOrDefault(item => item.Id == visualId);
        return sheet is not null && visual is not null
            ? Compile(sheet, visual, state)
            : throw new ArgumentException(
                $"Expected a visual of sheet '{sheetId}', found '{visualId}'.",
                nameof(visualId)
            );
    }

    /// <summary>Every parameter with the values that apply, by name.</summary>
    public ImmutableDictionary<string, ResolvedParameter> Parameters(DashboardState state) =>
        NewContext(state, []).Parameters;

    /// <summary>The fields that a click on a visual filters by, and the visuals it filters; empty when a click does nothing.</summary>
    public ClickTargets Clickable(string sheetId, string visualId)
    {
        var sheet = _source.Definition.Sheets.FirstOrDefault(item => item.Id == sheetId);
        var visual = sheet?.Visuals.FirstOrDefault(item => item.Id == visualId);
        if (sheet is null || visual is null)
            return new ClickTargets([], []);
        var operations = ClickConditions.Operations(sheet, visual).ToList();
        return new ClickTargets(
            [.. operations.SelectMany(operation => operation.Fields).Select(field => field.Id).Distinct()],
            [.. operations.SelectMany(operation => operation.Targets).Distinct()]
        );
    }

    /// <summary>The distinct values of a column in ascending order, for the list of a control.</summary>
    /// <param name="dataSet">The identifier of the data set.</param>
    /// <param name="column">A column or a row-level calculated field.</param>
    /// <param name="search">Only values that contain this text, in any case; null for all.</param>
    /// <param name="limit">The most values to give.</param>
    /// <param name="state">The parameters and the reader that apply. Filters do not.</param>
    /// <exception cref="ExpressionException">No such column, or its data set cannot be read.</exception>
    public CompiledQuery Values(string dataSet, string column, string? search, int limit, DashboardState state)
    {
        var context = NewContext(state, []);
        var data =
            _source.DataSet(dataSet)
            ?? throw new ExpressionException(
                ExpressionProblem.UnknownField,
                0,
                $"Expected a declared data set, found '{dataSet}'."
            );
        if (data.Failure is { } failure)
            throw new ExpressionException(ExpressionProblem.NotSupported, 0, failure);
        var value = new Binder(data.Scope).BindField(column);
        if (value.Level > CalculationLevel.Row)
            throw new ExpressionException(
                ExpressionProblem.MixedLevels,
                0,
                $"Expected a row value, found '{column}', which is aggregated."
            );
        var conditions = new List<BoundExpression> { Conditions.IsNotNull(value) };
        if (!string.IsNullOrEmpty(search))
        {
            conditions.Add(
                new BoundCall(
                    "contains",
                    [
                        TypeRules.As(value, FieldType.Text),
                        new BoundInput(search, FieldType.Text),
                        new BoundConstant("CASE_INSENSITIVE", FieldType.Text),
                    ],
                    FieldType.Boolean,
                    value.Level
                )
            );
        }
        var plan = new QueryPlan
        {
            Name = "values",
            Dimensions =
            [
                new QueryDimension(
                    value,
                    value,
                    new VisualColumn
                    {
                        FieldId = "_value",
                        Label = column,
                        Role = ColumnRole.Dimension,
                        Well = "Values",
                        Type = value.Type,
                        ColumnName = column,
                    }
                ),
            ],
            Measures = [],
            Conditions = [.. conditions],
            Sorts = [new QuerySort([0], null, IsDescending: false)],
            RowLimit = limit,
        };
        return QueryWriter.Write(plan, VisualCompiler.Restricted(data, state, _find, context), context);
    }

    /// <summary>The identifier of the data set that a visual reads; null for one without.</summary>
    public static string? DataSetOf(Visual visual) =>
        References(visual).Select(field => field.Column?.DataSet).FirstOrDefault(id => id is not null)
        ?? visual.DataSet;

    private static List<VisualField> References(Visual visual) =>
        visual.Kind == "InsightVisual"
            ? [.. VisualField.Below(visual.Json["InsightConfiguration"]["Computations"])]
            : [.. visual.Fields];

    private CompiledVisual Compile(Sheet sheet, Visual visual, DashboardState state)
    {
        var notes = new List<Unsupported>();
        var computations = visual.Json["InsightConfiguration"]["Computations"];
        var references = References(visual);
        var dataSet = DataSetOf(visual);
        var compiled = new CompiledVisual
        {
            SheetId = sheet.Id,
            VisualId = visual.Id,
            Kind = visual.Kind,
            DataSet = dataSet,
            Queries = [],
            IsDataBearing = references.Count > 0 || (visual.Kind == "InsightVisual" && computations.Items.Any()),
            Unsupported = [],
        };
        if (WithoutData.Contains(visual.Kind))
        {
            return compiled with
            {
                IsDataBearing = false,
                Unsupported = [new Unsupported("visual", $"A visual of kind {visual.Kind} is not drawn.")],
            };
        }
        if (!compiled.IsDataBearing)
            return compiled;
        try
        {
            var compiler = new VisualCompiler(_source, _find, sheet, visual, state);
            var queries = compiler.Compile(dataSet ?? "", () => NewContext(state, notes)).ToImmutableArray();
            return compiled with { Queries = queries, Unsupported = [.. notes.Distinct()] };
        }
        catch (InsufficientExecutionStackException)
        {
            return compiled with
            {
                Failure = "Expected calculated fields that can be nested, found them nested too deep.",
            };
        }
        catch (ExpressionException exception)
        {
            var where = exception.Field is { } field ? $"Calculated field '{field}': " : "";
            return compiled with { Failure = where + exception.Message, Unsupported = [.. notes.Distinct()] };
        }
    }

    internal static DayOfWeek WeekStart(Definition definition) =>
        Enum.TryParse<DayOfWeek>(definition.WeekStart, ignoreCase: true, out var day) ? day : DayOfWeek.Sunday;

    private CompileContext NewContext(DashboardState state, List<Unsupported> notes)
    {
        var definition = _source.Definition;
        var weekStart = WeekStart(definition);
        var now = state.Now.UtcDateTime;
        if (definition.Timezone is { } name && TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone))
            now = TimeZoneInfo.ConvertTimeFromUtc(now, zone);
        now = DateTime.SpecifyKind(now, DateTimeKind.Unspecified);
        return new CompileContext(notes)
        {
            Now = now,
            WeekStart = weekStart,
            Parameters = ParameterValues.Resolve(
                definition,
                state,
                now,
                weekStart,
                (kind, reason) => notes.Add(new Unsupported(kind, reason))
            ),
        };
    }
}
