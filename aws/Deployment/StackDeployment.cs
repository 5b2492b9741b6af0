using System.Collections.Immutable;
using System.Text.Json;

namespace StudyLake.Aws.Deployment;

/// <summary>Makes, changes and removes a stack, and follows CloudFormation while it does.</summary>
/// <param name="aws">The command line.</param>
/// <param name="time">The clock of the polling.</param>
/// <param name="say">Takes one line for each event of the stack.</param>
public sealed class StackDeployment(AwsCommandLine aws, TimeProvider time, Action<string> say)
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(5);
    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);

    /// <summary>
    /// Makes the stack or brings it up to date, and waits until it stands. Parameters that are not given keep their
    /// value, and at first take the template's default.
    /// </summary>
    /// <exception cref="AwsCommandException">CloudFormation refused or rolled back; the message says what failed first.</exception>
    public async Task<StackState> DeployAsync(
        string stack,
        string templateUrl,
        ImmutableDictionary<string, string> parameters,
        IReadOnlyCollection<string> parameterNames,
        CancellationToken cancellationToken
    )
    {
        var before = await StackState.FindAsync(aws, stack, cancellationToken).ConfigureAwait(false);
        if (before?.Status is "ROLLBACK_COMPLETE" or "REVIEW_IN_PROGRESS" or "ROLLBACK_FAILED")
            throw new AwsCommandException(
                $"Expected a stack that can be updated, found {stack} in {before.Status}: it never came to be. Run 'studylake aws destroy --stack {stack}' and deploy again."
            );
        await SeeEventsAsync(stack, before is not null, silently: true, cancellationToken).ConfigureAwait(false);
        var verb = before is null ? "create-stack" : "update-stack";
        var known = before is null ? [] : await ParametersAsync(stack, cancellationToken).ConfigureAwait(false);
        var given = parameterNames
            .Where(name => parameters.ContainsKey(name) || known.Contains(name))
            .Select(name =>
                parameters.TryGetValue(name, out var value)
                    ? new StackParameter(name, value, null)
                    : new StackParameter(name, null, true)
            );
        try
        {
            await aws.JsonAsync(
                    [
                        "cloudformation",
                        verb,
                        "--stack-name",
                        stack,
                        "--template-url",
                        templateUrl,
                        "--capabilities",
                        "CAPABILITY_IAM",
                        "--tags",
                        "Key=application,Value=studylake",
                        "--parameters",
                        JsonSerializer.Serialize(given.ToArray(), DeploymentJson.Default.StackParameterArray),
                    ],
                    cancellationToken
                )
                .ConfigureAwait(false);
        }
        catch (AwsCommandException exception)
            when (before is not null
                && exception.Message.Contains("No updates are to be performed", StringComparison.Ordinal)
            )
        {
            say("the stack is up to date");
            return before;
        }
        var after = await WaitAsync(stack, cancellationToken).ConfigureAwait(false);
        return after.IsComplete
            ? after
            : throw new AwsCommandException(
                $"Expected the stack to come up, found {stack} in {after.Status}: {await FirstFailureAsync(after.Id, cancellationToken).ConfigureAwait(false)}"
            );
    }

    /// <summary>Removes the stack and waits until it is gone; what the template retains stays.</summary>
    /// <exception cref="AwsCommandException">CloudFormation refused or failed.</exception>
    public async Task DestroyAsync(StackState stack, string name, CancellationToken cancellationToken)
    {
        await SeeEventsAsync(stack.Id, exists: true, silently: true, cancellationToken).ConfigureAwait(false);
        await aws.JsonAsync(["cloudformation", "delete-stack", "--stack-name", name], cancellationToken)
            .ConfigureAwait(false);
        var after = await WaitAsync(stack.Id, cancellationToken).ConfigureAwait(false);
        if (after.Status != "DELETE_COMPLETE")
            throw new AwsCommandException(
                $"Expected the stack to go, found {name} in {after.Status}: {await FirstFailureAsync(stack.Id, cancellationToken).ConfigureAwait(false)}"
            );
    }

    private async Task<StackState> WaitAsync(string stack, CancellationToken cancellationToken)
    {
        while (true)
        {
            var state = await StackState.FindAsync(aws, stack, cancellationToken).ConfigureAwait(false);
            if (state is null)
                return new StackState(stack, "DELETE_COMPLETE", []);
            await SeeEventsAsync(stack, exists: true, silently: false, cancellationToken).ConfigureAwait(false);
            if (!state.IsChanging)
                return state;
            await Task.Delay(Period, time, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task SeeEventsAsync(string stack, bool exists, bool silently, CancellationToken cancellationToken)
    {
        if (!exists)
            return;
        foreach (var item in (await EventsAsync(stack, cancellationToken).ConfigureAwait(false)).Reverse())
        {
            if (!_seen.Add(Text(item, "EventId")) || silently)
                continue;
            var reason = Text(item, "ResourceStatusReason");
            say(
                $"{Text(item, "ResourceStatus")} {Text(item, "LogicalResourceId")}{(reason.Length > 0 ? ": " + reason : "")}"
            );
        }
    }

    private async Task<string> FirstFailureAsync(string stack, CancellationToken cancellationToken)
    {
        var failed = (await EventsAsync(stack, cancellationToken).ConfigureAwait(false)).LastOrDefault(item =>
            Text(item, "ResourceStatus").EndsWith("_FAILED", StringComparison.Ordinal)
            && !Text(item, "ResourceStatusReason").Contains("cancelled", StringComparison.OrdinalIgnoreCase)
        );
        return failed.ValueKind == JsonValueKind.Undefined
            ? "its events name no failure"
            : $"{Text(failed, "LogicalResourceId")}: {Text(failed, "ResourceStatusReason")}";
    }

    /// <summary>The latest events, newest first.</summary>
    private async Task<ImmutableArray<JsonElement>> EventsAsync(string stack, CancellationToken cancellationToken)
    {
        var answer = await aws.JsonAsync(
                ["cloudformation", "describe-stack-events", "--stack-name", stack, "--max-items", "300"],
                cancellationToken
            )
            .ConfigureAwait(false);
        return [.. answer.GetProperty("StackEvents").EnumerateArray()];
    }

    private async Task<ImmutableArray<string>> ParametersAsync(string stack, CancellationToken cancellationToken)
    {
        var answer = await aws.JsonAsync(
                ["cloudformation", "describe-stacks", "--stack-name", stack],
                cancellationToken
            )
            .ConfigureAwait(false);
        return answer.GetProperty("Stacks")[0].TryGetProperty("Parameters", out var parameters)
            ? [.. parameters.EnumerateArray().Select(parameter => Text(parameter, "ParameterKey"))]
            : [];
    }

    private static string Text(JsonElement item, string name) =>
        item.TryGetProperty(name, out var value) ? value.GetString() ?? "" : "";
}
