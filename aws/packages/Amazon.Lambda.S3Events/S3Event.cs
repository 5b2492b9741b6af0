#nullable disable
using System.Net;
using System.Text.Json.Serialization;

namespace Amazon.Lambda.S3Events;

/// <summary>A notification of Amazon S3. Members are read without regard to case.</summary>
/// <remarks>https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-content-structure.html</remarks>
public class S3Event
{
    /// <summary>What happened, one record an object; null in a test event.</summary>
    public List<S3EventNotificationRecord> Records { get; set; }

    /// <summary>One change of one object.</summary>
    public class S3EventNotificationRecord
    {
        /// <summary>Region of the bucket.</summary>
        public string AwsRegion { get; set; }

        /// <summary>What happened, such as <c>ObjectCreated:Put</c>, without the prefix <c>s3:</c>.</summary>
        public string EventName { get; set; }

        /// <summary><c>aws:s3</c>.</summary>
        public string EventSource { get; set; }

        /// <summary>When the service finished the request, UTC.</summary>
        public DateTime EventTime { get; set; }

        /// <summary>Version of the form, such as <c>2.1</c>.</summary>
        public string EventVersion { get; set; }

        /// <summary>Of the request that caused it.</summary>
        public RequestParametersEntity RequestParameters { get; set; }

        /// <summary>Of the answer to that request.</summary>
        public ResponseElementsEntity ResponseElements { get; set; }

        /// <summary>Bucket and object.</summary>
        public S3Entity S3 { get; set; }

        /// <summary>Who caused it.</summary>
        public UserIdentityEntity UserIdentity { get; set; }

        /// <summary>Of a restored object; null otherwise.</summary>
        public S3GlacierEventDataEntity GlacierEventData { get; set; }
    }

    /// <summary>Who did something.</summary>
    public class UserIdentityEntity
    {
        /// <summary>Id of the principal.</summary>
        public string PrincipalId { get; set; }
    }

    /// <summary>A bucket.</summary>
    public class S3BucketEntity
    {
        /// <summary>Its name.</summary>
        public string Name { get; set; }

        /// <summary>Its owner.</summary>
        public UserIdentityEntity OwnerIdentity { get; set; }

        /// <summary>Its ARN.</summary>
        public string Arn { get; set; }
    }

    /// <summary>An object.</summary>
    public class S3ObjectEntity
    {
        /// <summary>Its key, encoded as a form field: a plus is a space.</summary>
        public string Key { get; set; }

        /// <summary>Its key as the bucket has it.</summary>
        [JsonIgnore]
        public string KeyDecoded => Key == null ? null : WebUtility.UrlDecode(Key);

        /// <summary>Its size in bytes; 0 also where the notification has none.</summary>
        public long Size { get; set; }

        /// <summary>Its entity tag without quotes.</summary>
        public string ETag { get; set; }

        /// <summary>Its version, or null in a bucket without versions.</summary>
        public string VersionId { get; set; }

        /// <summary>Orders the changes of one key: hexadecimal, of varying length, compared from the left.</summary>
        public string Sequencer { get; set; }
    }

    /// <summary>Bucket and object of a record.</summary>
    public class S3Entity
    {
        /// <summary>Name of the notification's configuration.</summary>
        public string ConfigurationId { get; set; }

        /// <summary>The bucket.</summary>
        public S3BucketEntity Bucket { get; set; }

        /// <summary>The object.</summary>
        public S3ObjectEntity Object { get; set; }

        /// <summary>Version of this part's form.</summary>
        public string S3SchemaVersion { get; set; }
    }

    /// <summary>Of a request.</summary>
    public class RequestParametersEntity
    {
        /// <summary>Where it came from.</summary>
        public string SourceIPAddress { get; set; }
    }

    /// <summary>Of an answer.</summary>
    public class ResponseElementsEntity
    {
        /// <summary>Second id of the request.</summary>
        [JsonPropertyName("x-amz-id-2")]
        public string XAmzId2 { get; set; }

        /// <summary>Id of the request.</summary>
        [JsonPropertyName("x-amz-request-id")]
        public string XAmzRequestId { get; set; }
    }

    /// <summary>Of a restored object.</summary>
    public class S3GlacierEventDataEntity
    {
        /// <summary>The restore.</summary>
        public S3RestoreEventDataEntity RestoreEventData { get; set; }
    }

    /// <summary>Of a restore.</summary>
    public class S3RestoreEventDataEntity
    {
        /// <summary>Until when the restored copy stays, UTC.</summary>
        public DateTime LifecycleRestorationExpiryTime { get; set; }

        /// <summary>Storage class it was restored from.</summary>
        public string LifecycleRestoreStorageClass { get; set; }
    }
}
