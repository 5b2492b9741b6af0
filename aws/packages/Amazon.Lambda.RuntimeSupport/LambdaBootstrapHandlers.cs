#nullable disable
using Amazon.Lambda.Core;

namespace Amazon.Lambda.RuntimeSupport;

/// <summary>Runs once before the first invocation; false ends the program without one.</summary>
public delegate Task<bool> LambdaBootstrapInitializer();

/// <summary>Serves one invocation.</summary>
public delegate Task<InvocationResponse> LambdaBootstrapHandler(InvocationRequest invocation);

/// <summary>One invocation.</summary>
public class InvocationRequest : IDisposable
{
    /// <summary>Its event.</summary>
    public Stream InputStream { get; internal set; }

    /// <summary>What is known of it.</summary>
    public ILambdaContext LambdaContext { get; internal set; }

    /// <inheritdoc />
    public void Dispose()
    {
        InputStream?.Dispose();
        GC.SuppressFinalize(this);
    }
}

/// <summary>The answer to one invocation.</summary>
public class InvocationResponse
{
    /// <summary>An answer whose stream the runtime disposes of.</summary>
    public InvocationResponse(Stream outputStream)
        : this(outputStream, true) { }

    /// <summary>An answer.</summary>
    public InvocationResponse(Stream outputStream, bool disposeOutputStream)
    {
        OutputStream = outputStream;
        DisposeOutputStream = disposeOutputStream;
    }

    /// <summary>The answer; null stands for none.</summary>
    public Stream OutputStream { get; set; }

    /// <summary>Whether the runtime disposes of the stream.</summary>
    public bool DisposeOutputStream { get; }
}
