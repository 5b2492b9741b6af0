using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.Util.Internal;

namespace StudyLake.Aws.JsonRpc;

/// <summary>The defaults that every client configuration starts from.</summary>
internal static class JsonDefaults
{
    private const string Version = "0.1.0";

    /// <summary>One set for each mode that AWS documents for <c>AWS_DEFAULTS_MODE</c>; Auto picks among the others.</summary>
    public static IDefaultConfigurationProvider Provider() =>
        new DefaultConfigurationProvider([
            Mode(DefaultConfigurationMode.Standard, 3100),
            Mode(DefaultConfigurationMode.InRegion, 1100),
            Mode(DefaultConfigurationMode.CrossRegion, 3100),
            Mode(DefaultConfigurationMode.Mobile, 30000),
            Mode(DefaultConfigurationMode.Auto, 1100),
        ]);

    /// <summary>The User-Agent of a client.</summary>
    public static string UserAgent(JsonService service) =>
        InternalSDKUtils.BuildUserAgentString(service.ServiceId, Version);

    /// <summary>The configuration as a client's own.</summary>
    /// <exception cref="AmazonClientException">It is that of another client, or none.</exception>
    public static T Expect<T>(ClientConfig? config)
        where T : ClientConfig =>
        config as T
        ?? throw new AmazonClientException($"Expected a {typeof(T).Name}, found {config?.GetType().Name ?? "none"}.");

    private static DefaultConfiguration Mode(DefaultConfigurationMode name, int connectMilliseconds) =>
        new()
        {
            Name = name,
            RetryMode = RequestRetryMode.Standard,
            ConnectTimeout = TimeSpan.FromMilliseconds(connectMilliseconds),
            TlsNegotiationTimeout = TimeSpan.FromMilliseconds(connectMilliseconds),
        };
}
