using System.Buffers;
using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using StudyLake.Dashboards.Schema;

namespace StudyLake.Dashboards.Model.CloudFormation;

/// <summary>Writes the QuickSight resources of a template as the requests that they stand for.</summary>
/// <remarks>
/// CloudFormation converts scalars to the type of the property, and so does this: <c>"12"</c> is a number where one is
/// expected. Line by line of the template is kept for messages.
/// </remarks>
internal sealed class TemplateResources
{
    private const string Prefix = "AWS::QuickSight::";

    // What says nothing of any other place, beside ARNs.
    private static readonly ImmutableHashSet<string> Apart =
    [
        "AwsAccountId",
        "Catalog",
        "Content",
        "CustomLabel",
        "Description",
        "Principal",
        "Schema",
        "SqlQuery",
        "Title",
    ];

    private readonly Dictionary<string, int> _lines = new(StringComparer.Ordinal);
    private readonly Intrinsics _intrinsics;
    private bool _isPartlyUnknown;

    private TemplateResources(Intrinsics intrinsics) => _intrinsics = intrinsics;

    /// <summary>Whether a template has resources of QuickSight.</summary>
    public static bool AreIn(JsonView root) =>
        root["Resources"].Members.Any(resource => KindOf(resource.Value.Text("Type")) is not null);

    /// <summary>The resources of QuickSight, in the order of the template; none for what is no template.</summary>
    /// <param name="path">The file.</param>
    /// <param name="template">What it holds.</param>
    public static ImmutableArray<Asset> Read(string path, TemplateNode template)
    {
        var resources = (template["Resources"]?.Members ?? [])
            .Select(member => (member.Name, Kind: KindOf(member.Value["Type"]?.Text), member.Value))
            .Where(resource => resource.Kind is not null)
            .ToImmutableArray();
        var plain = new Intrinsics(ImmutableDictionary<string, string>.Empty);
        var ids = resources
            .Where(resource => resource.Kind == AssetKind.DataSet)
            .ToImmutableDictionary(
                resource => resource.Name,
                resource =>
                    resource.Value["Properties"]?["DataSetId"] is { } id
                        ? plain.TextOf(id)
                        : UnknownText.Of(resource.Name)
            );
        return
        [
            .. resources.Select(resource =>
                new TemplateResources(new Intrinsics(ids)).Read(path, resource.Name, resource.Kind, resource.Value, ids)
            ),
        ];
    }

    private Asset Read(
        string path,
        string name,
        AssetKind? kind,
        TemplateNode resource,
        ImmutableDictionary<string, string> ids
    )
    {
        var place = JsonPath.Root.Member("Resources").Member(name);
        _lines[place.ToString()] = resource.Line;
        place = place.Member("Properties");
        var asset = kind ?? AssetKind.Other;
        var shape = ServiceSchema.Embedded.ShapeOf(asset, AssetForm.Resource);
        var bytes = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(bytes))
        {
            json.WriteStartObject();
            foreach (var member in resource["Properties"]?.Members ?? [])
                Member(json, member, place, shape);
            // QuickSight's, or a generated one: what refers to it does so by the resource.
            if (ids.TryGetValue(name, out var id) && resource["Properties"]?["DataSetId"] is null)
                json.WriteString("DataSetId", id);
            json.WriteEndObject();
        }
        var file = AssetFile.OfResource(path, bytes.WrittenMemory, place, _lines);
        return new Asset(file, asset, AssetForm.Resource, file.Root) { IsPartlyUnknown = _isPartlyUnknown };
    }

    private void Member(Utf8JsonWriter json, TemplateMember member, JsonPath parent, Shape? shape)
    {
        if (Intrinsics.IsNoValue(member.Value))
            return;
        // The one member of these resources that CloudFormation spells otherwise than the API.
        var name =
            member.Name == "TimeZone" && shape?.Members.ContainsKey("Timezone") == true ? "Timezone" : member.Name;
        var place = parent.Member(name);
        _lines[place.ToString()] = member.Line;
        json.WritePropertyName(name);
        var known =
            shape is { Kind: ShapeKind.Structure } && shape.Members.TryGetValue(name, out var found)
                ? found.Shape
                : shape?.Item;
        Value(json, member.Value, place, known);
    }

    private void Value(Utf8JsonWriter json, TemplateNode node, JsonPath place, Shape? shape)
    {
        if (Intrinsics.IsOne(node) || node.Text is not null)
        {
            var text = _intrinsics.TextOf(node);
            _isPartlyUnknown |= UnknownText.IsIn(text) && !IsApart(place, shape);
            Scalar(json, text, node.IsQuoted, shape);
        }
        else if (node.Members is { } members)
        {
            json.WriteStartObject();
            foreach (var member in members)
                Member(json, member, place, shape);
            json.WriteEndObject();
        }
        else if (node.Items is { } items)
        {
            json.WriteStartArray();
            var index = 0;
            foreach (var item in items.Where(item => !Intrinsics.IsNoValue(item)))
            {
                var at = place.Item(index++);
                _lines[at.ToString()] = item.Line;
                Value(json, item, at, shape?.Item);
            }
            json.WriteEndArray();
        }
        else
            json.WriteNullValue();
    }

    // Of most values that are not known another may follow: a name that is found nowhere may be the one.
    private static bool IsApart(JsonPath place, Shape? shape)
    {
        if (shape?.Kind is ShapeKind.Structure or ShapeKind.List or ShapeKind.Map)
            return false;
        var owner = place.Parent?.Name ?? place.Parent?.Parent?.Name;
        return place.Name is { } name
            && (
                owner == "Properties"
                || Apart.Contains(name)
                || name.EndsWith("Arn", StringComparison.Ordinal)
                || (name == "Name" && owner is "RelationalTable" or "CustomSql" or "Sheets")
            );
    }

    private static void Scalar(Utf8JsonWriter json, string text, bool isQuoted, Shape? shape)
    {
        var takesNumber = shape is null ? !isQuoted : shape.Kind is ShapeKind.Integer or ShapeKind.Number;
        var takesFlag = shape is null ? !isQuoted : shape.Kind is ShapeKind.Flag;
        if (takesNumber && long.TryParse(text, CultureInfo.InvariantCulture, out var whole))
            json.WriteNumberValue(whole);
        else if (
            takesNumber
            && double.TryParse(text, CultureInfo.InvariantCulture, out var number)
            && double.IsFinite(number)
        )
            json.WriteNumberValue(number);
        else if (takesFlag && bool.TryParse(text, out var flag))
            json.WriteBooleanValue(flag);
        else
            json.WriteStringValue(text);
    }

    private static AssetKind? KindOf(string? type) =>
        type?.StartsWith(Prefix, StringComparison.Ordinal) != true
            ? null
            : type[Prefix.Length..] switch
            {
                "Analysis" => AssetKind.Analysis,
                "Dashboard" => AssetKind.Dashboard,
                "Template" => AssetKind.Template,
                "DataSet" => AssetKind.DataSet,
                "DataSource" => AssetKind.DataSource,
                "Theme" => AssetKind.Theme,
                "RefreshSchedule" => AssetKind.RefreshSchedule,
                _ => null,
            };
}
