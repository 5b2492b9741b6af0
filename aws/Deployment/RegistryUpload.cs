using StudyLake.Analytics;
using StudyLake.Aws.Template;

namespace StudyLake.Aws.Deployment;

/// <summary>Puts the registry into the lake bucket, in the form that its Glue tables read.</summary>
/// <param name="aws">The command line.</param>
public sealed class RegistryUpload(AwsCommandLine aws)
{
    /// <summary>Replaces every file.</summary>
    public async Task UploadAsync(string lakeBucket, Registry registry, CancellationToken cancellationToken)
    {
        foreach (var table in Registry.Tables)
        {
            var file = Path.GetTempFileName();
            try
            {
                await File.WriteAllTextAsync(file, RegistryFiles.Csv(registry, table), cancellationToken)
                    .ConfigureAwait(false);
                await aws.JsonAsync(
                        [
                            "s3api",
                            "put-object",
                            "--bucket",
                            lakeBucket,
                            "--key",
                            RegistryFiles.Key(table),
                            "--content-type",
                            "text/csv; charset=utf-8",
                            "--body",
                            file,
                        ],
                        cancellationToken
                    )
                    .ConfigureAwait(false);
            }
            finally
            {
                File.Delete(file);
            }
        }
    }
}
