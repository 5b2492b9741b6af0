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
/// Series and studies are sums over instances, so only these are folded. On one machine more is kept; what else is a sum
/// over instances alone may stand here too, what reads events beside them, such as <c>study_dose</c>, may not.
/// </remarks>
internal static class SnapshotModels
{
    /// <summary>The model that is made by folding events.</summary>
    public const string Instances = "instances";

    /// <summary>The kept models, each behind what it reads.</summary>
    public static ImmutableArray<string> Kept { get; } = [Instances, "series", "studies"];

    /// <summary>The raw table whose events they are made of.</summary>
    public static string Raw { get; } = RawTables.Name(LakeTables.StudyEvents);

    /// <summary>Every model between the events and instances, in order.</summary>
    public static ImmutableArray<SqlModel> Chain(ModelCatalog catalog) => catalog.Between(Raw, Instances);

    /// <summary>A digest of models and registry.</summary>
    public static async Task<string> FingerprintAsync(
        ModelCatalog catalog,
        ILakeStore store,
        CancellationToken cancellationToken
    )
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Append($"{LakeTables.FormatVersion}");
        foreach (var model in catalog.Behind(string.Join(' ', Kept)))
            Append($"{model.Name}\n{model.Sql}\n");
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
