using System.Collections.Frozen;
using System.Collections.Immutable;
using StudyLake.Dashboards.Expressions;
using StudyLake.Dashboards.Model;

namespace StudyLake.Dashboards.Linting;

/// <summary>Every expression of an asset, and the binders that know their names.</summary>
internal sealed class ExpressionIndex
{
    private readonly LintSubject _subject;
    private readonly Dictionary<string, Binder?> _binders = new(StringComparer.Ordinal);
    private readonly Dictionary<string, FrozenSet<string>?> _known = new(StringComparer.Ordinal);

    /// <summary>Reads the expressions of an asset.</summary>
    public ExpressionIndex(LintSubject subject)
    {
        _subject = subject;
        All =
            subject.Definition is { } definition ? [.. OfDefinition(definition)]
            : subject.DataSet is { } dataSet ? [.. OfDataSet(dataSet)]
            : [];
    }

    /// <summary>The expressions in the order of the file.</summary>
    public ImmutableArray<LintExpression> All { get; }

    /// <summary>Level and type of a column or calculated field; null when they cannot be told.</summary>
    public BoundExpression? Bound(ColumnReference column)
    {
        try
        {
            return BinderOf(column.DataSet) is { } binder && binder.Knows(column.Name)
                ? binder.BindField(column.Name)
                : null;
        }
        catch (ExpressionException)
        {
            // Reported where the field is defined.
            return null;
        }
    }

    /// <summary>The binder over a declared data set; null when its columns are not known.</summary>
    public Binder? BinderOf(string dataSet)
    {
        if (!_binders.TryGetValue(dataSet, out var binder))
            _binders[dataSet] = binder = _subject.Names.Columns(dataSet) is { } columns
                ? new Binder(ScopeOf(dataSet, columns))
                : null;
        return binder;
    }

    private FieldScope ScopeOf(string dataSet, FrozenDictionary<string, DataSetColumn> columns) =>
        new()
        {
            Columns = columns.ToImmutableDictionary(
                column => column.Key,
                column => TypeOf(column.Value.Type),
                StringComparer.Ordinal
            ),
            ColumnIds = Ids(columns.Values),
            Calculated = _subject
                .Names.CalculatedFields.Where(field => field.Key.DataSet == dataSet)
                .ToImmutableDictionary(
                    field => field.Key.Name,
                    field => field.Value.Expression,
                    StringComparer.Ordinal
                ),
            Parameters = _subject.Names.Parameters.ToImmutableDictionary(
                parameter => parameter.Key,
                parameter => new ScopeParameter(TypeOf(parameter.Value.Type), parameter.Value.IsMultiValued),
                StringComparer.Ordinal
            ),
        };

    private static ImmutableDictionary<string, string> Ids(IEnumerable<DataSetColumn> columns) =>
        columns
            .Where(column => column.Id is not null)
            .DistinctBy(column => column.Id)
            .ToImmutableDictionary(column => column.Id ?? "", column => column.Name, StringComparer.Ordinal);

    private static FieldType TypeOf(DataSetColumnType type) =>
        type switch
        {
            DataSetColumnType.Text or DataSetColumnType.Json => FieldType.Text,
            DataSetColumnType.Integer or DataSetColumnType.Bit => FieldType.Integer,
            DataSetColumnType.Decimal => FieldType.Decimal,
            DataSetColumnType.DateTime => FieldType.DateTime,
            DataSetColumnType.Boolean => FieldType.Boolean,
            _ => FieldType.Unknown,
        };

    private IEnumerable<LintExpression> OfDefinition(Definition definition)
    {
        foreach (var field in definition.CalculatedFields)
            yield return new LintExpression(field.Json["Expression"])
            {
                Field = field.Name,
                DataSet = field.DataSet,
                KnownFields = KnownIn(field.DataSet),
                IsTyped = true,
            };
        foreach (var visual in definition.Sheets.SelectMany(sheet => sheet.Visuals))
        {
            foreach (var expression in OfVisual(visual))
                yield return expression;
        }
        // Dates that move with the clock name no field.
        foreach (var rolling in _subject.Values.Where(value => value.Path.Name == "RollingDate"))
        {
            if (rolling["Expression"].AsText is not null)
                yield return new LintExpression(rolling["Expression"]) { KnownFields = FrozenSet<string>.Empty };
        }
    }

    /// <summary>The columns that a data set calculates, each from those of the step before and those beside it.</summary>
    private static IEnumerable<LintExpression> OfDataSet(DataSet dataSet)
    {
        foreach (var step in dataSet.Plan.Steps.OfType<TransformStep>())
        {
            if (step.Kind != TransformKind.CreateColumns)
                continue;
            var known = step.Columns?.SelectMany(column => new[] { column.Name, column.Id ?? column.Name });
            foreach (var column in step.Json.List("Columns"))
                yield return new LintExpression(column["Expression"])
                {
                    DataSet = dataSet.Name,
                    KnownFields = known?.ToFrozenSet(StringComparer.Ordinal),
                };
        }
    }

    private IEnumerable<LintExpression> OfVisual(Visual visual)
    {
        var dataSets = visual
            .Fields.Select(field => field.Column?.DataSet)
            .OfType<string>()
            .Distinct(StringComparer.Ordinal)
            .ToList();
        var dataSet = dataSets.Count == 1 ? dataSets[0] : null;
        var known = dataSet is null ? null : KnownIn(dataSet);
        var measures = visual.Fields.Where(field => field.Kind == VisualFieldKind.CalculatedMeasure).ToList();
        foreach (var measure in measures)
            yield return new LintExpression(measure.Json["Expression"])
            {
                DataSet = dataSet,
                KnownFields = known,
                IsTyped = true,
            };
        // A format may also speak of a measure by the name that it is shown under.
        var shown = measures.Select(measure => measure.Json.Text("Name")).OfType<string>();
        var formatted = known is null ? null : known.Concat(shown).ToFrozenSet(StringComparer.Ordinal);
        foreach (var value in visual.Json["ConditionalFormatting"].Below("Expression"))
        {
            if (value.AsText is not null)
                yield return new LintExpression(value) { DataSet = dataSet, KnownFields = formatted };
        }
    }

    private FrozenSet<string>? KnownIn(string dataSet)
    {
        if (_known.TryGetValue(dataSet, out var known))
            return known;
        if (_subject.Names.Columns(dataSet) is { } columns)
            known = _subject
                .Names.FieldsOf(dataSet)
                .Concat(columns.Values.Select(column => column.Id).OfType<string>())
                .ToFrozenSet(StringComparer.Ordinal);
        return _known[dataSet] = known;
    }
}
