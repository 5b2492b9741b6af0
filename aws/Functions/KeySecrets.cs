using Amazon.SecretsManager;
using Amazon.SecretsManager.Model;
using StudyLake.Ingest;

namespace StudyLake.Aws.Functions;

/// <summary>The keys of the tenant, read from the store of secrets.</summary>
internal static class KeySecrets
{
    /// <summary>Reads both secrets, or the one that is both.</summary>
    /// <exception cref="FunctionFailedException">They do not hold the keys; no value is told.</exception>
    public static async Task<KeyRing> ReadAsync(IngestSettings settings, CancellationToken cancellationToken)
    {
        using var secrets = new AmazonSecretsManagerClient();
        var texts = await Task.WhenAll(
                new[] { settings.PseudonymKeysSecret, settings.ObjectKeySecret }
                    .Distinct(StringComparer.Ordinal)
                    .Select(id => ReadOneAsync(secrets, id, cancellationToken))
            )
            .ConfigureAwait(false);
        try
        {
            return KeyText.Read(texts);
        }
        catch (FormatException exception)
        {
            // The message names members of the secret and never a value.
            throw new FunctionFailedException(
                $"{exception.Message} Look into {settings.PseudonymKeysSecret} and {settings.ObjectKeySecret}."
            );
        }
    }

    private static async Task<string> ReadOneAsync(
        AmazonSecretsManagerClient secrets,
        string id,
        CancellationToken cancellationToken
    )
    {
        var response = await secrets
            .GetSecretValueAsync(new GetSecretValueRequest { SecretId = id }, cancellationToken)
            .ConfigureAwait(false);
        return response.SecretString
            ?? throw new FunctionFailedException($"Expected text in the secret {id}, found binary.");
    }
}
