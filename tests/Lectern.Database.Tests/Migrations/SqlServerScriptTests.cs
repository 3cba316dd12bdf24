using Lectern.Core;
using Lectern.Core.Contexts;
using Lectern.Core.Launches;
using Lectern.Core.Platforms;
using Lectern.Core.ResourceLinks;
using Lectern.Database.Tests.Support;
using Lectern.TestSupport.Databases;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace Lectern.Database.Tests.Migrations;

/// <summary>What can be known of SQL Server without having one: the script that an administrator would run.</summary>
public sealed class SqlServerScriptTests : IDisposable
{
    private readonly Unconnected _unconnected = new(DatabaseEngine.SqlServer);
    private readonly string _script;

    public SqlServerScriptTests() => _script = _unconnected.Context.GetService<IMigrator>()
        .GenerateScript(options: MigrationsSqlGenerationOptions.Idempotent);

    /// <summary>Platform identifiers that decide who somebody is: each must compare byte by byte (LTI Core 1.3 §5.3).</summary>
    public static TheoryData<Type, string> Identifiers => new()
    {
        { typeof(Registration), nameof(Registration.Issuer) },
        { typeof(Registration), nameof(Registration.ClientId) },
        { typeof(Deployment), nameof(Deployment.DeploymentId) },
        { typeof(Person), nameof(Person.Subject) },
        { typeof(Course), nameof(Course.ContextId) },
        { typeof(ResourceLink), nameof(ResourceLink.ResourceLinkId) },
        { typeof(UsedNonce), nameof(UsedNonce.Nonce) },
        { typeof(Launch), nameof(Launch.CodeHash) },
        { typeof(LaunchSession), nameof(LaunchSession.TokenHash) },
    };

    [Fact]
    public void The_script_is_SQL_that_SQL_Server_can_read()
    {
        var (_, errors) = Parse(_script);

        Assert.Empty(errors);
    }

    [Fact]
    public void The_reader_of_scripts_notices_a_broken_one()
    {
        var (_, errors) = Parse(_script.Replace("CREATE TABLE", "CREATE TABEL", StringComparison.Ordinal));

        Assert.NotEmpty(errors);
    }

    [Theory, MemberData(nameof(Identifiers))]
    public void An_identifier_is_a_varchar_compared_byte_by_byte(Type entity, string property)
    {
        var column = Assert.Contains(ColumnOf(Property(entity, property)), Columns(_script));

        Assert.Equal("Latin1_General_100_BIN2", column.Collation?.Value);
        Assert.Equal(SqlDataTypeOption.VarChar, Assert.IsType<SqlDataTypeReference>(column.DataType).SqlDataTypeOption);
    }

    [Fact]
    public void Whatever_the_model_compares_byte_by_byte_is_so_in_the_script()
    {
        var columns = Columns(_script);

        var ordinal = Properties().Where(property => property.FindAnnotation("Lectern:Ordinal") is not null).ToList();

        Assert.NotEmpty(ordinal);
        Assert.All(ordinal, property => Assert.Equal("Latin1_General_100_BIN2", columns[ColumnOf(property)].Collation?.Value));
        // What people name, such as a role, has letters of all languages.
        Assert.All(ordinal.Where(property => property.IsUnicode() == false), property => Assert.Equal(SqlDataTypeOption.VarChar, ((SqlDataTypeReference)columns[ColumnOf(property)].DataType).SqlDataTypeOption));
    }

    public void Dispose() => _unconnected.Dispose();

    private static (TSqlFragment Script, IList<ParseError> Errors) Parse(string script)
    {
        using var reader = new StringReader(script);
        var fragment = new TSql160Parser(initialQuotedIdentifiers: true, SqlEngineType.All).Parse(reader, out var errors);
        return (fragment, errors);
    }

    private static Dictionary<string, ColumnDefinition> Columns(string script)
    {
        var columns = new ColumnsOfTables();
        Parse(script).Script.Accept(columns);
        return columns.Found;
    }

    private IEnumerable<IProperty> Properties() => _unconnected.Context.GetService<IDesignTimeModel>().Model
        .GetEntityTypes().SelectMany(type => type.GetProperties());

    private IProperty Property(Type entity, string name) =>
        Properties().Single(property => property.DeclaringType.ClrType == entity && property.Name == name);

    private static string ColumnOf(IProperty property)
    {
        var column = property.GetTableColumnMappings().Single().Column;
        return $"{column.Table.Name}.{column.Name}";
    }

    private sealed class ColumnsOfTables : TSqlFragmentVisitor
    {
        public Dictionary<string, ColumnDefinition> Found { get; } = [];

        public override void ExplicitVisit(CreateTableStatement node)
        {
            foreach (var column in node.Definition.ColumnDefinitions)
            {
                Found[$"{node.SchemaObjectName.BaseIdentifier.Value}.{column.ColumnIdentifier.Value}"] = column;
            }
        }

        public override void ExplicitVisit(AlterTableAddTableElementStatement node)
        {
            foreach (var column in node.Definition.ColumnDefinitions)
            {
                Found[$"{node.SchemaObjectName.BaseIdentifier.Value}.{column.ColumnIdentifier.Value}"] = column;
            }
        }

        public override void ExplicitVisit(AlterTableAlterColumnStatement node) =>
            Found[$"{node.SchemaObjectName.BaseIdentifier.Value}.{node.ColumnIdentifier.Value}"] =
                new ColumnDefinition { ColumnIdentifier = node.ColumnIdentifier, DataType = node.DataType, Collation = node.Collation };
    }
}
