; The installer for Windows 10 and 11. `make_setup.py` compiles it; README.md lists flags and exit codes.
;   -DPAYLOAD=payload.nsh   what is installed, made by include.py
;   -DOUT=setup.exe         what is made
;   -DSIGN="command"        run with each finished file's name (installer and uninstaller)
;   -DQUICK                 packs less tightly, for trying out

Unicode true

!include MUI2.nsh
!include LogicLib.nsh
!include FileFunc.nsh
!include WordFunc.nsh
!include WinVer.nsh
!include x64.nsh
!include nsDialogs.nsh
!include /CHARSET=UTF8 "${PAYLOAD}"

!define UNINSTALL_KEY "Software\Microsoft\Windows\CurrentVersion\Uninstall\${ID}"
!define APP_PATHS "Software\Microsoft\Windows\CurrentVersion\App Paths"
!define PROFILES "SOFTWARE\Microsoft\Windows NT\CurrentVersion\ProfileList"
!define UNINSTALLER "uninstall.exe"
!define POLICY "policy.toml"
!define PATH_ROOM 259

!define CODE_WRITING 2
!define CODE_RUNNING 3
!define CODE_RIGHTS 4
!define CODE_WINDOWS 5
!define CODE_ROOM 6
!define CODE_POLICY 7
!define CODE_OLDER 8
!define CODE_FOLDER 9

!ifdef QUICK
  SetCompressor zlib
!else
  SetCompressor /SOLID lzma
  SetCompressorDictSize 64
!endif
!ifdef SIGN
  !finalize '${SIGN} "%1"' = 0
  !uninstfinalize '${SIGN} "%1"' = 0
!endif

Name "$(Title)"
OutFile "${OUT}"
InstallDir ""
RequestExecutionLevel admin
ManifestDPIAware true
ManifestLongPathAware true
ShowInstDetails nevershow
ShowUninstDetails nevershow
BrandingText "${TITLE_EN} ${VERSION}"

VIProductVersion "${VERSION_4}"
VIFileVersion "${VERSION_4}"
VIAddVersionKey /LANG=0 "ProductName" "${TITLE_EN}"
VIAddVersionKey /LANG=0 "ProductVersion" "${VERSION}"
VIAddVersionKey /LANG=0 "FileVersion" "${VERSION}"
VIAddVersionKey /LANG=0 "FileDescription" "${SUMMARY_EN}"
VIAddVersionKey /LANG=0 "CompanyName" "${PUBLISHER}"
VIAddVersionKey /LANG=0 "LegalCopyright" "${PUBLISHER}"

!define MUI_ICON "${ICON}"
!define MUI_UNICON "${ICON}"
!define MUI_ABORTWARNING
!define MUI_CUSTOMFUNCTION_GUIINIT CheckBefore
!define MUI_WELCOMEPAGE_TEXT "$(WelcomeText)"
!define MUI_FINISHPAGE_TITLE_3LINES
!define MUI_FINISHPAGE_TEXT "$(FinishText)"

!insertmacro MUI_PAGE_WELCOME
!insertmacro MUI_PAGE_LICENSE "${LICENCE}"
!define MUI_PAGE_CUSTOMFUNCTION_LEAVE FolderChosen
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH

UninstPage custom un.AskAboutData un.DataAnswered
!insertmacro MUI_UNPAGE_INSTFILES

; English first: it is what Windows in any third language gets.
!insertmacro MUI_LANGUAGE "English"
!insertmacro MUI_LANGUAGE "SimpChinese"
!include /CHARSET=UTF8 "words.nsh"

Var Former     ; where it is installed already, or ""
Var FormerParts
Var FormerVersion
Var Policy     ; a policy file to bring along, or ""
Var Purge      ; "1": the uninstaller takes the data too
Var PurgeBox
Var Place      ; the folder that a function below works in
Var Parts      ; names in it, between |
Var Act        ; what to do with them
Var Failed     ; the first name it did not work with, or ""
Var Etc        ; %ProgramData%\StationDesktop

!include "flags.nsh"
!include "parts.nsh"
!include "joining.nsh"
!include "checking.nsh"

Section
  SetOverwrite on
  ${If} ${Silent}
    Call CheckBefore
    Call CheckFolder
    Call WaitUntilClosed
  ${EndIf}
  StrCpy $Failed ""
  Call SetAside
  ${If} $Failed != ""
    Call PutBack
    ${Refuse} ${CODE_RUNNING} "$(Running)"
  ${EndIf}
  ClearErrors
  SetOutPath "$INSTDIR"
  WriteUninstaller "$INSTDIR\${UNINSTALLER}"
  !insertmacro PayloadFiles
  ${If} ${Errors} ; a file was passed over: silently, or by a person who pressed "ignore"
    Call PutBack
    ${Refuse} ${CODE_WRITING} "$(NotWritten)"
  ${EndIf}
  SetOutPath "$INSTDIR"
  Call ForgetFormer
  Call BringPolicy
  Call Register
  Call Shortcuts
  !define _DO FileType
  !insertmacro PayloadTypes
  !undef _DO
  ${RefreshShellIcons}
  StrCpy $0 0
  StrCpy $1 "$(Installed)"
  Call Log
SectionEnd

; A person gave up.
Function .onInstFailed
  Call PutBack
  StrCpy $0 ${CODE_WRITING}
  StrCpy $1 "$(NotWritten)"
  Call Log
FunctionEnd

; The old program steps aside before the new one comes: it is there again if anything goes wrong.
Function SetAside
  StrCpy $Act "aside"
  ${If} $Former != ""
    StrCpy $Place $Former
    StrCpy $Parts $FormerParts
    Call EachPart
  ${EndIf}
  StrCpy $Place $INSTDIR
  StrCpy $Parts "${PARTS}"
  Call EachPart
FunctionEnd

Function PutBack
  SetOutPath "$TEMP" ; nobody can rename the folder that somebody stands in
  StrCpy $Place $INSTDIR
  StrCpy $Parts "${PARTS}"
  StrCpy $Act "clear"
  Call EachPart
  StrCpy $Act "back"
  Call EachPart
  ${If} $Former != ""
    StrCpy $Place $Former
    StrCpy $Parts $FormerParts
    Call EachPart
  ${EndIf}
  RMDir "$INSTDIR"
FunctionEnd

Function ForgetFormer
  StrCpy $Act "forget"
  StrCpy $Place $INSTDIR
  StrCpy $Parts "${PARTS}"
  Call EachPart
  ${If} $Former != ""
    StrCpy $Place $Former
    StrCpy $Parts $FormerParts
    Call EachPart
    RMDir "$Former"
  ${EndIf}
FunctionEnd

; What IT sets for this PC may be read by everybody and written by administrators only, also where
; somebody else made the folder first.
Function GuardEtc
  CreateDirectory "$Etc"
  nsExec::Exec '"$SYSDIR\icacls.exe" "$Etc" /setowner *S-1-5-32-544 /T /C /Q'
  Pop $R0
  nsExec::Exec '"$SYSDIR\icacls.exe" "$Etc" /inheritance:r /grant:r *S-1-5-18:(OI)(CI)F *S-1-5-32-544:(OI)(CI)F *S-1-5-32-545:(OI)(CI)RX /Q'
  Pop $R0
  nsExec::Exec '"$SYSDIR\icacls.exe" "$Etc\*" /reset /T /C /Q'
  Pop $R0
FunctionEnd

Function BringPolicy
  Call GuardEtc
  ${If} $Policy == ""
    Return
  ${EndIf}
  ClearErrors
  CopyFiles /SILENT /FILESONLY "$Policy" "$Etc\${POLICY}.new"
  Delete "$Etc\${POLICY}"
  Rename "$Etc\${POLICY}.new" "$Etc\${POLICY}"
  ${If} ${Errors}
    ${Refuse} ${CODE_POLICY} "$(PolicyNotWritten)"
  ${EndIf}
FunctionEnd

!include "removing.nsh"
