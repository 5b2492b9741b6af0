#nullable disable

namespace Amazon.QuickSight.Model;

/// <summary>A name and a text on a resource.</summary>
public partial class Tag
{
    public string Key { get; set; }

    public string Value { get; set; }
}
