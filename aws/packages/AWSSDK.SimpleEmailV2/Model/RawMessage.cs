#nullable disable

namespace Amazon.SimpleEmailV2.Model;

/// <summary>A message as MIME, with its headers and attachments.</summary>
public partial class RawMessage
{
    /// <summary>At most 40 MB once it is written in base 64.</summary>
    public MemoryStream Data { get; set; }
}
