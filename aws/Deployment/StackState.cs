using System.Collections.Immutable;
using System.Text.Json;

namespace StudyLake.Aws.Deployment;

/// <summary>A stack as CloudFormation describes it.</summary>
/// <param name="Id">Its ARN, which also finds a deleted one.</param>
/// <param name="Status">Such as <c>UPDATE_COMPLETE</c>.</param>
/// <param name="Outputs">What the template puts out, by name.</param>
public sealed record StackState(string Id, string Status, ImmutableDictionary<string, string> Outputs)
{
    /// <summary>Whether something is still going on.</summary>
    public bool IsChanging => Status.EndsWith("_IN_PROGRESS", StringComparison.Ordinal);

    /// <summary>Whether it stands as it was last asked for.</summary>
    public bool IsComplete => Status is "CREATE_COMPLETE" or "UPDATE_COMPLETE" or "IMPORT_COMPLETE";

    /// <summary>One output.</summary>
    /// <exception cref="AwsCommandException">The stack has none of that name: it is of another release, or another template.</exception>
    public string Output(string name) =>
        Outputs.TryGetValue(name, out var value)
            ? value
            : throw new AwsCommandException(
                $"Expected the output {name} of the stack, found none: run 'studylake aws deploy' of this release first."
            );

    /// <summary>The stack of that name, or null when there is none.</summary>
    public static async Task<StackState?> FindAsync(
        AwsCommandLine aws,
        string name,
        CancellationToken cancellationToken
    )
    {
        try
        {
            var answer = await aws.JsonAsync(
                    ["cloudformation", "describe-stacks", "--stack-name", name],
                    cancellationToken
                )
                .ConfigureAwait(false);
            return Parse(answer.GetProperty("Stacks")[0]);
        }
        catch (AwsCommandException exception)
            when (exception.Code == "ValidationError"
                && exception.Message.Contains("does not exist", StringComparison.Ordinal)
            )
        {
            return null;
        }
    }

    /// <summary>The stack of that name.</summary>
    /// <exception cref="AwsCommandException">There is none.</exception>
    public static async Task<StackState> GetAsync(
        AwsCommandLine aws,
        string name,
        CancellationToken cancellationToken
    ) =>
        await FindAsync(aws, name, cancellationToken).ConfigureAwait(false)
        ?? throw new AwsCommandException(
            $"Expected a stack of the name {name}, found none in this account and region: run 'studylake aws deploy', or name another with --stack."
        );

    private static StackState Parse(JsonElement stack) =>
        new(
            stack.GetProperty("StackId").GetString() ?? "",
            stack.GetProperty("StackStatus").GetString() ?? "",
            stack.TryGetProperty(nameof(Outputs), out var outputs)
                ? outputs
                    .EnumerateArray()
                    .ToImmutableDictionary(
                        output => output.GetProperty("OutputKey").GetString() ?? "",
                        output => output.GetProperty("OutputValue").GetString() ?? "",
                        StringComparer.Ordinal
                    )
                : []
        );
}
