#nullable disable

namespace Amazon.SimpleEmailV2.Model;

/// <summary>A message; of the official members this has the raw form alone.</summary>
public partial class EmailContent
{
    /// <summary>The whole message as MIME.</summary>
    public RawMessage Raw { get; set; }
}
