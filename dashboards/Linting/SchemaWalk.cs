using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using StudyLake.Dashboards.Model;
using StudyLake.Dashboards.Model.CloudFormation;
using StudyLake.Dashboards.Schema;

namespace StudyLake.Dashboards.Linting;

/// <summary>Compares an asset with what the API accepts.</summary>
internal static partial class SchemaWalk
{
    /// <summary>Every place where they differ.</summary>
    public static IEnumerable<SchemaFault> Over(Asset asset)
    {
        var faults = new List<SchemaFault>();
        if (ServiceSchema.Embedded.ShapeOf(asset) is not { } shape)
            return faults;
        if (asset.Form != AssetForm.Resource)
        {
            Value(asset.Json, shape, faults);
            return faults;
        }
        // Which properties a resource has, and must have, is CloudFormation's: some are not the request's.
        foreach (var (name, value) in asset.Json.Members)
        {
            if (shape.Members.TryGetValue(name, out var member))
                Value(value, member.Shape, faults);
        }
        return faults;
    }

    private static void Value(JsonView view, Shape shape, List<SchemaFault> faults)
    {
        if (UnknownText.IsIn(view.AsText))
            return;
        var expected = KindOf(shape.Kind);
        if (!IsOfKind(view, shape.Kind))
        {
            faults.Add(
                new(SchemaFaultKind.WrongType, view.Path, $"Expected {expected} ({shape.Name}), found {Found(view)}.")
            );
            return;
        }
        switch (shape.Kind)
        {
            case ShapeKind.Structure:
                Structure(view, shape, faults);
                break;
            case ShapeKind.List:
                Limits(view.Element.GetArrayLength(), "item", view, shape, faults);
                foreach (var item in view.Items)
                    Value(item, ItemOf(shape), faults);
                break;
            case ShapeKind.Map:
                Map(view, shape, faults);
                break;
            case ShapeKind.Text:
                Text(view.AsText ?? "", view, shape, faults);
                break;
            case ShapeKind.Integer:
            case ShapeKind.Number:
                Limits(view.AsNumber ?? 0, "", view, shape, faults);
                break;
            case ShapeKind.Timestamp:
                Timestamp(view, faults);
                break;
            case ShapeKind.Flag:
            default:
                break;
        }
    }

    private static void Structure(JsonView view, Shape shape, List<SchemaFault> faults)
    {
        var (given, unknown) = (0, 0);
        foreach (var (name, value) in view.Members)
        {
            if (shape.Members.TryGetValue(name, out var member))
            {
                given++;
                Value(value, member.Shape, faults);
                continue;
            }
            unknown++;
            faults.Add(
                new(
                    SchemaFaultKind.UnknownMember,
                    value.Path,
                    $"Expected a member of {shape.Name}, found {Words.Quoted(name)}.",
                    Words.DidYouMean(name, shape.Members.Keys)
                        ?? $"It has {Words.Some(shape.Members.Keys.Order(StringComparer.Ordinal))}."
                )
            );
        }
        if (shape.IsUnion && (given > 1 || (given == 0 && unknown == 0)))
            faults.Add(
                new(
                    SchemaFaultKind.Union,
                    view.Path,
                    $"Expected exactly one member of {shape.Name}, found {(given == 0 ? "none" : Words.Some(view.Members.Select(member => member.Name)))}."
                )
            );
        foreach (var member in shape.Members.Values)
        {
            // The account is known only where an asset is deployed.
            if (
                member.IsRequired
                && member.Name != "AwsAccountId"
                && view[member.Name].Element.ValueKind == JsonValueKind.Undefined
            )
                faults.Add(
                    new(
                        SchemaFaultKind.MissingMember,
                        view.Path,
                        $"Expected {shape.Name} to have {Words.Quoted(member.Name)}, found none."
                    )
                );
        }
    }

    private static void Map(JsonView view, Shape shape, List<SchemaFault> faults)
    {
        Limits(view.Element.EnumerateObject().Count(), "member", view, shape, faults);
        foreach (var (name, value) in view.Members)
        {
            if (shape.Key is { } key)
                Text(name, value, key, faults);
            Value(value, ItemOf(shape), faults);
        }
    }

    private static void Text(string text, JsonView view, Shape shape, List<SchemaFault> faults)
    {
        // What stands for another text later cannot be judged now.
        if (Placeholder().IsMatch(text) && (shape.Pattern is not null || shape.Values.Length > 0))
            return;
        if (shape.Values.Length > 0 && !shape.Values.Contains(text))
        {
            faults.Add(
                new(
                    SchemaFaultKind.NotAValue,
                    view.Path,
                    $"Expected a value of {shape.Name}, found {Words.Quoted(text)}.",
                    Words.DidYouMean(text, shape.Values) ?? $"The values are {Words.Some(shape.Values)}."
                )
            );
            return;
        }
        if (!Limits(text.EnumerateRunes().Count(), "character", view, shape, faults) || shape.Matches(text))
            return;
        faults.Add(
            shape.IsColor
                ? new(
                    SchemaFaultKind.Color,
                    view.Path,
                    $"Expected a colour like '#1A2B3C', found {Words.Quoted(text)}."
                )
                : new(
                    SchemaFaultKind.Pattern,
                    view.Path,
                    $"Expected {shape.Name} to match {shape.Pattern}, found {Words.Quoted(text)}."
                )
        );
    }

    private static bool Limits(double value, string noun, JsonView view, Shape shape, List<SchemaFault> faults)
    {
        if (!(value < shape.Minimum) && !(value > shape.Maximum))
            return true;
        var range =
            shape.Maximum is null ? $"at least {Number(shape.Minimum)}"
            : shape.Minimum is null or 0 ? $"at most {Number(shape.Maximum)}"
            : $"{Number(shape.Minimum)} to {Number(shape.Maximum)}";
        var unit = noun.Length == 0 ? "" : $" {noun}s";
        faults.Add(
            new(
                SchemaFaultKind.OutsideLimits,
                view.Path,
                $"Expected {range}{unit} in {shape.Name}, found {Number(value)}."
            )
        );
        return false;
    }

    private static void Timestamp(JsonView view, List<SchemaFault> faults)
    {
        if (view.AsText is { } text && !IsoDate().IsMatch(text) && !Placeholder().IsMatch(text))
            faults.Add(
                new(
                    SchemaFaultKind.Date,
                    view.Path,
                    $"Expected a date in ISO 8601 such as '2026-01-31' or '2026-01-31T08:00:00Z', found {Words.Quoted(text)}."
                )
            );
    }

    private static Shape ItemOf(Shape shape) =>
        shape.Item ?? throw new InvalidOperationException($"Expected {shape.Name} to have items.");

    private static string Number(double? value) => (value ?? 0).ToString(CultureInfo.InvariantCulture);

    private static bool IsOfKind(JsonView view, ShapeKind kind) =>
        kind switch
        {
            ShapeKind.Structure or ShapeKind.Map => view.IsObject,
            ShapeKind.List => view.IsList,
            ShapeKind.Text => view.AsText is not null,
            ShapeKind.Integer => view.AsNumber is { } number && double.IsInteger(number),
            ShapeKind.Number => view.AsNumber is not null,
            ShapeKind.Flag => view.AsFlag is not null,
            ShapeKind.Timestamp => view.AsText is not null || view.AsNumber is not null,
            _ => true,
        };

    private static string KindOf(ShapeKind kind) =>
        kind switch
        {
            ShapeKind.Structure or ShapeKind.Map => "an object",
            ShapeKind.List => "a list",
            ShapeKind.Text => "a text",
            ShapeKind.Integer => "a whole number",
            ShapeKind.Number => "a number",
            ShapeKind.Flag => "true or false",
            ShapeKind.Timestamp => "a date",
            _ => "a value",
        };

    private static string Found(JsonView view) =>
        view.Element.ValueKind switch
        {
            JsonValueKind.Object => "an object",
            JsonValueKind.Array => "a list",
            JsonValueKind.String => $"the text {Words.Quoted(view.AsText ?? "")}",
            JsonValueKind.Number => $"the number {Number(view.AsNumber)}",
            JsonValueKind.True => "true",
            JsonValueKind.False => "false",
            _ => "null",
        };

    [GeneratedRegex(@"\$\{[A-Za-z0-9_.:]+\}")]
    private static partial Regex Placeholder();

    [GeneratedRegex(
        @"^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])([T ]([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d)?)?$"
    )]
    private static partial Regex IsoDate();
}
