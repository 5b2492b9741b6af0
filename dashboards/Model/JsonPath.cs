using System.Globalization;
using System.Text;

namespace StudyLake.Dashboards.Model;

/// <summary>Where a value stands in a JSON file: <c>$.Definition.Sheets[0].Visuals[2]</c>.</summary>
/// <remarks>A name that is no plain word is written in brackets and quotes, as in <c>$.PhysicalTableMap['a-b']</c>.</remarks>
public sealed class JsonPath
{
    private readonly JsonPath? _parent;
    private readonly string? _name;
    private readonly int _index;

    private JsonPath(JsonPath? parent, string? name, int index)
    {
        _parent = parent;
        _name = name;
        _index = index;
    }

    /// <summary>The whole file: <c>$</c>.</summary>
    public static JsonPath Root { get; } = new(null, null, -1);

    /// <summary>The value that this one is part of; null for the whole file.</summary>
    public JsonPath? Parent => _parent;

    /// <summary>The name of the member, or null for an item of a list and for the whole file.</summary>
    public string? Name => _name;

    /// <summary>A member of the object at this path.</summary>
    public JsonPath Member(string name) => new(this, name, -1);

    /// <summary>An item of the list at this path, counted from 0.</summary>
    public JsonPath Item(int index) => new(this, null, index);

    /// <summary>The path as text.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        Write(text);
        return text.ToString();
    }

    private void Write(StringBuilder text)
    {
        if (_parent is null)
        {
            text.Append('$');
            return;
        }
        _parent.Write(text);
        if (_name is null)
            text.Append(CultureInfo.InvariantCulture, $"[{_index}]");
        else if (IsWord(_name))
            text.Append('.').Append(_name);
        else
            text.Append("['").Append(_name.Replace("'", "\\'", StringComparison.Ordinal)).Append("']");
    }

    private static bool IsWord(string name) =>
        name.Length > 0 && name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '_');
}
