namespace Lectern.Core.Jobs;

/// <summary>One run of a job. What it writes is guarded by the number of its attempt.</summary>
public readonly record struct JobAttempt(Guid JobId, int Number)
{
    /// <summary>The name under which the engine knows this run.</summary>
    public override string ToString() => $"{JobId:n}:{Number}";

    public static bool TryParse(string? text, out JobAttempt attempt)
    {
        attempt = default;
        if (text?.Split(':') is not [var id, var number] || !Guid.TryParseExact(id, "n", out var job) || !int.TryParse(number, out var count))
        {
            return false;
        }

        attempt = new JobAttempt(job, count);
        return true;
    }
}
