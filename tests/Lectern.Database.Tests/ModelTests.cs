using Lectern.Database.Tests.Support;
using Lectern.TestSupport.Databases;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Lectern.Database.Tests;

public sealed class ModelTests
{
    [Theory, MemberData(nameof(Unconnected.Engines), MemberType = typeof(Unconnected))]
    public void Every_text_has_a_greatest_length(DatabaseEngine engine)
    {
        using var unconnected = new Unconnected(engine);

        var endless = Properties(unconnected)
            .Where(property => (property.GetValueConverter()?.ProviderClrType ?? property.ClrType) == typeof(string) && property.GetMaxLength() is null)
            .Select(property => $"{property.DeclaringType.ClrType.Name}.{property.Name}");

        Assert.Empty(endless);
    }

    [Theory, MemberData(nameof(Unconnected.Engines), MemberType = typeof(Unconnected))]
    public void Nothing_is_deleted_because_something_else_is(DatabaseEngine engine)
    {
        using var unconnected = new Unconnected(engine);

        var foreignKeys = unconnected.Context.Model.GetEntityTypes().SelectMany(type => type.GetForeignKeys()).ToList();

        Assert.NotEmpty(foreignKeys);
        Assert.All(foreignKeys, key => Assert.Equal(DeleteBehavior.Restrict, key.DeleteBehavior));
    }

    [Theory, MemberData(nameof(Unconnected.Engines), MemberType = typeof(Unconnected))]
    public void Enums_are_stored_by_name_so_that_their_order_may_change(DatabaseEngine engine)
    {
        using var unconnected = new Unconnected(engine);

        var enums = Properties(unconnected).Where(property => (Nullable.GetUnderlyingType(property.ClrType) ?? property.ClrType).IsEnum).ToList();

        Assert.NotEmpty(enums);
        Assert.All(enums, property => Assert.Equal(typeof(string), property.FindTypeMapping()?.Converter?.ProviderClrType));
        Assert.All(enums, property => Assert.All(Names(property), name => Assert.True(name.Length <= property.GetMaxLength(), $"{name} is too long for its column.")));
    }

    private static IEnumerable<IProperty> Properties(Unconnected unconnected) =>
        unconnected.Context.Model.GetEntityTypes().SelectMany(type => type.GetProperties());

    private static string[] Names(IProperty property) => Enum.GetNames(Nullable.GetUnderlyingType(property.ClrType) ?? property.ClrType);
}
