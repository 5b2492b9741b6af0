using System.Collections.Immutable;
using System.CommandLine;
using System.Text.Json;
using StudyLake.Analytics;
using StudyLake.Aws.Deployment;

namespace StudyLake.Cli.Commands;

/// <summary><c>studylake aws deploy</c></summary>
internal static class AwsDeployCommand
{
    private static readonly Option<string[]> Parameter = new("--parameter", "-p")
    {
        Description = "A parameter of the template as Name=Value; one that is not given keeps its value.",
        AllowMultipleArgumentsPerToken = true,
    };

    private static readonly Option<string?> SourceBucket = new("--source-bucket")
    {
        Description = "Bucket that holds the DICOM objects already. Default: a new one.",
    };

    private static readonly Option<string?> RegistryFolder = new("--registry")
    {
        Description = "Folder of the registry's CSV files to put up. Default: what is there stays.",
    };

    private static readonly Option<bool> NoViews = new("--no-views")
    {
        Description = "Leave the views as they are; 'studylake aws apply-views' makes them.",
    };

    private static readonly Option<bool> Json = CommonOptions.Json();

    /// <summary>The command.</summary>
    public static Command Create()
    {
        var command = AwsPackageCommand.WithOptions(
            new Command("deploy", "Make the stack or bring it up to date, with its views, and print what it puts out.")
        );
        command.Options.Add(SourceBucket);
        command.Options.Add(Parameter);
        command.Options.Add(RegistryFolder);
        command.Options.Add(NoViews);
        command.Options.Add(Json);
        return command.Does(RunAsync);
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var name = AwsCommand.StackOf(parsed);
        var aws = AwsCommand.Line(parsed);
        var given = Parameters(parsed);
        var registry = parsed.GetValue(RegistryFolder) is { } folder ? Registry.Load(folder) : null;
        var (package, architecture) = await AwsPackageCommand.RunAsync(parsed, cancellationToken);
        AwsCommand.Say($"code is s3://{package.Bucket}/{package.CodeKey}");
        var summary = await aws.JsonAsync(
            ["cloudformation", "get-template-summary", "--template-url", package.TemplateUrl],
            cancellationToken
        );
        var names = summary
            .GetProperty("Parameters")
            .EnumerateArray()
            .Select(parameter => parameter.GetProperty("ParameterKey").GetString() ?? "")
            .ToImmutableArray();
        if (given.Keys.Except(names).FirstOrDefault() is { } unknown)
            throw new CommandException(
                $"Expected a parameter of the template, found {unknown}: it has {string.Join(", ", names.Order())}."
            )
            {
                ExitCode = ExitCodes.Usage,
            };
        var stack = await new StackDeployment(aws, TimeProvider.System, AwsCommand.Say).DeployAsync(
            name,
            package.TemplateUrl,
            given
                .SetItem("CodeBucket", package.Bucket)
                .SetItem("CodeKey", package.CodeKey)
                .SetItem("ReportCodeKey", package.ReportCodeKey ?? "")
                .SetItem("Architecture", architecture),
            names,
            cancellationToken
        );
        if (stack.Output("SourceIsExisting") == "true")
            await new SourceNotification(aws).SetAsync(
                stack.Output("SourceBucketName"),
                name,
                stack.Output("IngestQueueArn"),
                cancellationToken
            );
        if (registry is not null)
            await new RegistryUpload(aws).UploadAsync(stack.Output("LakeBucketName"), registry, cancellationToken);
        if (!parsed.GetValue(NoViews))
            await AwsApplyViewsCommand.ApplyAsync(aws, stack, cancellationToken);
        Print(stack, parsed.GetValue(Json));
        return ExitCodes.Done;
    }

    private static ImmutableDictionary<string, string> Parameters(ParseResult parsed)
    {
        var given = ImmutableDictionary<string, string>.Empty;
        if (parsed.GetValue(SourceBucket) is { } bucket)
            given = given.SetItem("SourceBucketName", bucket);
        foreach (var text in parsed.GetValue(Parameter) ?? [])
        {
            var equals = text.IndexOf('=', StringComparison.Ordinal);
            if (equals < 1)
                throw new CommandException($"Expected a parameter as Name=Value, found {text}.")
                {
                    ExitCode = ExitCodes.Usage,
                };
            given = given.SetItem(text[..equals], text[(equals + 1)..]);
        }
        return given;
    }

    private static void Print(StackState stack, bool json)
    {
        if (json)
        {
            Console.WriteLine(JsonSerializer.Serialize(stack.Outputs.ToImmutableSortedDictionary()));
            return;
        }
        foreach (var (name, value) in stack.Outputs.OrderBy(output => output.Key, StringComparer.Ordinal))
            Console.WriteLine($"{name, -24} {TerminalText.Of(value)}");
    }
}
