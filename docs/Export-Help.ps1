<#
.SYNOPSIS
    Makes docs/en-US/QubridPS.dll-Help.xml, what Get-Help reads, of the pages beside it.
.NOTES
    Microsoft.PowerShell.PlatyPS writes it. What it leaves as markdown is then made plain: in an example the code and its
    output get their places, paragraphs lose their line breaks, marks and links, types of optional values their wrapping;
    default values, and what a syntax takes from the pipeline, are added.
#>
[CmdletBinding()]
param()

$ErrorActionPreference = 'Stop'

if (-not (Get-Module -ListAvailable -Name Microsoft.PowerShell.PlatyPS)) {
    throw 'The help is made with Microsoft.PowerShell.PlatyPS, which is not installed: Install-PSResource Microsoft.PowerShell.PlatyPS'
}

Import-Module -Name Microsoft.PowerShell.PlatyPS

$folder = Join-Path $PSScriptRoot 'en-US'
$pages = @(Get-ChildItem -Path $folder -Filter '*-*.md' -File)
foreach ($page in $pages) {
    $faults = (Test-MarkdownCommandHelp -Path $page.FullName -DetailView).Messages -match '^(FAIL|ERROR)'
    if ($faults) { throw "$($page.Name) is not in the form of a help page. $($faults -join ' ')" }
}

# A line break inside a paragraph is the editor's; the console has its own. A list keeps its lines.
function ConvertTo-PlainText {
    param([string] $Markdown)
    $text = $Markdown -replace '\[([^\]]+)\]\([^)]*\)', '$1' -replace '`', ''
    ($text -replace '\r?\n(?!- )', ' ').Trim()
}

function Add-Paragraph {
    param([System.Xml.XmlElement] $Parent, [string] $Text)
    $paragraph = $Parent.OwnerDocument.CreateElement('maml', 'para', $Parent.GetNamespaceOfPrefix('maml'))
    $paragraph.InnerText = $Text
    $null = $Parent.AppendChild($paragraph)
}

$temporary = Join-Path ([System.IO.Path]::GetTempPath()) ([System.IO.Path]::GetRandomFileName())
try {
    $commands = @(Import-MarkdownCommandHelp -Path $pages.FullName)
    $null = $commands | Export-MamlCommandHelp -OutputFolder $temporary -Force
    $maml = [xml]::new()
    $maml.Load((Get-ChildItem -Path $temporary -Filter '*-Help.xml' -Recurse).FullName)
}
finally {
    Remove-Item -Path $temporary -Recurse -Force -ErrorAction Ignore
}

$names = [System.Xml.XmlNamespaceManager]::new($maml.NameTable)
'maml', 'command', 'dev' | ForEach-Object { $names.AddNamespace($_, $maml.DocumentElement.GetNamespaceOfPrefix($_)) }

foreach ($example in $maml.SelectNodes('//command:example', $names)) {
    $introduction = $example.SelectSingleNode('maml:introduction', $names)
    $markdown = @($introduction.SelectNodes('maml:para', $names) | ForEach-Object InnerText) -ne [string][char]0x80 -join "`n`n"
    if ($markdown -notmatch '(?s)^(?<before>.*?)```powershell\n(?<code>.*?)\n```\s*(```output\n(?<output>.*?)\n?```)?\s*$') {
        throw "$($example.title) is not words, code and output."
    }

    $found = $Matches
    $introduction.RemoveAll()
    if ($found.before.Trim()) {
        # Get-Help puts the code right behind this, and drops paragraphs that are empty.
        Add-Paragraph -Parent $introduction -Text "$(ConvertTo-PlainText -Markdown $found.before)`n`n"
    }

    $example.SelectSingleNode('dev:code', $names).InnerText = $found.code
    $remarks = $example.SelectSingleNode('dev:remarks', $names)
    $found.output, [string][char]0xA0 | Where-Object { $_ } | ForEach-Object { Add-Paragraph -Parent $remarks -Text $_ }
}

foreach ($paragraph in $maml.SelectNodes('//maml:para[not(ancestor::command:example)]', $names)) {
    $parts = $paragraph.InnerText -split '(?:\r?\n){2,}'
    $paragraph.InnerText = ConvertTo-PlainText -Markdown $parts[0]
    $parent = $paragraph.ParentNode
    $parts | Select-Object -Skip 1 | ForEach-Object { Add-Paragraph -Parent $parent -Text (ConvertTo-PlainText -Markdown $_) }
}

foreach ($type in $maml.SelectNodes('//command:parameterValue | //dev:type/maml:name', $names)) {
    $type.InnerText = $type.InnerText -replace '^System\.Nullable`1\[(.+)\]$', '$1'
}

foreach ($command in $commands) {
    $written = $maml.SelectSingleNode("//command:command[command:details/command:name='$($command.Title)']", $names)
    foreach ($parameter in $command.Parameters) {
        $path = "command:parameter[maml:name='$($parameter.Name)']"
        $whole = $written.SelectSingleNode("command:parameters/$path", $names)
        $inSyntax = $written.SelectNodes("command:syntax/command:syntaxItem/$path", $names)
        if ($parameter.DefaultValue) {
            $default = $maml.CreateElement('dev', 'defaultValue', $names.LookupNamespace('dev'))
            $default.InnerText = $parameter.DefaultValue
            $null = $whole.AppendChild($default)
        }

        foreach ($part in $inSyntax) {
            $part.SetAttribute('pipelineInput', $whole.GetAttribute('pipelineInput'))
        }
    }
}

# Links within this folder are for the page; at the prompt the name is what Get-Help takes. The online address comes twice.
foreach ($links in $maml.SelectNodes('//command:relatedLinks', $names)) {
    $links.SelectNodes('maml:navigationLink[maml:uri = preceding-sibling::maml:navigationLink/maml:uri]', $names) |
        ForEach-Object { $null = $links.RemoveChild($_) }
    $links.SelectNodes('maml:navigationLink/maml:uri[not(starts-with(., "https:"))]', $names) | ForEach-Object { $_.InnerText = '' }
}

$settings = [System.Xml.XmlWriterSettings]@{ Indent = $true; NewLineChars = "`n"; Encoding = [System.Text.UTF8Encoding]::new($false) }
$writer = [System.Xml.XmlWriter]::Create((Join-Path $folder 'QubridPS.dll-Help.xml'), $settings)
$maml.Save($writer)
$writer.Dispose()
