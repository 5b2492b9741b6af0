using System.Threading.Channels;

namespace StudyLake.Dashboards.Page.Server;

/// <summary>Tells every open page that the definition or its rows changed, or why they cannot be read any more.</summary>
internal sealed class ChangeFeed
{
    private readonly Lock _gate = new();
    private readonly List<Channel<ChangeNote>> _readers = [];

    /// <summary>Tells everybody.</summary>
    public void Publish(ChangeNote note)
    {
        lock (_gate)
        {
            foreach (var reader in _readers)
                reader.Writer.TryWrite(note);
        }
    }

    /// <summary>What happens from now on.</summary>
    public async IAsyncEnumerable<ChangeNote> ReadAsync(
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        var channel = Channel.CreateBounded<ChangeNote>(
            new BoundedChannelOptions(4) { FullMode = BoundedChannelFullMode.DropOldest }
        );
        lock (_gate)
            _readers.Add(channel);
        try
        {
            await foreach (var note in channel.Reader.ReadAllAsync(cancellationToken).ConfigureAwait(false))
                yield return note;
        }
        finally
        {
            lock (_gate)
                _readers.Remove(channel);
        }
    }
}

/// <summary>A change.</summary>
/// <param name="Version">The version in force.</param>
/// <param name="Error">Why the files cannot be read, so that the earlier version stays; null when they could.</param>
internal sealed record ChangeNote(int Version, string? Error)
{
    /// <summary>Whether the rows changed, and not the definition.</summary>
    public bool Rows { get; init; }
}
