; What Windows is told about the program: the list of apps, the start menu, kinds of files.

!macro AppPath name
  WriteRegStr HKLM "${APP_PATHS}\${name}" "" "$INSTDIR\${name}"
!macroend

!macro NoAppPath name
  DeleteRegKey HKLM "${APP_PATHS}\${name}"
!macroend

Function Register
  WriteRegStr HKLM "${UNINSTALL_KEY}" "DisplayName" "$(Title)"
  WriteRegStr HKLM "${UNINSTALL_KEY}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKLM "${UNINSTALL_KEY}" "Publisher" "${PUBLISHER}"
  WriteRegStr HKLM "${UNINSTALL_KEY}" "DisplayIcon" "$INSTDIR\${MAIN}"
  WriteRegStr HKLM "${UNINSTALL_KEY}" "InstallLocation" "$INSTDIR"
  WriteRegStr HKLM "${UNINSTALL_KEY}" "UninstallString" '"$INSTDIR\${UNINSTALLER}"'
  WriteRegStr HKLM "${UNINSTALL_KEY}" "QuietUninstallString" '"$INSTDIR\${UNINSTALLER}" /S'
  WriteRegStr HKLM "${UNINSTALL_KEY}" "Language" "$LANGUAGE"
  WriteRegStr HKLM "${UNINSTALL_KEY}" "Parts" "${PARTS}"
  WriteRegDWORD HKLM "${UNINSTALL_KEY}" "EstimatedSize" ${SIZE_KB}
  WriteRegDWORD HKLM "${UNINSTALL_KEY}" "NoModify" 1
  WriteRegDWORD HKLM "${UNINSTALL_KEY}" "NoRepair" 1
  ${GetTime} "" "L" $0 $1 $2 $3 $4 $5 $6
  WriteRegStr HKLM "${UNINSTALL_KEY}" "InstallDate" "$2$1$0"
  !define _DO AppPath
  !insertmacro PayloadExecutables
  !undef _DO
FunctionEnd

; In the language of whoever installs; an earlier installation may have named them otherwise.
!macro MenuEntry arguments name_en name_zh comment_en comment_zh
  ${If} $LANGUAGE == ${LANG_SIMPCHINESE}
    StrCpy $R0 "${name_zh}"
    StrCpy $R1 "${comment_zh}"
  ${Else}
    StrCpy $R0 "${name_en}"
    StrCpy $R1 "${comment_en}"
  ${EndIf}
  CreateShortcut "$SMPROGRAMS\${TITLE_EN}\$R0.lnk" "$INSTDIR\${MAIN}" "${arguments}" \
    "$INSTDIR\${MAIN}" 0 SW_SHOWNORMAL "" "$R1"
!macroend

Function Shortcuts
  RMDir /r "$SMPROGRAMS\${TITLE_EN}"
  CreateDirectory "$SMPROGRAMS\${TITLE_EN}"
  SetOutPath "$INSTDIR"
  !insertmacro PayloadMenu
  CreateShortcut "$SMPROGRAMS\${TITLE_EN}\$(Terminal).lnk" "$SYSDIR\cmd.exe" \
    '/k "set PATH=$INSTDIR;%PATH%"' "$INSTDIR\${MAIN}" 0 SW_SHOWNORMAL "" "$(TerminalComment)"
  Delete "$DESKTOP\${TITLE_EN}.lnk"
  Delete "$DESKTOP\${TITLE_ZH}.lnk"
  ${ReadFlag} "/NODESKTOP" $R1
  ${If} ${Errors}
    CreateShortcut "$DESKTOP\$(Title).lnk" "$INSTDIR\${MAIN}" "" "$INSTDIR\${MAIN}" 0
  ${EndIf}
  ClearErrors
FunctionEnd

; Another program's claim on the ending stays as it is; ours is then only offered beside it.
!macro FileType suffix class mime name_en name_zh icon
  ${If} $LANGUAGE == ${LANG_SIMPCHINESE}
    WriteRegStr HKLM "Software\Classes\${class}" "" "${name_zh}"
  ${Else}
    WriteRegStr HKLM "Software\Classes\${class}" "" "${name_en}"
  ${EndIf}
  WriteRegStr HKLM "Software\Classes\${class}\DefaultIcon" "" "$INSTDIR\${SHARED}\${icon}"
  WriteRegStr HKLM "Software\Classes\${class}\shell\open\command" "" \
    '"$INSTDIR\${MAIN}" "%1"'
  ReadRegStr $R0 HKLM "Software\Classes\${suffix}" ""
  ${If} $R0 == ""
    WriteRegStr HKLM "Software\Classes\${suffix}" "" "${class}"
    WriteRegStr HKLM "Software\Classes\${suffix}" "Content Type" "${mime}"
  ${EndIf}
  WriteRegStr HKLM "Software\Classes\${suffix}\OpenWithProgids" "${class}" ""
!macroend

!macro NoFileType suffix class mime name_en name_zh icon
  DeleteRegKey HKLM "Software\Classes\${class}"
  DeleteRegValue HKLM "Software\Classes\${suffix}\OpenWithProgids" "${class}"
  DeleteRegKey /ifempty HKLM "Software\Classes\${suffix}\OpenWithProgids"
  ReadRegStr $R0 HKLM "Software\Classes\${suffix}" ""
  ${If} $R0 == "${class}"
    DeleteRegValue HKLM "Software\Classes\${suffix}" ""
    DeleteRegValue HKLM "Software\Classes\${suffix}" "Content Type"
    DeleteRegKey /ifempty HKLM "Software\Classes\${suffix}"
  ${EndIf}
!macroend

Function un.Unregister
  RMDir /r "$SMPROGRAMS\${TITLE_EN}"
  Delete "$DESKTOP\${TITLE_EN}.lnk"
  Delete "$DESKTOP\${TITLE_ZH}.lnk"
  !define _DO NoFileType
  !insertmacro PayloadTypes
  !undef _DO
  !define _DO NoAppPath
  !insertmacro PayloadExecutables
  !undef _DO
  DeleteRegKey HKLM "${UNINSTALL_KEY}"
FunctionEnd

; The data of every user of this PC, and what IT set for it. Backups elsewhere are not touched.
Function un.RemoveData
  StrCpy $R4 0
  ${Do}
    EnumRegKey $R5 HKLM "${PROFILES}" $R4
    ${If} $R5 == ""
      ${ExitDo}
    ${EndIf}
    ReadRegStr $R6 HKLM "${PROFILES}\$R5" "ProfileImagePath"
    ExpandEnvStrings $R6 "$R6"
    ${If} $R6 != ""
      RMDir /r "$R6\AppData\Local\${DATA}"
    ${EndIf}
    IntOp $R4 $R4 + 1
  ${Loop}
  SetShellVarContext current
  RMDir /r "$LOCALAPPDATA\${DATA}"
  SetShellVarContext all
  RMDir /r "$Etc"
FunctionEnd
