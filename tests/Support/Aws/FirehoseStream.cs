using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;

namespace StudyLake.Tests.Support.Aws;

/// <summary>The configuration of a delivery stream to S3, as <c>ExtendedS3DestinationConfiguration</c> has it.</summary>
internal sealed partial record FirehoseStream
{
    public string Name { get; init; } = "studylake-events";

    /// <summary>SizeInMBs, in bytes: 1 to 128 MiB.</summary>
    public int BufferBytes { get; init; } = 5 << 20;

    /// <summary>IntervalInSeconds: 0 to 900.</summary>
    public TimeSpan BufferInterval { get; init; } = TimeSpan.FromSeconds(300);

    public string Prefix { get; init; } = "log/dt=!{timestamp:yyyy-MM-dd}/";

    public string? ErrorOutputPrefix { get; init; } = "firehose-errors/!{firehose:error-output-type}/";

    /// <summary>CompressionFormat GZIP, else UNCOMPRESSED.</summary>
    public bool IsGzip { get; init; } = true;

    /// <summary>Stands in the place of the extension of the compression; null for that.</summary>
    public string? FileExtension { get; init; } = ".ndjson.gz";

    /// <summary>What CreateDeliveryStream refuses.</summary>
    public void Validate()
    {
        Refuse(BufferBytes is < (1 << 20) or > (128 << 20), "BufferingHints.SizeInMBs");
        Refuse(BufferInterval < TimeSpan.Zero || BufferInterval > TimeSpan.FromSeconds(900), "IntervalInSeconds");
        Refuse(FileExtension is not (null or "") && !Extension().IsMatch(FileExtension), "FileExtension");
        var expressions = Expression().Matches(Prefix);
        Refuse(
            expressions.Count > 0 && ErrorOutputPrefix is null,
            "ErrorOutputPrefix, which may not be null when Prefix has expressions"
        );
        Refuse(
            expressions.Any(match => match.Value == "!{firehose:error-output-type}"),
            "Prefix, in which error-output-type is not allowed"
        );
        Refuse(
            ErrorOutputPrefix is not null
                && Expression().IsMatch(ErrorOutputPrefix)
                && !ErrorOutputPrefix.Contains("!{firehose:error-output-type}", StringComparison.Ordinal),
            "ErrorOutputPrefix, in which error-output-type is missing"
        );
        Refuse(Regex.Replace(Prefix, Expression().ToString(), "").Contains("!{", StringComparison.Ordinal), "Prefix");

        static void Refuse(bool condition, string what)
        {
            if (condition)
                throw new ArgumentException($"InvalidArgumentException: {what}.");
        }
    }

    /// <summary>The key of an object: prefix, <c>stream-version-time-uuid</c>, extension.</summary>
    /// <param name="arrivedAt">Arrival of the oldest record in it.</param>
    /// <param name="number">Number of the object, which the uuid is made of.</param>
    /// <param name="copy">0, and more when it is delivered again.</param>
    public string Key(DateTimeOffset arrivedAt, int number, int copy)
    {
        var at = arrivedAt.UtcDateTime;
        var hasTime = false;
        var prefix = Expression()
            .Replace(
                Prefix,
                match =>
                {
                    var (space, value) = (match.Groups[1].Value, match.Groups[2].Value);
                    hasTime |= space == "timestamp";
                    return space == "timestamp"
                        ? at.ToString(value.Length == 1 ? $"%{value}" : value, CultureInfo.InvariantCulture)
                        : Uuid(number, copy + 100)[..11];
                }
            );
        if (!hasTime)
            prefix += at.ToString("yyyy/MM/dd/HH/", CultureInfo.InvariantCulture);
        var time = at.ToString("yyyy-MM-dd-HH-mm-ss", CultureInfo.InvariantCulture);
        return $"{prefix}{Name}-1-{time}-{Uuid(number, copy)}{FileExtension ?? (IsGzip ? ".gz" : "")}";
    }

    /// <summary>The content of an object.</summary>
    public byte[] Encode(byte[] content)
    {
        if (!IsGzip)
            return content;
        using var output = new MemoryStream();
        using (var gzip = new GZipStream(output, CompressionLevel.Fastest, leaveOpen: true))
            gzip.Write(content);
        return output.ToArray();
    }

    // Another for each object and copy, and the same in every run.
    private string Uuid(int number, int copy)
    {
        var hash = System.Security.Cryptography.SHA256.HashData(Encoding.UTF8.GetBytes($"{Name} {number} {copy}"));
        return new Guid(hash.AsSpan(0, 16)).ToString();
    }

    [GeneratedRegex(@"!\{(timestamp|firehose):([^}]+)\}")]
    private static partial Regex Expression();

    [GeneratedRegex(@"^\.[0-9a-z!\-_.*'()]+$")]
    private static partial Regex Extension();
}
