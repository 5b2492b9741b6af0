namespace StudyLake.Cli.Demo;

/// <summary>A coded entry: value, scheme and meaning (PS3.3 8.8).</summary>
/// <param name="Value">Code value; with the scheme, what is matched.</param>
/// <param name="Scheme">Coding scheme designator, such as DCM, UCUM or the private 99DEMO.</param>
/// <param name="Meaning">Text for people.</param>
public sealed record DemoCode(string Value, string Scheme, string Meaning);
