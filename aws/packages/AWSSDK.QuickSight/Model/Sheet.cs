#nullable disable

namespace Amazon.QuickSight.Model;

/// <summary>A sheet of a dashboard.</summary>
public partial class Sheet
{
    public string Name { get; set; }

    public string SheetId { get; set; }
}
