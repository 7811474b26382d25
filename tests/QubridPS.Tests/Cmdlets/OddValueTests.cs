using System.Collections;
using System.Collections.Specialized;
using System.Text.Json;
using QubridPS.Tests.Support;

namespace QubridPS.Tests.Cmdlets;

/// <summary>Values that other converters stumble over.</summary>
public class OddValueTests
{
    /// <summary>Its getters throw, and so does its text.</summary>
    public sealed class Moody
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

        public Moody Again => new();

        public override string ToString() => throw new InvalidOperationException("not now");
    }

    [Theory]
    [InlineData("Json")]
    [InlineData("Csv")]
    [InlineData("List")]
    [InlineData("Text")]
    public void A_getter_that_throws_ends_nothing(string format)
    {
        using var mock = new MockShell();
        var part = DataPart.OfWhatIf(mock.Run("param($o, $as) $o, 1 | Invoke-QubridChat 'Look' -As $as -Depth 2 -WhatIf", new Moody(), format));
        Assert.Contains("1", part.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_getter_that_throws_is_null()
    {
        using var mock = new MockShell();
        var part = DataPart.OfWhatIf(mock.Run("param($o) $o | Invoke-QubridChat 'Look' -Property Good, Bad -WhatIf", new Moody()));
        Assert.Equal("""{"Good":1,"Bad":null}""", part.Text);
    }

    [Theory]
    [InlineData("Json", """[{"A":"NaN","B":"-Infinity","C":"Infinity"},"NaN"]""")]
    [InlineData("Csv", "A,B,C,Value\nNaN,-Infinity,Infinity,\n,,,NaN")]
    [InlineData("List", "A : NaN\nB : -Infinity\nC : Infinity\n\nValue : NaN")]
    public void What_is_no_number_is_its_name(string format, string text)
    {
        using var mock = new MockShell();
        var part = DataPart.OfWhatIf(mock.Run(
            "param($as) [pscustomobject]@{ A = [double]::NaN; B = [double]::NegativeInfinity; C = [single]::PositiveInfinity }, [double]::NaN | Invoke-QubridChat 'Look' -As $as -WhatIf",
            format));
        Assert.Equal(text, part.Text);
    }

    [Fact]
    public void Strings_with_note_properties_are_lines_and_stay_strings_among_objects()
    {
        using var shell = new Shell();
        const string lines = """
            foreach ($text in 'one', 'two') {
                $line = [psobject]$text
                $line.PSObject.Properties.Add([psnoteproperty]::new('ReadCount', 1))
                $line
            }
            """;
        Assert.Equal("one\ntwo", DataPart.Of(shell, lines));
        Assert.Equal("""["one","two",7]""", DataPart.Of(shell, lines + "; 7"));
        Assert.Equal("""{"Lines":["one","two"]}""", DataPart.Of(shell, $"[pscustomobject]@{{ Lines = @({lines}) }}"));
    }

    [Fact]
    public void Keys_that_are_one_text_or_differ_in_case_alone_lose_nothing()
    {
        using var shell = new Shell();
        Assert.Equal("""{"1":"text","1 (Int32)":"int","1 (Int64)":"long"}""", DataPart.Of(shell, "$args[0]", new Hashtable { [1] = "int", ["1"] = "text", [1L] = "long" }));

        using var mock = new MockShell();
        var cased = new Hashtable(StringComparer.Ordinal) { ["name"] = 1, ["Name"] = 2 };
        var part = DataPart.OfWhatIf(mock.Run("param($o) $o, [pscustomobject]@{ NAME = 3 } | Invoke-QubridChat 'Look' -As Csv -WhatIf", cased));
        Assert.Equal("Name,name\n2,1\n3,", part.Text);
    }

    [Fact]
    public void A_row_that_its_table_let_go_has_no_values()
    {
        using var shell = new Shell();
        using var table = new System.Data.DataTable();
        table.Columns.Add("A");
        var (deleted, removed) = (table.Rows.Add("x"), table.Rows.Add("y"));
        table.AcceptChanges();
        deleted.Delete();
        table.Rows.Remove(removed);
        Assert.Equal("""[{"A":null},{"A":null}]""", DataPart.Of(shell, "$args", deleted, removed));
    }

    [Fact]
    public void A_display_set_of_one_object_holds_for_it_alone_wherever_it_stands()
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
        Assert.Equal("""[{"A":1,"B":2},{"B":4},{"A":5,"C":6}]""", DataPart.Of(shell, objects));
    }

    [Fact]
    public void Null_among_objects_is_null()
    {
        using var shell = new Shell();
        Assert.Equal("""[{"A":1},null,{"A":null}]""", DataPart.Of(shell, "[pscustomobject]@{ A = 1 }; $null; [pscustomobject]@{ A = $null }"));
    }

    [Fact]
    public void Secrets_stay_here_wherever_they_are()
    {
        using var shell = new Shell();
        using var secret = new System.Net.NetworkCredential("", "canary").SecurePassword;
        var json = DataPart.Of(shell, "@{ a = @(@{ b = $args[0] }); c = [pscredential]::new('u', $args[0]); d = { canary } }; $args[0]; { canary }", secret);
        Assert.DoesNotContain("canary", json, StringComparison.Ordinal);
        Assert.Equal(3, JsonDocument.Parse(json).RootElement.GetArrayLength());
        Assert.Equal(3, json.Split("[SecureString, not sent]").Length - 1);
    }

    [Fact]
    public void Ten_thousand_rows_are_ten_thousand_elements()
    {
        using var shell = new Shell();
        var json = DataPart.Of(shell, "for ($i = 0; $i -lt 10000; $i++) { [pscustomobject]@{ Id = $i; Name = \"host-$i\"; Free = $i / 3; At = [timespan]::FromSeconds($i) } }");
        var rows = JsonDocument.Parse(json).RootElement;
        Assert.Equal(10000, rows.GetArrayLength());
        Assert.Equal("host-9999", rows[9999].GetProperty("Name").GetString());
    }

    [Fact]
    public void The_same_data_is_the_same_body_however_it_was_built()
    {
        var keys = Enumerable.Range(0, 200).Select(number => $"key {number}").ToArray();
        var (one, other) = (new Hashtable(), new Hashtable(2000, 0.1f));
        foreach (var key in keys)
        {
            one[key] = new Hashtable { ["b"] = 1, ["a"] = key };
        }

        foreach (var key in keys.Reverse())
        {
            other[key] = new Hashtable(StringComparer.OrdinalIgnoreCase) { ["a"] = key, ["b"] = 1 };
        }

        Assert.NotEqual(one.Keys.Cast<string>(), other.Keys.Cast<string>());
        using var mock = new MockShell();
        mock.Get("param($one, $other) $one, $other | Invoke-QubridChat 'Look' -Each", one, other);
        Assert.Equal(mock.Requests[0].Text("Body"), mock.Requests[1].Text("Body"));
    }

    [Fact]
    public void An_ordered_dictionary_keeps_its_order()
    {
        using var shell = new Shell();
        Assert.Equal("""{"z":1,"a":{"y":2,"b":3}}""", DataPart.Of(shell, "$args[0]", new OrderedDictionary { ["z"] = 1, ["a"] = new OrderedDictionary { ["y"] = 2, ["b"] = 3 } }));
    }
}
