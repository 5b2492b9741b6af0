using System.Collections.Immutable;

namespace StudyLake.Aws.Notifications;

/// <summary>The content of one message.</summary>
/// <param name="Changes">What it tells of objects, in its order; empty when there is a problem.</param>
/// <param name="Ignored">Events in it that tell nothing of what a bucket holds, such as a test or a change of tags.</param>
/// <param name="Problem">Why it cannot be taken, or null.</param>
internal sealed record Notification(ImmutableArray<BucketChange> Changes, int Ignored, NotificationProblem? Problem)
{
    /// <summary>A message that cannot be taken.</summary>
    public static Notification Of(NotificationProblem problem) => new([], 0, problem);
}
