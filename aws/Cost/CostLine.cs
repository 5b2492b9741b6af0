namespace StudyLake.Aws.Cost;

/// <summary>One line of a bill.</summary>
/// <param name="Item">What for.</param>
/// <param name="Quantity">How many of the price's units.</param>
/// <param name="Price">The price of one.</param>
public sealed record CostLine(string Item, double Quantity, Price Price)
{
    /// <summary>US dollars.</summary>
    public decimal Usd => (decimal)Quantity * Price.Usd;
}
