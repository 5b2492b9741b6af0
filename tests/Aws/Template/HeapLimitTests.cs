using System.Globalization;
using System.Text.RegularExpressions;
using YamlDotNet.RepresentationModel;
using static StudyLake.Tests.Aws.Template.TemplateModel;

namespace StudyLake.Tests.Aws.Template;

/// <summary>
/// Limits of managed memory. The runtime reads DOTNET_GCHeapHardLimit as hexadecimal digits, and Native AOT takes none
/// that begins with 0x: learn.microsoft.com, "Runtime configuration options for garbage collection".
/// </summary>
public sealed partial class HeapLimitTests
{
    private const string Variable = "DOTNET_GCHeapHardLimit";

    // Of the function's memory, so that native memory of codecs and the runtime has what is left.
    private static readonly Dictionary<string, double> Shares = new() { ["CompactFunction"] = 0.25 };

    [Fact]
    public void A_heap_limit_is_hexadecimal_digits_and_its_share_of_the_memory_of_the_function()
    {
        var limits = TemplateModel
            .Value.Resources("AWS::Lambda::Function")
            .Select(function =>
                (
                    function.Name,
                    function.Node,
                    Limit: Text(function.Node, "Properties", "Environment", "Variables", Variable)
                )
            )
            .Where(function => function.Limit != "")
            .ToList();
        Assert.Equal(Shares.Keys.Order(), limits.Select(function => function.Name).Order());
        Assert.All(
            limits,
            function =>
            {
                Assert.Matches(Hexadecimal(), function.Limit);
                var mebibytes = long.Parse(function.Limit, NumberStyles.HexNumber, CultureInfo.InvariantCulture) >> 20;
                var memory = Number(function.Node, "Properties", "MemorySize");
                Assert.InRange((double)mebibytes / memory, Shares[function.Name] - 0.02, Shares[function.Name] + 0.02);
            }
        );
    }

    [Fact]
    public void No_heap_limit_stands_anywhere_else()
    {
        var named = All(TemplateModel.Value.Root).OfType<YamlScalarNode>().Count(node => node.Value == Variable);
        Assert.Equal(Shares.Count, named);
    }

    [GeneratedRegex("^[0-9A-F]+$", RegexOptions.IgnoreCase)]
    private static partial Regex Hexadecimal();
}
