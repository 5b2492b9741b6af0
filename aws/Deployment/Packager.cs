using System.Security.Cryptography;
using System.Text;

namespace StudyLake.Aws.Deployment;

/// <summary>What <c>package</c> put into a bucket.</summary>
/// <param name="Bucket">The bucket, for the parameter <c>CodeBucket</c>.</param>
/// <param name="CodeKey">The code's key, for the parameter <c>CodeKey</c>.</param>
/// <param name="ReportCodeKey">The reports' key, for the parameter <c>ReportCodeKey</c>; null when there are none.</param>
/// <param name="TemplateUrl">Where CloudFormation finds the template.</param>
public sealed record Package(string Bucket, string CodeKey, string? ReportCodeKey, string TemplateUrl);

/// <summary>Puts the functions' code and the template into a bucket, under names made from their content.</summary>
/// <param name="aws">The command line.</param>
/// <remarks>The same code is the same key: packaging it twice uploads nothing and a deployment then changes nothing.</remarks>
public sealed class Packager(AwsCommandLine aws)
{
    /// <summary>The bucket that a stack's packages are in when none is named, and the account that must own it.</summary>
    public async Task<(string Bucket, string Owner)> DefaultBucketAsync(
        string stack,
        CancellationToken cancellationToken
    )
    {
        var identity = await aws.JsonAsync(["sts", "get-caller-identity"], cancellationToken).ConfigureAwait(false);
        var account = identity.GetProperty("Account").GetString() ?? "";
        var region = await RegionAsync(cancellationToken).ConfigureAwait(false);
        return ($"{stack}-code-{account}-{region}", account);
    }

    /// <summary>Uploads what is not there yet; makes the bucket when there is none.</summary>
    /// <param name="bucket">The bucket.</param>
    /// <param name="owner">
    /// The account that must own it, null for any. A name that can be guessed may have been taken by somebody else, who
    /// could then exchange the code on its way to the functions.
    /// </param>
    /// <param name="zip">The zip that <c>./build-lambda</c> made.</param>
    /// <param name="reports">The zip of the reports that it made, or null.</param>
    /// <param name="template">The template's text.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task<Package> UploadAsync(
        string bucket,
        string? owner,
        string zip,
        string? reports,
        string template,
        CancellationToken cancellationToken
    )
    {
        string[] check = owner is null ? [] : ["--expected-bucket-owner", owner];
        await EnsureAsync(bucket, check, cancellationToken).ConfigureAwait(false);
        var codeKey = await PutCodeAsync(bucket, zip, check, cancellationToken).ConfigureAwait(false);
        var reportKey = reports is null
            ? null
            : await PutCodeAsync(bucket, reports, check, cancellationToken).ConfigureAwait(false);
        var templateKey = $"template/{Hash(SHA256.HashData(Encoding.UTF8.GetBytes(template)))}.yaml";
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(file, template, cancellationToken).ConfigureAwait(false);
            await PutAsync(bucket, templateKey, file, check, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            File.Delete(file);
        }
        var region = await RegionAsync(cancellationToken).ConfigureAwait(false);
        var suffix = region.StartsWith("cn-", StringComparison.Ordinal) ? "amazonaws.com.cn" : "amazonaws.com";
        return new Package(bucket, codeKey, reportKey, $"https://{bucket}.s3.{region}.{suffix}/{templateKey}");
    }

    /// <summary>The region in force.</summary>
    /// <exception cref="AwsCommandException">None is set.</exception>
    public async Task<string> RegionAsync(CancellationToken cancellationToken)
    {
        if (aws.Region is { } given)
            return given;
        foreach (var name in (string[])["AWS_REGION", "AWS_DEFAULT_REGION"])
        {
            if (Environment.GetEnvironmentVariable(name) is { Length: > 0 } variable)
                return variable;
        }
        try
        {
            var region = await aws.TextAsync(["configure", "get", "region"], cancellationToken).ConfigureAwait(false);
            return region.Trim();
        }
        catch (AwsCommandException exception)
        {
            throw new AwsCommandException("Expected a region, found none set: name it with --region.", exception);
        }
    }

    private async Task<string> PutCodeAsync(
        string bucket,
        string zip,
        string[] check,
        CancellationToken cancellationToken
    )
    {
        var hash = await HashAsync(zip, cancellationToken).ConfigureAwait(false);
        var key = $"code/{Path.GetFileNameWithoutExtension(zip)}-{hash}.zip";
        await PutAsync(bucket, key, zip, check, cancellationToken).ConfigureAwait(false);
        return key;
    }

    private async Task EnsureAsync(string bucket, string[] check, CancellationToken cancellationToken)
    {
        try
        {
            await aws.JsonAsync(["s3api", "head-bucket", "--bucket", bucket, .. check], cancellationToken)
                .ConfigureAwait(false);
            return;
        }
        catch (AwsCommandException exception) when (exception.Code is "404" or "NoSuchBucket")
        {
            // It is made below.
        }
        var region = await RegionAsync(cancellationToken).ConfigureAwait(false);
        // us-east-1 alone refuses to be named as a constraint.
        string[] place = region == "us-east-1" ? [] : ["--create-bucket-configuration", $"LocationConstraint={region}"];
        await aws.JsonAsync(["s3api", "create-bucket", "--bucket", bucket, .. place], cancellationToken)
            .ConfigureAwait(false);
        await aws.JsonAsync(
                [
                    "s3api",
                    "put-public-access-block",
                    "--bucket",
                    bucket,
                    "--public-access-block-configuration",
                    "BlockPublicAcls=true,IgnorePublicAcls=true,BlockPublicPolicy=true,RestrictPublicBuckets=true",
                ],
                cancellationToken
            )
            .ConfigureAwait(false);
    }

    private async Task PutAsync(
        string bucket,
        string key,
        string file,
        string[] check,
        CancellationToken cancellationToken
    )
    {
        try
        {
            await aws.JsonAsync(["s3api", "head-object", "--bucket", bucket, "--key", key, .. check], cancellationToken)
                .ConfigureAwait(false);
        }
        catch (AwsCommandException exception) when (exception.Code is "404" or "NoSuchKey")
        {
            await aws.JsonAsync(
                    ["s3api", "put-object", "--bucket", bucket, "--key", key, "--body", file, .. check],
                    cancellationToken
                )
                .ConfigureAwait(false);
        }
    }

    private static async Task<string> HashAsync(string file, CancellationToken cancellationToken)
    {
        var stream = File.OpenRead(file);
        await using (stream.ConfigureAwait(false))
            return Hash(await SHA256.HashDataAsync(stream, cancellationToken).ConfigureAwait(false));
    }

    private static string Hash(byte[] hash) => Convert.ToHexStringLower(hash.AsSpan(0, 8));
}
