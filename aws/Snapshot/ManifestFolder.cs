using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using StudyLake.Transform;

namespace StudyLake.Aws.Snapshot;

/// <summary>Manifests of one kind as <c>FOLDER/NUMBER.json</c>, each created once and never changed; the highest number is valid.</summary>
internal sealed class ManifestFolder<T>(string folder, JsonTypeInfo<T> type, Func<T, int> numberOf)
    where T : class
{
    /// <summary>Every manifest there is, oldest first.</summary>
    /// <exception cref="JsonException">One is no manifest.</exception>
    public async Task<ImmutableArray<T>> ReadAllAsync(ILakeStore store, CancellationToken cancellationToken)
    {
        var found = ImmutableArray.CreateBuilder<T>();
        await foreach (var name in store.ListAsync(folder, cancellationToken).ConfigureAwait(false))
        {
            if (await store.ReadAsync(name, cancellationToken).ConfigureAwait(false) is { } json)
                found.Add(
                    JsonSerializer.Deserialize(json, type)
                        ?? throw new JsonException($"Expected a manifest in {name}, found null.")
                );
        }
        return [.. found.OrderBy(numberOf)];
    }

    /// <summary>Makes one the valid one; false when another of its number is there.</summary>
    public Task<bool> CreateAsync(ILakeStore store, T manifest, CancellationToken cancellationToken) =>
        store.CreateAsync(NameOf(manifest), JsonSerializer.SerializeToUtf8Bytes(manifest, type), cancellationToken);

    /// <summary>Removes one that nothing reads any more.</summary>
    public Task DeleteAsync(ILakeStore store, T manifest, CancellationToken cancellationToken) =>
        store.DeleteAsync(NameOf(manifest), cancellationToken);

    private string NameOf(T manifest) =>
        string.Create(CultureInfo.InvariantCulture, $"{folder}/{numberOf(manifest):D6}.json");
}
