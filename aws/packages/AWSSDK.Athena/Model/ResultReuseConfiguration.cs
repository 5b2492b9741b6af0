#nullable disable

namespace Amazon.Athena.Model;

/// <summary>Whether an earlier result will do.</summary>
public partial class ResultReuseConfiguration
{
    public ResultReuseByAgeConfiguration ResultReuseByAgeConfiguration { get; set; }
}
