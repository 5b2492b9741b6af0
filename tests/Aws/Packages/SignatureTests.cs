using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Amazon.Athena;
using Amazon.Athena.Model;
using Amazon.KinesisFirehose;
using Amazon.QuickSight;
using Amazon.QuickSight.Model;
using Amazon.Runtime;
using Amazon.SecretsManager;
using Amazon.SecretsManager.Model;
using Amazon.SimpleEmailV2;
using Amazon.SimpleEmailV2.Model;
using StudyLake.Tests.Support;
using StudyLake.Tests.Support.Aws;

namespace StudyLake.Tests.Aws.Packages;

/// <summary>
/// Requests as they came over the wire, signed again: once by the steps of AWS's specification of Signature Version 4,
/// written here, and once by botocore.
/// </summary>
public sealed partial class SignatureTests
{
    private const string Oracle = """
        import json, sys
        from botocore.auth import SigV4Auth
        from botocore.awsrequest import AWSRequest
        from botocore.credentials import Credentials
        import base64
        r = json.load(sys.stdin)
        request = AWSRequest(r['method'], r['url'], headers=r['headers'], data=base64.b64decode(r['body']))
        request.context['timestamp'] = r['headers']['x-amz-date']
        auth = SigV4Auth(Credentials(r['access'], r['secret'], r['token']), r['service'], r['region'])
        print(auth.signature(auth.string_to_sign(request, auth.canonical_request(request)), request))
        """;

    public static TheoryData<string, string?> Cases =>
        new()
        {
            { "firehose", null },
            { "firehose", "session+token/with=signs" },
            { "athena", null },
            { "quicksight", null },
            { "quicksight", "t" },
            { "quicksight tags", null },
            { "secretsmanager", "t" },
            { "ses", null },
            { "ses", "t" },
        };

    [Fact]
    public void The_implementation_here_signs_the_specifications_example()
    {
        // "Signature Version 4 signing process", the example of IAM ListUsers on 30 August 2015.
        const string hash = "f536975d06c0309214f805bb90ccff089219ecd68b2577efef23edd43b7e1a59";
        Assert.Equal(
            "5d672d79c15b13162d9279b0855cfba6789a8edb4c82c400e06b5924a6f2b5d7",
            Sign(
                "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY",
                "20150830T123600Z",
                "20150830/us-east-1/iam/aws4_request",
                hash
            )
        );
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task The_specification_leads_to_the_same_signature(string service, string? token)
    {
        var request = await CaptureAsync(service, token);
        var header = Parsed(request);
        Assert.Equal(ScriptedService.AccessKey, header.AccessKey);
        Assert.EndsWith($"/eu-central-1/{service.Split(' ')[0]}/aws4_request", header.Scope, StringComparison.Ordinal);
        // What says whom the request is for and what it asks must be signed.
        string[] demanded = request.Headers.ContainsKey("x-amz-target")
            ? ["host", "x-amz-date", "x-amz-target"]
            : ["host", "x-amz-date"];
        Assert.Empty(demanded.Except(header.Signed));
        Assert.Equal(token is not null, header.Signed.Contains("x-amz-security-token"));
        Assert.Equal(token, request.Headers.GetValueOrDefault("x-amz-security-token"));
        var target = request.Target.Split('?');
        var canonical = string.Join(
            '\n',
            [
                request.Method,
                // Of the path as it was sent every character is encoded once more, for every service but S3.
                target[0].Replace("%", "%25", StringComparison.Ordinal),
                target.Length == 1 ? "" : string.Join('&', target[1].Split('&').Order(StringComparer.Ordinal)),
                .. header.Signed.Select(name => $"{name}:{request.Headers[name].Trim()}"),
                "",
                string.Join(';', header.Signed),
                Convert.ToHexStringLower(SHA256.HashData(request.Body)),
            ]
        );
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(canonical)));
        Assert.Equal(
            header.Signature,
            Sign(ScriptedService.SecretKey, request.Headers["x-amz-date"], header.Scope, hash)
        );
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Botocore_makes_the_same_signature(string service, string? token)
    {
        Needs.ServiceModels();
        var request = await CaptureAsync(service, token);
        var header = Parsed(request);
        var input = JsonSerializer.Serialize(
            new Dictionary<string, object?>
            {
                ["method"] = request.Method,
                ["url"] = $"http://{request.Headers["host"]}{request.Target}",
                ["headers"] = header.Signed.ToDictionary(name => name, name => request.Headers[name]),
                ["body"] = Convert.ToBase64String(request.Body),
                ["access"] = ScriptedService.AccessKey,
                ["secret"] = ScriptedService.SecretKey,
                ["token"] = token,
                ["service"] = service.Split(' ')[0],
                ["region"] = "eu-central-1",
            }
        );
        Assert.Equal(header.Signature, await PythonAsync(input));
    }

    private static string Sign(string secretKey, string timestamp, string scope, string canonicalHash)
    {
        var key = Encoding.UTF8.GetBytes("AWS4" + secretKey);
        foreach (var part in scope.Split('/'))
            key = HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(part));
        var text = $"AWS4-HMAC-SHA256\n{timestamp}\n{scope}\n{canonicalHash}";
        return Convert.ToHexStringLower(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text)));
    }

    private static async Task<RecordedRequest> CaptureAsync(string service, string? token)
    {
        await using var scripted = await ScriptedService.StartAsync((200, "{}"));
        AWSCredentials credentials = token is null
            ? new BasicAWSCredentials(ScriptedService.AccessKey, ScriptedService.SecretKey)
            : new SessionAWSCredentials(ScriptedService.AccessKey, ScriptedService.SecretKey, token);
        switch (service)
        {
            case "firehose":
                using (
                    var client = new AmazonKinesisFirehoseClient(
                        credentials,
                        scripted.Configure(new AmazonKinesisFirehoseConfig())
                    )
                )
                {
                    await client.PutRecordBatchAsync("stream", [new() { Data = new MemoryStream("é\n"u8.ToArray()) }]);
                }
                break;
            case "athena":
                using (var client = new AmazonAthenaClient(credentials, scripted.Configure(new AmazonAthenaConfig())))
                    await client.StopQueryExecutionAsync(new StopQueryExecutionRequest { QueryExecutionId = "q" });
                break;
            case "quicksight":
                using (
                    var client = new AmazonQuickSightClient(
                        credentials,
                        scripted.Configure(new AmazonQuickSightConfig())
                    )
                )
                {
                    await client.ListIngestionsAsync(
                        new ListIngestionsRequest
                        {
                            AwsAccountId = "111122223333",
                            DataSetId = "exams & é",
                            MaxResults = 5,
                            NextToken = "a+b/c= d",
                        }
                    );
                }
                break;
            case "quicksight tags":
                using (
                    var client = new AmazonQuickSightClient(
                        credentials,
                        scripted.Configure(new AmazonQuickSightConfig())
                    )
                )
                {
                    // The path holds a whole ARN, colons and slash.
                    await client.TagResourceAsync(
                        new TagResourceRequest
                        {
                            ResourceArn = "arn:aws:quicksight:eu-central-1:111122223333:dashboard/volume",
                            Tags = [new() { Key = "studylake:deployed", Value = "a-é" }],
                        }
                    );
                }
                break;
            case "ses":
                using (
                    var client = new AmazonSimpleEmailServiceV2Client(
                        credentials,
                        scripted.Configure(new AmazonSimpleEmailServiceV2Config())
                    )
                )
                {
                    await client.SendEmailAsync(
                        new SendEmailRequest
                        {
                            FromEmailAddress = "reports@example.org",
                            Content = new EmailContent
                            {
                                Raw = new RawMessage { Data = new MemoryStream("Subject: é\r\n\r\n"u8.ToArray()) },
                            },
                        }
                    );
                }
                break;
            default:
                using (
                    var client = new AmazonSecretsManagerClient(
                        credentials,
                        scripted.Configure(new AmazonSecretsManagerConfig())
                    )
                )
                {
                    await client.GetSecretValueAsync(new GetSecretValueRequest { SecretId = "keys" });
                }
                break;
        }
        return Assert.Single(scripted.Requests);
    }

    private static (string AccessKey, string Scope, string[] Signed, string Signature) Parsed(RecordedRequest request)
    {
        var match = Authorization().Match(request.Headers["authorization"]);
        Assert.True(match.Success, request.Headers["authorization"]);
        return (match.Groups[1].Value, match.Groups[2].Value, match.Groups[3].Value.Split(';'), match.Groups[4].Value);
    }

    private static async Task<string> PythonAsync(string input)
    {
        var start = new ProcessStartInfo("python3")
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            ArgumentList = { "-c", Oracle },
        };
        using var python = Process.Start(start) ?? throw new InvalidOperationException("Expected python3 to start.");
        await python.StandardInput.WriteAsync(input);
        python.StandardInput.Close();
        var output = await python.StandardOutput.ReadToEndAsync();
        await python.WaitForExitAsync();
        Assert.Equal(0, python.ExitCode);
        return output.Trim();
    }

    [GeneratedRegex(@"^AWS4-HMAC-SHA256 Credential=([^/]+)/([^,]+), SignedHeaders=([^,]+), Signature=([0-9a-f]{64})$")]
    private static partial Regex Authorization();
}
