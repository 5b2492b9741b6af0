#nullable disable

namespace Amazon.QuickSight.Model;

/// <summary>A place in a definition.</summary>
public partial class Entity
{
    /// <summary>Such as <c>sheet/…/visual/…</c>.</summary>
    public string Path { get; set; }
}
