using System.Diagnostics;
using System.Text;
using System.Text.Json;
using Amazon;
using Amazon.Athena;
using Amazon.Athena.Model;
using Amazon.KinesisFirehose;
using Amazon.KinesisFirehose.Model;
using Amazon.QuickSight;
using Amazon.QuickSight.Model;
using Amazon.Runtime;
using Amazon.Runtime.Endpoints;
using Amazon.SecretsManager;
using Amazon.SecretsManager.Model;
using Amazon.SimpleEmailV2;
using Amazon.SimpleEmailV2.Model;
using StudyLake.Tests.Support;

namespace StudyLake.Tests.Aws.Packages;

/// <summary>Where requests go, over every region with and without FIPS and dual-stack, as the public rule sets say.</summary>
public sealed class EndpointRuleTests
{
    // What botocore's own interpreter of the rule sets makes of every region that its partitions list.
    private const string Oracle = """
        import json, sys, botocore.session
        from botocore.endpoint_provider import EndpointProvider
        from botocore.exceptions import EndpointProviderError
        session = botocore.session.get_session()
        loader = session.get_component('data_loader')
        partitions = loader.load_data('partitions')
        service = sys.argv[1]
        rules = EndpointProvider(loader.load_service_model(service, 'endpoint-rule-set-1'), partitions)
        for partition in partitions['partitions']:
            # A region that nobody knows yet has the rule of the first partition.
            for region in [*partition['regions'], *(['xx-new-1'] if partition['id'] == 'aws' else [])]:
                for fips in (False, True):
                    for dual in (False, True):
                        try:
                            url = rules.resolve_endpoint(Region=region, UseFIPS=fips, UseDualStack=dual).url
                        except EndpointProviderError:
                            url = None
                        print(json.dumps([region, fips, dual, url]))
        """;

    public static TheoryData<string> Services => ["firehose", "athena", "quicksight", "secretsmanager", "sesv2"];

    [Theory]
    [MemberData(nameof(Services))]
    public async Task Every_region_leads_to_the_host_of_the_rule_set(string service)
    {
        Needs.ServiceModels();
        var cases = await AskAsync(service);
        Assert.True(cases.Count >= 200, $"Expected at least 50 regions in four ways, found {cases.Count} cases.");
        var differences = new List<string>();
        foreach (var (region, fips, dualStack, expected) in cases)
        {
            var (config, request) = Client(service);
            config.RegionEndpoint = RegionEndpoint.GetBySystemName(region);
            config.UseFIPSEndpoint = fips;
            config.UseDualstackEndpoint = dualStack;
            var found = Resolve(config, request);
            if (found != expected)
                differences.Add($"{region} FIPS {fips} dual-stack {dualStack}: expected {expected}, found {found}");
        }
        Assert.True(differences.Count == 0, string.Join('\n', differences));
    }

    [Theory]
    [MemberData(nameof(Services))]
    public void A_custom_endpoint_is_taken_as_it_is_and_excludes_FIPS_and_dual_stack(string service)
    {
        var (config, request) = Client(service);
        config.ServiceURL = "http://127.0.0.1:8080/some/path";
        Assert.Equal("http://127.0.0.1:8080/some/path", Resolve(config, request));
        config.UseFIPSEndpoint = true;
        Assert.Null(Resolve(config, request));
        config.UseFIPSEndpoint = false;
        config.UseDualstackEndpoint = true;
        Assert.Null(Resolve(config, request));
    }

    private static string? Resolve(ClientConfig config, AmazonWebServiceRequest request)
    {
        try
        {
            return config
                .DetermineServiceOperationEndpoint(new ServiceOperationEndpointParameters(request))
                .URL.TrimEnd('/');
        }
        catch (AmazonClientException)
        {
            return null;
        }
    }

    private static (ClientConfig Config, AmazonWebServiceRequest Request) Client(string service) =>
        service switch
        {
            "firehose" => (new AmazonKinesisFirehoseConfig(), new PutRecordBatchRequest()),
            "athena" => (new AmazonAthenaConfig(), new GetQueryExecutionRequest()),
            "sesv2" => (new AmazonSimpleEmailServiceV2Config(), new SendEmailRequest()),
            "quicksight" => (new AmazonQuickSightConfig(), new ListIngestionsRequest()),
            _ => (new AmazonSecretsManagerConfig(), new GetSecretValueRequest()),
        };

    private static async Task<List<(string Region, bool Fips, bool DualStack, string? Url)>> AskAsync(string service)
    {
        var start = new ProcessStartInfo("python3")
        {
            RedirectStandardOutput = true,
            StandardOutputEncoding = Encoding.UTF8,
            ArgumentList = { "-c", Oracle, service },
        };
        using var python = Process.Start(start) ?? throw new InvalidOperationException("Expected python3 to start.");
        var cases = new List<(string, bool, bool, string?)>();
        while (await python.StandardOutput.ReadLineAsync() is { } line)
        {
            using var json = JsonDocument.Parse(line);
            var row = json.RootElement;
            cases.Add((row[0].GetString() ?? "", row[1].GetBoolean(), row[2].GetBoolean(), row[3].GetString()));
        }
        await python.WaitForExitAsync();
        Assert.Equal(0, python.ExitCode);
        return cases;
    }
}
