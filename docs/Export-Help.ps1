<#
.SYNOPSIS
    Generates docs/en-US/QubridPS.dll-Help.xml, which Get-Help reads, from the help pages in the same folder.
.NOTES
    Microsoft.PowerShell.PlatyPS generates the file. The script then completes it. It moves the code and output of examples to their elements,
    removes line breaks, Markdown characters, and links from paragraphs, displays Nullable types as the inner type, and adds the
    default values and the pipeline input of the syntax.
#>
[CmdletBinding()]
param()

$ErrorActionPreference = 'Stop'

if (-not (Get-Module -ListAvailable -Name Microsoft.PowerShell.PlatyPS)) {
    throw 'The module Microsoft.PowerShell.PlatyPS is not installed. Run: Install-PSResource -Name Microsoft.PowerShell.PlatyPS'
}

Import-Module -Name Microsoft.PowerShell.PlatyPS

$folder = Join-Path $PSScriptRoot 'en-US'
$pages = @(Get-ChildItem -Path $folder -Filter '*-*.md' -File)
foreach ($page in $pages) {
    $failures = (Test-MarkdownCommandHelp -Path $page.FullName -DetailView).Messages -match '^(FAIL|ERROR)'
    if ($failures) { throw "$($page.Name) is not a valid help page. $($failures -join ' ')" }
}

# Joins the lines of a paragraph, because the console wraps them to its width. The items of a list remain on separate lines.
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
        throw "$($example.title) must consist of a text, the code, and its output."
    }

    $parts = $Matches
    $introduction.RemoveAll()
    if ($parts.before.Trim()) {
        # Get-Help displays the code directly after the introduction, and ignores empty paragraphs.
        Add-Paragraph -Parent $introduction -Text "$(ConvertTo-PlainText -Markdown $parts.before)`n`n"
    }

    $example.SelectSingleNode('dev:code', $names).InnerText = $parts.code
    $remarks = $example.SelectSingleNode('dev:remarks', $names)
    $parts.output, [string][char]0xA0 | Where-Object { $_ } | ForEach-Object { Add-Paragraph -Parent $remarks -Text $_ }
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
    $commandElement = $maml.SelectSingleNode("//command:command[command:details/command:name='$($command.Title)']", $names)
    foreach ($parameter in $command.Parameters) {
        $path = "command:parameter[maml:name='$($parameter.Name)']"
        $details = $commandElement.SelectSingleNode("command:parameters/$path", $names)
        $syntaxParameters = $commandElement.SelectNodes("command:syntax/command:syntaxItem/$path", $names)
        if ($parameter.DefaultValue) {
            $default = $maml.CreateElement('dev', 'defaultValue', $names.LookupNamespace('dev'))
            $default.InnerText = $parameter.DefaultValue
            $null = $details.AppendChild($default)
        }

        foreach ($syntaxParameter in $syntaxParameters) {
            $syntaxParameter.SetAttribute('pipelineInput', $details.GetAttribute('pipelineInput'))
        }
    }
}

# Relative links work only on the page. At the prompt, users pass the name to Get-Help. PlatyPS writes the online address twice.
foreach ($links in $maml.SelectNodes('//command:relatedLinks', $names)) {
    $links.SelectNodes('maml:navigationLink[maml:uri = preceding-sibling::maml:navigationLink/maml:uri]', $names) |
        ForEach-Object { $null = $links.RemoveChild($_) }
    $links.SelectNodes('maml:navigationLink/maml:uri[not(starts-with(., "https:"))]', $names) | ForEach-Object { $_.InnerText = '' }
}

$settings = [System.Xml.XmlWriterSettings]@{ Indent = $true; NewLineChars = "`n"; Encoding = [System.Text.UTF8Encoding]::new($false) }
$writer = [System.Xml.XmlWriter]::Create((Join-Path $folder 'QubridPS.dll-Help.xml'), $settings)
$maml.Save($writer)
$writer.Dispose()
