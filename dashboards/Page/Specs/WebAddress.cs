namespace StudyLake.Dashboards.Page.Specs;

/// <summary>Addresses that may be followed: http and https only, so never a script.</summary>
internal static class WebAddress
{
    /// <summary>The address, or null for anything else.</summary>
    public static string? Of(string? text) =>
        text is not null
        && Uri.TryCreate(text.Trim(), UriKind.Absolute, out var address)
        && (address.Scheme == Uri.UriSchemeHttp || address.Scheme == Uri.UriSchemeHttps)
            ? address.AbsoluteUri
            : null;
}
