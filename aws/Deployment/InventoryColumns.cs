using System.Collections.Immutable;
using System.Globalization;
using System.Net;

namespace StudyLake.Aws.Deployment;

/// <summary>The columns of an S3 Inventory in CSV, which has no header line.</summary>
/// <param name="Names">As the manifest's <c>fileSchema</c> names them.</param>
public sealed record InventoryColumns(ImmutableArray<string> Names)
{
    /// <summary>What an inventory has to hold.</summary>
    public const string Required = "Bucket, Key, Size, LastModifiedDate, ETag";

    /// <summary>Reads <c>Bucket, Key, VersionId, …</c>.</summary>
    /// <exception cref="FormatException">A column that is needed is missing.</exception>
    public static InventoryColumns Parse(string schema)
    {
        var names = schema.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var missing = Required.Split(", ").Except(names, StringComparer.Ordinal).ToArray();
        return missing.Length == 0
            ? new InventoryColumns([.. names])
            : throw new FormatException(
                $"Expected an inventory with the columns {Required}, found none of {string.Join(", ", missing)}."
            );
    }

    /// <summary>Whether it names versions, as one of a bucket with versions has to.</summary>
    public bool HasVersions => Names.Contains("VersionId") && Names.Contains("IsLatest");

    /// <summary>
    /// The object of one line; null for an older version or a delete marker: a backfill from an inventory takes what is
    /// current, for an inventory's lines are not in the order of versions.
    /// </summary>
    /// <param name="fields">The line's fields.</param>
    /// <param name="bucket">The bucket that is expected.</param>
    /// <param name="position">Where a later run goes on.</param>
    /// <exception cref="FormatException">Too few fields, another bucket, or a date or size that is none.</exception>
    public BackfillObject? Object(IReadOnlyList<string> fields, string bucket, string position)
    {
        if (fields.Count != Names.Length)
            throw new FormatException(
                $"Expected {Names.Length} fields in line {position} of the inventory, found {fields.Count}."
            );
        if (Field(fields, "Bucket") != bucket)
            throw new FormatException(
                $"Expected an inventory of the bucket {bucket}, found another bucket in line {position}."
            );
        if (Field(fields, "IsDeleteMarker") == "true" || Field(fields, "IsLatest") == "false")
            return null;
        if (
            !DateTime.TryParse(
                Field(fields, "LastModifiedDate"),
                CultureInfo.InvariantCulture,
                DateTimeStyles.AdjustToUniversal | DateTimeStyles.AssumeUniversal,
                out var modified
            ) || !long.TryParse(Field(fields, "Size"), NumberStyles.None, CultureInfo.InvariantCulture, out var bytes)
        )
            throw new FormatException(
                $"Expected a date and a size in line {position} of the inventory, found something else."
            );
        var version = Field(fields, "VersionId");
        return new BackfillObject(
            WebUtility.UrlDecode(Field(fields, "Key")) ?? "",
            version is "" or "null" ? null : version,
            Field(fields, "ETag").Trim('"') is { Length: > 0 } etag ? etag : null,
            bytes,
            modified,
            false,
            0,
            position
        );
    }

    private string Field(IReadOnlyList<string> fields, string name)
    {
        var index = Names.IndexOf(name);
        return index < 0 ? "" : fields[index];
    }
}
