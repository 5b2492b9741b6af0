using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Amazon.S3;
using Amazon.S3.Model;

namespace StudyLake.Aws.Deployment;

/// <summary>The objects that an S3 Inventory names, in CSV with or without its <c>manifest.json</c>.</summary>
/// <remarks>A file is fetched whole to a temporary file first, so that a slow backfill holds no connection open.</remarks>
public sealed class InventorySource : IBackfillSource
{
    private readonly IAmazonS3 _s3;
    private readonly string? _fileBucket;
    private readonly ImmutableArray<string> _files;
    private readonly InventoryColumns _columns;

    private InventorySource(
        IAmazonS3 s3,
        string name,
        string bucket,
        string? fileBucket,
        ImmutableArray<string> files,
        InventoryColumns columns
    )
    {
        (_s3, Name, Bucket, _fileBucket, _files, _columns) = (s3, name, bucket, fileBucket, files, columns);
    }

    /// <inheritdoc />
    public string Name { get; }

    /// <inheritdoc />
    public string Bucket { get; }

    /// <summary>Opens an inventory.</summary>
    /// <param name="s3">The store.</param>
    /// <param name="location">
    /// <c>s3://bucket/…/manifest.json</c>, or a CSV file of this machine, which may be gzip.
    /// </param>
    /// <param name="bucket">The bucket whose objects it has to name.</param>
    /// <param name="schema">The columns of a CSV file that has no manifest.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="FormatException">No inventory in CSV, or one without a column that is needed.</exception>
    public static async Task<InventorySource> OpenAsync(
        IAmazonS3 s3,
        string location,
        string bucket,
        string schema,
        CancellationToken cancellationToken
    )
    {
        if (!location.StartsWith("s3://", StringComparison.Ordinal))
        {
            var columns = InventoryColumns.Parse(schema);
            await CheckVersionsAsync(s3, bucket, columns, cancellationToken).ConfigureAwait(false);
            return new InventorySource(
                s3,
                $"inventory {Path.GetFileName(location)}",
                bucket,
                null,
                [location],
                columns
            );
        }
        var address = new Uri(location);
        using var answer = await s3.GetObjectAsync(address.Host, address.AbsolutePath[1..], cancellationToken)
            .ConfigureAwait(false);
        using var manifest = await JsonDocument
            .ParseAsync(answer.ResponseStream, default, cancellationToken)
            .ConfigureAwait(false);
        var root = manifest.RootElement;
        if (Text(root, "fileFormat") != "CSV")
            throw new FormatException($"Expected an inventory in CSV, found {Text(root, "fileFormat")}.");
        var named = InventoryColumns.Parse(Text(root, "fileSchema"));
        await CheckVersionsAsync(s3, bucket, named, cancellationToken).ConfigureAwait(false);
        return new InventorySource(
            s3,
            $"inventory {location}",
            bucket,
            Text(root, "destinationBucket").Split(":::")[^1],
            [.. root.GetProperty("files").EnumerateArray().Select(file => Text(file, "key"))],
            named
        );
    }

    private static async Task CheckVersionsAsync(
        IAmazonS3 s3,
        string bucket,
        InventoryColumns columns,
        CancellationToken cancellationToken
    )
    {
        if (columns.HasVersions)
            return;
        var answer = await s3.GetBucketVersioningAsync(bucket, cancellationToken).ConfigureAwait(false);
        if (answer.VersioningConfig?.Status is { } status && status != VersionStatus.Off)
            throw new FormatException(
                $"Expected an inventory of all versions (VersionId, IsLatest), because {bucket} keeps versions and its notifications name them; found one of current objects only."
            );
    }

    /// <inheritdoc />
    /// <remarks>The position is <c>file:line</c>, both counted from 1.</remarks>
    public async IAsyncEnumerable<BackfillObject> ReadAsync(
        string? position,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        var (doneFile, doneLine) = Position(position);
        for (var file = Math.Max(1, doneFile); file <= _files.Length; file++)
        {
            var content = await OpenAsync(_files[file - 1], cancellationToken).ConfigureAwait(false);
            await using (content.ConfigureAwait(false))
            {
                await foreach (
                    var (line, fields) in InventoryFile.ReadAsync(content, cancellationToken).ConfigureAwait(false)
                )
                {
                    if (file == doneFile && line <= doneLine)
                        continue;
                    var here = string.Create(CultureInfo.InvariantCulture, $"{file}:{line}");
                    if (_columns.Object(fields, Bucket, here) is { } found)
                        yield return found;
                }
            }
        }
    }

    private async Task<Stream> OpenAsync(string file, CancellationToken cancellationToken)
    {
        if (_fileBucket is null)
            return File.OpenRead(file);
        var stream = new FileStream(
            Path.GetTempFileName(),
            FileMode.Create,
            FileAccess.ReadWrite,
            FileShare.None,
            81_920,
            FileOptions.DeleteOnClose | FileOptions.Asynchronous
        );
        using var answer = await _s3.GetObjectAsync(
                new GetObjectRequest { BucketName = _fileBucket, Key = file },
                cancellationToken
            )
            .ConfigureAwait(false);
        await answer.ResponseStream.CopyToAsync(stream, cancellationToken).ConfigureAwait(false);
        stream.Seek(0, SeekOrigin.Begin);
        return stream;
    }

    private static (int File, long Line) Position(string? position)
    {
        if (position is null)
            return (0, 0);
        var parts = position.Split(':');
        return
            parts.Length == 2
            && int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var file)
            && long.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var line)
            ? (file, line)
            : throw new FormatException($"Expected a position in an inventory as file:line, found {position}.");
    }

    private static string Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) ? value.GetString() ?? "" : "";
}
