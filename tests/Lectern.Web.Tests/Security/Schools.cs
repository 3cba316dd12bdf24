using Lectern.TestSupport.Databases;
using Lectern.Web.Tests.Support;

namespace Lectern.Web.Tests.Security;

/// <summary>One school for each engine.</summary>
public sealed class Schools : IAsyncDisposable
{
    private readonly Apps _apps = new();
    private readonly Dictionary<DatabaseEngine, School> _schools = [];

    public async Task<School> OfAsync(DatabaseEngine engine)
    {
        if (!_schools.TryGetValue(engine, out var school))
        {
            _schools[engine] = school = await new School(await _apps.OfAsync(engine)).OpenAsync();
        }

        return school;
    }

    public ValueTask DisposeAsync()
    {
        foreach (var school in _schools.Values)
        {
            school.Dispose();
        }

        return _apps.DisposeAsync();
    }
}
