using System.Reflection;
using System.Text.RegularExpressions;
using QubridPS.Tests.Support;

namespace QubridPS.Tests.Docs.Help;

/// <summary>about_QubridPS_Errors lists the errors that the code has, with their categories, and no others.</summary>
public partial class ErrorTopicTests
{
    [Fact]
    public void Every_id_is_told_with_its_category_and_what_to_do()
    {
        var told = Entry().Matches(File.ReadAllText(Path.Combine(HelpPage.Folder, "about_QubridPS_Errors.help.txt")).ReplaceLineEndings("\n"))
            .ToDictionary(entry => entry.Groups["id"].Value, entry => entry.Groups["text"].Value);
        var real = Categories();
        Assert.Equal(real.Keys.Order(StringComparer.Ordinal), told.Keys.Order(StringComparer.Ordinal));
        foreach (var (id, categories) in real)
        {
            var words = Regex.Match(told[id], @"\n +Category +(.*)").Groups[1].Value;
            Assert.Equal(categories.Order(StringComparer.Ordinal), Enum.GetNames<ErrorCategory>().Where(name => Regex.IsMatch(words, $@"\b{name}\b")).Order(StringComparer.Ordinal));
            Assert.Matches(@"\n +To do +\S", told[id]);
        }
    }

    [Fact]
    public void The_topic_is_found()
    {
        using var shell = new Shell();
        Assert.Contains("WHAT THE EXCEPTION HOLDS", shell.Get("Get-Help about_QubridPS_Errors").Single().ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void What_the_exception_holds_is_told()
    {
        var topic = File.ReadAllText(Path.Combine(HelpPage.Folder, "about_QubridPS_Errors.help.txt"));
        var own = Assembly("Qubrid.Client").GetType("Qubrid.Client.QubridApiException")!.GetProperties(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly);
        Assert.All(own, property => Assert.Matches($@"\n    {property.Name}\b", topic));
    }

    /// <summary>The categories of each id: of failed calls from the record that they become, of input from the list of input errors.</summary>
    private static Dictionary<string, HashSet<string>> Categories()
    {
        var found = new Dictionary<string, HashSet<string>>(StringComparer.Ordinal);
        void Add(string id, string category) => (found.TryGetValue(id, out var known) ? known : found[id] = []).Add(category);

        var (client, module) = (Assembly("Qubrid.Client"), Assembly("QubridPS"));
        var make = module.GetType("QubridPS.Errors.ApiErrorRecordFactory")!.GetMethod("Create", BindingFlags.Static | BindingFlags.NonPublic)!;
        var exception = client.GetType("Qubrid.Client.QubridApiException")!;
        foreach (var kind in Enum.GetValues(client.GetType("Qubrid.Client.QubridErrorKind")!))
        {
            var failure = Activator.CreateInstance(exception, kind, "", null)!;
            var record = (ErrorRecord)make.Invoke(null, [failure, null])!;
            Add(record.FullyQualifiedErrorId, record.CategoryInfo.Category.ToString());
            exception.GetProperty("StatusCode")!.SetValue(failure, System.Net.HttpStatusCode.Forbidden);
            Add(record.FullyQualifiedErrorId, ((ErrorRecord)make.Invoke(null, [failure, null])!).CategoryInfo.Category.ToString());
        }

        var files = Directory.GetFiles(Path.Combine(TestSettings.RepositoryRoot, "src", "QubridPS", "Errors"), "*Errors.cs");
        var source = string.Concat(files.Select(File.ReadAllText));
        foreach (Match error in InputError().Matches(source))
        {
            Add(error.Groups["id"].Value, error.Groups["category"].Value);
        }

        Assert.Equal(Regex.Count(source, @"\) => new\("), InputError().Count(source));
        return found;
    }

    // Loaded by the module's own load context, once the module is imported.
    private static Assembly Assembly(string name)
    {
        using var shell = new Shell();
        return AppDomain.CurrentDomain.GetAssemblies().First(assembly => assembly.GetName().Name == name);
    }

    [GeneratedRegex(@"\n    (?<id>Qubrid\.\w+)\n(?<text>(?: {8}.*\n)+)")]
    private static partial Regex Entry();

    [GeneratedRegex(@"""(?<id>Qubrid\.\w+)"",\s*ErrorCategory\.(?<category>\w+)")]
    private static partial Regex InputError();
}
