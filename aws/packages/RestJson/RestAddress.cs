using System.Globalization;
using Amazon.Runtime;
using Amazon.Runtime.Internal;

namespace StudyLake.Aws.RestJson;

/// <summary>Takes the members of a request that belong to its address: labels of the path, and the query.</summary>
/// <remarks>Values are given as they are; AWSSDK.Core encodes them when it signs and when it sends.</remarks>
internal readonly struct RestAddress(IRequest request)
{
    /// <summary>The label <c>{name}</c> of the path.</summary>
    /// <exception cref="AmazonClientException">There is no value: the request would go to another address.</exception>
    public void Label(string name, string? value)
    {
        if (string.IsNullOrEmpty(value))
            throw new AmazonClientException($"Expected a value for {name} of {request.RequestName}, found none.");
        request.AddPathResource($"{{{name}}}", value);
    }

    /// <inheritdoc cref="Label(string, string?)" />
    public void Label(string name, long? value) => Label(name, value?.ToString(CultureInfo.InvariantCulture));

    /// <summary>A parameter of the query, left out when it is null.</summary>
    public void Query(string name, string? value)
    {
        if (value is not null)
            request.Parameters.Add(name, value);
    }

    /// <inheritdoc cref="Query(string, string?)" />
    public void Query(string name, long? value) => Query(name, value?.ToString(CultureInfo.InvariantCulture));
}
