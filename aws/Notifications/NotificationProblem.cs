namespace StudyLake.Aws.Notifications;

/// <summary>Why a message cannot be taken as notification. It stays in the queue and ends in its dead-letter queue.</summary>
internal enum NotificationProblem
{
    /// <summary>Not JSON, or a member has a value of another type than documented.</summary>
    NotJson,

    /// <summary>JSON, and neither a notification of S3 nor one of S3's events by EventBridge.</summary>
    NotANotification,

    /// <summary>Bucket, key or time is absent.</summary>
    MemberMissing,

    /// <summary>The sequencer is absent, longer than 32 digits or not hexadecimal: the change cannot be ordered.</summary>
    SequencerInvalid,

    /// <summary>Of a bucket that the function is not told to read.</summary>
    BucketNotAllowed,
}
