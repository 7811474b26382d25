using System.Collections;
using System.Collections.Specialized;
using System.Text.Json;
using QubridPS.Tests.Support;

namespace QubridPS.Tests.Cmdlets;

/// <summary>Tests the conversion of values that are difficult to serialize.</summary>
public class UnusualValueTests
{
    /// <summary>Throws in its getters and in ToString.</summary>
    public sealed class ThrowingGetters
    {
        public int Good => 1;

        public int Bad => throw new InvalidOperationException("not now");

        public IEnumerable<int> Torn
        {
            get
            {
                yield return 1;
                throw new InvalidOperationException("not now");
            }
        }

        public ThrowingGetters Again => new();

        public override string ToString() => throw new InvalidOperationException("not now");
    }

    [Theory]
    [InlineData("Json")]
    [InlineData("Csv")]
    [InlineData("List")]
    [InlineData("Text")]
    public void Throwing_getter_does_not_end_the_command(string format)
    {
        using var mock = new MockShell();
        var part = FencedData.ParseWhatIf(mock.Run("param($o, $as) $o, 1 | Invoke-QubridChat 'Look' -As $as -Depth 2 -WhatIf", new ThrowingGetters(), format));
        Assert.Contains("1", part.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Throwing_getter_yields_null()
    {
        using var mock = new MockShell();
        var part = FencedData.ParseWhatIf(mock.Run("param($o) $o | Invoke-QubridChat 'Look' -Property Good, Bad -WhatIf", new ThrowingGetters()));
        Assert.Equal("""{"Good":1,"Bad":null}""", part.Text);
    }

    [Theory]
    [InlineData("Json", """[{"A":"NaN","B":"-Infinity","C":"Infinity"},"NaN"]""")]
    [InlineData("Csv", "A,B,C,Value\nNaN,-Infinity,Infinity,\n,,,NaN")]
    [InlineData("List", "A : NaN\nB : -Infinity\nC : Infinity\n\nValue : NaN")]
    public void NaN_and_infinity_are_written_by_name(string format, string text)
    {
        using var mock = new MockShell();
        var part = FencedData.ParseWhatIf(mock.Run(
            "param($as) [pscustomobject]@{ A = [double]::NaN; B = [double]::NegativeInfinity; C = [single]::PositiveInfinity }, [double]::NaN | Invoke-QubridChat 'Look' -As $as -WhatIf",
            format));
        Assert.Equal(text, part.Text);
    }

    [Fact]
    public void Strings_with_note_properties_stay_strings()
    {
        using var shell = new Shell();
        const string lines = """
            foreach ($text in 'one', 'two') {
                $line = [psobject]$text
                $line.PSObject.Properties.Add([psnoteproperty]::new('ReadCount', 1))
                $line
            }
            """;
        Assert.Equal("one\ntwo", FencedData.Parse(shell, lines));
        Assert.Equal("""["one","two",7]""", FencedData.Parse(shell, lines + "; 7"));
        Assert.Equal("""{"Lines":["one","two"]}""", FencedData.Parse(shell, $"[pscustomobject]@{{ Lines = @({lines}) }}"));
    }

    [Fact]
    public void Colliding_and_case_variant_keys_lose_nothing()
    {
        using var shell = new Shell();
        Assert.Equal("""{"1":"text","1 (Int32)":"int","1 (Int64)":"long"}""", FencedData.Parse(shell, "$args[0]", new Hashtable { [1] = "int", ["1"] = "text", [1L] = "long" }));

        using var mock = new MockShell();
        var cased = new Hashtable(StringComparer.Ordinal) { ["name"] = 1, ["Name"] = 2 };
        var part = FencedData.ParseWhatIf(mock.Run("param($o) $o, [pscustomobject]@{ NAME = 3 } | Invoke-QubridChat 'Look' -As Csv -WhatIf", cased));
        Assert.Equal("Name,name\n2,1\n3,", part.Text);
    }

    [Fact]
    public void Detached_DataRow_yields_null_values()
    {
        using var shell = new Shell();
        using var table = new System.Data.DataTable();
        table.Columns.Add("A");
        var (deleted, removed) = (table.Rows.Add("x"), table.Rows.Add("y"));
        table.AcceptChanges();
        deleted.Delete();
        table.Rows.Remove(removed);
        Assert.Equal("""[{"A":null},{"A":null}]""", FencedData.Parse(shell, "$args", deleted, removed));
    }

    [Fact]
    public void Instance_display_set_applies_to_its_object_only()
    {
        using var shell = new Shell();
        const string objects = """
            [pscustomobject]@{ A = 1; B = 2 }
            $own = [pscustomobject]@{ A = 3; B = 4 }
            $set = [System.Management.Automation.PSPropertySet]::new('DefaultDisplayPropertySet', [string[]]@('B'))
            $own.PSObject.Members.Add([System.Management.Automation.PSMemberSet]::new('PSStandardMembers', [System.Management.Automation.PSMemberInfo[]]@($set)))
            $own
            $late = [pscustomobject]@{ A = 5 }
            $null = $late.PSObject.Properties.Match('*'), $late.pstypenames
            $late.PSObject.Properties.Add([psnoteproperty]::new('C', 6))
            $late
            """;
        Assert.Equal("""[{"A":1,"B":2},{"B":4},{"A":5,"C":6}]""", FencedData.Parse(shell, objects));
    }

    [Fact]
    public void Null_among_objects_is_written_as_null()
    {
        using var shell = new Shell();
        Assert.Equal("""[{"A":1},null,{"A":null}]""", FencedData.Parse(shell, "[pscustomobject]@{ A = 1 }; $null; [pscustomobject]@{ A = $null }"));
    }

    [Fact]
    public void Secrets_are_never_sent_at_any_depth()
    {
        using var shell = new Shell();
        using var secret = new System.Net.NetworkCredential("", "canary").SecurePassword;
        var json = FencedData.Parse(shell, "@{ a = @(@{ b = $args[0] }); c = [pscredential]::new('u', $args[0]); d = { canary } }; $args[0]; { canary }", secret);
        Assert.DoesNotContain("canary", json, StringComparison.Ordinal);
        Assert.Equal(3, JsonDocument.Parse(json).RootElement.GetArrayLength());
        Assert.Equal(3, json.Split("[SecureString, not sent]").Length - 1);
    }

    [Fact]
    public void Ten_thousand_rows_become_ten_thousand_elements()
    {
        using var shell = new Shell();
        var json = FencedData.Parse(shell, "for ($i = 0; $i -lt 10000; $i++) { [pscustomobject]@{ Id = $i; Name = \"host-$i\"; Free = $i / 3; At = [timespan]::FromSeconds($i) } }");
        var rows = JsonDocument.Parse(json).RootElement;
        Assert.Equal(10000, rows.GetArrayLength());
        Assert.Equal("host-9999", rows[9999].GetProperty("Name").GetString());
    }

    [Fact]
    public void Equal_data_writes_the_same_body()
    {
        var keys = Enumerable.Range(0, 200).Select(number => $"key {number}").ToArray();
        var (first, second) = (new Hashtable(), new Hashtable(2000, 0.1f));
        foreach (var key in keys)
        {
            first[key] = new Hashtable { ["b"] = 1, ["a"] = key };
        }

        foreach (var key in keys.Reverse())
        {
            second[key] = new Hashtable(StringComparer.OrdinalIgnoreCase) { ["a"] = key, ["b"] = 1 };
        }

        Assert.NotEqual(first.Keys.Cast<string>(), second.Keys.Cast<string>());
        using var mock = new MockShell();
        mock.Get("param($one, $other) $one, $other | Invoke-QubridChat 'Look' -Each", first, second);
        Assert.Equal(mock.Requests[0].GetText("Body"), mock.Requests[1].GetText("Body"));
    }

    [Fact]
    public void Ordered_dictionary_keeps_its_order()
    {
        using var shell = new Shell();
        Assert.Equal("""{"z":1,"a":{"y":2,"b":3}}""", FencedData.Parse(shell, "$args[0]", new OrderedDictionary { ["z"] = 1, ["a"] = new OrderedDictionary { ["y"] = 2, ["b"] = 3 } }));
    }
}
