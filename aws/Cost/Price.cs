namespace StudyLake.Aws.Cost;

/// <summary>One price of AWS: US dollars in us-east-1, list, without the free tier.</summary>
/// <param name="Name">Its name in options and output.</param>
/// <param name="Usd">US dollars for one <paramref name="Unit"/>.</param>
/// <param name="Unit">What is paid for.</param>
/// <param name="Confidence">How sure the figure is: high, medium or unverified.</param>
public sealed record Price(string Name, decimal Usd, string Unit, string Confidence);
