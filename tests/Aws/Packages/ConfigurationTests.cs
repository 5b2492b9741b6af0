using System.Reflection;
using Amazon;
using Amazon.Athena;
using Amazon.KinesisFirehose;
using Amazon.QuickSight;
using Amazon.Runtime;
using Amazon.SecretsManager;
using Amazon.SimpleEmailV2;
using Amazon.SQS;
using StudyLake.Tests.Support.Aws;

namespace StudyLake.Tests.Aws.Packages;

/// <summary>Endpoint, credentials and region from code and from the environment.</summary>
[Collection(EnvironmentCollection.Name)]
public sealed class ConfigurationTests
{
    [Theory]
    [InlineData("AWS_ENDPOINT_URL_FIREHOSE", "firehose")]
    [InlineData("AWS_ENDPOINT_URL_ATHENA", "athena")]
    [InlineData("AWS_ENDPOINT_URL_QUICKSIGHT", "quicksight")]
    [InlineData("AWS_ENDPOINT_URL_SECRETS_MANAGER", "secretsmanager")]
    [InlineData("AWS_ENDPOINT_URL_SESV2", "email")]
    public void A_services_own_variable_wins_over_the_general_one(string variable, string service)
    {
        using var environment = new Environments(
            ("AWS_ENDPOINT_URL", "http://127.0.0.1:1111"),
            (variable, "http://127.0.0.1:2222")
        );
        foreach (var (name, config) in Configurations())
            Assert.Equal(name == service ? "http://127.0.0.1:2222/" : "http://127.0.0.1:1111/", Address(config));
    }

    [Fact]
    public void An_address_in_code_wins_over_the_environment_and_the_environment_can_be_ignored()
    {
        using var environment = new Environments(("AWS_ENDPOINT_URL", "http://127.0.0.1:1111"));
        foreach (var (_, config) in Configurations())
        {
            config.ServiceURL = "http://127.0.0.1:3333";
            Assert.Equal("http://127.0.0.1:3333/", Address(config));
        }
        foreach (var (name, config) in Configurations())
        {
            config.IgnoreConfiguredEndpointUrls = true;
            config.RegionEndpoint = RegionEndpoint.EUCentral1;
            Assert.Equal($"https://{name}.eu-central-1.amazonaws.com/", Address(config));
        }
    }

    [Fact]
    public async Task Credentials_session_token_and_region_of_the_environment_are_used()
    {
        await using var service = await ScriptedService.StartAsync((200, """{"RecordId":"r"}"""));
        using var environment = new Environments(
            ("AWS_ACCESS_KEY_ID", "AKIDENVIRONMENT"),
            ("AWS_SECRET_ACCESS_KEY", "secret"),
            ("AWS_SESSION_TOKEN", "token-of-the-environment"),
            ("AWS_REGION", "ap-southeast-2"),
            ("AWS_ENDPOINT_URL_FIREHOSE", service.Address)
        );
        using var client = new AmazonKinesisFirehoseClient(
            new EnvironmentVariablesAWSCredentials(),
            new AmazonKinesisFirehoseConfig { RegionEndpoint = RegionEndpoint.GetBySystemName("ap-southeast-2") }
        );
        await client.PutRecordAsync("stream", new() { Data = new MemoryStream([1]) });
        var request = Assert.Single(service.Requests);
        Assert.Equal("token-of-the-environment", request.Headers["x-amz-security-token"]);
        Assert.Contains("Credential=AKIDENVIRONMENT/", request.Headers["authorization"], StringComparison.Ordinal);
        Assert.Contains("/ap-southeast-2/firehose/", request.Headers["authorization"], StringComparison.Ordinal);
    }

    [Fact]
    public void Every_client_is_made_from_its_interface_as_the_setup_extensions_do()
    {
        using var firehose = Create<IAmazonKinesisFirehose>();
        using var athena = Create<IAmazonAthena>();
        using var quickSight = Create<IAmazonQuickSight>();
        using var secrets = Create<IAmazonSecretsManager>();
        using var mail = Create<IAmazonSimpleEmailServiceV2>();
        Assert.Equal("Firehose", firehose.Config.ServiceId);
        Assert.Equal("Athena", athena.Config.ServiceId);
        Assert.Equal("QuickSight", quickSight.Config.ServiceId);
        Assert.Equal("Secrets Manager", secrets.Config.ServiceId);
        Assert.Equal("SESv2", mail.Config.ServiceId);
        Assert.Throws<AmazonClientException>(static () => Make<IAmazonAthena>(new AmazonKinesisFirehoseConfig()));
    }

    [Theory]
    [InlineData(DefaultConfigurationMode.Standard)]
    [InlineData(DefaultConfigurationMode.InRegion)]
    [InlineData(DefaultConfigurationMode.CrossRegion)]
    [InlineData(DefaultConfigurationMode.Mobile)]
    public void Every_mode_of_defaults_says_what_it_says_of_an_official_client(DefaultConfigurationMode mode)
    {
        var official = Defaults(new AmazonSQSConfig { DefaultConfigurationMode = mode });
        Assert.NotNull(official.ConnectTimeout);
        foreach (var (_, config) in Configurations())
        {
            config.DefaultConfigurationMode = mode;
            var own = Defaults(config);
            Assert.Equal(
                (official.Name, official.RetryMode, official.ConnectTimeout, official.TlsNegotiationTimeout),
                (own.Name, own.RetryMode, own.ConnectTimeout, own.TlsNegotiationTimeout)
            );
            Assert.Equal(official.HttpRequestTimeout, own.HttpRequestTimeout);
            Assert.Equal(official.TimeToFirstByteTimeout, own.TimeToFirstByteTimeout);
        }
    }

    private static IDefaultConfiguration Defaults(ClientConfig config) =>
        Assert.IsType<IDefaultConfiguration>(
            typeof(ClientConfig)
                .GetProperty("DefaultConfiguration", BindingFlags.Instance | BindingFlags.NonPublic)
                ?.GetValue(config),
            exactMatch: false
        );

    private static T Create<T>()
        where T : class, IAmazonService
    {
        var config = T.CreateDefaultClientConfig();
        config.RegionEndpoint = RegionEndpoint.EUWest1;
        return Make<T>(config);
    }

    private static T Make<T>(ClientConfig config)
        where T : class, IAmazonService =>
        Assert.IsType<T>(T.CreateDefaultServiceClient(new BasicAWSCredentials("a", "b"), config), exactMatch: false);

    private static string Address(ClientConfig config) =>
        new Uri(
            config.DetermineServiceOperationEndpoint(new(new Amazon.Athena.Model.GetQueryExecutionRequest())).URL
        ).ToString();

    private static IEnumerable<(string Name, ClientConfig Config)> Configurations() =>
        [
            ("firehose", new AmazonKinesisFirehoseConfig()),
            ("athena", new AmazonAthenaConfig()),
            ("quicksight", new AmazonQuickSightConfig()),
            ("secretsmanager", new AmazonSecretsManagerConfig()),
            ("email", new AmazonSimpleEmailServiceV2Config()),
        ];

    /// <summary>Variables of this process, as they were again afterwards.</summary>
    private sealed class Environments : IDisposable
    {
        private readonly List<(string Name, string? Value)> _before = [];

        public Environments(params (string Name, string Value)[] variables)
        {
            foreach (var (name, value) in variables)
            {
                _before.Add((name, Environment.GetEnvironmentVariable(name)));
                Environment.SetEnvironmentVariable(name, value);
            }
        }

        public void Dispose()
        {
            foreach (var (name, value) in _before)
                Environment.SetEnvironmentVariable(name, value);
        }
    }
}
