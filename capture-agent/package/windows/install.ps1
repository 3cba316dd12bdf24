<#
.SYNOPSIS
Installs Lectern's recorder of a room as a Windows service. Run it as administrator, in the folder of the unpacked package.
.EXAMPLE
powershell -ExecutionPolicy Bypass -File install.ps1 -Server https://lectern.example.edu -Code K7QM-2XHB -Ffmpeg C:\Users\it\Downloads\ffmpeg\bin\ffmpeg.exe
.NOTES
It asks nothing. ffmpeg 6 or newer with libx264 is not in the package: https://ffmpeg.org/download.html names builds for Windows. It is copied, with the libraries beside it,
into the program folder; without -Ffmpeg the copy of the last time is used, or what PATH finds is copied.
Running it again replaces the program and keeps what was recorded; without -Code the machine stays enrolled as it is. If that fails, the service is started again.
What uninstall.ps1 left in the data folder is gone on with. A data folder that somebody else made is moved aside (Lectern.found-...), and then a code is needed.
#>
[CmdletBinding()]
param(
    [string] $Server,
    [string] $Code,
    [string] $Ffmpeg,
    [string] $Program = (Join-Path $env:ProgramFiles 'Lectern'),
    [string] $Data = (Join-Path $env:ProgramData 'Lectern')
)
$ErrorActionPreference = 'Stop'
$name = 'LecternAgent'
# By their ids: the names are translated.
$system = '*S-1-5-18:(OI)(CI)F'
$administrators = '*S-1-5-32-544:(OI)(CI)F'
$readers = '*S-1-5-32-545:(OI)(CI)RX'

function Invoke-Checked([string] $Command, [string[]] $Arguments) {
    & $Command @Arguments | Out-Null
    if ($LASTEXITCODE -ne 0) { throw "$Command $Arguments ended with $LASTEXITCODE." }
}

# Others may have made the folder, and what is in it, before us: all of it is taken from them. A link could lead what follows anywhere.
function Protect-Folder([string] $Path, [string[]] $Rights) {
    New-Item -ItemType Directory -Force $Path | Out-Null
    Assert-NoLink (Get-Item -LiteralPath $Path -Force)
    Invoke-Checked takeown @('/F', $Path, '/A')
    Invoke-Checked icacls @($Path, '/reset', '/Q')
    Invoke-Checked icacls (@($Path, '/inheritance:r', '/grant:r') + $Rights + @('/Q'))
    Protect-Children $Path
}

# Whether a folder is as Protect-Folder leaves it, which nobody but an administrator can make it: so it is ours also while there is no service.
function Test-OwnFolder([string] $Path, [bool] $IsInstalled) {
    $ours = @('S-1-5-18', 'S-1-5-32-544')
    $acl = Get-Acl -LiteralPath $Path
    if ($acl.GetOwner([Security.Principal.SecurityIdentifier]).Value -notin $ours) { return $false }
    if ($IsInstalled) { return $true }
    $rules = @($acl.GetAccessRules($true, $true, [Security.Principal.SecurityIdentifier]))
    $others = @($rules | Where-Object { $_.IdentityReference.Value -notin $ours })
    return $acl.AreAccessRulesProtected -and $rules.Count -gt 0 -and $others.Count -eq 0
}

# Anybody may make folders in ProgramData: what somebody else made is moved aside and not used.
function New-OwnFolder([string] $Path, [bool] $IsInstalled, [bool] $HasCode) {
    if (Test-Path -LiteralPath $Path) {
        Assert-NoLink (Get-Item -LiteralPath $Path -Force)
        if (Test-OwnFolder $Path $IsInstalled) { return }
        if (-not $HasCode) { throw "$Path is there and was not made by this script, so nothing of it can be used, and the machine would belong to no room. Name -Server and -Code." }
        $aside = '{0}.found-{1:yyyyMMdd-HHmmss}' -f $Path.TrimEnd('\'), (Get-Date)
        Move-Item -LiteralPath $Path $aside
        Write-Warning ("$Path was there and was not made by this script. It is $aside now, and nothing of it is used. If you know that what was recorded there is your own: " +
            "Stop-Service $name, copy what is in $aside\spool to $Path\spool, Start-Service $name.")
    }
    # Without -Force: it fails where somebody was quicker.
    New-Item -ItemType Directory $Path | Out-Null
}

function Protect-Children([string] $Path) {
    foreach ($child in Get-ChildItem -LiteralPath $Path -Force) {
        Assert-NoLink $child
        Invoke-Checked takeown @('/F', $child.FullName, '/A')
        Invoke-Checked icacls @($child.FullName, '/reset', '/Q')
        if ($child.PSIsContainer) { Protect-Children $child.FullName }
    }
}

function Assert-NoLink($Item) {
    if ($Item.Attributes -band [IO.FileAttributes]::ReparsePoint) { throw "$($Item.FullName) is a link, which Lectern never makes. Remove it." }
}

function Copy-Ffmpeg([string] $From, [string] $To) {
    $found = Get-Command $From -CommandType Application -ErrorAction SilentlyContinue | Select-Object -First 1
    if (-not $found) { throw "There is no ffmpeg. Unpack a build from https://ffmpeg.org/download.html and name it: -Ffmpeg 'C:\Users\it\Downloads\ffmpeg\bin\ffmpeg.exe'." }
    $folder = Split-Path $found.Source
    Remove-Item $To -Recurse -Force -ErrorAction SilentlyContinue
    New-Item -ItemType Directory $To | Out-Null
    Copy-Item -LiteralPath $found.Source (Join-Path $To 'ffmpeg.exe')
    if ($folder -notlike "$env:SystemRoot*") { Get-ChildItem -LiteralPath $folder -Filter *.dll | Copy-Item -Destination $To }
    $encoders = & (Join-Path $To 'ffmpeg.exe') -hide_banner -encoders
    if (-not ($encoders -match 'libx264')) { throw "$($found.Source) does not run elsewhere or has no libx264. Name another one: -Ffmpeg PATH." }
    Write-Output "ffmpeg is a copy of $($found.Source)."
}

$identity = New-Object Security.Principal.WindowsPrincipal([Security.Principal.WindowsIdentity]::GetCurrent())
if (-not $identity.IsInRole([Security.Principal.WindowsBuiltInRole]::Administrator)) { throw 'Run this as administrator.' }
if ($Code -and -not $Server) { throw 'A code needs -Server, the address of Lectern.' }

$agent = Join-Path $Program 'lectern-agent.exe'
$tools = Join-Path $Program 'ffmpeg'
$service = Get-Service $name -ErrorAction SilentlyContinue

# What takes its time comes first: while the service stands still nothing is recorded.
Protect-Folder $Program @($system, $administrators, $readers)
if ($Ffmpeg -or -not $service -or -not (Test-Path (Join-Path $tools 'ffmpeg.exe'))) {
    if (-not $Ffmpeg) { $Ffmpeg = 'ffmpeg' }
    Copy-Ffmpeg $Ffmpeg "$tools.new"
}
Copy-Item (Join-Path $PSScriptRoot 'lectern-agent.exe') "$agent.new" -Force
Copy-Item (Join-Path $PSScriptRoot 'uninstall.ps1') $Program -Force
Copy-Item (Join-Path $PSScriptRoot 'update-key.pem') $Program -Force

try {
    if ($service) { Stop-Service $name -Force }
    New-OwnFolder $Data ([bool] $service) ([bool] $Code)
    Protect-Folder $Data @($system, $administrators)
    # The program of this package runs, whatever an update brought or somebody laid there.
    foreach ($found in 'current.json', 'versions') {
        $path = Join-Path $Data $found
        if (Test-Path -LiteralPath $path) { Remove-Item -LiteralPath $path -Recurse -Force }
    }
    Move-Item "$agent.new" $agent -Force
    if (Test-Path "$tools.new") {
        Remove-Item $tools -Recurse -Force -ErrorAction SilentlyContinue
        Move-Item "$tools.new" $tools
    }
    if ($Code) { Invoke-Checked $agent @('enroll', $Code, '--server', $Server, '--data', $Data) }

    $line = '"{0}" service --data "{1}" --ffmpeg "{2}"' -f $agent, $Data, (Join-Path $tools 'ffmpeg.exe')
    if ($service) {
        $changed = Get-CimInstance Win32_Service -Filter "Name='$name'" | Invoke-CimMethod -MethodName Change -Arguments @{ PathName = $line }
        if ($changed.ReturnValue -ne 0) { throw "The service could not be changed ($($changed.ReturnValue))." }
    } else {
        New-Service -Name $name -BinaryPathName $line -DisplayName 'Lectern recorder' -Description 'Records what is booked in this room and brings it to Lectern.' -StartupType Automatic | Out-Null
    }
    # For ever, after a second.
    Invoke-Checked sc.exe @('failure', $name, 'reset=', '0', 'actions=', 'restart/1000/restart/1000/restart/1000')
    Invoke-Checked sc.exe @('failureflag', $name, '1')
    Start-Service $name
} catch {
    if ($service) { Start-Service $name -ErrorAction SilentlyContinue }
    throw
}
Write-Output "$name runs. What is recorded lies in $Data until Lectern has it; its log is agent.log there."
