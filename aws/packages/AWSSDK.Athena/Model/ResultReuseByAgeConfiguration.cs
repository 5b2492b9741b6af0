#nullable disable

namespace Amazon.Athena.Model;

/// <summary>Whether a result of some age will do.</summary>
public partial class ResultReuseByAgeConfiguration
{
    public bool? Enabled { get; set; }

    /// <summary>0 to 10,080.</summary>
    public int? MaxAgeInMinutes { get; set; }
}
