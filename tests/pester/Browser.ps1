# Finds what the tests in a browser need. Test files dot-source this file in BeforeDiscovery and in BeforeAll.

# Returns the path of Chromium or a browser that is based on it, or nothing.
function Find-Browser {
    $names = 'chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome', 'msedge',
        '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
        "$env:ProgramFiles/Google/Chrome/Application/chrome.exe", "${env:ProgramFiles(x86)}/Microsoft/Edge/Application/msedge.exe"
    Get-Command -Name $names -CommandType Application -ErrorAction Ignore | Select-Object -First 1 -ExpandProperty Source
}

# Returns what is missing, or nothing if the tests can run.
function Get-BrowserSkipReason {
    if (-not (Find-Browser)) { return 'Chromium not found' }
    if (-not (Get-Command -Name node -CommandType Application -ErrorAction Ignore)) { return 'Node.js not found' }
    if (-not (Test-Path -Path (Join-Path $PSScriptRoot '../../out/browser/node_modules/playwright-core'))) {
        'playwright-core not found, install it with: node tests/pester/browser/install.mjs'
    }
}
