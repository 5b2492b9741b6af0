using System.Runtime.CompilerServices;
using Amazon.S3;
using Amazon.S3.Model;

namespace StudyLake.Aws.Deployment;

/// <summary>What a listing of the bucket finds now: its current objects, or every version and delete marker.</summary>
/// <param name="s3">The store.</param>
/// <param name="bucket">The bucket.</param>
/// <param name="prefix">Only keys that begin with it; empty for all.</param>
/// <param name="allVersions">Whether older versions and delete markers are given too, numbered by age within each key.</param>
/// <remarks>
/// Versions are listed in any case, because later notifications of a bucket with versions name them: an object without
/// its version would outlive its removal. S3 lists the versions of a key from the newest to the oldest, and the order keys have to rise with age. So one key's
/// versions are held in memory until the next key begins; the position is the last key whose versions were all given.
/// </remarks>
public sealed class ListingSource(IAmazonS3 s3, string bucket, string prefix, bool allVersions) : IBackfillSource
{
    /// <inheritdoc />
    public string Name => $"listing of {(allVersions ? "versions" : "objects")} of s3://{bucket}/{prefix}";

    /// <inheritdoc />
    public string Bucket => bucket;

    /// <inheritdoc />
    public async IAsyncEnumerable<BackfillObject> ReadAsync(
        string? position,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        var request = new ListVersionsRequest
        {
            BucketName = bucket,
            Prefix = prefix,
            KeyMarker = position,
        };
        var versions = new List<S3ObjectVersion>();
        var done = position;
        ListVersionsResponse page;
        do
        {
            page = await s3.ListVersionsAsync(request, cancellationToken).ConfigureAwait(false);
            foreach (var version in page.Versions ?? [])
            {
                if (versions.Count > 0 && versions[0].Key != version.Key)
                {
                    foreach (var item in Numbered(versions, done))
                        yield return item;
                    done = versions[0].Key;
                    versions.Clear();
                }
                versions.Add(version);
            }
            request.KeyMarker = page.NextKeyMarker;
            request.VersionIdMarker = page.NextVersionIdMarker;
        } while (page.IsTruncated == true);
        foreach (var item in Numbered(versions, done))
            yield return item;
    }

    private IEnumerable<BackfillObject> Numbered(List<S3ObjectVersion> listed, string? before)
    {
        // Stores that imitate S3 list delete markers apart; which one is current they all say.
        var newestFirst = listed.OrderByDescending(version => version.IsLatest == true).ToList();
        for (var i = newestFirst.Count - 1; i >= 0; i--)
        {
            var version = newestFirst[i];
            var isMarker = version.IsDeleteMarker == true;
            if (!allVersions && (isMarker || version.IsLatest != true))
                continue;
            yield return new BackfillObject(
                version.Key,
                // What S3 calls null is an object from before versions, or of a bucket without.
                version.VersionId == "null"
                    ? null
                    : version.VersionId,
                isMarker ? null : version.ETag?.Trim('"'),
                isMarker ? null : version.Size,
                (version.LastModified ?? DateTime.UnixEpoch).ToUniversalTime(),
                isMarker,
                allVersions ? newestFirst.Count - 1 - i : 0,
                // Half a key's versions are sent again after a crash, which changes nothing.
                i == 0
                    ? version.Key
                    : before ?? ""
            );
        }
    }
}
