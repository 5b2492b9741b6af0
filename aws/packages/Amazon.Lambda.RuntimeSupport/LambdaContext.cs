#nullable disable
using System.Globalization;
using Amazon.Lambda.Core;

namespace Amazon.Lambda.RuntimeSupport;

/// <summary>What the headers of an invocation and the environment tell.</summary>
internal sealed class LambdaContext(string requestId, string functionArn, string traceId, DateTimeOffset deadline)
    : ILambdaContext,
        ILambdaLogger
{
    public string AwsRequestId => requestId;

    public IClientContext ClientContext => null;

    public string FunctionName => Variable("AWS_LAMBDA_FUNCTION_NAME");

    public string FunctionVersion => Variable("AWS_LAMBDA_FUNCTION_VERSION");

    public ICognitoIdentity Identity => null;

    public string InvokedFunctionArn => functionArn;

    public ILambdaLogger Logger => this;

    public string LogGroupName => Variable("AWS_LAMBDA_LOG_GROUP_NAME");

    public string LogStreamName => Variable("AWS_LAMBDA_LOG_STREAM_NAME");

    public int MemoryLimitInMB =>
        int.TryParse(
            Variable("AWS_LAMBDA_FUNCTION_MEMORY_SIZE"),
            NumberStyles.None,
            CultureInfo.InvariantCulture,
            out var size
        )
            ? size
            : 0;

    // The deadline is of the service's clock, which is that of the machine the program runs on.
    public TimeSpan RemainingTime => deadline - TimeProvider.System.GetUtcNow();

    public string TraceId => traceId;

    public void Log(string message) => Console.Out.Write(message);

    public void LogLine(string message) => Console.Out.WriteLine(message);

    private static string Variable(string name) => Environment.GetEnvironmentVariable(name) ?? "";
}
