using System.Net;
using System.Text;
using Amazon.QuickSight;
using Amazon.QuickSight.Model;
using Amazon.Runtime;
using StudyLake.Tests.Support.Aws;

namespace StudyLake.Tests.Aws.Packages;

/// <summary>REST-JSON on the wire: where each member of a request goes, and what comes back.</summary>
public sealed class RestJsonTests
{
    private const string Account = "111122223333";

    [Fact]
    public async Task Labels_and_query_are_in_the_address_and_there_is_no_body()
    {
        await using var service = await ScriptedService.StartAsync(
            (
                200,
                """
                {"Dashboard":{"DashboardId":"d","CreatedTime":1759287600.5,"LinkEntities":[],"Version":{"VersionNumber":7,"Status":"CREATION_FAILED",
                "Errors":[{"Type":"COLUMN_TYPE_MISMATCH","Message":"m","ViolatedEntities":[{"Path":"sheet/a/visual/b"}]}]}},"RequestId":"r"}
                """
            )
        );
        using var client = Client(service);
        var response = await client.DescribeDashboardAsync(
            new DescribeDashboardRequest
            {
                AwsAccountId = Account,
                DashboardId = "d/1 é",
                AliasName = "$LATEST",
                VersionNumber = 7,
            }
        );
        var request = Assert.Single(service.Requests);
        Assert.Equal("GET", request.Method);
        Assert.Equal(
            $"/accounts/{Account}/dashboards/d%2F1%20%C3%A9?alias-name=%24LATEST&version-number=7",
            request.Target
        );
        Assert.Empty(request.Body);
        Assert.Equal((200, "r"), (response.Status, response.RequestId));
        var version = response.Dashboard.Version;
        Assert.Equal((7L, ResourceStatus.CREATION_FAILED), (version.VersionNumber, version.Status));
        var error = Assert.Single(version.Errors);
        Assert.Equal((DashboardErrorType.COLUMN_TYPE_MISMATCH, "m"), (error.Type, error.Message));
        Assert.Equal("sheet/a/visual/b", Assert.Single(error.ViolatedEntities).Path);
        // 1,759,287,600 s after 1970 is 2025-10-01 03:00:00 UTC.
        Assert.Equal(new DateTime(2025, 10, 1, 3, 0, 0, 500, DateTimeKind.Utc), response.Dashboard.CreatedTime);
        Assert.Null(version.Sheets);
    }

    [Fact]
    public async Task Members_without_a_place_in_the_address_are_the_body()
    {
        await using var service = await ScriptedService.StartAsync((200, """{"RequestId":"r"}"""));
        using var client = Client(service);
        var response = await client.TagResourceAsync(
            new TagResourceRequest { ResourceArn = "d", Tags = [new() { Key = "k", Value = "é" }] }
        );
        var request = Assert.Single(service.Requests);
        Assert.Equal(("POST", "/resources/d/tags"), (request.Method, request.Target));
        Assert.Equal("application/json", request.Headers["content-type"]);
        Assert.Equal("""{"Tags":[{"Key":"k","Value":"é"}]}""", Encoding.UTF8.GetString(request.Body));
        Assert.Equal("r", response.RequestId);
    }

    [Fact]
    public async Task Throttling_is_retried_and_an_error_of_the_model_is_its_exception()
    {
        await using var service = await ScriptedService.StartAsync(
            (429, """{"__type":"ThrottlingException","Message":"Rate exceeded"}"""),
            (404, """{"__type":"ResourceNotFoundException","Message":"no such","ResourceType":"DATA_SET"}""")
        );
        using var client = Client(service);
        var exception = await Assert.ThrowsAsync<ResourceNotFoundException>(() =>
            client.ListIngestionsAsync(new ListIngestionsRequest { AwsAccountId = Account, DataSetId = "x" })
        );
        Assert.Equal(ExceptionResourceType.DATA_SET, exception.ResourceType);
        Assert.Equal(HttpStatusCode.NotFound, exception.StatusCode);
        Assert.Equal(2, service.Requests.Count);
    }

    [Fact]
    public async Task A_request_without_a_label_of_its_address_is_not_sent()
    {
        await using var service = await ScriptedService.StartAsync((200, "{}"));
        using var client = Client(service);
        var exception = await Assert.ThrowsAsync<AmazonClientException>(() =>
            client.ListIngestionsAsync(new ListIngestionsRequest { AwsAccountId = Account })
        );
        Assert.Contains("DataSetId", exception.Message, StringComparison.Ordinal);
        Assert.Empty(service.Requests);
    }

    private static AmazonQuickSightClient Client(ScriptedService service) =>
        new(
            new BasicAWSCredentials(ScriptedService.AccessKey, ScriptedService.SecretKey),
            service.Configure(new AmazonQuickSightConfig())
        );
}
