using System.Net;
using Amazon.S3;
using StudyLake.Events;
using StudyLake.Ingest;

namespace StudyLake.Aws.S3;

/// <summary>What a refusal of S3 to give an object means.</summary>
/// <remarks>https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html</remarks>
internal static class S3Failure
{
    /// <summary>
    /// The exception to throw in place of the service's when it tells something of the object; null when it is a fault
    /// of the way to it, such as a permission that is missing, and trying again may help.
    /// </summary>
    public static Exception? Meaning(AmazonS3Exception failure) =>
        failure switch
        {
            { ErrorCode: "NoSuchBucket" } => null,
            // Replaced since; gone; a delete marker stands in its place.
            {
                StatusCode: HttpStatusCode.PreconditionFailed
                    or HttpStatusCode.NotFound
                    or HttpStatusCode.MethodNotAllowed
            } => new ObjectChangedException("Expected the version that was notified, found another or none.", failure),
            { ErrorCode: "InvalidObjectState" } => new ObjectUnreadableException(RejectionReason.Archived, failure),
            _ when IsKeyDenied(failure) => new ObjectUnreadableException(RejectionReason.Undecryptable, failure),
            _ => null,
        };

    // A denied key is told as AccessDenied, and only the text says that it is the key and not the object.
    private static bool IsKeyDenied(AmazonS3Exception failure) =>
        failure.ErrorCode
            is "KMS.DisabledException"
                or "KMS.NotFoundException"
                or "KMS.KMSInvalidStateException"
                or "KMS.InvalidStateException"
                or "KMS.AccessDeniedException"
        || (
            failure.StatusCode == HttpStatusCode.Forbidden
            && failure.Message.Contains("kms:Decrypt", StringComparison.OrdinalIgnoreCase)
        );
}
