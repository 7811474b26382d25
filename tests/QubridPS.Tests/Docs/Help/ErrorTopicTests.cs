using System.Reflection;
using System.Text.RegularExpressions;
using QubridPS.Tests.Support;

namespace QubridPS.Tests.Docs.Help;

/// <summary>Tests that about_QubridPS_Errors lists exactly the errors of the code, with their categories.</summary>
public partial class ErrorTopicTests
{
    [Fact]
    public void Every_error_id_is_documented_with_category_and_action()
    {
        var documented = Entry().Matches(File.ReadAllText(Path.Combine(HelpPage.Folder, "about_QubridPS_Errors.help.txt")).ReplaceLineEndings("\n"))
            .ToDictionary(entry => entry.Groups["id"].Value, entry => entry.Groups["text"].Value);
        var actual = Categories();
        Assert.Equal(actual.Keys.Order(StringComparer.Ordinal), documented.Keys.Order(StringComparer.Ordinal));
        foreach (var (id, categories) in actual)
        {
            var description = Regex.Match(documented[id], @"\n +Category +(.*)").Groups[1].Value;
            Assert.Equal(categories.Order(StringComparer.Ordinal), Enum.GetNames<ErrorCategory>().Where(name => Regex.IsMatch(description, $@"\b{name}\b")).Order(StringComparer.Ordinal));
            Assert.Matches(@"\n +To do +\S", documented[id]);
        }
    }

    [Fact]
    public void Error_topic_is_found_by_Get_Help()
    {
        using var shell = new Shell();
        Assert.Contains("WHAT THE EXCEPTION HOLDS", shell.Get("Get-Help about_QubridPS_Errors").Single().ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Exception_properties_are_documented()
    {
        var topic = File.ReadAllText(Path.Combine(HelpPage.Folder, "about_QubridPS_Errors.help.txt"));
        var properties = Assembly("Qubrid.Client").GetType("Qubrid.Client.QubridApiException")!.GetProperties(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly);
        Assert.All(properties, property => Assert.Matches($@"\n    {property.Name}\b", topic));
    }

    /// <summary>Returns the categories of each id: of API errors from their error records, of input errors from the list of input errors.</summary>
    private static Dictionary<string, HashSet<string>> Categories()
    {
        var found = new Dictionary<string, HashSet<string>>(StringComparer.Ordinal);
        void Add(string id, string category) => (found.TryGetValue(id, out var existing) ? existing : found[id] = []).Add(category);

        var (client, module) = (Assembly("Qubrid.Client"), Assembly("QubridPS"));
        var createRecord = module.GetType("QubridPS.Errors.ApiErrorRecordFactory")!.GetMethod("Create", BindingFlags.Static | BindingFlags.NonPublic)!;
        var exception = client.GetType("Qubrid.Client.QubridApiException")!;
        var cmdlet = module.GetType("QubridPS.InvokeQubridChatCommand")!;
        foreach (var kind in Enum.GetValues(client.GetType("Qubrid.Client.QubridErrorKind")!))
        {
            var failure = Activator.CreateInstance(exception, kind, "", null)!;
            var record = (ErrorRecord)createRecord.Invoke(null, [failure, null, cmdlet])!;
            Add(record.FullyQualifiedErrorId, record.CategoryInfo.Category.ToString());
            exception.GetProperty("StatusCode")!.SetValue(failure, System.Net.HttpStatusCode.Forbidden);
            Add(record.FullyQualifiedErrorId, ((ErrorRecord)createRecord.Invoke(null, [failure, null, cmdlet])!).CategoryInfo.Category.ToString());
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

    // The assembly is loaded by the module's load context after the module was imported.
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
