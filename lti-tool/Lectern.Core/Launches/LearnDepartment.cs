using Lectern.Core.Contexts;
using Lectern.Core.Database;
using Lectern.Core.Mapping;
using Lectern.Lti.Launch;
using Microsoft.EntityFrameworkCore;

namespace Lectern.Core.Launches;

/// <summary>Reads to which part of the university the course belongs, where the platform tells: a Canvas account, Blackboard's primary node.</summary>
internal static class LearnDepartment
{
    internal static async Task<Guid?> RunAsync(LecternDbContext database, Guid platformId, PlatformMapping mapping, LtiLaunch lti, CancellationToken cancellationToken)
    {
        var name = StoredText.Clip(mapping.Read(lti, MappedKey.DepartmentName), 255);
        if (PlatformKeys.Of(mapping.Read(lti, MappedKey.DepartmentKey) ?? name) is not { } key)
        {
            return null;
        }

        var department = await database.Departments.FirstOrDefaultAsync(d => d.PlatformId == platformId && d.Key == key, cancellationToken)
            ?? database.Departments.Add(new Department { PlatformId = platformId, Key = key }).Entity;
        department.Name = department.IsEdited ? department.Name : name ?? department.Name;
        return department.Id;
    }
}
