using StudyLake.Events;

namespace StudyLake.Ingest;

/// <summary>
/// The store holds the object and will not give its bytes, for a reason that trying again does not change: it becomes
/// <c>object_rejected</c>.
/// </summary>
/// <param name="reason"><see cref="RejectionReason.Archived"/> or <see cref="RejectionReason.Undecryptable"/>.</param>
/// <param name="innerException">The store's answer.</param>
public sealed class ObjectUnreadableException(RejectionReason reason, Exception? innerException = null)
    : Exception($"Expected an object that can be read, found one that is {reason}.", innerException)
{
    /// <summary>Why.</summary>
    public RejectionReason Reason { get; } = reason;
}
