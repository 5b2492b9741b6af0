#nullable disable

namespace Amazon.SimpleEmailV2.Model;

/// <summary>A word by which events of a message can be told apart.</summary>
public partial class MessageTag
{
    public string Name { get; set; }

    public string Value { get; set; }
}
