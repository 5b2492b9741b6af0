using Amazon.Runtime.Internal;

namespace StudyLake.Aws.JsonRpc;

/// <summary>Puts the protocol's own steps into AWSSDK.Core's pipeline, which does all the rest.</summary>
internal static class JsonPipeline
{
    /// <summary>Credentials, signing, retries, clock skew and telemetry stay those of the pipeline.</summary>
    public static void Customize(RuntimePipeline pipeline)
    {
        pipeline.RemoveHandler<EndpointResolver>();
        // The resolver ends up in front of the handler that asks for the endpoint's schemes.
        pipeline.AddHandlerAfter<Marshaller>(new JsonAuthHandler());
        pipeline.AddHandlerAfter<Marshaller>(new JsonEndpointResolver());
    }
}
