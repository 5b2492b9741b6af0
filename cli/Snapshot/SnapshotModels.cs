using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using StudyLake.Analytics;
using StudyLake.Cli.DuckDb;
using StudyLake.Events.Lake;

namespace StudyLake.Cli.Snapshot;

/// <summary>Which models a snapshot keeps, and what their rows depend on beside the events.</summary>
/// <remarks>
/// Each row of a kept model, which says <c>kept: study</c>, is a function of the events of one study and of the studies it
/// is linked with by a SOP Instance UID; everything above them is a sum over them.
/// </remarks>
internal static class SnapshotModels
{
    /// <summary>The column by which rows belong to a study.</summary>
    public const string Study = "study_instance_uid";

    /// <summary>What stands before the name of a model that is made again for some studies only.</summary>
    public const string Prefix = "refolded_";

    /// <summary>The kept models, each behind what it reads.</summary>
    public static ImmutableArray<string> Kept { get; } = ModelCatalog.Embedded().Kept;

    /// <summary>The raw table whose events they are made of.</summary>
    public static string Raw { get; } = RawTables.Name(LakeTables.StudyEvents);

    /// <summary>Every model between the events and the kept ones, in order.</summary>
    public static ImmutableArray<SqlModel> Chain(ModelCatalog catalog) => catalog.Between(Raw, string.Join(' ', Kept));

    /// <summary>Names of the models behind the kept ones that do not read events, such as those of the registry.</summary>
    public static string Others(ModelCatalog catalog) =>
        string.Join(' ', catalog.Behind(string.Join(' ', Kept)).Except(Chain(catalog)).Select(model => model.Name));

    /// <summary>A digest of models, the registry's tables that they read, and engine.</summary>
    public static string Fingerprint(ModelCatalog catalog, Registry registry)
    {
        var text = new StringBuilder($"{LakeTables.FormatVersion}\n{DuckDbEngine.Version}\n");
        var models = catalog.Behind($"{string.Join(' ', Kept)} {SnapshotStorage.Model}");
        foreach (var model in models)
            text.Append(model.Name).Append('\n').Append(model.Sql).Append('\n');
        foreach (var macro in DuckDbMacros.Statements)
            text.Append(macro).Append('\n');
        foreach (
            var table in Registry.Tables.Where(table => models.Any(model => model.References.Contains(table.Name)))
        )
            text.Append(registry.Sql(table)).Append('\n');
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }
}
