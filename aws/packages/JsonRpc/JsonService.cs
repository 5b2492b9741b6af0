using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Endpoints.StandardLibrary;

namespace StudyLake.Aws.JsonRpc;

/// <summary>What distinguishes one service of the protocols AWS JSON 1.1 and REST-JSON from another.</summary>
/// <remarks>Source: the <c>metadata</c> of the public service model.</remarks>
internal sealed record JsonService : IServiceMetadata
{
    /// <summary><c>serviceId</c>, which also names the service in <c>AWS_ENDPOINT_URL_*</c> and in profiles.</summary>
    public required string ServiceId { get; init; }

    /// <summary><c>endpointPrefix</c>: first label of the host, and here the name that requests are signed for.</summary>
    public required string EndpointPrefix { get; init; }

    /// <summary><c>apiVersion</c>, a date.</summary>
    public required string ApiVersion { get; init; }

    /// <summary><c>targetPrefix</c>: what stands before the operation in <c>X-Amz-Target</c>; empty for REST-JSON.</summary>
    public string TargetPrefix { get; init; } = "";

    /// <summary>The exception for an error that the service answered.</summary>
    public required Func<JsonError, AmazonServiceException> Exception { get; init; }

    /// <summary>The end of a dual-stack host in a partition, given whether it is a FIPS host too.</summary>
    public Func<Partition, bool, string> DualStackSuffix { get; init; } =
        static (partition, _) => partition.dualStackDnsSuffix;

    /// <inheritdoc />
    public IDictionary<string, string> OperationNameMapping { get; } = new Dictionary<string, string>();
}
