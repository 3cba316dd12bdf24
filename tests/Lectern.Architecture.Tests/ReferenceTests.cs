namespace Lectern.Architecture.Tests;

public sealed class ReferenceTests
{
    public static TheoryData<string> Projects => [.. Repository.Projects.Select(project => project.Name)];

    [Theory, MemberData(nameof(Projects))]
    public void A_project_references_only_what_the_table_allows(string name)
    {
        var project = Repository.Projects.Single(project => project.Name == name);

        var allowed = AllowedReferences.For(name);

        Assert.True(allowed is not null, $"{name} has no line in AllowedReferences: which wall is it?");
        Assert.Empty(project.References.Select(reference => reference.Name).Except(allowed));
    }

    [Fact]
    public void The_table_has_no_way_round_in_a_circle()
    {
        var open = AllowedReferences.Of.Keys.ToHashSet();

        while (open.FirstOrDefault(project => !AllowedReferences.Of[project].Any(open.Contains)) is { } lowest)
        {
            open.Remove(lowest);
        }

        Assert.Empty(open);
    }

    [Fact]
    public void The_host_starts_the_captions_program_and_does_not_load_it()
    {
        var links = Repository.Projects.Single(project => project.Name == "Lectern.Host").References
            .Where(reference => reference.Name == AllowedReferences.HostStartsThisOne && !reference.IsBuildOutputOnly);

        Assert.Empty(links);
    }

    [Fact]
    public void Every_project_is_in_the_solution_and_the_solution_has_no_other()
    {
        var solution = System.Xml.Linq.XDocument.Load(Repository.Absolute("Lectern.slnx"))
            .Descendants("Project").Select(element => (string)element.Attribute("Path")!).Order(StringComparer.Ordinal);

        Assert.Equal(Repository.Projects.Select(project => project.File), solution);
    }

    [Theory, MemberData(nameof(Projects))]
    public void Versions_of_packages_stand_in_one_place(string name)
    {
        var project = Repository.Projects.Single(project => project.Name == name);

        Assert.Empty(project.Packages.Where(package => package.SetsVersion).Select(package => package.Name));
    }

    [Fact]
    public void Leaf_libraries_do_not_log()
    {
        const string Logging = "Microsoft.Extensions.Logging";

        var packages = Repository.Projects
            .Where(project => AllowedReferences.Leaves.Contains(project.Name) && project.Packages.Any(package => package.Name.StartsWith(Logging, StringComparison.Ordinal)))
            .Select(project => project.File);
        var code = Repository.Code
            .Where(file => AllowedReferences.Leaves.Contains(file.Split('/').ElementAtOrDefault(1)) && Repository.Read(file).Contains(Logging, StringComparison.Ordinal));

        Assert.Empty(packages.Concat(code));
    }
}
