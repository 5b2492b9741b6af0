using System.Collections.Immutable;

namespace StudyLake.Dashboards.Model;

/// <summary>A sheet with what is on it.</summary>
public sealed class Sheet
{
    internal Sheet(JsonView json, bool isTooltip)
    {
        Json = json;
        IsTooltip = isTooltip;
        Visuals = [.. json.List("Visuals").Select(Visual.Read).OfType<Visual>()];
    }

    /// <summary>Where it stands.</summary>
    public JsonView Json { get; }

    /// <summary>True for a sheet that is shown when one points at a visual.</summary>
    public bool IsTooltip { get; }

    /// <summary>Its id; empty when the file gives none.</summary>
    public string Id => Json.Text("SheetId") ?? "";

    /// <summary>The name on its tab; null when the file gives none.</summary>
    public string? Name => Json.Text("Name");

    /// <summary>True for a report in pages.</summary>
    public bool IsPaginated => Json.Text("ContentType") == "PAGINATED";

    /// <summary>Its visuals in the order of the file.</summary>
    public ImmutableArray<Visual> Visuals { get; }

    /// <summary>Its text boxes.</summary>
    public IEnumerable<JsonView> TextBoxes => Json.List("TextBoxes");

    /// <summary>Its images.</summary>
    public IEnumerable<JsonView> Images => Json.List("Images");

    /// <summary>Its controls of parameters, each within its union (<c>Dropdown</c>, <c>Slider</c> ...).</summary>
    public IEnumerable<JsonMember> ParameterControls =>
        Json.List("ParameterControls").Select(item => item.OnlyMember).OfType<JsonMember>();

    /// <summary>Its controls of filters, each within its union (<c>Dropdown</c>, <c>RelativeDateTime</c> ...).</summary>
    public IEnumerable<JsonMember> FilterControls =>
        Json.List("FilterControls").Select(item => item.OnlyMember).OfType<JsonMember>();

    /// <summary>Its layout: the union below <c>Configuration</c>; null when there is none.</summary>
    public JsonMember? Layout =>
        Json.List("Layouts").Select(layout => layout["Configuration"].OnlyMember).FirstOrDefault();
}
