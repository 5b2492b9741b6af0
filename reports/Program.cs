using StudyLake.Aws.Functions;
using StudyLake.Reports;

using var output = Console.OpenStandardOutput();
try
{
    await new FunctionHost(
        Environment.GetEnvironmentVariable,
        output,
        TimeProvider.System,
        log => ReportFunction.Create(Environment.GetEnvironmentVariable, log, TimeProvider.System)
    ).RunAsync(CancellationToken.None);
    return 0;
}
catch (Exception exception)
{
    new FunctionLog("reports", output, TimeProvider.System).Error("program ends", exception);
    return 1;
}
