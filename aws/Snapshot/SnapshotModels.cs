using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using StudyLake.Analytics;
using StudyLake.Aws.Template;
using StudyLake.Events.Lake;
using StudyLake.Transform;

namespace StudyLake.Aws.Snapshot;

/// <summary>Which models the snapshot keeps, and what their rows depend on beside the events.</summary>
/// <remarks>
/// Each row of a kept model, which says <c>kept: study</c>, is a function of the events of one study and of the studies it
/// is linked with by a SOP Instance UID.
/// </remarks>
internal static class SnapshotModels
{
    /// <summary>The model whose rows measure a snapshot.</summary>
    public const string Instances = "instances";

    /// <summary>The column by which rows belong to a study.</summary>
    public const string Study = "study_instance_uid";

    /// <summary>The kept models, each behind what it reads.</summary>
    public static ImmutableArray<string> Kept { get; } = ModelCatalog.Embedded().Kept;

    /// <summary>The raw table whose events they are made of.</summary>
    public static string Raw { get; } = RawTables.Name(LakeTables.StudyEvents);

    /// <summary>Every model between the events and the kept ones, in order.</summary>
    public static ImmutableArray<SqlModel> Chain(ModelCatalog catalog) => catalog.Between(Raw, string.Join(' ', Kept));

    /// <summary>A digest of the models behind a query and of the registry.</summary>
    public static async Task<string> FingerprintAsync(
        ModelCatalog catalog,
        string sql,
        ILakeStore store,
        CancellationToken cancellationToken
    )
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Append($"{LakeTables.FormatVersion}");
        foreach (var model in catalog.Behind(sql))
        {
            Append($"{model.Name} {model.Description.IsTable}\n{model.Sql}\n");
            foreach (var column in model.Description.Columns)
                Append($"{column.Name} {column.Type}\n");
        }
        foreach (var table in Registry.Tables)
        {
            Append($"{RegistryFiles.ViewSql(table)}\n");
            var file = await store.ReadAsync(RegistryFiles.Key(table), cancellationToken).ConfigureAwait(false);
            Append($"{file?.Length}\n");
            hash.AppendData(file ?? []);
        }
        return Convert.ToHexStringLower(hash.GetHashAndReset());

        void Append(string text) => hash.AppendData(Encoding.UTF8.GetBytes(text));
    }
}
