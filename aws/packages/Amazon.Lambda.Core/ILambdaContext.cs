#nullable disable
namespace Amazon.Lambda.Core;

/// <summary>What a handler is told of its invocation and its function.</summary>
public interface ILambdaContext
{
    /// <summary>Id of the invocation; the same when a failed invocation is repeated by its caller.</summary>
    string AwsRequestId { get; }

    /// <summary>What a mobile client told of itself; null otherwise.</summary>
    IClientContext ClientContext { get; }

    /// <summary>Name of the function.</summary>
    string FunctionName { get; }

    /// <summary>Version of the function.</summary>
    string FunctionVersion { get; }

    /// <summary>Cognito identity of a mobile client; null otherwise.</summary>
    ICognitoIdentity Identity { get; }

    /// <summary>The ARN by which the function was called.</summary>
    string InvokedFunctionArn { get; }

    /// <summary>Writes to the log of the function.</summary>
    ILambdaLogger Logger { get; }

    /// <summary>Log group of the function.</summary>
    string LogGroupName { get; }

    /// <summary>Log stream of this instance of the function.</summary>
    string LogStreamName { get; }

    /// <summary>Memory the function is configured with, in MiB.</summary>
    int MemoryLimitInMB { get; }

    /// <summary>Time until the service ends the invocation.</summary>
    TimeSpan RemainingTime { get; }

    /// <summary>Tenant of a function with tenant isolation; empty otherwise.</summary>
    string TenantId => string.Empty;

    /// <summary>X-Ray trace header of the invocation; empty when there is none.</summary>
    string TraceId => string.Empty;

    /// <summary>Serialiser of the function; null when it has none.</summary>
    ILambdaSerializer Serializer => null;
}

/// <summary>What a mobile client tells of itself.</summary>
public interface IClientContext
{
    /// <summary>Environment of the client.</summary>
    IDictionary<string, string> Environment { get; }

    /// <summary>The client's application.</summary>
    IClientApplication Client { get; }

    /// <summary>Values the client set itself.</summary>
    IDictionary<string, string> Custom { get; }
}

/// <summary>The application of a mobile client.</summary>
public interface IClientApplication
{
    /// <summary>Package name.</summary>
    string AppPackageName { get; }

    /// <summary>Title.</summary>
    string AppTitle { get; }

    /// <summary>Version code.</summary>
    string AppVersionCode { get; }

    /// <summary>Version name.</summary>
    string AppVersionName { get; }

    /// <summary>Id of this installation.</summary>
    string InstallationId { get; }
}

/// <summary>The Cognito identity of a mobile client.</summary>
public interface ICognitoIdentity
{
    /// <summary>Identity.</summary>
    string IdentityId { get; }

    /// <summary>Identity pool.</summary>
    string IdentityPoolId { get; }
}
