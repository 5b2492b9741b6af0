using StudyLake.Dashboards.Model;

namespace StudyLake.Dashboards.Linting;

/// <summary>What a sheet has that a layout can place.</summary>
internal static class SheetElements
{
    /// <summary>The layout's name for a visual.</summary>
    public const string VisualKind = "VISUAL";

    /// <summary>Every element with an id, in the order of the file.</summary>
    public static IEnumerable<SheetElement> Of(Sheet sheet) =>
        [
            .. sheet.Visuals.Select(visual => Element(VisualKind, visual.Json["VisualId"])),
            .. sheet.TextBoxes.Select(box => Element("TEXT_BOX", box["SheetTextBoxId"])),
            .. sheet.Images.Select(image => Element("IMAGE", image["SheetImageId"])),
            .. sheet.ParameterControls.Select(control =>
                Element("PARAMETER_CONTROL", control.Value["ParameterControlId"])
            ),
            .. sheet.FilterControls.Select(control => Element("FILTER_CONTROL", control.Value["FilterControlId"])),
        ];

    /// <summary>Every place that a layout of the sheet gives to an element, in the order of the file.</summary>
    public static IEnumerable<JsonView> Places(Sheet sheet) =>
        new[] { sheet.Json["Layouts"], sheet.Json["SheetControlLayouts"] }
            .SelectMany(layouts => layouts.SelfAndBelow())
            .Where(value => value["ElementId"].AsText is not null);

    private static SheetElement Element(string kind, JsonView id) => new(kind, id.AsText ?? "", id);
}

/// <summary>An element of a sheet.</summary>
/// <param name="Kind">As a layout names it: <c>VISUAL</c>, <c>TEXT_BOX</c> and so on.</param>
/// <param name="Id">Its id; empty when the file gives none.</param>
/// <param name="IdPlace">Where the id stands.</param>
internal sealed record SheetElement(string Kind, string Id, JsonView IdPlace);
