using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Lectern.Pipelines;

internal sealed class PipelineOptionsCheck : IValidateOptions<PipelineOptions>
{
    public ValidateOptionsResult Validate(string? name, PipelineOptions options)
    {
        var faults = new List<ValidationResult>();
        Validator.TryValidateObject(options, new ValidationContext(options), faults, validateAllProperties: true);
        var texts = faults.Select(fault => $"{PipelineOptions.Section}: {fault.ErrorMessage}").ToList();
        if (options.DeadAfter < options.Heartbeat * 3)
        {
            texts.Add($"{PipelineOptions.Section}: {nameof(options.DeadAfter)} is under three times {nameof(options.Heartbeat)}, so a healthy run would be taken for dead.");
        }

        return texts.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(texts);
    }
}
