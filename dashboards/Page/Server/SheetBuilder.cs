using System.Collections.Immutable;
using StudyLake.Dashboards.Compiling;
using StudyLake.Dashboards.Model;
using StudyLake.Dashboards.Page.Contract;
using StudyLake.Dashboards.Page.Specs;

namespace StudyLake.Dashboards.Page.Server;

/// <summary>Makes a sheet without its rows: what stands where, titles with parameters filled in, controls.</summary>
internal static class SheetBuilder
{
    /// <summary>Why an image of a sheet is not drawn.</summary>
    public const string WhyNoImage = "Images are kept in the account and are not part of the definition.";

    private static readonly Place Unplaced = new(0, 0, 0, 0);

    /// <summary>The sheet.</summary>
    public static SheetLine Build(
        Board board,
        Sheet sheet,
        DashboardState state,
        ImmutableDictionary<string, ControlSpec> controls
    )
    {
        var parameters = board.Compiler.Parameters(state);
        var texts = new RichTextReader(name => ParameterText(parameters, name));
        var elements = new Dictionary<string, SheetItem>(StringComparer.Ordinal);
        foreach (var visual in sheet.Visuals)
            elements.TryAdd(visual.Id, Item(visual.Id, "visual") with { Visual = Spec(visual, texts, parameters) });
        foreach (var box in sheet.TextBoxes)
        {
            if (box.Text("SheetTextBoxId") is { } id)
                elements.TryAdd(id, Item(id, "text") with { Text = texts.Read(box.Text("Content")) });
        }
        foreach (var image in sheet.Images)
        {
            if (image.Text("SheetImageId") is { } id)
                elements.TryAdd(id, Item(id, "other") with { Reason = WhyNoImage });
        }
        foreach (var (id, control) in controls)
            elements.TryAdd(id, Item(id, "control") with { Control = control });

        var (layout, items) = new SheetReader(id => elements.GetValueOrDefault(id)).Read(sheet);
        var placed = items.Select(item => item.Id).ToHashSet(StringComparer.Ordinal);
        return new SheetLine
        {
            Id = sheet.Id,
            Name = sheet.Name ?? "",
            Title = Filled(sheet.Json.Text("Title"), parameters) ?? "",
            Description = Filled(sheet.Json.Text("Description"), parameters) ?? "",
            Layout = layout,
            Controls =
            [
                .. ControlOrder(sheet)
                    .Where(id => !placed.Contains(id))
                    .Select(id => controls.GetValueOrDefault(id))
                    .OfType<ControlSpec>(),
            ],
            Items = items,
        };
    }

    /// <summary>A text with parameters filled in; null for null.</summary>
    public static string? Filled(string? text, ImmutableDictionary<string, ResolvedParameter> parameters) =>
        text is null
            ? null
            : string.Concat(
                new RichTextReader(name => ParameterText(parameters, name)).Read(text).Select(node => node.Text)
            );

    /// <summary>The values of a parameter as a title shows them; null for one that is not declared.</summary>
    public static string? ParameterText(ImmutableDictionary<string, ResolvedParameter> parameters, string name)
    {
        if (!parameters.TryGetValue(name, out var parameter))
            return null;
        return parameter.IsAll ? "All" : string.Join(", ", parameter.Values.Select(PlainText.Of));
    }

    /// <summary>A visual that no layout places.</summary>
    public static VisualSpec SpecOf(Board board, Visual visual, DashboardState state)
    {
        var parameters = board.Compiler.Parameters(state);
        return Spec(visual, new RichTextReader(name => ParameterText(parameters, name)), parameters);
    }

    private static SheetItem Item(string id, string kind) =>
        new()
        {
            Id = id,
            Kind = kind,
            Place = Unplaced,
        };

    private static VisualSpec Spec(
        Visual visual,
        RichTextReader texts,
        ImmutableDictionary<string, ResolvedParameter> parameters
    )
    {
        var (kind, name) = VisualKinds.Of(visual.Kind);
        var subtitle = visual.Json["Subtitle"];
        var format = subtitle["FormatText"];
        return new VisualSpec
        {
            Id = visual.Id,
            Kind = kind,
            KindName = name,
            Label = Board.LabelOf(visual),
            Title = texts.Read(visual.Title),
            Subtitle =
                subtitle.Text("Visibility") == "HIDDEN"
                    ? []
                    : texts.Read(format.Text("RichText") ?? format.Text("PlainText")),
            Options = ChartOptionsReader.Read(visual, text => Filled(text, parameters)),
            Actions = new ActionReader(parameter => ParameterText(parameters, parameter)).Read(visual),
        };
    }

    // As placed above the sheet; those that are placed nowhere follow.
    private static IEnumerable<string> ControlOrder(Sheet sheet)
    {
        var placed = sheet
            .Json.List("SheetControlLayouts")
            .SelectMany(layout => layout["Configuration"]["GridLayout"].List("Elements"))
            .Select(element => element.Text("ElementId"));
        var all = sheet
            .ParameterControls.Select(control => control.Value.Text("ParameterControlId"))
            .Concat(sheet.FilterControls.Select(control => control.Value.Text("FilterControlId")));
        return placed.Concat(all).OfType<string>().Distinct(StringComparer.Ordinal);
    }
}
