using Amazon.QuickSight.Model;
using StudyLake.Aws.JsonRpc;

namespace Amazon.QuickSight;

/// <summary>The errors that the operations name.</summary>
internal static partial class QuickSightOperations
{
    private static AmazonQuickSightException Exception(JsonError e) =>
        e.Code switch
        {
            "AccessDeniedException" => new AccessDeniedException(
                e.Message,
                e.InnerException,
                e.Type,
                e.Code,
                e.RequestId,
                e.StatusCode
            ),
            "ConflictException" => new ConflictException(
                e.Message,
                e.InnerException,
                e.Type,
                e.Code,
                e.RequestId,
                e.StatusCode
            ),
            "InternalFailureException" => new InternalFailureException(
                e.Message,
                e.InnerException,
                e.Type,
                e.Code,
                e.RequestId,
                e.StatusCode
            ),
            "InvalidNextTokenException" => new InvalidNextTokenException(
                e.Message,
                e.InnerException,
                e.Type,
                e.Code,
                e.RequestId,
                e.StatusCode
            ),
            "InvalidParameterValueException" => new InvalidParameterValueException(
                e.Message,
                e.InnerException,
                e.Type,
                e.Code,
                e.RequestId,
                e.StatusCode
            ),
            "LimitExceededException" => new LimitExceededException(
                e.Message,
                e.InnerException,
                e.Type,
                e.Code,
                e.RequestId,
                e.StatusCode
            )
            {
                ResourceType = e.Text("ResourceType"),
            },
            "ResourceExistsException" => new ResourceExistsException(
                e.Message,
                e.InnerException,
                e.Type,
                e.Code,
                e.RequestId,
                e.StatusCode
            )
            {
                ResourceType = e.Text("ResourceType"),
            },
            "ResourceNotFoundException" => new ResourceNotFoundException(
                e.Message,
                e.InnerException,
                e.Type,
                e.Code,
                e.RequestId,
                e.StatusCode
            )
            {
                ResourceType = e.Text("ResourceType"),
            },
            "ThrottlingException" => new ThrottlingException(
                e.Message,
                e.InnerException,
                e.Type,
                e.Code,
                e.RequestId,
                e.StatusCode
            ),
            "UnsupportedUserEditionException" => new UnsupportedUserEditionException(
                e.Message,
                e.InnerException,
                e.Type,
                e.Code,
                e.RequestId,
                e.StatusCode
            ),
            _ => new AmazonQuickSightException(e.Message, e.InnerException, e.Type, e.Code, e.RequestId, e.StatusCode),
        };
}
