#nullable disable
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Amazon.Lambda.SQSEvents;

/// <summary>A batch of messages of a queue. Members are read without regard to case.</summary>
/// <remarks>https://docs.aws.amazon.com/lambda/latest/dg/with-sqs.html</remarks>
public class SQSEvent
{
    /// <summary>The messages.</summary>
    public List<SQSMessage> Records { get; set; }

    /// <summary>One message.</summary>
    public class SQSMessage
    {
        /// <summary>Its id, unique in the queue.</summary>
        public string MessageId { get; set; }

        /// <summary>Handle of this delivery.</summary>
        public string ReceiptHandle { get; set; }

        /// <summary>Its text.</summary>
        public string Body { get; set; }

        /// <summary>MD5 of the body.</summary>
        public string Md5OfBody { get; set; }

        /// <summary>MD5 of the attributes.</summary>
        public string Md5OfMessageAttributes { get; set; }

        /// <summary>ARN of the queue.</summary>
        public string EventSourceArn { get; set; }

        /// <summary><c>aws:sqs</c>.</summary>
        public string EventSource { get; set; }

        /// <summary>Region of the queue.</summary>
        public string AwsRegion { get; set; }

        /// <summary>What the service says of it, such as <c>ApproximateReceiveCount</c>.</summary>
        public Dictionary<string, string> Attributes { get; set; }

        /// <summary>What the sender says of it.</summary>
        public Dictionary<string, MessageAttribute> MessageAttributes { get; set; }
    }

    /// <summary>One attribute set by a sender.</summary>
    public class MessageAttribute
    {
        /// <summary>Text value.</summary>
        public string StringValue { get; set; }

        /// <summary>Binary value, base 64 in JSON.</summary>
        [JsonConverter(typeof(Base64StreamConverter))]
        public MemoryStream BinaryValue { get; set; }

        /// <summary>Not in use by the service.</summary>
        public List<string> StringListValues { get; set; }

        /// <summary>Not in use by the service.</summary>
        [JsonIgnore]
        public List<MemoryStream> BinaryListValues { get; set; }

        /// <summary><c>String</c>, <c>Number</c> or <c>Binary</c>, and a suffix of the sender's.</summary>
        public string DataType { get; set; }
    }

    internal sealed class Base64StreamConverter : JsonConverter<MemoryStream>
    {
        public override MemoryStream Read(
            ref Utf8JsonReader reader,
            Type typeToConvert,
            JsonSerializerOptions options
        ) => new(reader.GetBytesFromBase64());

        public override void Write(Utf8JsonWriter writer, MemoryStream value, JsonSerializerOptions options) =>
            writer.WriteBase64StringValue(value.ToArray());
    }
}
