using System.Globalization;
using System.Net;
using System.Text.Json;
using Amazon.S3;
using Amazon.S3.Model;
using StudyLake.Analytics.Rendering;
using StudyLake.Analytics.Reporting;

namespace StudyLake.Reports;

/// <summary>The bucket's account of what was made and sent, beside the files.</summary>
/// <remarks>
/// <code>
/// reports/NAME/PERIOD/FILE           the files; a later making replaces them
/// reports/ledger/NAME/DUE-PERIOD     one object for each report that was made because it was due, written last
/// reports/mail/NAME/PERIOD-INPUT     who sends, or has sent, the mail about this input
/// reports/alerts/told                which alerts were told, and by which invocation
/// </code>
/// </remarks>
internal sealed class ReportArchive(IAmazonS3 s3, string bucket, string? owner, TimeProvider time)
{
    private const string Root = "reports";
    private const string DueFormat = "yyyyMMdd'T'HHmmss'Z'";
    private const int MostAttempts = 3;

    // Longer than an invocation lasts: whoever claimed and is not heard of since has died.
    private static readonly TimeSpan ClaimLife = TimeSpan.FromMinutes(20);
    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
    };

    /// <summary>When the latest that was made had fallen due, UTC; null when none was in the last three years.</summary>
    public async Task<DateTime?> LastDueAsync(string report, CancellationToken cancellationToken)
    {
        var prefix = $"{Root}/ledger/{report}/";
        var request = new ListObjectsV2Request
        {
            BucketName = bucket,
            ExpectedBucketOwner = owner,
            Prefix = prefix,
            StartAfter = prefix + time.GetUtcNow().AddYears(-3).ToString(DueFormat, CultureInfo.InvariantCulture),
        };
        DateTime? last = null;
        ListObjectsV2Response page;
        do
        {
            page = await s3.ListObjectsV2Async(request, cancellationToken).ConfigureAwait(false);
            foreach (var item in page.S3Objects ?? [])
            {
                if (Due(item.Key[prefix.Length..]) is { } due && (last is null || due > last))
                    last = due;
            }
            request.ContinuationToken = page.NextContinuationToken;
        } while (page.IsTruncated == true);
        return last;
    }

    /// <summary>Writes a file of a report and gives its address.</summary>
    public async Task<string> PutAsync(
        string report,
        ReportPeriod period,
        ReportFile file,
        CancellationToken cancellationToken
    )
    {
        var key = $"{Root}/{report}/{period.Id}/{file.Name}";
        using var content = new MemoryStream(file.Content.ToArray());
        await s3.PutObjectAsync(Request(key, content, file.MediaType), cancellationToken).ConfigureAwait(false);
        return $"s3://{bucket}/{key}";
    }

    /// <summary>Says that a report which was due is made, with all that belongs to it.</summary>
    public Task AddAsync(DueReport due, string input, bool isIncomplete, CancellationToken cancellationToken) =>
        WriteAsync(
            $"{Root}/ledger/{due.Report.Report}/{due.DueAt.ToString(DueFormat, CultureInfo.InvariantCulture)}-{due.Period.Id}.json",
            new
            {
                report = due.Report.Report,
                period = due.Period.Id,
                input,
                due_at = due.DueAt,
                made_at = time.GetUtcNow().UtcDateTime,
                is_incomplete = isIncomplete,
            },
            cancellationToken
        );

    /// <summary>
    /// Takes over the sending of a mail: null for one caller, and again for the same invocation repeated or when the one
    /// that took it over has died; else why not.
    /// </summary>
    /// <param name="name">What the mail is about.</param>
    /// <param name="invocation">Id of the invocation, which a repetition has too.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task<MailOutcome?> ClaimMailAsync(string name, string invocation, CancellationToken cancellationToken)
    {
        var claim = new MailClaim(invocation, time.GetUtcNow().UtcDateTime, IsSent: false);
        var key = MailKey(name);
        for (var attempt = 0; attempt < MostAttempts; attempt++)
        {
            var (other, etag) = await ReadAsync<MailClaim>(key, cancellationToken).ConfigureAwait(false);
            if (other is { IsSent: true })
                return MailOutcome.SentBefore;
            if (other is not null && IsAtWork(other, claim))
                return MailOutcome.Elsewhere;
            // Only over what was read, so that of two who found it free one gets it. Who loses reads again: the winner
            // may be an earlier attempt of this very call, whose answer was lost.
            if (await TryWriteAsync(key, claim, etag, cancellationToken).ConfigureAwait(false))
                return null;
        }
        return MailOutcome.Elsewhere;
    }

    /// <summary>Says that a mail is sent, once and for all.</summary>
    public Task SentAsync(string name, string invocation, CancellationToken cancellationToken) =>
        WriteAsync(
            MailKey(name),
            new MailClaim(invocation, time.GetUtcNow().UtcDateTime, IsSent: true),
            cancellationToken
        );

    /// <summary>An object of JSON below <c>reports/</c> and its entity tag; nulls when there is none.</summary>
    public Task<(T? Value, string? Etag)> StateAsync<T>(string name, CancellationToken cancellationToken)
        where T : class => ReadAsync<T>($"{Root}/{name}.json", cancellationToken);

    /// <summary>Replaces such an object where it still has that tag, or is still absent; false where not.</summary>
    public Task<bool> TrySetStateAsync<T>(string name, T state, string? etag, CancellationToken cancellationToken)
        where T : class => TryWriteAsync($"{Root}/{name}.json", state, etag, cancellationToken);

    private static bool IsAtWork(MailClaim other, MailClaim claim) =>
        other.Invocation != claim.Invocation && claim.ClaimedAt - other.ClaimedAt < ClaimLife;

    private static string MailKey(string name) => $"{Root}/mail/{name}.json";

    private static DateTime? Due(string name) =>
        DateTime.TryParseExact(
            name.Split('-')[0],
            DueFormat,
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
            out var due
        )
            ? due
            : null;

    private async Task<(T? Value, string? Etag)> ReadAsync<T>(string key, CancellationToken cancellationToken)
        where T : class
    {
        try
        {
            using var response = await s3.GetObjectAsync(
                    new GetObjectRequest
                    {
                        BucketName = bucket,
                        Key = key,
                        ExpectedBucketOwner = owner,
                    },
                    cancellationToken
                )
                .ConfigureAwait(false);
            var value = await JsonSerializer
                .DeserializeAsync<T>(response.ResponseStream, Json, cancellationToken)
                .ConfigureAwait(false);
            return (value, response.ETag);
        }
        catch (AmazonS3Exception exception) when (exception.StatusCode == HttpStatusCode.NotFound)
        {
            return (null, null);
        }
    }

    private async Task WriteAsync<T>(string key, T value, CancellationToken cancellationToken)
    {
        using var content = new MemoryStream(JsonSerializer.SerializeToUtf8Bytes(value, Json));
        await s3.PutObjectAsync(Request(key, content, "application/json"), cancellationToken).ConfigureAwait(false);
    }

    private async Task<bool> TryWriteAsync<T>(string key, T value, string? etag, CancellationToken cancellationToken)
    {
        using var content = new MemoryStream(JsonSerializer.SerializeToUtf8Bytes(value, Json));
        var request = Request(key, content, "application/json");
        if (etag is null)
            request.IfNoneMatch = "*";
        else
            request.IfMatch = etag;
        try
        {
            await s3.PutObjectAsync(request, cancellationToken).ConfigureAwait(false);
            return true;
        }
        // 404: what was read is gone. 409: another conditional write is under way.
        catch (AmazonS3Exception exception)
            when (exception.StatusCode
                    is HttpStatusCode.PreconditionFailed
                        or HttpStatusCode.Conflict
                        or HttpStatusCode.NotFound
                && exception.ErrorCode != "NoSuchBucket"
            )
        {
            return false;
        }
    }

    private PutObjectRequest Request(string key, Stream content, string mediaType) =>
        new()
        {
            BucketName = bucket,
            Key = key,
            InputStream = content,
            ContentType = mediaType,
            ExpectedBucketOwner = owner,
        };

    private sealed record MailClaim(string Invocation, DateTime ClaimedAt, bool IsSent);
}
