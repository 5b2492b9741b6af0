using System.Collections.Immutable;

namespace StudyLake.Dashboards.Model;

/// <summary>One step from tables to the rows of a data set, the same for both forms that a file may have.</summary>
/// <param name="Id">Unique within the data set: the id in the file, for a transform with <c>#</c> and its number behind.</param>
/// <param name="Alias">The name shown to people; null when the file gives none.</param>
/// <param name="Json">Where the file describes it.</param>
/// <param name="Inputs">The steps it reads; none for a table.</param>
/// <param name="Columns">What its rows have; null when a parent data set is not at hand.</param>
public abstract record DataSetStep(
    string Id,
    string? Alias,
    JsonView Json,
    ImmutableArray<DataSetStep> Inputs,
    ImmutableArray<DataSetColumn>? Columns
);

/// <summary>A table, a query or an uploaded file.</summary>
public sealed record TableStep(string Id, JsonView Json, ImmutableArray<DataSetColumn>? Columns)
    : DataSetStep(Id, null, Json, [], Columns)
{
    /// <summary>The SQL of a <c>CustomSql</c>; null for others.</summary>
    public string? Sql => Source["CustomSql"].Exists ? Source["CustomSql"].Text("SqlQuery") : null;

    /// <summary>The table's or query's name; null when it has none.</summary>
    public string? Name => Content.Text("Name");

    /// <summary>The catalog of a <c>RelationalTable</c>; null for none.</summary>
    public string? Catalog => Content.Text("Catalog");

    /// <summary>The schema of a <c>RelationalTable</c>, in Athena the database; null for none.</summary>
    public string? Schema => Content.Text("Schema");

    /// <summary>The data source's ARN; null when the file gives none.</summary>
    public string? DataSourceArn => Content.Text("DataSourceArn");

    /// <summary><c>RelationalTable</c>, <c>CustomSql</c>, <c>S3Source</c> or <c>SaaSTable</c>; null for anything else.</summary>
    public string? Kind => Source.OnlyMember?.Name;

    private JsonView Source => Json;

    private JsonView Content => Source.OnlyMember?.Value ?? Source["RelationalTable"];
}

/// <summary>Another data set.</summary>
/// <param name="Id">As for every step.</param>
/// <param name="Alias">As for every step.</param>
/// <param name="Json">As for every step.</param>
/// <param name="Columns">As for every step.</param>
/// <param name="DataSetArn">Its ARN.</param>
public sealed record ParentStep(
    string Id,
    string? Alias,
    JsonView Json,
    ImmutableArray<DataSetColumn>? Columns,
    string DataSetArn
) : DataSetStep(Id, Alias, Json, [], Columns);

/// <summary>Two steps side by side. Its first input is the left one.</summary>
/// <param name="Id">As for every step.</param>
/// <param name="Alias">As for every step.</param>
/// <param name="Json">As for every step.</param>
/// <param name="Left">The left input.</param>
/// <param name="Right">The right input.</param>
/// <param name="Columns">The left columns, then the right ones; of two with one name only the left one.</param>
/// <param name="Type"><c>INNER</c>, <c>LEFT</c>, <c>RIGHT</c> or <c>OUTER</c>.</param>
/// <param name="OnClause">The condition, an expression over the names of both inputs.</param>
/// <param name="LeftNames">New names of left columns by their old ones; empty in the older form.</param>
/// <param name="RightNames">New names of right columns by their old ones; empty in the older form.</param>
public sealed record JoinStep(
    string Id,
    string? Alias,
    JsonView Json,
    DataSetStep Left,
    DataSetStep Right,
    ImmutableArray<DataSetColumn>? Columns,
    string Type,
    string OnClause,
    ImmutableDictionary<string, string> LeftNames,
    ImmutableDictionary<string, string> RightNames
) : DataSetStep(Id, Alias, Json, [Left, Right], Columns);

/// <summary>A step with one input; <see cref="TransformKind"/> says how to read <see cref="DataSetStep.Json"/>.</summary>
/// <param name="Id">As for every step.</param>
/// <param name="Alias">As for every step.</param>
/// <param name="Json">The operation itself, with <c>Columns</c>, <c>ProjectedColumns</c> and so on.</param>
/// <param name="Input">What it reads.</param>
/// <param name="Columns">As for every step.</param>
/// <param name="Kind">What it does.</param>
public sealed record TransformStep(
    string Id,
    string? Alias,
    JsonView Json,
    DataSetStep Input,
    ImmutableArray<DataSetColumn>? Columns,
    TransformKind Kind
) : DataSetStep(Id, Alias, Json, [Input], Columns);

/// <summary>The rows of two steps, one below the other.</summary>
/// <param name="Id">As for every step.</param>
/// <param name="Alias">As for every step.</param>
/// <param name="Json">As for every step.</param>
/// <param name="First">The first input.</param>
/// <param name="Second">The second input.</param>
/// <param name="Columns">As for every step.</param>
public sealed record AppendStep(
    string Id,
    string? Alias,
    JsonView Json,
    DataSetStep First,
    DataSetStep Second,
    ImmutableArray<DataSetColumn>? Columns
) : DataSetStep(Id, Alias, Json, [First, Second], Columns);

/// <summary>What a step with one input does.</summary>
public enum TransformKind
{
    /// <summary>Nothing to rows or columns: an import, geographic roles, replaced parameters.</summary>
    None,

    /// <summary><c>Columns</c>, each with <c>ColumnName</c> and <c>Expression</c>.</summary>
    CreateColumns,

    /// <summary><c>ColumnName</c> and <c>NewColumnName</c>, in the newer form a list <c>RenameColumnOperations</c> of them.</summary>
    Rename,

    /// <summary><c>ColumnName</c>, <c>NewColumnType</c>, <c>Format</c>, in the newer form a list <c>CastColumnTypeOperations</c>.</summary>
    Cast,

    /// <summary><c>ProjectedColumns</c></summary>
    Project,

    /// <summary><c>ConditionExpression</c>, in the newer form a list <c>FilterOperations</c>.</summary>
    Filter,

    /// <summary><c>GroupByColumnNames</c> and <c>Aggregations</c></summary>
    Aggregate,

    /// <summary>Values of one column become columns.</summary>
    Pivot,

    /// <summary>Columns become rows.</summary>
    Unpivot,
}
