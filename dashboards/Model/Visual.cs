using System.Collections.Immutable;

namespace StudyLake.Dashboards.Model;

/// <summary>A visual of a sheet.</summary>
public sealed class Visual
{
    private readonly Lazy<ImmutableArray<VisualField>> _fields;

    private Visual(string kind, JsonView json)
    {
        Kind = kind;
        Json = json;
        _fields = new(() => [.. VisualField.Below(Configuration["FieldWells"])]);
    }

    /// <summary>The member of the union, such as <c>BarChartVisual</c>.</summary>
    public string Kind { get; }

    /// <summary>The visual within its union.</summary>
    public JsonView Json { get; }

    /// <summary>Its id; empty when the file gives none.</summary>
    public string Id => Json.Text("VisualId") ?? "";

    /// <summary>Its chart's options; absent for an insight.</summary>
    public JsonView Configuration => Json["ChartConfiguration"];

    /// <summary>The group of wells, such as <c>BarChartAggregatedFieldWells</c>; null for none and for a KPI, whose wells stand by themselves.</summary>
    public string? WellsKind =>
        Configuration["FieldWells"].OnlyMember is { Value.IsObject: true } group
        && group.Name.EndsWith("FieldWells", StringComparison.Ordinal)
            ? group.Name
            : null;

    /// <summary>Every field of every well, in the order of the file.</summary>
    public ImmutableArray<VisualField> Fields => _fields.Value;

    /// <summary>The data set that a visual without wells belongs to; null for others.</summary>
    public string? DataSet => Json.Text("DataSetIdentifier");

    /// <summary>What a click does.</summary>
    public IEnumerable<JsonView> Actions => Json.List("Actions");

    /// <summary>The hierarchies that one can drill along, each within its union.</summary>
    public IEnumerable<JsonMember> Hierarchies =>
        Json.List("ColumnHierarchies").Select(item => item.OnlyMember).OfType<JsonMember>();

    /// <summary>The title's text, rich or plain; null when there is none or it is hidden.</summary>
    public string? Title
    {
        get
        {
            var format = Json["Title"]["FormatText"];
            return Json["Title"].Text("Visibility") == "HIDDEN"
                ? null
                : format.Text("RichText") ?? format.Text("PlainText");
        }
    }

    /// <summary>The fields of one well, such as <c>Values</c>.</summary>
    public IEnumerable<VisualField> Well(string name) => Fields.Where(field => field.Well == name);

    internal static Visual? Read(JsonView union) =>
        union.OnlyMember is { Value.IsObject: true } member ? new Visual(member.Name, member.Value) : null;
}
