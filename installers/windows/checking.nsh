; What is looked at before anything is touched, and how a refusal is said.

; Says why not, as a window or (silent) only by the exit code and in install.log, and ends.
!macro Refuse code sentence
  Push "${sentence}"
  Push ${code}
  Call Refuse
!macroend
!define Refuse "!insertmacro Refuse"

Function Refuse
  Pop $0
  Pop $1
  ${IfNot} ${Silent}
    MessageBox MB_OK|MB_ICONEXCLAMATION "$1"
  ${EndIf}
  Call Log
  SetErrorLevel $0
  Quit
FunctionEnd

; One line for whoever installs at many stations. $0 the exit code, $1 the sentence.
Function Log
  ${IfNot} ${FileExists} "$Etc\*.*"
    Call GuardEtc
  ${EndIf}
  ClearErrors
  FileOpen $R8 "$Etc\install.log" a
  ${IfNot} ${Errors}
    FileSeek $R8 0 END $R9
    ${GetTime} "" "L" $2 $3 $4 $5 $6 $7 $8
    FileWriteUTF16LE /BOM $R8 "$4-$3-$2 $6:$7:$8 ${VERSION} [$0] $1$\r$\n"
    FileClose $R8
  ${EndIf}
  ClearErrors
FunctionEnd

; What is said has to be in the language of /LANG, which counts once this function has ended: the
; rest is asked when the window opens or, silently, when the installation begins.
Function .onInit
  SetRegView 64
  SetShellVarContext all
  StrCpy $Etc "$APPDATA\${DATA}"
  ${ReadFlag} "/LANG=" $R1
  ${If} $R1 == "en"
    StrCpy $LANGUAGE ${LANG_ENGLISH}
  ${ElseIf} $R1 == "zh"
    StrCpy $LANGUAGE ${LANG_SIMPCHINESE}
  ${EndIf}
  ClearErrors
  ReadRegStr $Former HKLM "${UNINSTALL_KEY}" "InstallLocation"
  ReadRegStr $FormerParts HKLM "${UNINSTALL_KEY}" "Parts"
  ReadRegStr $FormerVersion HKLM "${UNINSTALL_KEY}" "DisplayVersion"
  ${If} $INSTDIR == ""
    StrCpy $INSTDIR "$PROGRAMFILES64\${ID}"
    ${If} $Former != ""
      StrCpy $INSTDIR $Former
    ${EndIf}
  ${EndIf}
FunctionEnd

Function CheckBefore
  Call CheckWindows
  Call CheckPolicy
  Call CheckFormer
FunctionEnd

Function CheckPolicy
  ${ReadFlag} "/POLICY=" $R1
  ${IfNot} ${Errors}
    GetFullPathName $Policy "$R1"
    ${If} $Policy == ""
    ${OrIfNot} ${FileExists} "$Policy"
    ${OrIf} ${FileExists} "$Policy\*.*"
      ${Refuse} ${CODE_POLICY} "$(NoPolicy)"
    ${EndIf}
  ${EndIf}
  ClearErrors
FunctionEnd

Function CheckWindows
  UserInfo::GetAccountType
  Pop $R0
  ${If} $R0 != "Admin"
    ${Refuse} ${CODE_RIGHTS} "$(NeedsRights)"
  ${EndIf}
  ${IfNot} ${RunningX64}
  ${OrIfNot} ${AtLeastWin10}
    ${Refuse} ${CODE_WINDOWS} "$(NeedsWindows)"
  ${EndIf}
FunctionEnd

Function CheckFormer
  ${If} $FormerVersion == ""
    Return
  ${EndIf}
  ${VersionCompare} "$FormerVersion" "${VERSION}" $R0
  ${If} $R0 != 1
    Return
  ${EndIf}
  ${ReadFlag} "/OLDER" $R2
  ${If} ${Errors}
    ${Refuse} ${CODE_OLDER} "$(NewerThere)"
  ${EndIf}
FunctionEnd

; The folder has to be short enough, ours or empty, on a disk with room.
Function CheckFolder
  StrLen $R0 $INSTDIR
  IntOp $R0 $R0 + 1
  IntOp $R0 $R0 + ${LONGEST}
  ${If} $R0 > ${PATH_ROOM}
    ${Refuse} ${CODE_FOLDER} "$(FolderTooLong)"
  ${EndIf}
  ${DirState} "$INSTDIR" $R0
  ${If} $R0 == 1
  ${AndIfNot} ${FileExists} "$INSTDIR\${UNINSTALLER}"
  ${AndIfNot} ${FileExists} "$INSTDIR\${UNINSTALLER}.before"
    ${Refuse} ${CODE_FOLDER} "$(FolderTaken)"
  ${EndIf}
  ${GetRoot} "$INSTDIR" $R0
  ClearErrors
  ${DriveSpace} "$R0\" "/D=F /S=K" $R1
  ${IfNot} ${Errors}
  ${AndIf} $R1 < ${SIZE_KB}
    ${Refuse} ${CODE_ROOM} "$(NoRoom)"
  ${EndIf}
FunctionEnd

; The directory page: the same questions, but the person may choose again.
Function FolderChosen
  StrLen $R0 $INSTDIR
  IntOp $R0 $R0 + 1
  IntOp $R0 $R0 + ${LONGEST}
  ${If} $R0 > ${PATH_ROOM}
    MessageBox MB_OK|MB_ICONEXCLAMATION "$(FolderTooLong)"
    Abort
  ${EndIf}
  ${DirState} "$INSTDIR" $R0
  ${If} $R0 == 1
  ${AndIfNot} ${FileExists} "$INSTDIR\${UNINSTALLER}"
  ${AndIfNot} ${FileExists} "$INSTDIR\${UNINSTALLER}.before"
    MessageBox MB_OK|MB_ICONEXCLAMATION "$(FolderTaken)"
    Abort
  ${EndIf}
  Call WaitUntilClosed
FunctionEnd

; A person may close the program and go on; a silent installation ends with CODE_RUNNING.
Function WaitUntilClosed
  ${Do}
    StrCpy $Place $INSTDIR
    Call FindRunning
    ${If} $Failed == ""
    ${AndIf} $Former != ""
      StrCpy $Place $Former
      Call FindRunning
    ${EndIf}
    ${If} $Failed == ""
      Return
    ${EndIf}
    ${If} ${Silent}
      ${Refuse} ${CODE_RUNNING} "$(Running)"
    ${EndIf}
    MessageBox MB_RETRYCANCEL|MB_ICONEXCLAMATION "$(Running)" IDRETRY +3
    SetErrorLevel ${CODE_RUNNING}
    Quit
  ${Loop}
FunctionEnd
