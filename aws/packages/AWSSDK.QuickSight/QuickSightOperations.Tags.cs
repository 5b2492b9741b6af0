using Amazon.QuickSight.Model;
using StudyLake.Aws.JsonRpc;
using StudyLake.Aws.RestJson;

namespace Amazon.QuickSight;

/// <summary>The operations about tags.</summary>
internal static partial class QuickSightOperations
{
    public static readonly RestOperation<ListTagsForResourceRequest, ListTagsForResourceResponse> ListTagsForResource =
        new(
            Service,
            "GET",
            "/resources/{ResourceArn}/tags",
            static (address, request) => address.Label("ResourceArn", request.ResourceArn),
            write: null,
            static (json, status) =>
                new ListTagsForResourceResponse
                {
                    RequestId = json.Text("RequestId"),
                    Status = (int)status,
                    Tags = json.List(
                        "Tags",
                        static item => new Tag { Key = item.Text("Key"), Value = item.Text("Value") }
                    ),
                }
        );

    public static readonly RestOperation<TagResourceRequest, TagResourceResponse> TagResource = new(
        Service,
        "POST",
        "/resources/{ResourceArn}/tags",
        static (address, request) => address.Label("ResourceArn", request.ResourceArn),
        static (json, request) =>
            json.List(
                "Tags",
                request.Tags,
                static (item, tag) =>
                {
                    item.WriteStartObject();
                    item.Text("Key", tag.Key);
                    item.Text("Value", tag.Value);
                    item.WriteEndObject();
                }
            ),
        static (json, status) => new TagResourceResponse { RequestId = json.Text("RequestId"), Status = (int)status }
    );
}
