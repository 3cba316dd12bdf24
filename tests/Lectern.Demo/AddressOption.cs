using System.CommandLine;

namespace Lectern.Demo;

internal static class AddressOption
{
    public static Option<Uri?> Of(string name, string description) => new(name)
    {
        Description = description,
        CustomParser = parsed =>
        {
            if (Uri.TryCreate(parsed.Tokens[0].Value, UriKind.Absolute, out var address) && (address.Scheme is "http" or "https"))
            {
                return address;
            }

            parsed.AddError($"{name} needs a whole address, beginning with http.");
            return null;
        },
    };
}
