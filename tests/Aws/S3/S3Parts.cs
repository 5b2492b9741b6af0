using Amazon.Runtime;
using Amazon.S3;
using StudyLake.Tests.Support.Aws;

namespace StudyLake.Tests.Aws.S3;

/// <summary>Real clients of a stand-in.</summary>
internal static class S3Parts
{
    /// <summary>A client as the functions have, with short waits between its retries.</summary>
    public static AmazonS3Client Client(this S3StandIn s3, int retries = 2) =>
        new(
            new SessionAWSCredentials("AKIDEXAMPLE", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY", "token"),
            new AmazonS3Config
            {
                ServiceURL = s3.Address.ToString(),
                AuthenticationRegion = "eu-west-1",
                MaxErrorRetry = retries,
                ThrottleRetries = false,
                ForcePathStyle = true,
                ResponseChecksumValidation = ResponseChecksumValidation.WHEN_REQUIRED,
            }
        );

    /// <summary>Bytes that differ at every place.</summary>
    public static byte[] Bytes(int count) => [.. Enumerable.Range(0, count).Select(index => (byte)(index * 31 >> 3))];
}
