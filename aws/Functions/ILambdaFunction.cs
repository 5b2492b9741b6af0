using Amazon.Lambda.Core;

namespace StudyLake.Aws.Functions;

/// <summary>A function: serves one invocation after the other.</summary>
internal interface ILambdaFunction
{
    /// <summary>Reads secrets and checks the lake, once before the first invocation.</summary>
    /// <exception cref="Exception">The function cannot work; the service starts another instance later.</exception>
    Task StartAsync(CancellationToken cancellationToken);

    /// <summary>Serves one invocation before the time given to it is over.</summary>
    /// <param name="input">What the service hands over, JSON.</param>
    /// <param name="context">The invocation.</param>
    /// <returns>The answer, JSON.</returns>
    /// <exception cref="Exception">The invocation failed; its message says nothing that may hold a key.</exception>
    Task<Stream> HandleAsync(Stream input, ILambdaContext context);
}
