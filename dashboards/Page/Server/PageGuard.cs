using Microsoft.AspNetCore.Http;

namespace StudyLake.Dashboards.Page.Server;

/// <summary>Lets in only requests of a browser on this machine that asks for this server by a loopback name.</summary>
/// <remarks>
/// The Host header is checked because a page of the web can point a name of its own at 127.0.0.1 and would then be of the
/// same origin as this server. A request that another site sends is refused as well, so that none can be timed.
/// </remarks>
internal static class PageGuard
{
    /// <summary>What the page may load: only itself. Nothing inline, no plug-in, no frame.</summary>
    public const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
        + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    /// <summary>Refuses, or sets the headers and goes on.</summary>
    public static Task RunAsync(HttpContext context, RequestDelegate next)
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = Policy;
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers.CacheControl = "no-store";
        if (!IsOurs(context.Request.Host, context.Connection.LocalPort))
            return RefuseAsync(
                context,
                StatusCodes.Status421MisdirectedRequest,
                "Expected the host 127.0.0.1 or localhost, found another."
            );
        if (!HttpMethods.IsGet(context.Request.Method) && !HttpMethods.IsHead(context.Request.Method))
            return RefuseAsync(context, StatusCodes.Status405MethodNotAllowed, "Expected GET, found another method.");
        if (
            context.Request.Headers["Sec-Fetch-Site"].ToString() is "cross-site"
            && context.Request.Path.StartsWithSegments("/api", StringComparison.Ordinal)
        )
            return RefuseAsync(
                context,
                StatusCodes.Status403Forbidden,
                "Expected a request of this page, found one of another site."
            );
        return next(context);
    }

    private static bool IsOurs(HostString host, int port) =>
        host.Host is "127.0.0.1" or "localhost" && (host.Port ?? 80) == port;

    private static Task RefuseAsync(HttpContext context, int status, string message)
    {
        context.Response.StatusCode = status;
        return context.Response.WriteAsJsonAsync(new { error = message }, context.RequestAborted);
    }
}
