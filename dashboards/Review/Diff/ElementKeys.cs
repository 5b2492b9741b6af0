using System.Collections.Immutable;
using StudyLake.Dashboards.Model;

namespace StudyLake.Dashboards.Review.Diff;

/// <summary>By which member an item of a list is known, so that a move in the list is no change of two items.</summary>
internal static class ElementKeys
{
    private static readonly ImmutableArray<string> Ids =
    [
        "SheetId",
        "VisualId",
        "FilterGroupId",
        "FilterId",
        "ParameterControlId",
        "FilterControlId",
        "SheetTextBoxId",
        "SheetImageId",
        "ElementId",
        "SectionId",
        "FieldId",
        "CustomActionId",
        "ComputationId",
        "HierarchyId",
        "Identifier",
        "Placeholder",
    ];

    /// <summary>The key of an item; null for one that is known by its place only.</summary>
    public static string? Of(JsonView item)
    {
        // An item of a union has one member, which has the id; a union may change its kind and keep the id.
        foreach (var body in item.OnlyMember is { Value.IsObject: true } only ? new[] { item, only.Value } : [item])
        {
            if (Ids.Select(body.Text).FirstOrDefault(id => id is { Length: > 0 }) is { } id)
                return id;
            var column = body["Column"];
            if (column.Text("ColumnName") is { } columnName)
                return $"{column.Text("DataSetIdentifier")}.{columnName}";
            if (body.Text("Name") is { Length: > 0 } name)
                return body.Text("DataSetIdentifier") is { } dataSet ? $"{dataSet}.{name}" : name;
        }
        return null;
    }

    /// <summary>What the items of a list are to a reader; null for parts of something greater.</summary>
    public static string? KindOf(string? list, string? parent) =>
        list switch
        {
            "Sheets" or "TooltipSheets" => "sheet",
            "Visuals" => "visual",
            "CalculatedFields" => "calculated field",
            "FilterGroups" => "filter group",
            "Filters" when parent is not "InnerFilter" => "filter",
            "ParameterDeclarations" => "parameter",
            "ParameterControls" or "FilterControls" => "control",
            "TextBoxes" => "text box",
            "Images" => "image",
            "DataSetIdentifierDeclarations" or "DataSetConfigurations" => "data set declaration",
            "ColumnConfigurations" => "column configuration",
            _ => null,
        };
}
