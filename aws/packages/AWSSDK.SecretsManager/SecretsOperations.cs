using Amazon.SecretsManager.Model;
using StudyLake.Aws.JsonRpc;

namespace Amazon.SecretsManager;

/// <summary>The operations of Secrets Manager on the wire. Source: its public service model of 2017-10-17.</summary>
internal static class SecretsOperations
{
    public static readonly JsonService Service = new()
    {
        ServiceId = "Secrets Manager",
        EndpointPrefix = "secretsmanager",
        ApiVersion = "2017-10-17",
        TargetPrefix = "secretsmanager",
        Exception = Exception,
        // In these partitions the one host answers over both protocols; China's has a FIPS host only under the other.
        DualStackSuffix = static (partition, fips) =>
            partition.name is "aws" or "aws-us-gov" || (partition.name == "aws-cn" && !fips)
                ? partition.dnsSuffix
                : partition.dualStackDnsSuffix,
    };

    public static readonly JsonOperation<GetSecretValueRequest, GetSecretValueResponse> GetSecretValue = new(
        Service,
        nameof(GetSecretValue),
        static (json, request) =>
        {
            json.Text("SecretId", request.SecretId);
            json.Text("VersionId", request.VersionId);
            json.Text("VersionStage", request.VersionStage);
        },
        static json => new GetSecretValueResponse
        {
            ARN = json.Text("ARN"),
            CreatedDate = json.Timestamp("CreatedDate"),
            Name = json.Text("Name"),
            SecretBinary = json.Blob("SecretBinary"),
            SecretString = json.Text("SecretString"),
            VersionId = json.Text("VersionId"),
            VersionStages = json.Texts("VersionStages"),
        }
    );

    // The model names two of its errors without the word that .NET ends exceptions in.
    private static AmazonSecretsManagerException Exception(JsonError e) =>
        e.Code switch
        {
            "DecryptionFailure" => e.As((m, i, t, c, r, s) => new DecryptionFailureException(m, i, t, c, r, s)),
            "InternalServiceError" => e.As((m, i, t, c, r, s) => new InternalServiceErrorException(m, i, t, c, r, s)),
            "InvalidParameterException" => e.As((m, i, t, c, r, s) => new InvalidParameterException(m, i, t, c, r, s)),
            "InvalidRequestException" => e.As((m, i, t, c, r, s) => new InvalidRequestException(m, i, t, c, r, s)),
            "ResourceNotFoundException" => e.As((m, i, t, c, r, s) => new ResourceNotFoundException(m, i, t, c, r, s)),
            _ => e.As((m, i, t, c, r, s) => new AmazonSecretsManagerException(m, i, t, c, r, s)),
        };
}
