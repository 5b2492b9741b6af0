using Amazon.QuickSight.Model;
using StudyLake.Aws.JsonRpc;

namespace Amazon.QuickSight;

/// <summary>The errors that the operations name.</summary>
internal static partial class QuickSightOperations
{
    private static AmazonQuickSightException Exception(JsonError e) =>
        e.Code switch
        {
            "AccessDeniedException" => e.As((m, i, t, c, r, s) => new AccessDeniedException(m, i, t, c, r, s)),
            "ConflictException" => e.As((m, i, t, c, r, s) => new ConflictException(m, i, t, c, r, s)),
            "InternalFailureException" => e.As((m, i, t, c, r, s) => new InternalFailureException(m, i, t, c, r, s)),
            "InvalidNextTokenException" => e.As((m, i, t, c, r, s) => new InvalidNextTokenException(m, i, t, c, r, s)),
            "InvalidParameterValueException" => e.As(
                (m, i, t, c, r, s) => new InvalidParameterValueException(m, i, t, c, r, s)
            ),
            "LimitExceededException" => e.As(
                (m, i, t, c, r, s) =>
                    new LimitExceededException(m, i, t, c, r, s) { ResourceType = e.Text("ResourceType") }
            ),
            "ResourceExistsException" => e.As(
                (m, i, t, c, r, s) =>
                    new ResourceExistsException(m, i, t, c, r, s) { ResourceType = e.Text("ResourceType") }
            ),
            "ResourceNotFoundException" => e.As(
                (m, i, t, c, r, s) =>
                    new ResourceNotFoundException(m, i, t, c, r, s) { ResourceType = e.Text("ResourceType") }
            ),
            "ThrottlingException" => e.As((m, i, t, c, r, s) => new ThrottlingException(m, i, t, c, r, s)),
            "UnsupportedUserEditionException" => e.As(
                (m, i, t, c, r, s) => new UnsupportedUserEditionException(m, i, t, c, r, s)
            ),
            _ => e.As((m, i, t, c, r, s) => new AmazonQuickSightException(m, i, t, c, r, s)),
        };
}
