using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using StudyLake.Dashboards.Model;
using StudyLake.Dashboards.Page.Server;

namespace StudyLake.Dashboards.Review.Diff;

/// <summary>Compares the assets of two files or folders: every value, each under the element it belongs to.</summary>
/// <remarks>
/// Assets are matched by kind and id (one definition against one other in any case), items of lists by their ids. The
/// order of members never counts; the order of items counts where it is shown, and is then one change.
/// </remarks>
public sealed class DefinitionDiff
{
    private const int LongestValue = 400;
    private readonly ImmutableArray<ElementChange>.Builder _changes = ImmutableArray.CreateBuilder<ElementChange>();

    private sealed record Subject(
        string Kind,
        string Id,
        string Name,
        string Asset,
        string? Sheet,
        JsonPath Old,
        JsonPath New
    )
    {
        public List<ValueChange> Values { get; } = [];
    }

    /// <summary>What differs, in the order of the new files; what is only in the old ones stands behind its like.</summary>
    public static ImmutableArray<ElementChange> Between(AssetFolder before, AssetFolder after)
    {
        var diff = new DefinitionDiff();
        foreach (var (older, newer) in Pairs(before, after))
            diff.Asset(older, newer);
        return diff._changes.ToImmutable();
    }

    private static IEnumerable<(Asset? Old, Asset? New)> Pairs(AssetFolder before, AssetFolder after)
    {
        var olds = before.Assets.Where(IsAsset).ToList();
        var news = after.Assets.Where(IsAsset).ToList();
        var isSingle = olds.Count(asset => asset.HasSheets) == 1 && news.Count(asset => asset.HasSheets) == 1;
        foreach (var asset in news)
        {
            var found = olds.FirstOrDefault(one => one.Kind == asset.Kind && NameOf(one) == NameOf(asset));
            if (found is null && isSingle && asset.HasSheets)
                found = olds.First(one => one.HasSheets);
            if (found is not null)
                olds.Remove(found);
            yield return (found, asset);
        }
        foreach (var asset in olds)
            yield return (asset, null);
    }

    private static bool IsAsset(Asset asset) => asset.Kind != AssetKind.Other;

    private static string NameOf(Asset asset) => asset.Id ?? Path.GetFileName(asset.File.Path);

    private static string KindOf(Asset asset) =>
        string.Concat(
            asset
                .Kind.ToString()
                .Select(
                    (c, i) =>
                        i > 0 && char.IsUpper(c) ? $" {char.ToLowerInvariant(c)}" : char.ToLowerInvariant(c).ToString()
                )
        );

    private void Asset(Asset? older, Asset? newer)
    {
        if ((newer ?? older) is not { } known)
            return;
        var id = NameOf(known);
        var subject = new Subject(
            KindOf(known),
            id,
            known.Name ?? id,
            id,
            null,
            (older ?? known).Json.Path,
            known.Json.Path
        );
        if (older is null || newer is null)
        {
            Add(subject, older is null ? ChangeKind.Added : ChangeKind.Removed);
            return;
        }
        var at = _changes.Count;
        Compare(older.Json, newer.Json, subject);
        Close(subject, at);
    }

    private void Close(Subject subject, int at)
    {
        // Before what is in it, which was found first.
        if (subject.Values.Count > 0)
            _changes.Insert(at, Make(subject, ChangeKind.Changed));
    }

    private void Add(Subject subject, ChangeKind change) => _changes.Add(Make(subject, change));

    private static ElementChange Make(Subject subject, ChangeKind change) =>
        new()
        {
            Change = change,
            Kind = subject.Kind,
            Id = subject.Id,
            Name = subject.Name,
            Asset = subject.Asset,
            Sheet = subject.Sheet,
            OldPath = change == ChangeKind.Added ? null : subject.Old.ToString(),
            NewPath = change == ChangeKind.Removed ? null : subject.New.ToString(),
            Values = change == ChangeKind.Changed ? [.. subject.Values] : [],
        };

    private void Compare(JsonView before, JsonView after, Subject subject)
    {
        if (before.IsObject && after.IsObject)
        {
            var names = after.Members.Select(member => member.Name).Union(before.Members.Select(member => member.Name));
            foreach (var name in names)
                Compare(before[name], after[name], subject);
        }
        else if (before.IsList && after.IsList)
            Lists(before, after, subject);
        else if (
            ElementKeys.KindOf((after.Path ?? before.Path).Name, null) is not null
            && (before.IsList || after.IsList)
        )
            Lists(before, after, subject);
        else if (!JsonElement.DeepEquals(Nothing(before), Nothing(after)))
            subject.Values.Add(Value(before, after));
    }

    // A member that is null is a member that is not there.
    private static JsonElement Nothing(JsonView view) => view.Exists ? view.Element : JsonElement.Parse("null");

    private void Lists(JsonView before, JsonView after, Subject subject)
    {
        var (olds, news) = (before.Items.ToList(), after.Items.ToList());
        var path = after.Path;
        var kind = ElementKeys.KindOf(path.Name, path.Parent?.Name);
        var (oldKeys, newKeys) = (olds.Select(ElementKeys.Of).ToList(), news.Select(ElementKeys.Of).ToList());
        var areKeyed = IsUnique(oldKeys) && IsUnique(newKeys);
        if (!areKeyed)
        {
            for (var i = 0; i < Math.Max(olds.Count, news.Count); i++)
                Item(olds.ElementAtOrDefault(i), news.ElementAtOrDefault(i), kind, null, i, subject);
            return;
        }
        for (var i = 0; i < news.Count; i++)
        {
            var found = oldKeys.IndexOf(newKeys[i]);
            Item(found < 0 ? default : olds[found], news[i], kind, newKeys[i], i, subject);
        }
        for (var i = 0; i < olds.Count; i++)
        {
            if (!newKeys.Contains(oldKeys[i]))
                Item(olds[i], default, kind, oldKeys[i], i, subject);
        }
        var (oldOrder, newOrder) = (oldKeys.Where(newKeys.Contains).ToList(), newKeys.Where(oldKeys.Contains).ToList());
        if (!oldOrder.SequenceEqual(newOrder) && IsOrdered(path.Name))
            subject.Values.Add(
                new ValueChange(
                    before.Path.ToString(),
                    path.ToString(),
                    $"order: {string.Join(", ", oldOrder)}",
                    $"order: {string.Join(", ", newOrder)}"
                )
            );
    }

    private static bool IsUnique(List<string?> keys) =>
        keys.TrueForAll(key => key is not null) && keys.Distinct(StringComparer.Ordinal).Count() == keys.Count;

    // The file's order of these is not seen by anybody.
    private static bool IsOrdered(string? list) =>
        list
            is not (
                "CalculatedFields"
                or "ParameterDeclarations"
                or "FilterGroups"
                or "Filters"
                or "DataSetIdentifierDeclarations"
                or "ColumnConfigurations"
                or "TextBoxes"
                or "Images"
                or "SelectedFieldOptions"
            );

    private void Item(JsonView before, JsonView after, string? kind, string? key, int index, Subject subject)
    {
        var isThere = after.Exists;
        if (kind is null)
        {
            if (before.Exists && isThere)
                Compare(before, after, subject);
            else if (before.Exists || isThere)
                subject.Values.Add(Value(before, after));
            return;
        }
        var known = isThere ? after : before;
        var name = NameOf(known, kind);
        var id = key ?? string.Create(CultureInfo.InvariantCulture, $"{kind} {index + 1}");
        var sheet =
            kind == "sheet" ? null
            : subject.Kind == "sheet" ? subject.Name
            : subject.Sheet;
        var own = new Subject(
            kind,
            id,
            name ?? id,
            subject.Asset,
            sheet,
            (before.Exists ? before : known).Path,
            known.Path
        );
        if (!before.Exists || !isThere)
        {
            Add(own, isThere ? ChangeKind.Added : ChangeKind.Removed);
            // Visuals of a sheet that came or went are visuals that came or went.
            if (kind is "sheet" or "filter group")
                Parts(before, after, kind == "sheet" ? "Visuals" : "Filters", own);
            return;
        }
        var at = _changes.Count;
        Compare(before, after, own);
        Close(own, at);
    }

    private void Parts(JsonView before, JsonView after, string list, Subject subject) =>
        Lists(
            before.Exists ? before[list] : new JsonView(default, after[list].Path),
            after.Exists ? after[list] : new JsonView(default, before[list].Path),
            subject
        );

    private static string? NameOf(JsonView item, string kind)
    {
        if (kind == "visual" && Visual.Read(item) is { } visual)
            return Board.LabelOf(visual);
        var body = item.OnlyMember is { Value.IsObject: true } only ? only.Value : item;
        return body.Text("Title") is { Length: > 0 } title ? title
            : body.Text("Name") is { Length: > 0 } name ? name
            : body["Column"].Text("ColumnName") ?? item["Column"].Text("ColumnName");
    }

    private static ValueChange Value(JsonView before, JsonView after) =>
        new(
            before.Exists ? before.Path.ToString() : null,
            after.Exists ? after.Path.ToString() : null,
            before.Exists ? Text(before.Element) : null,
            after.Exists ? Text(after.Element) : null
        );

    private static string Text(JsonElement element)
    {
        var text = JsonSerializer.Serialize(element, Plain);
        return text.Length <= LongestValue
            ? text
            : string.Create(
                CultureInfo.InvariantCulture,
                $"{text[..LongestValue].TrimEnd('\ud800')}… ({text.Length:N0} characters)"
            );
    }

    private static readonly JsonSerializerOptions Plain = new()
    {
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };
}
