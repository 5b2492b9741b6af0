namespace StudyLake.Transform;

/// <summary>Whole files as bytes.</summary>
public static class LakeStoreExtensions
{
    /// <summary>The content of a file, or null when there is none of that name.</summary>
    public static async Task<byte[]?> ReadAsync(this ILakeStore store, string name, CancellationToken cancellationToken)
    {
        var opened = await store.OpenReadAsync(name, cancellationToken).ConfigureAwait(false);
        if (opened is null)
            return null;
        await using var stream = opened.ConfigureAwait(false);
        using var content = new MemoryStream(opened.CanSeek ? (int)opened.Length : 0);
        await opened.CopyToAsync(content, cancellationToken).ConfigureAwait(false);
        return content.Length == content.Capacity ? content.GetBuffer() : content.ToArray();
    }

    /// <summary>Writes a whole file, replacing one of that name.</summary>
    public static Task WriteAsync(
        this ILakeStore store,
        string name,
        ReadOnlyMemory<byte> content,
        CancellationToken cancellationToken
    ) => store.WriteAsync(name, (stream, token) => stream.WriteAsync(content, token).AsTask(), cancellationToken);
}
