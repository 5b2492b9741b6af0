using Amazon.Runtime;
using Amazon.Runtime.Endpoints;
using Amazon.Runtime.Internal.Endpoints.StandardLibrary;

namespace StudyLake.Aws.JsonRpc;

/// <summary>Region, FIPS and dual-stack to a host, by the rule that most services share.</summary>
/// <remarks>
/// <c>https://{prefix}[-fips].{region}.{suffix}</c>, where the partition of the region says the suffix and whether FIPS
/// and dual-stack exist. A custom endpoint is used as it is and excludes both.
/// </remarks>
internal sealed class JsonEndpointProvider(JsonService service) : IEndpointProvider
{
    public const string Region = "Region";
    public const string UseFips = "UseFIPS";
    public const string UseDualStack = "UseDualStack";
    public const string CustomEndpoint = "Endpoint";

    /// <inheritdoc />
    /// <exception cref="AmazonClientException">There is no such endpoint.</exception>
    public Endpoint ResolveEndpoint(EndpointParameters parameters)
    {
        var fips = parameters[UseFips] is true;
        var dualStack = parameters[UseDualStack] is true;
        if (parameters[CustomEndpoint] is string custom)
        {
            Refuse(fips, "Expected a custom endpoint without FIPS, found both.");
            Refuse(dualStack, "Expected a custom endpoint without dual-stack, found both.");
            return new Endpoint(custom);
        }
        if (parameters[Region] is not string { Length: > 0 } region)
            throw new AmazonClientException($"Expected a region for {service.ServiceId}, found none.");
        var partition = Fn.Partition(region);
        Refuse(fips && !partition.supportsFIPS, $"Expected FIPS in partition {partition.name}, found none there.");
        Refuse(
            dualStack && !partition.supportsDualStack,
            $"Expected dual-stack in partition {partition.name}, found none there."
        );
        var suffix = dualStack ? service.DualStackSuffix(partition, fips) : partition.dnsSuffix;
        return new Endpoint($"https://{service.EndpointPrefix}{(fips ? "-fips" : "")}.{region}.{suffix}");
    }

    private static void Refuse(bool condition, string message)
    {
        if (condition)
            throw new AmazonClientException(message);
    }
}
