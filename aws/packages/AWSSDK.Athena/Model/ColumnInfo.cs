#nullable disable

namespace Amazon.Athena.Model;

/// <summary>One column of a result.</summary>
public partial class ColumnInfo
{
    public bool? CaseSensitive { get; set; }

    public string CatalogName { get; set; }

    public string Label { get; set; }

    public string Name { get; set; }

    public ColumnNullable Nullable { get; set; }

    public int? Precision { get; set; }

    public int? Scale { get; set; }

    public string SchemaName { get; set; }

    public string TableName { get; set; }

    /// <summary>As SQL names it, without parameters.</summary>
    public string Type { get; set; }
}
