namespace StudyLake.Tests.Support.Aws;

/// <summary>The program that <c>./build-lambda</c> publishes.</summary>
internal static class PublishedBootstrap
{
    /// <summary>Its path; a test that needs it is skipped where it was not published.</summary>
    public static string Path()
    {
        var path = System.IO.Path.Combine(Repository.Root, "artifacts", "lambda", "bootstrap-linux-x64", "bootstrap");
        Needs.Published(path, "./build-lambda");
        return path;
    }
}
