#nullable disable

namespace Amazon.Athena.Model;

/// <summary>One value.</summary>
public partial class Datum
{
    /// <summary>As text, whatever the type; null for null.</summary>
    public string VarCharValue { get; set; }
}
