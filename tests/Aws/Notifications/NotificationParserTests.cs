using StudyLake.Aws.Notifications;
using StudyLake.Events;

namespace StudyLake.Tests.Aws.Notifications;

/// <summary>Messages as the user guides of S3 and EventBridge show them.</summary>
public sealed class NotificationParserTests
{
    private static readonly NotificationParser Parser = new(new HashSet<string> { "DOC-EXAMPLE-BUCKET", "imaging" });

    // https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-content-structure.html
    private const string Documented = """
        {"Records":[{"eventVersion":"2.1","eventSource":"aws:s3","awsRegion":"us-west-2","eventTime":"1970-01-01T00:00:00.000Z",
        "eventName":"ObjectCreated:Put","userIdentity":{"principalId":"AIDAJDPLRKLG7UEXAMPLE"},"requestParameters":{"sourceIPAddress":"172.16.0.1"},
        "responseElements":{"x-amz-request-id":"C3D13FE58DE4C810","x-amz-id-2":"FMyUVURIY8/IgAtTv8xRjskZQpcIZ9KG4V5Wp6S7S/JRWeUWerMUE5JgHvANOjpD"},
        "s3":{"s3SchemaVersion":"1.0","configurationId":"testConfigRule","bucket":{"name":"imaging","ownerIdentity":{"principalId":"A3NL1KOZZKExample"},
        "arn":"arn:aws:s3:::imaging"},"object":{"key":"HappyFace.jpg","size":1024,"eTag":"d41d8cd98f00b204e9800998ecf8427e",
        "versionId":"096fKKXTRTtl3on89fVO.nfljtsv6qko","sequencer":"0055AED6DCD90281E5"}}}]}
        """;

    // https://docs.aws.amazon.com/AmazonS3/latest/userguide/ev-events.html
    private const string DocumentedEvent = """
        {"version":"0","id":"17793124-05d4-b198-2fde-7ededc63b103","detail-type":"Object Created","source":"aws.s3","account":"111122223333",
        "time":"2021-11-12T00:00:00Z","region":"ca-central-1","resources":["arn:aws:s3:::amzn-s3-demo-bucket1"],
        "detail":{"version":"0","bucket":{"name":"imaging"},"object":{"key":"a+b %C3.dcm","size":5,"etag":"b1946ac92492d2347c6235b4d2611184",
        "version-id":"IYV3p45BT0ac8hjHg1houSdS1a.Mro8e","sequencer":"617f08299329d189"},"request-id":"N4N7GDK58NMKJ12R",
        "requester":"123456789012","source-ip-address":"1.2.3.4","reason":"PutObject"}}
        """;

    [Fact]
    public void The_documented_notification_is_read()
    {
        var change = Assert.Single(
            Parser.Parse(Documented.Replace("1970-01-01", "2026-10-01", StringComparison.Ordinal)).Changes
        );

        Assert.Equal("imaging", change.Bucket);
        Assert.Equal("HappyFace.jpg", change.Key);
        Assert.Equal("096fKKXTRTtl3on89fVO.nfljtsv6qko", change.VersionId);
        Assert.Equal("d41d8cd98f00b204e9800998ecf8427e", change.Etag);
        Assert.Equal(1_024, change.Bytes);
        Assert.Equal("0055AED6DCD90281E500000000000000", change.OrderKey);
        Assert.Equal(new DateTime(2026, 10, 1, 0, 0, 0, DateTimeKind.Utc), change.OccurredAt);
        Assert.Null(change.Removal);
    }

    [Fact]
    public void The_documented_event_of_EventBridge_is_read_and_its_key_is_not_decoded()
    {
        var change = Assert.Single(Parser.Parse(DocumentedEvent).Changes);

        Assert.Equal("a+b %C3.dcm", change.Key);
        Assert.Equal("IYV3p45BT0ac8hjHg1houSdS1a.Mro8e", change.VersionId);
        Assert.Equal(5, change.Bytes);
        Assert.Equal("617F08299329D1890000000000000000", change.OrderKey);
        Assert.Equal(new DateTime(2021, 11, 12, 0, 0, 0, DateTimeKind.Utc), change.OccurredAt);
    }

    [Theory]
    [InlineData("red+flower.jpg", "red flower.jpg")]
    [InlineData("a%2Bb.dcm", "a+b.dcm")]
    [InlineData("M%C3%BCller%2C+Hans/1.dcm", "Müller, Hans/1.dcm")]
    [InlineData("folder%2Fslash.dcm", "folder/slash.dcm")]
    public void Keys_of_direct_notifications_are_decoded_as_form_fields(string written, string key)
    {
        Assert.Equal(key, Assert.Single(Parser.Parse(Record("ObjectCreated:Put", written)).Changes).Key);
    }

    [Theory]
    [InlineData("ObjectRemoved:Delete", RemovalCause.Deleted)]
    [InlineData("ObjectRemoved:DeleteMarkerCreated", RemovalCause.DeleteMarker)]
    [InlineData("LifecycleExpiration:Delete", RemovalCause.Expired)]
    [InlineData("LifecycleExpiration:DeleteMarkerCreated", RemovalCause.ExpiredDeleteMarker)]
    [InlineData("s3:ObjectRemoved:Delete", RemovalCause.Deleted)]
    public void Removals_tell_their_cause_and_no_size(string eventName, RemovalCause cause)
    {
        var change = Assert.Single(Parser.Parse(Record(eventName, "a.dcm")).Changes);

        Assert.Equal(cause, change.Removal);
        Assert.Null(change.Bytes);
    }

    [Theory]
    [InlineData("Permanently Deleted", "DeleteObject", RemovalCause.Deleted)]
    [InlineData("Delete Marker Created", "DeleteObject", RemovalCause.DeleteMarker)]
    [InlineData("Permanently Deleted", "Lifecycle Expiration", RemovalCause.Expired)]
    [InlineData("Delete Marker Created", "Lifecycle Expiration", RemovalCause.ExpiredDeleteMarker)]
    public void Removals_told_by_EventBridge_tell_their_cause(string deletionType, string reason, RemovalCause cause)
    {
        var body = $$$"""
            {"source":"aws.s3","detail-type":"Object Deleted","time":"2026-10-01T03:15:00Z","detail":{"bucket":{"name":"imaging"},
            "object":{"key":"a.dcm","version-id":"v2","sequencer":"617f08299329d189"},"reason":"{{{reason}}}","deletion-type":"{{{deletionType}}}"}}
            """;

        Assert.Equal(cause, Assert.Single(Parser.Parse(body).Changes).Removal);
    }

    [Theory]
    [InlineData("ObjectTagging:Put")]
    [InlineData("ObjectRestore:Completed")]
    [InlineData("LifecycleTransition")]
    [InlineData("ObjectAcl:Put")]
    [InlineData("SomethingNew:Entirely")]
    public void Events_that_tell_nothing_of_what_a_bucket_holds_are_counted_and_no_problem(string eventName)
    {
        var notification = Parser.Parse(Record(eventName, "a.dcm"));

        Assert.Null(notification.Problem);
        Assert.Empty(notification.Changes);
        Assert.Equal(1, notification.Ignored);
    }

    [Fact]
    public void The_test_event_of_a_new_configuration_is_ignored()
    {
        var notification = Parser.Parse(
            """
            {"Service":"Amazon S3","Event":"s3:TestEvent","Time":"2014-10-13T15:57:02.089Z","Bucket":"imaging",
            "RequestId":"5582815E1AEA5ADF","HostId":"8cLeGAmw098X5cv4Zkwcmo8vvZa3eH3eKxsPzbB9wrR+YstdA6Knx4Ip8EXAMPLE"}
            """
        );

        Assert.Null(notification.Problem);
        Assert.Equal(1, notification.Ignored);
    }

    [Fact]
    public void Several_records_of_one_message_are_all_read()
    {
        var one = Record("ObjectCreated:Put", "a.dcm")["{\"Records\":[".Length..^2];
        var two = Record("ObjectRemoved:Delete", "b.dcm")["{\"Records\":[".Length..^2];
        var tagging = Record("ObjectTagging:Put", "c.dcm")["{\"Records\":[".Length..^2];

        var notification = Parser.Parse($"{{\"Records\":[{one},{tagging},{two}]}}");

        Assert.Equal(["a.dcm", "b.dcm"], notification.Changes.Select(change => change.Key));
        Assert.Equal(1, notification.Ignored);
    }

    [Theory]
    [InlineData("", NotificationProblem.NotJson)]
    [InlineData("hello", NotificationProblem.NotJson)]
    [InlineData("{\"Records\":[{\"s3\":7}]}", NotificationProblem.NotJson)]
    [InlineData(
        "{\"Records\":[{\"eventName\":\"ObjectCreated:Put\",\"eventTime\":\"yesterday\"}]}",
        NotificationProblem.NotJson
    )]
    [InlineData("[]", NotificationProblem.NotANotification)]
    [InlineData("{}", NotificationProblem.NotANotification)]
    [InlineData("{\"source\":\"aws.ec2\",\"detail-type\":\"x\"}", NotificationProblem.NotANotification)]
    [InlineData("{\"source\":\"aws.s3\",\"detail-type\":\"Object Created\"}", NotificationProblem.MemberMissing)]
    [InlineData("{\"Records\":[null]}", NotificationProblem.MemberMissing)]
    [InlineData("{\"Records\":[{\"eventName\":\"ObjectCreated:Put\"}]}", NotificationProblem.MemberMissing)]
    public void A_message_that_is_no_notification_is_told_apart(string body, object problem)
    {
        Assert.Equal(problem, Parser.Parse(body).Problem);
    }

    [Theory]
    [InlineData("")]
    [InlineData("xyz")]
    [InlineData("0055AED6DCD90281E50055AED6DCD9028")]
    [InlineData("00000000000000000000000000000000:0000000001")]
    public void A_change_that_cannot_be_ordered_is_a_problem(string sequencer)
    {
        var notification = Parser.Parse(Record("ObjectCreated:Put", "a.dcm", sequencer: sequencer));

        Assert.Equal(NotificationProblem.SequencerInvalid, notification.Problem);
        Assert.Empty(notification.Changes);
    }

    [Fact]
    public void A_backfill_brings_its_own_order_key_that_lies_before_every_notification()
    {
        const string Key = "00000000000000000000000000000000:0000000042";

        var body = Record("ObjectCreated:Backfill", "a.dcm", sequencer: Key)
            .Replace("aws:s3\"", "studylake:backfill\"", StringComparison.Ordinal);
        var change = Assert.Single(Parser.Parse(body).Changes);

        Assert.Equal(Key, change.OrderKey);
        Assert.True(string.CompareOrdinal(change.OrderKey, OrderKey.FromSequencer("00")) > 0);
        Assert.True(string.CompareOrdinal(change.OrderKey, OrderKey.FromSequencer("0001")) < 0);
    }

    [Fact]
    public void A_bucket_that_is_not_on_the_list_is_a_problem()
    {
        var body = Record("ObjectCreated:Put", "a.dcm")
            .Replace("\"imaging\"", "\"elsewhere\"", StringComparison.Ordinal);

        Assert.Equal(NotificationProblem.BucketNotAllowed, Parser.Parse(body).Problem);
    }

    private static string Record(string eventName, string key, string sequencer = "0055AED6DCD90281E5") =>
        $$$$"""{"Records":[{"eventVersion":"2.1","eventSource":"aws:s3","awsRegion":"us-west-2","eventTime":"2026-10-01T03:14:59.250Z","eventName":"{{{{eventName}}}}","s3":{"bucket":{"name":"imaging"},"object":{"key":"{{{{key}}}}","size":5,"eTag":"b1946ac92492d2347c6235b4d2611184","sequencer":"{{{{sequencer}}}}"}}}]}""";
}
