#nullable disable

namespace Amazon.Athena.Model;

/// <summary>Where names are looked up.</summary>
public partial class QueryExecutionContext
{
    public string Catalog { get; set; }

    public string Database { get; set; }
}
