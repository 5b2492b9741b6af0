using System.Text.Json;

namespace StudyLake.Dashboards.Model;

/// <summary>A value of a JSON file together with its place, or a place where there is none.</summary>
/// <remarks>
/// Reading on from a value that is absent, or of another type than expected, gives absent values and nulls, so that a
/// rule may ask for a whole path at once; whether types are right is the business of the schema rules.
/// </remarks>
public readonly record struct JsonView(JsonElement Element, JsonPath Path)
{
    /// <summary>True when there is a value; JSON's <c>null</c> counts as none.</summary>
    public bool Exists => Element.ValueKind is not (JsonValueKind.Undefined or JsonValueKind.Null);

    /// <summary>True for an object.</summary>
    public bool IsObject => Element.ValueKind == JsonValueKind.Object;

    /// <summary>True for a list.</summary>
    public bool IsList => Element.ValueKind == JsonValueKind.Array;

    /// <summary>The member of that name, absent when this is no object or has none.</summary>
    /// <remarks>Also of the default value, which has no place: what a search that found nothing gives.</remarks>
    public JsonView this[string name] =>
        new(
            IsObject && Element.TryGetProperty(name, out var value) ? value : default,
            (Path ?? JsonPath.Root).Member(name)
        );

    /// <summary>The text, or null for anything else.</summary>
    public string? AsText => Element.ValueKind == JsonValueKind.String ? Element.GetString() : null;

    /// <summary>The number, or null for anything else.</summary>
    public double? AsNumber =>
        Element.ValueKind == JsonValueKind.Number && Element.TryGetDouble(out var number) ? number : null;

    /// <summary>The whole number, or null for anything else, also for one with a fraction.</summary>
    public long? AsInteger =>
        Element.ValueKind == JsonValueKind.Number && Element.TryGetInt64(out var number) ? number : null;

    /// <summary>True or false, or null for anything else.</summary>
    public bool? AsFlag =>
        Element.ValueKind switch
        {
            JsonValueKind.True => true,
            JsonValueKind.False => false,
            _ => null,
        };

    /// <summary>The text of a member, or null.</summary>
    public string? Text(string name) => this[name].AsText;

    /// <summary>The items of a list; none for anything else.</summary>
    public IEnumerable<JsonView> Items
    {
        get
        {
            if (!IsList)
                yield break;
            var index = 0;
            foreach (var item in Element.EnumerateArray())
                yield return new JsonView(item, Path.Item(index++));
        }
    }

    /// <summary>The items of the list that a member is.</summary>
    public IEnumerable<JsonView> List(string name) => this[name].Items;

    /// <summary>The members of an object in the order of the file; none for anything else.</summary>
    public IEnumerable<JsonMember> Members
    {
        get
        {
            if (!IsObject)
                yield break;
            foreach (var member in Element.EnumerateObject())
                yield return new JsonMember(member.Name, new JsonView(member.Value, Path.Member(member.Name)));
        }
    }

    /// <summary>The one member of a union that has a value, or null when none or several have.</summary>
    public JsonMember? OnlyMember
    {
        get
        {
            JsonMember? only = null;
            foreach (var member in Members)
            {
                if (!member.Value.Exists)
                    continue;
                if (only is not null)
                    return null;
                only = member;
            }
            return only;
        }
    }

    /// <summary>This value and all below it, parents first, in the order of the file.</summary>
    public IEnumerable<JsonView> SelfAndBelow()
    {
        var open = new Stack<JsonView>();
        open.Push(this);
        while (open.TryPop(out var view))
        {
            yield return view;
            var below = view.IsObject ? view.Members.Select(member => member.Value) : view.Items;
            foreach (var value in below.Reverse())
                open.Push(value);
        }
    }

    /// <summary>Every member of that name at any depth below.</summary>
    public IEnumerable<JsonView> Below(string name) => SelfAndBelow().Where(view => view.Path.Name == name);
}

/// <summary>A member of a JSON object.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Value">Its value with its place.</param>
public readonly record struct JsonMember(string Name, JsonView Value);
