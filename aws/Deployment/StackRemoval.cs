using System.Collections.Immutable;

namespace StudyLake.Aws.Deployment;

/// <summary>Takes a stack away: its data stays unless told, the images' bucket always.</summary>
/// <param name="aws">The command line.</param>
/// <param name="time">The clock of the polling.</param>
/// <param name="say">Takes one line a step.</param>
public sealed class StackRemoval(AwsCommandLine aws, TimeProvider time, Action<string> say)
{
    private static readonly ImmutableArray<string> Data = ["LogBucketName", "LakeBucketName", "ResultsBucketName"];

    /// <summary>The buckets of log, lake and results; none when the stack never came to be.</summary>
    public static ImmutableArray<string> DataBuckets(StackState stack) =>
        [.. Data.Where(stack.Outputs.ContainsKey).Select(stack.Output)];

    /// <summary>Removes it.</summary>
    /// <exception cref="AwsCommandException">AWS refused or failed a step; running it again goes on from there.</exception>
    public async Task RunAsync(StackState stack, string name, bool deletesData, CancellationToken cancellationToken)
    {
        if (stack.Outputs.GetValueOrDefault("SourceIsExisting") == "true")
        {
            var source = stack.Output("SourceBucketName");
            await new SourceNotification(aws).RemoveAsync(source, name, cancellationToken).ConfigureAwait(false);
            say($"{source} no longer notifies this stack");
        }
        await new StackDeployment(aws, time, say).DestroyAsync(stack, name, cancellationToken).ConfigureAwait(false);
        if (!deletesData)
            return;
        var clients = await ServiceClients.OpenAsync(aws, cancellationToken).ConfigureAwait(false);
        using var s3 = clients.S3();
        foreach (var bucket in DataBuckets(stack))
        {
            var isGone = await ServiceClients
                .GuardAsync(() => new BucketRemoval(s3).DeleteAsync(bucket, cancellationToken))
                .ConfigureAwait(false);
            say(isGone ? $"{bucket} is deleted" : $"{bucket} was gone already");
        }
    }
}
