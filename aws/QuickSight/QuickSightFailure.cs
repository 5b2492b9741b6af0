using Amazon.Runtime;

namespace StudyLake.Aws.QuickSight;

/// <summary>Says in our words what QuickSight refused.</summary>
internal static class QuickSightFailure
{
    /// <summary>Runs what is done with one asset.</summary>
    /// <exception cref="DashboardDeploymentException">QuickSight refused or failed it, after the SDK's own retries.</exception>
    public static async Task<T> GuardAsync<T>(string label, Func<Task<T>> work)
    {
        try
        {
            return await work().ConfigureAwait(false);
        }
        catch (AmazonServiceException exception)
        {
            throw new DashboardDeploymentException(
                $"{label}: QuickSight refused it with {exception.ErrorCode} ({(int)exception.StatusCode}): {exception.Message}",
                exception
            );
        }
        catch (AmazonClientException exception)
        {
            throw new DashboardDeploymentException(
                $"{label}: QuickSight could not be asked: {exception.Message}",
                exception
            );
        }
        catch (HttpRequestException exception)
        {
            throw new DashboardDeploymentException(
                $"{label}: QuickSight could not be reached: {exception.Message}",
                exception
            );
        }
    }
}
