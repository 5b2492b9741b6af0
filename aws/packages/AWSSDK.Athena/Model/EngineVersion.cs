#nullable disable

namespace Amazon.Athena.Model;

/// <summary>Version of the engine.</summary>
public partial class EngineVersion
{
    public string EffectiveEngineVersion { get; set; }

    public string SelectedEngineVersion { get; set; }
}
