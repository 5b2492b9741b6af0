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
            "DecryptionFailure" => new DecryptionFailureException(
                e.Message,
                e.InnerException,
                e.Type,
                e.Code,
                e.RequestId,
                e.StatusCode
            ),
            "InternalServiceError" => new InternalServiceErrorException(
                e.Message,
                e.InnerException,
                e.Type,
                e.Code,
                e.RequestId,
                e.StatusCode
            ),
            "InvalidParameterException" => new InvalidParameterException(
                e.Message,
                e.InnerException,
                e.Type,
                e.Code,
                e.RequestId,
                e.StatusCode
            ),
            "InvalidRequestException" => new InvalidRequestException(
                e.Message,
                e.InnerException,
                e.Type,
                e.Code,
                e.RequestId,
                e.StatusCode
            ),
            "ResourceNotFoundException" => new ResourceNotFoundException(
                e.Message,
                e.InnerException,
                e.Type,
                e.Code,
                e.RequestId,
                e.StatusCode
            ),
            _ => new AmazonSecretsManagerException(
                e.Message,
                e.InnerException,
                e.Type,
                e.Code,
                e.RequestId,
                e.StatusCode
            ),
        };
}
